"""Work beside the window: one lane for the store, so that writes keep their order, a wider one for rendering, and one
for what waits for another computer, which nothing here waits for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from desktop.ui.shell.collector import Collector

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")

Then = Callable[[Any], object]

_WIDTH = {"store": 1, "render": 2, "line": 1}


def nothing(_result: object) -> None:
    """For who has nothing to do with the result."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be done, for whom, and what follows."""

    work: Callable[[], Any]
    owner: QObject
    then: Then
    otherwise: Then | None
    awaited: int


class Jobs(QObject):
    """Runs work in a lane and hands the result to its owner in the window's thread.

    A result whose owner has gone is dropped; the work itself never is. An error goes to ``otherwise`` where one was
    given and the owner still stands, else to `failed`. Whatever was asked stays with the window until it is delivered:
    a lane that lets go of a page as the last would take it away while Qt does the same, which ends the program.
    """

    failed = Signal(object)
    _finished = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._waiting = 0
        self._numbers = count()
        self._asked: dict[int, _Asked] = {}
        self._answers: dict[int, tuple[Any, BaseException | None]] = {}
        self._collector = Collector(self)
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
        self._start("store", work, owner, then, otherwise)

    def render(
        self,
        work: Callable[[], T],
        owner: QObject,
        then: Callable[[T], object] = nothing,
        otherwise: Then | None = None,
    ) -> None:
        """Do work that only counts, such as drawing a PDF."""
        self._start("render", work, owner, then, otherwise)

    def line(
        self,
        work: Callable[[], T],
        owner: QObject,
        then: Callable[[T], object] = nothing,
        otherwise: Then | None = None,
    ) -> None:
        """Do work that waits for another computer; neither `finish` nor locking waits for it."""
        self._start("line", work, owner, then, otherwise, 0)

    def _start(
        self,
        lane: str,
        work: Callable[[], Any],
        owner: QObject,
        then: Then,
        otherwise: Then | None,
        awaited: int = 1,
    ) -> None:
        self._waiting += awaited
        number = next(self._numbers)
        self._asked[number] = _Asked(work, owner, then, otherwise, awaited)
        self._lane(lane).submit(self._do, number)

    def soon(self, owner: QObject, then: Then) -> None:
        """Go on with long work of the window in a next slice, after keys and clicks have had their turn."""
        self._waiting += 1
        number = next(self._numbers)
        self._asked[number], self._answers[number] = _Asked(_nothing, owner, then, None, 1), (None, None)
        QTimer.singleShot(0, partial(self._deliver, number))

    def _do(self, number: int) -> None:
        """In a lane, which keeps nothing: not what it did, not what came of it, not where an error was."""
        try:
            self._answers[number] = (self._asked[number].work(), None)
        except BaseException as raised:  # noqa: BLE001 it is told to who asked, in the window's thread
            self._answers[number] = (None, raised)
        self._finished.emit(number)  # from here, so that it is never told too early

    def _lane(self, name: str) -> ThreadPoolExecutor:
        """The lane of this name, made on first use: the unlock screen needs none."""
        if name not in self._lanes:
            from concurrent.futures import ThreadPoolExecutor

            self._lanes[name] = ThreadPoolExecutor(_WIDTH[name], name)
        return self._lanes[name]

    @Slot(int)
    def _deliver(self, number: int) -> None:
        asked, (result, error) = self._asked.pop(number), self._answers.pop(number)
        self._waiting -= asked.awaited
        if error is None:
            if isValid(asked.owner):  # the screen may be gone by now
                asked.then(result)
        elif asked.otherwise is not None and isValid(asked.owner):
            asked.otherwise(error)
        else:
            self.failed.emit(error)

    def finish(self) -> None:
        """Wait until everything that was asked for is done and delivered."""
        from PySide6.QtCore import QEventLoop

        while self._waiting:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 50)

    def look_at_everything(self) -> None:
        """Have Python let go of all that nobody needs any more, a moment from now."""
        self._collector.look_at_everything()

    def close(self) -> None:
        """Finish, then end the lanes; for when the program quits."""
        self.finish()
        for lane in self._lanes.values():
            lane.shutdown()
        self._lanes.clear()
        self._collector.close()


def _nothing() -> None:
    """For a slice, which asks nothing of a lane."""
