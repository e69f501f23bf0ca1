"""What a route adds up to, who has to sign an agreement, and when a trial period is void."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.agreement_rules import (
    age_on,
    cost_difference,
    is_minor,
    status_when_signed,
    too_long,
    trial_warning,
    unsigned,
)
from desktop.domain.dossier import Dossier
from desktop.domain.fields import Record
from desktop.domain.records import (
    Agreement,
    AgreementParty,
    CostSplit,
    Enrolment,
    FundingLine,
    Module,
    Prerequisite,
    Route,
    Signature,
)
from desktop.domain.route_plan import RoutePlan, bbl_hours, planned_end, prerequisite_cycle, route_plan, study_hours

START = date(2026, 9, 1)
ROUTE = Route(id="route", parent="traject", start=START, end_plan=START + timedelta(days=300), pathway="bbl")
BREAD = Module(
    id="bread", title="Brood", load=Decimal(480), unit="SBU", bot=120, bpv=300, selfstudy=60, price=100000, vat=21000,
    exam_fee=5000, weeks=20,
)  # fmt: skip
HBO = Module(id="hbo", title="Voeding", load=Decimal(5), unit="EC", bot=40, selfstudy=100, price=50000, weeks=10)


def plan(*records: Record) -> RoutePlan:
    linked: dict[str, Record] = {BREAD.id: BREAD, HBO.id: HBO}
    return route_plan(Dossier("candidate", "traject", (ROUTE, *records), linked), ROUTE)


def enrolled(module: Module, week: int = 0, weeks: int = 20, status: str = "planned") -> Enrolment:
    start = START + timedelta(weeks=week)
    return Enrolment(
        id=f"e-{module.id}", parent="route", module=module.id, seq=week + 1, mandatory=True, start=start,
        end=planned_end(start, weeks), status=status,
    )  # fmt: skip


def test_a_route_adds_up_hours_and_cost_and_counts_an_ec_as_28_hours() -> None:
    both = plan(enrolled(BREAD), enrolled(HBO, 20, 10))
    assert (both.load, both.guided, both.practice, both.selfstudy) == (Decimal(620), 160, 300, 160)
    assert (both.cost, both.covered, both.rest) == (176000, 0, 176000)
    assert both.end == date(2027, 3, 29)
    assert study_hours(Decimal("2.5"), "EC") == Decimal(70)


def test_an_exemption_makes_a_route_shorter_cheaper_and_lighter() -> None:
    full = plan(enrolled(BREAD), enrolled(HBO, 20, 10))
    short = plan(enrolled(BREAD), enrolled(HBO, 20, 10, status="exempt"))
    assert full.end is not None
    assert short.end is not None
    assert short.end < full.end
    assert (short.load, short.exempted, short.cost) == (Decimal(480), Decimal(140), 126000)
    assert [m.enrolment.id for m in short.open_mandatory] == ["e-bread"]


def test_only_money_that_is_not_refused_covers_the_modules() -> None:
    lines = (
        FundingLine(id="1", parent="traject", cost_kind="tuition", amount=100000, line_status="planned"),
        FundingLine(id="2", parent="traject", cost_kind="exam", amount=5000, line_status="rejected"),
        FundingLine(id="3", parent="traject", cost_kind="travel", amount=7000, line_status="granted"),
        FundingLine(
            id="4", parent="traject", cost_kind="books", amount=1000, line_status="granted", enrolment="e-bread"
        ),
    )
    assert plan(enrolled(BREAD), *lines).covered == 101000


def test_the_heaviest_week_counts_modules_that_run_together() -> None:
    agreement = Agreement(id="a", parent="traject", route="route", work_hours=Decimal(36), pathway="bbl")
    after = plan(agreement, enrolled(BREAD), enrolled(HBO, 20, 10)).week
    beside = plan(agreement, enrolled(BREAD), enrolled(HBO, 5, 10)).week
    assert (after.work, after.lessons, after.selfstudy, after.heavy) == (
        Decimal(36),
        Decimal("4.0"),
        Decimal("10.0"),
        True,
    )
    assert (beside.lessons, beside.selfstudy, beside.total) == (Decimal("10.0"), Decimal("13.0"), Decimal("59.0"))


@pytest.mark.parametrize(("work", "heavy"), [("38.9", False), ("39.0", False), ("39.1", True)])
def test_a_week_is_heavy_above_48_hours(work: str, heavy: bool) -> None:
    agreement = Agreement(id="a", parent="traject", route="route", work_hours=Decimal(work))
    assert plan(agreement, enrolled(BREAD)).week.heavy is heavy  # 6 hours of lessons and 3 of study beside the work


@pytest.mark.parametrize(
    ("guided", "practice", "enough"),
    [(240, 610, True), (239, 610, False), (200, 650, True), (199, 651, False), (241, 609, False)],
)
def test_bbl_asks_850_hours_200_guided_and_610_in_practice_a_year(guided: int, practice: int, enough: bool) -> None:
    assert bbl_hours(guided, practice, date(2026, 8, 1), date(2027, 7, 31)).enough is enough


def test_bbl_hours_are_pro_rata_below_ten_months_and_full_from_ten_on() -> None:
    half = bbl_hours(0, 0, date(2026, 9, 1), date(2027, 1, 31))
    assert (half.need_total, half.need_guided, half.need_practice) == (425, 100, 305)
    assert bbl_hours(0, 0, date(2026, 9, 1), date(2027, 6, 30)).need_total == 850


def test_other_pathways_have_no_bbl_check() -> None:
    third = Agreement(id="a", parent="traject", route="route", pathway="third")
    assert plan(enrolled(BREAD)).bbl is not None
    assert plan(third, enrolled(BREAD)).bbl is None


@settings(deadline=None)  # a slow computer is no failure
@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 800))
def test_a_route_is_too_long_exactly_from_366_days(start: date, days: int) -> None:
    assert too_long(start, start + timedelta(days=days)) is (days > 365)


@settings(deadline=None)  # a slow computer is no failure
@given(st.lists(st.integers(0, 10_000_000), max_size=8), st.integers(0, 10_000_000))
def test_the_division_of_costs_fits_only_when_it_is_the_cost_to_the_cent(amounts: list[int], cost: int) -> None:
    splits = [CostSplit(id=str(n), amount=amount) for n, amount in enumerate(amounts)]
    difference = cost_difference(splits, cost)
    assert (difference == 0) is (sum(amounts) == cost)
    assert cost_difference([*splits, CostSplit(id="rest", amount=-difference)], cost) == 0


def test_modules_that_need_each_other_are_found_also_through_others() -> None:
    def needs(module: str, first: str) -> tuple[Prerequisite, ...]:
        return (Prerequisite(id=f"{module}-{first}", parent=module, required_module=first),)

    known = {"b": needs("b", "c"), "c": needs("c", "d")}
    assert prerequisite_cycle("d", "b", known)
    assert prerequisite_cycle("b", "b", {})
    assert not prerequisite_cycle("a", "b", known)


PARTIES = [
    AgreementParty(id=role, parent="a", role=role) for role in ("participant", "employer", "school", "desk", "uwv")
]
OFFERED = Agreement(id="a", parent="traject", kind="learning_work", version=2)


def signed(*roles: str, version: int = 2) -> list[Signature]:
    return [Signature(id=r, parent="a", sig_party=r, sig_date=START, version=version) for r in roles]


def test_everybody_who_is_a_party_signs_the_current_version() -> None:
    assert unsigned(OFFERED, PARTIES, signed("participant", "school"), minor=False) == ("employer", "desk", "uwv")
    everybody = signed("participant", "employer", "school", "desk", "uwv")
    assert unsigned(OFFERED, PARTIES, everybody, minor=False) == ()
    assert unsigned(OFFERED, PARTIES, everybody, minor=True) == ("guardian",)
    old = signed("participant", "employer", "school", "desk", "uwv", version=1)
    assert len(unsigned(OFFERED, PARTIES, old, minor=False)) == 5


def test_a_practice_agreement_has_three_parties_by_law() -> None:
    pok = replace(OFFERED, kind="pok")
    assert unsigned(pok, PARTIES[:3], signed("participant", "employer", "school"), minor=False) == ()


def test_the_status_follows_from_the_signatures() -> None:
    assert [status_when_signed(*counts) for counts in ((4, 0), (3, 1), (0, 4))] == [
        "to_sign",
        "partly_signed",
        "complete",
    ]


def test_age_changes_on_the_birthday() -> None:
    birth = date(2008, 2, 29)
    assert (age_on(birth, date(2026, 2, 28)), age_on(birth, date(2026, 3, 1))) == (17, 18)
    assert is_minor(birth, date(2026, 2, 28))
    assert not is_minor(birth, date(2026, 3, 1))
    assert not is_minor(None, START)


@pytest.mark.parametrize(
    ("last", "trial", "void"),
    [
        (date(2026, 6, 30), date(2026, 1, 1), True),  # six months: no trial period at all
        (date(2026, 7, 1), date(2026, 1, 31), False),  # a day more: one month
        (date(2026, 7, 1), date(2026, 2, 1), True),
        (date(2027, 12, 30), date(2026, 2, 1), True),  # a day less than two years
        (date(2027, 12, 31), date(2026, 2, 1), False),  # two years: two months
        (date(2027, 12, 31), date(2026, 2, 28), False),
        (date(2027, 12, 31), date(2026, 3, 1), True),
        (None, date(2026, 2, 28), False),  # no end
        (None, date(2026, 3, 1), True),
        (date(2026, 6, 30), None, False),
    ],
)
def test_a_trial_period_longer_than_the_law_allows_is_void(last: date | None, trial: date | None, void: bool) -> None:
    assert (trial_warning(date(2026, 1, 1), last, trial) is not None) is void
