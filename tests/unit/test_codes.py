"""Code lists: the facts of the standards, and the days on which a code may be chosen."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from desktop.domain.codes import CODES, Hold, Stage, code_of, open_codes
from desktop.domain.codes.listing import Code
from desktop.domain.fields import all_fields

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("work_level", "codeWerkEnDenkniveau"),
        ("education_level", "codeNiveauOpleiding"),
        ("education_status", "codeStatusOpleiding"),
        ("diploma", "indicatieDiploma"),
        ("yes_no_unknown", "indicatieJaNeeOnbekend"),
        ("duration_kind", "codeTypeArbeidscontract"),
        ("licence", "codeSoortRijbewijs"),
        ("transport", "codeVervoermiddel"),
        ("behaviour", "codeGedragscompetentie"),
        ("behaviour_level", "beheersingGedragscompetentie"),
    ],
)
def test_code_values_are_those_of_vum(shared: Path, ours: str, theirs: str) -> None:
    text = (shared / "data" / "check_licence" / "vum_codelijsten.json").read_text(encoding="utf-8")
    facts: dict[str, Any] = json.loads(text)
    assert [code.code for code in CODES[ours].codes] == list(facts[theirs])


def test_contract_kinds_are_those_of_vum_and_a_trial_placement(shared: Path) -> None:
    text = (shared / "data" / "check_licence" / "vum_codelijsten.json").read_text(encoding="utf-8")
    assert [code.code for code in CODES["contract_kind"].codes] == [*json.loads(text)["codeTypeOvereenkomst"], "05"]


def test_nlqf_levels_carry_their_european_address(shared: Path) -> None:
    with (shared / "data" / "elm" / "nlqf_levels.csv").open(encoding="utf-8", newline="") as file:
        addresses = [row["uri"] for row in csv.DictReader(file)]
    assert [code.uri for code in CODES["nlqf"].codes] == addresses


def test_every_language_code_has_a_dutch_name() -> None:
    names = Locale("nl").languages
    assert len(CODES["language"].codes) == 183
    assert [code.code for code in CODES["language"].codes if code.code not in names and code.code != "nr"] == []


def test_every_list_is_used_and_has_each_code_once() -> None:
    used = {field.codes for field in all_fields()} - {None}
    assert CODES.keys() - used == set()
    for codes in CODES.values():
        assert [code for code, times in Counter(c.code for c in codes.codes).items() if times > 1] == [], codes.name
        assert all(code.label for code in codes.codes) == codes.labelled, codes.name


def test_every_step_belongs_to_a_stage_and_every_stage_has_steps() -> None:
    assert [code.code for code in CODES["stage"].codes] == list(Stage)
    assert {code.under for code in CODES["substage"].codes} == set(Stage)
    assert all(code.code.startswith(f"{code.under}.") for code in CODES["substage"].codes)
    assert {code.under for code in CODES["hold_reason"].codes} == set(Hold)


def test_the_last_step_of_a_traject_is_its_result() -> None:
    steps = [code.code.removeprefix("S7.") for code in CODES["substage"].codes if code.under == Stage.CLOSED]
    assert steps == [code.code for code in CODES["result"].codes]


def test_paper_does_not_tell_which_benefit_somebody_gets() -> None:
    for benefit in ("wga_wia", "wajong"):
        found = code_of("origin", benefit)
        assert found is not None
        assert found.printed == "UWV benefit"


def test_there_is_no_reason_of_leaving_about_health() -> None:
    words = " ".join(code.label for code in CODES["leave_reason"].codes).lower().split()
    assert set(words) & {"health", "sick", "sickness", "ill", "illness", "disability", "burn-out"} == set()


def test_a_code_may_be_chosen_from_its_first_to_its_last_day() -> None:
    code = Code("old", "Old", valid_from=date(2020, 1, 1), valid_until=date(2025, 12, 31))
    assert code.open_on(date(2020, 1, 1))
    assert code.open_on(date(2025, 12, 31))
    assert not code.open_on(date(2019, 12, 31))
    assert not code.open_on(date(2026, 1, 1))


def test_a_code_that_nobody_knows_is_not_invented() -> None:
    assert code_of("stage", "S9") is None
    assert [code.code for code in open_codes("hold", TODAY)] == ["X1", "X2"]
