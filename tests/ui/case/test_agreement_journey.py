"""An agreement from the match to the amended paper, by keys alone."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.records import Agreement, AgreementParty, CostSplit, Signature
from desktop.ui.shell.workroom import Workroom
from tests import people
from tests.people import Desk
from tests.ui.hands import Hands

PARTIES = ("Participant", "Employer", "School", "Desk")


def test_an_agreement_is_made_completed_signed_amended_and_printed(
    room: Workroom, desk: Desk, hands: Hands, saved_as: Path
) -> None:
    traject = people.in_agreement(desk)
    hands.command("yilmaz", "Yılmaz")
    hands.line("Agreement")
    hands.push("Make the agreement")
    hands.fill({"Working hours": "28", "School hours": "8"})
    hands.push("Make the draft")
    hands.see("Before it can be signed 8 things are missing")
    hands.push("→ Fill in “Practice trainer”")
    hands.pick("Practice trainer", "krent")
    hands.pick("School mentor", "vos")
    hands.fill({"Part to pass": "Brood bakken", "How it is judged": "Proeve van bekwaamheid"})
    hands.push("Insured by the employer: Yes")
    hands.fill({"Insurance and": "De werkgever verzekert.", "Ending": "Schriftelijk, met een maand."})
    hands.press("Tab")
    hands.see("Before it can be signed one thing is missing")
    assert "is not in the list" not in hands.window
    hands.push("→ The route costs")
    hands.push("Add: Cost")
    hands.fill({"Kind of cost": "Course", "Amount": "1600", "Paid by": "Emp"})
    hands.press("Tab")
    hands.see("✓ Everything is there: it can be offered for signing.")
    (agreement,) = desk.store.children(Agreement, traject)
    assert [cost.amount for cost in desk.store.children(CostSplit, agreement.id)] == [160000]
    assert len(desk.store.children(AgreementParty, agreement.id)) == 4

    hands.press("Ctrl+E")
    hands.push("Offer for signing")
    hands.push("Offer for signing")
    for left, party in zip((4, 3, 2, 1), PARTIES, strict=True):
        assert hands.window.count("not signed yet") == left
        hands.push(f"Record signature: {party}")
        hands.fill({"Name": f"Hand van {party}", "Function": party})
        hands.push("Record the signature")
    hands.see("✓ Hand van Desk, today, with a pen")
    assert desk.store.get(Agreement, agreement.id).status == "complete"
    assert len(desk.store.children(Signature, agreement.id)) == 4

    hands.push("Amend")
    hands.fill({"What changes": "Meer uren in de winter", "Reason": "Drukte", "Working hours": "32"})
    hands.see("28 → 32")
    hands.push("Make the amendment")
    hands.see("Version 2, from 02-03-2026", "28 → 32")
    assert hands.window.count("not signed yet") == 4, "everybody signs the new version"
    hands.push("Print")
    hands.press("Ctrl+S")
    text = hands.paper(saved_as)
    assert "Meer uren in de winter" in text
    assert "Bakkerij Krent" in text
    hands.press("Escape")
    hands.see("Amendments")
