"""From the first phone call to the report of the intake on paper, by keys alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.domain.records import Candidate, IntakeVersion, Traject
from desktop.ui.shell.workroom import Workroom
from tests import people
from tests.people import Desk
from tests.ui.hands import Hands


def person(desk: Desk, traject: str) -> Candidate:
    """Whose case it is."""
    return desk.store.get(Candidate, desk.store.dossier(traject).candidate_id)


def test_somebody_is_signed_up_and_asked_and_who_is_known_is_noticed(room: Workroom, desk: Desk, hands: Hands) -> None:
    known = people.signed_up(desk)
    hands.press("Ctrl+N")
    hands.fill({"First name": "Bilal", "Last name": "Yilmaz", "Phone": "06 12345678"})
    hands.press("Tab")
    hands.see("is known already")
    hands.push("→ Bilal Yılmaz is known already. Same phone number.")
    hands.see("VWNW-2026-00001", "S0 Sign-up")
    hands.press("Alt+Left")
    hands.see("Sign somebody up")
    hands.fill({"First name": "Noor", "Last name": "Oefening", "Town": "Oefenstad", "Phone": "06 12345699"})
    hands.pick("Source organisation", "uwv")
    hands.press("Ctrl+Return")
    hands.see("The person is signed up.", "Noor Oefening", "VWNW-2026-00002")
    new = next(case.id for case in desk.store.where(Traject) if case.id != known)
    assert person(desk, new).last_name == "Oefening"
    hands.press("Ctrl+3")
    hands.push("Start the intake")
    hands.see("draft,")
    hands.press("Ctrl+Return")
    hands.see("The intake cannot be finished yet")
    assert hands.focus == "→ Fill in “Salutation”."
    hands.press("Space")
    hands.push("Salutation")
    hands.fill({"Date of birth": "31-2-1984"})
    hands.see("31-2-1984 does not exist")
    hands.answer("Date of birth", "28-2-1984")
    hands.press("Tab")
    hands.see("2 open")
    assert person(desk, new).birth_date == date(1984, 2, 28)


def test_a_whole_intake_is_frozen_printed_and_opened_again(
    room: Workroom, desk: Desk, hands: Hands, saved_as: Path
) -> None:
    traject = people.in_intake(desk)
    hands.command("yilmaz", "Yılmaz")
    hands.press("Ctrl+3")
    hands.see("Everything is filled in: the intake can be finished.")
    hands.press("Ctrl+Return")
    hands.see("frozen as version 1")
    assert len(desk.store.children(IntakeVersion, traject)) == 1
    hands.press("Ctrl+P")
    hands.press("Ctrl+S")
    text = hands.paper(saved_as)
    assert "Bilal wil bakker worden" in text
    hands.press("Escape")
    hands.push("Open the intake again")
    hands.see("draft, 100 %")
