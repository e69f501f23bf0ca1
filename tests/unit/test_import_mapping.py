"""Which column goes where: by its header, by its cells, and as somebody chose before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pytest

from desktop.application.imports.cells import Setting
from desktop.application.imports.mapping import Plan, propose, remember
from desktop.application.imports.sheet import Line, Sheet
from desktop.domain.errors import Refused
from desktop.domain.fields import Beside

SETTING = Setting(Beside(date(2026, 3, 2)))


def sheet(header: Sequence[str], *rows: Sequence[str]) -> Sheet:
    return Sheet(Line(1, tuple(header)), tuple(Line(n, tuple(row)) for n, row in enumerate(rows, 2)))


def targets_of(plan: Plan) -> list[str | None]:
    return [column.target for column in plan.columns]


def proposed(header: str, *rows: str, kind: str = "candidate") -> list[str | None]:
    return targets_of(propose(sheet(header.split("|"), *(row.split("|") for row in rows)), kind, SETTING))


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("Geb.datum", "candidate.birth_date"),
        ("GEBOORTEDATUM", "candidate.birth_date"),
        ("Geboorte datum", "candidate.birth_date"),
        ("Geboortedatm", "candidate.birth_date"),
        ("Wat is je geboortedatum?", "candidate.birth_date"),
        ("Tel. mobiel", "candidate.phone"),
        ("06-nummer", "candidate.phone"),
        ("Telefoonnummer (verplicht)", "candidate.phone"),
        ("Mobiel 1", "candidate.phone"),
        ("Mailadres", "candidate.email"),
        ("E-Mail Adres", "candidate.email"),
        ("Postcode/woonplaats", "candidate.postcode_city"),
        ("PC + plaats", "candidate.postcode_city"),
        ("Woonpl.", "candidate.city"),
        ("Dhr/Mevr", "candidate.salutation"),
        ("Voorl.", "candidate.initials"),
        ("Tussenv.", "candidate.name_prefix"),
        ("Huidige werkgever", "traject.current_employer"),
        ("Uitkering", "traject.origin_status"),
        ("Opmerkingen", "note.body"),
        ("First name", "candidate.first_name"),
        ("birth_date", "candidate.birth_date"),
    ],
)
def test_a_header_is_known_in_many_spellings(header: str, target: str) -> None:
    assert proposed(header) == [target]


def test_a_name_beside_a_first_name_is_the_surname() -> None:
    assert proposed("Voornaam|Tussenvoegsel|Naam") == [
        "candidate.first_name", "candidate.name_prefix", "candidate.last_name",
    ]  # fmt: skip
    assert proposed("Naam|Telefoon") == ["candidate.name", "candidate.phone"]


def test_an_address_beside_a_house_number_is_the_street() -> None:
    assert proposed("Adres|Huisnummer|Postcode") == ["candidate.street", "candidate.house_no", "candidate.postcode"]
    assert proposed("Adres|Postcode|Plaats") == ["candidate.address", "candidate.postcode", "candidate.city"]


def test_two_phone_columns_are_both_read() -> None:
    assert proposed("Naam|Telefoon|Mobiel")[1:] == ["candidate.phone", "candidate.phone"]


def test_cells_tell_what_a_strange_header_does_not() -> None:
    rows = [f"Bo{n} Li|bo{n}@voorbeeld.nl|061234567{n}" for n in range(5)]
    assert proposed("Naam|Kolom A|Kolom B", *rows) == ["candidate.name", "candidate.email", "candidate.phone"]


def test_cells_correct_a_header_that_is_wrong() -> None:
    rows = [f"Bo{n} Li|bo{n}@voorbeeld.nl" for n in range(5)]
    assert proposed("Naam|Telefoon", *rows) == ["candidate.name", "candidate.email"]


def test_a_status_of_the_partner_is_not_taken_for_an_origin() -> None:
    assert proposed("Naam|Status", "Bo Li|aangemeld", "Jan Jansen|uitgenodigd") == ["candidate.name", None]


def test_columns_that_are_left_out_are_named() -> None:
    plan = propose(sheet(["Naam", "Schoenmaat", "BSN", ""], ["Bo Li", "43", "111222333", "x"]), "candidate", SETTING)
    told = [str(notice) for notice in plan.notices()]
    assert any("“Schoenmaat” is not imported" in sentence for sentence in told)
    assert any("“BSN” is not imported: such data needs a ground" in sentence for sentence in told)
    assert any("Column 4 has no name" in sentence for sentence in told)


def test_one_date_over_the_twelfth_in_second_place_turns_the_whole_column() -> None:
    american = sheet(["Naam", "Geboortedatum"], ["Bo", "03/25/1984"], ["Li", "01/02/1990"])
    plan = propose(american, "candidate", SETTING)
    assert plan.columns[1].month_first
    assert "the month stands first (for example 03/25/1984)" in str(next(iter(plan.notices())))


def test_dates_with_both_orders_stay_day_first() -> None:
    mixed = sheet(["Naam", "Geboortedatum"], ["Bo", "03/25/1984"], ["Li", "25/03/1990"])
    assert not propose(mixed, "candidate", SETTING).columns[1].month_first


class Memory:
    """Remembers in a dictionary, as the store does in a table."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def recall(self, key: str) -> str | None:
        return self.kept.get(key)

    def remember(self, key: str, value: str | None) -> None:
        if value is not None:
            self.kept[key] = value


