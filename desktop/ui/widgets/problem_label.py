"""What is wrong, in words and with a sign, below the thing it is about."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.theme import Role, Size, set_tone, set_type


class ProblemLabel(QLabel):
    """A line that is there only while there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        set_type(self, Size.SMALL)
        self.hide()

    @property
    def said(self) -> str:
        """The text without its sign."""
        return self.text()[2:]

    def problem(self, text: str) -> None:
        """Say what will go wrong; an empty text takes the line away."""
        self._says(text, Role.DANGER)

    def warn(self, text: str) -> None:
        """Say what may go wrong, or what is not kept yet."""
        self._says(text, Role.WARNING)

    def _says(self, text: str, role: QPalette.ColorRole) -> None:
        if not text and not self.text():
            return
        from PySide6.QtCore import Qt  # loading these names takes 15 ms: not before something is wrong

        self.setTextFormat(Qt.TextFormat.PlainText)
        set_tone(self, role)
        self.setText(f"\N{WARNING SIGN} {text}" if text else "")
        self.setVisible(bool(text))
