"""The shape of a route in time: lanes, what needs what, each week's hours, where a module fits; trying other dates.

All of it is worked out from the dossier, so that a plan can be tried before anything is changed: see `with_dates`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.agreement_rules import LONGEST
from desktop.domain.dossier import Dossier
from desktop.domain.records import Agreement, Enrolment, Module, Prerequisite, Route
from desktop.domain.route_plan import DONE, RoutePlan, Week, planned_end, week_of
from desktop.domain.said import N_, Said, said

_WEEK = timedelta(days=7)
_WAITING = ("planned", "enrolled")
Dates = tuple[date, date]


class Lane(StrEnum):
    """The rows of the picture of a route."""

    PREPARATION = "preparation"
    THEORY = "theory"
    PRACTICE = "practice"


def lane_of(module: Module | None) -> Lane:
    """In which lane a module stands, by its kind."""
    kind = module.kind if module else None
    if kind == "practice":
        return Lane.PRACTICE
    return Lane.PREPARATION if kind in ("language", "preparation") else Lane.THEORY


@dataclass(frozen=True, slots=True)
class Need:
    """A module of the route that asks another module first; ``first`` is empty where the route does not hold that one.

    ``early`` says that it starts before the other is over.
    """

    enrolment: str
    module: str  # what is needed
    first: str = ""  # the enrolment in it
    early: bool = False


def needs(dossier: Dossier, plan: RoutePlan) -> tuple[Need, ...]:
    """What the modules of a route need of each other, and of modules that are not in it."""
    there = {m.enrolment.module: m.enrolment for m in plan.modules if m.enrolment.status != "stopped"}
    return tuple(
        _need(planned.enrolment, needed.required_module, there.get(needed.required_module))
        for planned in plan.modules
        if planned.module and planned.followed
        for needed in dossier.beside(Prerequisite, planned.module.id)
        if needed.required_module
    )


def _need(enrolment: Enrolment, module: str, first: Enrolment | None) -> Need:
    if first is None:
        return Need(enrolment.id, module)
    open_yet = first.status not in DONE
    early = bool(open_yet and enrolment.start and first.end and enrolment.start <= first.end)
    return Need(enrolment.id, module, first.id, early)


def weekly_hours(plan: RoutePlan, agreement: Agreement | None) -> tuple[tuple[date, Week], ...]:
    """Each week of a route by its Monday, with the hours of its heaviest day."""
    if plan.start is None or plan.end is None:
        return ()
    followed = tuple(m for m in plan.modules if m.followed)
    first_days = sorted({m.enrolment.start for m in followed if m.enrolment.start})
    monday, found = plan.start - timedelta(days=plan.start.weekday()), []
    while monday <= plan.end:
        days = [monday, *(day for day in first_days if monday < day < monday + _WEEK)]
        found.append((monday, max((week_of(day, followed, agreement) for day in days), key=lambda week: week.total)))
        monday += _WEEK
    return tuple(found)


def latest_end(route: Route, plan: RoutePlan) -> date | None:
    """The last day a route may take: a year after its start."""
    start = route.start or plan.start
    return start + timedelta(days=LONGEST) if start else None


def outside(route: Route, module: Module | None, start: date, end: date) -> dict[str, Said]:
    """What speaks against these days of a module: before the route, past its year, or when it is not offered."""
    if route.start and start < route.start:
        sentence = N_("The route starts on {day}. Let the module start then or later.")
        return {"start": said(sentence, day=route.start)}
    if route.start and end > route.start + timedelta(days=LONGEST):
        sentence = N_(
            "The module would end after {day}, a year after the start of the route. Start earlier, or leave it out."
        )
        return {"end": said(sentence, day=route.start + timedelta(days=LONGEST))}
    if module and ((module.valid_from and start < module.valid_from) or (module.valid_to and start > module.valid_to)):
        sentence = N_("“{module}” is not offered on {day}. Look in the catalogue for the version of that time.")
        return {"start": said(sentence, module=module.title, day=start)}
    return {}


def with_dates(dossier: Dossier, dates: Mapping[str, Dates]) -> Dossier:
    """The dossier as it would be if these enrolments had these first and last days."""
    if not dates:
        return dossier
    records = tuple(
        replace(one, start=dates[one.id][0], end=dates[one.id][1])
        if isinstance(one, Enrolment) and one.id in dates
        else one
        for one in dossier.records
    )
    return replace(dossier, records=records)


def later_modules(enrolments: Iterable[Enrolment], moved: Enrolment) -> tuple[Enrolment, ...]:
    """The modules that begin after another one is over and did not start yet: they go along when a chain is moved."""
    return tuple(
        other
        for other in enrolments
        if other.status in _WAITING and moved.end and other.start and other.end and other.start > moved.end
    )


def first_day_for(
    route: Route, plan: RoutePlan, needed: Iterable[str], weeks: int, starts: Sequence[date], today: date
) -> date:
    """When a module would start that is put at the end of the chain: on its next day of start, else on a Monday.

    Where the year of the route would end before it, it starts as soon as what it needs is done.
    """
    followed = [m.enrolment for m in plan.modules if m.followed]
    earliest = max(route.start or today, today if route.start is None else route.start)
    after_all = _next_start(max([earliest, *_days_after(followed)]), starts)
    cap = latest_end(route, plan)
    if cap is None or planned_end(after_all, weeks) <= cap:
        return after_all
    before_it = set(needed)
    return _next_start(max([earliest, *_days_after(e for e in followed if e.module in before_it)]), starts)


def _days_after(enrolments: Iterable[Enrolment]) -> Iterator[date]:
    return (enrolment.end + timedelta(days=1) for enrolment in enrolments if enrolment.end)


def _next_start(day: date, starts: Sequence[date]) -> date:
    ahead = [start for start in starts if start >= day]
    return min(ahead) if ahead else day + timedelta(days=-day.weekday() % 7)
