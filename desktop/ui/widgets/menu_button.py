"""A quiet button with a menu that is filled each time it opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QPushButton, QWidget


class MenuButton(QPushButton):
    """``fill`` puts into the menu what makes sense at that moment."""

    def __init__(self, words: str, fill: Callable[[QMenu], None], parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._fill = fill
        self.setProperty("quiet", True)
        self.setAccessibleName(words.replace("&", ""))
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill_anew)
        self.setMenu(menu)

    def _fill_anew(self) -> None:
        self.menu().clear()
        self._fill(self.menu())
