"""Employers, their questions, and the candidates put beside them, on the real store."""

from __future__ import annotations

import pytest

from desktop.application import (
    edits,
    employers,
    matches,
    questions,
)
from desktop.domain.errors import GateClosed, Invalid, Refused
from desktop.domain.records import (
    Match,
    Question,
    Traject,
)
from tests import people
from tests.people import Desk


def test_an_employer_is_added_once_per_branch_and_likeness_is_named(desk: Desk) -> None:
    values = {"trade_name": "Bakkerij Krent BV", "kvk": "12345678", "city": "Oefenstad"}
    with pytest.raises(Refused, match="known with this KvK"):
        employers.add_employer(desk.work, values)
    assert employers.add_employer(desk.work, {**values, "branch_no": "000012345678"}).edits
    assert [found for found, _ in employers.likely_duplicates(desk.work, {"kvk": "12345678"})] == [desk.employer]
    near = {"trade_name": "Bakkerij Krent", "city": "OEFENSTAD"}
    assert [found for found, _ in employers.likely_duplicates(desk.work, near)] == [desk.employer]
    assert employers.likely_duplicates(desk.work, {"trade_name": "Bakkerij Krent", "city": "Elders"}) == ()


def test_a_question_opens_when_matching_has_all_it_needs_and_a_validator_agreed(desk: Desk) -> None:
    question = desk.do(questions.raise_question(desk.work, desk.employer, {"title": "Hulp"}, [("Bakken", 3)]))
    assert (desk.store.get(Question, question).question_no or "").startswith("WV-2026-00")
    with pytest.raises(Refused, match="cannot become"):
        questions.advance_question(desk.lead, question, "open")
    desk.do(questions.advance_question(desk.work, question, "clarified"))
    with pytest.raises(Refused, match="validates"):
        questions.advance_question(desk.work, question, "validated")
    with pytest.raises(GateClosed) as closed:
        questions.advance_question(desk.lead, question, "validated")
    fields = {p.field for p in closed.value.points}
    assert {"question.occupation_uri", "question.work_postcode", "question_task.task"} <= fields
    with pytest.raises(Refused, match="why"):
        questions.advance_question(desk.lead, question, "lapsed")
    desk.do(edits.change(desk.work, "question", question, {"status": "lapsed", "close_reason": "market"}))
    with pytest.raises(Refused, match="once it is open"):
        matches.propose(desk.work, people.in_orientation(desk), question)


def test_a_match_is_agreed_by_both_and_fills_a_seat(desk: Desk) -> None:
    question = people.open_question(desk, seats=1)
    first, second = people.in_orientation(desk), people.in_orientation(desk, first_name="Fatima")
    match = desk.do(matches.propose(desk.work, first, question, {"score": 80}))
    assert desk.store.get(Question, question).status == "matching"
    with pytest.raises(Refused, match="before"):
        matches.propose(desk.work, first, question)
    with pytest.raises(Invalid) as refused:
        matches.decide(desk.work, match, "agreed", candidate_agreed=desk.clock.today())
    assert set(refused.value.problems) == {"employer_agreed"}
    late = desk.do(matches.propose(desk.work, second, question))
    yes = {"match_status": "agreed", "candidate_agreed": desk.clock.today(), "employer_agreed": desk.clock.today()}
    desk.do(edits.change(desk.work, "match", match, yes))
    assert (desk.store.get(Question, question).status, questions.filled(desk.work.read, question)) == ("filled", 1)
    assert desk.store.get(Match, match).decided_by == desk.work.user.id
    assert desk.store.get(Traject, first).substage == "S2.match_agreed"
    with pytest.raises(Refused, match="filled"):
        edits.change(desk.work, "match", late, yes)
    desk.do(matches.decide(desk.work, match, "declined_employer"))
    assert (desk.store.get(Question, question).status, questions.filled(desk.work.read, question)) == ("matching", 0)
    assert desk.store.get(Match, match).employer_agreed is None
