"""One document of many cases, one after the other: how far it is, what was refused, and a way to stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import OverstapError
from desktop.ui.shell.jobs import Jobs

Make = Callable[[str], tuple[str, bytes]]
"""From a case to a name for its file and the bytes."""

Take = Callable[[str, str, bytes], None]
"""Where each goes: the case, the name and the bytes."""


class PrintRun(QObject):
    """Makes the next document when the one before was taken, so that stopping leaves nothing half done."""

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._waiting: list[str] = []
        self._all = 0
        self._make: Make | None = None
        self._take: Take | None = None
        self.done: list[str] = []
        self.refused: list[OverstapError] = []
        self.stopped = False

    @property
    def busy(self) -> bool:
        """Whether it is under way."""
        return self._make is not None

    def start(self, cases: Sequence[str], make: Make, take: Take) -> None:
        """Begin with these cases."""
        self._waiting, self._all, self._make, self._take = list(cases), len(cases), make, take
        self.done, self.refused, self.stopped = [], [], False
        self._next()

    def stop(self) -> None:
        """Make no more after the one that is being made."""
        if self.busy:
            self.stopped, self._waiting = True, []

    def _next(self) -> None:
        self.progressed.emit(self._all - len(self._waiting), self._all)
        if not self._waiting or self._make is None:
            self._make = self._take = None
            self.ended.emit()
            return
        case = self._waiting.pop(0)
        self._jobs.render(partial(self._make, case), self, partial(self._made, case), self._failed)

    def _made(self, case: str, named: tuple[str, bytes]) -> None:
        if self._take is not None:
            try:
                self._take(case, *named)
            except OverstapError as refusal:
                self.refused.append(refusal)
            else:
                self.done.append(case)
        self._next()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, OverstapError):
            self.refused.append(error)
        else:
            self._waiting = []
            self._jobs.failed.emit(error)
        self._next()
