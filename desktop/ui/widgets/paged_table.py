"""A table over any number of records, one a row: chosen, sorted, opened; its columns fit the window."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from math import ceil
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget
from typing_extensions import override

from desktop.ui.widgets.key_table import KeyTable
from desktop.ui.widgets.paged_model import LEFT, Column, Index, PagedTableModel
from desktop.ui.widgets.row_painter import RowPainter

_SHORT = 13
"""Letters that a column keeps where the window is narrow."""


class PagedTable(KeyTable):
    """Rows of one record each. Enter or a double click opens; the header sorts; the row chosen stays chosen."""

    opened = Signal(str)
    sort_asked = Signal(str, bool)  # what by, descending

    def __init__(self, model: PagedTableModel, name: str, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self.hovered = model, -1
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(RowPainter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height)
        header.setResizeContentsPrecision(0)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(LEFT)
        self.fits = True  # until somebody decides how wide the columns are
        self._fitted: list[int] = []
        self._fit()
        header.sectionClicked.connect(self._sort)
        self.entered.connect(self._open)
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
