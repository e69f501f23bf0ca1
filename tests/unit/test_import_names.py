"""Names and addresses as people write them in one cell."""

from __future__ import annotations

import pytest

from desktop.application.imports.addresses import address, house_number, postcode_town
from desktop.application.imports.names import Name, surname, whole_name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Jan de Vries", Name("Jan", "", "de", "Vries")),
        ("Jan Peter van der Berg", Name("Jan Peter", "", "van der", "Berg")),
        ("Jansen, P. van der", Name("", "P.", "van der", "Jansen")),
        ("Vries, Jan de", Name("Jan", "", "de", "Vries")),
        ("Vries, de, Jan", Name("Jan", "", "de", "Vries")),
        ("Vries, J. de (Jan)", Name("Jan", "J.", "de", "Vries")),
        ("J.P. Jansen", Name("", "J.P.", "", "Jansen")),
        ("JP Jansen", Name("", "JP", "", "Jansen")),
        ("Chr. ten Cate", Name("", "Chr.", "ten", "Cate")),
        ("A. van 't Hof", Name("", "A.", "van 't", "Hof")),
        ("Sjaak van ’t Hof", Name("Sjaak", "", "van ’t", "Hof")),
        ("Ahmed El Amrani", Name("Ahmed", "", "El", "Amrani")),
        ("Ali bin Salem", Name("Ali", "", "bin", "Salem")),
        ("Ben Jansen", Name("Ben", "", "", "Jansen")),
        ("Li Bin", Name("Li", "", "", "Bin")),
        ("Bo Li", Name("Bo", "", "", "Li")),
        ("de Vries", Name("", "", "de", "Vries")),
        ("Jansen", Name("", "", "", "Jansen")),
        ("王小明", Name("", "", "", "王小明")),
        ("Yılmaz, Ayşe", Name("Ayşe", "", "", "Yılmaz")),
        ("Anna Jansen-de Boer", Name("Anna", "", "", "Jansen-de Boer")),
        ("Anna Jansen - de Boer", Name("Anna", "", "", "Jansen - de Boer")),
        ("Marie-Louise van Dijk-de Boer", Name("Marie-Louise", "", "van", "Dijk-de Boer")),
        ("Dhr. J. de Vries", Name("", "J.", "de", "Vries", "dhr")),
        ("Mevr. drs. A. Bakker", Name("", "A.", "", "Bakker", "mevr", "drs.")),
        ("Dhr/Mevr K. Smit", Name("", "K.", "", "Smit")),
        ("de Heer, P.", Name("", "P.", "de", "Heer")),
        ("JANSEN Piet", Name("Piet", "", "", "JANSEN")),
        ("", Name()),
    ],
)
def test_a_name_in_one_cell_is_taken_apart(text: str, parts: Name) -> None:
    assert whole_name(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("de Vries", ("de", "Vries")),
        ("Vries, de", ("de", "Vries")),
        ("Vries (de)", ("de", "Vries")),
        ("Van den Berg", ("Van den", "Berg")),
        ("Jansen-de Boer", ("", "Jansen-de Boer")),
        ("de", ("", "de")),
    ],
)
def test_a_particle_stands_apart_from_its_surname(text: str, parts: tuple[str, str]) -> None:
    assert surname(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dorpsstraat 12a-3", ("Dorpsstraat", "12", "a-3")),
        ("Plein 1944 12", ("Plein 1944", "12", "")),
        ("1e Kruisweg 5", ("1e Kruisweg", "5", "")),
        ("Laan 1940-1945 10a", ("Laan 1940-1945", "10", "a")),
        ("Dorpsstraat 12 3 hoog", ("Dorpsstraat", "12", "3 hoog")),
        ("De 7 Dorpen 3", ("De 7 Dorpen", "3", "")),
        ("Dorpsstraat nr. 4", ("Dorpsstraat", "4", "")),
        ("Dorpsstraat", ("Dorpsstraat", "", "")),
    ],
)
def test_street_number_and_addition_stand_apart(text: str, parts: tuple[str, str, str]) -> None:
    found = address(text)
    assert (found["street"], found.get("house_no", ""), found.get("suffix", "")) == parts


def test_a_whole_address_in_one_cell() -> None:
    assert address("Dorpsstraat 12a, 7411 AB Deventer") == {
        "street": "Dorpsstraat", "house_no": "12", "suffix": "a", "postcode": "7411 AB", "city": "Deventer",
    }  # fmt: skip
    assert address("Dorpsstraat 12, Deventer")["city"] == "Deventer"


@pytest.mark.parametrize("text", ["7411ab Deventer", "7411 AB  Deventer", "Deventer, 7411 AB", "7411AB/Deventer"])
def test_postcode_and_town_in_any_order(text: str) -> None:
    assert postcode_town(text) == {"postcode": "7411 AB", "city": "Deventer"}


def test_a_house_number_that_became_a_day_is_not_believed() -> None:
    assert house_number("2026-03-12") == {"house_no": "2026-03-12"}  # was “12-3”; the check refuses it
    assert house_number("12-3") == {"house_no": "12", "suffix": "3"}
