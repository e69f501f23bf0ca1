"""A week or a month as a table: what each cell shows and says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.application.agenda import Entry
from desktop.application.i18n import Language
from desktop.application.values import code_label, long_day
from desktop.domain.said import N_
from desktop.ui.screens.agenda.calendar_grid import DAYS, Cell, Grid, overlapping
from desktop.ui.screens.agenda.columns import KINDS, STATUSES, hours, weekday

Index = QModelIndex | QPersistentModelIndex


class CalendarModel(QAbstractTableModel):
    """The grid behind the table."""

    def __init__(self, language: Language, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language, self.today = language, today
        self.grid: Grid | None = None
        self.is_month = False
        self.clashing: frozenset[str] = frozenset()

    def show_grid(self, grid: Grid, *, is_month: bool) -> None:
        """Show another week or month, or the same one anew."""
        self.beginResetModel()
        self.grid, self.is_month = grid, is_month
        self.clashing = overlapping([entry for row in grid.rows for cell in row for entry in cell.entries])
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """The cell at an index."""
        return self.grid.cell(index.row(), index.column()) if self.grid is not None and index.isValid() else None

    def lines_of(self, entry: Entry) -> int:
        """How many lines an entry takes."""
        return len(self.words(entry))

    def words(self, entry: Entry) -> tuple[str, ...]:
        """An entry as it stands in a cell: in a month one line, in a week what it is about below who it is."""
        return (self.line(entry),) if self.is_month or not entry.what else (self.line(entry), entry.what)

    def line(self, entry: Entry) -> str:
        """A sign, the time and who."""
        late = entry.is_open and entry.day < self.today()
        sign = "" if entry.is_open else "✓ " if entry.status in ("done", "held") else "✕ "
        sign = "▲ " if late else "⧉ " if entry.id in self.clashing else sign
        begin = f"{entry.start:%H:%M} " if entry.start is not None else ""
        return f"{sign}{begin}{entry.name}"

    def spoken(self, cell: Cell) -> str:
        """A cell for who listens."""
        text = self.language.text
        parts = [long_day(cell.day, self.language)]
        if cell.hour is not None:
            parts.append(f"{cell.hour}:00")
        if cell.day == self.today():
            parts.append(text(N_("today")))
        if cell.holiday:
            parts.append(cell.holiday)
        if not cell.entries:
            parts.append(text(N_("nothing planned")))
        parts += [self.whole(entry) for entry in cell.entries]
        return ", ".join(parts)

    def whole(self, entry: Entry) -> str:
        """Everything about an entry in one sentence."""
        text = self.language.text
        late = entry.is_open and entry.day < self.today()
        status = code_label(STATUSES[entry.kind], entry.status, self.language)
        parts = [hours(entry), text(KINDS[entry.kind]), entry.name, entry.what, entry.where]
        parts.append(text(N_("▲ late")) if late else "" if entry.is_open else status)
        parts.append(text(N_("⧉ at the same time as another appointment")) if entry.id in self.clashing else "")
        return " · ".join(part for part in parts if part)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() or self.grid is None else len(self.grid.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else DAYS

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.spoken(cell)
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(map(self.line, cell.entries))
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or self.grid is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.grid.heads[section]
        day = self.grid.cell(0, section).day
        if self.is_month:
            from babel.dates import format_date

            return format_date(day, "EEEE", locale=self.language.tag)
        shown = weekday(day, self.today(), self.language, named=True)
        return f"● {shown}" if day == self.today() else shown
