"""What stands where nothing is yet: what belongs here, and the one next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import Role, set_tone

_LETTERS = 64
"""How long a line may become, in letters: longer ones are hard to read."""


def with_keys(words: str, keys: str) -> str:
    """What stands on a button that also tells its key."""
    return f"{words}\u2003{keys}" if keys else words


class EmptyState(QWidget):
    """A sentence and, where there is one, a button with the key that does the same."""

    def __init__(
        self,
        sentence: str,
        action: str = "",
        run: Callable[[], object] | None = None,
        parent: QWidget | None = None,
        keys: str = "",
    ) -> None:
        super().__init__(parent)
        self.sentence, self.button = QLabel(self), QPushButton(self)
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence.setMaximumWidth(_LETTERS * self.sentence.fontMetrics().averageCharWidth())
        set_tone(self.sentence, Role.MUTED)
        self.button.clicked.connect(self._act)
        self.say(sentence, action, run, keys)
        layout, middle = QVBoxLayout(self), QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.sentence, 1000)  # without an alignment: with one Qt forgets that text wraps
        middle.addStretch(1)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.others = QVBoxLayout()
        self.others.setSpacing(4)
        layout.addLayout(self.others)
        layout.addStretch(3)

    def say(self, sentence: str, action: str = "", run: Callable[[], object] | None = None, keys: str = "") -> None:
        """Say something else."""
        self._run = run
        self.sentence.setText(sentence)
        self.button.setText(with_keys(action, keys))
        self.button.setAccessibleName(action.replace("&", ""))
        self.button.setAccessibleDescription(keys)
        self.button.setVisible(bool(action))

    def offer(self, *buttons: QPushButton) -> None:
        """Other steps that fit, below the one that the screen leads to; they take the place of those before."""
        while (item := self.others.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for button in buttons:
            button.setProperty("quiet", True)
            self.others.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def _act(self) -> None:
        if self._run is not None:
            self._run()
