"""The route that is being edited: which module is chosen, what is being tried, and the changes that come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.application.edits import remove
from desktop.application.enrolments import reorder, reschedule, set_progress, shift
from desktop.application.ports import Work
from desktop.application.route_picture import ENDED, Bar, RoutePicture, add_at_end, route_picture
from desktop.domain.changes import Action, Outcome
from desktop.domain.errors import OverstapError
from desktop.domain.records import Enrolment, Route
from desktop.domain.route_shape import Dates, later_modules
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.shell.changes import Changes

PAUSE_MS = 700
"""After the last key of a gesture it becomes one change."""

_SHORTEST = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Gesture:
    """A module on its way to other dates: where it came from, where it is now, and whether what follows goes along."""

    enrolment: str
    origin: Dates
    dates: Dates
    along: bool = False

    @property
    def days(self) -> int:
        """How far it moved."""
        return (self.dates[0] - self.origin[0]).days


class RouteModel(QObject):
    """Keys and drags first only try; a pause, a drop or leaving makes one change of the whole gesture."""

    shown = Signal(object)  # RoutePicture, or nothing where there is no route
    chosen_changed = Signal(str)
    landed = Signal(object, str)  # Outcome, the enrolment it was about
    taken_out = Signal(object)  # Outcome
    dates_asked = Signal()  # the chosen module has no dates yet, so that it cannot be moved
    refused = Signal(object)  # OverstapError

    def __init__(self, work: Work, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work, self._changes = work, changes
        self.case: CaseFile | None = None
        self.picture: RoutePicture | None = None
        self.route = self.chosen = ""
        self.gesture: Gesture | None = None
        self._tried: dict[str, Dates] = {}
        self._wanted: set[str] | None = None  # enrolments that were there before one was added
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.commit)

    # what is shown

    @property
    def routes(self) -> tuple[Route, ...]:
        """The routes of the case, oldest first."""
        return self.case.dossier.all(Route) if self.case is not None else ()

    @property
    def traject(self) -> str:
        """The case."""
        return self.case.dossier.traject_id if self.case is not None else ""

    @property
    def bar(self) -> Bar | None:
        """The chosen module."""
        return self.picture.bar(self.chosen) if self.picture is not None else None

    def show_case(self, case: CaseFile) -> None:
        """Show the case as it is now; what is being tried stays."""
        if self.case is None or case.dossier.traject_id != self.traject:
            self.gesture, self.route, self.chosen = None, "", ""
        self.case = case
        if self.gesture is None:
            self._tried = {}
        ids = [route.id for route in self.routes]
        if self.route not in ids:
            self.route = self._likely()
        self._show()

    def choose_route(self, route: str) -> None:
        """Edit another route of the case."""
        if route != self.route:
            self.commit()
            self.route, self.chosen, self._tried = route, "", {}
            self._show()

    def choose(self, enrolment: str) -> None:
        """Choose a module; what was tried with another one becomes a change."""
        if enrolment != self.chosen:
            self.commit()
            self.chosen = enrolment
            self.chosen_changed.emit(enrolment)

    def step(self, by: int) -> None:
        """Choose the next module, or the one before."""
        ids = [bar.id for bar in self.picture.bars] if self.picture is not None else []
        if ids:
            at = ids.index(self.chosen) if self.chosen in ids else -1 if by > 0 else len(ids)
            self.choose(ids[max(0, min(len(ids) - 1, at + by))])

    def _likely(self) -> str:
        """The newest route that still changes, else the newest."""
        going = [route.id for route in self.routes if route.status not in ENDED]
        return (going or [route.id for route in self.routes] or [""])[-1]

    def _show(self) -> None:
        route = next((r for r in self.routes if r.id == self.route), None)
        if self.case is None or route is None:
            self.picture = None
            self.shown.emit(None)
            return
        self.picture = route_picture(self.case.dossier, route, self._work.clock.today(), self.case.newest, self._tried)
        ids = {bar.id for bar in self.picture.bars}
        fresh = ids - self._wanted if self._wanted is not None else set()
        if fresh:
            self.chosen, self._wanted = fresh.pop(), None
        if self.chosen not in ids:
            self.chosen = self._where_work_is()
        self.shown.emit(self.picture)

    def _where_work_is(self) -> str:
        bars = self.picture.bars if self.picture is not None else ()
        going = [bar.id for bar in bars if bar.status not in ("passed", "exempt", "stopped")]
        return (going or [bar.id for bar in bars] or [""])[0]

    # trying

    def nudge(self, *, days: int = 0, longer: int = 0, along: bool = False) -> None:
        """A key moves or stretches the chosen module a little further."""
        bar = self.bar
        if bar is None or bar.dates is None:
            self.dates_asked.emit()
            return
        if self.picture is None or not self.picture.may_change:
            self._apply(partial(reschedule, self._work, bar.id, *bar.dates))  # refused: the rule says why
            return
        if self.gesture is None or self.gesture.along != along:
            self.commit()
            self.gesture = Gesture(bar.id, bar.dates, bar.dates, along)
        start, end = self.gesture.dates
        by = timedelta(days=days)
        self._try(
            replace(self.gesture, dates=(start + by, max(end + by + timedelta(days=longer), start + by + _SHORTEST)))
        )
        self._pause.start()

    def drag(self, enrolment: str, days: int, longer: int, along: bool) -> None:
        """The pointer holds a module this far from where it stood."""
        self.choose(enrolment)
        self._pause.stop()
        bar = self.bar
        if bar is None or bar.dates is None or self.picture is None or not self.picture.may_change:
            return
        if self.gesture is None:
            self.gesture = Gesture(bar.id, bar.dates, bar.dates, along)
        start, end = (day + timedelta(days=days) for day in self.gesture.origin)
        self._try(replace(self.gesture, dates=(start, max(end + timedelta(days=longer), start + _SHORTEST))))

    def cancel(self) -> None:
        """Leave everything as it is."""
        self._pause.stop()
        self.gesture, self._tried = None, {}
        self._show()

    def commit(self) -> None:
        """Make one change of what was tried."""
        self._pause.stop()
        gesture, self.gesture = self.gesture, None
        if gesture is None:
            return
        if gesture.dates == gesture.origin:
            self.cancel()
        elif gesture.along:
            self._apply(partial(shift, self._work, gesture.enrolment, gesture.days))
        else:
            self._apply(partial(reschedule, self._work, gesture.enrolment, *gesture.dates))

    def _try(self, gesture: Gesture) -> None:
        self.gesture = gesture
        self._tried[gesture.enrolment] = gesture.dates
        if gesture.along and self.case is not None:
            enrolments = self.case.dossier.all(Enrolment, self.route)
            moved = Enrolment(id=gesture.enrolment, end=gesture.origin[1])
            by = timedelta(days=gesture.days)
            for other in later_modules(enrolments, moved):
                if other.start and other.end:
                    self._tried[other.id] = (other.start + by, other.end + by)
        self._show()

    # doing

    def expect_route(self, outcome: Outcome) -> None:
        """A new route was planned: it is the one to edit."""
        self.commit()
        self.route = self.chosen = ""  # the case is read again now: the newest route is taken then

    def add(self, module: str) -> None:
        """Put a module of the catalogue at the end of the chain, and choose it."""
        self.commit()
        self._wanted = {bar.id for bar in self.picture.bars} if self.picture is not None else set()
        self._apply(partial(add_at_end, self._work, self.route, module))

    def order(self, by: int) -> None:
        """Earlier or later in the order of the route."""
        if self.chosen:
            self.commit()
            self._apply(partial(reorder, self._work, self.chosen, by))

    def take_out(self) -> None:
        """Take the chosen module out of the route; the next one is chosen."""
        if not self.chosen:
            return
        self.gesture, gone = None, self.chosen
        ids = [bar.id for bar in self.picture.bars] if self.picture is not None else []
        at = ids.index(gone)
        self.chosen = (ids[at + 1 :] or ids[:at][::-1] or [""])[0]
        self._changes.apply(
            partial(remove, self._work, "enrolment", gone),
            self,
            self.taken_out.emit,
            partial(self._stays, gone),
        )

    def progress(self, status: str) -> None:
        """Record how the chosen module goes."""
        self.commit()
        self._apply(partial(set_progress, self._work, self.chosen, status))

    def _apply(self, make: Callable[[], Action]) -> None:
        self._changes.apply(make, self, partial(self._landed, self.chosen), self._refused)

    def _landed(self, enrolment: str, outcome: Outcome) -> None:
        self.landed.emit(outcome, enrolment)

    def _stays(self, enrolment: str, error: OverstapError) -> None:
        self.choose(enrolment)
        self._refused(error)

    def _refused(self, error: OverstapError) -> None:
        self._wanted = None
        if self.gesture is None:
            self._tried = {}
        self._show()
        self.refused.emit(error)
