"""Tables of records: columns name fields; a printable field that no column names is added to the first cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.application.paper import Align, Cell, Column, Table
from desktop.application.papers.sheet import Sheet
from desktop.domain.fields import Record

Read = Callable[[Record], str | Cell]


@dataclass(frozen=True, slots=True)
class Col:
    """A column: the fields whose values it shows, or ``read``, which knows how; no title: that of the first field."""

    fields: tuple[str, ...] = ()
    title: str = ""
    weight: float = 1.0
    align: Align = "left"
    between: str = "\n"
    read: Read | None = None


def grid(
    sheet: Sheet,
    records: Sequence[Record],
    columns: Sequence[Col],
    *,
    summary: str = "",
    empty: str = "",
    without: frozenset[str] = frozenset(),
) -> Table:
    """Records as rows. A column that may not be here, or that is empty in all rows and not required, is left out."""
    kept: list[tuple[Col, list[str | Cell]]] = []
    for column in columns:
        cells = [_cell(sheet, record, column) for record in records]
        if any(cells):
            kept.append((column, cells))
    if kept:
        named = {name for column in columns for name in column.fields} | without
        kept[0] = (kept[0][0], [_with_rest(sheet, r, cell, named) for r, cell in zip(records, kept[0][1], strict=True)])
    heads = tuple(Column(_title(sheet, records[0], column), column.weight, column.align) for column, _ in kept)
    rows = tuple(zip(*(cells for _, cells in kept), strict=True))
    return Table(heads, rows, row_header=True, summary=summary, empty=empty)


def _title(sheet: Sheet, record: Record, column: Col) -> str:
    return sheet.say(column.title) if column.title else sheet.label(record.SPEC.fields[column.fields[0]])


def _cell(sheet: Sheet, record: Record, column: Col) -> str | Cell:
    if column.read is not None:
        return column.read(record)
    text = column.between.join(filter(None, (sheet.value(record, name) for name in column.fields)))
    return text or sheet.cell(record, column.fields[0])


def _with_rest(sheet: Sheet, record: Record, cell: str | Cell, named: set[str] | frozenset[str]) -> str | Cell:
    """The first cell with, below it, what may be printed of the record and has no column of its own."""
    lines = []
    for name, field in record.SPEC.fields.items():
        if name not in named and (value := sheet.cell(record, name)):
            lines.append(f"{sheet.label(field)}: {value.text if isinstance(value, Cell) else value}")
    if not lines:
        return cell
    if isinstance(cell, Cell):
        return replace(cell, text="\n".join((cell.text, *lines)))
    return "\n".join((cell, *lines))
