"""Stages, holds, closing and coming back, on the real store."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.application import closing, edits, notes, pauses, reentry, stage_changes
from desktop.domain.errors import GateClosed, Invalid, Refused
from desktop.domain.records import (
    Barrier,
    Consent,
    Intake,
    NextStep,
    StageEvent,
    Traject,
)
from tests import people
from tests.people import Desk


def test_a_closed_gate_lists_what_is_missing_and_only_a_team_lead_with_a_reason_opens_it(desk: Desk) -> None:
    traject = people.signed_up(desk)
    with pytest.raises(GateClosed) as closed:
        stage_changes.advance_stage(desk.work, traject, "S1")
    assert [p.field for p in closed.value.points] == [
        "appointment.start", "traject.privacy_notice", "traject.privacy_notice_date",
    ]  # fmt: skip
    with pytest.raises(Refused, match="Only a team lead"):
        stage_changes.advance_stage(desk.work, traject, "S1", override="Haast")
    with pytest.raises(Refused, match="Say why"):
        stage_changes.advance_stage(desk.lead, traject, "S1", override="  ")
    action = stage_changes.advance_stage(desk.lead, traject, "s1", override="Intake is vandaag")
    assert action.reason == "Intake is vandaag"
    desk.store.apply(action)
    event = desk.store.children(StageEvent, traject)[-1]
    assert (event.from_stage, event.to_stage, event.reason, event.override) == ("S0", "S1", "Intake is vandaag", True)


def test_going_back_needs_a_reason_and_going_nowhere_is_refused(desk: Desk) -> None:
    traject = people.in_intake(desk)
    with pytest.raises(Refused, match="needs a reason"):
        stage_changes.advance_stage(desk.work, traject, "S0")
    with pytest.raises(Refused, match="already"):
        stage_changes.advance_stage(desk.work, traject, "S1")
    with pytest.raises(Refused, match="no stage"):
        stage_changes.advance_stage(desk.work, traject, "X1")
    desk.do(stage_changes.advance_stage(desk.work, traject, "S0", "Verkeerde persoon"))
    assert desk.store.get(Traject, traject).substage == "S0.new"


def test_the_step_within_a_stage_belongs_to_that_stage(desk: Desk) -> None:
    traject = people.signed_up(desk)
    desk.do(edits.change(desk.work, "traject", traject, {"substage": "S0.called_back"}))
    assert desk.store.get(Traject, traject).substage == "S0.called_back"
    with pytest.raises(Refused, match="does not belong"):
        stage_changes.set_step(desk.work, traject, "S2.trial_day")


def test_a_pause_has_a_reason_and_a_day_to_look_again_and_the_stage_stays(desk: Desk) -> None:
    traject, today = people.in_intake(desk), desk.clock.today()
    for review in (today, today + timedelta(weeks=13, days=1)):
        with pytest.raises(Invalid) as refused:
            pauses.pause(desk.work, traject, "abroad", review)
        assert set(refused.value.problems) == {"hold_review"}
    with pytest.raises(Invalid):
        pauses.pause(desk.work, traject, "no_question", today + timedelta(weeks=1))
    desk.do(pauses.pause(desk.work, traject, "abroad", today + timedelta(weeks=13)))
    case = desk.store.get(Traject, traject)
    assert (case.stage, case.hold, case.hold_since) == ("S1", "X1", today)
    with pytest.raises(Refused, match="on hold"):
        stage_changes.advance_stage(desk.work, traject, "S2")
    desk.do(pauses.resume(desk.work, traject))
    case = desk.store.get(Traject, traject)
    assert (case.hold, case.hold_reason, case.hold_review) == (None, None, None)
    assert [(e.from_hold, e.to_hold) for e in desk.store.children(StageEvent, traject)][-2:] == [
        (None, "X1"), ("X1", None),
    ]  # fmt: skip


def test_the_waiting_list_is_looked_at_every_four_weeks(desk: Desk) -> None:
    traject = people.signed_up(desk)
    values = {"hold": "X2", "hold_reason": "no_funding"}
    desk.do(edits.change(desk.work, "traject", traject, values))
    assert desk.store.get(Traject, traject).hold_review == desk.clock.today() + timedelta(weeks=4)
    with pytest.raises(Invalid):
        pauses.wait(desk.work, traject, "no_funding", desk.clock.today() + timedelta(weeks=4, days=1))
    desk.do(edits.change(desk.work, "traject", traject, {"hold": None}))
    with pytest.raises(Refused, match="not on hold"):
        pauses.resume(desk.work, traject)


def test_a_drop_out_has_a_reason_and_the_countersign_of_a_team_lead(desk: Desk) -> None:
    traject = people.in_intake(desk)
    with pytest.raises(Refused, match="countersigns"):
        closing.drop_out(desk.work, traject, "UG02", "Besproken")
    with pytest.raises(Refused, match="Say why"):
        closing.drop_out(desk.lead, traject, "UG02", " ")
    with pytest.raises(Invalid) as refused:
        closing.drop_out(desk.lead, traject, "UG99", "Besproken")
    assert set(refused.value.problems) == {"dropout_text"}
    desk.do(pauses.pause(desk.work, traject, "absence", desk.clock.today() + timedelta(days=5)))
    desk.do(closing.drop_out(desk.lead, traject, "UG99", "Besproken met Emma", "Gaat emigreren"))
    case = desk.store.get(Traject, traject)
    assert (case.stage, case.result, case.dropout_reason, case.hold) == ("S7", "dropped_out", "UG99", None)
    assert (case.retention_class, case.retain_until) == ("RC2", date(2031, 3, 2))
    event = desk.store.children(StageEvent, traject)[-1]
    assert (event.from_stage, event.to_stage, event.reason) == ("S1", "S7", "Besproken met Emma")


def test_a_sign_up_that_never_became_an_intake_goes_half_a_year_after_the_last_contact(desk: Desk) -> None:
    traject = people.signed_up(desk)
    desk.clock.move(days=3)
    desk.do(notes.add_note(desk.work, traject, "Gebeld, geen gehoor."))
    desk.clock.move(days=30)
    desk.do(closing.close_case(desk.work, traject, "not_started", "unreachable"))
    case = desk.store.get(Traject, traject)
    assert (case.retention_class, case.retain_until) == ("RC1", date(2026, 9, 5))


def test_success_is_refused_before_aftercare_and_a_closed_case_stays_closed(desk: Desk) -> None:
    traject = people.in_intake(desk)
    with pytest.raises(GateClosed) as closed:
        closing.close_case(desk.work, traject, "lasting", "goal_reached")
    assert [p.field for p in closed.value.points] == ["traject.stage"]
    with pytest.raises(Refused, match="choose its result"):
        stage_changes.advance_stage(desk.work, traject, "S7")
    values = {"result": "transferred", "close_reason": "handed_over"}
    desk.do(edits.change(desk.work, "traject", traject, values))
    with pytest.raises(Refused, match="closed"):
        pauses.pause(desk.work, traject, "abroad", desk.clock.today() + timedelta(days=5))


def test_open_tasks_and_claims_are_named_before_closing(desk: Desk) -> None:
    traject = people.in_intake(desk)
    desk.do(edits.add(desk.work, "task", traject, {"task": "Bel ROC", "due": desk.clock.today()}))
    claim = {"cost_kind": "tuition", "amount": 100, "line_status": "claimed"}
    desk.do(edits.add(desk.work, "funding_line", traject, claim))
    assert len(closing.loose_ends(desk.store.dossier(traject))) == 2


def test_somebody_who_comes_back_gets_a_new_case_with_the_old_intake_as_a_draft(desk: Desk) -> None:
    traject = people.in_intake(desk)
    candidate = desk.store.get(Traject, traject).parent or ""
    desk.do(edits.add(desk.work, "barrier", traject, {"barrier_cat": "transport"}))
    with pytest.raises(Refused, match="not closed"):
        reentry.reenter(desk.work, candidate)
    desk.do(closing.close_case(desk.work, traject, "transferred", "handed_over"))
    desk.clock.move(days=400)
    back = reentry.reenter(desk.work, candidate)
    desk.store.apply(back)
    case = desk.store.get(Traject, back.created("traject"))
    assert (case.parent, case.previous_traject, case.dossier_no) == (candidate, traject, "VWNW-2027-00001")
    assert (case.current_job, case.privacy_notice) == ("Papiermaker", None)
    intake = desk.store.children(Intake, case.id)[0]
    assert (intake.advice is not None, intake.intake_date, intake.agreed) == (True, None, None)
    assert [s.what for s in desk.store.children(NextStep, intake.id)] == ["Proefdag"]
    assert len(desk.store.children(Barrier, case.id)) == 1
    assert desk.store.children(Consent, case.id) == ()
