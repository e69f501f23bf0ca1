"""Planning something for a person in a few keys: a task, a call back or an appointment; a draft until it is added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.agenda import day_of, plan, times_of
from desktop.application.appointments import clashes
from desktop.application.ports import Draft, Store
from desktop.application.values import plain
from desktop.domain.changes import Outcome
from desktop.domain.errors import Invalid, OverstapError
from desktop.domain.records import Candidate, Traject
from desktop.domain.said import N_, Said
from desktop.ui.forms.keeping import Keeping
from desktop.ui.naming import Names
from desktop.ui.screens.agenda.columns import weekday
from desktop.ui.screens.agenda.entry_fields import ASKED, EntryFields
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.key_events import is_ctrl_enter

_DRAFT, _NOBODY = "agenda.typed", "+agenda"
"""The draft of what is being planned hangs on the case, or on nobody where the person is still to be chosen."""


class NewEntry(QFrame):
    """A panel above the agenda; with ``traject`` it is about one person, else the person is asked."""

    closed = Signal()
    added = Signal(object)  # Outcome

    def __init__(self, bench: Workbench, *, asks_person: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._traject, self._writing = bench, "", False
        self._phone = ""  # the number that was filled in for the person
        text = bench.language.text
        self.fields = EntryFields(bench, asks_person=asks_person, parent=self)
        self.kind, self.person, self.lines = self.fields.kind, self.fields.person, self.fields.lines
        self.told = QLabel(self)
        self.add, self.close_button = primary(QPushButton(text(N_("Add to the agenda")), self)), QPushButton(self)
        self.close_button.setText(text(N_("Close")))
        self.close_button.setProperty("quiet", True)
        self.add.setToolTip("Ctrl+Enter")
        self._lay_out()
        self._pause = Keeping(self.keep, self)
        self.fields.edited.connect(self._edited)
        self.fields.add_asked.connect(self.write)
        self.person.chosen.connect(self._person_chosen)
        self.add.clicked.connect(self.write)
        self.close_button.clicked.connect(self.leave)
        if asks_person:
            self._load_draft()

    def _lay_out(self) -> None:
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
        column.addWidget(self.fields)
        column.addLayout(buttons)

    # showing

    def open(self, kind: str = "", day: str = "", start: str = "", traject: str = "", name: str = "") -> None:
        """Begin; what was typed before stands there, and gives way to the day and time that are pointed at."""
        if kind:
            self.fields.show_kind(kind)
        for field, text in (("day", day), ("start", start)):
            if text:
                self.lines[field].show_text(text)
        if traject:
            self.person.show_person(traject, name)
            self._person_chosen(traject)
        self.show()
        self.fields.begin()
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
        self.fields.empty()
        self._phone = ""
        self.told.setText("")

    def keep(self) -> None:
        """Keep what is being typed."""
        self._pause.stop()
        typed = self.fields.typed
        filled = any(getattr(typed, f.name) for f in fields(typed) if f.name not in ("kind", "phone"))
        self._bench.changes.keep_draft(*self._place, json.dumps(asdict(typed)) if filled else None)

    def leave(self) -> None:
        """Close the panel; what was typed is kept."""
        self.keep()
        self.hide()
        self.closed.emit()

    def _show_draft(self, found: tuple[tuple[str, str], Draft | None]) -> None:
        place, draft = found
        typed = self.fields.typed
        if draft is None or place != self._place or typed.what or typed.day:
            return
        self.fields.show_typed({name: str(text) for name, text in json.loads(draft.text).items()})

    def _person_chosen(self, traject: str) -> None:
        self.fields.problems["person"].problem("")
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
        if self.fields.asks_person and self.person.line.hasFocus():
            self.lines["what"].input.setFocus()

    def _edited(self) -> None:
        self._pause.typed()
        self._tell()

    def _tell(self) -> None:
        """Say which day was understood, and what speaks against the time; nobody is stopped."""
        bench, typed = self._bench, self.fields.typed
        today = bench.session.work.clock.today()
        day = day_of(typed.day, today) if "day" in ASKED[typed.kind] else None
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
        if (
            against
            and self.fields.typed.kind == "appointment"
            and times == times_of(self._bench.session.work, self.fields.typed)
        ):
            set_tone(self.told, Role.WARNING)
            self.told.setText(f"\N{WARNING SIGN} {' '.join(map(self._bench.language.say, against))}")

    # adding

    def write(self) -> None:
        """Add it; what is wrong stands below its field."""
        if self._writing:  # Ctrl+Enter in a line is Enter too
            return
        traject = self.person.traject or self._traject
        if not traject:
            self.fields.say({"person": self._bench.language.text(N_("Choose for whom: type a name and press Enter."))})
            return
        self._pause.stop()
        self._writing = True
        make = partial(plan, self._bench.session.work, traject, self.fields.typed)
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
            self.fields.say({name: self._bench.language.say(why) for name, why in error.problems.items()})
        else:
            self._bench.changes.refused.emit(error)

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
