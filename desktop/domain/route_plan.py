"""What a route adds up to: hours, heaviest week, BBL hours, cost and cover, planned end; pure sums over a dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.agreement_rules import HEAVY_WEEK, LONGEST
from desktop.domain.dossier import Dossier
from desktop.domain.records import Agreement, Enrolment, FundingLine, Module, Prerequisite, Route

EC_HOURS = 28
"""Hours of study in one EC (WHW 7.4)."""

DONE = frozenset({"passed", "exempt"})
"""The states of a module that need no more work."""

COVERING = frozenset({"planned", "requested", "granted", "claimed", "received"})
"""The states of a funding line that count as cover; rejected and reclaimed money does not."""

_BBL_YEAR = {"total": 850, "guided": 200, "practice": 610}
_FULL_YEAR = 10  # months; a last year of fewer months counts pro rata (WEB 7.2.7)
_MONEY_FOR_MODULES = frozenset({"tuition", "exam"})
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class PlannedModule:
    """One module of a route, with its hours and cost; an exempt one asks neither."""

    enrolment: Enrolment
    module: Module | None
    hours: Decimal  # of study, EC counted in hours
    weeks: Decimal
    cost: int  # cents: price, VAT and exam fee

    @property
    def exempt(self) -> bool:
        """Whether it need not be followed."""
        return self.enrolment.status == "exempt"

    @property
    def followed(self) -> bool:
        """Whether it takes time: neither exempt nor stopped."""
        return self.enrolment.status not in ("exempt", "stopped")


@dataclass(frozen=True, slots=True)
class Week:
    """The heaviest week of a route, in hours."""

    work: Decimal
    lessons: Decimal
    selfstudy: Decimal

    @property
    def total(self) -> Decimal:
        """Everything a person does in that week."""
        return self.work + self.lessons + self.selfstudy

    @property
    def heavy(self) -> bool:
        """Whether it is more than the week that is still called bearable (R30)."""
        return self.total > HEAVY_WEEK


@dataclass(frozen=True, slots=True)
class BblHours:
    """The planned BBL hours beside what the law asks for a year, or pro rata for fewer than ten months (R11)."""

    total: int
    guided: int
    practice: int
    need_total: int
    need_guided: int
    need_practice: int

    @property
    def enough(self) -> bool:
        """Whether all three are reached."""
        return self.total >= self.need_total and self.guided >= self.need_guided and self.practice >= self.need_practice


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """The sums of one route; amounts in cents, hours in hours."""

    modules: tuple[PlannedModule, ...]  # in order
    load: Decimal  # of what is followed
    exempted: Decimal  # what the exemptions save
    guided: int
    practice: int
    selfstudy: int
    start: date | None
    end: date | None
    week: Week
    bbl: BblHours | None  # only for BBL
    cost: int
    covered: int

    @property
    def days(self) -> int:
        """Days from the first to the last day of the plan."""
        return (self.end - self.start).days if self.start and self.end else 0

    @property
    def too_long(self) -> bool:
        """Whether the plan is longer than a year (R05)."""
        return self.days > LONGEST

    @property
    def rest(self) -> int:
        """Cents that nobody covers yet."""
        return max(0, self.cost - self.covered)

    @property
    def open_mandatory(self) -> tuple[PlannedModule, ...]:
        """The mandatory modules that are not done."""
        return tuple(m for m in self.modules if m.enrolment.mandatory is not False and m.enrolment.status not in DONE)


def route_plan(dossier: Dossier, route: Route) -> RoutePlan:
    """Everything a route of this dossier adds up to."""
    modules = planned_modules(dossier, route)
    followed = [m for m in modules if m.followed]
    agreement = agreement_of(dossier, route)
    starts = [m.enrolment.start for m in followed if m.enrolment.start]
    ends = [m.enrolment.end for m in followed if m.enrolment.end]
    start = min([*starts, *([route.start] if route.start else [])], default=None)
    end = max(ends, default=route.end_plan)
    guided, practice, selfstudy = (
        sum(getattr(m.module, name) or 0 for m in followed if m.module) for name in ("bot", "bpv", "selfstudy")
    )
    pathway = agreement.pathway if agreement and agreement.pathway else route.pathway
    bbl = None
    if pathway == "bbl" and start and end:
        in_practice = practice or (agreement.bpv_total if agreement else None) or 0
        bbl = bbl_hours(guided, in_practice, start, end)
    return RoutePlan(
        modules,
        sum((m.hours for m in followed), Decimal(0)),
        sum((m.hours for m in modules if m.exempt), Decimal(0)),
        guided, practice, selfstudy, start, end, heaviest_week(followed, agreement), bbl,
        sum(m.cost for m in followed),
        covered(dossier.all(FundingLine), {m.enrolment.id for m in modules}),
    )  # fmt: skip


def agreement_of(dossier: Dossier, route: Route) -> Agreement | None:
    """The newest agreement about a route that did not end."""
    return next((a for a in reversed(dossier.all(Agreement)) if a.route == route.id and a.status != "ended"), None)


def planned_modules(dossier: Dossier, route: Route) -> tuple[PlannedModule, ...]:
    """The modules of a route in order, each with its hours, weeks and cost."""
    enrolments = sorted(dossier.all(Enrolment, route.id), key=lambda e: (e.seq or 0, e.start or date.max))
    return tuple(_planned(e, dossier.get(Module, e.module)) for e in enrolments)


def _planned(enrolment: Enrolment, module: Module | None) -> PlannedModule:
    weeks = Decimal(module.weeks or 1) if module else Decimal(1)
    if enrolment.start and enrolment.end:
        weeks = max(Decimal(1), Decimal((enrolment.end - enrolment.start).days + 1) / 7)
    if module is None:
        return PlannedModule(enrolment, None, Decimal(0), weeks, 0)
    cost = (module.price or 0) + (module.vat or 0) + (module.exam_fee or 0)
    return PlannedModule(enrolment, module, study_hours(module.load, module.unit), weeks, cost)


def study_hours(load: Decimal | None, unit: str | None) -> Decimal:
    """A load in hours: SBU are hours, an EC is 28."""
    return (load or Decimal(0)) * (EC_HOURS if unit == "EC" else 1)


def covered(lines: Iterable[FundingLine], enrolments: set[str]) -> int:
    """Cents that lines bring in for the modules: those of an enrolment, and fees that name none."""
    return sum(
        line.amount or 0
        for line in lines
        if line.line_status in COVERING
        and (line.enrolment in enrolments if line.enrolment else line.cost_kind in _MONEY_FOR_MODULES)
    )


def heaviest_week(modules: Iterable[PlannedModule], agreement: Agreement | None) -> Week:
    """The week with most hours: agreed work, with the lessons and self-study of the modules that run together."""
    followed = tuple(modules)
    first_days = {m.enrolment.start for m in followed if m.module and m.enrolment.start and m.enrolment.end}
    weeks = (week_of(day, followed, agreement) for day in first_days)
    return max((week_of(date.min, (), agreement), *weeks), key=lambda week: week.total)


def week_of(day: date, modules: Iterable[PlannedModule], agreement: Agreement | None) -> Week:
    """The hours a week on a day. Lessons are those of the agreement where it names more of them.

    Practice hours are hours of work already.
    """
    together = [
        (m.module, m.weeks)
        for m in modules
        if m.module and m.enrolment.start and m.enrolment.end and m.enrolment.start <= day <= m.enrolment.end
    ]
    agreed = (agreement.school_hours if agreement else None) or Decimal(0)
    lessons = sum(((module.bot or 0) / weeks for module, weeks in together), Decimal(0))
    study = sum(((module.selfstudy or 0) / weeks for module, weeks in together), Decimal(0))
    work = (agreement.work_hours if agreement else None) or Decimal(0)
    return Week(work, max(agreed, _rounded(lessons)), _rounded(study))


def bbl_hours(guided: int, practice: int, start: date, end: date) -> BblHours:
    """What is planned beside what BBL asks in this period: 850 hours a year, 200 of them guided, 610 in practice."""
    months = (Decimal((end - start).days + 1) * 12 / 365).to_integral_value(ROUND_HALF_UP)
    share = min(Decimal(1), months / _FULL_YEAR)
    total, need_guided, need_practice = (
        int((Decimal(hours) * share).to_integral_value(ROUND_HALF_UP)) for hours in _BBL_YEAR.values()
    )
    return BblHours(guided + practice, guided, practice, total, need_guided, need_practice)


def prerequisite_cycle(module: str, needs: str, known: Mapping[str, Iterable[Prerequisite]]) -> bool:
    """Whether a module would, through others, need itself; ``known`` holds the prerequisites of each module."""
    seen, waiting = {needs}, [needs]
    while waiting:
        current = waiting.pop()
        if current == module:
            return True
        further = {p.required_module for p in known.get(current, ()) if p.required_module} - seen
        seen |= further
        waiting += further
    return False


def planned_end(start: date, weeks: int) -> date:
    """The last day of a module that starts on a day and takes some weeks."""
    return start + timedelta(weeks=weeks, days=-1)


def _rounded(hours: Decimal) -> Decimal:
    return hours.quantize(_TENTH, ROUND_HALF_UP)
