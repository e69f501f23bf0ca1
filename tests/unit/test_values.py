"""Values as people type and read them: what is understood, what is refused and how, and that showing reads back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.application.i18n import language
from desktop.application.values import parse, show
from desktop.domain.checks import Unfit
from desktop.domain.fields import Beside, Field, Kind
from desktop.domain.records import RECORDS

TODAY = Beside(date(2026, 3, 2))
BIRTH = RECORDS["candidate"].fields["birth_date"]
HOURS = RECORDS["work_history"].fields["hours_week"]
WAGE = RECORDS["intake"].fields["wage_wish"]
NL, EN = language("nl"), language("en")


def plain(kind: Kind) -> Field:
    """A field of a kind without any further rule."""
    return Field("candidate", "last_name", kind, "Something")


@pytest.mark.parametrize(
    "typed",
    ["1-3-1984", "01/03/84", "1.3.1984", "1 maart 1984", "1 mrt 84", "1984-03-01", "19840301", " 1 - 3 - 1984 "],
)
def test_a_date_is_understood_as_people_write_it(typed: str) -> None:
    assert parse(BIRTH, typed, TODAY) == date(1984, 3, 1)


@pytest.mark.parametrize("typed", ["31-2-1984", "1-13-1984", "laatst", "1984", "1-3", "00-00-0000", "1-3-84-5"])
def test_what_is_no_date_gets_a_sentence_that_shows_how_to_write_one(typed: str) -> None:
    with pytest.raises(Unfit) as refused:
        parse(BIRTH, typed, TODAY)
    assert "28-02-1984" in NL.say(refused.value.said)
    assert NL.say(refused.value.said).startswith("Geboortedatum")


def test_two_figures_for_the_year_mean_the_past_unless_it_is_near() -> None:
    day = plain(Kind.DAY)
    assert parse(day, "1-1-30", TODAY) == date(2030, 1, 1)
    assert parse(day, "1-1-37", TODAY) == date(1937, 1, 1)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.234,50", 123450),
        ("€ 1.250", 125000),
        ("€1,234.50", 123450),
        ("12,5", 1250),
        ("12.50", 1250),
        ("1234", 123400),
        ("1 234,00", 123400),
    ],
)
def test_money_is_read_in_the_dutch_way_and_as_it_is_shown_in_english(typed: str, cents: int) -> None:
    assert parse(WAGE, typed, TODAY) == cents


@pytest.mark.parametrize("typed", ["veel", "1,234", "NaN", "1e99", "--3", "½"])
def test_what_is_no_number_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(Unfit):
        parse(HOURS, typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "value"), [("ja", True), ("J", True), ("x", True), ("nee", False), ("No", False), ("", None)]
)
def test_yes_and_no_in_both_languages_and_not_asked_yet(typed: str, value: bool | None) -> None:
    assert parse(plain(Kind.FLAG), typed, TODAY) is value


@pytest.mark.parametrize("typed", ["S1", "intake", "Intake"])
def test_a_code_is_read_as_code_or_as_its_word(typed: str) -> None:
    assert parse(RECORDS["traject"].fields["stage"], typed, TODAY) == "S1"


def test_a_time_is_local_and_kept_in_utc() -> None:
    start = RECORDS["appointment"].fields["start"]
    assert parse(start, "2-7-2026 14:30", TODAY) == datetime(2026, 7, 2, 12, 30, tzinfo=UTC)
    assert show(start, datetime(2026, 7, 2, 12, 30, tzinfo=UTC), NL) == "02-07-2026 14:30"


@given(st.dates(date(1940, 1, 1), date(2020, 12, 31)))
def test_a_shown_date_reads_back(day: date) -> None:
    field = plain(Kind.DAY)
    for shown in (show(field, day, NL), show(field, day, NL, paper=True)):
        assert parse(field, shown, TODAY) == day


@given(st.decimals(-99999, 99999, places=2))
def test_a_shown_number_reads_back(number: Decimal) -> None:
    field = plain(Kind.DECIMAL)
    assert parse(field, show(field, number, NL), TODAY) == number


@given(st.text(max_size=60))
def test_anything_typed_in_any_kind_of_field_is_kept_or_refused_with_a_sentence(typed: str) -> None:
    for kind in (
        Kind.TEXT,
        Kind.LONG,
        Kind.INTEGER,
        Kind.DECIMAL,
        Kind.MONEY,
        Kind.DAY,
        Kind.MONTH,
        Kind.MOMENT,
        Kind.FLAG,
    ):
        problem = None
        try:
            parse(plain(kind), typed, TODAY)
        except Unfit as refused:
            problem = refused.said
        assert problem is None or (NL.say(problem) and EN.say(problem))


def test_money_and_long_dates_are_printed_in_the_language_of_the_reader() -> None:
    assert show(WAGE, 123450, NL).replace("\xa0", " ") == "€ 1.234,50"
    assert show(BIRTH, date(1984, 3, 1), NL, paper=True) == "1 maart 1984"
    assert show(BIRTH, date(1984, 3, 1), EN, paper=True) == "1 March 1984"


def test_what_is_special_prints_as_something_plainer() -> None:
    origin = RECORDS["traject"].fields["origin_status"]
    codes = {show(origin, code, NL, paper=True) for code in ("wajong", "wga_wia")}
    assert len(codes) == 1
    assert show(origin, "wajong", NL) not in codes
