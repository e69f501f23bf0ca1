"""The week or month that is shown: back and forth, what is chosen in words, and out to a calendar file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.application.agenda import Entry
from desktop.domain.said import N_
from desktop.domain.working_days import add_months
from desktop.ui.icons import icon
from desktop.ui.screens.agenda.calendar_file import CalendarFile
from desktop.ui.screens.agenda.calendar_grid import Cell, Grid, month_grid, week_grid
from desktop.ui.screens.agenda.calendar_table import CalendarTable
from desktop.ui.screens.agenda.entry_acts import AGENDA
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.page_layout import key_hint


class CalendarPage(QWidget):
    """One table that is a week or a month."""

    opened = Signal(object)  # Entry
    new_asked = Signal(str, str)  # day and time, as they are typed
    period_changed = Signal(object)  # its first day
    week_asked = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        text, today = bench.language.text, bench.session.work.clock.today
        self.day, self.mode = today(), "week"
        self._entries: Sequence[Entry] = ()
        self.table = CalendarTable(bench.language, today, self)
        self.title, self.chosen = QLabel(self), QLabel(self)
        set_type(self.title, Size.HEADING, strong=True)
        self.chosen.setWordWrap(True)
        self.before, self.after = QToolButton(self), QToolButton(self)
        self.to_today, self.save = QPushButton(self), QPushButton(self)
        self.file = CalendarFile(bench, self)
        self.file.hide()
        bench.commands.declare(self, self.commands, self.table)
        commands = bench.commands
        commands.attach(self.before, "calendar.before", words=False)
        commands.attach(self.after, "calendar.after", words=False)
        commands.attach(self.to_today, "calendar.today")
        commands.attach(self.save, "calendar.file")
        self.before.setIcon(icon("back"))
        self.after.setIcon(icon("forward"))
        words = N_("arrows choose · Enter open · N plan here · Space next in this cell · [ earlier · ] later · T today")
        keys = key_hint(text(words), self)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        head.setSpacing(8)
        for widget in (self.before, self.after, self.to_today):
            head.addWidget(widget)
        head.addSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.save)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.file)
        column.addWidget(self.table, 1)
        column.addWidget(self.chosen)
        column.addWidget(keys)
        self.setFocusProxy(self.table)
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self._tell)
        self.table.new_asked.connect(self._new)
        self.table.day_asked.connect(self._to_week)
        self.file.closed.connect(self.table.setFocus)

    @property
    def current(self) -> Entry | None:
        """The entry that is chosen."""
        return self.table.current

    def show_as(self, mode: str) -> None:
        """As a week or a month."""
        if cell := self.table.cell:
            self.day = cell.day
        self.mode = mode
        self._show()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these."""
        self._entries = entries
        self._show()

    def go_today(self) -> None:
        """To the week or month of today."""
        self.day = self._bench.session.work.clock.today()
        self._show()
        self.table.choose(self.day)

    def _step(self, by: int) -> None:
        if self.mode == "week":
            self.day += timedelta(days=7 * by)
        else:
            self.day = add_months(self.day.replace(day=1), by)
        self._show()
        self.table.choose(self.day)

    def _show(self) -> None:
        language, is_month = self._bench.language, self.mode == "month"
        grid = (month_grid if is_month else week_grid)(self.day, self._entries, language.tag)
        self.title.setText(_title(grid, self.day, language.tag, is_month=is_month, week=language.text(N_("week"))))
        name = language.text(N_("Agenda by month")) if is_month else language.text(N_("Agenda by week"))
        self.table.setAccessibleName(f"{name}: {self.title.text()}")
        self.table.show_grid(grid, is_month=is_month)
        self.period_changed.emit(grid.first)
        self._tell()

    def _tell(self) -> None:
        cell, entry, model = self.table.cell, self.table.current, self.table.calendar
        self.chosen.setText(model.whole(entry) if entry is not None else model.spoken(cell) if cell is not None else "")
        set_tone(self.chosen, Role.MUTED)

    def _new(self, cell: Cell) -> None:
        self.new_asked.emit(f"{cell.day:%d-%m-%Y}", "" if cell.hour is None else f"{cell.hour}:00")

    def _to_week(self, cell: Cell) -> None:
        self.day = cell.day
        self.week_asked.emit()

    def _offer_file(self) -> None:
        grid = self.table.calendar.grid
        if grid is not None:
            inside = [e for e in self._entries if e.kind == "appointment" and grid.first <= e.day <= grid.last]
            chosen = self.current if self.current is not None and self.current.kind == "appointment" else None
            self.file.offer(chosen, inside, self.title.text())

    commands = (
        Command("calendar.before", N_("Earlier"), partial(_step, by=-1), "Ctrl+PgUp | [", AGENDA, "back"),
        Command("calendar.after", N_("Later"), partial(_step, by=1), "Ctrl+PgDown | ]", AGENDA, "forward"),
        Command("calendar.today", N_("Today"), go_today, "T", AGENDA, "calendar"),
        Command("calendar.file", N_("For another calendar (.ics)…"), _offer_file, "Ctrl+S", AGENDA, "save"),
    )


def _title(grid: Grid, day: date, tag: str, *, is_month: bool, week: str) -> str:
    from babel.dates import format_date

    if is_month:
        return format_date(day, "LLLL yyyy", locale=tag).capitalize()
    first = format_date(grid.first, "d MMM" if grid.first.month != grid.last.month else "d", locale=tag)
    last = format_date(grid.last, "d MMMM yyyy", locale=tag)
    return f"{week.capitalize()} {grid.first.isocalendar().week} · {first} – {last}"
