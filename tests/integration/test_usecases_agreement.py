"""The learning-work agreement: drawn up, offered, signed and amended, on the real store."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desktop.application import (
    agreements,
    edits,
    stage_changes,
)
from desktop.application.agreement_terms import warnings
from desktop.domain.errors import GateClosed, Invalid, Refused
from desktop.domain.records import (
    Agreement,
    AgreementParty,
    Amendment,
    Enrolment,
    Match,
    Route,
    Signature,
    Traject,
)
from tests import people
from tests.people import Desk


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
