"""Why a document goes: asked in a line below the list, never in a dialog."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.application.i18n import Language
from desktop.domain.said import N_


class Reason(QWidget):
    """Hidden until it is asked for."""

    given = Signal(str)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = language.text
        self.line, self.go = QLineEdit(self), QPushButton(text(N_("Take it out")), self)
        self.line.setAccessibleName(text(N_("Why this document goes")))
        self.line.setPlaceholderText(text(N_("Why does this document go? For example: wrong person")))
        self.line.setMaxLength(200)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.go)
        self.line.returnPressed.connect(self._give)
        self.go.clicked.connect(self._give)
        self.hide()

    def ask(self) -> None:
        """Ask for it."""
        self.show()
        self.line.setFocus()

    def leave(self) -> None:
        """It is not asked any more."""
        self.hide()
        self.line.clear()

    def _give(self) -> None:
        self.given.emit(self.line.text())
