"""A week or a month to look at and to walk through with the arrows; each cell says its day and what is in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from desktop.application.agenda import Entry
from desktop.application.i18n import Language
from desktop.domain.said import said_n
from desktop.ui.screens.agenda.calendar_grid import DAYS, Cell, Grid
from desktop.ui.screens.agenda.calendar_model import CalendarModel, Index
from desktop.ui.theme import Role
from desktop.ui.widgets.key_table import KeyTable, is_plain

_LINE, _GAP = 20, 4
_IN_MONTH = 3
"""How many lines of a day a month shows; the rest is counted."""


class _Cells(QStyledItemDelegate):
    """Draws a cell: its day in a month, a tint on days off, a frame around today, its entries as lines."""

    def __init__(self, table: CalendarTable) -> None:
        super().__init__(table)
        self._table = table

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, colours = self._table.calendar, option.palette
        cell, rect = model.cell(index), QRect(option.rect)
        if cell is None:
            return
        role = QPalette.ColorRole
        ground = role.Window if cell.free or cell.outside else role.Base
        painter.fillRect(rect, colours.color(ground))
        painter.setPen(colours.color(Role.LINE))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        today = cell.day == model.today()
        if today:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colours.color(Role.ACCENT))
        inner = rect.adjusted(8, _GAP, -6, -2)
        lines = QFont(option.font)
        lines.setPointSizeF(9.5)
        painter.setFont(lines)
        if model.is_month or cell.holiday:
            self._draw_head(painter, inner, cell, colours, today)
            inner.setTop(inner.top() + _LINE)
        most = _IN_MONTH if model.is_month else len(cell.entries)
        shown = cell.entries[:most] if len(cell.entries) <= most else cell.entries[: most - 1]
        for entry in shown:
            self._draw_entry(painter, inner, entry, colours)
            inner.setTop(inner.top() + model.lines_of(entry) * _LINE)
        if rest := len(cell.entries) - len(shown):
            painter.setPen(colours.color(Role.MUTED))
            more = model.language.say(said_n("and {n} more", "and {n} more", rest))
            painter.drawText(inner.left() + 6, inner.top(), inner.width(), _LINE, int(_MIDDLE), more)
        if option.state & QStyle.StateFlag.State_Selected:
            focus = self._table.hasFocus()
            painter.setPen(QPen(colours.color(Role.ACCENT if focus else Role.MUTED), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _draw_head(self, painter: QPainter, inner: QRect, cell: Cell, colours: QPalette, today: bool) -> None:
        model, left = self._table.calendar, inner.left()
        if model.is_month:
            font = QFont(painter.font())
            font.setBold(today)
            painter.setFont(font)
            muted = cell.outside or cell.free
            painter.setPen(colours.color(Role.ACCENT if today else Role.MUTED if muted else QPalette.ColorRole.Text))
            number = f"● {cell.day.day}" if today else str(cell.day.day)
            painter.drawText(left, inner.top(), inner.width(), _LINE, int(_MIDDLE), number)
            left += painter.fontMetrics().horizontalAdvance(number) + 8
            font.setBold(False)
            painter.setFont(font)
        painter.setPen(colours.color(Role.MUTED))
        room = inner.right() - left
        name = painter.fontMetrics().elidedText(cell.holiday, Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, inner.top(), room, _LINE, int(_MIDDLE), name)

    def _draw_entry(self, painter: QPainter, inner: QRect, entry: Entry, colours: QPalette) -> None:
        model = self._table.calendar
        line = QRect(inner.left(), inner.top(), inner.width(), model.lines_of(entry) * _LINE - 2)
        late = entry.is_open and entry.day < model.today()
        if entry == self._table.current:
            painter.fillRect(line, colours.color(Role.SELECTED))
        if entry.start is not None:
            painter.fillRect(QRect(line.left(), line.top(), 2, line.height()), colours.color(Role.ACCENT))
        tone = Role.DANGER if late else Role.WARNING if entry.id in model.clashing else QPalette.ColorRole.Text
        painter.setPen(colours.color(tone if entry.is_open else Role.MUTED))
        room = QRect(line.left() + 6, line.top(), line.width() - 6, _LINE - 2)
        for text in model.words(entry):
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(_MIDDLE), shown)
            room.translate(0, _LINE - 2)
            painter.setPen(colours.color(Role.MUTED))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell, month = self._table.calendar.cell(index), self._table.calendar.is_month
        lines = [self._table.calendar.lines_of(entry) for entry in cell.entries] if cell is not None else []
        count = sum(lines[:_IN_MONTH] if month else lines)
        head = _LINE if month or (cell is not None and cell.holiday) else 0
        return QSize(80, max(32, head + count * _LINE + 2 * _GAP))


_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class CalendarTable(KeyTable):
    """Arrows go from cell to cell, Space to the next thing in a cell, Enter opens, N plans something there."""

    opened = Signal(object)  # Entry
    day_asked = Signal(object)  # Cell without anything, or with more than one thing in a month
    new_asked = Signal(object)  # Cell
    chosen = Signal()

    def __init__(self, language: Language, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.calendar = CalendarModel(language, today, self)
        self._nth = 0
        self.setModel(self.calendar)
        self.setItemDelegate(_Cells(self))
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setDefaultAlignment(_MIDDLE)
        across.setSectionsClickable(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setSectionsClickable(False)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.selectionModel().currentChanged.connect(self._moved)
        self.entered.connect(self._enter)

    @property
    def cell(self) -> Cell | None:
        """The cell that is chosen."""
        return self.calendar.cell(self.currentIndex())

    @property
    def current(self) -> Entry | None:
        """The entry that is chosen in the cell."""
        cell = self.cell
        return cell.entries[self._nth % len(cell.entries)] if cell is not None and cell.entries else None

    def show_grid(self, grid: Grid, *, is_month: bool) -> None:
        """Show a week or month; the cell of the same day and hour stays chosen, else today's."""
        kept, nth = self.cell, self._nth
        self.calendar.show_grid(grid, is_month=is_month)
        self._spread()
        self.choose(kept.day if kept else self.calendar.today(), kept.hour if kept else None)
        self._nth = nth

    def _spread(self) -> None:
        """Give each row what it needs, and share what is left of the height."""
        rows, down = range(self.calendar.rowCount()), self.verticalHeader()
        needed = [max(self.sizeHintForIndex(self.calendar.index(r, c)).height() for c in range(DAYS)) for r in rows]
        if self.calendar.is_month:
            needed = [max(needed)] * len(needed)
        spare = max(0, self.viewport().height() - sum(needed)) // max(1, len(needed))
        for row, height in enumerate(needed):
            down.resizeSection(row, height + spare)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def choose(self, day: date, hour: int | None = None) -> None:
        """Choose a day, where it is shown, and its hour in a week."""
        grid = self.calendar.grid
        if grid is None:
            return
        places = [(r, c) for r, row in enumerate(grid.rows) for c, cell in enumerate(row) if cell.day == day]
        at = next((p for p in places if grid.cell(*p).hour == hour), places[0] if places else (0, 0))
        self.setCurrentIndex(self.calendar.index(*at))

    def _moved(self) -> None:
        self._nth = 0
        self.viewport().update()
        self.chosen.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        cell = self.cell if is_plain(event) else None
        match event.key():
            case Qt.Key.Key_N if cell is not None:
                self.new_asked.emit(cell)
            case Qt.Key.Key_Space if cell is not None:
                self._nth += 1
                self.viewport().update()
                self.chosen.emit()
            case _:
                super().keyPressEvent(event)

    def _enter(self, index: QModelIndex) -> None:
        cell = self.calendar.cell(index)
        if cell is None:
            return
        if self.current is not None and not (self.calendar.is_month and len(cell.entries) > 1):
            self.opened.emit(self.current)
        elif cell.entries or self.calendar.is_month:
            self.day_asked.emit(cell)
        else:
            self.new_asked.emit(cell)
