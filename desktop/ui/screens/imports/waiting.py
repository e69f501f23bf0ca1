"""What is being done with a long list, how far it is, and the way to stop it; there only while somebody waits."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from desktop.application.i18n import Language
from desktop.domain.said import N_
from desktop.ui.theme import Role, set_tone


class Waiting(QWidget):
    """Short lists are done before it shows."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.told, self.bar, self.stop = QLabel(self), QProgressBar(self), QPushButton(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(language.text(N_("How far it is")))
        set_tone(self.told, Role.MUTED)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.told)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.hide()

    def progress(self, sentence: str, done: int, of: int) -> None:
        """Tell how far it is; without an end the bar only moves."""
        self.told.setText(self._language.text(sentence, n=done, of=of))
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        if done:
            self.show()
