"""Text to read: lines of a comfortable length, and as high as those lines need."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

LETTERS = 76


class Prose(QLabel):
    """Wraps before its lines grow long, also where the page is wide."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMaximumWidth(LETTERS * self.fontMetrics().averageCharWidth())

    @override
    def heightForWidth(self, width: int) -> int:
        """A layout asks for the whole width of the page, which the text does not take."""
        return super().heightForWidth(min(width, self.maximumWidth()))
