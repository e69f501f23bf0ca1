"""What a cell of a desk's list becomes: the value that is kept, what is left over, and why it cannot be kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import phonenumbers
import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from desktop.application.imports.cells import Cell, Fresh, Setting, cell_reader
from desktop.application.imports.targets import targets
from desktop.domain.checks import Unfit, email, phone_number
from desktop.domain.fields import Beside

TODAY = date(2026, 3, 2)
SETTING = Setting(Beside(TODAY), named={"organisation": {"factorwerk": "org-1"}}, fresh=frozenset({"module.provider"}))


def read(key: str, text: str, *, month_first: bool = False, epoch: date | None = None) -> Cell:
    setting = SETTING if epoch is None else Setting(Beside(TODAY), epoch)
    kind = next((kind for kind in ("employer", "module") if key.startswith(kind)), "candidate")
    return cell_reader(targets(kind)[key], setting, month_first=month_first)[text]


def value(key: str, text: str, **how: Any) -> Any:
    cell = read(key, text, **how)
    assert cell.problem is None, str(cell.problem)
    return dict(cell.values).get(key)


@pytest.mark.parametrize(
    "text",
    [
        "06 12345678", "06-12345678", "0612345678", "612345678", "612345678.0", "6.12345678E8", "6,12345678E+08",
        "+31612345678", "+31 (0)6 12345678", "0031612345678", "31612345678", "06.12.34.56.78", "(06) 1234 5678",
    ],
)  # fmt: skip
def test_a_phone_number_is_itself_however_the_list_kept_it(text: str) -> None:
    assert value("candidate.phone", text) == "+31612345678"


def test_a_phone_number_that_lost_its_digits_is_refused() -> None:
    cell = read("candidate.phone", "6,12E+08")
    assert cell.problem is not None
    assert "digits are lost" in str(cell.problem)


def test_a_second_number_in_the_cell_is_not_lost() -> None:
    cell = read("candidate.phone", "06-12345678 / 0570-612345")
    assert (dict(cell.values)["candidate.phone"], cell.rest) == ("+31612345678", "0570-612345")
    assert read("candidate.phone", "06-12345678 (werk)").rest == "werk"


def test_numbers_from_abroad_stay_abroad() -> None:
    assert value("candidate.phone", "+32 470 12 34 56") == "+32470123456"
    assert value("candidate.phone", "0570-612345") == "+31570612345"


@given(st.from_regex(r"6[1-58][0-9]{7}", fullmatch=True))
def test_the_short_way_for_dutch_mobile_numbers_says_what_the_library_says(number: str) -> None:
    parsed = phonenumbers.parse("0" + number, "NL")
    assert phonenumbers.is_valid_number(parsed)
    assert phone_number("0" + number, Beside(TODAY)) == phonenumbers.format_number(
        parsed, phonenumbers.PhoneNumberFormat.E164
    )


@given(
    st.from_regex(r"[A-Za-z0-9_+-]{1,12}(\.[A-Za-z0-9_+-]{1,12})?", fullmatch=True),
    st.sampled_from(["voorbeeld.nl", "Voorbeeld.NL", "post.voorbeeld.com", "bücher.example.nl", "-fout.nl", "geen"]),
)
def test_the_short_way_for_mail_addresses_says_what_the_library_says(local: str, domain: str) -> None:
    address = f"{local}@{domain}"
    try:
        expected = validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        with pytest.raises(Unfit):
            email(address, Beside(TODAY))
    else:
        assert email(address, Beside(TODAY)) == expected


@pytest.mark.parametrize(
    "text",
    ["1-3-1984", "01/03/84", "19840301", "1984-03-01", "01.03.1984", "1 maart 1984", "01031984", "1031984",
     "30742", "30742.0", "1-3-1984 0:00", "1984-03-01 00:00:00", "01-03-1984 12:00:00"],
)  # fmt: skip
def test_a_date_is_itself_however_the_list_kept_it(text: str) -> None:
    assert value("candidate.birth_date", text) == date(1984, 3, 1)


def test_date_numbers_count_from_the_first_day_of_their_workbook() -> None:
    assert value("candidate.birth_date", "29280", epoch=date(1904, 1, 1)) == date(1984, 3, 1)


def test_a_column_with_the_month_first_is_read_so() -> None:
    assert value("candidate.birth_date", "03/01/1984", month_first=True) == date(1984, 3, 1)


@pytest.mark.parametrize("text", ["31-2-1984", "ooit", "1-3-2050", "99999"])
def test_a_date_that_cannot_be_is_refused_with_its_text(text: str) -> None:
    cell = read("candidate.birth_date", text)
    assert cell.problem is not None
    assert (cell.values, cell.rest) == ((), text)


@pytest.mark.parametrize(("text", "kept"), [("1234ab", "1234 AB"), ("1234 AB", "1234 AB"), ("1234  ab", "1234 AB")])
def test_a_postcode_gets_its_form(text: str, kept: str) -> None:
    assert value("candidate.postcode", text) == kept


def test_a_postcode_column_may_hold_the_town_too() -> None:
    assert dict(read("candidate.postcode", "1234 AB Deventer").values) == {
        "candidate.postcode": "1234 AB", "candidate.city": "Deventer",
    }  # fmt: skip


def test_a_house_number_column_may_hold_the_addition_too() -> None:
    assert dict(read("candidate.house_no", "12a-3").values) == {
        "candidate.house_no": 12, "candidate.suffix": "a-3",
    }  # fmt: skip
    assert read("candidate.house_no", "2026-03-12").problem is not None


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("candidate.salutation", "Dhr.", "mr"),
        ("candidate.salutation", "mevrouw", "ms"),
        ("candidate.gender", "V", "f"),
        ("traject.origin_status", "WW-uitkering", "ww"),
        ("traject.origin_status", "ZZP'er", "self_employed"),
        ("employer.size_class", "35", "10-49"),
        ("employer.size_class", "1200", "250+"),
        ("module.level", "mbo 3", "mbo3"),
        ("module.unit", "studiepunten", "EC"),
    ],
)
def test_the_words_of_a_desk_become_codes(key: str, text: str, code: str) -> None:
    assert value(key, text) == code


def test_numbers_that_lost_their_zeros_get_them_back() -> None:
    assert value("employer.kvk", "1234567") == "01234567"
    assert value("employer.branch_no", "12345678") == "000012345678"
    assert read("employer.kvk", "123").problem is not None


def test_money_as_it_is_written_here() -> None:
    assert value("module.price", "€ 1.250,-") == 125_000
    assert value("module.price", "1.250,50") == 125_050
    assert value("module.price", "950") == 95_000
    assert value("module.load", "160,5") == Decimal("160.5")


@pytest.mark.parametrize("text", ["-", "n.v.t.", "onbekend", "?"])
def test_a_word_for_nothing_is_nothing(text: str) -> None:
    assert read("candidate.email", text) == Cell()


def test_somebody_may_be_called_null() -> None:
    assert value("candidate.last_name", "Null") == "Null"


def test_an_error_of_excel_is_named() -> None:
    cell = read("candidate.birth_date", "#N/B")
    assert "error of Excel" in str(cell.problem)


def test_a_mail_address_is_found_beside_the_name() -> None:
    cell = read("candidate.email", "Jan de Vries <jan@voorbeeld.nl>")
    assert dict(cell.values) == {"candidate.email": "jan@voorbeeld.nl"}
    assert cell.rest == "Jan de Vries"


def test_a_partner_is_known_by_name_and_a_new_school_is_made() -> None:
    assert value("traject.source_org", "FactorWerk") == "org-1"
    assert "not known here" in str(read("traject.source_org", "Onbekend Bureau").problem)
    assert value("module.provider", "ROC Oefenstad") == Fresh("organisation", "ROC Oefenstad")


def test_a_list_in_a_cell_becomes_several_values() -> None:
    assert value("module_start.start", "1-9-2026, 1-2-2027") == (date(2026, 9, 1), date(2027, 2, 1))
    assert value("employer_sbi.sbi", "2511; 2562") == ("2511", "2562")


def test_half_a_good_cell_keeps_its_good_half() -> None:
    cell = read("candidate.postcode_city", "7411 Deventer")
    assert dict(cell.values) == {"candidate.city": "Deventer"}
    assert (cell.rest, cell.problem is None) == ("7411", False)


@given(st.text(max_size=60).filter(lambda t: bool(t.strip())))
def test_no_text_breaks_a_reader(text: str) -> None:
    for kind in ("candidate", "employer", "module"):
        for target in targets(kind).values():
            cell = cell_reader(target, SETTING)[text.strip()]
            assert cell.problem is None or str(cell.problem)


@pytest.mark.parametrize("text", ["a" * 100_000 + "1", "1 " * 50_000 + "x", "J." * 50_000 + "9", "1-" * 50_000])
def test_a_letter_in_a_cell_costs_no_time(text: str) -> None:
    for kind in ("candidate", "employer", "module"):
        for target in targets(kind).values():
            cell_reader(target, SETTING)[text]
