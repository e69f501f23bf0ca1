"""How a team lead goes through a gate that is still closed: with a reason, in place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.application.i18n import Language
from desktop.domain.said import N_
from desktop.ui.forms.control import LineInput
from desktop.ui.theme import Role, set_tone
from desktop.ui.widgets.problem_label import ProblemLabel


class GateOverride(QWidget):
    """A line for the reason and a button; there only while it is offered."""

    asked = Signal(str)  # the reason

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = language.text
        name = QLabel(text(N_("&Reason to go on anyway; it is kept in the dossier")), self)
        set_tone(name, Role.MUTED)
        self.reason, self.button = LineInput(self), QPushButton(text(N_("Go on anyway")), self)
        self.reason.setAccessibleName(name.text().replace("&", ""))
        self.reason.setMaxLength(500)
        name.setBuddy(self.reason)
        self.problem = ProblemLabel(self)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(8)
        row.addWidget(self.reason, 1)
        row.addWidget(self.button)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(name)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.reason.returnPressed.connect(self._ask)
        self.button.clicked.connect(self._ask)
        self.reason.textEdited.connect(self._calm)
        self.hide()

    def withdraw(self) -> None:
        """Nothing to offer: the gate is open, or this is another gate."""
        self.reason.clear()
        self._calm()
        self.hide()

    def refuse(self, sentence: str) -> None:
        """Say why it was not done, at the field."""
        self.problem.problem(sentence)
        self.reason.setAccessibleDescription(sentence)
        self.reason.setFocus()

    def _ask(self) -> None:
        self.asked.emit(self.reason.text())

    def _calm(self) -> None:
        self.problem.problem("")
        self.reason.setAccessibleDescription("")
