"""Employers, questions, matches, intake, agreement, route, modules and placement, on the real store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desktop.application import (
    aftercare,
    agreements,
    edits,
    employers,
    enrolments,
    intake,
    matches,
    modules,
    placements,
    questions,
    routes,
    stage_changes,
)
from desktop.application.agreement_terms import warnings
from desktop.application.ports import Work
from desktop.domain.changes import Action
from desktop.domain.errors import GateClosed, Invalid, Refused
from desktop.domain.records import (
    Aftercare,
    Agreement,
    AgreementParty,
    Amendment,
    Enrolment,
    Intake,
    IntakeVersion,
    Match,
    Placement,
    Print,
    Question,
    Route,
    Signature,
    Sustained,
    Traject,
)
from desktop.persistence.store import LocalStore
from tests import people
from tests.people import BAKER, Desk
from tests.stillness import StillClock


@pytest.fixture
def desk(store: LocalStore, clock: StillClock, work: Work) -> Desk:
    return people.desk_at_work(store, clock, work)


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
    assert (desk.store.get(Question, question).status, questions.filled(desk.work, question)) == ("filled", 1)
    assert desk.store.get(Match, match).decided_by == desk.work.user.id
    assert desk.store.get(Traject, first).substage == "S2.match_agreed"
    with pytest.raises(Refused, match="filled"):
        edits.change(desk.work, "match", late, yes)
    desk.do(matches.decide(desk.work, match, "declined_employer"))
    assert (desk.store.get(Question, question).status, questions.filled(desk.work, question)) == ("matching", 0)
    assert desk.store.get(Match, match).employer_agreed is None


def test_an_intake_is_frozen_only_when_complete_and_keeps_its_bytes(desk: Desk) -> None:
    traject = people.in_intake(desk)
    draft = desk.store.children(Intake, traject)[0]
    desk.do(edits.change(desk.work, "intake", draft.id, {"advice": "x" * 99, "form": None}))
    with pytest.raises(GateClosed) as closed:
        intake.freeze(desk.work, traject, b"%PDF", "nl")
    assert {p.field for p in closed.value.points} == {"intake.advice", "intake.form"}
    with pytest.raises(Refused, match="Finish the intake first"):
        intake.agree(desk.work, traject, agreed=True)
    desk.do(edits.change(desk.work, "intake", draft.id, {"advice": "é" * 100, "form": "online"}))
    desk.do(intake.freeze(desk.work, traject, lambda version: f"%PDF version {version}".encode(), "nl"))
    (frozen,) = desk.store.children(IntakeVersion, traject)
    assert frozen.sha256 == hashlib.sha256(b"%PDF version 1").hexdigest()
    assert desk.store.bytes(frozen.sha256 or "") == b"%PDF version 1"
    lines = json.loads(frozen.snapshot or "")
    assert {"candidate", "traject", "intake", "language", "consent", "next_step"} <= {line["kind"] for line in lines}
    assert next(line for line in lines if line["kind"] == "intake")["advice"] == "é" * 100
    (filed,) = desk.store.children(Print, traject)
    assert (filed.document, filed.filed, filed.sha256) == ("intake", True, frozen.sha256)


def test_a_frozen_intake_changes_only_after_it_is_opened_again(desk: Desk) -> None:
    traject = people.in_intake(desk)
    draft = desk.store.children(Intake, traject)[0].id
    desk.do(intake.freeze(desk.work, traject, b"%PDF 1", "nl"))
    attempts: tuple[Callable[[], Action], ...] = (
        lambda: edits.change(desk.work, "intake", draft, {"max_km": 20}),
        lambda: edits.add(desk.work, "next_step", draft, {"what": "Meer"}),
        lambda: intake.freeze(desk.work, traject, b"%PDF 2", "nl"),
    )
    for attempt in attempts:
        with pytest.raises(Refused, match="frozen as version 1"):
            attempt()
    desk.do(edits.change(desk.work, "intake", draft, {"agreed": False, "remark": "Klopt niet"}))
    assert desk.store.get(Intake, draft).agreed is False
    desk.do(edits.change(desk.work, "intake", draft, {"version": None}))
    assert desk.store.get(Intake, draft).agreed is None
    desk.do(edits.change(desk.work, "intake", draft, {"max_km": 20}))
    desk.do(intake.freeze(desk.work, traject, b"%PDF 2", "en"))
    assert [v.version for v in desk.store.children(IntakeVersion, traject)] == [1, 2]
    with pytest.raises(Refused, match="has an intake"):
        intake.open_intake(desk.work, traject)


def test_special_data_and_national_numbers_are_not_in_the_snapshot(desk: Desk) -> None:
    traject = people.in_intake(desk)
    draft = desk.store.children(Intake, traject)[0].id
    desk.do(edits.change(desk.work, "intake", draft, {"need_adaptation": "1"}))
    assert "need_adaptation" not in intake.snapshot(desk.store.dossier(traject))


def test_an_agreement_takes_over_route_and_question_and_names_its_parties(desk: Desk) -> None:
    traject = people.in_agreement(desk)
    agreement = people.offered(desk, traject)
    found, route = desk.store.get(Agreement, agreement), desk.store.children(Route, traject)[0]
    assert (found.question, found.route, found.start, found.end) == (
        desk.question,
        route.id,
        route.start,
        route.end_plan,
    )
    parties = {p.role: p for p in desk.store.children(AgreementParty, agreement)}
    assert set(parties) == {"participant", "employer", "school", "desk"}
    assert (parties["employer"].employer, parties["school"].organisation) == (desk.employer, desk.school)
    assert parties["desk"].desk == desk.work.user.desk
    with pytest.raises(Refused, match="agreement already"):
        edits.add(desk.work, "agreement", traject, {})


def test_an_agreement_is_offered_only_when_complete_and_its_costs_add_up(desk: Desk) -> None:
    traject = people.in_agreement(desk)
    match = desk.store.children(Match, traject)[0].id
    agreement = desk.do(agreements.draw_up(desk.work, match))
    with pytest.raises(GateClosed) as closed:
        agreements.offer(desk.work, agreement)
    fields = [p.field for p in closed.value.points]
    assert {"agreement.insurance", "agreement.trainer", "cost_split.amount"} <= set(fields)
    complete = {**people.TERMS, "trainer": desk.trainer, "school_guide": desk.mentor}
    desk.do(edits.change(desk.work, "agreement", agreement, complete))
    for amount, opens in ((159999, False), (160001, False), (160000, True)):
        split = [{"cost_kind": "tuition", "amount": amount, "payer": "employer"}]
        desk.do(agreements.split_costs(desk.work, agreement, split))
        if not opens:
            with pytest.raises(GateClosed) as closed:
                agreements.offer(desk.work, agreement)
            assert [p.field for p in closed.value.points] == ["cost_split.amount"]
    desk.do(edits.change(desk.work, "agreement", agreement, {"clawback": "Terugbetalen"}))
    with pytest.raises(GateClosed, match="cannot be signed"):
        agreements.offer(desk.work, agreement)
    desk.do(edits.change(desk.work, "agreement", agreement, {"clawback_checked": True}))
    desk.do(edits.change(desk.work, "agreement", agreement, {"status": "to_sign"}))
    with pytest.raises(Refused, match="amendment"):
        edits.change(desk.work, "agreement", agreement, {"work_hours": Decimal(30)})


def test_more_than_a_year_is_refused_and_only_a_team_lead_amends_past_it(desk: Desk) -> None:
    traject = people.in_agreement(desk)
    start = desk.store.children(Route, traject)[0].start or desk.clock.today()
    with pytest.raises(Invalid) as refused:
        people.offered(desk, traject, end=start + timedelta(days=366))
    assert set(refused.value.problems) == {"end"}
    agreement = people.offered(desk, traject, end=start + timedelta(days=365))
    changes = {"end": start + timedelta(days=366)}
    sheet: dict[str, Any] = {"what": "Langer", "from_date": start, "reason": "Herkansing"}
    with pytest.raises(Invalid, match="team lead"):
        agreements.amend(desk.work, agreement, changes, **sheet)
    with pytest.raises(Refused, match="team lead"):
        agreements.amend(desk.work, agreement, changes, **sheet, override="Herkansing")
    desk.do(agreements.amend(desk.lead, agreement, changes, **sheet, override="Herkansing"))
    assert desk.store.get(Agreement, agreement).end == start + timedelta(days=366)


def test_every_party_signs_once_and_the_last_makes_it_complete(desk: Desk) -> None:
    traject = people.in_agreement(desk)
    agreement = people.offered(desk, traject)
    first, *rest = desk.store.children(AgreementParty, agreement)
    with pytest.raises(Invalid) as refused:
        _sign(desk, first, desk.clock.today() + timedelta(days=1))
    assert set(refused.value.problems) == {"sig_date"}
    _sign(desk, first)
    assert desk.store.get(Agreement, agreement).status == "partly_signed"
    with pytest.raises(Refused, match="signed this version"):
        _sign(desk, first)
    for party in rest:
        _sign(desk, party)
    assert desk.store.get(Agreement, agreement).status == "complete"
    with pytest.raises(Refused, match="starts on"):
        agreements.take_effect(desk.work, agreement)


def _sign(desk: Desk, party: AgreementParty, on: date | None = None) -> None:
    day = on or desk.clock.today()
    desk.do(agreements.sign(desk.work, party.id, name="N. Naam", role="Partij", on=day, how="wet"))


def test_an_amendment_is_a_new_version_that_everybody_signs_again(desk: Desk) -> None:
    traject = people.in_agreement(desk)
    agreement = people.offered(desk, traject)
    people.sign_all(desk, agreement)
    sheet: dict[str, Any] = {"what": "Meer uren", "from_date": desk.clock.today(), "reason": "Op verzoek"}
    with pytest.raises(Refused, match="cannot be changed by an amendment"):
        agreements.amend(desk.work, agreement, {"job_promise": "none"}, **sheet)
    with pytest.raises(Refused, match="Nothing changes"):
        agreements.amend(desk.work, agreement, {"work_hours": Decimal(28)}, **sheet)
    desk.do(agreements.amend(desk.work, agreement, {"work_hours": Decimal(32)}, **sheet))
    found = desk.store.get(Agreement, agreement)
    assert (found.version, found.status, found.work_hours) == (2, "to_sign", Decimal(32))
    assert [(a.version, a.what) for a in desk.store.children(Amendment, agreement)] == [(2, "Meer uren")]
    people.sign_all(desk, agreement)
    assert desk.store.get(Agreement, agreement).status == "complete"
    assert [s.version for s in desk.store.children(Signature, agreement)] == [1] * 4 + [2] * 4
    desk.do(agreements.end_agreement(desk.work, agreement, "Werkgever trekt zich terug"))
    assert people.offered(desk, traject)


def test_a_minor_brings_a_guardian_who_signs(desk: Desk) -> None:
    traject = people.in_agreement(desk, birth_date=date(2009, 1, 1), guardian_name="Aylin Yılmaz")
    agreement = people.offered(desk, traject)
    parties = {p.role: p for p in desk.store.children(AgreementParty, agreement)}
    assert parties["guardian"].represented_by == "Aylin Yılmaz"
    for role, party in parties.items():
        if role != "guardian":
            _sign(desk, party)
    assert desk.store.get(Agreement, agreement).status == "partly_signed"


def test_warnings_name_a_heavy_week_and_a_void_trial_period(desk: Desk) -> None:
    traject = people.in_agreement(desk)
    agreement = people.offered(desk, traject, work_hours=Decimal(40), school_hours=Decimal(9), trial_weeks=9)
    found = desk.store.get(Agreement, agreement)
    texts = [str(w) for w in warnings(desk.store.dossier(traject), found, desk.clock.today())]
    assert len(texts) == 2
    assert "49" in texts[0]
    assert "two months" in texts[1]
    desk.clock.move(days=14)
    texts = [str(w) for w in warnings(desk.store.dossier(traject), found, desk.clock.today())]
    assert len(texts) == 6  # and four parties who have not signed on the first day


def test_the_catalogue_has_each_code_once_and_no_circles(desk: Desk) -> None:
    values = {"module_code": "BRD-1", "title": "Nog eens", "provider": desk.school, "load": Decimal(10), "unit": "EC"}
    with pytest.raises(Refused, match="already"):
        modules.add_module(desk.work, values)
    with pytest.raises(Invalid) as refused:
        modules.add_module(desk.work, {**values, "module_code": "X", "bot": 200, "selfstudy": 81})
    assert set(refused.value.problems) == {"load"}
    second = desk.do(
        modules.add_module(
            desk.work, {**values, "module_code": "BRD-2", "bot": 200, "selfstudy": 80},
            prerequisites=[{"kind": "module", "required_module": desk.module}],
        )
    )  # fmt: skip
    with pytest.raises(Refused, match="need each other"):
        modules.add_prerequisite(desk.work, desk.module, {"kind": "module", "required_module": second})


def test_modules_stand_inside_the_year_of_the_route_and_in_the_order_they_need(desk: Desk) -> None:
    traject, start = people.in_orientation(desk), date(2026, 9, 1)
    route = desk.do(routes.plan_route(desk.work, traject, {"name": "Brood", "start": start, "to_occ": BAKER}))
    after = {
        "module_code": "B2",
        "title": "Gebak",
        "provider": desk.school,
        "load": Decimal(40),
        "unit": "SBU",
        "weeks": 4,
    }
    cake = desk.do(
        modules.add_module(desk.work, after, prerequisites=[{"kind": "module", "required_module": desk.module}])
    )
    for first, last, problem in (
        (start - timedelta(days=1), start, "start"),
        (start, start + timedelta(days=366), "end"),
    ):
        with pytest.raises(Invalid) as refused:
            enrolments.enrol(desk.work, route, desk.module, start=first, end=last)
        assert set(refused.value.problems) == {problem}
    bread = desk.do(enrolments.enrol(desk.work, route, desk.module, start=start + timedelta(days=7)))
    assert desk.store.get(Route, route).end_plan == start + timedelta(days=6 + 40 * 7)
    with pytest.raises(Refused, match="already"):
        enrolments.enrol(desk.work, route, desk.module, start=start)
    with pytest.raises(Refused, match="first"):
        enrolments.enrol(desk.work, route, cake, start=start)
    desk.do(enrolments.enrol(desk.work, route, cake, start=start + timedelta(weeks=42)))
    assert [e.seq for e in desk.store.children(Enrolment, route)] == [1, 2]
    with pytest.raises(Invalid, match="a year after the start"):
        edits.change(desk.work, "enrolment", bread, {"end": start + timedelta(days=366)})
    desk.do(edits.change(desk.work, "enrolment", bread, {"start": start, "end": start + timedelta(days=200)}))
    assert desk.store.get(Route, route).end_plan == start + timedelta(weeks=46, days=-1)
    desk.do(enrolments.set_progress(desk.work, bread, "started"))
    with pytest.raises(Refused, match="started already"):
        edits.remove(desk.work, "enrolment", bread)


def test_a_route_is_sent_for_approval_complete_and_approved_by_the_school(desk: Desk) -> None:
    traject = people.in_orientation(desk)
    route = desk.do(routes.plan_route(desk.work, traject, {"name": "Brood", "start": date(2026, 9, 1)}))
    with pytest.raises(GateClosed) as closed:
        edits.change(desk.work, "route", route, {"status": "for_approval"})
    assert {"route.to_occ", "route.fallback", "enrolment.module"} <= {p.field for p in closed.value.points}
    with pytest.raises(Refused, match="for approval first"):
        routes.approve_route(desk.work, route, "school", "Sanne Vos")
    ready = people.planned(desk, traject)
    assert desk.store.get(Route, ready).status == "approved"
    desk.do(edits.add(desk.work, "approval", ready, {"role": "participant", "name": "Bilal"}))
    other = {"module_code": "B3", "title": "Hygiëne", "provider": desk.school, "load": Decimal(8), "unit": "SBU"}
    extra = desk.do(modules.add_module(desk.work, other))
    desk.do(enrolments.enrol(desk.work, ready, extra, start=date(2026, 5, 4)))
    assert desk.store.get(Route, ready).status == "for_approval"
    desk.do(routes.stop_route(desk.work, ready, "Ander plan"))
    with pytest.raises(Refused, match="does not change"):
        enrolments.enrol(desk.work, ready, extra, start=date(2026, 5, 4))


def test_a_module_is_tried_three_times_at_most(desk: Desk) -> None:
    _, enrolment = _running(desk)
    for number in (1, 2):
        desk.do(enrolments.record_attempt(desk.work, enrolment, desk.clock.today(), "failed", Decimal("5.4")))
        assert desk.store.get(Enrolment, enrolment).status == "retake", number
    desk.do(enrolments.record_attempt(desk.work, enrolment, desk.clock.today(), "cancelled"))
    planned = enrolments.record_attempt(desk.work, enrolment, desk.clock.today() + timedelta(days=7))
    desk.store.apply(planned)
    with pytest.raises(Refused, match="3 times"):
        enrolments.record_attempt(desk.work, enrolment, desk.clock.today(), "passed")
    attempt = planned.created("attempt")
    with pytest.raises(Invalid, match="after the exam"):
        enrolments.record_result(desk.work, attempt, "passed")
    desk.clock.move(days=7)
    desk.do(edits.change(desk.work, "attempt", attempt, {"result": "passed", "grade": Decimal("6.5")}))
    assert desk.store.get(Enrolment, enrolment).status == "passed"
    with pytest.raises(Refused, match="done already"):
        enrolments.record_attempt(desk.work, enrolment, desk.clock.today(), "passed")
    with pytest.raises(Refused, match="passed by an attempt"):
        edits.change(desk.work, "enrolment", enrolment, {"status": "passed"})


def _running(desk: Desk, **person: Any) -> tuple[str, str]:
    traject = people.in_orientation(desk, **person)
    route = people.planned(desk, traject)
    return route, desk.store.children(Enrolment, route)[0].id


@pytest.mark.parametrize(
    ("certificate", "counts"), [(date(2024, 3, 2), True), (date(2024, 3, 1), False), (None, False)]
)
def test_an_evc_certificate_counts_for_two_years(desk: Desk, certificate: date | None, counts: bool) -> None:
    _, enrolment = _running(desk)
    today = desk.clock.today()
    if counts:
        desk.do(enrolments.exempt(desk.work, enrolment, "evc", desk.school, today, certificate_date=certificate))
        assert desk.store.get(Enrolment, enrolment).status == "exempt"
        return
    with pytest.raises(Invalid) as refused:
        enrolments.exempt(desk.work, enrolment, "evc", desk.school, today, certificate_date=certificate)
    assert set(refused.value.problems) == {"certificate_date"}


@pytest.mark.parametrize(("birth", "counts"), [(date(2005, 3, 2), True), (date(2005, 3, 3), False)])
def test_the_test_for_adults_is_for_people_of_21(desk: Desk, birth: date, counts: bool) -> None:
    _, enrolment = _running(desk, birth_date=birth)
    if not counts:
        with pytest.raises(Invalid, match="21"):
            enrolments.exempt(desk.work, enrolment, "test21", desk.school, desk.clock.today())
        return
    assert enrolments.exempt(desk.work, enrolment, "test21", desk.school, desk.clock.today()).edits


def test_an_exemption_shortens_the_route(desk: Desk) -> None:
    route, bread = _running(desk)
    values = {"module_code": "B9", "title": "Rekenen", "provider": desk.school, "load": Decimal(8), "unit": "SBU"}
    maths = desk.do(modules.add_module(desk.work, values))
    short = desk.do(enrolments.enrol(desk.work, route, maths, start=date(2026, 3, 16), end=date(2026, 4, 10)))
    before = desk.store.get(Route, route).end_plan
    given = {"exemption_ground": "diploma", "exemption_by": desk.school, "exemption_date": desk.clock.today()}
    desk.do(edits.add(desk.work, "exemption", bread, given))
    after = desk.store.get(Route, route).end_plan
    assert before is not None
    assert after == desk.store.get(Enrolment, short).end == date(2026, 4, 10) < before
    assert routes.plan_of(desk.work, route).load == Decimal(8)


def test_a_lighter_outcome_ends_a_route_that_was_not_finished(desk: Desk) -> None:
    route, _ = _running(desk)
    with pytest.raises(Refused, match="not done"):
        routes.finish_route(desk.work, route)
    desk.clock.move(days=60)
    desk.do(edits.change(desk.work, "route", route, {"status": "finished", "outcome": "practice_statement"}))
    found = desk.store.get(Route, route)
    assert (found.status, found.outcome, found.end_real) == ("finished", "practice_statement", desk.clock.today())


def test_a_week_is_ticked_once(desk: Desk) -> None:
    _, enrolment = _running(desk)
    desk.do(enrolments.tick_guided_week(desk.work, enrolment, date(2026, 2, 25)))
    with pytest.raises(Refused, match="recorded already"):
        enrolments.tick_guided_week(desk.work, enrolment, date(2026, 2, 23))


def test_a_placement_plans_its_aftercare_and_undo_takes_both_back(desk: Desk) -> None:
    traject = people.in_orientation(desk)
    people.matched(desk, traject)
    job = {"start": date(2026, 3, 9), "contract": "O", "hours": Decimal(32)}
    placement = desk.do(edits.add(desk.work, "placement", traject, job))
    days = [c.planned for c in desk.store.children(Aftercare, traject)]
    assert days == [date(2026, 3, 16), date(2026, 4, 9), date(2026, 6, 9), date(2026, 9, 9), date(2027, 3, 9)]
    desk.do(edits.change(desk.work, "placement", placement, {"start": date(2026, 3, 25)}))
    assert [c.planned for c in desk.store.children(Aftercare, traject)][:2] == [date(2026, 4, 1), date(2026, 4, 28)]
    desk.store.undo()
    desk.store.undo()
    assert (desk.store.children(Placement, traject), desk.store.children(Aftercare, traject)) == ((), ())


def test_a_fixed_contract_has_an_end_and_a_trial_period_may_be_void(desk: Desk) -> None:
    traject = people.in_orientation(desk)
    job: dict[str, Any] = {
        "employer": desk.employer,
        "function": "Bakker",
        "start": date(2026, 3, 9),
        "hours": Decimal(32),
    }
    for contract, end in (("B", None), ("O", date(2027, 3, 9))):
        with pytest.raises(Invalid) as refused:
            placements.place(desk.work, traject, {**job, "contract": contract, "end": end})
        assert set(refused.value.problems) == {"end"}
    half_a_year = {"contract": "B", "end": date(2026, 9, 8), "trial_until": date(2026, 3, 30)}
    placement = desk.do(placements.place(desk.work, traject, {**job, **half_a_year}))
    assert len(placements.warnings(desk.store.get(Placement, placement))) == 1
    desk.do(placements.call_off(desk.work, placement))
    assert desk.store.children(Aftercare, traject) == ()


def test_an_aftercare_contact_answers_whether_the_job_lasted(desk: Desk) -> None:
    traject = people.in_orientation(desk)
    people.matched(desk, traject)
    placement = desk.do(
        placements.place(desk.work, traject, {"start": date(2025, 12, 1), "contract": "O", "hours": Decimal(24)})
    )
    contacts = {c.occasion: c.id for c in desk.store.children(Aftercare, traject)}
    answers = {"done": desk.clock.today(), "with_whom": "employer", "outcome": "good", "stays": True, "score": 8}
    desk.do(edits.change(desk.work, "aftercare", contacts["M3"], answers))
    desk.do(edits.change(desk.work, "aftercare", contacts["W1"], {"outcome": "attention", "stays": True}))
    (lasting,) = desk.store.children(Sustained, placement)
    assert (lasting.months, lasting.sustained, lasting.source) == (3, "1", "employer")
    desk.do(aftercare.record_lasting(desk.work, placement, 3, still=False, source="candidate"))
    assert [s.sustained for s in desk.store.children(Sustained, placement)] == ["2"]
    with pytest.raises(Refused, match="3, 6 and 12"):
        aftercare.record_lasting(desk.work, placement, 4, still=True, source="candidate")
    with pytest.raises(Invalid) as refused:
        aftercare.record_aftercare(desk.work, contacts["M6"], {"with_whom": "candidate"})
    assert set(refused.value.problems) == {"outcome"}


def test_an_agreement_in_force_starts_modules_and_route_in_one_action(desk: Desk) -> None:
    traject = people.in_agreement(desk)
    agreement = people.offered(desk, traject)
    people.sign_all(desk, agreement)
    values = {"pok_no": "POK-7", "pok_date": desk.clock.today()}
    desk.do(edits.change(desk.work, "agreement", agreement, values))
    enrolment = desk.store.where(Enrolment, module=desk.module)[0].id
    desk.do(edits.change(desk.work, "enrolment", enrolment, {"status": "enrolled"}))
    desk.clock.move(days=14)
    desk.do(stage_changes.advance_stage(desk.work, traject, "S4"))
    assert desk.store.get(Agreement, agreement).status == "started"
    desk.store.undo()
    assert (desk.store.get(Agreement, agreement).status, desk.store.get(Traject, traject).stage) == ("complete", "S3")
