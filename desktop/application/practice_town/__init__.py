"""Practice town: an invented region with years of work in it, made through the same use cases as everybody's.

Nobody in it exists. It is always the same town, seen from today: the same people with the same fates.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from desktop.application.practice_town.companies import asks_lately, company_life
from desktop.application.practice_town.doubles import doubles
from desktop.application.practice_town.intakes import Report
from desktop.application.practice_town.journey import Fate, Journey, fated
from desktop.application.practice_town.people import SEED
from desktop.application.practice_town.region import Region, lay_out, recognise
from desktop.application.practice_town.seats import Calendar, Deed, Seat, Tally, at_work
from desktop.application.practice_town.walk import LONGEST, walk

__all__ = [
    "LONGEST",
    "PEOPLE",
    "Calendar",
    "Deed",
    "Region",
    "Seat",
    "Tally",
    "at_work",
    "build",
    "lay_out",
    "opening_day",
    "recognise",
    "walk",
]

PEOPLE = 500
COMPANIES = 60
_DAYS = 800
"""How long ago the desk of practice town opened; most people came in the last year."""

_PILOT = 0.1
"""The share of people who came in the first months, so that some are through all of it."""

_LATEST = 5
"""Days ago that the last of them signed up, however many of those days the desk was closed."""

Progress = Callable[[int, int], None]
"""Told now and then how far the building is: days done and days in all."""


def opening_day(today: date) -> date:
    """The day on which the desk of practice town opened."""
    return today - timedelta(days=_DAYS)


def build(
    seat: Seat, until: datetime, report: Report, *, people: int = PEOPLE, progress: Progress | None = None
) -> Region:
    """Build practice town in an empty workspace, from the day on the calendar until a moment.

    ``report`` makes the pages of a frozen intake. The one who opened the workspace is at work again at the end.
    """
    owner, began = seat.store.user, seat.today()
    region = lay_out(seat, random.Random(SEED))  # noqa: S311 the same town every time is the point
    lives = [
        *_companies(region, began, people), *_people(region, began, until, people, report),
        asks_lately(region, until.date(), _chance("lately", 0)), doubles(region, until.date(), _chance("double", 0)),
    ]  # fmt: skip
    _let_happen(lives, seat.calendar, until, progress)
    seat.store.user = owner
    seat.calendar.turn_to(until)
    return region


def _companies(region: Region, began: date, people: int) -> Iterator[Iterator[datetime]]:
    count = max(8, COMPANIES * people // PEOPLE)
    for number in range(count):
        since = began + timedelta(days=3 + number if number < 16 else 30 + number * 5)
        yield company_life(region, number, since, _chance("company", number))


def _people(region: Region, began: date, until: datetime, people: int, report: Report) -> Iterator[Iterator[datetime]]:
    days = (until.date() - began).days
    for number in range(1, people + 1):
        chance = _chance("person", number)
        since = began + timedelta(days=_came(number, people, days, chance))
        seat = region.counsellors[number % len(region.counsellors)]
        fate = fated(chance) if number > 10 else Fate.STEADY
        yield Journey(region, seat, number, chance, report, fate).live(since)


def _came(number: int, people: int, days: int, chance: random.Random) -> int:
    """On which day somebody signed up: a few long ago, most in the last year, and ever more of them."""
    if number <= people * _PILOT:
        return 40 + chance.randrange(0, max(1, days - 560))
    ago = min(chance.randrange(_LATEST, 365), chance.randrange(_LATEST, 365))
    return days - ago


def _chance(what: str, number: int) -> random.Random:
    return random.Random(f"{SEED} {what} {number}")  # noqa: S311 the same town every time is the point


def _let_happen(
    lives: list[Iterator[datetime]], calendar: Calendar, until: datetime, progress: Progress | None
) -> None:
    """All lives at once, in the order of time, until the moment that is now."""
    began = calendar.now()
    waiting = [(next(life), number) for number, life in enumerate(lives)]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] <= until:
        at, number = heapq.heappop(waiting)
        if progress and at.date() > calendar.today():
            progress((at - began).days, (until - began).days)
        calendar.turn_to(max(at, calendar.now()))
        if (following := next(lives[number], None)) is not None:
            heapq.heappush(waiting, (following, number))
