"""Signing up and changing a dossier by hand, on the real store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desktop.application import candidates, consents, edits, notes, pauses
from desktop.application.values import parse
from desktop.domain.changes import Action
from desktop.domain.errors import GateClosed, Invalid, NotThere, Refused
from desktop.domain.fields import Beside
from desktop.domain.records import (
    Candidate,
    Consent,
    Intake,
    StageEvent,
    Traject,
    User,
    WorkHistory,
)
from tests import people
from tests.people import Desk


def test_a_sign_up_makes_person_case_and_event_and_gives_the_next_number(desk: Desk) -> None:
    first, second = people.signed_up(desk), people.signed_up(desk, first_name="Fatima")
    case = desk.store.get(Traject, first)
    assert (case.dossier_no, case.stage, case.substage) == ("VWNW-2026-00001", "S0", "S0.new")
    assert (case.counsellor, case.opened_on) == (desk.work.user.id, date(2026, 3, 2))
    assert desk.store.get(Traject, second).dossier_no == "VWNW-2026-00002"
    assert [e.to_stage for e in desk.store.children(StageEvent, first)] == ["S0"]
    assert desk.store.get(Candidate, case.parent or "").phone == "+31612345678"


def test_the_front_door_signs_up_with_typed_fields_of_person_and_case_together(desk: Desk) -> None:
    typed = {"last_name": "Oefen", "phone": "06 12345679", "source_org": desk.school, "ref_no": "K-7"}
    beside = Beside(desk.clock.today())
    fields = {**Traject.SPEC.fields, **Candidate.SPEC.fields}
    values = {name: parse(fields[name], text, beside) for name, text in typed.items()}
    action = edits.add(desk.work, "candidate", None, values)
    desk.store.apply(action)
    assert desk.store.get(Candidate, action.created("candidate")).phone == "+31612345679"
    assert desk.store.get(Traject, action.created("traject")).ref_no == "K-7"


def test_two_colleagues_without_a_server_never_give_the_same_number(desk: Desk) -> None:
    people.signed_up(desk)
    lead = edits.add(desk.work, "user", None, {"name": "Ties de Boer", "role": "team_lead", "number_block": 7})
    desk.store.apply(lead)
    colleague = replace(desk.work, user=replace(desk.work.user, id=lead.created("user")))
    assert desk.store.get(User, colleague.user.id).number_block == 7
    assert next(candidates.dossier_numbers(colleague)) == "VWNW-2026-07001"


def test_numbers_go_on_with_one_figure_more_when_a_block_is_used_up(desk: Desk) -> None:
    numbers = candidates.dossier_numbers(desk.work)
    made = [next(numbers) for _ in range(1001)]
    assert (made[0], made[998], made[999], made[1000]) == (
        "VWNW-2026-00001", "VWNW-2026-00999", "VWNW-2026-001000", "VWNW-2026-001001",
    )  # fmt: skip


def test_a_sign_up_by_hand_asks_how_to_reach_the_person_and_a_list_does_not(desk: Desk) -> None:
    person = {"first_name": "Aya", "last_name": "Oefen"}
    with pytest.raises(GateClosed) as closed:
        candidates.register(desk.work, person)
    assert [p.field for p in closed.value.points] == ["candidate.phone", "traject.source_org"]
    assert candidates.register(desk.work, person, from_list=True).created("traject")
    with pytest.raises(Invalid):
        candidates.register(desk.work, {"first_name": "Aya"}, from_list=True)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"last_name": "Yilmaz", "first_name": "Bilal", "birth_date": date(1984, 3, 1)}, True),
        ({"last_name": "Yılmas", "first_name": "Bilal", "birth_date": date(1984, 3, 1)}, True),
        ({"last_name": "Anders", "phone": "+31612345678"}, True),
        ({"last_name": "Anders", "email": "BILAL@voorbeeld.nl"}, True),
        ({"last_name": "Yılmaz", "first_name": "Bilal"}, True),
        ({"last_name": "Yılmaz", "first_name": "Bilal", "birth_date": date(1990, 1, 1)}, False),
        ({"last_name": "de Wit", "first_name": "Jan", "birth_date": date(1984, 3, 1)}, False),
    ],
)
def test_likely_duplicates_are_named_with_the_reason(desk: Desk, values: dict[str, Any], found: bool) -> None:
    traject = people.signed_up(desk, email="bilal@voorbeeld.nl")
    likely = candidates.likely_duplicates(desk.work, values)
    assert [one.candidate for one in likely] == ([desk.store.get(Traject, traject).parent] if found else [])
    assert all(one.reasons and one.score >= candidates.ALIKE for one in likely)


def test_each_value_that_cannot_be_kept_is_named(desk: Desk) -> None:
    candidate = desk.store.get(Traject, people.signed_up(desk)).parent or ""
    with pytest.raises(Invalid) as refused:
        edits.change(desk.work, "candidate", candidate, {"postcode": "12", "email": "bilal", "city": "Zutphen"})
    assert set(refused.value.problems) == {"postcode", "email"}
    with pytest.raises(Refused, match="no field"):
        edits.change(desk.work, "candidate", candidate, {"shoe_size": 43})
    with pytest.raises(Refused, match="no kind"):
        edits.add(desk.work, "shoe", None, {})


def test_a_new_start_may_not_pass_the_end_that_is_there(desk: Desk) -> None:
    candidate = desk.store.get(Traject, people.signed_up(desk)).parent or ""
    values = {"job_title": "Papiermaker", "start": date(2010, 1, 1), "end": date(2020, 1, 1)}
    job = desk.do(edits.add(desk.work, "work_history", candidate, values))
    with pytest.raises(Invalid) as refused:
        edits.change(desk.work, "work_history", job, {"start": date(2021, 1, 1)})
    assert set(refused.value.problems) == {"start"}
    desk.do(edits.change(desk.work, "work_history", job, {"start": date(2021, 1, 1), "end": date(2022, 1, 1)}))
    assert desk.store.get(WorkHistory, job).end == date(2022, 1, 1)


def test_what_the_program_writes_itself_is_refused_with_the_way_to_go(desk: Desk) -> None:
    traject = people.signed_up(desk)
    with pytest.raises(Refused, match="itself"):
        edits.change(desk.work, "traject", traject, {"dossier_no": "VWNW-2026-99999"})
    with pytest.raises(Refused, match="Change the stage"):
        edits.add(desk.work, "stage_event", traject, {"to_stage": "S6"})
    note = desk.do(notes.add_note(desk.work, traject, "Gebeld."))
    with pytest.raises(Refused, match="never changes"):
        edits.change(desk.work, "note", note, {"body": "Anders"})
    with pytest.raises(Refused, match="Attach the file"):
        edits.add(desk.work, "document", traject, {"title": "CV"})
    with pytest.raises(Refused, match="closed, not removed"):
        edits.remove(desk.work, "traject", traject)


def test_a_record_needs_a_parent_that_exists(desk: Desk) -> None:
    with pytest.raises(Refused, match="Say to which one"):
        edits.add(desk.work, "language", None, {"language": "nl"})
    with pytest.raises(NotThere):
        edits.add(desk.work, "language", "nobody", {"language": "nl"})
    with pytest.raises(Invalid) as refused:
        edits.add(desk.work, "support", people.signed_up(desk), {"support_kind": "coach", "provider": "nobody"})
    assert set(refused.value.problems) == {"provider"}


def test_a_restricted_dossier_is_read_only_until_the_restriction_is_lifted(desk: Desk) -> None:
    traject = people.signed_up(desk)
    candidate = desk.store.get(Traject, traject).parent or ""
    desk.do(edits.change(desk.work, "candidate", candidate, {"restricted": True}))
    attempts: tuple[Callable[[], Action], ...] = (
        lambda: edits.change(desk.work, "candidate", candidate, {"city": "Zutphen"}),
        lambda: edits.add(desk.work, "language", candidate, {"language": "nl"}),
        lambda: edits.add(desk.work, "barrier", traject, {"barrier_cat": "time"}),
        lambda: notes.add_note(desk.work, traject, "Gebeld."),
        lambda: pauses.pause(desk.work, traject, "abroad", desk.clock.today() + timedelta(days=7)),
    )
    for attempt in attempts:
        with pytest.raises(Refused, match="restricted"):
            attempt()
    desk.do(edits.change(desk.work, "candidate", candidate, {"restricted": False}))
    desk.do(edits.change(desk.work, "candidate", candidate, {"city": "Zutphen"}))


def test_special_data_are_kept_with_consent_c4_and_go_when_it_is_taken_back(desk: Desk) -> None:
    traject = people.in_intake(desk)
    candidate = desk.store.get(Traject, traject).parent or ""
    intake = desk.store.children(Intake, traject)[0].id
    desk.do(edits.change(desk.work, "candidate", candidate, {"ldr_indicator": "1"}))
    desk.do(edits.change(desk.work, "intake", intake, {"need_guidance": "1"}))
    consent = next(c for c in desk.store.children(Consent, traject) if c.purpose == "C4")
    desk.do(consents.withdraw(desk.work, consent.id))
    assert desk.store.get(Candidate, candidate).ldr_indicator is None
    assert desk.store.get(Intake, intake).need_guidance is None
    kept = desk.store.get(Consent, consent.id)
    assert (kept.given, kept.withdrawn_at) == (True, desk.clock.today())
    with pytest.raises(Invalid, match="C4"):
        edits.change(desk.work, "intake", intake, {"need_guidance": "1"})
    with pytest.raises(Refused, match="taken back"):
        consents.withdraw(desk.work, consent.id)


def test_a_consent_that_stands_is_taken_back_and_not_overwritten(desk: Desk) -> None:
    traject = people.signed_up(desk)
    desk.do(consents.record_consent(desk.work, traject, "C1", given=True, how="written"))
    with pytest.raises(Refused, match="Take that consent back"):
        consents.record_consent(desk.work, traject, "C1", given=False, how="written")
    given = desk.store.children(Consent, traject)
    assert consents.allows(given, "C1")
    assert not consents.allows(given, "C2")
    desk.do(edits.change(desk.work, "consent", given[0].id, {"withdrawn_at": desk.clock.today()}))
    assert not consents.allows(desk.store.children(Consent, traject), "C1")


def test_a_citizen_service_number_needs_a_programme_with_a_ground(desk: Desk) -> None:
    traject = people.signed_up(desk)
    candidate = desk.store.get(Traject, traject).parent or ""
    with pytest.raises(Invalid, match="legal ground"):
        edits.change(desk.work, "candidate", candidate, {"bsn": "111222333"})
    programme = desk.do(edits.add(desk.work, "programme", None, {"name": "Pilot", "bsn_basis": "Wet SUWI, art. 73"}))
    desk.do(edits.change(desk.work, "traject", traject, {"programme": programme}))
    desk.do(edits.change(desk.work, "candidate", candidate, {"bsn": "111222333"}))
    assert desk.store.get(Candidate, candidate).bsn == "111222333"


def test_a_barrier_with_a_diagnosis_is_refused_until_changed_or_confirmed(desk: Desk) -> None:
    traject = people.signed_up(desk)
    values = {"barrier_cat": "time", "barrier_text": "Herstelt van een burn-out"}
    with pytest.raises(Invalid, match="health"):
        edits.add(desk.work, "barrier", traject, values)
    barrier = desk.do(edits.add(desk.work, "barrier", traject, values, confirmed=True))
    with pytest.raises(Invalid, match="citizen service number"):
        edits.change(desk.work, "barrier", barrier, {"barrier_text": "BSN 111222333"})
    desk.do(edits.change(desk.work, "barrier", barrier, {"barrier_text": "Kan niet lang staan"}))
