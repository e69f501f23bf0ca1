"""A few lines to read, each with a muted beginning."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.ui.theme import Role, Size, set_tone, set_type


class LinesView(QWidget):
    """A few lines, each with a muted beginning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def show_lines(self, lines: Sequence[tuple[str, str]], empty: str) -> None:
        """Show other lines."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not lines:
            nothing = QLabel(empty, self)
            nothing.setTextFormat(Qt.TextFormat.PlainText)
            nothing.setWordWrap(True)
            set_tone(nothing, Role.MUTED)
            self._grid.addWidget(nothing, 0, 0, 1, 2)
        for row, (begin, rest) in enumerate(lines):
            left, right = QLabel(begin, self), QLabel(rest, self)
            set_type(left, Size.SMALL)
            for label in (left, right):
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            set_tone(left, Role.MUTED)
            right.setWordWrap(True)
            self._grid.addWidget(left, row, 0)
            self._grid.addWidget(right, row, 1)
