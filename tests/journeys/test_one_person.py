"""One person from sign-up to a lasting job, through the use cases and the real encrypted store."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from desktop.application import (
    aftercare,
    agreements,
    closing,
    edits,
    enrolments,
    notes,
    placements,
    reentry,
    routes,
    stage_changes,
)
from desktop.application.ports import Work
from desktop.domain.codes import Stage
from desktop.domain.errors import GateClosed, Refused
from desktop.domain.records import (
    Aftercare,
    Agreement,
    Enrolment,
    Intake,
    Placement,
    Question,
    Route,
    StageEvent,
    Sustained,
    Traject,
)
from desktop.domain.stages import gate, stage_of
from desktop.persistence.store import LocalStore
from tests import people
from tests.stillness import StillClock


def test_one_person_goes_from_sign_up_to_a_lasting_job_and_can_come_back(
    store: LocalStore, clock: StillClock, work: Work
) -> None:
    desk = people.desk_at_work(store, clock, work)
    work = desk.work
    traject = people.in_agreement(desk)
    assert store.get(Question, desk.question).status == "partly_filled"

    agreement = people.offered(desk, traject)
    with pytest.raises(GateClosed) as closed:
        stage_changes.advance_stage(work, traject, "S4")
    named = {point.field for point in closed.value.points}
    assert {"signature.sig_date", "agreement.start", "agreement.pok_no", "enrolment.status"} <= named
    people.sign_all(desk, agreement)
    assert store.get(Agreement, agreement).status == "complete"
    assert store.get(Traject, traject).substage == "S3.complete"
    desk.do(agreements.register_pok(work, agreement, "POK-1", clock.today()))
    enrolment = store.where(Enrolment, module=desk.module)[0].id
    desk.do(enrolments.set_progress(work, enrolment, "enrolled"))
    clock.move(days=14)
    desk.do(stage_changes.advance_stage(work, traject, "S4"))
    assert store.get(Agreement, agreement).status == "started"
    route = store.children(Route, traject)[0]
    assert route.status == "running"

    clock.move(days=200)
    desk.do(enrolments.record_attempt(work, enrolment, clock.today(), "failed", Decimal("4.5")))
    desk.do(enrolments.record_attempt(work, enrolment, clock.today(), "passed", Decimal(7)))
    desk.do(routes.finish_route(work, route.id))
    desk.do(stage_changes.advance_stage(work, traject, "S5"))

    start = clock.today() + timedelta(days=7)
    contract = {"start": start, "contract": "O", "hours": Decimal(32), "trial_until": start + timedelta(days=40)}
    job = desk.do(placements.place(work, traject, contract))
    assert store.get(Placement, job).employer == desk.employer
    with pytest.raises(GateClosed):
        stage_changes.advance_stage(work, traject, "S6")
    clock.move(days=7)
    desk.do(stage_changes.advance_stage(work, traject, "S6"))

    for contact in store.children(Aftercare, traject):
        assert contact.planned is not None
        clock.move(days=(contact.planned - clock.today()).days)
        answers = {"with_whom": "candidate", "channel": "phone", "outcome": "good", "stays": True}
        desk.do(aftercare.record_aftercare(work, contact.id, answers))
    assert [(s.months, s.sustained) for s in store.children(Sustained, job)] == [(3, "1"), (6, "1"), (12, "1")]
    desk.do(notes.add_note(work, traject, "Bilal werkt met plezier."))
    desk.do(closing.close_case(work, traject, "lasting", "goal_reached"))

    closed_case = store.get(Traject, traject)
    assert (closed_case.stage, closed_case.substage) == ("S7", "S7.lasting")
    assert closed_case.retention_class == "RC2"
    assert closed_case.retain_until == date(clock.today().year + 5, clock.today().month, clock.today().day)
    assert [e.to_stage for e in store.children(StageEvent, traject)] == [f"S{n}" for n in range(8)]
    with pytest.raises(Refused, match="closed"):
        stage_changes.advance_stage(work, traject, "S6")

    again = reentry.reenter(work, closed_case.parent or "", {"ref_no": "2"})
    store.apply(again)
    new = store.get(Traject, again.created("traject"))
    assert (new.previous_traject, new.stage, new.dossier_no) == (traject, "S0", f"VWNW-{clock.today().year}-00001")
    draft = store.children(Intake, new.id)[0]
    assert (draft.version, draft.agreed, draft.hours_max) == (None, None, 36)
    assert stage_of(store.dossier(new.id)) is Stage.SIGN_UP
    assert {p.field for p in gate(store.dossier(new.id), Stage.INTAKE, clock.today())} >= {"traject.privacy_notice"}


def test_what_was_done_by_use_cases_can_be_undone_step_by_step(
    store: LocalStore, clock: StillClock, work: Work
) -> None:
    desk = people.desk_at_work(store, clock, work)
    traject = people.in_orientation(desk)
    store.undo()
    assert store.get(Traject, traject).stage == "S1"
    store.redo()
    assert store.get(Traject, traject).stage == "S2"
    assert edits.change(desk.work, "traject", traject, {"stage": "S1"}, "Te vroeg").reason == "Te vroeg"
