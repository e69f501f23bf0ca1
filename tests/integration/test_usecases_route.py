"""Modules, route, exams, exemptions, placement and aftercare, on the real store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from desktop.application import (
    aftercare,
    edits,
    enrolments,
    modules,
    placements,
    route_picture,
    routes,
)
from desktop.domain.changes import Action
from desktop.domain.errors import GateClosed, Invalid, Refused
from desktop.domain.records import (
    Aftercare,
    Enrolment,
    Placement,
    Route,
    Sustained,
)
from tests import people
from tests.people import BAKER, Desk


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


def _three_in_a_row(desk: Desk) -> tuple[str, list[str], date]:
    start = desk.clock.today() + timedelta(days=14)
    route = desk.do(routes.plan_route(desk.work, people.in_orientation(desk), {"name": "Brood", "start": start}))
    added = []
    for number in range(3):
        values = {"module_code": f"M{number}", "title": f"Deel {number}", "provider": desk.school, "weeks": 4,
                  "load": Decimal(40), "unit": "SBU", "valid_from": date(2025, 1, 1)}  # fmt: skip
        module = desk.do(modules.add_module(desk.work, values))
        added.append(desk.do(route_picture.add_at_end(desk.work, route, module)))
    return route, added, start


def test_modules_added_at_the_end_follow_each_other_and_a_chain_moves_as_one(desk: Desk) -> None:
    route, added, start = _three_in_a_row(desk)
    weeks = [4 * n for n in range(3)]
    assert [e.start for e in desk.store.children(Enrolment, route)] == [start + timedelta(weeks=w) for w in weeks]
    desk.do(enrolments.shift(desk.work, added[1], 14))
    moved = [start, *(start + timedelta(weeks=w + 2) for w in weeks[1:])]
    assert [e.start for e in desk.store.children(Enrolment, route)] == moved
    assert desk.store.get(Route, route).end_plan == start + timedelta(weeks=14, days=-1)
    with pytest.raises(Invalid, match="a year after the start"):
        enrolments.shift(desk.work, added[1], 7 * 40)
    desk.store.undo()
    assert desk.store.get(Route, route).end_plan == start + timedelta(weeks=12, days=-1)


def test_the_order_of_modules_is_changed_in_one_step(desk: Desk) -> None:
    route, added, _ = _three_in_a_row(desk)
    desk.do(enrolments.reorder(desk.work, added[2], -1))
    order = sorted(desk.store.children(Enrolment, route), key=lambda e: e.seq or 0)
    assert [e.id for e in order] == [added[0], added[2], added[1]]
    desk.do(enrolments.reorder(desk.work, added[0], -1))
    assert desk.store.get(Enrolment, added[0]).seq == 1


def test_the_catalogue_offers_modules_with_their_days_and_what_they_need(desk: Desk) -> None:
    route, _, start = _three_in_a_row(desk)
    traject = desk.store.get(Route, route).parent or ""
    cake = {"module_code": "B2", "title": "Gebak", "provider": desk.school, "load": Decimal(40), "unit": "SBU",
            "weeks": 4, "valid_from": date(2025, 1, 1)}  # fmt: skip
    desk.do(modules.add_module(desk.work, cake, prerequisites=[{"kind": "module", "required_module": desk.module}]))
    (offer,) = route_picture.offers(desk.work, traject, route, "geb")
    assert (offer.start, offer.needed, offer.inside) == (start + timedelta(weeks=12), ("Brood",), False)
    assert {o.module.title for o in route_picture.offers(desk.work, traject, route, "") if o.inside} == {
        "Deel 0",
        "Deel 1",
        "Deel 2",
    }


def test_what_moved_the_end_is_what_the_end_was_before_also_after_undo_and_redo(desk: Desk) -> None:
    route, (first, second, third), start = _three_in_a_row(desk)
    traject = desk.store.get(Route, route).parent or ""

    def now() -> route_picture.RoutePicture:
        dossier = desk.store.dossier(traject)
        found = desk.store.get(Route, route)
        return route_picture.route_picture(dossier, found, desk.clock.today(), desk.store.history(dossier.candidate_id))

    longer = start + timedelta(weeks=16)
    steps: tuple[Callable[[], Action], ...] = (
        partial(enrolments.shift, desk.work, second, 14),
        partial(enrolments.reschedule, desk.work, third, end=longer),
        partial(enrolments.exempt, desk.work, third, "diploma", desk.school, desk.clock.today()),
        partial(enrolments.take_out, desk.work, second),
    )
    for make in steps:
        before = now()
        desk.do(make())
        after = now()
        assert after.moved is not None
        assert (after.moved.was, after.plan.end != before.plan.end) == (before.plan.end, True)
        desk.store.undo()
        assert (now().moved, now().plan.end) == (before.moved, before.plan.end)
        desk.store.redo()
        assert (now().moved, now().plan.end) == (after.moved, after.plan.end)
    before = now()
    desk.do(enrolments.set_progress(desk.work, first, "enrolled"))
    assert now().moved == before.moved
