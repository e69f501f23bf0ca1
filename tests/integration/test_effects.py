"""What an action will do, told before it is done, is what the journal says afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desktop.application import agreements, closing, pauses, placements
from desktop.application.aftercare import record_party
from desktop.application.effects import foreseen
from desktop.domain.changes import Action
from desktop.domain.records import Aftercare, Traject
from tests import people
from tests.people import Desk


def told_beforehand(desk: Desk, traject: str, action: Action) -> None:
    """Compare what is foreseen with what is written; nothing is written by looking."""
    root = desk.store.dossier(traject).candidate_id
    written = len(desk.store.history(root))
    told = {(c.kind, c.record, c.field, c.before) for c in foreseen(desk.work, action)}
    assert len(desk.store.history(root)) == written
    outcome = desk.store.apply(action)
    journal = [c for c in desk.store.history(root) if c.action == outcome.action and c.kind != "stage_event"]
    assert told == {(c.kind, c.record, c.field, c.before) for c in journal}
    assert told


def test_a_pause_and_a_drop_out_tell_all_they_write(desk: Desk) -> None:
    traject = people.in_intake(desk)
    told_beforehand(desk, traject, pauses.pause(desk.work, traject, "abroad", desk.clock.today() + timedelta(days=9)))
    told_beforehand(desk, traject, closing.drop_out(desk.lead, traject, "UG01", "Found a job"))
    assert desk.store.get(Traject, traject).stage == "S7"


def test_an_amendment_and_a_contact_tell_all_they_write(desk: Desk) -> None:
    traject = people.in_agreement(desk)
    agreement = people.offered(desk, traject)
    sheet: dict[str, Any] = {"what": "Uren", "from_date": desk.clock.today(), "reason": "Drukte"}
    told_beforehand(desk, traject, agreements.amend(desk.work, agreement, {"work_hours": Decimal(30)}, **sheet))
    job = {"start": date(2026, 2, 2), "contract": "O", "hours": Decimal(24)}
    told_beforehand(desk, traject, placements.place(desk.work, traject, job))
    first = desk.store.children(Aftercare, traject)[0]
    told_beforehand(desk, traject, record_party(desk.work, first.id, "candidate", {"outcome": "good"}))


@pytest.mark.parametrize("party", ["candidate", "employer"])
def test_a_contact_with_one_party_leaves_the_other_planned_for_the_same_day(desk: Desk, party: str) -> None:
    traject = people.in_orientation(desk)
    people.matched(desk, traject)
    desk.do(placements.place(desk.work, traject, {"start": date(2026, 2, 2), "contract": "O", "hours": Decimal(24)}))
    first = desk.store.children(Aftercare, traject)[0]
    desk.do(record_party(desk.work, first.id, party, {"outcome": "attention"}))
    week = [c for c in desk.store.children(Aftercare, traject) if c.occasion == first.occasion]
    assert {(c.with_whom, c.outcome, c.planned) for c in week} == {
        (party, "attention", first.planned),
        ("employer" if party == "candidate" else "candidate", None, first.planned),
    }
    desk.do(record_party(desk.work, week[1].id, week[1].with_whom or "", {"outcome": "good"}))
    assert len(desk.store.children(Aftercare, traject)) == 6  # five by rule, one split; nothing is split again
