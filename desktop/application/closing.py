"""The end of a case: succeeded, dropped out, handed over or never started; with the day until which it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from desktop.application.cases import only_team_lead, open_case, reason_given
from desktop.application.checking import changed_fields, known_code
from desktop.application.notes import free_of_secrets
from desktop.application.ports import Work
from desktop.application.stage_changes import event
from desktop.application.values import ZONE
from desktop.domain.changes import Action
from desktop.domain.codes import Stage
from desktop.domain.dossier import Dossier
from desktop.domain.errors import GateClosed, Invalid, Refused
from desktop.domain.records import Appointment, Callback, FundingLine, Intake, Note, Task, Traject
from desktop.domain.retention import class_of_case, terms_of_case
from desktop.domain.said import N_, FieldName, Said, said, said_n
from desktop.domain.stages import ORDER, closing_gate, stage_of

DROPPED_OUT = "dropped_out"
NOT_STARTED = "not_started"
IN_WORDS = "UG99"
"""The reason of dropping out that has to be told in words."""


def close_case(
    work: Work,
    traject: str,
    result: str,
    reason: str,
    *,
    dropout_reason: str | None = None,
    dropout_text: str | None = None,
    countersign: str | None = None,
    confirmed: bool = False,
) -> Action:
    """Close a case with its result and reason; success asks for finished aftercare (`GateClosed` lists what is open).

    A drop-out, and a result whose gate is closed, ask the countersign of a team lead: the reason why it is right.
    """
    case = open_case(work, traject)
    known_code("result", result, FieldName("traject", "result"))
    known_code("close_reason", reason, FieldName("traject", "close_reason"))
    dossier = work.read.dossier(traject)
    _not_too_late(dossier, result)
    points = closing_gate(dossier, result, work.clock.today())
    if points and countersign is None:
        sentence = said_n(
            "This case cannot be closed with this result yet: one thing is missing.",
            "This case cannot be closed with this result yet: {n} things are missing.",
            len(points),
        )
        raise GateClosed(sentence, points)
    signed = _countersigned(work, countersign) if points or result == DROPPED_OUT else None
    today = work.clock.today()
    had_intake = bool(dossier.all(Intake))
    kept = class_of_case(had_intake=had_intake)
    values: dict[str, Any] = {
        "stage": Stage.CLOSED.value,
        "substage": f"{Stage.CLOSED.value}.{result}",
        "hold": None, "hold_reason": None, "hold_since": None, "hold_review": None,
        "result": result,
        "close_reason": reason,
        **_dropped_out(result, dropout_reason, dropout_text, confirmed),
        "closed_on": today,
        "retention_class": kept,
        "retain_until": terms(dossier, today)[kept],
    }  # fmt: skip
    entered = event(work, case, to=Stage.CLOSED.value, hold=None, reason=signed, override=bool(points))
    return Action(N_("Case closed"), (*changed_fields(work, case, values), entered), signed)


def drop_out(work: Work, traject: str, reason: str, countersign: str, text: str | None = None) -> Action:
    """Close a case because the person dropped out: reason UG01 to UG99, countersigned by a team lead."""
    return close_case(
        work, traject, DROPPED_OUT, DROPPED_OUT, dropout_reason=reason, dropout_text=text, countersign=countersign
    )


def _not_too_late(dossier: Dossier, result: str) -> None:
    if result == NOT_STARTED and ORDER.index(stage_of(dossier)) >= ORDER.index(Stage.MODULES):
        raise Refused(said(N_("This person started already. Choose dropped out, or another result.")))


def _countersigned(work: Work, countersign: str | None) -> str:
    only_team_lead(
        work, said(N_("A team lead countersigns this. Ask your team lead; until then the case can be paused."))
    )
    return reason_given(countersign, said(N_("Say why it is right to close the case this way: the reason is kept.")))


def _dropped_out(result: str, reason: str | None, text: str | None, confirmed: bool) -> dict[str, Any]:
    if result != DROPPED_OUT:
        return {"dropout_reason": None, "dropout_text": None}
    if reason is None:
        raise Invalid({"dropout_reason": said(N_("Choose why the person dropped out."))})
    if reason == IN_WORDS and not (text or "").strip():
        raise Invalid({"dropout_text": said(N_("“Other” needs a few words. Write why, without details about health."))})
    free_of_secrets(text, "dropout_text", confirmed=confirmed)
    return {"dropout_reason": reason, "dropout_text": text}


def terms(dossier: Dossier, closed_on: date) -> dict[str, date]:
    """Per retention class the last day it is kept, for a case closed on a day (domain.md 6.2)."""
    return terms_of_case(closed_on, last_contact(dossier, closed_on), had_intake=bool(dossier.all(Intake)))


def last_contact(dossier: Dossier, at_most: date) -> date:
    """The last day on which somebody from the desk spoke with the person, as far as was written down."""
    case = dossier.get(Traject, dossier.traject_id)
    days = [case.opened_on] if case and case.opened_on else []
    days += [note.note_at.astimezone(ZONE).date() for note in dossier.all(Note) if note.note_at]
    days += [a.start.astimezone(ZONE).date() for a in dossier.all(Appointment) if a.start and a.status == "held"]
    days += [call.done_on for call in dossier.all(Callback) if call.done_on]
    return min(max(days, default=at_most), at_most)


def loose_ends(dossier: Dossier) -> tuple[Said, ...]:
    """What is still open when a case is about to be closed: tasks, and money that was asked for."""
    return tuple(_loose_ends(dossier))


def _loose_ends(dossier: Dossier) -> Iterator[Said]:
    for task in dossier.all(Task):
        if task.status in ("open", "busy"):
            yield said(N_("The task “{task}” is still open."), task=task.task)
    claims = [line for line in dossier.all(FundingLine) if line.line_status in ("requested", "granted", "claimed")]
    if claims:
        yield said_n(
            "One cost still waits for money that was asked for.",
            "{n} costs still wait for money that was asked for.",
            len(claims),
        )
