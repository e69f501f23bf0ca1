"""Cycles of Python objects are looked for in the window's thread alone.

Python looks for them in whichever thread asks for memory at that moment. A lane that reads the store would then take
away what is left of a closed page, widgets and all, and Qt falls over when that happens outside its thread.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 250
_OFTEN, _SELDOM = 40, 240
"""After so many looks at what is new, also at what is older and at everything."""
_MANY = 5_000
"""So much new at once is a long list that was read. It is looked through once and then set aside: looking through it
again with everything that is older would stop the window for a tenth of a second. It goes when nobody needs it."""


class Collector(QObject):
    """Looks four times a second, where anything new was made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._looks = 0
        self._everything = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_EVERY_MS)

    def look_at_everything(self) -> None:
        """At the next look also at what was set aside: the files lock, and nothing of them stays in memory."""
        gc.unfreeze()
        self._everything = True

    def _look(self) -> None:
        if self._everything:
            self._everything = False
            gc.collect()
            return
        if gc.get_count()[0] <= gc.get_threshold()[0]:
            return
        if gc.get_count()[0] > _MANY:
            gc.collect(0)
            gc.freeze()
            return
        self._looks += 1
        gc.collect(2 if self._looks % _SELDOM == 0 else 1 if self._looks % _OFTEN == 0 else 0)

    def close(self) -> None:
        """There are no other threads any more."""
        self._timer.stop()
        gc.enable()
