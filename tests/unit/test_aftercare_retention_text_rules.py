"""When people are called, how long what is kept, what does not belong in a note, and what a file really is."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.aftercare_plan import aftercare_contacts
from desktop.domain.file_kinds import DOCX, JPEG, MOST_UNPACKED, PDF, PNG, clean_name, media_type
from desktop.domain.free_text import unwanted
from desktop.domain.retention import keep_until, terms_of_case
from desktop.domain.working_days import add_months, add_working_days, is_working_day, next_working_day

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@settings(deadline=None)  # a slow computer is no failure
@given(DAYS)
def test_nobody_is_called_on_a_day_the_desk_is_closed_and_the_order_stays(start: date) -> None:
    contacts = aftercare_contacts(start)
    days = [contact.day for contact in contacts]
    assert [contact.occasion for contact in contacts] == ["W1", "M1", "M3", "M6", "M12"]
    assert all(is_working_day(day) for day in days)
    assert days == sorted(set(days))
    wished = [start + timedelta(days=7), *(add_months(start, count) for count in (1, 3, 6, 12))]
    assert all(wish <= day <= wish + timedelta(days=6) for wish, day in zip(wished, days, strict=True))


def test_a_contact_moves_over_christmas_and_kings_day() -> None:
    assert aftercare_contacts(date(2026, 11, 25))[1].day == date(2026, 12, 28)
    assert next_working_day(date(2027, 4, 27)) == date(2027, 4, 28)
    assert next_working_day(date(2026, 4, 3)) == date(2026, 4, 7)


@settings(deadline=None)  # a slow computer is no failure
@given(DAYS, st.integers(1, 60))
def test_so_many_working_days_later_has_so_many_working_days_between(day: date, count: int) -> None:
    later = add_working_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (later - day).days + 1)]
    assert sum(is_working_day(d) for d in between) == count
    assert is_working_day(later)


def test_a_month_after_the_31st_is_the_last_day_of_a_short_month() -> None:
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)


def test_a_closed_case_is_kept_five_years_special_data_three_months_and_a_mere_sign_up_half_a_year() -> None:
    closed, contact = date(2026, 3, 2), date(2026, 1, 15)
    kept = terms_of_case(closed, contact, had_intake=True)
    assert (kept["RC2"], kept["RC3"], kept["RC4"]) == (date(2031, 3, 2), date(2026, 6, 2), date(2033, 3, 2))
    assert kept["RC8"] == date(2036, 3, 2)
    assert terms_of_case(closed, contact, had_intake=False) == {"RC1": date(2026, 7, 15)}
    assert keep_until("RC6", date(2024, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(
    "text", ["BSN 111222333", "zijn nummer is 123456782.", "111 222 333", "bsn: 10000008", "sofinummer 1112.22.333"]
)
def test_a_citizen_service_number_is_found_and_not_repeated(text: str) -> None:
    found = unwanted(text)
    assert len(found) == 1
    assert not any(digit in str(found[0]) for digit in "123456789")


@pytest.mark.parametrize(
    "text",
    [
        "Bel 06-12345678 of 0612345678", "+31 6 12345678", "KvK 12345678 op 22-11-2026", "nummer 123456789",
        "Dossier VWNW-2026-01001", "x111222333y", "IBAN NL91ABNA0417164300", "", None,
    ],
)  # fmt: skip
def test_phone_numbers_dates_and_other_numbers_are_left_alone(text: str | None) -> None:
    assert unwanted(text) == ()


@pytest.mark.parametrize("word", ["burn-out", "Burnout", "depressief", "diabetes", "zwanger", "ADHD", "psychische"])
def test_a_word_about_health_is_quoted_with_what_to_write_instead(word: str) -> None:
    (found,) = unwanted(f"Heeft {word} klachten gehad")
    assert word.lower() in str(found)


@pytest.mark.parametrize(
    "text",
    ["Werkt in een ziekenhuis", "Hospitality en horeca", "Operator in de fabriek", "Zwangerschapsverlof", "MS Office"],
)
def test_words_of_work_are_no_words_about_health(text: str) -> None:
    assert unwanted(text) == ()


def letter(**extra: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
        for name, content in extra.items():
            archive.writestr(f"word/{name}", content)
    return out.getvalue()


def test_a_file_is_what_it_holds_whatever_it_is_called() -> None:
    assert media_type(b"%PDF-1.7\n") == PDF
    assert media_type(b"\xff\xd8\xff\xe0JFIF") == JPEG
    assert media_type(b"\x89PNG\r\n\x1a\n....") == PNG
    assert media_type(letter()) == DOCX
    assert media_type(b"MZ\x90\x00 program") is None
    assert media_type(b"<html>") is None
    assert media_type(b"") is None


def test_a_bomb_a_macro_and_a_broken_letter_are_no_letters() -> None:
    assert media_type(letter(**{"media.bin": b"\0" * (MOST_UNPACKED + 1)})) is None
    assert media_type(letter(**{"vbaProject.bin": b"Sub AutoOpen"})) is None
    assert media_type(letter()[:-30]) is None
    assert media_type(b"PK\x03\x04 and then nothing") is None


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("diploma.PDF", "diploma.pdf"),
        ("C:\\Users\\x\\cv.exe", "cv.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("rapport\u202efdp.exe", "rapportfdp.pdf"),
        ("a\x00b:c*.pdf", "ab c.pdf"),
        ("CON.pdf", "document CON.pdf"),
        ("...", "document.pdf"),
        ("王小明 cv.docx", "王小明 cv.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_a_file_name_is_cleaned_for_every_computer(given_name: str, kept: str) -> None:
    assert clean_name(given_name, PDF) == kept
