"""Fields with a use case of their own: changing them by hand, by form or by command takes the same way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.application import (
    aftercare,
    agreements,
    appointments,
    closing,
    consents,
    enrolments,
    intake,
    matches,
    pauses,
    placements,
    questions,
    routes,
    stage_changes,
    tasks,
)
from desktop.application.checking import must
from desktop.application.ports import Work
from desktop.domain.changes import Action
from desktop.domain.codes import Hold
from desktop.domain.errors import Refused
from desktop.domain.records import Intake
from desktop.domain.said import N_, said

Values = Mapping[str, Any]
Changing = Callable[[Work, str, Values, str | None], Action]


@dataclass(frozen=True, slots=True)
class Command:
    """The use case behind some fields of a kind: it runs when one of ``when`` is changed and takes ``takes`` too."""

    when: frozenset[str]
    takes: frozenset[str]
    run: Changing


def _command(when: str, takes: str, run: Changing) -> Command:
    return Command(frozenset(when.split()), frozenset(f"{when} {takes}".split()), run)


def _hold(work: Work, traject: str, values: Values, reason: str | None) -> Action:
    if values.get("hold") is None:
        return pauses.resume(work, traject)
    must(work, values, "traject", ("hold_reason",))
    if values["hold"] == Hold.WAITING:
        return pauses.wait(work, traject, values["hold_reason"], values.get("hold_review"))
    must(work, values, "traject", ("hold_review",))
    return pauses.pause(work, traject, values["hold_reason"], values["hold_review"])


def _close(work: Work, traject: str, values: Values, reason: str | None) -> Action:
    must(work, values, "traject", ("result", "close_reason"))
    return closing.close_case(
        work,
        traject,
        values["result"],
        values["close_reason"],
        dropout_reason=values.get("dropout_reason"),
        dropout_text=values.get("dropout_text"),
        countersign=reason,
        confirmed=True,  # the front door looked at the text
    )


def _route_status(work: Work, route: str, values: Values, reason: str | None) -> Action:
    match values.get("status"):
        case "for_approval":
            return routes.submit_route(work, route)
        case "stopped":
            return routes.stop_route(work, route, reason or "")
        case "finished" | None:
            return routes.finish_route(work, route, values.get("end_real"), values.get("outcome"))
        case _:
            raise Refused(said(N_("A route is approved when the school approves it: add an approval.")))


def _agreement_status(work: Work, agreement: str, values: Values, reason: str | None) -> Action:
    match values.get("status"):
        case "to_sign":
            return agreements.offer(work, agreement)
        case "started":
            return agreements.take_effect(work, agreement)
        case "ended":
            return agreements.end_agreement(work, agreement, reason or "")
        case _:
            raise Refused(said(N_("This follows from the signatures. Add the signature of a party.")))


def _pok(work: Work, agreement: str, values: Values, reason: str | None) -> Action:
    must(work, values, "agreement", ("pok_no", "pok_date"))
    return agreements.register_pok(work, agreement, values["pok_no"], values["pok_date"], values.get("pok_sheet"))


def _intake_version(work: Work, record: str, values: Values, reason: str | None) -> Action:
    if values["version"] is not None:
        raise Refused(said(N_("The version is given when the intake is finished. Finish it in the window.")))
    return intake.reopen(work, work.read.get(Intake, record).parent or "")


def _agreed(work: Work, record: str, values: Values, reason: str | None) -> Action:
    traject = work.read.get(Intake, record).parent or ""
    return intake.agree(
        work, traject, agreed=bool(values.get("agreed")), on=values.get("agreed_on"), remark=values.get("remark")
    )


def _task_status(work: Work, task: str, values: Values, reason: str | None) -> Action:
    if values["status"] == "dropped":
        return tasks.drop_task(work, task)
    if values["status"] == "done":
        return tasks.finish_task(work, task, values.get("done_on"))
    return tasks.begin_task(work, task, values["status"])


def _decide(work: Work, match: str, values: Values, reason: str | None) -> Action:
    return matches.decide(
        work,
        match,
        values["match_status"],
        candidate_agreed=values.get("candidate_agreed"),
        employer_agreed=values.get("employer_agreed"),
    )


_AFTERCARE = "channel with_whom action score stays in_region wish"

CHANGED_BY: dict[str, tuple[Command, ...]] = {
    "traject": (
        _command("hold", "hold_reason hold_review", _hold),
        _command("result", "close_reason dropout_reason dropout_text", _close),
        _command("stage", "", lambda work, i, v, reason: stage_changes.advance_stage(work, i, v["stage"], reason)),
        _command("substage", "", lambda work, i, v, _: stage_changes.set_step(work, i, v["substage"])),
    ),
    "match": (_command("match_status", "candidate_agreed employer_agreed", _decide),),
    "consent": (_command("withdrawn_at", "", lambda work, i, v, _: consents.withdraw(work, i, v["withdrawn_at"])),),
    "question": (
        _command(
            "status", "close_reason",
            lambda work, i, v, _: questions.advance_question(work, i, v["status"], v.get("close_reason")),
        ),
    ),
    "enrolment": (
        _command("status", "", lambda work, i, v, _: enrolments.set_progress(work, i, v["status"])),
        _command("start end", "", lambda work, i, v, _: enrolments.reschedule(work, i, v.get("start"), v.get("end"))),
    ),
    "attempt": (
        _command(
            "result", "grade",
            lambda work, i, v, _: enrolments.record_result(work, i, v["result"], v.get("grade")),
        ),
    ),
    "route": (_command("status outcome", "end_real", _route_status),),
    "agreement": (
        _command("status", "", _agreement_status),
        _command("pok_no pok_date", "pok_sheet", _pok),
    ),
    "intake": (_command("version", "", _intake_version), _command("agreed", "agreed_on remark", _agreed)),
    "task": (_command("status", "done_on", _task_status),),
    "callback": (_command("done_on", "", lambda work, i, v, _: tasks.called_back(work, i, v["done_on"])),),
    "appointment": (_command("status", "", lambda work, i, v, _: appointments.set_status(work, i, v["status"])),),
    "aftercare": (
        _command("done outcome", _AFTERCARE, lambda work, i, v, _: aftercare.record_aftercare(work, i, v)),
    ),
    "placement": (
        _command("start end contract", "", lambda work, i, v, _: placements.change_placement(work, i, v)),
    ),
}  # fmt: skip
"""Per kind the use cases behind its fields."""
