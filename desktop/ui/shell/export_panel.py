"""What is asked before a list of people goes to a file: that it holds personal data, why it goes and to whom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from desktop.domain.errors import OverstapError
from desktop.domain.said import N_
from desktop.ui.shell.announce import refuse
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.why_fields import WhyFields
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.problem_label import ProblemLabel

Given = Callable[[str, str], None]
"""Goes on with a purpose and a recipient; an `OverstapError` says what is still missing."""


class ExportPanel(QWidget):
    """Takes the place of the list until it is answered; Enter goes on, Esc leaves it."""

    opened = Signal()
    closed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = bench.language.text
        self._language, self._asked_at = bench.language, self.parentWidget()
        self._then: Given = _nobody
        self.heading, self.about = QLabel(self), QLabel(self)
        set_type(self.heading, Size.HEADING, strong=True)
        set_tone(self.about, Role.MUTED)
        for told in (self.heading, self.about):
            told.setWordWrap(True)
        self.doubt, self.problem = ProblemLabel(self), ProblemLabel(self)
        self.why = WhyFields(bench, self, beside=True)
        self.go, self.leave = (
            primary(QPushButton(text(N_("Choose &where")), self)),
            QPushButton(text(N_("Not now")), self),
        )
        self.leave.setProperty("quiet", True)
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        for button in (self.go, self.leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        for widget in (self.heading, self.about, self.doubt, self.why, self.problem):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addStretch(1)
        self.go.clicked.connect(self._give)
        self.leave.clicked.connect(self.close_panel)
        self.why.confirmed.connect(self._give)

    def ask(self, heading: str, about: str, then: Given) -> None:
        """Ask; ``then`` goes on with what was given."""
        if not self.isVisible():
            self._asked_at = QApplication.focusWidget()
        self._then = then
        self.heading.setText(heading)
        self.about.setText(about)
        self.doubt.warn("")
        self.problem.problem("")
        self.why.recall()
        self.opened.emit()
        self.resume()

    def resume(self) -> None:
        """Where something is still to be filled in."""
        (self.why.first_open() or self.why.purpose).setFocus()

    def tell_doubt(self, then: Given, doubt: str) -> None:
        """What to think of first; told only to whom it was asked for."""
        if self._then is then:
            self.doubt.warn(doubt)

    def close_panel(self) -> None:
        """Away; what was typed is there the next time."""
        self._then = _nobody
        self.closed.emit()
        if self._asked_at is not None and isValid(self._asked_at) and self._asked_at.isVisible():
            self._asked_at.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        try:
            self._then(*self.why.reason)
        except OverstapError as refusal:
            refuse(self.problem, self._language.say(refusal))
            (self.why.first_open() or self.why.purpose).setFocus()


def _nobody(purpose: str, recipient: str) -> None:
    """Nothing is asked now."""
