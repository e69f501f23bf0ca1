"""What is done with the chosen people: the act, what will happen to each of them, and who is left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application import bulk
from desktop.application.facts import title
from desktop.application.values import code_label, parse
from desktop.domain.changes import Create, Edit, Outcome, SetField
from desktop.domain.checks import Unfit
from desktop.domain.codes import Hold, open_codes
from desktop.domain.errors import OverstapError
from desktop.domain.fields import RECORDS, Beside
from desktop.domain.records import Programme, Task, User
from desktop.domain.said import N_, said_n
from desktop.ui.forms.long_control import LongInput
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.naming import Names
from desktop.ui.shell.lock_screen import primary, side_by_side
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.list_items import take_all
from desktop.ui.widgets.problem_label import ProblemLabel

PIECE = 50
"""So many people are looked at before the window is told how far it is."""

_ACTS = (
    ("counsellor", N_("Hand over to"), N_("Handed over: {n} cases")),
    ("programme", N_("Put in programme"), N_("Put in a programme: {n} cases")),
    ("task", N_("Plan a task"), N_("Task planned in {n} cases")),
    ("hold", N_("Pause, because of"), N_("Paused: {n} cases")),
)
_UNTOLD = ("assigned", "hold", "hold_since", "team", "desk", "owner")
"""Fields that follow from the others, so that the preview leaves them out."""


class BulkPanel(QWidget):
    """Takes the place of the list until it is done or left."""

    closed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        text = bench.language.text
        self._chosen: Sequence[str] = ()
        self._fates: list[bulk.Fate] = []
        self._round = 0
        self._act: bulk.Act | None = None
        self.heading = QLabel(self)
        set_type(self.heading, Size.HEADING, strong=True)
        self.what, self.which = PlainCombo(self), PlainCombo(self)
        self.task, self.day, self.note = QLineEdit(self), QLineEdit(self), LongInput(self)
        self.what.setAccessibleName(text(N_("What to do")))
        self.which.setAccessibleName(text(N_("To what")))
        self.task.setPlaceholderText(text(N_("Which task")))
        self.task.setAccessibleName(text(N_("Which task")))
        self.day.setPlaceholderText(text(N_("day-month-year")))
        self.day.setAccessibleName(text(N_("On which day")))
        self.note.setPlaceholderText(text(N_("What your colleague has to know. It becomes a note with each of them.")))
        self.note.setAccessibleName(text(N_("What your colleague has to know")))
        self.note.setMaximumWidth(760)
        for key, words, _ in _ACTS:
            self.what.addItem(text(words), key)
        self.problem, self.progress = ProblemLabel(self), QLabel(self)
        set_tone(self.progress, Role.MUTED)
        self.lines = QListWidget(self)
        self.lines.setAccessibleName(text(N_("What will happen")))
        self.look, self.do = QPushButton(text(N_("&Look ahead")), self), primary(QPushButton(self))
        self.leave = QPushButton(text(N_("Back to the list")), self)
        self.leave.setProperty("quiet", True)
        row, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for widget in (self.what, self.which, self.task, self.day):
            row.addWidget(widget)
        row.addStretch(1)
        foot.addWidget(self.do)
        foot.addWidget(self.leave)
        foot.addWidget(self.progress)
        foot.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addLayout(side_by_side(self.look))
        column.addWidget(self.problem)
        column.addWidget(self.lines, 1)
        column.addLayout(foot)
        column.addStretch(0)
        self.what.activated.connect(self._another_act)
        self.which.activated.connect(self._forget)
        self.task.textEdited.connect(self._forget)
        self.day.textEdited.connect(self._forget)
        self.note.textChanged.connect(self._forget)
        self.task.returnPressed.connect(self.look_ahead)
        self.day.returnPressed.connect(self.look_ahead)
        self.look.clicked.connect(self.look_ahead)
        self.do.clicked.connect(self.do_it)
        self.leave.clicked.connect(self._leave)

    def open(self, chosen: Sequence[str]) -> None:
        """Begin with these cases."""
        self._chosen = chosen
        said = said_n("With {n} chosen candidate", "With {n} chosen candidates", len(chosen))
        self.heading.setText(self._bench.language.say(said))
        self._another_act()
        self.what.setFocus()

    def resume(self) -> None:
        """Come back to the same people and what was typed; what was looked ahead at may be different by now."""
        self._forget()
        self.what.setFocus()

    def look_ahead(self) -> None:
        """Ask what would happen to each, a piece at a time."""
        self._forget()
        self._act = self._wanted_act()
        if self._act is not None:
            self._ask(self._round, self._act, 0)

    def do_it(self) -> None:
        """Do it for everybody it fits, as one step."""
        fits = [fate.traject for fate in self._fates if fate.edits]
        if self._act is None or not fits:
            return
        label = next(label for key, _, label in _ACTS if key == self.what.currentData())
        make = partial(bulk.together, self._bench.session.work, label, self._act, fits)
        self.do.setEnabled(False)
        self._bench.changes.apply(make, self, self._done, self._refused)

    # asking

    def _ask(self, round_: int, act: bulk.Act, start: int) -> None:
        session, piece = self._bench.session, self._chosen[start : start + PIECE]

        def ask() -> tuple[int, int, tuple[bulk.Fate, ...], list[str]]:
            fates = bulk.look_ahead(session.work, act, piece)
            rows, names = session.caseload.rows(piece), Names(session.store, self._bench.language)
            called = {record: row.name for record, row in rows.items()}
            return round_, start, fates, [self._line(f, called.get(f.traject, "–"), names) for f in fates]

        self._bench.jobs.store(ask, self, self._told)

    def _told(self, answer: tuple[int, int, tuple[bulk.Fate, ...], list[str]]) -> None:
        round_, start, fates, lines = answer
        if round_ != self._round or self._act is None:
            return  # another act was chosen, or the panel was left: nobody waits for this
        self._fates += fates
        self.lines.addItems(lines)
        self.lines.show()
        language, every = self._bench.language, len(self._chosen)
        fits = sum(bool(fate.edits) for fate in self._fates)
        if start + PIECE < every:
            self.progress.setText(language.text(N_("{n} of {all}"), n=len(self._fates), all=every))
            self._ask(round_, self._act, start + PIECE)
            return
        left = said_n("{n} person is left out", "{n} people are left out", every - fits)
        self.progress.setText(language.say(left) if fits < every else "")
        self.do.setText(language.say(said_n("Do it for {n} person", "Do it for {n} people", fits)))
        self.do.setVisible(bool(fits))
        self.do.setEnabled(bool(fits))
        if fits:
            self.do.setFocus()

    def _line(self, fate: bulk.Fate, name: str, names: Names) -> str:
        if fate.why is not None:
            return f"\N{EN DASH} {name}: {self._bench.language.say(fate.why)}"
        told = [self._edit(edit, names) for edit in fate.edits]
        if along := sum(isinstance(edit, SetField) and edit.field == "owner" for edit in fate.edits):
            said = said_n("{n} task or appointment goes along", "{n} tasks and appointments go along", along)
            told.append(self._bench.language.say(said))
        return f"\N{CHECK MARK} {name}: {', '.join(part for part in told if part)}"

    def _edit(self, edit: Edit, names: Names) -> str:
        if isinstance(edit, SetField) and edit.field not in _UNTOLD:
            field = RECORDS[edit.kind].fields[edit.field]
            return f"{names.label(field)} → {names.show(field, edit.value)}"
        if isinstance(edit, Create) and edit.kind == Task.SPEC.name:
            fields = Task.SPEC.fields
            told = (names.show(fields[name], edit.values.get(name)) for name in ("task", "due", "owner"))
            return " · ".join(told)
        return ""

    # the act

    def _another_act(self) -> None:
        what, session, language = self.what.currentData(), self._bench.session, self._bench.language
        self.which.clear()
        if what == "hold":
            for code in open_codes("hold_reason", session.work.clock.today()):
                if code.under == Hold.PAUSED:
                    self.which.addItem(code_label("hold_reason", code.code, language), code.code)
        elif what in ("counsellor", "programme"):
            for one in session.store.where(User if what == "counsellor" else Programme):
                self.which.addItem(title(one, language), one.id)
        self.which.setVisible(what != "task")
        self.task.setVisible(what == "task")
        self.note.setVisible(what == "counsellor")
        self.day.setVisible(what in ("task", "hold"))
        self._forget()

    def _forget(self) -> None:
        """What was looked ahead at does not hold any more."""
        self._round += 1
        self._fates, self._act = [], None
        take_all(self.lines)
        self.lines.hide()
        self.progress.clear()
        self.problem.problem("")
        self.do.hide()

    def _wanted_act(self) -> bulk.Act | None:
        what, which = self.what.currentData(), self.which.currentData()
        if what == "counsellor" and which:
            if not self.note.toPlainText().strip():
                sentence = N_("Write what your colleague has to know about them. It becomes a note with each of them.")
                self.problem.problem(self._bench.language.text(sentence))
                return None
            return bulk.hand_over(which, self.note.toPlainText())
        if what == "programme" and which:
            return bulk.put_in_programme(which)
        if what in ("counsellor", "programme"):
            self.problem.problem(self._bench.language.text(N_("There is nothing to choose here yet.")))
            return None
        try:
            day = parse(Task.SPEC.fields["due"], self.day.text(), Beside(self._bench.session.work.clock.today()))
        except Unfit as unfit:
            self.problem.problem(self._bench.language.say(unfit.said))
            return None
        if day is None or (what == "task" and not self.task.text().strip()):
            sentence = N_("Fill in everything on this line, the day as 28-02-2026.")
            self.problem.problem(self._bench.language.text(sentence))
            return None
        return bulk.plan_task(self.task.text().strip(), day) if what == "task" else bulk.put_on_hold(which, day)

    def _done(self, outcome: Outcome) -> None:
        text = self._bench.language.text
        said = text(outcome.label, **outcome.counts)
        self.note.clear()
        self._leave()
        self._bench.messages.say(said, "done", text(N_("Undo")), self._bench.changes.undo)

    def _refused(self, error: OverstapError) -> None:
        self._forget()
        self.problem.problem(self._bench.language.say(error))

    def _leave(self) -> None:
        self._forget()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
