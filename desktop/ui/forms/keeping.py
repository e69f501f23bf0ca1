"""When what is being typed is kept as a draft."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 600


class Keeping(QTimer):
    """Keeps a moment after the first key, also while the typing goes on: a dead battery costs that moment at most."""

    def __init__(self, keep: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(PAUSE_MS)
        self.timeout.connect(keep)

    def typed(self) -> None:
        """Something was typed that is not kept yet."""
        if not self.isActive():
            self.start()
