"""What is still missing, each point a link to its field."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.application.i18n import Language
from desktop.domain.errors import Missing
from desktop.domain.said import N_, said_n
from desktop.ui.theme import Role, set_tone

_LETTERS = 68
"""How long a line of a point may become, in letters, where there is room."""


class MissingList(QWidget):
    """Points of a gate in the order of the work; Enter on one goes to its field."""

    asked = Signal(object)  # Missing

    def __init__(
        self, language: Language, most: int = 8, parent: QWidget | None = None, letters: int = _LETTERS
    ) -> None:
        super().__init__(parent)
        self._language, self._most, self._letters = language, most, letters
        self._points: tuple[Missing, ...] = ()
        self._whole = False
        self.heading = QLabel(self)
        self.heading.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.heading)
        self.links: list[QPushButton] = []

    def show_points(self, heading: str, points: Sequence[Missing]) -> None:
        """Show what is missing below a sentence."""
        if tuple(points) != self._points:
            self._whole = False
        self._points = tuple(points)
        self.heading.setText(heading)
        set_tone(self.heading, Role.MUTED)
        self._fill()

    def focus_first(self) -> None:
        """Put the focus on the first point."""
        if self.links:
            self.links[0].setFocus()

    def _fill(self) -> None:
        for link in self.links:
            self._column.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = []
        shown = self._points if self._whole else self._points[: self._most]
        for at, point in enumerate(shown):
            self._add(f"→ {self._language.say(point.said)}", at)
        if rest := len(self._points) - len(shown):
            self._add(self._language.say(said_n("and {n} more", "and {n} more", rest)), -1)

    def _add(self, text: str, at: int) -> None:
        link = QPushButton("\n   ".join(wrap(text, self._letters)), self)  # a button does not wrap by itself
        link.setAccessibleName(text)
        link.setProperty("quiet", True)
        link.setProperty("link", True)
        link.setProperty("at", at)
        link.setAccessibleDescription(self._language.text(N_("Go to this field")))
        link.clicked.connect(self._go)
        self.links.append(link)
        self._column.addWidget(link)

    def _go(self) -> None:
        link = self.sender()
        at = int(link.property("at")) if isinstance(link, QPushButton) else -1
        if at >= 0:
            self.asked.emit(self._points[at])
        else:
            self._whole = True
            self._fill()
            self.links[self._most].setFocus()
