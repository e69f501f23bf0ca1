"""Work beside the window: one lane for the store, so that writes keep their order, and a wider one for rendering."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")

Then = Callable[[Any], object]


def nothing(_result: object) -> None:
    """For who has nothing to do with the result."""


class Jobs(QObject):
    """Runs work in a lane and hands the result to its owner in the window's thread.

    A result whose owner has gone is dropped; the work itself never is. An error goes to ``otherwise`` where one was
    given and the owner still stands, else to `failed`.
    """

    failed = Signal(object)
    idle = Signal()
    _finished = Signal(object, object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = ThreadPoolExecutor(1, "store")
        self._render = ThreadPoolExecutor(2, "render")
        self._waiting = 0
        self._finished.connect(self._deliver)

    @property
    def waiting(self) -> int:
        """How many jobs have not been delivered yet."""
        return self._waiting

    def store(
        self,
        work: Callable[[], T],
        owner: QObject,
        then: Callable[[T], object] = nothing,
        otherwise: Then | None = None,
    ) -> None:
        """Do work that reads or writes the store, in order."""
        self._start(self._store, work, owner, then, otherwise)

    def render(
        self,
        work: Callable[[], T],
        owner: QObject,
        then: Callable[[T], object] = nothing,
        otherwise: Then | None = None,
    ) -> None:
        """Do work that only counts, such as drawing a PDF."""
        self._start(self._render, work, owner, then, otherwise)

    def _start(
        self, lane: ThreadPoolExecutor, work: Callable[[], Any], owner: QObject, then: Then, otherwise: Then | None
    ) -> None:
        self._waiting += 1

        def finished(future: Future[Any]) -> None:
            self._finished.emit(future, owner, then, otherwise)

        lane.submit(work).add_done_callback(finished)

    @Slot(object, object, object, object)
    def _deliver(self, future: Future[Any], owner: QObject, then: Then, otherwise: Then | None) -> None:
        self._waiting -= 1
        try:
            if (error := future.exception()) is None:
                if isValid(owner):  # the screen may be gone by now
                    then(future.result())
            elif otherwise is not None and isValid(owner):
                otherwise(error)
            else:
                self.failed.emit(error)
        finally:
            if not self._waiting:
                self.idle.emit()

    def finish(self) -> None:
        """Wait until everything that was asked for is done and delivered."""
        while self._waiting:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 50)

    def close(self) -> None:
        """Finish, then end the lanes; for when the program quits."""
        self.finish()
        self._store.shutdown()
        self._render.shutdown()