def test_a_choice_is_remembered_for_the_same_header_however_it_is_written() -> None:
    memory = Memory()
    first = propose(sheet(["Naam", "Status"], ["Bo", "x"]), "candidate", SETTING, memory)
    remember(first.to(1, "note.body"), memory)
    again = propose(sheet(["NAAM", "status:"], ["Li", "y"]), "candidate", SETTING, memory)
    assert (targets_of(again), again.remembered) == (["candidate.name", "note.body"], True)
    other = propose(sheet(["Naam", "Status", "Telefoon"], ["Li", "y", "0612345678"]), "candidate", SETTING, memory)
    assert not other.remembered


def test_a_field_that_went_is_forgotten() -> None:
    memory = Memory()
    plan = propose(sheet(["Naam"], ["Bo"]), "candidate", SETTING, memory)
    memory.kept[f"mapping.candidate.{plan.fingerprint}"] = '["candidate.shoe_size"]'
    assert targets_of(propose(sheet(["Naam"], ["Bo"]), "candidate", SETTING, memory)) == [None]


def test_a_column_cannot_be_sent_to_a_field_that_is_not_there() -> None:
    plan = propose(sheet(["Naam"], ["Bo"]), "candidate", SETTING)
    with pytest.raises(Refused, match=r"no field “candidate\.stage”"):
        plan.to(0, "candidate.stage")


def test_of_a_list_of_something_else_no_column_fits() -> None:
    assert not propose(sheet(["Kleur", "Maat"], ["rood", "groot"]), "candidate", SETTING).fits


@pytest.mark.parametrize(
    ("kind", "header", "targets"),
    [
        ("employer", "Bedrijf|KvK nr|Contactpersoon|Telefoonnr",
         ["employer.trade_name", "employer.kvk", "contact.contact_name", "contact.contact_phone"]),
        ("module", "Code|Titel|Aanbieder|SBU|Startdata",
         ["module.module_code", "module.title", "module.provider", "module.load", "module_start.start"]),
    ],
)  # fmt: skip
def test_employers_and_modules_have_headers_of_their_own(kind: str, header: str, targets: list[str]) -> None:
    assert proposed(header, kind=kind) == targets


def test_what_is_remembered_names_no_person() -> None:
    memory = Memory()
    remember(propose(sheet(["Naam", "Telefoon"], ["Bo Li", "0612345678"]), "candidate", SETTING), memory)
    kept: Iterable[tuple[str, str]] = memory.kept.items()
    assert not any("Bo" in key + value or "0612" in key + value for key, value in kept)
