"""The picture of a route: what needs what, the hours of each week, where a module fits, what moved the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desktop.application.i18n import language
from desktop.application.route_picture import RoutePicture, heavy_weeks, route_picture, what_moved
from desktop.domain.changes import WHOLE, Change
from desktop.domain.dossier import Dossier
from desktop.domain.fields import Record
from desktop.domain.records import Agreement, Enrolment, Module, Placement, Prerequisite, Route
from desktop.domain.route_plan import planned_end, route_plan
from desktop.domain.route_shape import Lane, first_day_for, later_modules

START = date(2026, 9, 7)  # a Monday
ROUTE = Route(id="route", parent="traject", start=START, end_plan=START, status="draft")
BREAD = Module(id="bread", title="Brood", kind="certificate", bot=40, selfstudy=40, weeks=4)
CAKE = Module(id="cake", title="Gebak", kind="practice", bot=40, weeks=4)
DUTCH = Module(id="dutch", title="Nederlands", kind="language", weeks=8)
CAKE_NEEDS_BREAD = Prerequisite(id="p", parent="cake", required_module="bread")
WORDS = language("en")


def enrolled(module: Module, week: int, weeks: int = 4, status: str = "planned") -> Enrolment:
    start = START + timedelta(weeks=week)
    return Enrolment(
        id=f"e-{module.id}", parent="route", module=module.id, seq=week + 1, start=start,
        end=planned_end(start, weeks), status=status,
    )  # fmt: skip


def weeks(first: int, last: int) -> tuple[date, date]:
    """From the Monday of a week of the route to the Sunday of another."""
    return START + timedelta(weeks=first), START + timedelta(weeks=last, days=-1)


def dossier(*records: Record) -> Dossier:
    linked: dict[str, Record] = {one.id: one for one in (BREAD, CAKE, DUTCH, CAKE_NEEDS_BREAD)}
    return Dossier("candidate", "traject", (ROUTE, *records), linked)


def picture(*records: Record, **more: Any) -> RoutePicture:
    return route_picture(dossier(*records), ROUTE, START, **more)


def warnings(shown: RoutePicture, module: Module) -> list[str]:
    bar = shown.bar(f"e-{module.id}")
    assert bar is not None
    return [WORDS.say(sentence) for sentence in bar.warnings]


def test_modules_stand_in_lanes_by_their_kind() -> None:
    shown = picture(enrolled(DUTCH, 0), enrolled(BREAD, 1), enrolled(CAKE, 5))
    assert [bar.lane for bar in shown.bars] == [Lane.PREPARATION, Lane.THEORY, Lane.PRACTICE]


@pytest.mark.parametrize(
    ("week", "status", "early"), [(4, "planned", False), (3, "planned", True), (3, "passed", False)]
)
def test_a_module_that_starts_before_what_it_needs_is_over_is_warned_about(week: int, status: str, early: bool) -> None:
    shown = picture(enrolled(BREAD, 0, status=status), enrolled(CAKE, week))
    assert [need.early for need in shown.needs] == [early]
    assert bool(warnings(shown, CAKE)) is early
    assert warnings(shown, BREAD) == []


def test_what_is_needed_and_not_in_the_route_is_named() -> None:
    assert warnings(picture(enrolled(CAKE, 0)), CAKE) == ["“Brood” is needed first and is not in this route."]


def test_a_tried_date_tells_what_it_would_do_and_changes_nothing() -> None:
    there = dossier(enrolled(BREAD, 0), enrolled(CAKE, 4))
    tried = {"e-cake": (START + timedelta(weeks=2), START + timedelta(weeks=6, days=-1))}
    as_tried = route_picture(there, ROUTE, START, tried=tried)
    assert warnings(as_tried, CAKE) == ["Starts before “Brood” is over, which is needed first."]
    assert as_tried.plan.end == START + timedelta(weeks=6, days=-1)
    assert route_plan(there, ROUTE).end == START + timedelta(weeks=8, days=-1)


def test_a_module_past_its_year_or_its_day_is_warned_about() -> None:
    late = picture(enrolled(BREAD, 50))
    assert "a year after the start" in warnings(late, BREAD)[0]
    overdue = route_picture(dossier(enrolled(BREAD, 0)), ROUTE, START + timedelta(weeks=6))
    assert warnings(overdue, BREAD)[0].startswith("Should have been done on 04-10-2026")
    assert warnings(picture(enrolled(BREAD, 50, status="exempt")), BREAD) == []


def test_each_week_counts_its_own_hours_and_the_heaviest_is_the_heaviest_of_the_route() -> None:
    agreement = Agreement(id="a", parent="traject", route="route", work_hours=Decimal(32))
    shown = picture(agreement, enrolled(BREAD, 0), enrolled(CAKE, 3))
    totals = [week.total for _, week in shown.weeks]
    assert totals == [52, 52, 52, 62, 42, 42, 42]  # the fourth week holds both
    assert max(totals) == shown.plan.week.total
    assert [monday for monday, _ in shown.weeks][:2] == [START, START + timedelta(days=7)]
    said = heavy_weeks(shown)
    assert said is not None
    assert WORDS.say(said) == "4 weeks are too full, the first from 07-09-2026."
    assert heavy_weeks(picture(enrolled(BREAD, 0))) is None


def test_the_agreement_and_the_placement_stand_beside_the_modules() -> None:
    agreement = Agreement(id="a", parent="traject", route="route", start=START, end=START + timedelta(days=200))
    shown = picture(agreement, Placement(id="p", parent="traject", start=START + timedelta(days=150)))
    assert [(one.kind, one.end is None) for one in shown.beside] == [("agreement", False), ("placement", True)]


def test_a_module_at_the_end_starts_on_the_monday_after_everything() -> None:
    plan = route_plan(dossier(enrolled(BREAD, 0), enrolled(DUTCH, 2, 8)), ROUTE)
    assert first_day_for(ROUTE, plan, (), 4, (), START) == START + timedelta(weeks=10)
    starts = (START + timedelta(weeks=9), START + timedelta(weeks=11, days=2))
    assert first_day_for(ROUTE, plan, (), 4, starts, START) == starts[1]


def test_a_module_that_no_longer_fits_at_the_end_starts_when_what_it_needs_is_done() -> None:
    plan = route_plan(dossier(enrolled(BREAD, 0), enrolled(DUTCH, 2, 48)), ROUTE)
    assert first_day_for(ROUTE, plan, ("bread",), 4, (), START) == START + timedelta(weeks=4)


def test_only_what_comes_after_and_did_not_start_goes_along() -> None:
    first, last, done = enrolled(BREAD, 0), enrolled(CAKE, 4), enrolled(DUTCH, 8, status="passed")
    assert later_modules((first, last, done), first) == (last,)


def change(action: str, record: str, field: str, before: Any, after: Any, *, undoes: bool = False) -> Change:
    return Change(0, action, "Module moved", {}, None, "emma", datetime(2026, 9, 1, tzinfo=UTC), "enrolment", record,
                  "candidate", field, before, after, undoes=undoes)  # fmt: skip


SOON, LATE = weeks(0, 4), weeks(2, 6)
MOVE = [
    change("1", "e-bread", "end", SOON[1], LATE[1]),
    change("1", "e-bread", "start", SOON[0], LATE[0]),
]


def why(changes: list[Change], *there: Enrolment) -> tuple[date, list[str]] | None:
    """What moved the end, in words."""
    shown = picture(*there, changes=changes)
    return (shown.moved.was, [WORDS.say(s) for s in what_moved(shown, shown.moved)]) if shown.moved else None


def test_the_end_names_what_moved_it() -> None:
    assert why(MOVE, enrolled(BREAD, 2)) == (SOON[1], ["“Brood” starts 2 weeks later"])


def test_a_step_that_did_not_move_the_end_is_passed_over() -> None:
    short = [change("2", "e-dutch", "start", START, START + timedelta(days=7))]
    assert why([*short, *MOVE], enrolled(BREAD, 2), enrolled(DUTCH, 1, 2)) is not None
    assert why([*short, *MOVE], enrolled(BREAD, 2), enrolled(DUTCH, 1, 12)) is None


WHOLE_CAKE = {"module": "cake", "start": weeks(4, 8)[0], "end": weeks(4, 8)[1], "status": "planned"}


@pytest.mark.parametrize(
    ("changes", "there", "was", "words"),
    [
        ([change("1", "e-bread", "end", SOON[1], SOON[1] - timedelta(days=3))], [replace(enrolled(BREAD, 0),
         end=SOON[1] - timedelta(days=3))], SOON[1], "“Brood” takes 3 days less"),
        ([change("1", "e-cake", "status", "planned", "exempt")], [enrolled(BREAD, 0), enrolled(CAKE, 4,
         status="exempt")], weeks(4, 8)[1], "“Gebak” need not be followed"),
        ([change("1", "e-cake", WHOLE, None, WHOLE_CAKE)], [enrolled(BREAD, 0), enrolled(CAKE, 4)], SOON[1],
         "“Gebak” was added"),
        ([change("2", "e-cake", "_deleted", False, True), change("1", "e-cake", WHOLE, None, WHOLE_CAKE)],
         [enrolled(BREAD, 0)], weeks(4, 8)[1], "a module was taken out"),
    ],
)  # fmt: skip
def test_every_way_to_move_the_end_has_its_words(
    changes: list[Change], there: list[Enrolment], was: date, words: str
) -> None:
    assert why(changes, *there) == (was, [words])


def test_a_step_that_was_taken_back_no_longer_counts_and_one_done_again_does() -> None:
    undone = [replace(c, action="2", before=c.after, after=c.before, undoes=True) for c in MOVE]
    again = [replace(c, action="3", undoes=True) for c in MOVE]
    assert why([*undone, *MOVE], enrolled(BREAD, 0)) is None
    assert why([*again, *undone, *MOVE], enrolled(BREAD, 2)) == (SOON[1], ["“Brood” starts 2 weeks later"])


def test_the_modules_of_another_route_do_not_count() -> None:
    other = replace(enrolled(CAKE, 30), parent="other")
    moved = change("1", "e-cake", "end", START, other.end)
    assert why([moved], enrolled(BREAD, 0), other) is None
