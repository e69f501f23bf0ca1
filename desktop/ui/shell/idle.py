"""Nobody at the keyboard: after some minutes without a key or a click the files lock."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from typing_extensions import override

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Counts the minutes without input; ``seconds`` is a clock that only goes forward, in seconds."""

    idle = Signal()
    minutes_left = Signal(int)

    def __init__(
        self, minutes: int, parent: QObject | None = None, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._limit, self._seconds, self._last, self._told = minutes * 60, seconds, seconds(), -1
        self._timer = QTimer(self)
        self._timer.setInterval(5000)
        self._timer.timeout.connect(self.look)

    def limit(self, minutes: int) -> None:
        """Lock after so many minutes from now on."""
        self._limit = minutes * 60
        if self._timer.isActive():
            self.look()

    def start(self) -> None:
        """Begin to count."""
        self._last, self._told = self._seconds(), -1
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Stop counting: the files are locked."""
        self._timer.stop()

    def look(self) -> None:
        """See how long it has been."""
        left = self._limit - (self._seconds() - self._last)
        if left <= 0:
            self._timer.stop()
            self.idle.emit()
        elif (minutes := int(-(-left // 60))) != self._told:
            self._told = minutes
            self.minutes_left.emit(minutes)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._last = self._seconds()
        return False
