"""A table over any number of rows: the ids stand in order, rows are fetched a page at a time as they come in sight."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from desktop.ui.theme import Role

PAGE = 64
_SHORT = 13
"""Letters that a column keeps where the window is narrow."""
Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what its header says, what a row says in it, by what it sorts, and how wide it begins, in letters."""

    title: str
    text: Callable[[Any], str]
    sort: str = ""
    letters: int = 12
    right: bool = False
    tone: Callable[[Any], QPalette.ColorRole | None] | None = None
    spoken: Callable[[Any], str] | None = None  # what a screen reader says where the text is a sign
    steps: Callable[[Any], tuple[int, int]] | None = None  # drawn before the text: how far, of how many
    key: str = ""  # under which it is remembered
    name: str = ""  # what it is called where the title is a sign
    shown: bool = True  # at first


class PagedTableModel(QAbstractTableModel):
    """Holds ids in order; ``fetch`` reads the rows of some of them."""

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Callable[[Sequence[str]], Mapping[str, Any]],
        gone: Any,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns, self._fetch, self._gone = tuple(columns), fetch, gone
        self._ids: Sequence[str] = ()
        self._rows: dict[str, Any] = {}

    def show_ids(self, ids: Sequence[str]) -> None:
        """Display these rows in this order; the query did the sorting and filtering."""
        self.beginResetModel()
        self._ids, self._rows = ids, {}
        self.endResetModel()

    @property
    def ids(self) -> Sequence[str]:
        """The records, in order."""
        return self._ids

    def id_at(self, row: int) -> str | None:
        """Which record stands in this row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, record: str) -> int | None:
        """In which row a record stands."""
        try:
            return self._ids.index(record)
        except ValueError:
            return None

    def row(self, at: int) -> Any:
        """The row itself; fetched with its page when it was not there yet."""
        if (id_ := self._ids[at]) not in self._rows:
            start = at - at % PAGE
            self._rows.update(self._fetch(self._ids[start : start + PAGE]))
        return self._rows.setdefault(id_, self._gone)  # a colleague deleted it meanwhile

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[index.column()].text(self.row(index.row()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[index.column()].right else _LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = self.columns[index.column()]
            return (column.spoken or column.text)(self.row(index.row()))
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if self.columns[section].right else _LEFT
        return None


class _Lines(QStyledItemDelegate):
    """Draws a cell: the chosen row tinted with a bar before it, the row under the pointer a little raised."""

    def __init__(self, table: PagedTable) -> None:
        super().__init__(table)
        self._table = table

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = option.palette
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = Role.SELECTED if chosen else Role.RAISED if index.row() == self._table.hovered else None
        if ground is not None:
            painter.fillRect(rect, colours.color(ground))
        if chosen and index.column() == 0 and self._table.hasFocus():
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colours.color(Role.ACCENT))
        column, row = self._table.cell(index)  # not through data(): a screen has 300 cells
        tone = column.tone(row) if column.tone is not None else None
        painter.setPen(colours.color(QPalette.ColorRole.Text if tone is None else tone))
        painter.setFont(option.font)
        inner = rect.adjusted(8, 0, -8, 0)
        if column.steps is not None:
            inner.setLeft(
                _draw_steps(painter, inner, column.steps(row), colours.color(Role.ACCENT), colours.color(Role.LINE))
            )
        text = option.fontMetrics.elidedText(column.text(row), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(_RIGHT if column.right else _LEFT), text)


def _draw_steps(painter: QPainter, where: QRect, steps: tuple[int, int], done: QColor, ahead: QColor) -> int:
    """Draw the blocks; returns where the text may begin."""
    left, middle = where.left(), where.center().y()
    for step in range(steps[1]):
        painter.fillRect(QRect(left + step * 7, middle - 3, 5, 7), done if step <= steps[0] else ahead)
    return left + steps[1] * 7 + 8


class PagedTable(QTableView):
    """Rows of one record each. Enter or a double click opens; the header sorts; the row chosen stays chosen."""

    opened = Signal(str)
    sort_asked = Signal(str, bool)  # what by, descending

    def __init__(self, model: PagedTableModel, name: str, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self.hovered = model, -1
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(_Lines(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height)
        header.setResizeContentsPrecision(0)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(_LEFT)
        self.fits = True  # until somebody decides how wide the columns are
        self._fitted: list[int] = []
        self._fit()
        header.sectionClicked.connect(self._sort)
        self.doubleClicked.connect(self._open)
        self._sorted: tuple[str, bool] = ("", False)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns from left to right."""
        return self._model.columns

    def width_of(self, at: int) -> int:
        """How wide a column begins."""
        return self._model.columns[at].letters * self.fontMetrics().averageCharWidth() + 16

    def _fit(self) -> None:
        """Let the wide columns give way where the window is narrow; a width that was dragged stays."""
        header = self.horizontalHeader()
        columns = [at for at in range(len(self._model.columns)) if not header.isSectionHidden(at)]
        if not self.fits or self._fitted not in ([], [header.sectionSize(at) for at in columns][:-1]):
            return
        widths = {at: max(self.width_of(at), header.minimumSectionSize()) for at in columns}
        over = sum(widths.values()) - self.viewport().width() if self.isVisible() else 0
        for giving in (columns[1:], columns[:1]):  # the name gives way last
            spare = {at: max(0, widths[at] - _SHORT * self.fontMetrics().averageCharWidth() - 16) for at in giving}
            share = min(1.0, max(0, over) / (sum(spare.values()) or 1))
            for at, most in spare.items():
                over -= (given := ceil(share * most))
                widths[at] -= given
        for at in columns:
            self.setColumnWidth(at, widths[at])
        self._fitted = [header.sectionSize(at) for at in columns][:-1]  # the last one takes what is left

    def show_only(self, keys: Collection[str]) -> None:
        """Show only the columns with these keys."""
        for at, column in enumerate(self._model.columns):
            self.setColumnHidden(at, column.key not in keys)
        self._fitted = []
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def cell(self, index: Index) -> tuple[Column, Any]:
        """The column and the row of a cell."""
        return self._model.columns[index.column()], self._model.row(index.row())

    @property
    def current(self) -> str | None:
        """The record of the chosen row."""
        return self._model.id_at(self.currentIndex().row())

    def choose_many(self) -> None:
        """Several rows may be chosen, with Shift, Ctrl and Ctrl+A."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    @property
    def ids(self) -> Sequence[str]:
        """All records of the list, in order."""
        return self._model.ids

    @property
    def marked(self) -> tuple[str, ...]:
        """The records of all chosen rows, from top to bottom."""
        parts = self.selectionModel().selection()
        spans = [range(parts.at(n).top(), parts.at(n).bottom() + 1) for n in range(parts.count())]
        rows = {row for span in spans for row in span}
        return tuple(record for row in sorted(rows) if (record := self._model.id_at(row)) is not None)

    def show_sort(self, by: str, descending: bool) -> None:
        """Mark the column the list is sorted by."""
        self._sorted = (by, descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        column = next((n for n, c in enumerate(self._model.columns) if c.sort == by), -1)
        self.horizontalHeader().setSortIndicator(column, order)

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show other rows; the chosen records stay chosen, and the current one stays where it was on the screen."""
        kept, marked, at = self.current, set(self.marked), self.currentIndex().row()
        top = self.rowViewportPosition(at) if at >= 0 else 0
        self._model.show_ids(ids)
        rows = [row for row, record in enumerate(ids) if record in marked] if len(marked) > 1 else []
        row = self._model.row_of(kept) if kept is not None else None
        if row is not None or rows:
            self.choose_row(rows[0] if row is None else row)
            self._choose_rows(rows)
        if row is not None:
            self.verticalScrollBar().setValue(max(0, row * self.verticalHeader().defaultSectionSize() - top))

    def choose_row(self, row: int) -> None:
        """Choose a row, if there is one."""
        index = self._model.index(min(row, self._model.rowCount() - 1), 0)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _choose_rows(self, rows: Sequence[int]) -> None:
        """Choose these rows as well, from top to bottom."""
        chosen, last = QItemSelection(), self._model.columnCount() - 1
        for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            span = [row for _, row in run]
            chosen.append(QItemSelectionRange(self._model.index(span[0], 0), self._model.index(span[-1], last)))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)

    def _sort(self, column: int) -> None:
        by = self._model.columns[column].sort
        if by:
            self.sort_asked.emit(by, self._sorted == (by, False))
        else:
            self.show_sort(*self._sorted)

    def _open(self, index: QModelIndex) -> None:
        record = self._model.id_at(index.row())
        if record is not None:
            self.opened.emit(record)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the search field; Qt's own search would read every row."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()
