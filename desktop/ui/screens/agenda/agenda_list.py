"""What has to be done, by day: late, today, this week or later; ticked off, moved and handed over by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application import agenda
from desktop.application.agenda import Entry
from desktop.application.ports import Work
from desktop.domain.changes import Action, Outcome
from desktop.domain.records import User
from desktop.domain.said import N_, Said
from desktop.ui.forms.choice_controls import SegmentsControl
from desktop.ui.forms.day_control import DayControl
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.screens.agenda.columns import columns
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, row_height, set_tone, set_type
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.paged_table import PagedTable, PagedTableModel
from desktop.ui.widgets.timeline import colleague_names

AGENDA = N_("Agenda")
ALL, DONE = "all", "done"
_PARTS = {
    ALL: N_("All open"),
    "late": N_("▲ Late"),
    "today": N_("● Today"),
    "week": N_("This week"),
    "later": N_("Later"),
}
_GONE = Entry("task", "", "", "–", "", date.max)


class AgendaList(QWidget):
    """Entries in a table; ``of_one`` shows one person's, with what is done and by whom."""

    opened = Signal(object)  # Entry
    new_asked = Signal()

    def __init__(self, bench: Workbench, prefix: str, *, of_one: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._prefix, self._of_one = bench, prefix, of_one
        self._entries: dict[str, Entry] = {}
        text, clock, store = bench.language.text, bench.session.work.clock, bench.session.store
        parts = _PARTS | ({DONE: N_("✓ Done")} if of_one else {})
        self._parts = {code: text(label) for code, label in parts.items()}
        self.part = SegmentsControl(tuple(self._parts.items()), self)
        self.part.name(text(N_("Show")))
        self.part.show_text(ALL)
        owner = colleague_names(lambda user: store.find_one(User, user)) if of_one else None
        rows = PagedTableModel(columns(bench.language, clock.today, owner), self._fetch, _GONE, self)
        self.table = PagedTable(rows, text(N_("Agenda as a list")), row_height(bench.settings.density), self)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.empty = EmptyState("", parent=self)
        self.tick, self.day, self.week = (QPushButton(self) for _ in range(3))
        self.to_day = DayControl(bench.language, self._read_day, clock.today, self)
        self.to_colleague, self.give = PlainCombo(self), QPushButton(text(N_("Give")), self)
        self._add_commands()
        self._lay_out()
        self._show_part()
        self.part.edited.connect(self._part_chosen)
        self.table.opened.connect(self._open)
        self.to_day.next_asked.connect(self._move_to_typed)
        self.to_colleague.installEventFilter(self)  # letters and arrows only choose; Enter gives
        self.give.clicked.connect(self._assign)
        bench.jobs.store(lambda: store.where(User), self, self._show_colleagues)

    def _add_commands(self) -> None:
        commands, prefix = self._bench.commands, self._prefix
        mine = [replace(command, id=command.id.replace("agenda", prefix)) for command in self.commands]
        commands.declare(self, mine, self.table)
        commands.attach(self.tick, f"{prefix}.tick")
        commands.attach(self.day, f"{prefix}.a_day")
        commands.attach(self.week, f"{prefix}.a_week")

    def _lay_out(self) -> None:
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
        strip = QHBoxLayout() if self._of_one else first  # beside the sections there is less room
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
        self._strip = QWidget(self)
        rows = QVBoxLayout(self._strip)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(first)
        if strip is not first:
            first.addStretch(1)
            rows.addLayout(strip)
        enter = text(N_("Enter change")) if self._of_one else text(N_("Enter dossier"))
        words = text(N_("↑↓ choose · Space tick off · D day later · W week later · M move · C colleague"))
        keys = QLabel(f"{words} · {enter}", self)
        keys.setWordWrap(True)
        set_type(keys, Size.SMALL)
        set_tone(keys, Role.MUTED)
        self._content = QStackedLayout()
        self._content.addWidget(self.table)
        self._content.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.part)
        column.addLayout(self._content, 1)
        column.addWidget(self._strip)
        column.addWidget(keys)
        self.table.selectionModel().currentChanged.connect(self._bench.commands.refresh)
        self.setFocusProxy(self.table)

    # showing

    @property
    def current(self) -> Entry | None:
        """The line that is chosen."""
        return self._entries.get(self.table.current or "")

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; who was chosen stays chosen, and where it went the next one is."""
        self._entries = {entry.id: entry for entry in entries}
        self._show_part()

    def choose(self, entry: str) -> None:
        """Choose a line by its id, in whichever part it is."""
        if entry in self._entries:
            self.part.show_text(DONE if not self._entries[entry].is_open else ALL)
            self._show_part()
            ids = list(self._shown())
            self.table.choose_row(ids.index(entry)) if entry in ids else None

    def _shown(self) -> Mapping[str, Entry]:
        part, today = self.part.text() or ALL, self._bench.session.work.clock.today()
        return {id_: entry for id_, entry in self._entries.items() if part in _parts_of(entry, today)}

    def _show_part(self) -> None:
        today, at = self._bench.session.work.clock.today(), self.table.currentIndex().row()
        counts = Counter(part for entry in self._entries.values() for part in _parts_of(entry, today))
        for code, label in self._parts.items():
            count = counts[code]
            self.part.relabel(code, f"{label}  {count}" if count else label)
        self.part.name(self._bench.language.text(N_("Show")))
        shown = self._shown()
        self.table.show_ids(tuple(shown))
        if self.table.current is None and shown:
            self.table.choose_row(max(0, at))
        if not shown:
            self._say_empty()
        self._content.setCurrentWidget(self.table if shown else self.empty)
        self._strip.setVisible(bool(shown))
        self._bench.commands.refresh()

    def _say_empty(self) -> None:
        text = self._bench.language.text
        if self._entries:
            narrowed = self.part.text() not in ("", ALL)
            nothing = N_("Nothing in this part of the agenda.") if narrowed else N_("Nothing is open.")
            self.empty.say(text(nothing))
        else:
            self.empty.say(
                text(N_("Tasks, requests to call back and appointments stand here, the first one on top.")),
                text(N_("Plan something")),
                self.new_asked.emit,
            )

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, Entry]:
        return {id_: self._entries[id_] for id_ in ids if id_ in self._entries}

    def _show_colleagues(self, users: tuple[User, ...]) -> None:
        me, you = self._bench.session.work.user.id, self._bench.language.text(N_("you"))
        for user in sorted(users, key=_name):
            if user.active is not False:
                self.to_colleague.addItem(f"{user.name or ''}{f' ({you})' if user.id == me else ''}", user.id)

    def _part_chosen(self, part: str) -> None:
        self._show_part()

    def _open(self, entry: str) -> None:
        self.opened.emit(self._entries[entry])

    # doing

    def _is_open(self) -> bool:
        return self.current is not None and self.current.is_open

    def _is_appointment(self) -> bool:
        return self.current is not None and self.current.is_open and self.current.kind == "appointment"

    def _apply(self, make: Callable[[Work, Entry], Action], said: str) -> None:
        entry, bench = self.current, self._bench
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
        if (entry := self.current) is not None:
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
        self.table.setFocus()

    def _assign(self) -> None:
        owner = str(self.to_colleague.currentData())
        self.to_colleague.setCurrentIndex(0)
        if owner:
            self._apply(lambda work, entry: agenda.assign(work, entry, owner), N_("Handed over"))
            self.table.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._assign()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.table.setFocus()
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


def _parts_of(entry: Entry, today: date) -> tuple[str, ...]:
    return (ALL, entry.when(today)) if entry.is_open else (DONE,)


def _name(user: User) -> str:
    return (user.name or "").casefold()


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
