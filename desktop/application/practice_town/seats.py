"""Who sits where in practice town: colleagues who act in the one store, under a calendar that is turned by hand."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Protocol

from desktop.application.ports import Store, User, Work
from desktop.application.values import ZONE
from desktop.domain.changes import Action
from desktop.domain.working_days import next_working_day


class Calendar:
    """A clock that is turned to the moment at which something happens."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def turn_to(self, at: datetime) -> None:
        """From now on it is this moment."""
        self._at = at

    def now(self) -> datetime:
        """The moment it was turned to."""
        return self._at

    def today(self) -> date:
        """The day it was turned to, where the desk is."""
        return self._at.astimezone(ZONE).date()


def at_work(day: date, chance: random.Random) -> datetime:
    """A moment in office hours on a day, or on the first working day after it."""
    minutes = chance.randrange(9 * 60, 16 * 60 + 45, 5)
    return datetime.combine(next_working_day(day), time(minutes // 60, minutes % 60), ZONE)


class PracticeStore(Store, Protocol):
    """A store in which colleagues take turns."""

    user: User


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done: on which day, by whom, and what the undo list calls it."""

    day: date
    by: str
    label: str


@dataclass
class Tally:
    """What was done, for who wants to tell it."""

    deeds: list[Deed] = field(default_factory=list)


@dataclass(frozen=True)
class Seat:
    """One colleague at work."""

    store: PracticeStore
    work: Work
    calendar: Calendar
    tally: Tally

    def do(self, action: Action) -> Action:
        """Apply what a use case made, in this colleague's name; nothing where nothing changes."""
        if action.edits:
            self.store.user = self.work.user
            self.store.apply(action)
            self.tally.deeds.append(Deed(self.today(), self.work.user.name, action.label))
        return action

    def do_all(self, actions: Iterable[Action]) -> None:
        """Apply several as one action: what somebody fills in and saves together."""
        made = [action for action in actions if action.edits]
        if made:
            self.do(sum(made[1:], made[0]))

    def of(self, user: User) -> Seat:
        """The seat of a colleague."""
        return replace(self, work=replace(self.work, user=user))

    def today(self) -> date:
        """The day the calendar is at."""
        return self.calendar.today()

    def in_days(self, days: int) -> date:
        """A working day so many days from now."""
        return next_working_day(self.today() + timedelta(days=days))
