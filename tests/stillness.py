"""A clock and ids that a test can foretell."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

from desktop.application.values import ZONE


class StillClock:
    """A clock that a test moves."""

    def __init__(self, at: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)) -> None:
        self.at = at

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.at

    def today(self) -> date:
        """The day it stands at, at the desk."""
        return self.at.astimezone(ZONE).date()

    def move(self, **by: float) -> None:
        """Forward (or back) by days, hours, minutes."""
        self.at += timedelta(**by)


class CountedIds:
    """Ids in the form of UUID version 7 that count up."""

    def __init__(self, start: int = 1) -> None:
        self._next = itertools.count(start)

    def new(self) -> str:
        """The next id."""
        return f"01890000-0000-7000-8000-{next(self._next) + 0x100000:012x}"
