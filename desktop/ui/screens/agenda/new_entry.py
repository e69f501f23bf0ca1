"""Planning something for a person in a few keys: a task, a call back or an appointment; a draft until it is added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.agenda import Typed, day_of, plan, times_of
from desktop.application.appointments import clashes
from desktop.application.ports import Draft, Store
from desktop.application.values import plain
from desktop.domain.changes import Outcome
from desktop.domain.errors import Invalid, OverstapError
from desktop.domain.records import Candidate, Traject
from desktop.domain.said import N_, Said
from desktop.ui.forms.choice_controls import SegmentsControl
from desktop.ui.forms.control import Control, LineControl
from desktop.ui.forms.day_control import DayControl
from desktop.ui.forms.fields_model import PAUSE_MS
from desktop.ui.forms.grid_flow import GridFlow
from desktop.ui.forms.person_control import PersonControl
from desktop.ui.naming import Names
from desktop.ui.screens.agenda.columns import KINDS, weekday
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.key_events import is_ctrl_enter
from desktop.ui.widgets.problem_label import ProblemLabel

_DRAFT, _NOBODY = "agenda.typed", "+agenda"
"""The draft of what is being planned hangs on the case, or on nobody where the person is still to be chosen."""

_ASKED = {
    "task": ("what", "day"),
    "callback": ("what", "phone"),
    "appointment": ("what", "day", "start", "end", "place"),
}
_LABELS = {
    "what": N_("A&bout"),
    "day": N_("&Day"),
    "start": N_("&From"),
    "end": N_("&Until"),
    "place": N_("P&lace"),
    "phone": N_("&Number to call"),
}
_WIDTHS = {"what": 260, "day": 150, "start": 72, "end": 72, "place": 180, "phone": 160}


class NewEntry(QFrame):
    """A panel above the agenda; with ``traject`` it is about one person, else the person is asked."""

    closed = Signal()
    added = Signal(object)  # Outcome

    def __init__(self, bench: Workbench, *, asks_person: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._traject, self._writing = bench, "", False
        self._phone = ""  # the number that was filled in for the person
        text, clock = bench.language.text, bench.session.work.clock
        self.kind = SegmentsControl([(code, text(label)) for code, label in KINDS.items()], self)
        self.kind.name(text(N_("What to plan")))
        self.kind.show_text("task")
        self.person = PersonControl(bench.session.store, bench.jobs, self)
        self.person.line.setAccessibleName(text(N_("Person")))
        self.person.line.setPlaceholderText(text(N_("name, number or phone")))
        self.lines: dict[str, Control] = {
            name: DayControl(bench.language, self._read_day, clock.today, self) if name == "day" else LineControl(self)
            for name in _LABELS
        }
        self.problems = {name: ProblemLabel(self) for name in ("person", *_LABELS)}
        self.told = QLabel(self)
        self.add, self.close_button = primary(QPushButton(text(N_("Add to the agenda")), self)), QPushButton(self)
        self.close_button.setText(text(N_("Close")))
        self.close_button.setProperty("quiet", True)
        self.add.setToolTip("Ctrl+Enter")
        self._cells: dict[str, QWidget] = {}
        self._lay_out(asks_person)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        for control in self.lines.values():
            control.edited.connect(self._edited)
            control.next_asked.connect(self._to_next)
        self.person.edited.connect(self._edited)
        self.person.chosen.connect(self._person_chosen)
        self.kind.edited.connect(self._kind_chosen)
        self.kind.next_asked.connect(self._to_next)
        self.add.clicked.connect(self.write)
        self.close_button.clicked.connect(self.leave)
        self._show_kind()
        if asks_person:
            self._load_draft()

    def _lay_out(self, asks_person: bool) -> None:
        text = self._bench.language.text
        self.lines["start"].setProperty("short", True)
        cells = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        cells.setSizePolicy(policy)
        row = GridFlow(cells)
        if asks_person:
            row.addWidget(self._cell("person", text(N_("&Person")), self.person, 220))
        else:
            self.person.hide()
        for name, label in _LABELS.items():
            row.addWidget(self._cell(name, text(label), self.lines[name], _WIDTHS[name]))
        for name, example in (("day", N_("fri, +3, 12-3")), ("start", "9:30"), ("end", "10:30")):
            line = self.lines[name]
            if isinstance(line, LineControl):
                line.line.setPlaceholderText(text(example))
        set_type(self.told, Size.SMALL)
        set_tone(self.told, Role.MUTED)
        self.told.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addWidget(self.kind)
        column.addWidget(cells)
        column.addLayout(buttons)

    def _cell(self, name: str, label: str, control: Control, width: int) -> QWidget:
        cell = QWidget(self)
        above = QLabel(label, cell)
        above.setBuddy(control.input)
        control.input.setAccessibleName(label.replace("&", ""))
        control.setFixedWidth(width)
        self.problems[name].setMaximumWidth(max(width, 180))
        grid = QGridLayout(cell)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(above, 0, 0)
        grid.addWidget(control, 1, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.problems[name], 2, 0)
        grid.setRowStretch(3, 1)
        self._cells[name] = cell
        return cell

    # showing

    @property
    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(self.kind.text() or "task", **{name: line.text() for name, line in self.lines.items()})

    def open(self, kind: str = "", day: str = "", start: str = "", traject: str = "", name: str = "") -> None:
        """Begin; what was typed before stands there, and gives way to the day and time that are pointed at."""
        if kind:
            self.kind.show_text(kind)
            self._show_kind()
        for field, text in (("day", day), ("start", start)):
            if text:
                self.lines[field].show_text(text)
        if traject:
            self.person.show_person(traject, name)
            self._person_chosen(traject)
        self.show()
        asks = "person" in self._cells and not self.person.traject
        (self.person.line if asks else self.lines["what"].input).setFocus()
        self._tell()

    def about(self, traject: str) -> None:
        """Whose case this is about; what was typed about another one stays with that one."""
        if traject == self._traject:
            return
        if not self.isHidden():
            self.leave()
        self._traject = traject
        self._empty()
        self.person.show_person(traject, "")
        self._person_chosen(traject)
        self._load_draft()

    @property
    def _place(self) -> tuple[str, str]:
        return self._traject or _NOBODY, _DRAFT

    def _load_draft(self) -> None:
        store, place = self._bench.session.store, self._place
        self._bench.jobs.store(lambda: (place, store.drafts(place[0]).get(place[1])), self, self._show_draft)

    def _empty(self) -> None:
        for line in self.lines.values():
            line.show_text("")
        self._phone = ""
        self.told.setText("")
        self._say({})

    def keep(self) -> None:
        """Keep what is being typed."""
        self._pause.stop()
        typed = self.typed
        filled = any(getattr(typed, f.name) for f in fields(typed) if f.name not in ("kind", "phone"))
        self._bench.changes.keep_draft(*self._place, json.dumps(asdict(typed)) if filled else None)

    def leave(self) -> None:
        """Close the panel; what was typed is kept."""
        self.keep()
        self.hide()
        self.closed.emit()

    def _show_draft(self, found: tuple[tuple[str, str], Draft | None]) -> None:
        place, draft = found
        typed = self.typed
        if draft is None or place != self._place or typed.what or typed.day:
            return
        kept = json.loads(draft.text)
        self.kind.show_text(str(kept.get("kind", "task")))
        for name, line in self.lines.items():
            line.show_text(str(kept.get(name, "")))
        self._show_kind()

    def _show_kind(self) -> None:
        asked = _ASKED[self.kind.text() or "task"]
        for name in _LABELS:
            self._cells[name].setVisible(name in asked)

    def _kind_chosen(self, kind: str) -> None:
        if not kind:
            self.kind.show_text("task")
        self._show_kind()
        self._edited()

    def _person_chosen(self, traject: str) -> None:
        self.problems["person"].problem("")
        store = self._bench.session.store
        if traject:
            names = Names(store, self._bench.language)
            self._bench.jobs.store(partial(_phone_and_name, store, names, traject), self, self._know)

    def _know(self, known: tuple[str, str]) -> None:
        phone, name = known
        if self.lines["phone"].text() == self._phone:  # the number of who was chosen before
            self.lines["phone"].show_text(phone)
            self._phone = phone
        if not self.person.line.text():
            self.person.show_person(self.person.traject, name)
        if "person" in self._cells and self.person.line.hasFocus():
            self.lines["what"].input.setFocus()

    def _edited(self, text: str = "") -> None:
        self._pause.start()
        self._say({})
        self._tell()

    def _tell(self) -> None:
        """Say which day was understood, and what speaks against the time; nobody is stopped."""
        bench, typed = self._bench, self.typed
        today = bench.session.work.clock.today()
        day = day_of(typed.day, today) if "day" in _ASKED[typed.kind] else None
        set_tone(self.told, Role.MUTED)
        if typed.kind == "callback":
            self.told.setText(bench.language.text(N_("A request to call back is due in two working days.")))
        elif day is None:
            self.told.setText("")
        else:
            self.told.setText(f"{weekday(day, today, bench.language)} · {plain(day, bench.language)}")
        times = times_of(bench.session.work, typed) if typed.kind == "appointment" else None
        if times is not None:
            bench.jobs.store(lambda: (times, clashes(bench.session.work, *times)), self, self._warn)

    def _warn(self, found: tuple[tuple[datetime, datetime], Sequence[Said]]) -> None:
        times, against = found
        if against and self.typed.kind == "appointment" and times == times_of(self._bench.session.work, self.typed):
            set_tone(self.told, Role.WARNING)
            self.told.setText(f"\N{WARNING SIGN} {' '.join(map(self._bench.language.say, against))}")

    def _read_day(self, typed: str) -> date | None:
        return day_of(typed, self._bench.session.work.clock.today())

    # adding

    def write(self) -> None:
        """Add it; what is wrong stands below its field."""
        if self._writing:  # Ctrl+Enter in a line is Enter too
            return
        traject = self.person.traject or self._traject
        if not traject:
            self._say({"person": self._bench.language.text(N_("Choose for whom: type a name and press Enter."))})
            self.person.line.setFocus()
            return
        self._pause.stop()
        self._writing = True
        make = partial(plan, self._bench.session.work, traject, self.typed)
        self._bench.changes.apply(make, self, self._written, self._refused, drafts=(self._place,))

    def _written(self, outcome: Outcome) -> None:
        self._writing = False
        text = self._bench.language.text
        self._empty()
        if not self._traject:
            self.person.show_person("", "")
        else:
            self._person_chosen(self._traject)
        self.hide()
        self.added.emit(outcome)
        self._bench.messages.say(text(N_("It is in the agenda.")), "done", text(N_("Undo")), self._bench.changes.undo)

    def _refused(self, error: OverstapError) -> None:
        self._writing = False
        self.keep()
        if isinstance(error, Invalid):
            self._say({name: self._bench.language.say(why) for name, why in error.problems.items()})
            first = next((name for name in _LABELS if name in error.problems), "")
            if first:
                self.lines[first].input.setFocus()
        else:
            self._bench.changes.refused.emit(error)

    def _say(self, problems: dict[str, str]) -> None:
        for name, label in self.problems.items():
            label.problem(problems.get(name, ""))

    def _to_next(self) -> None:
        """Enter goes to the next field, and from the last one it adds."""
        last = _ASKED[self.kind.text() or "task"][-1]
        if self.lines[last].input.hasFocus():
            self.write()
        else:
            self.focusNextPrevChild(True)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()  # here Ctrl+Enter adds; elsewhere it goes to the next stage
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_own(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            self.write()


def _is_own(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape or is_ctrl_enter(event)


def _phone_and_name(store: Store, names: Names, traject: str) -> tuple[str, str]:
    case = store.get(Traject, traject)
    person = store.find_one(Candidate, case.parent)
    return (person.phone or "", names.title(person)) if person is not None else ("", "")
