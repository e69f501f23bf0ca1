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


@pytest.mark.parametrize("name", ["Li", "Vos", "Bakker"])
def test_who_is_called_exactly_that_is_found_among_many_whose_name_begins_so(store: LocalStore, name: str) -> None:
    many = [Create("candidate", f"m{n}", None, {"last_name": f"{name}proef{n}"}) for n in range(700)]
    other = [Create("candidate", f"o{n}", None, {"last_name": "Zproef", "first_name": f"{name}a"}) for n in range(700)]
    one = Create("candidate", "p", None, {"last_name": name, "first_name": "Zoë"})
    store.apply(Action("Signed up", (*other, *many, one)))
    assert store.search(name)[0].id == "p"
    assert [hit.id for hit in store.search(f"zoë {name}")] == ["p"]


def test_a_thousand_organisations_do_not_hide_the_one_person(store: LocalStore) -> None:
    schools = tuple(Create("organisation", f"s{n}", None, {"name": f"Proefschool {n}"}) for n in range(1000))
    people = (
        Create("candidate", "p1", None, {"last_name": "Proefman"}),
        Create("employer", "e", None, {"trade_name": "Proef BV"}),
    )
    store.apply(Action("Imported", (*schools, *people)))
    found = store.search("proef", limit=10)
    assert len(found) == 10
    assert {"p1", "e"} <= {hit.id for hit in found}


HOSTILE = [
    '"', '""', "*", "^oefen", "-oefen", "oefen OR 1", "NEAR(oefen 2)", "_fold:oefen", "{a b} : c", "oefen AND NOT x",
    "(", "';--", "%", "_", "\\", "\0", "\ud83d", "🚂",
    "\u202e", "\n", "x" * 100_000, "a " * 10_000, "王" * 500, "'" * 300,
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_upsets_any_search_and_none_finds_what_is_not_so_called(
    store: LocalStore, database: Database, typed: str
) -> None:
    names = {"last_name": "Yılmaz", "first_name": "Bilal"}
    store.apply(Action("Signed up", (Create("candidate", "p", None, names), Create("traject", "t", "p"))))
    assert store.search(typed) == ()
    assert store.search(f"{typed} yil") in ((), store.search("yil"))
    assert store.complete("esco", typed) == ()
    assert Caseload(database.reading).ids(CaseFilter(text=typed)) == (["t"] if not fold(typed) else [])


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
