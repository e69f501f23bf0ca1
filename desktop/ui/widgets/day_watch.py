"""A screen that stands open over midnight: it is told that the day turned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

_MINUTE_MS = 60_000


class DayWatch(QTimer):
    """Looks every minute, so that a laptop that slept over midnight is right as well."""

    turned = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._today, self._day = today, today()
        self.setInterval(_MINUTE_MS)
        self.timeout.connect(self._look)
        self.start()

    def _look(self) -> None:
        if (day := self._today()) != self._day:
            self._day = day
            self.turned.emit()
