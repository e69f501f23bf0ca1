"""Rows of tables: how wide each column is, and what each cell holds once it is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.application.paper import Align, Cell, Column
from desktop.documents.lines import Line, Typesetter
from desktop.documents.structure import Attributes, Element
from desktop.documents.styles import CELLS, COLUMN_TITLE, Look

LEADING = COLUMN_TITLE.type.leading
PAD = 3.5
GUTTER = 10.0


@dataclass(slots=True)
class LaidCell:
    """A cell: its lines, its place, its role, its element once drawn; ``fill_in`` names the form field it holds."""

    lines: Sequence[Line]
    look: Look
    x: float
    width: float
    align: Align
    tag: str = "TD"
    attributes: Attributes | None = None
    element: Element | None = None
    fill_in: tuple[str, str] | None = None


@dataclass(slots=True)
class Row:
    """A row: its cells, and its element once it has been drawn. It is as tall as its tallest cell."""

    cells: Sequence[LaidCell]
    least: int = 1
    element: Element | None = None
    lines: int = field(init=False)

    def __post_init__(self) -> None:
        self.lines = max(self.least, *(len(cell.lines) for cell in self.cells))


def column_widths(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], setter: Typesetter, width: float
) -> list[float]:
    """Widths by weight; a column whose longest word does not fit takes from columns that have room to spare."""
    total = sum(column.weight for column in columns)
    widths = [width * column.weight / total for column in columns]
    needed = [setter.longest_word(column.title, COLUMN_TITLE.type) for column in columns]
    for row in rows:
        for at, cell in enumerate(row[: len(columns)]):
            if cell.columns == 1:
                needed[at] = max(needed[at], setter.longest_word(cell.text, CELLS[cell.style].type))
    most = width * 0.45
    needed = [min(need + GUTTER, most) for need in needed]
    short = sum(max(0.0, need - own) for need, own in zip(needed, widths, strict=True))
    spare = sum(max(0.0, own - need) for need, own in zip(needed, widths, strict=True))
    if short <= 0 or spare <= 0:
        return widths
    given = min(1.0, spare / short)
    taken = min(1.0, short / spare)
    return [own + (need - own) * (given if need > own else taken) for need, own in zip(needed, widths, strict=True)]


def header_row(columns: Sequence[Column], widths: Sequence[float], setter: Typesetter) -> Row:
    """The row of column titles."""
    cells: list[LaidCell] = []
    x = 0.0
    for column, width in zip(columns, widths, strict=True):
        lines = _lines(column.title, COLUMN_TITLE, width, setter)
        attributes: Attributes = {"O": "Table", "Scope": "Column"}
        last = len(cells) + 1 == len(columns)
        cells.append(
            LaidCell(lines, COLUMN_TITLE, x, width - (0.0 if last else GUTTER), column.align, "TH", attributes)
        )
        x += width
    return Row(cells)


def body_row(
    values: Sequence[Cell],
    columns: Sequence[Column],
    widths: Sequence[float],
    setter: Typesetter,
    *,
    row_header: bool,
    least: int = 1,
) -> Row:
    cells: list[LaidCell] = []
    x = 0.0
    given = iter(values)
    while len(columns) > (at := _columns_of(cells)):
        value = next(given, Cell(""))
        span = max(1, min(value.columns, len(columns) - at))
        width = sum(widths[at : at + span])
        look = CELLS[value.style]
        heads = row_header and at == 0
        attributes: dict[str, str | int] = {"O": "Table"} if heads or span > 1 else {}
        if heads:
            attributes["Scope"] = "Row"
        if span > 1:
            attributes["ColSpan"] = span
        cells.append(
            LaidCell(
                _lines(value.text, look, width, setter),
                look,
                x,
                width - (0.0 if at + span == len(columns) else GUTTER),
                columns[at].align if span == 1 else "left",
                "TH" if heads else "TD",
                attributes or None,
            )
        )
        x += width
    return Row(cells, least)


def _columns_of(cells: Sequence[LaidCell]) -> int:
    return sum(_span(cell) for cell in cells)


def _span(cell: LaidCell) -> int:
    span = (cell.attributes or {}).get("ColSpan", 1)
    return span if isinstance(span, int) else 1


def as_cell(value: str | Cell) -> Cell:
    return Cell(value) if isinstance(value, str) else value


def _lines(text: str, look: Look, width: float, setter: Typesetter) -> list[Line]:
    return setter.lines(text, look.type, width - GUTTER) if text else []
