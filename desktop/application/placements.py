"""The new job: recorded with its contract, and with the aftercare that follows from its first day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.application.cases import open_case, step
from desktop.application.checking import changed_fields, must, new_record
from desktop.application.ports import Work
from desktop.domain.aftercare_plan import aftercare_contacts
from desktop.domain.agreement_rules import trial_warning
from desktop.domain.changes import Action, Create, Edit, SetField, delete
from desktop.domain.errors import Invalid
from desktop.domain.records import Aftercare, Agreement, AgreementParty, Match, Placement, Question
from desktop.domain.said import N_, Said, said


def place(work: Work, traject: str, values: Mapping[str, Any]) -> Action:
    """Record a job and plan its aftercare in one go; employer and function come from the match unless given."""
    case = open_case(work, traject)
    made = new_record(work, "placement", traject, {**from_match(work, traject), **values})
    must(work, made.values, "placement", ("employer", "function", "start", "contract", "hours"))
    _ends_as_it_says(made.values)
    contacts = _contacts(work, traject, made.id, made.values["start"])
    return Action(N_("Placement recorded"), (made, *contacts, *step(case, "S5.signed")))


def from_match(work: Work, traject: str) -> dict[str, Any]:
    """What the job takes over: of the agreement in force, or of the agreed match."""
    agreed = [m for m in work.read.children(Match, traject) if m.match_status == "agreed"]
    question = work.read.find_one(Question, agreed[-1].question) if agreed else None
    found: dict[str, Any] = {}
    if question is not None:
        found = {
            "employer": question.parent,
            "question": question.id,
            "function": question.occupation_label or question.title,
            "occupation_uri": question.occupation_uri,
        }
    for agreement in work.read.children(Agreement, traject):
        parties = work.read.children(AgreementParty, agreement.id)
        employers = [party.employer for party in parties if party.role == "employer" and party.employer]
        found["employer"] = employers[-1] if employers else found.get("employer")
    return {name: value for name, value in found.items() if value is not None}


def _ends_as_it_says(values: Mapping[str, Any]) -> None:
    if values.get("contract") == "B" and values.get("end") is None:
        raise Invalid({"end": said(N_("A contract for a fixed term has an end. Fill in its last day."))})
    if values.get("contract") == "O" and values.get("end") is not None:
        raise Invalid({"end": said(N_("A permanent contract has no end. Leave the last day empty."))})


def _contacts(work: Work, traject: str, placement: str, start: date) -> list[Edit]:
    return [
        Create(
            "aftercare",
            work.ids.new(),
            traject,
            {"placement": placement, "occasion": contact.occasion, "planned": contact.day, "with_whom": "both"},
        )
        for contact in aftercare_contacts(start)
    ]


def change_placement(work: Work, placement: str, values: Mapping[str, Any]) -> Action:
    """Change a job; another first day moves the aftercare contacts that were not done yet."""
    found = work.read.get(Placement, placement)
    traject = open_case(work, found.parent or "").id
    _ends_as_it_says({**found.values(), **values})
    edits: list[Edit] = list(changed_fields(work, found, values))
    start = values.get("start")
    if start is not None and start != found.start:
        days = {contact.occasion: contact.day for contact in aftercare_contacts(start)}
        for contact in work.read.children(Aftercare, traject):
            if contact.placement == placement and contact.done is None and contact.occasion in days:
                edits.append(SetField("aftercare", contact.id, "planned", days[contact.occasion]))
    return Action(N_("Placement changed"), tuple(edits))


def call_off(work: Work, placement: str) -> Action:
    """Take back a job that did not come about, with the contacts that were planned for it."""
    found = work.read.get(Placement, placement)
    contacts = work.read.children(Aftercare, open_case(work, found.parent or "").id)
    gone = [delete("aftercare", one.id) for one in contacts if one.placement == placement and one.done is None]
    return Action(N_("Placement called off"), (delete("placement", placement), *gone))


def warnings(placement: Placement) -> tuple[Said, ...]:
    """What to look at in a contract: a trial period that is void (R15)."""
    end = placement.end if placement.contract == "B" else None
    wrong = trial_warning(placement.start, end, placement.trial_until)
    return (wrong,) if wrong else ()
