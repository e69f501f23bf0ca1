"""A question chosen for a person: compared, proposed, agreed; by keyboard."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from desktop.application.match_reading import compare
from desktop.domain.dossier import Dossier
from desktop.domain.records import Intake, Match, Question, WishOccupation
from desktop.ui.shell.workroom import Workroom
from tests import people
from tests.people import Desk
from tests.ui.hands import Hands


def test_a_question_is_compared_proposed_and_agreed_by_keys_alone(room: Workroom, desk: Desk, hands: Hands) -> None:
    traject = people.in_orientation(desk)
    hands.command("yilmaz", "Yılmaz")
    hands.line("Match")
    hands.see("fits in 1 of 1 · Bakker gezocht · Bakkerij Krent Oefenstad · 2 seats free", "✓ fits")
    hands.to("Open questions")
    hands.press("Return")
    hands.push("Propose")
    hands.see("No open question is left")
    (match,) = desk.store.children(Match, traject)
    assert (match.question, match.match_status) == (desk.question, "proposed")
    hands.push("Record what was decided")
    hands.fill({"Status": "Agreed", "Candidate agreed": "2-3-2026"})
    hands.push("Record the decision")
    hands.see("both said yes")
    hands.fill({"Employer agreed": "2-3-2026"})
    hands.push("Record the decision")
    hands.see("✓ Agreed · candidate said yes on 02-03-2026")
    hands.press("Ctrl+Z")
    hands.see("○ Proposed")
    assert desk.store.get(Match, match.id).match_status == "proposed"


START = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("intake", "question", "topic", "fits"),
    [
        ({"hours_min": 24, "hours_max": 32}, {"hours_min": 28, "hours_max": 36}, "Hours a week", True),
        ({"hours_min": 36}, {"hours_min": 16, "hours_max": 24}, "Hours a week", False),
        ({"hours_min": 8, "hours_max": 12}, {"hours_min": 28, "hours_max": 36}, "Hours a week", False),
        ({"available_from": START}, {"start": START + timedelta(days=1)}, "Start", True),
        ({"available_from": START}, {"start": START - timedelta(days=1)}, "Start", False),
        ({"wage_wish": 250000}, {"wage_from": 220000, "wage_to": 240000}, "Wage", False),
        ({"available_from": START}, {}, "Start", None),
    ],
)
def test_a_question_fits_or_not_part_by_part(
    intake: dict[str, Any], question: dict[str, Any], topic: str, fits: bool | None
) -> None:
    case = Dossier("c", "t", (Intake(id="i", parent="t", **intake),))
    parts = {part.topic: part.fits for part in compare(case, Question(id="q", **question))}
    assert parts[topic] is fits


def test_an_occupation_fits_by_its_code_or_its_name() -> None:
    def fits(**wish: Any) -> bool | None:
        case = Dossier("c", "t", (Intake(id="i", parent="t"), WishOccupation(id="w", parent="i", **wish)))
        question = Question(id="q", occupation_label="Bakker", occupation_uri="7512")
        return next(part.fits for part in compare(case, question) if part.topic == "Occupation")

    assert fits(occupation_uri="7512")
    assert fits(occupation_label="BAKKER")
    assert fits(occupation_label="Slager", occupation_uri="7511") is False
