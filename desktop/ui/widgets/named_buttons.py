"""The buttons of a page that is built anew: each by its name, so that the focus finds its button back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.application.i18n import Language


class NamedButtons(dict[str, QPushButton]):
    """Emptied before a page is built, filled while it is."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def make(self, parent: QWidget, name: str, words: str, run: Callable[[], object]) -> QPushButton:
        """A button with these (marked) words."""
        button = QPushButton(self._language.text(words), parent)
        button.setAccessibleName(button.text().replace("&", "").rstrip("…"))
        button.clicked.connect(run)
        self[name] = button
        return button

    def focus(self, name: str) -> None:
        """Put the focus on one, if it is there."""
        if name in self:
            self[name].setFocus()
