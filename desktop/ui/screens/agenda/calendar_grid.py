"""A week or a month as a grid of cells: which day and hour each is, and what stands in it; no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from desktop.application.agenda import Entry
from desktop.domain.working_days import holiday_name, is_working_day

DAYS = 7
FIRST_HOUR, LAST_HOUR = 8, 17
"""The hours that are always there; earlier and later ones come with an appointment."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: in a month a day, in a week an hour of a day (without an hour: what has no time)."""

    day: date
    hour: int | None = None
    entries: tuple[Entry, ...] = ()
    holiday: str = ""
    outside: bool = False  # of another month than the one that is shown
    free: bool = False  # no working day


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of seven cells from Monday, with what stands before each row."""

    first: date
    last: date
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(default=())

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place."""
        return self.rows[row][column]


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def week_grid(day: date, entries: Sequence[Entry], language: str) -> Grid:
    """The week of a day: a row for what has no time, and a row for each hour."""
    monday = monday_of(day)
    days = [monday + timedelta(days=n) for n in range(DAYS)]
    inside = [entry for entry in entries if monday <= entry.day <= days[-1]]
    taken = [entry.start.hour for entry in inside if entry.start is not None]
    hours: list[int | None] = [None, *range(min([FIRST_HOUR, *taken]), max([LAST_HOUR, *taken]) + 1)]

    def cell(on: date, hour: int | None) -> Cell:
        here = tuple(e for e in inside if e.day == on and (e.start.hour if e.start is not None else None) == hour)
        holiday = holiday_name(on, language) if hour is None else ""
        return Cell(on, hour, here, holiday, free=not is_working_day(on))

    rows = tuple(tuple(cell(on, hour) for on in days) for hour in hours)
    return Grid(days[0], days[-1], tuple("" if hour is None else f"{hour}:00" for hour in hours), rows)


def month_grid(day: date, entries: Sequence[Entry], language: str) -> Grid:
    """The month of a day in whole weeks, each with its number."""
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    start = monday_of(first)
    by_day: dict[date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.day, []).append(entry)
    rows: list[tuple[Cell, ...]] = []
    while start < following:
        days = [start + timedelta(days=n) for n in range(DAYS)]
        rows.append(
            tuple(
                Cell(
                    on, None, tuple(by_day.get(on, ())), holiday_name(on, language), on.month != first.month,
                    not is_working_day(on),
                )
                for on in days
            )
        )  # fmt: skip
        start += timedelta(days=DAYS)
    heads = tuple(str(row[0].day.isocalendar().week) for row in rows)
    return Grid(rows[0][0].day, rows[-1][-1].day, heads, tuple(rows))


def overlapping(entries: Sequence[Entry]) -> frozenset[str]:
    """The planned appointments that are at the same time as another one."""
    timed = [e for e in entries if e.start is not None and e.end is not None and e.status == "planned"]
    found: set[str] = set()
    for at, one in enumerate(timed):
        for other in timed[at + 1 :]:
            if one.start and one.end and other.start and other.end and other.start < one.end and one.start < other.end:
                found |= {one.id, other.id}
    return frozenset(found)
