"""Putting a candidate beside an employer question, and recording what both sides decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.application.cases import open_case, step
from desktop.application.checking import changed_fields, known_code, new_record
from desktop.application.ports import Work
from desktop.application.questions import MATCHABLE, filled, status_for
from desktop.domain.changes import Action, Edit, SetField
from desktop.domain.errors import Invalid, Refused
from desktop.domain.records import Match, Question
from desktop.domain.said import N_, CodeName, FieldName, said

_STEPS = {"proposed": "proposed", "meeting": "meeting", "trial_day": "trial_day", "agreed": "match_agreed"}
_DECLINED = ("declined_candidate", "declined_employer")


def propose(work: Work, traject: str, question: str, values: Mapping[str, Any] | None = None) -> Action:
    """Propose a candidate for a question; ``values`` may hold score, parts and gaps. Once per question."""
    case = open_case(work, traject)
    asked = work.read.get(Question, question)
    if asked.status not in MATCHABLE:
        raise Refused(
            said(N_("This question is “{status}”. Candidates can be proposed once it is open."),
                 status=CodeName("question_status", asked.status or "collected"))
        )  # fmt: skip
    if any(match.question == question for match in work.read.children(Match, traject)):
        raise Refused(said(N_("This candidate was proposed for this question before. Go on with that match.")))
    made = new_record(work, "match", traject, {**(values or {}), "question": question, "match_status": "proposed"})
    edits: list[Edit] = [made, *step(case, "S2.proposed")]
    if asked.status == "open":
        edits.append(SetField("question", question, "status", "matching"))
    return Action(N_("Match proposed"), tuple(edits))


def decide(
    work: Work,
    match: str,
    status: str,
    *,
    candidate_agreed: date | None = None,
    employer_agreed: date | None = None,
) -> Action:
    """Record where a match stands; agreed asks the day on which the candidate and on which the employer said yes."""
    found = work.read.get(Match, match)
    case = open_case(work, found.parent or "")
    known_code("match_status", status, FieldName("match", "match_status"))
    values: dict[str, Any] = {"match_status": status, "decided_by": work.user.id, "decided_on": work.clock.today()}
    values["candidate_agreed"] = candidate_agreed or found.candidate_agreed
    values["employer_agreed"] = employer_agreed or found.employer_agreed
    edits: list[Edit] = []
    asked = work.read.get(Question, found.question or "")
    taken = filled(work.read, asked.id) - (found.match_status == "agreed")
    if status == "agreed":
        _both_agreed(values)
        if taken >= (asked.seats or 1):
            raise Refused(
                said(N_("All {count} seats of this question are filled. Ask the employer for another seat, or choose "
                        "another question."), count=asked.seats or 1)
            )  # fmt: skip
        taken += 1
    elif status in _DECLINED:
        values |= {"candidate_agreed": None, "employer_agreed": None}
    edits += changed_fields(work, found, values)
    if asked.status in (*MATCHABLE, "filled") and asked.status != (now := status_for(asked, taken)):
        edits.append(SetField("question", asked.id, "status", now))
    if status in _STEPS:
        edits += step(case, f"S2.{_STEPS[status]}")
    return Action(N_("Decision on a match recorded"), tuple(edits))


def _both_agreed(values: Mapping[str, Any]) -> None:
    problems = {
        name: said(N_("A match is agreed when both said yes. Fill in “{field}”."), field=FieldName("match", name))
        for name in ("candidate_agreed", "employer_agreed")
        if values[name] is None
    }
    if problems:
        raise Invalid(problems)
