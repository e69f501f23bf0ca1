"""The backups a person need not think of: soon after unlocking, then every half hour, beside the work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.domain.said import Said
from desktop.ui.shell.jobs import Jobs

FIRST_MS, EVERY_MS = 5 * 60_000, 30 * 60_000


class RegularBackup(QObject):
    """Asks for a backup, one at a time; what went wrong is told."""

    noticed = Signal(object)  # Said
    failed = Signal(object)  # the error

    def __init__(self, backup: Callable[[], Said | None], jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._backup, self._jobs, self._is_busy = backup, jobs, False
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self.timer.timeout.connect(self._make)
        self.timer.start(FIRST_MS)

    def stop(self) -> None:
        """No more backups: the files are about to lock."""
        self.timer.stop()

    def _make(self) -> None:
        self.timer.start(EVERY_MS)
        if not self._is_busy:
            self._is_busy = True
            self._jobs.render(self._backup, self, self._made, self._refused)

    def _made(self, notice: Said | None) -> None:
        self._is_busy = False
        if notice is not None:
            self.noticed.emit(notice)

    def _refused(self, error: BaseException) -> None:
        self._is_busy = False
        self.failed.emit(error)
