"""An act in place: what it asks, what will happen, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.changes import DELETED, WHOLE, Change, Outcome
from desktop.domain.errors import OverstapError
from desktop.domain.fields import RECORDS
from desktop.domain.records import User
from desktop.domain.said import N_
from desktop.ui.forms.act import Act
from desktop.ui.forms.act_model import ActModel, Outlook
from desktop.ui.forms.record_form import FieldsForm, give_letters
from desktop.ui.naming import Names
from desktop.ui.shell.announce import refuse
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.lines_view import LinesView
from desktop.ui.widgets.missing_list import MissingList
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.ui.widgets.timeline import Told, colleague_names

_SEVERAL = 3
"""So many new records of one kind are told in one line."""


class ActPanel(QFrame):
    """Escape closes it; what was typed stays for the next time."""

    done = Signal(object)  # Outcome
    closed = Signal()
    missing_asked = Signal(object)  # Missing

    def __init__(self, bench: Workbench, act: Act, traject: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.act, self._bench, self._traject = act, bench, traject
        text = bench.language.text
        self.setAutoFillBackground(True)
        self.setBackgroundRole(Role.RAISED)
        self.setAccessibleName(text(act.title))
        heading = QLabel(text(act.title), self)
        set_type(heading, Size.HEADING, strong=True)
        self.model = ActModel(bench, act)
        self.form = FieldsForm(bench, self.model, traject, self)
        give_letters(tuple(self.form.fields.values()))
        self.outlook_heading = QLabel(text(N_("What will happen")), self)
        set_type(self.outlook_heading, Size.BODY, strong=True)
        self.outlook = LinesView(self)
        self.missing = MissingList(bench.language, parent=self)
        self.missing.hide()
        self.notes = QLabel(self)
        self.notes.setWordWrap(True)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        set_tone(self.notes, Role.MUTED)
        self.problem = ProblemLabel(self)
        self.go, self.cancel = QPushButton(text(act.verb), self), QPushButton(text(N_("Not now")), self)
        if not act.grave:
            primary(self.go)
        self.cancel.setProperty("quiet", True)
        buttons, column = QHBoxLayout(), QVBoxLayout(self)
        buttons.setSpacing(8)
        buttons.addWidget(self.go)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(heading)
        if act.explanation is not None:
            why = QLabel(bench.language.say(act.explanation), self)
            why.setWordWrap(True)
            set_tone(why, Role.MUTED)
            column.addWidget(why)
        if act.fields:
            column.addWidget(self.form)
        else:
            self.form.hide()
        column.addWidget(self.outlook_heading)
        column.addWidget(self.outlook)
        column.addWidget(self.missing)
        column.addWidget(self.notes)
        column.addWidget(self.problem)
        column.addLayout(buttons)
        self.model.looked.connect(self._show_outlook)
        self.model.done.connect(self._done)
        self.model.refused.connect(self._refused)
        self.missing.asked.connect(self.missing_asked)
        self.go.clicked.connect(self.model.do)
        self.cancel.clicked.connect(self._close)

    def focus_first(self) -> None:
        """Begin with the first field, or with the button where nothing is asked."""
        if self.act.fields:
            self.form.go_to(self.act.fields[0].name)
        else:
            self.go.setFocus()

    def flush(self) -> None:
        """Keep what is being typed."""
        self.model.flush()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self.flush()
        self.closed.emit()

    def _show_outlook(self, outlook: Outlook) -> None:
        language = self._bench.language
        self.problem.problem("")
        self.missing.setVisible(bool(outlook.missing))
        self.notes.setText("\n".join(map(language.say, outlook.notes)))
        self.notes.setVisible(bool(outlook.notes))
        self.outlook.setVisible(not outlook.missing)
        if outlook.missing:
            self.missing.show_points(language.say(outlook.refusal.said) if outlook.refusal else "", outlook.missing)
        elif outlook.refusal is not None:
            self.outlook.show_lines((), language.say(outlook.refusal))
        else:
            self.outlook.show_lines(self._lines(outlook.changes), language.text(N_("Nothing changes.")))

    def _lines(self, changes: tuple[Change, ...]) -> list[tuple[str, str]]:
        store, language = self._bench.session.store, self._bench.language
        names = Names(store, language, self._traject)
        told = Told(
            names, colleague_names(lambda user: store.find_one(User, user)), self._bench.session.work.clock.today()
        )
        lines: list[tuple[str, str]] = []
        made: dict[str, list[Change]] = {}
        for change in changes:
            if change.field == WHOLE:
                made.setdefault(change.kind, []).append(change)
        for change in changes:
            spec = RECORDS[change.kind]
            if change.field == WHOLE:
                group = made.pop(change.kind, [])
                if len(group) >= _SEVERAL:
                    lines.append((language.record(spec, plural=True), language.text(N_("{n} new ones"), n=len(group))))
                else:
                    lines += [(language.record(spec), f"+ {told.line(one).after}") for one in group]
                continue
            line = told.line(change)
            if change.field == DELETED:
                lines.append((line.field, language.text(N_("is taken out"))))
            else:
                nothing = language.text(N_("nothing"))
                lines.append((line.field, f"{line.before or nothing} → {line.after or nothing}"))
        return lines

    def _done(self, outcome: Outcome) -> None:
        bench = self._bench
        said = self.act.done or outcome.label
        bench.messages.say(
            bench.language.text(said, **outcome.counts), "done", bench.language.text(N_("Undo")), bench.changes.undo
        )
        self.done.emit(outcome)
        self.closed.emit()

    def _refused(self, error: OverstapError) -> None:
        refuse(self.problem, self._bench.language.say(error))
