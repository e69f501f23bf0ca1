"""What moves in the window: the effects of the toolkit and the blinking cursor, nothing of our own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

_ALL = Qt.UIEffect.UI_General
"""Off, none of the effects on menus, lists and tips is shown."""


class Motion(QObject):
    """Keeps what the computer asks for at the start, so that it comes back when less movement is no longer wanted."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app, self._effects, self._blink = app, app.isEffectEnabled(_ALL), app.cursorFlashTime()

    def limit(self, *, less: bool) -> None:
        """Nothing moves, or no more than the computer asks for."""
        self._app.setEffectEnabled(_ALL, self._effects and not less)
        self._app.setCursorFlashTime(0 if less else self._blink)
