"""What is done with the chosen entry of the agenda, by key and in a strip: ticked off, moved, handed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application import agenda
from desktop.application.agenda import Entry
from desktop.application.ports import Work
from desktop.domain.changes import Action, Outcome
from desktop.domain.records import User
from desktop.domain.said import N_, Said
from desktop.ui.forms.day_control import DayControl
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, set_tone

AGENDA = N_("Agenda")


class EntryActs(QWidget):
    """The strip below a list; the keys work in the list itself, which has the focus again afterwards."""

    def __init__(
        self, bench: Workbench, prefix: str, chosen: Callable[[], Entry | None], table: QWidget, *, narrow: bool
    ) -> None:
        """``prefix`` begins the names of the commands; ``narrow``: in two lines, where there is less room."""
        super().__init__(table.parentWidget())
        self._bench, self._chosen, self._table = bench, chosen, table
        text, clock, store = bench.language.text, bench.session.work.clock, bench.session.store
        self.tick, self.day, self.week = (QPushButton(self) for _ in range(3))
        self.to_day = DayControl(bench.language, self._read_day, clock.today, self)
        self.to_colleague, self.give = PlainCombo(self), QPushButton(text(N_("Give")), self)
        mine = [replace(command, id=command.id.replace("agenda", prefix)) for command in self.commands]
        bench.commands.declare(self, mine, table)
        for button, act in ((self.tick, "tick"), (self.day, "a_day"), (self.week, "a_week")):
            bench.commands.attach(button, f"{prefix}.{act}")
        self._lay_out(narrow=narrow)
        self.to_day.next_asked.connect(self._move_to_typed)
        self.to_colleague.installEventFilter(self)  # letters and arrows only choose; Enter gives
        self.give.clicked.connect(self._assign)
        bench.jobs.store(lambda: store.where(User), self, self._show_colleagues)

    def _lay_out(self, *, narrow: bool) -> None:
        text = self._bench.language.text
        self.to_day.line.setAccessibleName(text(N_("To another day")))
        self.to_day.line.setPlaceholderText(text(N_("fri, +3, 12-3")))
        self.to_day.setFixedWidth(156)
        self.to_colleague.setAccessibleName(text(N_("Give to a colleague")))
        self.to_colleague.addItem(text(N_("a colleague")), "")
        first = QHBoxLayout()
        first.setSpacing(8)
        for widget in (self.tick, self.day, self.week):
            first.addWidget(widget)
        first.addSpacing(16)
        strip = QHBoxLayout() if narrow else first
        strip.setSpacing(8)
        for label, control in (
            (text(N_("&To day")), self.to_day.line),
            (text(N_("&Give to")), self.to_colleague),
        ):
            name = QLabel(label, self)
            name.setBuddy(control)
            set_tone(name, Role.MUTED)
            strip.addWidget(name)
            strip.addWidget(self.to_day if control is self.to_day.line else control)
            strip.addSpacing(8 if control is self.to_day.line else 0)
        strip.addWidget(self.give)
        strip.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(first)
        if strip is not first:
            first.addStretch(1)
            rows.addLayout(strip)

    def _show_colleagues(self, users: tuple[User, ...]) -> None:
        me, you = self._bench.session.work.user.id, self._bench.language.text(N_("you"))
        for user in sorted(users, key=_name):
            if user.active is not False:
                self.to_colleague.addItem(f"{user.name or ''}{f' ({you})' if user.id == me else ''}", user.id)

    def _is_open(self) -> bool:
        return (entry := self._chosen()) is not None and entry.is_open

    def _is_appointment(self) -> bool:
        return (entry := self._chosen()) is not None and entry.is_open and entry.kind == "appointment"

    def _apply(self, make: Callable[[Work, Entry], Action], said: str) -> None:
        entry, bench = self._chosen(), self._bench
        if entry is not None:
            bench.changes.apply(partial(make, bench.session.work, entry), self, partial(self._done, said, entry))

    def _done(self, said: str, entry: Entry, outcome: Outcome) -> None:
        bench = self._bench
        bench.jobs.store(
            partial(agenda.against, bench.session.work, entry), self, partial(self._tell, said, entry.what)
        )

    def _tell(self, said: str, what: str, warnings: Sequence[Said]) -> None:
        text, say = self._bench.language.text, self._bench.language.say
        done = f"{text(said)}: {what}" if what else text(said)
        message = f"{done}. {' '.join(map(say, warnings))}" if warnings else done
        self._bench.messages.say(message, "warning" if warnings else "done", text(N_("Undo")), self._bench.changes.undo)

    def tick_off(self) -> None:
        """It is done."""
        self._apply(agenda.tick_off, N_("Done"))

    def _missed(self) -> None:
        self._apply(agenda.missed, N_("Did not show up"))

    def _call_off(self) -> None:
        self._apply(agenda.call_off, N_("Not needed any more"))

    def _later(self, days: int) -> None:
        if (entry := self._chosen()) is not None:
            self._move(agenda.later(entry, days, self._bench.session.work.clock.today()))

    def _move(self, day: date) -> None:
        self._apply(lambda work, entry: agenda.move(work, entry, day), N_("Moved"))

    def _to_day(self) -> None:
        self.to_day.line.setFocus()
        self.to_day.line.selectAll()

    def _to_colleague(self) -> None:
        self.to_colleague.setFocus()

    def _read_day(self, typed: str) -> date | None:
        return agenda.day_of(typed, self._bench.session.work.clock.today())

    def _move_to_typed(self) -> None:
        text, typed = self._bench.language.text, self.to_day.text()
        day = self._read_day(typed)
        if day is None:
            sentence = N_("“{typed}” is not a day. Type for example friday, +3 or 12-3-2027.")
            self._bench.messages.say(text(sentence, typed=typed[:30]), "problem")
            return
        self._move(day)
        self.to_day.show_text("")
        self._table.setFocus()

    def _assign(self) -> None:
        owner = str(self.to_colleague.currentData())
        self.to_colleague.setCurrentIndex(0)
        if owner:
            self._apply(lambda work, entry: agenda.assign(work, entry, owner), N_("Handed over"))
            self._table.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._assign()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._table.setFocus()
                return True
        return super().eventFilter(watched, event)

    commands = (
        Command("agenda.tick", N_("Tick off"), tick_off, "Space", AGENDA, "check", _is_open),
        Command("agenda.a_day", N_("+1 day"), partial(_later, days=1), "D", AGENDA, "", _is_open),
        Command("agenda.a_week", N_("+1 week"), partial(_later, days=7), "W", AGENDA, "", _is_open),
        Command("agenda.move", N_("To another day…"), _to_day, "M", AGENDA, "calendar", _is_open),
        Command("agenda.assign", N_("Give to a colleague…"), _to_colleague, "C", AGENDA, "", _is_open),
        Command("agenda.missed", N_("Did not show up"), _missed, "A", AGENDA, "", _is_appointment),
        Command("agenda.off", N_("Not needed any more"), _call_off, "Del", AGENDA, "", _is_open),
    )


def _name(user: User) -> str:
    return (user.name or "").casefold()
