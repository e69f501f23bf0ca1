"""Checks of values: what people type is kept in one form, or refused with a sentence that says what to do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import desktop.domain.records
from desktop.domain.checks import Unfit, checked
from desktop.domain.fields import RECORDS, Beside, Field, Kind, all_fields
from desktop.domain.said import FieldName, Said

TODAY = date(2026, 11, 22)
FIELDS = {field.key: field for field in all_fields()}


def kept(key: str, value: Any, **values: Any) -> Any:
    return checked(FIELDS[key], value, Beside(TODAY, values))


def refused(key: str, value: Any, **values: Any) -> Said:
    with pytest.raises(Unfit) as caught:
        kept(key, value, **values)
    return caught.value.said


@pytest.mark.parametrize(
    ("key", "typed", "stays"),
    [
        ("candidate.bsn", "111222333", "111222333"),
        ("candidate.bsn", "1234.56.782", "123456782"),
        ("candidate.bsn", "10000008", "010000008"),
        ("candidate.education_no", "1012.22.331", "101222331"),
        ("candidate.postcode", "7311kc", "7311 KC"),
        ("candidate.postcode", " 7311  KC ", "7311 KC"),
        ("candidate.phone", "06-12345678", "+31612345678"),
        ("candidate.phone", "612345678", "+31612345678"),
        ("candidate.phone", "0031 6 12 34 56 78", "+31612345678"),
        ("candidate.phone", "+31 (0)6 12345678", "+31612345678"),
        ("candidate.phone", "055 - 527 19 11", "+31555271911"),
        ("candidate.phone", "+32 470 12 34 56", "+32470123456"),
        ("candidate.email", "Fatma.Yilmaz@Voorbeeld.EXAMPLE", "Fatma.Yilmaz@voorbeeld.example"),
        ("candidate.initials", "jp", "J.P."),
        ("candidate.initials", "J P", "J.P."),
        ("candidate.initials", "J.P", "J.P."),
        ("candidate.initials", "Chr.", "Chr."),
        ("candidate.initials", "Th.é", "Th.É."),
        ("employer.kvk", "0123 4567", "01234567"),
        ("employer.branch_no", "0000 1234 5678", "000012345678"),
        ("employer.iban", "nl91 abna 0417 1643 00", "NL91ABNA0417164300"),
        ("employer_sbi.sbi", "17.12", "1712"),
        ("education.brin", "27dv", "27DV"),
        ("education.brin", "25LH00", "25LH00"),
        ("module.keuzedeel", "k0072", "K0072"),
        ("work_process.work_process", "b1-k1-w1", "B1-K1-W1"),
        ("placement.occupation_uri", "7223", "7223"),
        (
            "placement.occupation_uri",
            "http://data.europa.eu/esco/occupation/2abb5c76-4e9d-4a8a-9a0b-59e1a4a2a8ad",
            "http://data.europa.eu/esco/occupation/2abb5c76-4e9d-4a8a-9a0b-59e1a4a2a8ad",
        ),
        ("traject.dossier_no", "vwnw-2026-00012", "VWNW-2026-00012"),
    ],
)
def test_what_people_type_is_kept_in_one_form(key: str, typed: str, stays: str) -> None:
    assert kept(key, typed) == stays
    assert kept(key, stays) == stays, "what is kept can be typed again"


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("candidate.bsn", "111222334"),
        ("candidate.bsn", "000000000"),
        ("candidate.bsn", "12345"),
        ("candidate.bsn", "1112223३३"),
        ("candidate.education_no", "111222333"),
        ("candidate.postcode", "0311 KC"),
        ("candidate.postcode", "7311 SS"),
        ("candidate.postcode", "B-2000"),
        ("candidate.phone", "12345"),
        ("candidate.phone", "bel mijn zus"),
        ("candidate.email", "fatma.yilmaz"),
        ("candidate.email", "fatma@"),
        ("candidate.initials", "J2"),
        ("employer.kvk", "1234567"),
        ("employer.branch_no", "12345678"),
        ("employer.iban", "NL91ABNA0417164301"),
        ("employer_sbi.sbi", "Z"),
        ("education.brin", "DV27"),
        ("education.crebo", "2518"),
        ("education.croho", "3438A"),
        ("module.keuzedeel", "0072"),
        ("work_process.work_process", "W1"),
        ("placement.occupation_uri", "lasser"),
        ("skill.skill_uri", "http://voorbeeld.example/skill/1"),
        ("traject.dossier_no", "2026-12"),
    ],
)
def test_what_cannot_be_right_is_refused_with_what_to_do(key: str, typed: str) -> None:
    sentence = str(refused(key, typed))
    assert sentence.count(".") >= 2, "what is wrong and what to do"
    assert "invalid" not in sentence.lower()
    assert "!" not in sentence


def test_an_exception_does_not_hold_what_was_typed() -> None:
    with pytest.raises(Unfit) as caught:
        kept("candidate.gender", "geheim@voorbeeld.example")
    assert "geheim" not in str(caught.value)


def test_a_long_name_is_not_cut_off_but_refused() -> None:
    said = refused("candidate.last_name", "ł" * 101)
    assert said.values["length"] == 101
    assert said.values["max"] == 100
    assert said.values["field"] == FieldName("candidate", "last_name")
    assert kept("candidate.last_name", "ł" * 100) == "ł" * 100


def test_pasted_text_loses_its_control_signs_and_not_its_letters() -> None:
    assert kept("candidate.last_name", "  de\u0000\tVries\u0007 \r\n ") == "de Vries"
    assert kept("candidate.last_name", "Yılmaz\ud800-Ñandú") == "Yılmaz-Ñandú"
    assert kept("candidate.last_name", "Zoe\u0308") == "Zoë"
    assert kept("candidate.last_name", " \u0000 ") is None


def test_text_of_several_lines_keeps_its_lines() -> None:
    assert kept("intake.advice", "een  \r\n\r\n  twee\rdrie\n") == "een\n\n  twee\ndrie"


def test_nobody_younger_than_16_or_older_than_75_is_signed_up() -> None:
    assert kept("candidate.birth_date", date(2010, 11, 22)) == date(2010, 11, 22)
    assert kept("candidate.birth_date", date(1950, 11, 23)) == date(1950, 11, 23)
    assert kept("candidate.birth_date", date(1984, 2, 29)) == date(1984, 2, 29)
    assert refused("candidate.birth_date", date(2010, 11, 23)).values == {"low": 16}
    assert refused("candidate.birth_date", date(1950, 11, 22)).values == {"high": 75}
    assert refused("candidate.birth_date", TODAY + timedelta(days=1)).values == {"today": TODAY}


def test_a_diploma_is_not_from_tomorrow() -> None:
    assert kept("education.diploma_date", TODAY) == TODAY
    assert refused("education.diploma_date", TODAY + timedelta(days=1)).values == {"today": TODAY}


def test_a_year_of_two_digits_that_slipped_through_is_refused() -> None:
    assert refused("traject.job_end", date(26, 1, 1)).values == {"year": "26"}


def test_the_sentence_about_an_end_names_the_start() -> None:
    sentence = refused("work_history.end", date(2019, 1, 1), start=date(2020, 1, 1))
    assert sentence.values == {"other": FieldName("work_history", "start"), "day": date(2020, 1, 1)}
    assert kept("work_history.end", date(2020, 1, 31), start=date(2020, 1, 1)) == date(2020, 1, 1)
    assert kept("work_history.end", date(2019, 1, 1)) == date(2019, 1, 1)


def test_an_agreement_ends_within_a_year_after_it_starts() -> None:
    start = date(2027, 1, 1)
    assert kept("agreement.end", date(2028, 1, 1), start=start) == date(2028, 1, 1)
    assert refused("agreement.end", date(2028, 1, 2), start=start).values["last"] == date(2028, 1, 1)
    assert refused("agreement.end", start, start=start).values["other"] == FieldName("agreement", "start")


def test_an_appointment_ends_after_it_starts() -> None:
    start = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert kept("appointment.end", start + timedelta(minutes=1), start=start)
    assert refused("appointment.end", start, start=start)


def test_a_moment_is_kept_in_universal_time_to_the_second() -> None:
    amsterdam = timezone(timedelta(hours=1))
    typed = datetime(2026, 11, 23, 9, 30, 12, 999, tzinfo=amsterdam)
    assert kept("appointment.start", typed) == datetime(2026, 11, 23, 8, 30, 12, tzinfo=UTC)


def test_most_hours_are_not_fewer_than_fewest_hours() -> None:
    assert kept("intake.hours_max", 24, hours_min=24) == 24
    assert refused("intake.hours_max", 23, hours_min=24).values["number"] == 24


def test_numbers_outside_their_range_are_told_the_range() -> None:
    assert refused("intake.hours_max", 61).values["high"] == Decimal(60)
    assert refused("question.seats", 0).values["low"] == Decimal(1)
    assert refused("intake.wage_wish", -1).values["low"] == Decimal(0)
    assert refused("funding_line.amount", 0).values["low"] == Decimal("0.01"), "in euros, not in cents"


def test_a_number_that_cannot_be_kept_exactly_is_refused() -> None:
    assert kept("attempt.grade", Decimal("7.55")) == Decimal("7.55")
    assert refused("attempt.grade", Decimal("7.555"))
    assert refused("attempt.grade", Decimal("NaN"))
    assert refused("attempt.grade", Decimal("Infinity"))


def test_a_choice_outside_the_list_is_refused() -> None:
    assert kept("traject.origin_status", "ww") == "ww"
    assert refused("traject.origin_status", "WW-plus").values["field"] == FieldName("traject", "origin_status")


def test_any_day_of_a_week_stands_for_its_monday() -> None:
    assert kept("guided_week.week", date(2026, 11, 22)) == date(2026, 11, 16)
    assert kept("guided_week.week", date(2026, 11, 16)) == date(2026, 11, 16)


TEXT_FIELDS = [f for spec in RECORDS.values() for f in spec.stored if f.kind in (Kind.TEXT, Kind.LONG)]


@given(field=st.sampled_from(TEXT_FIELDS), typed=st.text(max_size=60))
def test_no_text_makes_a_check_fall_over_and_what_is_kept_stays_the_same(field: Field, typed: str) -> None:
    try:
        value = checked(field, typed, Beside(TODAY))
    except Unfit:
        return
    assert checked(field, value, Beside(TODAY)) == value
    assert value is None or "\x00" not in value


def test_every_record_can_be_empty() -> None:
    for spec in RECORDS.values():
        assert set(spec.type(id="x").values().values()) == {None}, spec.name
    assert desktop.domain.records.Candidate(id="x").last_name is None
