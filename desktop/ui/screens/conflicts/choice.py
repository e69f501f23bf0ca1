"""The two values of a conflict and room for a third: chosen with 1, 2 or 3."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.application.conflicts import Dispute, Side
from desktop.domain.changes import DELETED
from desktop.domain.fields import RECORDS, Kind
from desktop.domain.said import N_
from desktop.ui.forms.control import Control
from desktop.ui.forms.controls import Controls
from desktop.ui.naming import Names
from desktop.ui.screens.conflicts.words import DisputeWords
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.problem_label import ProblemLabel

_WIDTH = 760


class Choice(QWidget):
    """One conflict; what is chosen is told, nothing is changed here."""

    taken = Signal(object)  # Side
    typed = Signal(str)

    def __init__(self, bench: Workbench, dispute: Dispute, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self.dispute = bench, dispute
        text = bench.language.text
        names = Names(bench.session.store, bench.language)
        words = DisputeWords(bench.session.store, names, bench.session.work)
        self.setMaximumWidth(_WIDTH)
        title = QLabel(f"{words.about(dispute)} · {words.field(dispute)}", self)
        title.setWordWrap(True)
        set_type(title, Size.HEADING)
        rows = QGridLayout()
        rows.setHorizontalSpacing(16)
        rows.setVerticalSpacing(12)
        rows.setColumnStretch(0, 1)
        self.buttons: list[QPushButton] = []
        for at, side in enumerate(dispute.sides):
            rows.addLayout(self._value(words, side), at, 0)
            rows.addWidget(self._button(at + 1, self._verb(side), words.value(dispute, side.value)), at, 1)
        self.control: Control | None = None
        if dispute.conflict.field != DELETED:
            field = RECORDS[dispute.kind].fields[dispute.conflict.field]
            controls = Controls(bench.session.store, names, bench.jobs, bench.language, bench.session.work.clock)
            self.control = controls.make(field, self)
            self.control.input.setAccessibleName(text(N_("Another value")))
            letter = self.fontMetrics().averageCharWidth()
            self.control.setMaximumWidth(self.control.letters * letter + 24 if field.kind is not Kind.LONG else _WIDTH)
            line = QHBoxLayout()
            line.addWidget(self.control, 100)
            line.addStretch(1)
            rows.addLayout(line, 2, 0)
            rows.addWidget(self._button(3, text(N_("Type another")), ""), 2, 1)
        self.problem = ProblemLabel(self)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 8, 0, 0)
        page.setSpacing(12)
        page.addWidget(title)
        page.addLayout(rows)
        page.addWidget(self.problem)

    def choose(self, number: int) -> None:
        """As if its button was pressed."""
        if number <= len(self.buttons):
            self.buttons[number - 1].click()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with what was typed."""
        self.problem.problem(sentence)
        if self.control is not None:
            self.control.input.setFocus()

    def _verb(self, side: Side) -> str:
        text = self._bench.language.text
        if side.is_mine:
            return text(N_("Leave mine")) if side.shows else text(N_("Take mine"))
        if any(other.is_mine for other in self.dispute.sides):
            return text(N_("Leave theirs")) if side.shows else text(N_("Take theirs"))
        return text(N_("Leave this one")) if side.shows else text(N_("Take this one"))

    def _value(self, words: DisputeWords, side: Side) -> QVBoxLayout:
        value, told = QLabel(words.value(self.dispute, side.value), self), QLabel(words.told(self.dispute, side), self)
        for label in (value, told):
            label.setWordWrap(True)
        set_type(value, Size.BODY, strong=side.shows)
        set_type(told, Size.SMALL)
        set_tone(told, Role.MUTED)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(value)
        column.addWidget(told)
        return column

    def _button(self, number: int, verb: str, value: str) -> QPushButton:
        made = QPushButton(f"{number}  {verb}", self)
        made.setAccessibleDescription(value)
        made.clicked.connect((self._mine, self._theirs, self._another)[number - 1])
        self.buttons.append(made)
        return made

    def _mine(self) -> None:
        self.taken.emit(self.dispute.sides[0])

    def _theirs(self) -> None:
        self.taken.emit(self.dispute.sides[1])

    def _another(self) -> None:
        """The first time to the field; with something in it, that is the choice."""
        if self.control is None:
            return
        if self.control.text().strip():
            self.typed.emit(self.control.text())
        else:
            self.control.input.setFocus()
