"""The diploma route of a case: planned, approved by the school, finished with what it led to, or stopped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.application.cases import not_from, numbers, open_case, reason_given, step
from desktop.application.checking import changed_fields, known_code, new_record
from desktop.application.ports import Work
from desktop.domain.changes import Action, Edit, SetField
from desktop.domain.errors import GateClosed, Missing, Refused
from desktop.domain.intake_rules import FILL_IN
from desktop.domain.records import Match, Question, Route, Traject
from desktop.domain.route_plan import RoutePlan, route_plan
from desktop.domain.said import N_, FieldName, said, said_n


def plan_route(work: Work, traject: str, values: Mapping[str, Any] | None = None) -> Action:
    """A route in draft; occupations, question, crebo and period come from case and match unless given."""
    case, given = open_case(work, traject), values or {}
    question = given["question"] if "question" in given else matched_question(work, traject)
    own = {"route_no": next(numbers(work, Route, "route_no", "LR")), "status": "draft"}
    made = new_record(work, "route", traject, {**own, **known_of_route(work, case, question), **given})
    return Action(N_("Route planned"), (made, *step(case, "S2.route_draft")))


def matched_question(work: Work, traject: str) -> str | None:
    """The employer question a person was matched with last."""
    found = [m.question for m in work.read.children(Match, traject) if m.match_status != "stale"]
    return found[-1] if found else None


def known_of_route(work: Work, case: Traject, question: str | None) -> dict[str, Any]:
    """What the case and an employer question say of a route that is not there yet."""
    found: dict[str, Any] = {"from_occ": case.current_job_code, "from_label": case.current_job}
    asked = work.read.find_one(Question, question)
    if asked is not None:
        found |= {"question": asked.id, "to_occ": asked.occupation_uri, "to_label": asked.occupation_label}
        found |= {"start": asked.start}
    return {name: value for name, value in found.items() if value is not None}


def changeable(work: Work, route: str) -> Route:
    """A route that may still change; refused when it is finished or stopped."""
    found = work.read.get(Route, route)
    open_case(work, found.parent or "")
    not_from(
        found.status, ("draft", "for_approval", "approved", "running"), "route_status",
        N_("This route is “{status}” and does not change any more. Plan a new one."),
    )  # fmt: skip
    return found


def plan_of(work: Work, route: str) -> RoutePlan:
    """What a route adds up to now: hours, heaviest week, BBL, cost, cover and planned end."""
    found = work.read.get(Route, route)
    return route_plan(work.read.dossier(found.parent or ""), found)


def submit_route(work: Work, route: str) -> Action:
    """Ask for approval; `GateClosed` lists what is not planned yet."""
    found = changeable(work, route)
    if points := _points(found, plan_of(work, route)):
        sentence = said_n(
            "The route cannot be approved yet: one thing is missing.",
            "The route cannot be approved yet: {n} things are missing.",
            len(points),
        )
        raise GateClosed(sentence, points)
    return Action(N_("Route sent for approval"), changed_fields(work, found, {"status": "for_approval"}))


def _points(route: Route, plan: RoutePlan) -> tuple[Missing, ...]:
    points = [
        Missing(f"route.{field.name}", said(FILL_IN, field=FieldName("route", field.name)), route.id)
        for field in route.SPEC.stored
        if field.required and getattr(route, field.name) is None
    ]
    if not plan.modules:
        points.append(Missing("enrolment.module", said(N_("Put at least one module in the route.")), route.id))
    if plan.too_long:
        sentence = said(N_("The route takes {days} days and one year is the most. Shorten it."), days=plan.days)
        points.append(Missing("route.end_plan", sentence, route.id))
    return tuple(points)


def approve_route(work: Work, route: str, role: str, name: str, on: date | None = None) -> Action:
    """Record that a party approves the route; the approval of the school makes it approved."""
    found = changeable(work, route)
    known_code("party_role", role, FieldName("approval", "role"))
    not_from(
        found.status, ("for_approval", "approved", "running"), "route_status",
        N_("This route is “{status}”. Send it for approval first."),
    )  # fmt: skip
    values = {"role": role, "name": name, "approved_on": on or work.clock.today()}
    edits: list[Edit] = [new_record(work, "approval", route, values)]
    if role == "school" and found.status == "for_approval":
        edits.append(SetField("route", route, "status", "approved"))
    return Action(N_("Approval recorded"), tuple(edits))


def finish_route(work: Work, route: str, on: date | None = None, outcome: str | None = None) -> Action:
    """Record the end of a route and the credential it led to: the one aimed at, or a lighter one that is accepted."""
    found = changeable(work, route)
    case = open_case(work, found.parent or "")
    reached = outcome or found.target_credential
    if outcome is None and (left := plan_of(work, route).open_mandatory):
        sentence = said_n(
            "One mandatory module is not done. Record its result, or which lighter credential is accepted.",
            "{n} mandatory modules are not done. Record their results, or which lighter credential is accepted.",
            len(left),
        )
        raise Refused(sentence)
    values = {"end_real": on or work.clock.today(), "outcome": reached, "status": "finished"}
    return Action(N_("Route finished"), (*changed_fields(work, found, values), *step(case, "S4.finished")))


def stop_route(work: Work, route: str, reason: str) -> Action:
    """Stop a route, for example to plan another one after a module was failed twice."""
    found = changeable(work, route)
    why = reason_given(reason, said(N_("Say why the route stops: it is kept in the dossier.")))
    return Action(N_("Route stopped"), changed_fields(work, found, {"status": "stopped"}), why)


def changed_plan(work: Work, route: Route, end: date | None, *, ask_again: bool = True) -> tuple[Edit, ...]:
    """The edits that follow from other modules: a new planned end, and approval asked again before the route runs."""
    values: dict[str, Any] = {}
    if end is not None:
        values["end_plan"] = end
    if ask_again and route.status == "approved":
        values["status"] = "for_approval"
    return changed_fields(work, route, values)
