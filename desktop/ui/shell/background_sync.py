"""Sharing beside the work: after a save with a pause, when the window comes to the front, by F5, and now and then.

A round runs in a lane of its own and in small transactions; what it brings is told to the screens a few times a second
at most, in the way in which a save is told.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from desktop.application.conflicts import Dispute, disputes
from desktop.application.lease import LaptopEnded
from desktop.application.ports import Work
from desktop.application.sharing import LONG, Sharing
from desktop.application.syncing import Cut, Standing
from desktop.domain.changes import Outcome
from desktop.domain.errors import OverstapError
from desktop.domain.said import Said
from desktop.ui.shell.changes import Changes
from desktop.ui.shell.jobs import Jobs

State = Literal["apart", "calm", "busy", "offline", "refused", "paused"]

AFTER_SAVE_MS = 4_000
EVERY_MS = 5 * 60_000
FIRST_WAIT_MS, LONGEST_WAIT_MS = 10_000, 10 * 60_000
ON_FOCUS = timedelta(seconds=30)
"""Who comes back sooner than this after the last exchange need not exchange again."""

_GATHER_MS, _GATHER_LOADING_MS, _LOOK_MS = 250, 2_000, 250


@dataclass(frozen=True, slots=True)
class SyncView:
    """What there is to tell of sharing: what goes on, how things stand, and what it said no with."""

    state: State = "apart"
    standing: Standing | None = None
    trouble: Said | None = None
    is_long_ago: bool = False


class BackgroundSync(QObject):
    """Exchanges by itself; `view` is what there is to tell about it, `changed` that it is another."""

    changed = Signal(object)  # SyncView
    disputed = Signal()  # what is to be decided is another
    failed = Signal(object)  # a mistake of the program
    locked_out = Signal()  # the administrator ended this laptop: the files lock
    _came = Signal(object)  # Outcome, from the lane of the line

    def __init__(
        self,
        sharing: Sharing | None,
        jobs: Jobs,
        changes: Changes,
        work: Work,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sharing, self._jobs, self._changes = sharing, jobs, changes
        self._work, self._now = work, work.clock.now
        self.view = SyncView()
        self.disputes: tuple[Dispute, ...] = ()
        self._gathered: Outcome | None = None
        self._failures, self._again, self._is_over, self._typed = 0, False, False, False
        self.next, self._gather, self._look = (self._timer(then) for then in (self.begin, self._tell, self._ask))
        self._came.connect(self._gather_up)
        changes.saved.connect(self._saved)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._to_front)
        if sharing is not None and sharing.connection is not None:
            sharing.resume()
            self._show(replace(self.view, state="calm"))
            self._ask()
            self.next.start(1)

    def _timer(self, then: Callable[[], object]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setTimerType(Qt.TimerType.CoarseTimer)
        made.timeout.connect(then)
        return made

    @property
    def is_shared(self) -> bool:
        """Whether this workspace is connected."""
        return self.view.state != "apart"

    def begin(self) -> None:
        """Exchange now; where it goes on already, once more after it."""
        if self._sharing is None or self._is_over or self.view.state == "apart":
            return
        if self.view.state == "busy":
            self._again = True
            return
        self.next.stop()
        self._show(replace(self.view, state="busy"))
        self._jobs.line(partial(self._round, self._sharing), self, self._ended)

    def connected(self) -> None:
        """The workspace was connected just now: exchange for the first time."""
        self._show(replace(self.view, state="calm"))
        self.begin()

    def pause(self) -> None:
        """Stop the exchange that goes on; it goes on where it was when a person asks for it."""
        if self._sharing is not None and self.view.state == "busy":
            self._show(replace(self.view, state="paused"))
            self._sharing.interrupt()

    def stop(self) -> None:
        """The files are about to lock: nothing goes on any more."""
        self._is_over = True
        for timer in (self.next, self._gather, self._look):
            timer.stop()
        if self._sharing is not None:
            self._sharing.end()

    def _round(self, sharing: Sharing) -> BaseException | None:
        """In the lane of the line. What went wrong is handed back: nobody may be there any more to be told."""
        try:
            sharing.round(self._came.emit)
        except Exception as error:  # noqa: BLE001 it is shown or handed on below
            return error
        return None

    def _ended(self, error: BaseException | None) -> None:
        if self._is_over:
            return
        self._ask()
        if self.view.state == "paused":
            self.next.stop()
            return
        if error is None:
            self._failures = 0
            self._show(replace(self.view, state="calm", trouble=None))
            self._wait(EVERY_MS)
        else:
            self._failures += 1
            known = error.said if isinstance(error, OverstapError) else None
            state: State = "offline" if isinstance(error, Cut) else "refused"
            self._show(replace(self.view, state=state, trouble=known))
            self._wait(min(FIRST_WAIT_MS * 2 ** (self._failures - 1), LONGEST_WAIT_MS))
            if known is None:
                self.failed.emit(error)
            if isinstance(error, LaptopEnded):
                self.locked_out.emit()
        if self._again:
            self._again = False
            self.begin()

    def _wait(self, milliseconds: int) -> None:
        """Not all laptops at once: a fifth sooner or later."""
        self.next.start(round(milliseconds * random.uniform(0.8, 1.2)))  # noqa: S311 no secret hangs on it

    def _saved(self) -> None:
        """Something is on disk: a change or what is being typed."""
        if self.is_shared and not self._is_over:
            self._typed = True
            self._look.start(_LOOK_MS)

    def _to_front(self, state: Qt.ApplicationState) -> None:
        standing = self.view.standing
        as_of = standing.as_of if standing is not None else None
        recent = self.view.state == "calm" and as_of is not None and self._now() - as_of < ON_FOCUS
        if state is Qt.ApplicationState.ApplicationActive and self.view.state in ("calm", "offline") and not recent:
            self.begin()

    # what came, and how things stand

    def _gather_up(self, outcome: Outcome) -> None:
        was = self._gathered
        self._gathered = outcome if was is None else _both(was, outcome)
        if not self._gather.isActive() and not self._is_over:
            loading = self.view.standing is not None and self.view.standing.loading is not None
            self._gather.start(_GATHER_LOADING_MS if loading else _GATHER_MS)

    def _tell(self) -> None:
        came, self._gathered = self._gathered, None
        if came is not None:
            self._changes.came(came)
            self._ask()

    def _ask(self) -> None:
        if self._sharing is not None and not self._is_over:
            self._jobs.render(partial(_look, self._work, self._sharing), self, self._stands)

    def decided(self) -> None:
        """Something was decided: the others hear it when the deciding pauses."""
        self._typed = True
        self._ask()

    def _stands(self, found: tuple[Standing, tuple[Dispute, ...]]) -> None:
        """What was saved is handed in when the saving pauses; a broken line keeps its own pace."""
        standing, to_decide = found
        self._show(replace(self.view, standing=standing))
        if to_decide != self.disputes:
            self.disputes = to_decide
            self.disputed.emit()
        typed, self._typed = self._typed, False
        if typed and standing.waiting and self.view.state == "busy":
            self._again = True
        elif typed and standing.waiting and self.view.state == "calm":
            self.next.start(AFTER_SAVE_MS)

    def _show(self, view: SyncView) -> None:
        as_of = view.standing.as_of if view.standing is not None else None
        view = replace(view, is_long_ago=as_of is not None and self._now() - as_of > LONG)
        if view != self.view:
            self.view = view
            self.changed.emit(view)


def _look(work: Work, sharing: Sharing) -> tuple[Standing, tuple[Dispute, ...]]:
    standing = sharing.standing()
    return standing, disputes(work, sharing.local) if standing.conflicts else ()


def _both(first: Outcome, then: Outcome) -> Outcome:
    return replace(then, touched=first.touched | then.touched, roots=first.roots | then.roots)
