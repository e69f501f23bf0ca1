"""The declarations beside the data dictionary: nothing is lost, nothing is declared without a reason."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import desktop.domain.records
from desktop.domain.codes import CODES
from desktop.domain.fields import RECORDS, Field, Privacy, all_fields

MAP = Path(__file__).parent.parent / "dictionary_map.csv"
FIELDS = {field.key: field for field in all_fields()}


def mapped() -> list[dict[str, str]]:
    with MAP.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def dictionary(shared: Path) -> list[dict[str, str]]:
    with (shared / "domain" / "data_dictionary.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fields_of_lines() -> dict[tuple[str, str], list[Field]]:
    lines: dict[tuple[str, str], list[Field]] = defaultdict(list)
    for row in mapped():
        if row["entity"]:
            lines[row["entity"], row["label_nl"]] += [FIELDS[key] for key in row["fields"].split()]
    return lines


def test_every_name_of_the_dictionary_stands_in_the_map(dictionary: list[dict[str, str]]) -> None:
    names = [
        (line["entity"], line["label_nl"], name) for line in dictionary for name in re.split(r",\s*", line["name_en"])
    ]
    assert len(dictionary) == 257
    assert len(names) == 394
    assert [(row["entity"], row["label_nl"], row["name_en"]) for row in mapped() if row["entity"]] == names


def test_every_name_leads_to_declared_fields_or_says_why_not() -> None:
    names = [row for row in mapped() if row["entity"]]
    assert len(names) == 394
    assert [row for row in names if not row["fields"] and not row["reason"]] == []
    assert {key for row in names for key in row["fields"].split()} <= FIELDS.keys()


def test_every_declared_field_has_a_line_or_a_reason() -> None:
    assert [row for row in mapped() if not row["entity"] and not row["reason"]] == []
    times = Counter(key for row in mapped() for key in row["fields"].split())
    assert FIELDS.keys() - times.keys() == set(), "declared, but not in the map"
    assert times.keys() - FIELDS.keys() == set(), "in the map, but not declared"
    assert [key for key, count in times.items() if count > 1] == []


def test_privacy_class_is_that_of_the_dictionary(dictionary: list[dict[str, str]]) -> None:
    # "F/S", "F→S" and "F (S if health)": what is special is kept out of the text, so the field stays delicate
    classes = {(line["entity"], line["label_nl"]): line["class"].replace("by kind", "F")[0] for line in dictionary}
    differ = [f.key for line, fields in fields_of_lines().items() for f in fields if f.privacy != classes[line]]
    assert differ == []


def test_prints_are_those_of_the_dictionary(dictionary: list[dict[str, str]]) -> None:
    lines = fields_of_lines()
    differ = []
    for line in dictionary:
        prints = line["print"]
        letters = {"all": "IARDCP", "–": "", "toggle": "*"}.get(prints, re.sub(r"\(.*\)", "", prints))
        for field in lines[line["entity"], line["label_nl"]]:
            same = bool(field.on) if letters == "*" else set(field.on) == set(letters)
            if not same or field.toggled != ("toggle" in prints):
                differ.append(field.key)
    assert differ == []


def test_required_and_lengths_are_those_of_the_dictionary(dictionary: list[dict[str, str]]) -> None:
    lines = fields_of_lines()
    differ = []
    for line in dictionary:
        fields = lines[line["entity"], line["label_nl"]]
        if fields and any(f.required for f in fields) != (line["required"] == "1"):
            differ.append(f"{fields[0].key} required")
        length = re.fullmatch(r"(?:text|postcode)(\d+)", line["type"])
        if length and fields[0].max != int(length[1]):
            differ.append(f"{fields[0].key} length")
    assert differ == []


def test_national_numbers_and_special_data_are_on_no_print() -> None:
    assert [f.key for f in all_fields() if f.privacy.apart and f.on] == []
    assert {f.key for f in all_fields() if f.privacy is Privacy.NATIONAL_ID} == {
        "candidate.bsn",
        "candidate.bsn_verified",
        "candidate.education_no",
    }


def test_special_data_and_money_matters_are_not_searched() -> None:
    searched = {f.key for f in all_fields() if f.search and f.privacy not in (Privacy.ORDINARY, Privacy.BUSINESS)}
    assert searched == {"note.body", "document.title"}


def test_parents_stand_before_their_children() -> None:
    seen: set[str] = set()
    for spec in RECORDS.values():
        assert spec.parent is None or spec.parent in seen, spec.name
        seen.add(spec.name)


def test_what_a_declaration_points_to_exists() -> None:
    missing = [f.key for f in all_fields() if f.codes is not None and f.codes not in CODES]
    missing += [f.key for f in all_fields() if f.target is not None and f.target not in RECORDS]
    missing += [f"{s.name}.{n}" for s in RECORDS.values() for n in (*s.title, *s.sort) if n not in s.fields]
    missing += [f"{s.name}.{n}" for s in RECORDS.values() for n in s.sort if s.fields[n].derived]
    assert missing == []


def test_a_person_is_found_by_every_name_and_way_to_reach() -> None:
    searched = {f.name for f in desktop.domain.records.Candidate.SPEC.searched}
    assert searched == {"first_name", "name_prefix", "last_name", "birth_name", "city", "phone", "email"}
    assert "dossier_no" in {f.name for f in desktop.domain.records.Traject.SPEC.searched}


def test_nobody_edits_a_stage_or_a_frozen_version_by_hand() -> None:
    by_hand = [
        f.key
        for name in ("stage_event", "intake_version", "amendment", "print")
        for f in RECORDS[name].fields.values()
        if not f.guarded
    ]
    by_hand += [f"traject.{n}" for n in ("stage", "substage", "hold", "result", "dossier_no")
                if not RECORDS["traject"].fields[n].guarded]  # fmt: skip
    assert by_hand == []
