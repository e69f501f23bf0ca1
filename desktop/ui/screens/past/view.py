"""The dossier as it was on a day: every section, only to read, and never to be mistaken for today."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.values import ZONE, code_label, long_day, parse, plain
from desktop.domain.checks import Unfit
from desktop.domain.dossier import Dossier
from desktop.domain.errors import OverstapError
from desktop.domain.fields import Beside
from desktop.domain.records import Candidate, Traject
from desktop.domain.said import N_
from desktop.ui.forms.day_control import DayControl
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.sections import HISTORY, OVERVIEW, SECTIONS, Section
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.facts_view import FactsView
from desktop.ui.widgets.focus_scroll import FocusScroll
from desktop.ui.widgets.records_view import RecordsView, readable
from desktop.ui.widgets.section_list import SectionList

PAST = N_("As it was")
_SHOWN = tuple(section for section in SECTIONS if section.id not in (OVERVIEW, HISTORY))


class PastView(Screen):
    """A band over the whole width says which day it is; Esc goes back to today."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text, clock = bench.language.text, bench.session.work.clock
        self._traject, self._day, self._days = "", clock.today(), tuple[date, ...]()
        self._dossier: Dossier | None = None
        self.band, self.said, self.name, self.stage = QFrame(self), QLabel(self), QLabel(self), QLabel(self)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        set_type(self.name, Size.TITLE)
        set_type(self.said, Size.BODY, strong=True)
        set_tone(self.stage, Role.MUTED)
        self.said.setWordWrap(True)
        self.today, self.earlier, self.later = QPushButton(self.band), QPushButton(self), QPushButton(self)
        self.day = DayControl(bench.language, self._read_day, clock.today, self)
        self.day.line.setAccessibleName(text(N_("Day")))
        self.sections = SectionList(
            text(N_("Sections of the dossier as it was")), [(s.id, text(s.title)) for s in _SHOWN], self
        )
        self.page = FocusScroll(self)
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.trouble = EmptyState("", parent=self)
        self.trouble.hide()
        commands = bench.commands
        for button, command in (
            (self.today, "past.leave"), (self.earlier, "past.earlier"), (self.later, "past.later"),
        ):  # fmt: skip
            commands.attach(button, command)
        self._lay_out()
        self.sections.setCurrentRow(0)
        self.sections.chosen.connect(self._show_section)
        self.day.line.returnPressed.connect(self._typed)

    def _lay_out(self) -> None:
        text = self.bench.language.text
        self.band.setAutoFillBackground(True)
        self.band.setBackgroundRole(Role.WARNING)
        set_tone(self.said, QPalette.ColorRole.Base)
        band, head, body, column = QHBoxLayout(self.band), QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        band.setContentsMargins(24, 8, 24, 8)
        band.addWidget(self.said, 1)
        band.addWidget(self.today)
        label = QLabel(text(N_("&Day")), self)
        label.setBuddy(self.day.line)
        head.setContentsMargins(24, 4, 24, 0)
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self.stage, 1)
        for widget in (label, self.day, self.earlier, self.later):
            head.addWidget(widget)
        body.setSpacing(0)
        body.addWidget(self.sections)
        body.addWidget(self.page, 1)
        body.addWidget(self.trouble, 1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.band)
        column.addLayout(head)
        column.addLayout(body, 1)

    # showing

    @override
    def visit(self, place: Place) -> None:
        self._traject = place.traject
        day = self.bench.session.work.clock.today() - timedelta(days=1)
        if place.at:
            with suppress(ValueError):
                day = date.fromisoformat(place.at)
        self._load(day)
        self.sections.setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.sections, self.page, self.day)

    def _load(self, day: date) -> None:
        self._day = day
        language = self.bench.language
        self.said.setText(
            language.text(
                N_("⚠ This is the dossier as it was on {day}. You can only read it."), day=long_day(day, language)
            )
        )
        self.day.line.setText(plain(day, language))
        self.bench.jobs.store(partial(self._read, day), self, self._show)

    def _read(self, day: date) -> tuple[date, Dossier | OverstapError, tuple[date, ...]]:
        store = self.bench.session.store
        root = store.root_of(Traject, self._traject)
        days = sorted({change.at.astimezone(ZONE).date() for change in store.history(root)})
        try:
            return day, store.dossier_as_of(self._traject, day), tuple(days)
        except OverstapError as refusal:
            return day, refusal, tuple(days)

    def _show(self, found: tuple[date, Dossier | OverstapError, tuple[date, ...]]) -> None:
        day, dossier, self._days = found
        if day != self._day:
            return
        there = isinstance(dossier, Dossier)
        for widget in (self.sections, self.page):
            widget.setVisible(there)
        self.trouble.setVisible(not there)
        if isinstance(dossier, OverstapError):
            self.trouble.say(self.bench.language.say(dossier))
            self.name.clear()
            self.stage.clear()
            return
        self._dossier = dossier
        person, case = dossier.last(Candidate), dossier.get(Traject, dossier.traject_id)
        self.name.setText(self._names().title(person) if person is not None else "")
        stage = case.stage if case is not None and case.stage else "S0"
        self.stage.setText(code_label("stage", stage, self.bench.language))
        self._show_section(_SHOWN[self.sections.currentRow()].id)

    def _names(self) -> Names:
        known = self._dossier
        records = {**known.linked, **{r.id: r for r in known.records}} if known is not None else {}
        return Names(self.bench.session.store, self.bench.language, self._traject, records)

    def _show_section(self, section: str) -> None:
        if self._dossier is None:
            return
        self.page.setWidget(self._page(next(s for s in _SHOWN if s.id == section), self._dossier))

    def _page(self, section: Section, dossier: Dossier) -> QWidget:
        text, names = self.bench.language.text, self._names()
        page = QWidget(self.page)
        page.setObjectName("page")
        self.page.setAccessibleName(text(section.title))
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 8, 24, 24)
        column.setSpacing(24)
        heading = QLabel(text(section.title), page)
        set_type(heading, Size.HEADING, strong=True)
        column.addWidget(heading)
        for kind in section.singles:
            found = dossier.last(kind)
            if found is None:
                column.addWidget(QLabel(text(N_("Nothing yet.")), page))
            else:
                column.addWidget(FactsView(readable(found, names), self.bench.language, page))
        for kind in section.lists:
            column.addWidget(RecordsView(kind, dossier.all(kind), dossier, names, page))
        column.addStretch(1)
        return page

    # going

    def _leave(self) -> None:
        self.bench.go(Place("dossier", self._traject))

    def _step(self, by: int) -> None:
        """To the nearest day before or after this one on which something changed."""
        if by < 0:
            found = max((day for day in self._days if day < self._day), default=None)
        else:
            found = min((day for day in self._days if day > self._day), default=None)
        if found is not None:
            self._load(found)

    def _read_day(self, typed: str) -> date | None:
        today = self.bench.session.work.clock.today()
        with suppress(Unfit):
            found = parse(Traject.SPEC.fields["opened_on"], typed, Beside(today))
            return found if isinstance(found, date) else None
        return None

    def _typed(self) -> None:
        day = self._read_day(self.day.line.text())
        if day is None:
            text = self.bench.language.text
            self.bench.messages.say(text(N_("Write the date as day-month-year, for example 28-02-2027.")), "problem")
        else:
            self._load(day)

    commands = (
        Command("past.leave", N_("Back to today"), _leave, "Esc", PAST, "back"),
        Command("past.earlier", N_("Change before"), partial(_step, by=-1), "Alt+PgUp", PAST, "back"),
        Command("past.later", N_("Change after"), partial(_step, by=1), "Alt+PgDown", PAST, "next"),
    )
