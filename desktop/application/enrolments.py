"""Modules in a route: enrolled with dates, attempted at most three times, exempt where the exam board decided so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from desktop.application.cases import open_case, step
from desktop.application.checking import changed_fields, known_code, new_record
from desktop.application.modules import known_prerequisites
from desktop.application.ports import Work
from desktop.application.routes import changeable, changed_plan
from desktop.domain.agreement_rules import age_on
from desktop.domain.changes import Action, Edit, delete
from desktop.domain.errors import Invalid, Refused
from desktop.domain.records import (
    Agreement,
    Attempt,
    Candidate,
    Enrolment,
    Exemption,
    GuidedWeek,
    Module,
    Route,
    Traject,
)
from desktop.domain.route_plan import DONE, planned_end
from desktop.domain.route_shape import later_modules, outside
from desktop.domain.said import N_, FieldName, Said, said
from desktop.domain.working_days import add_months

MOST_ATTEMPTS = 3
EVC_MONTHS = 24
"""A certificate of experience counts for an exemption as long as this (R32)."""

_BY_HAND = ("planned", "enrolled", "started", "behind", "retake", "stopped")
_STEPS = {"enrolled": "S4.enrolled", "started": "S4.started", "behind": "S4.behind", "retake": "S4.retake"}


def enrol(
    work: Work,
    route: str,
    module: str,
    *,
    start: date,
    end: date | None = None,
    seq: int | None = None,
    mandatory: bool = True,
) -> Action:
    """Put a module in a route, inside the year the route may take; what it needs first has to come before it."""
    found = changeable(work, route)
    chosen = work.read.get(Module, module)
    others = work.read.children(Enrolment, route)
    if any(other.module == module and other.status != "stopped" for other in others):
        raise Refused(said(N_("“{module}” is in this route already."), module=chosen.title))
    last = end or planned_end(start, chosen.weeks or 1)
    values = {
        "module": module,
        "seq": seq or 1 + max((other.seq or 0 for other in others), default=0),
        "mandatory": mandatory,
        "start": start,
        "end": last,
        "status": "planned",
    }
    made = new_record(work, "enrolment", route, values)
    _inside(found, chosen, start, last)
    if late := _needed_later(work, chosen, others, start):
        raise Refused(said(N_("“{module}” needs “{first}” first, which starts later. Turn them around."),
                           module=chosen.title, first=late.title))  # fmt: skip
    latest = max(last, found.end_plan or last)
    return Action(N_("Module put in the route"), (made, *changed_plan(work, found, latest)))


def _inside(route: Route, module: Module, start: date, end: date) -> None:
    if problems := outside(route, module, start, end):
        raise Invalid(problems)


def _needed_later(work: Work, module: Module, others: Iterable[Enrolment], start: date) -> Module | None:
    """A module that has to come first, directly or through another, and starts on this day or later."""
    needed = {p.required_module for ps in known_prerequisites(work, module.id).values() for p in ps}
    for other in others:
        if other.module in needed and other.status not in (*DONE, "stopped") and other.start and other.start >= start:
            return work.read.find_one(Module, other.module)
    return None


def reschedule(work: Work, enrolment: str, start: date | None = None, end: date | None = None) -> Action:
    """Give a module other dates, inside the year of the route; the planned end of the route goes along."""
    found, route = _enrolment(work, enrolment)
    first, last = start or found.start, end or found.end
    label = N_("Module moved") if first != found.start else N_("Duration of a module changed")
    return Action(label, _redated(work, route, {enrolment: (first, last)}))


def shift(work: Work, enrolment: str, days: int) -> Action:
    """Move a module with everything planned after it, so that the chain stays as it is."""
    found, route = _enrolment(work, enrolment)
    chain = (found, *later_modules(work.read.children(Enrolment, route.id), found))
    by = timedelta(days=days)
    dates = {e.id: (e.start and e.start + by, e.end and e.end + by) for e in chain}
    return Action(N_("Module moved with what comes after it"), _redated(work, route, dates))


def _redated(work: Work, route: Route, dates: Mapping[str, tuple[date | None, date | None]]) -> tuple[Edit, ...]:
    """The edits that give modules their days, each inside the year of the route, and the end that follows."""
    edits: list[Edit] = []
    now: list[Enrolment] = []
    for one in work.read.children(Enrolment, route.id):
        first, last = dates.get(one.id, (one.start, one.end))
        now.append(replace(one, start=first, end=last))
        if one.id in dates:
            if first is not None and last is not None:
                _inside(route, work.read.get(Module, one.module or ""), first, last)
            edits += changed_fields(work, one, {"start": first, "end": last})
    return (*edits, *_replanned(work, route, now))


def reorder(work: Work, enrolment: str, by: int) -> Action:
    """Put a module some places later in the order of the route, or earlier."""
    found, route = _enrolment(work, enrolment)
    order = sorted(work.read.children(Enrolment, route.id), key=lambda e: (e.seq or 0, e.start or date.max))
    at = next(n for n, e in enumerate(order) if e.id == found.id)
    order.insert(max(0, min(len(order) - 1, at + by)), order.pop(at))
    edits = [edit for seq, e in enumerate(order, 1) for edit in changed_fields(work, e, {"seq": seq})]
    return Action(N_("Order of the modules changed"), tuple(edits))


def take_out(work: Work, enrolment: str) -> Action:
    """Take a planned module out of a route; one that was started is stopped instead."""
    found, route = _enrolment(work, enrolment)
    if found.status not in ("planned", "enrolled") or work.read.children(Attempt, enrolment):
        raise Refused(said(N_("This module was started already. Set it to stopped, so that its results stay.")))
    rest = [o for o in work.read.children(Enrolment, route.id) if o.id != enrolment]
    return Action(N_("Module taken out of the route"), (delete("enrolment", enrolment), *_replanned(work, route, rest)))


def set_progress(work: Work, enrolment: str, status: str) -> Action:
    """Record how a module goes; passed and exempt follow from an attempt and from a decision of the exam board."""
    found, route = _enrolment(work, enrolment)
    known_code("enrolment_status", status, FieldName("enrolment", "status"))
    if status not in _BY_HAND:
        raise Refused(
            said(N_("A module is passed by an attempt and exempt by a decision of the exam board. Add one of those."))
        )
    case = open_case(work, route.parent or "")
    edits: list[Edit] = list(changed_fields(work, found, {"status": status}))
    if status in _STEPS:
        edits += step(case, _STEPS[status])
    return Action(N_("Progress of a module recorded"), tuple(edits))


def record_attempt(
    work: Work, enrolment: str, on: date, result: str | None = None, grade: Decimal | None = None
) -> Action:
    """An exam that was taken or is planned; passing it passes the module, failing asks for a retake. At most three."""
    found, route = _enrolment(work, enrolment)
    case = open_case(work, route.parent or "")
    earlier = [a for a in work.read.children(Attempt, enrolment) if a.result not in ("cancelled", "withdrawn")]
    if found.status in DONE:
        raise Refused(said(N_("This module is done already. No further attempt is needed.")))
    if len(earlier) >= MOST_ATTEMPTS:
        raise Refused(
            said(N_("A module can be tried {count} times. Review the route with the school: another module, "
                    "or a lighter credential."), count=MOST_ATTEMPTS)
        )  # fmt: skip
    if result is not None and on > work.clock.today():
        raise Invalid({"attempt_date": said(N_("A result is known after the exam. Leave it empty until then."))})
    values = {"attempt_no": len(earlier) + 1, "attempt_date": on, "result": result, "grade": grade}
    edits: list[Edit] = [new_record(work, "attempt", enrolment, values)]
    return Action(N_("Attempt recorded"), (*edits, *_after(work, case, found, result)))


def record_result(work: Work, attempt: str, result: str, grade: Decimal | None = None) -> Action:
    """The result of an exam that was planned."""
    tried = work.read.get(Attempt, attempt)
    found, route = _enrolment(work, tried.parent or "")
    if tried.attempt_date and tried.attempt_date > work.clock.today():
        raise Invalid({"result": said(N_("A result is known after the exam. Leave it empty until then."))})
    edits = changed_fields(work, tried, {"result": result, "grade": grade})
    return Action(N_("Attempt recorded"), (*edits, *_after(work, open_case(work, route.parent or ""), found, result)))


def _after(work: Work, case: Traject, found: Enrolment, result: str | None) -> tuple[Edit, ...]:
    status = {"passed": "passed", "failed": "retake", "no_show": "retake"}.get(result or "")
    if status is None or status == found.status:
        return ()
    moved = step(case, _STEPS[status]) if status in _STEPS else ()
    return (*changed_fields(work, found, {"status": status}), *moved)


def exempt(
    work: Work,
    enrolment: str,
    ground: str,
    by: str,
    on: date,
    *,
    certificate_date: date | None = None,
    evidence: str | None = None,
) -> Action:
    """The exam board (``by``, an organisation) exempts from a module; the route becomes shorter by it."""
    found, route = _enrolment(work, enrolment)
    values: dict[str, Any] = {
        "exemption_ground": known_code("exemption_ground", ground, FieldName("exemption", "exemption_ground")),
        "exemption_by": by,
        "exemption_date": on,
        "certificate_date": certificate_date,
        "evidence": evidence,
    }
    if work.read.children(Exemption, enrolment) or found.status in DONE:
        raise Refused(said(N_("This module is done already. No exemption is needed.")))
    if problem := _unfounded(work, route, values):
        raise Invalid(problem)
    made = new_record(work, "exemption", enrolment, values)
    rest = [o for o in work.read.children(Enrolment, route.id) if o.id != enrolment]
    edits = (made, *changed_fields(work, found, {"status": "exempt"}), *_replanned(work, route, rest, ask_again=False))
    return Action(N_("Exemption recorded"), edits)


def _unfounded(work: Work, route: Route, values: dict[str, Any]) -> dict[str, Said]:
    ground, on, dated = values["exemption_ground"], values["exemption_date"], values["certificate_date"]
    if ground == "evc" and dated is None:
        return {"certificate_date": said(N_("Fill in the date of the EVC certificate: it counts for two years."))}
    if ground == "evc" and on > add_months(dated, EVC_MONTHS):
        sentence = N_(
            "The EVC certificate of {day} was older than two years on the day of the decision. Ask a new one."
        )
        return {"certificate_date": said(sentence, day=dated)}
    case = work.read.get(Traject, route.parent or "")
    birth = work.read.get(Candidate, case.parent or "").birth_date
    if ground == "test21" and (birth is None or age_on(birth, on) < 21):
        return {"exemption_ground": said(N_("This test is for people of 21 and older. Check the date of birth."))}
    return {}


def _replanned(work: Work, route: Route, rest: list[Enrolment], *, ask_again: bool = True) -> tuple[Edit, ...]:
    """A shorter route gets an earlier planned end, until an agreement fixed the period."""
    if any(a.route == route.id and a.status != "ended" for a in work.read.children(Agreement, route.parent or "")):
        return ()
    ends = [o.end for o in rest if o.end and o.status not in ("exempt", "stopped")]
    return changed_plan(work, route, max(ends) if ends else None, ask_again=ask_again)


def tick_guided_week(work: Work, enrolment: str, week: date) -> Action:
    """Record that the person was guided at work in a week (any day of it); once a week."""
    found, _ = _enrolment(work, enrolment)
    made = new_record(work, "guided_week", found.id, {"week": week})
    if any(known.week == made.values["week"] for known in work.read.children(GuidedWeek, enrolment)):
        raise Refused(said(N_("The week of {day} was recorded already."), day=made.values["week"]))
    return Action(N_("Guided week recorded"), (made,))


def _enrolment(work: Work, enrolment: str) -> tuple[Enrolment, Route]:
    found = work.read.get(Enrolment, enrolment)
    return found, changeable(work, found.parent or "")
