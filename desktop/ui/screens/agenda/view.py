"""The agenda of all one's people: as a list by day, as a week and as a month of the same data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from desktop.application.agenda import Entry
from desktop.application.caseload import Choice
from desktop.domain.changes import Outcome
from desktop.domain.said import N_
from desktop.ui.forms.choice_controls import SegmentsControl
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.screens.agenda.agenda_list import AgendaList
from desktop.ui.screens.agenda.calendar_page import CalendarPage
from desktop.ui.screens.agenda.entry_acts import AGENDA
from desktop.ui.screens.agenda.new_entry import NewEntry
from desktop.ui.screens.agenda.view_model import AgendaViewModel
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.widgets.page_layout import PageLayout, label_of

LIST, WEEK, MONTH = "list", "week", "month"
_REMEMBERED = "agenda.mode"


class AgendaView(Screen):
    """The list is where the work is done; week and month show when."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        self.model = AgendaViewModel(bench.session, bench.jobs, self)
        modes = ((LIST, text(N_("List"))), (WEEK, text(N_("Week"))), (MONTH, text(N_("Month"))))
        self.mode = SegmentsControl(modes, self)
        self.mode.name(text(N_("Show as")))
        self.counsellor = PlainCombo(self)
        self.new = primary(QPushButton(self))
        self.entry = NewEntry(bench, asks_person=True, parent=self)
        self.entry.hide()
        self.list = AgendaList(bench, "agenda", parent=self)
        self.calendar = CalendarPage(bench, self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.calendar)
        bench.commands.attach(self.new, "agenda.new")
        self._lay_out()
        self.counsellor.addItem(bench.session.work.user.name, bench.session.work.user.id)
        self.counsellor.activated.connect(self._whose)
        self.mode.edited.connect(self.show_as)
        self.list.opened.connect(self._open)
        self.list.new_asked.connect(self._new)
        self.calendar.opened.connect(self._open)
        self.calendar.new_asked.connect(self._new_at)
        self.calendar.period_changed.connect(self.model.back_to)
        self.calendar.week_asked.connect(partial(self.show_as, WEEK))
        self.model.shown.connect(self._show)
        self.entry.closed.connect(self._to_work)
        self.entry.added.connect(self._to_added)
        self.list.day_watch.turned.connect(self._follow_the_day)
        bench.changes.applied.connect(self._changed)
        bench.jobs.store(bench.session.caseload.counsellors, self, self._show_counsellors)
        self.show_as(bench.session.store.recall(_REMEMBERED) or LIST)

    def _lay_out(self) -> None:
        text = self.bench.language.text
        whose = label_of(self.counsellor, text(N_("C&ounsellor")))
        page = PageLayout(self, text(N_("Agenda")), whose, self.counsellor, self.new)
        page.head.insertSpacing(1, 8)
        page.head.insertWidget(2, self.mode)
        page.addWidget(self.entry)
        page.addWidget(self.stack, 1)

    @override
    def visit(self, place: Place) -> None:
        self.model.load()
        self._to_work()

    @override
    def flush(self) -> None:
        if not self.entry.isHidden():
            self.entry.keep()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.mode, *(() if self.entry.isHidden() else (self.entry,)), self.stack)

    @override
    def case(self) -> str:
        found = self.list.current if self.mode.text() == LIST else self.calendar.current
        return found.traject if found is not None else ""

    def show_as(self, mode: str) -> None:
        """As a list, a week or a month."""
        mode = mode if mode in (LIST, WEEK, MONTH) else LIST
        self.mode.show_text(mode)
        if mode != LIST:
            self.calendar.show_as(mode)
        self.stack.setCurrentWidget(self.list if mode == LIST else self.calendar)
        store = self.bench.session.store
        self.bench.jobs.store(partial(store.remember, _REMEMBERED, mode), self)
        if self.isVisible():
            self._to_work()

    def _to_work(self) -> None:
        self.new.setVisible(self.entry.isHidden())
        (self.list.table if self.mode.text() == LIST else self.calendar.table).setFocus()

    def _show(self, entries: tuple[Entry, ...]) -> None:
        self.list.show_entries([entry for entry in entries if entry.is_open])
        self.calendar.show_entries(entries)

    def _show_counsellors(self, choices: tuple[Choice, ...]) -> None:
        for choice in choices:
            if self.counsellor.findData(choice.id) < 0:
                self.counsellor.addItem(choice.name, choice.id)

    def _whose(self) -> None:
        self.model.of(str(self.counsellor.currentData()))

    def _changed(self, outcome: Outcome) -> None:
        if self.isVisible():
            self.model.load()

    def _follow_the_day(self) -> None:
        if self.isVisible():
            self.model.load()

    def _open(self, entry: Entry) -> None:
        self.bench.go(Place("dossier", entry.traject, f"{entry.kind}.{_FIRST[entry.kind]}", entry.id))

    def _new(self) -> None:
        self.entry.open()
        self.new.hide()  # one thing to press at a time

    def _new_at(self, day: str, start: str) -> None:
        self.entry.open("appointment" if start else "", day, start)
        self.new.hide()

    def _to_added(self, outcome: Outcome) -> None:
        self._to_work()

    commands = (
        Command("agenda.new", N_("Plan something"), _new, "Ctrl+N", AGENDA, "add"),
        Command("agenda.list", N_("Agenda as a list"), partial(show_as, mode=LIST), "Alt+1", AGENDA),
        Command("agenda.week", N_("Agenda by week"), partial(show_as, mode=WEEK), "Alt+2", AGENDA),
        Command("agenda.month", N_("Agenda by month"), partial(show_as, mode=MONTH), "Alt+3", AGENDA),
    )


_FIRST = {"task": "task", "callback": "subject", "appointment": "subject"}
