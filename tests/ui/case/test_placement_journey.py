"""From the contract to lasting work, and out of the case, by keys alone."""

from __future__ import annotations

from datetime import date

from desktop.domain.records import Aftercare, Placement, Sustained, Traject
from desktop.ui.shell.workroom import Workroom
from tests import people
from tests.people import Desk
from tests.ui.case.conftest import OpenRoom
from tests.ui.hands import Hands


def test_a_job_is_recorded_asked_about_and_lasts(room: Workroom, desk: Desk, hands: Hands) -> None:
    traject = people.in_orientation(desk)
    people.matched(desk, traject)
    hands.command("yilmaz", "Yılmaz")
    hands.line("Placement")
    hands.push("Record the job")
    hands.fill({"Starts on": "1-12-2025", "Hours": "24"})
    hands.to("Kind of contract")
    hands.press("Right", "Space")
    hands.see("5 new ones")
    hands.push("Record the job")
    (job,) = desk.store.children(Placement, traject)
    assert (job.employer, job.start, job.occupation_uri) == (desk.employer, date(2025, 12, 1), people.BAKER)

    hands.to("Week 1, 8 Dec")
    hands.press("Right", "Right")
    assert hands.focus == "Month 3, today"
    hands.push("Record the contact: Candidate")
    hands.fill({"Outcome": "Good"})
    hands.push("Stays in the job: Yes")
    hands.see("nothing → Good")
    hands.push("Record the contact", exactly=True)
    hands.see("✓ today · Good")
    month = [contact for contact in desk.store.children(Aftercare, traject) if contact.occasion == "M3"]
    assert [(contact.with_whom, contact.outcome) for contact in month] == [("candidate", "good"), ("employer", None)]
    assert [(lasts.months, lasts.sustained) for lasts in desk.store.children(Sustained, job.id)] == [(3, "1")]

    hands.push("Record the contact: Employer")
    hands.fill({"Outcome": "Stopped"})
    hands.push("Record the contact", exactly=True)
    hands.see("The job stopped. What happens next?")
    hands.push("Close the case")
    hands.fill({"Result": "Not started", "Reason of closing": "Withdrew"})
    hands.see("Orientation and match → Closed")
    hands.push("Close", exactly=True)
    hands.see("Closed on 02-03-2026: Not started")
    assert desk.store.get(Traject, traject).stage == "S7"
    hands.press("Ctrl+Z")
    hands.gone("Closed on 02-03-2026")
    assert desk.store.get(Traject, traject).stage == "S2"


def test_a_case_is_paused_and_goes_on_and_a_team_lead_closes_it_for_who_dropped_out(
    open_room: OpenRoom, desk: Desk, hands: Hands
) -> None:
    open_room(desk.lead)
    traject = people.in_orientation(desk)
    hands.command("yilmaz", "Yılmaz")
    hands.command("Pause the case")
    hands.see("Fill in “Reason of the hold”")
    hands.fill({"Reason of the hold": "Abroad"})
    hands.see("nothing → Paused", "13-04-2026", "The case stays in stage Orientation and match")
    assert desk.store.get(Traject, traject).hold is None
    hands.push("Pause", exactly=True)
    hands.see("Paused since 02-03-2026: Abroad. Look again on 13-04-2026.")
    assert desk.store.get(Traject, traject).hold == "X1"
    hands.push("Go on")
    hands.push("Go on", exactly=True)
    hands.gone("Paused since")
    hands.command("Record that the person dropped out")
    hands.fill({"Reason of dropping out": "Travelling time", "Countersign": "Sprak hem twee keer"})
    hands.see("Orientation and match → Closed", "Kept until")
    hands.push("Record and close the case")
    hands.see("Closed on 02-03-2026: Dropped out")
    case = desk.store.get(Traject, traject)
    assert (case.stage, case.result, case.dropout_reason) == ("S7", "dropped_out", "UG10")
    hands.press("Ctrl+Z")
    hands.gone("Closed on 02-03-2026")
    assert desk.store.get(Traject, traject).stage == "S2"
