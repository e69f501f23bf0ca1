"""Names of many languages: what was typed is what is stored, and it is found again however somebody types it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.application.caseload import CaseFilter
from desktop.domain.changes import Action, Create
from desktop.domain.folding import fold, found_by
from desktop.domain.records import Candidate
from desktop.persistence.engine import Database
from desktop.persistence.lists import Caseload
from desktop.persistence.store import LocalStore
from tests.integration.names import Named, people

PEOPLE = list(people())


@pytest.fixture
def everybody(store: LocalStore) -> LocalStore:
    """All of them in one store, each with a case."""
    edits: list[Create] = []
    for n, one in enumerate(PEOPLE):
        names = {"first_name": one.first, "name_prefix": one.particle or None, "last_name": one.last}
        edits += [Create("candidate", f"p{n}", None, names), Create("traject", f"t{n}", f"p{n}", {"stage": "S0"})]
    store.apply(Action("Signed up", tuple(edits)))
    return store


def found(store: LocalStore, typed: str) -> set[str]:
    return {hit.id for hit in store.search(typed, ["candidate"], limit=500)}


def test_every_name_is_stored_as_it_was_typed_and_found_again(everybody: LocalStore, database: Database) -> None:
    assert len(PEOPLE) >= 150
    caseload, lost = Caseload(database.reading), list[str]()
    for n, one in enumerate(PEOPLE):
        person = everybody.get(Candidate, f"p{n}")
        assert (person.first_name, person.name_prefix or "", person.last_name) == one[:3]
        for typed in (*one.typed, *_as_written(one)):
            if f"p{n}" not in found(everybody, typed):
                lost.append(f"{one.first} {one.last}: {typed} (search)")
            if f"t{n}" not in caseload.ids(CaseFilter(text=typed)):
                lost.append(f"{one.first} {one.last}: {typed} (caseload)")
    assert not lost, "\n".join(lost)


def test_a_name_is_found_at_every_letter_of_typing_it(everybody: LocalStore) -> None:
    lost = [
        f"{one.last}: {one.last[:letters]}"
        for n, one in enumerate(PEOPLE)
        for letters in range(1, len(one.last) + 1)
        if fold(one.last[:letters]) and f"p{n}" not in found(everybody, one.last[:letters])
    ]
    assert not lost, "\n".join(lost)


def test_a_whole_name_finds_its_person_and_hardly_anybody_else(everybody: LocalStore) -> None:
    for one in PEOPLE:
        if len(fold(one.last)) > 5:
            assert len(found(everybody, f"{one.first} {one.last}")) == 1


@given(st.text())
@example("𝔄lbrecht")
@example("ŉ ǰ ΐ ﬃ ẖ ᾳ İ")
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_typed_finds_what_was_stored_so(text: str) -> None:
    stored = f" {found_by(text)}"
    assert all(f" {word}" in stored for word in fold(text).split())


def test_the_caseload_is_sorted_by_last_name_whatever_the_accents(everybody: LocalStore, database: Database) -> None:
    rows = Caseload(database.reading)
    ids = rows.ids(CaseFilter())
    last = [fold(PEOPLE[int(i[1:])].last) for i in ids]
    assert last == sorted(last)
    assert len(last) == len(PEOPLE)


def _as_written(one: Named) -> tuple[str, ...]:
    full = " ".join(part for part in one[:3] if part)
    return full, one.last, one.first, full.upper(), full.lower(), f"{one.last}, {one.first}"
