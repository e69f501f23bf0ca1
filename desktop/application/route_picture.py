"""What the route editor shows: the modules as bars, what each week asks, what is wrong and what moved the end.

A picture is made from a dossier, also from one in which somebody only tries other dates: it tells what they would do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.application.cases import open_case
from desktop.application.enrolments import enrol
from desktop.application.modules import known_prerequisites
from desktop.application.ports import Work
from desktop.domain.changes import Action, Change
from desktop.domain.codes import Stage
from desktop.domain.dossier import Dossier
from desktop.domain.records import (
    Agreement,
    Attempt,
    Enrolment,
    Module,
    ModuleStart,
    Placement,
    Prerequisite,
    Route,
    Traject,
)
from desktop.domain.route_moves import Cause, EndMoved, end_moved
from desktop.domain.route_plan import DONE, PlannedModule, RoutePlan, Week, agreement_of, planned_end, route_plan
from desktop.domain.route_shape import (
    Dates,
    Lane,
    Need,
    first_day_for,
    lane_of,
    latest_end,
    needs,
    outside,
    weekly_hours,
    with_dates,
)
from desktop.domain.said import N_, Said, said, said_n

ENDED = ("finished", "stopped")
"""The states in which a route does not change any more."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One module of the route as it stands in the picture."""

    planned: PlannedModule
    lane: Lane
    exams: tuple[date, ...]
    warnings: tuple[Said, ...]

    @property
    def id(self) -> str:
        """The enrolment."""
        return self.planned.enrolment.id

    @property
    def status(self) -> str:
        """How it goes: a code of the list of statuses."""
        return self.planned.enrolment.status or "planned"

    @property
    def dates(self) -> Dates | None:
        """The first and last day, where both are known."""
        enrolment = self.planned.enrolment
        return (enrolment.start, enrolment.end) if enrolment.start and enrolment.end else None


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the modules and is changed elsewhere: agreement and placement; without an end it goes on."""

    kind: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class RoutePicture:
    """A route as the editor shows it."""

    route: Route
    plan: RoutePlan
    bars: tuple[Bar, ...]  # in order
    beside: tuple[Beside, ...]
    needs: tuple[Need, ...]
    weeks: tuple[tuple[date, Week], ...]
    latest: date | None  # the last day of the year the route may take
    moved: EndMoved | None
    today: date
    may_change: bool

    @property
    def heavy(self) -> tuple[date, ...]:
        """The Mondays of the weeks that ask too much."""
        return tuple(monday for monday, week in self.weeks if week.heavy)

    def bar(self, enrolment: str) -> Bar | None:
        """The bar of a module."""
        return next((bar for bar in self.bars if bar.id == enrolment), None)


def route_picture(
    dossier: Dossier,
    route: Route,
    today: date,
    changes: Sequence[Change] = (),
    tried: Mapping[str, Dates] | None = None,
) -> RoutePicture:
    """The picture of a route; with ``tried`` dates as it would be."""
    seen = with_dates(dossier, tried or {})
    plan = route_plan(seen, route)
    needed = needs(seen, plan)
    bars = tuple(_bar(seen, route, planned, needed, today) for planned in plan.modules)
    case = dossier.last(Traject)
    return RoutePicture(
        route, plan, bars, tuple(_beside(dossier, route)), needed, weekly_hours(plan, agreement_of(dossier, route)),
        latest_end(route, plan), _moved(dossier, route, changes), today,
        route.status not in ENDED and (case is None or case.stage != Stage.CLOSED),
    )  # fmt: skip


def _moved(dossier: Dossier, route: Route, changes: Sequence[Change]) -> EndMoved | None:
    enrolments = dossier.all(Enrolment)
    elsewhere = frozenset(e.id for e in enrolments if e.parent != route.id)
    return end_moved(changes, (e for e in enrolments if e.parent == route.id), elsewhere)


def _bar(dossier: Dossier, route: Route, planned: PlannedModule, needed: Iterable[Need], today: date) -> Bar:
    exams = tuple(a.attempt_date for a in dossier.all(Attempt, planned.enrolment.id) if a.attempt_date)
    warnings = tuple(_warnings(dossier, route, planned, needed, today))
    return Bar(planned, lane_of(planned.module), exams, warnings)


def _warnings(
    dossier: Dossier, route: Route, planned: PlannedModule, needed: Iterable[Need], today: date
) -> Iterator[Said]:
    enrolment = planned.enrolment
    if enrolment.status in DONE or enrolment.status == "stopped":
        return
    for need in needed:
        if need.enrolment != enrolment.id:
            continue
        module = dossier.get(Module, need.module)
        first = (module.title if module else None) or "–"
        if not need.first:
            yield said(N_("“{first}” is needed first and is not in this route."), first=first)
        elif need.early:
            yield said(N_("Starts before “{first}” is over, which is needed first."), first=first)
    if not enrolment.start or not enrolment.end:
        yield said(N_("Has no dates yet. Fill in when it starts and ends."))
    else:
        yield from outside(route, planned.module, enrolment.start, enrolment.end).values()
        if enrolment.end < today:
            yield said(
                N_("Should have been done on {day}. Record the result, or give it more time."), day=enrolment.end
            )


def _beside(dossier: Dossier, route: Route) -> Iterator[Beside]:
    agreement = agreement_of(dossier, route)
    if agreement is not None and agreement.start and agreement.end:
        yield Beside(Agreement.SPEC.name, agreement.start, agreement.end)
    for placement in dossier.all(Placement):
        if placement.start:
            yield Beside(Placement.SPEC.name, placement.start, placement.end)


def title_of(planned: PlannedModule) -> Said | str:
    """What a module is called; by its number where its record is not here."""
    if planned.module and planned.module.title:
        return planned.module.title
    return said(N_("Module {number}"), number=planned.enrolment.seq or "?")


def what_moved(picture: RoutePicture, moved: EndMoved) -> tuple[Said, ...]:
    """What moved the end, a sentence for each module: “Brood” starts 2 weeks later."""
    return tuple(_caused(picture, cause) for cause in moved.causes)


def _caused(picture: RoutePicture, cause: Cause) -> Said:
    bar = picture.bar(cause.enrolment)
    if bar is None:
        return said(N_("a module was taken out"))
    title = title_of(bar.planned)
    if cause.what not in ("moved", "longer"):
        return said(_MOVED[cause.what, True], module=title)
    weeks, days = divmod(abs(cause.days), 7)
    count = said_n("{n} day", "{n} days", abs(cause.days)) if days else said_n("{n} week", "{n} weeks", weeks)
    return said(_MOVED[cause.what, cause.days > 0], module=title, count=count)


_MOVED = {
    ("moved", True): N_("“{module}” starts {count} later"),
    ("moved", False): N_("“{module}” starts {count} earlier"),
    ("longer", True): N_("“{module}” takes {count} longer"),
    ("longer", False): N_("“{module}” takes {count} less"),
    ("added", True): N_("“{module}” was added"),
    ("exempt", True): N_("“{module}” need not be followed"),
    ("stopped", True): N_("“{module}” was stopped"),
    ("resumed", True): N_("“{module}” goes on"),
}


def heavy_weeks(picture: RoutePicture) -> Said | None:
    """How many weeks ask more than a person can bear, and from when; nothing when none does."""
    if not picture.heavy:
        return None
    return said_n(
        "One week is too full: that of {day}.",
        "{n} weeks are too full, the first from {day}.",
        len(picture.heavy),
        day=picture.heavy[0],
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """A module of the catalogue as it would stand in a route."""

    module: Module
    start: date
    end: date
    inside: bool  # it is in the route already
    needed: tuple[str, ...] = ()  # titles of what has to come first and is not there


def offers(work: Work, traject: str, route: str, typed: str, most: int = 12) -> tuple[Offer, ...]:
    """The modules that are found by these letters, each with the days it would get at the end of the route."""
    dossier = work.read.dossier(traject)
    found = dossier.get(Route, route) or work.read.get(Route, route)
    plan = route_plan(dossier, found)
    if typed.strip():
        ids = (hit.id for hit in work.read.search(typed, (Module.SPEC.name,), most))
        modules: Iterable[Module | None] = (work.read.find_one(Module, id_) for id_ in ids)
    else:
        modules = sorted(work.read.where(Module, most * 2), key=lambda m: m.title or "")[:most]
    return tuple(_offer(work, found, plan, module) for module in modules if module is not None)


def _offer(work: Work, route: Route, plan: RoutePlan, module: Module) -> Offer:
    there = {m.enrolment.module for m in plan.modules if m.enrolment.status != "stopped"}
    wanted = [p.required_module for p in work.read.children(Prerequisite, module.id) if p.required_module]
    start, end = place_at_end(work, route, plan, module)
    missing = [work.read.find_one(Module, id_) for id_ in wanted if id_ not in there]
    return Offer(module, start, end, module.id in there, tuple(m.title or "–" for m in missing if m))


def place_at_end(work: Work, route: Route, plan: RoutePlan, module: Module) -> Dates:
    """The first and last day of a module put at the end of the chain, after what it needs."""
    needed = {p.required_module for ps in known_prerequisites(work, module.id).values() for p in ps}
    starts = [s.start for s in work.read.children(ModuleStart, module.id) if s.start]
    weeks = module.weeks or 1
    first = first_day_for(route, plan, (n for n in needed if n), weeks, starts, work.clock.today())
    return first, planned_end(first, weeks)


def add_at_end(work: Work, route: str, module: str) -> Action:
    """Put a module of the catalogue at the end of a route."""
    found = work.read.get(Route, route)
    open_case(work, found.parent or "")
    plan = route_plan(work.read.dossier(found.parent or ""), found)
    first, last = place_at_end(work, found, plan, work.read.get(Module, module))
    return enrol(work, route, module, start=first, end=last)


def weeks_of(bar: Bar) -> Decimal:
    """How many weeks a module takes, with half weeks."""
    return (bar.planned.weeks * 2).to_integral_value() / 2


def next_steps(enrolment: Enrolment) -> tuple[str, ...]:
    """The statuses a module may be given by hand from where it is, the likely one first."""
    return _NEXT.get(enrolment.status or "planned", ())


_NEXT = {
    "planned": ("enrolled", "started"),
    "enrolled": ("started", "stopped"),
    "started": ("behind", "stopped"),
    "behind": ("started", "stopped"),
    "retake": ("started", "stopped"),
    "stopped": ("started",),
}
