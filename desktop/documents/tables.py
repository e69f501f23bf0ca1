"""Tables and facts: rows that go on over pages, also inside a row, and stay one row for whoever listens.

A row is laid out once. What stands on a page is a *slice* of it, from one line to another; all slices of a row draw
into the same structure elements, so a cell of three pages is one TD. The header returns on each page, as an artifact.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from typing_extensions import override

from desktop.application.paper import Cell, Column, Facts, FormTable, Table
from desktop.documents.canvas import Colour, TaggedCanvas
from desktop.documents.flow import Flow
from desktop.documents.lines import Typesetter
from desktop.documents.rows import GUTTER, LEADING, PAD, Row, as_cell, body_row, column_widths, header_row
from desktop.documents.structure import Attributes, Element, Widget
from desktop.documents.styles import FIELD_EDGE, HAIR, HAIRLINE, INK, STRONG
from desktop.documents.text import plain

_UNCUT = 8
"""A row of at most this many lines is not cut, but moved to the next page as a whole."""

_FEWEST = 2
_FACT_WEIGHTS = (1.0, 2.2)


class Slice(NamedTuple):
    """The lines of a row that stand on one page."""

    row: Row
    start: int
    end: int

    @property
    def height(self) -> float:
        """With the space above and below its lines."""
        return (self.end - self.start) * LEADING + 2 * PAD

    def cut(self, room: float) -> tuple[Slice, Slice] | None:
        """In two where the room allows some lines on both sides."""
        if self.row.lines <= _UNCUT:
            return None
        fitting = min(int((room - 2 * PAD) // LEADING), self.end - self.start - _FEWEST)
        if fitting < _FEWEST:
            return None
        middle = self.start + fitting
        return Slice(self.row, self.start, middle), Slice(self.row, middle, self.end)


class _Whole:
    """What the parts of one table share: width, header, lines and structure elements."""

    def __init__(self, width: float, header: Row | None, summary: str, rule: Colour = HAIRLINE) -> None:
        self.width, self.header, self.rule = width, header, rule
        self._summary = summary
        self._table: Element | None = None
        self._groups: dict[str, Element] = {}

    @property
    def header_height(self) -> float:
        return 0.0 if self.header is None else Slice(self.header, 0, self.header.lines).height

    def group(self, canvas: TaggedCanvas, tag: str) -> Element:
        if self._table is None:
            attributes: Attributes | None = {"O": "Table", "Summary": self._summary} if self._summary else None
            self._table = canvas.root.add("Table", attributes=attributes)
        if tag not in self._groups:
            self._groups[tag] = self._table.add(tag)
        return self._groups[tag]


class TableFlow(Flow):
    """A table, or the part of it that stands on a page."""

    before = 4.0
    after = 10.0

    def __init__(self, whole: _Whole, slices: Sequence[Slice], *, first: bool = True) -> None:
        self._whole, self._slices, self._first = whole, slices, first

    @property
    @override
    def height(self) -> float:
        return self._whole.header_height + sum(part.height for part in self._slices)

    @property
    @override
    def minimum(self) -> float:
        first = self._slices[0]
        start = first.height if first.row.lines <= _UNCUT else _FEWEST * LEADING + 2 * PAD
        return self._whole.header_height + start

    @override
    def split(self, room: float) -> tuple[Flow, Flow] | None:
        room -= self._whole.header_height
        for at, part in enumerate(self._slices):
            if part.height > room:
                halves = part.cut(room)
                before = [*self._slices[:at], *([] if halves is None else halves[:1])]
                after = [*([part] if halves is None else halves[1:]), *self._slices[at + 1 :]]
                if not before:
                    return None
                return (
                    TableFlow(self._whole, before, first=self._first),
                    TableFlow(self._whole, after, first=False),
                )
            room -= part.height
        return None

    @override
    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        whole = self._whole
        if whole.header is not None:
            slice_ = Slice(whole.header, 0, whole.header.lines)
            if self._first:
                _draw(canvas, slice_, x, top, whole.group(canvas, "THead"))
            else:
                _draw_again(canvas, slice_, x, top)
            top -= whole.header_height
            with canvas.artifact():
                canvas.rule((x, top), (x + whole.width, top), STRONG, INK)
        body = whole.group(canvas, "TBody")
        edges = []
        for part in self._slices:
            _draw(canvas, part, x, top, body)
            top -= part.height
            edges.append(top)
        with canvas.artifact():
            for edge in edges:
                canvas.rule((x, edge), (x + whole.width, edge), HAIR, whole.rule)


def _draw(canvas: TaggedCanvas, part: Slice, x: float, top: float, group: Element) -> None:
    row = part.row
    if row.element is None:
        row.element = group.add("TR")
        for cell in row.cells:
            cell.element = row.element.add(cell.tag, attributes=cell.attributes)
    for cell in row.cells:
        lines = cell.lines[part.start : part.end]
        if lines and cell.element is not None:
            with canvas.content(cell.element):
                canvas.text(lines, cell.look.type, cell.look.colour, x + cell.x, top - PAD, cell.width, cell.align)
        if cell.fill_in is not None and cell.element is not None:
            left, low = x + cell.x, top - part.height + 1.0
            last = cell is row.cells[-1]
            right, high = left + cell.width + (0.0 if last else GUTTER - 4.0), low + part.height - 2.0
            area = (left, low, right, high)
            if not last:
                with canvas.artifact():
                    canvas.rule((right + 2.0, low - 1.0), (right + 2.0, high + 1.0), HAIR, FIELD_EDGE)
            canvas.annotate(cell.element.add("Form"), Widget(canvas.page, area, *cell.fill_in, kind="text"))


def _draw_again(canvas: TaggedCanvas, part: Slice, x: float, top: float) -> None:
    with canvas.artifact("Header"):
        for cell in part.row.cells:
            canvas.text(cell.lines, cell.look.type, cell.look.colour, x + cell.x, top - PAD, cell.width, cell.align)


def lay_out_table(block: Table, setter: Typesetter, width: float) -> list[Flow]:
    """A table with its header; nothing where it has no rows (the caller prints `Table.empty`)."""
    if not block.rows:
        return []
    rows = [tuple(as_cell(value) for value in row) for row in block.rows]
    widths = column_widths(block.columns, rows, setter, width)
    header = header_row(block.columns, widths, setter)
    laid = [body_row(row, block.columns, widths, setter, row_header=block.row_header) for row in rows]
    return [TableFlow(_Whole(width, header, block.summary), [Slice(row, 0, row.lines) for row in laid])]


def lay_out_form_table(block: FormTable, setter: Typesetter, width: float) -> list[Flow]:
    """A header and empty rows, each cell a field to fill in."""
    widths = column_widths(block.columns, (), setter, width)
    header = header_row(block.columns, widths, setter)
    laid = [body_row((), block.columns, widths, setter, row_header=False, least=2) for _ in range(block.rows)]
    for number, row in enumerate(laid, 1):
        for at, (cell, column) in enumerate(zip(row.cells, block.columns, strict=True), 1):
            name = f"{plain(column.title, setter.language)} {number}"
            cell.fill_in = (f"{block.field}.{number}.{at}", name)
    return [TableFlow(_Whole(width, header, block.summary, FIELD_EDGE), [Slice(row, 0, row.lines) for row in laid])]


def lay_out_facts(block: Facts, setter: Typesetter, width: float) -> list[Flow]:
    """Labels and values as a table of two columns, each label heading its row."""
    if not block.items:
        return []
    columns = tuple(Column("", weight) for weight in _FACT_WEIGHTS)
    rows = [(Cell(label, "muted"), as_cell(value)) for label, value in block.items]
    widths = column_widths(columns, rows, setter, width)
    laid = [body_row(row, columns, widths, setter, row_header=True) for row in rows]
    return [TableFlow(_Whole(width, None, block.summary), [Slice(row, 0, row.lines) for row in laid])]
