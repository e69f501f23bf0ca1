"""Finds the header of a list below its titles, and makes header texts comparable."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.application.imports.sheet import FOUND_OUT, HowRead, Line, Sheet, Top
from desktop.domain.errors import Refused
from desktop.domain.folding import fold
from desktop.domain.said import N_, Said, said

Known = Callable[[str], float]
"""How much a cell looks like a header that is known, from 0 to 1."""

SURE = 0.85
"""From this likeness on a cell counts as a header."""

_SEARCHED = 40
_SHOWN = 15
_DATA = re.compile(r"@|\d{3}|^\W*$|^\d+\W*\d*$")
_NO_HEADER = N_(
    "No row with column names was found in this list. Put one name above each column, for example "
    "“Voornaam”, “Achternaam”, “Telefoon”, and try again."
)


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of one sheet or delimited file, before its header was found."""

    lines: Sequence[Line]
    how: HowRead = FOUND_OUT
    notices: tuple[Said, ...] = ()
    others: tuple[str, ...] = ()


class NoHeader(Refused):
    """No row that names the columns was found; ``top`` shows where somebody may find it."""

    def __init__(self, sentence: Said, top: Top) -> None:
        super().__init__(sentence)
        self.top = top


def header_key(text: str) -> str:
    """A header as one word without signs: “E-mail adres” and “e-mailadres” are the same."""
    return fold(text).replace(" ", "")


def fingerprint(header: Line) -> str:
    """What a header is remembered by: the same columns in the same order, however they are written."""
    keys = [header_key(cell) for cell in header.cells]
    return hashlib.sha256("\x1f".join(keys).encode()).hexdigest()


def hits(cells: Sequence[str], known: Known) -> int:
    """How many cells look like known headers; a name that returns counts once."""
    return len({header_key(cell) for cell in cells if cell and len(cell) <= 80 and known(cell) >= SURE})


def header_at(lines: Sequence[Line], known: Known) -> int | None:
    """The index of the header among the first rows: the row with most known names, else the first that reads as one."""
    found = [hits(line.cells, known) for line in lines[:_SEARCHED]]
    best = max(range(len(found)), key=lambda at: found[at], default=0)
    if found and found[best]:
        filled = sum(map(bool, lines[best].cells))
        if found[best] >= 2 or filled == 1 or found[best] * 2 >= filled:
            return best
    return next((at for at, line in enumerate(lines[:_SEARCHED]) if _reads_as_header(line)), None)


def below_header(table: Table, known: Known, header: int = 0) -> Sheet:
    """The table as a list: titles, header and the lines below; `NoHeader` where no row names the columns.

    ``header`` is the number of the row that names them, where somebody said so.
    """
    numbers = {line.number: at for at, line in enumerate(table.lines) if not line.empty}
    at = numbers.get(header) if header else header_at(table.lines, known)
    shown = tuple(table.lines[:_SHOWN])
    if at is None:
        raise NoHeader(said(_NO_HEADER), Top(shown, table.how, table.others))
    top = Top(shown, replace(table.how, header=table.lines[at].number), table.others)
    lines = table.lines
    end = len(lines)
    while end > at + 1 and lines[end - 1].empty:
        end -= 1
    titles = tuple(line for line in lines[:at] if not line.empty)
    return Sheet(lines[at], tuple(lines[at + 1 : end]), titles, top, notices=table.notices)


def _reads_as_header(line: Line) -> bool:
    filled = [cell for cell in line.cells if cell]
    named = {header_key(cell) for cell in filled}
    return len(filled) >= 2 and len(named) == len(filled) and not any(_DATA.search(c) or len(c) > 60 for c in filled)
