"""Lays fields side by side on twelve columns: each as wide as its content asks, the left edges in line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

COLUMNS = 12
GAP = 16
LINE_GAP = 12
WIDEST = 1052  # with the margins of a page at most 1,100
_NARROW = 560  # below this every field stands alone


@dataclass(frozen=True, slots=True)
class _Placed:
    item: QLayoutItem
    rect: QRect


class GridFlow(QLayout):
    """Fields in reading order; a field that does not fit begins the next line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self._height_for: tuple[int, int] = (-1, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if self._height_for[0] != width:
            self._height_for = (width, self._arranged(QRect(0, 0, width, 0))[1])
        return self._height_for[1]

    @override
    def invalidate(self) -> None:
        self._height_for = (-1, 0)
        super().invalidate()

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for placed in self._arranged(rect)[0]:
            placed.item.setGeometry(placed.rect)

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDEST, self.heightForWidth(WIDEST))

    @override
    def minimumSize(self) -> QSize:
        margins: QMargins = self.contentsMargins()
        widest = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(min(widest, 240) + margins.left() + margins.right(), 0)

    def _arranged(self, rect: QRect) -> tuple[list[_Placed], int]:
        margins = self.contentsMargins()
        inner = rect.adjusted(margins.left(), margins.top(), -margins.right(), -margins.bottom())
        width = min(inner.width(), WIDEST)
        column = (width - (COLUMNS - 1) * GAP) / COLUMNS
        placed: list[_Placed] = []
        line: list[tuple[QLayoutItem, int, int]] = []
        used, top = 0, inner.top()
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            span = COLUMNS if width < _NARROW else _span(item, column)
            if used + span > COLUMNS:
                top = _close_line(line, placed, inner.left(), top, column)
                line, used = [], 0
            line.append((item, used, span))
            used += span
        if line:
            top = _close_line(line, placed, inner.left(), top, column)
        return placed, max(0, top - LINE_GAP) - rect.top() + margins.bottom()


def _span(item: QLayoutItem, column: float) -> int:
    wanted = item.sizeHint().width()
    for span in range(2, COLUMNS):
        if span * column + (span - 1) * GAP >= wanted:
            return span
    return COLUMNS


def _close_line(
    line: list[tuple[QLayoutItem, int, int]], placed: list[_Placed], left: int, top: int, column: float
) -> int:
    """Place the fields of one line; returns where the next line begins."""
    tallest = 0
    for item, used, span in line:
        x = left + round(used * (column + GAP))
        width = round(span * column + (span - 1) * GAP)
        height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
        placed.append(_Placed(item, QRect(QPoint(x, top), QSize(width, height))))
        tallest = max(tallest, height)
    return top + tallest + LINE_GAP
