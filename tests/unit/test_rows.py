"""Values on their way into the file and back: what comes back is what went in, or it was refused with a sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.domain.errors import Refused
from desktop.domain.fields import Field, Kind
from desktop.domain.records import RECORDS
from desktop.persistence.rows import from_stored, moment, stamp, to_stored

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INTEGER, DECIMAL, MONTH, MOMENT, TEXT = (
    RECORDS[kind].fields[name]
    for kind, name in (
        ("candidate", "house_no"), ("work_history", "hours_week"), ("work_history", "start"), ("note", "note_at"),
        ("note", "body"),
    )
)  # fmt: skip


def there_and_back(field: Field, value: Any) -> Any:
    return from_stored(field, to_stored(field, value))


@given(st.decimals(allow_nan=True, allow_infinity=True) | st.decimals(-(10**15), 10**15, places=2))
@example(Decimal("-0.29"))
@example(Decimal("92233720368547758.07"))
@example(Decimal("0.005"))
@example(Decimal("1E+30"))
@example(Decimal("1." + "0" * 40 + "1"))
def test_a_number_with_two_places_comes_back_and_any_other_is_refused(value: Decimal) -> None:
    fits = value.is_finite() and value == round(value, 2) if abs(value.adjusted()) < 25 else value == 0
    if fits and abs(value) < Decimal(2**63) / 100:
        assert there_and_back(DECIMAL, value) == value
    else:
        with pytest.raises(Refused):
            to_stored(DECIMAL, value)


@given(st.integers())
@example(2**63 - 1)
@example(-(2**63))
@example(2**63)
def test_a_whole_number_comes_back_or_is_too_large_for_the_file(value: int) -> None:
    if -(2**63) <= value < 2**63:
        assert there_and_back(INTEGER, value) == value
    else:
        with pytest.raises(Refused):
            to_stored(INTEGER, value)


@given(st.dates())
@example(date(1, 1, 1))
@example(date(999, 12, 31))
def test_days_and_months_of_any_year_come_back(value: date) -> None:
    day = RECORDS["candidate"].fields["birth_date"]
    assert there_and_back(day, value) == value
    assert there_and_back(MONTH, value) == value.replace(day=1)


@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=ZONES))  # noqa: DTZ001 the zones are drawn
def test_a_moment_of_any_zone_comes_back_as_that_moment_in_whole_seconds(value: datetime) -> None:
    back = there_and_back(MOMENT, value)
    assert back == value.astimezone(UTC).replace(microsecond=0)
    assert moment(stamp(back)) == back
    assert len(stamp(value)) == 20, "so that moments sort as text"


def test_a_moment_without_a_zone_is_one_of_the_clock_at_the_desk() -> None:
    summer, winter = datetime(2026, 7, 1, 9, 30), datetime(2026, 1, 1, 0, 30)  # noqa: DTZ001 without a zone on purpose
    assert stamp(summer) == "2026-07-01T07:30:00Z"
    assert stamp(winter) == "2025-12-31T23:30:00Z"


def test_a_moment_at_the_end_of_time_is_refused() -> None:
    with pytest.raises(Refused):
        to_stored(MOMENT, datetime.max.replace(tzinfo=timezone(timedelta(hours=-5))))


@given(st.text(st.characters(codec=None)))
@example("")
@example("\ud83d")
@example("\ud83d\ude82")
@example("a\0b")
@example("‮abc‬ שלום 王 🇳🇱 é\u0301\x01\x85\u2028")
@settings(max_examples=300)
def test_any_text_comes_back_and_half_a_character_or_a_nul_is_refused(value: str) -> None:
    if "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
        with pytest.raises(Refused, match="cannot be kept"):
            to_stored(TEXT, value)
    else:
        assert there_and_back(TEXT, value) == value


def test_a_refusal_names_the_field_and_not_what_was_typed() -> None:
    with pytest.raises(Refused) as refused:
        to_stored(TEXT, "geheim\ud83d")
    assert refused.value.__cause__ is None
    assert "geheim" not in str(refused.value)
    assert refused.value.said.values["field"].name == "body"  # type: ignore[attr-defined] # values are objects


def test_yes_no_and_not_asked_stay_apart() -> None:
    flag = RECORDS["candidate"].fields["restricted"]
    assert [there_and_back(flag, value) for value in (True, False, None)] == [True, False, None]


def test_every_kind_of_value_has_its_way_in() -> None:
    for spec in RECORDS.values():
        for field in spec.stored:
            assert to_stored(field, None) is None
            assert from_stored(field, None) is None
    assert {field.kind for spec in RECORDS.values() for field in spec.stored} == set(Kind)
