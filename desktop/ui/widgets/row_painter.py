"""Draws the cells of a table of records: no grid, the chosen row tinted, each column in its tone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.ui.theme import Role
from desktop.ui.widgets.paged_model import LEFT, RIGHT, Index

if TYPE_CHECKING:
    from desktop.ui.widgets.paged_table import PagedTable


class RowPainter(QStyledItemDelegate):
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
        painter.drawText(inner, int(RIGHT if column.right else LEFT), text)


def _draw_steps(painter: QPainter, where: QRect, steps: tuple[int, int], done: QColor, ahead: QColor) -> int:
    """Draw the blocks; returns where the text may begin."""
    left, middle = where.left(), where.center().y()
    for step in range(steps[1]):
        painter.fillRect(QRect(left + step * 7, middle - 3, 5, 7), done if step <= steps[0] else ahead)
    return left + steps[1] * 7 + 8
