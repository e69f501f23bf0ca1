"""What a printed document holds: frozen values and plain text, without a word about how it is drawn.

A use case composes a `Document` from records; `desktop.documents` turns it into the bytes of an accessible, archivable
PDF. Every text here is plain: a name such as ``<b>Ad</b>`` is printed as it is written, there is no markup. A line
break in a text starts a new line. Equal documents give equal bytes: nothing in one comes from a clock but ``created``.

Names of people belong in the blocks, never in `Document.title` or `Document.kind`: those become the title of the file,
which shows up in window lists and print queues.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

from desktop.application.i18n import LanguageCode

TextStyle: TypeAlias = Literal["body", "intro", "quote", "note", "missing"]
"""*intro*: opening lines; *quote*: a person's own words, set apart; *note*: small print; *missing*: "not filled in"."""

CellStyle: TypeAlias = Literal["normal", "strong", "muted", "missing"]
"""*strong*: totals; *muted*: secondary; *missing*: a required value that is not there, such as "niet ingevuld"."""

Align: TypeAlias = Literal["left", "right", "center"]

BarStatus: TypeAlias = Literal["planned", "active", "done", "failed", "exempt"]
"""What a bar in the route picture looks like; each has a pattern of its own, so that grey paper tells them apart."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the document, once, before everything else. Levels become bookmarks."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    style: TextStyle = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a table cell or fact that is not plain: its style, and over how many columns it runs."""

    text: str
    style: CellStyle = "normal"
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, read line by line. ``summary`` is heard, not seen: what these facts are about."""

    items: tuple[tuple[str, str | Cell], ...]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``weight`` is its share of the width; long words may still take a little more."""

    title: str
    weight: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header that returns on each page; a row too tall for a page goes on on the next.

    ``row_header``: the first cell of each row names the row. ``summary`` is heard, not seen. ``empty`` is printed
    instead of a table without rows. A row shorter than the columns is filled up with empty cells; a longer one is
    a mistake (`ValueError`).
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    row_header: bool = False
    summary: str = ""
    empty: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if sum(1 if isinstance(cell, str) else cell.columns for cell in row) > len(self.columns):
                raise ValueError("a row has more cells than its table has columns")


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; ``numbered`` counts its items."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One module in the route picture: from ``start`` to ``end`` (both included), and the days of its exams."""

    label: str
    start: date
    end: date
    status: BarStatus
    status_label: str
    exams: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthBar:
    """The route in one picture: ``months`` months (1 to 12) from the month of ``start``, a bar for each module.

    ``alt`` opens the text that a screen reader says; the bars with their months and status are added to it. ``today``
    draws a line, ``today_label`` and ``exam_label`` explain line and diamond in the legend.
    """

    start: date
    months: int
    bars: tuple[Bar, ...]
    alt: str
    today: date | None = None
    today_label: str = ""
    exam_label: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Where one party signs; never split over two pages. What is empty becomes a line for the pen.

    ``signed`` says how it was signed already, for example "Getekend op papier, 12 maart 2027".
    """

    party: str
    name: str = ""
    role: str = ""
    place: str = ""
    date: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True)
class FormText:
    """One line to fill in, on screen or with a pen. ``share`` of the width: neighbours that fit stand side by side."""

    field: str
    label: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class FormCheck:
    """A box to tick; with ``options`` (for example yes and no) one box for each, of which one can be ticked."""

    field: str
    label: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormLines:
    """Some lines to write on."""

    field: str
    label: str
    lines: int = 4


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table of ``rows`` empty rows to fill in; the fields are called ``field.row.column``."""

    field: str
    columns: tuple[Column, ...]
    rows: int
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: headings of level 2 to ``levels`` with their page, as links."""

    title: str
    levels: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page where one page can hold them."""

    blocks: tuple[Block, ...]


FormBlock: TypeAlias = FormText | FormCheck | FormLines | FormTable
Block: TypeAlias = (
    Heading
    | Text
    | Facts
    | Table
    | Bullets
    | MonthBar
    | SignatureBlock
    | FormBlock
    | Contents
    | PageBreak
    | KeepTogether
)


@dataclass(frozen=True, slots=True)
class Header:
    """The quiet line above each page: desk, name of the document, dossier number."""

    desk: str
    document: str
    number: str = ""
    logo: bytes = b""
    """A PNG to draw before the words; the words say whose it is, so it needs no text of its own."""


@dataclass(frozen=True, slots=True)
class Footer:
    """The quiet line below each page, before "page x of y": when and by whom printed, version, confidentiality."""

    printed: str
    version: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document to print.

    ``title`` (no names of people) is the title of the file, ``kind`` what sort of document it is (for example
    "intake_report") and ``number`` its dossier or document number; both go into the file's properties. ``draft`` prints
    the watermark CONCEPT or DRAFT. ``created`` is the moment of printing, with its time zone.
    """

    title: str
    language: LanguageCode
    kind: str
    number: str
    header: Header
    footer: Footer
    created: datetime
    blocks: tuple[Block, ...]
    draft: bool = False
    landscape: bool = False


_NOT_PRINTED = frozenset({"style", "align", "status", "language", "kind", "field"})


def texts(part: Any) -> Iterator[str]:
    """Every text a document, block or cell prints or says, in reading order."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from texts(item)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in _NOT_PRINTED:
                yield from texts(getattr(part, field.name))
