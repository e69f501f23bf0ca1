"""The line at the bottom: what is saved, what is unavailable, and when the files lock."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.application.i18n import Language
from desktop.application.values import ZONE
from desktop.domain.said import N_
from desktop.ui.theme import Role, Size, set_tone, set_type


class StatusBar(QWidget):
    """Each item is a sign and words; the sign alone never carries the meaning."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.saved, self.trouble, self.lock = QLabel(self), QLabel(self), QLabel(self)
        self.sync = QPushButton(self)
        self.sync.setProperty("quiet", True)
        self.sync.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.setSpacing(24)
        set_type(self.sync, Size.SMALL)
        for label in (self.saved, self.trouble, self.lock):
            set_type(label, Size.SMALL)
            set_tone(label, Role.MUTED)
        set_tone(self.trouble, Role.WARNING)
        layout.addWidget(self.saved)
        layout.addWidget(self.sync)
        layout.addWidget(self.trouble, 1)
        layout.addWidget(self.lock)
        self.saved.setText(language.text(N_("● Everything is saved")))

    def show_saved(self, at: datetime) -> None:
        """Something is on disk since this moment."""
        clock = f"{at.astimezone(ZONE):%H:%M}"
        self.saved.setText(self._language.text(N_("● Saved {time}"), time=clock))

    def show_sync(self, words: str, tone: Literal["muted", "warning"]) -> None:
        """How sharing stands; nothing where nothing is shared."""
        self.sync.setVisible(bool(words))
        self.sync.setText(words)
        if self.sync.property("tone") != tone:
            self.sync.setProperty("tone", tone)
            self.sync.style().polish(self.sync)

    def show_trouble(self, text: str) -> None:
        """Say what the surroundings refuse; work goes on. An empty text takes it away."""
        self.trouble.setText(f"\N{WARNING SIGN} {text}" if text else "")

    def show_lock(self, minutes: int) -> None:
        """In how many minutes the files lock when nobody types."""
        self.lock.setText(self._language.text(N_("Locks in {minutes} min"), minutes=minutes))
