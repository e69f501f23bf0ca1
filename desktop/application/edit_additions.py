"""Records with a use case of their own: adding one by hand, by form or by command takes the same way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desktop.application import (
    aftercare,
    agreements,
    appointments,
    candidates,
    consents,
    employers,
    enrolments,
    intake,
    matches,
    modules,
    notes,
    placements,
    questions,
    reentry,
    routes,
    tasks,
)
from desktop.application.checking import must
from desktop.application.ports import Work
from desktop.domain.changes import Action
from desktop.domain.errors import Refused
from desktop.domain.fields import RECORDS
from desktop.domain.records import AgreementParty, Match, Placement, Signature
from desktop.domain.said import N_, FieldName, said

Values = Mapping[str, Any]
Adding = Callable[[Work, str | None, Values], Action]
"""Makes a record below a parent from values."""


def _under(parent: str | None) -> str:
    if parent is None:
        raise Refused(said(N_("This belongs to something. Say to what.")))
    return parent


def _candidate(work: Work, parent: str | None, values: Values) -> Action:
    person = {name: value for name, value in values.items() if name in RECORDS["candidate"].fields}
    case = {name: value for name, value in values.items() if name not in person}
    return candidates.register(work, person, case)


def _agreement(work: Work, parent: str | None, values: Values) -> Action:
    agreed = [m for m in work.read.children(Match, _under(parent)) if m.match_status == "agreed"]
    if not agreed:
        raise Refused(said(N_("An agreement follows from a match both sides agreed to. Record their answers first.")))
    return agreements.draw_up(work, agreed[-1].id, values)


def _signature(work: Work, parent: str | None, values: Values) -> Action:
    must(work, values, "signature", ("sig_party", "sig_name", "sig_role", "sig_date", "sig_how"))
    party = work.read.get(AgreementParty, values["sig_party"])
    if party.parent != _under(parent):
        raise Refused(said(N_("“{field}” is a party of another agreement. Choose one of this agreement."),
                           field=FieldName(Signature.SPEC.name, "sig_party")))  # fmt: skip
    return agreements.sign(
        work,
        values["sig_party"],
        name=values["sig_name"],
        role=values["sig_role"],
        on=values["sig_date"],
        how=values["sig_how"],
        scan=values.get("sig_doc"),
    )


def _lasting(work: Work, parent: str | None, values: Values) -> Action:
    must(work, values, "sustained", ("months", "sustained", "source"))
    placement = work.read.get(Placement, _under(parent)).id
    return aftercare.record_lasting(
        work, placement, values["months"], still=values["sustained"] == "1", source=values["source"]
    )


def _given(work: Work, kind: str, values: Values, names: str) -> dict[str, Any]:
    """The values a use case asks, all of them filled."""
    must(work, values, kind, names.split())
    return {name: values[name] for name in names.split()}


def _note(work: Work, parent: str | None, values: Values) -> Action:
    must(work, values, "note", ("body",))
    if values.get("replaces"):
        return notes.correct_note(work, values["replaces"], values["body"], confirmed=True)
    return notes.add_note(
        work,
        _under(parent),
        values["body"],
        kind=values.get("note_kind") or "talk",
        visibility=values.get("visibility") or "counsellor",
        channel=values.get("channel"),
        at=values.get("note_at"),
        confirmed=True,  # the front door looked at the text
    )


def _appointment(work: Work, parent: str | None, values: Values) -> Action:
    given = _given(work, "appointment", values, "start end place")
    return appointments.make_appointment(
        work, _under(parent), **given, subject=values.get("subject"), owner=values.get("owner")
    )


def _enrolment(work: Work, parent: str | None, values: Values) -> Action:
    given = _given(work, "enrolment", values, "module start")
    mandatory = values.get("mandatory") is not False
    return enrolments.enrol(
        work, _under(parent), **given, end=values.get("end"), seq=values.get("seq"), mandatory=mandatory
    )


def _exemption(work: Work, parent: str | None, values: Values) -> Action:
    given = _given(work, "exemption", values, "exemption_ground exemption_by exemption_date")
    return enrolments.exempt(
        work, _under(parent), *given.values(),
        certificate_date=values.get("certificate_date"), evidence=values.get("evidence"),
    )  # fmt: skip


def _consent(work: Work, parent: str | None, values: Values) -> Action:
    given = _given(work, "consent", values, "purpose given how")
    return consents.record_consent(work, _under(parent), **given, on=values.get("given_on"))


def _task(work: Work, parent: str | None, values: Values) -> Action:
    given = _given(work, "task", values, "task due")
    return tasks.add_task(work, _under(parent), **given, owner=values.get("owner"), prio=values.get("prio") or "normal")


def _match(work: Work, parent: str | None, values: Values) -> Action:
    question = _given(work, "match", values, "question")["question"]
    return matches.propose(
        work, _under(parent), question, {k: v for k, v in values.items() if k in ("score", "parts", "gaps")}
    )


def _attempt(work: Work, parent: str | None, values: Values) -> Action:
    on = _given(work, "attempt", values, "attempt_date")["attempt_date"]
    return enrolments.record_attempt(work, _under(parent), on, values.get("result"), values.get("grade"))


def _approval(work: Work, parent: str | None, values: Values) -> Action:
    given = _given(work, "approval", values, "role name")
    return routes.approve_route(work, _under(parent), **given, on=values.get("approved_on"))


def _week(work: Work, parent: str | None, values: Values) -> Action:
    return enrolments.tick_guided_week(work, _under(parent), _given(work, "guided_week", values, "week")["week"])


def _extra_contact(work: Work, parent: str | None, values: Values) -> Action:
    given = _given(work, "aftercare", values, "placement planned")
    return aftercare.plan_contact(work, **given, with_whom=values.get("with_whom") or "both")


def _callback(work: Work, parent: str | None, values: Values) -> Action:
    return tasks.ask_callback(work, _under(parent), **_given(work, "callback", values, "phone subject"))


ADDED_BY: dict[str, Adding] = {
    "candidate": _candidate,
    "traject": lambda work, parent, values: reentry.reenter(work, _under(parent), values),
    "employer": lambda work, parent, values: employers.add_employer(work, values),
    "employer_contact": lambda work, parent, values: employers.record_contact(work, _under(parent), values),
    "question": lambda work, parent, values: questions.raise_question(work, _under(parent), values),
    "match": _match,
    "intake": lambda work, parent, values: intake.open_intake(work, _under(parent), values),
    "consent": _consent,
    "agreement": _agreement,
    "signature": _signature,
    "module": lambda work, parent, values: modules.add_module(work, values),
    "prerequisite": lambda work, parent, values: modules.add_prerequisite(work, _under(parent), values),
    "route": lambda work, parent, values: routes.plan_route(work, _under(parent), values),
    "approval": _approval,
    "enrolment": _enrolment,
    "attempt": _attempt,
    "exemption": _exemption,
    "guided_week": _week,
    "placement": lambda work, parent, values: placements.place(work, _under(parent), values),
    "aftercare": _extra_contact,
    "sustained": _lasting,
    "note": _note,
    "task": _task,
    "callback": _callback,
    "appointment": _appointment,
}
"""Per kind the use case that adds one."""
