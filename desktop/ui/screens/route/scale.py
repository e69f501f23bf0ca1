"""From days to pixels and back, and in which row of its lane each bar stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.application.route_picture import Bar, RoutePicture
from desktop.domain.working_days import add_months


@dataclass(frozen=True, slots=True)
class Scale:
    """Days along the picture: the first one, how many there are, and how wide one is."""

    first: date
    days: int
    wide: float

    def x(self, day: date) -> float:
        """Where a day begins."""
        return (day - self.first).days * self.wide

    def after(self, day: date) -> float:
        """Where a day is over."""
        return self.x(day + timedelta(days=1))

    @property
    def width(self) -> int:
        """How wide the whole picture is."""
        return round(self.days * self.wide)

    def months(self) -> Iterator[date]:
        """The first days of the months."""
        day, last = self.first.replace(day=1), self.first + timedelta(days=self.days)
        while day < last:
            yield day
            day = add_months(day, 1)


def span(picture: RoutePicture) -> tuple[date, int]:
    """The first day to show and how many: whole months around the route, its year and what stands beside it."""
    plan = picture.plan
    first = min([plan.start or picture.today, *(b.dates[0] for b in picture.bars if b.dates)])
    last = max(
        [
            first + timedelta(days=90),
            *filter(None, (plan.end, picture.latest)),
            *(b.dates[1] for b in picture.bars if b.dates),
        ]
    )
    begin = first.replace(day=1)
    return begin, (add_months(last.replace(day=1), 1) - begin).days


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a bar stands: its lane, its row in it, from where to where, and whether its name stands beside it."""

    bar: Bar
    row: int
    left: float
    right: float
    tail: float  # where it is over with the exams after it
    beside: bool  # the name does not fit in the bar and stands after the tail


def spots(
    bars: Iterable[Bar], scale: Scale, name_width: Mapping[str, int], held: Mapping[str, int]
) -> tuple[Spot, ...]:
    """Each bar in the first row of its lane where it and its name have room; ``held`` keeps a row while dragging."""
    taken: dict[tuple[str, int], float] = {}
    found: list[Spot] = []
    for bar in sorted(bars, key=lambda b: (b.dates or (date.max, date.max))[0]):
        if bar.dates is None:
            continue
        left, right = scale.x(bar.dates[0]), scale.after(bar.dates[1])
        beside = right - left < name_width[bar.id] + 16
        tail = max([right, *(scale.x(exam) + 6 for exam in bar.exams)])
        until = tail + (name_width[bar.id] + 16 if beside else 4)
        row = held.get(bar.id, -1)
        if row < 0:
            row = next(n for n in range(100) if taken.get((bar.lane, n), -1.0) <= left)
        taken[bar.lane, row] = max(until, taken.get((bar.lane, row), 0.0))
        found.append(Spot(bar, row, left, right, tail, beside))
    return tuple(found)
