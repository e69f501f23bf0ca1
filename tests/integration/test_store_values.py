"""Odd values through the whole store: row, journal, chain, search index and undo hold them as they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from desktop.domain.changes import WHOLE, Action, Create, Edit, SetField
from desktop.domain.errors import Refused
from desktop.domain.records import Candidate, Note, Traject, WorkHistory
from desktop.persistence.engine import Database
from desktop.persistence.journal import verify
from desktop.persistence.store import LocalStore

ODD = [
    "", " ", "0", "NULL", "null", '{"a": [1]}', "[]", "'; DROP TABLE candidate; --", "100 % & < > \\ \" ' ` $ {0} %s",
    "👩🏽‍🏭🚂", "‮אבג‬ العربية", "王小明", "I\u0307\u0323", "\x01\x1f\x7f\x85\u2028\ufeff\ufffe", "a\tb\r\nc", "é" * 400,
    "x" * 1_000_000,
]  # fmt: skip


def whole(database: Database) -> bool:
    with database.reading() as connection:
        return verify(connection) == []


def test_any_text_is_kept_told_and_taken_back_as_it_is(store: LocalStore, database: Database) -> None:
    store.apply(Action("Signed up", (Create("candidate", "p"), Create("traject", "t", "p"))))
    for n, text in enumerate(ODD):
        made = Create("note", f"n{n}", "t", {"body": text, "note_at": datetime(2026, 1, 1, tzinfo=UTC)})
        named = (SetField("candidate", "p", "last_name", text), SetField("candidate", "p", "bsn", text))
        edits: tuple[Edit, ...] = (made, *named)
        store.apply(Action("Odd", edits, reason=text))
        person = store.get(Candidate, "p")
        assert (person.last_name, person.bsn, store.get(Note, f"n{n}").body) == (text, text, text)
        newest = store.history("p", "p")[:2]
        assert [(change.after, change.reason) for change in newest] == [(text, text)] * 2
        assert store.history("p", f"n{n}", WHOLE)[0].after["body"] == text
    assert whole(database)
    for before in (*reversed(ODD[:-1]), None):
        store.undo()
        assert store.get(Candidate, "p").last_name == before
    assert whole(database)


def test_numbers_at_the_edge_are_kept_and_beyond_it_refused(store: LocalStore, database: Database) -> None:
    store.apply(Action("Signed up", (Create("candidate", "p"), Create("work_history", "w", "p"))))
    for number in ("-0.29", "0", "1234567.89", "-92233720368547758.08"):
        store.apply(Action("Hours", (SetField("work_history", "w", "hours_week", Decimal(number)),)))
        assert store.get(WorkHistory, "w").hours_week == Decimal(number)
        assert store.history("p", "w", "hours_week")[0].after == Decimal(number)
    hours = SetField("work_history", "w", "hours_week", Decimal("1e17"))
    house = SetField("candidate", "p", "house_no", 2**63)
    for edit in (hours, house):
        with pytest.raises(Refused, match="too large"):
            store.apply(Action("Too large", (edit,)))
    assert store.get(Candidate, "p").house_no is None
    assert whole(database)


HALF = "half \ud83d"


@pytest.mark.parametrize(
    "do",
    [
        lambda store: store.apply(Action("x", (SetField("candidate", "p", "last_name", HALF),))),
        lambda store: store.apply(Action("x", (SetField("candidate", "p", "bsn", "nul \0"),))),
        lambda store: store.apply(Action("x", (Create("candidate", "q", None, {"last_name": HALF}),))),
        lambda store: store.apply(Action("x", (Create("candidate", HALF),))),
        lambda store: store.apply(Action("x", (SetField("candidate", "p", "last_name", "Anders"),), reason=HALF)),
        lambda store: store.undo(HALF),
        lambda store: store.remember("filter", HALF),
        lambda store: store.find_one(Candidate, HALF),
        lambda store: store.kind_of(HALF),
        lambda store: store.dossier(HALF),
        lambda store: store.history(HALF),
        lambda store: store.where(Candidate, last_name=HALF),
        lambda store: store.where(Candidate, house_no=2**70),
        lambda store: store.recall(HALF),
        lambda store: store.drafts(HALF),
        lambda store: store.bytes(HALF),
    ],
)
def test_half_a_character_is_refused_with_a_sentence_and_changes_nothing(
    store: LocalStore, database: Database, do: Callable[[LocalStore], object]
) -> None:
    store.apply(Action("Signed up", (Create("candidate", "p", None, {"last_name": "Yılmaz"}),)))
    with pytest.raises(Refused) as refused:
        do(store)
    assert "half" in str(refused.value)
    assert "half \\ud83d" not in ascii(str(refused.value))
    assert refused.value.__cause__ is None
    assert (len(store.actions()), store.get(Candidate, "p").last_name) == (1, "Yılmaz")
    assert whole(database)


def test_half_a_character_that_is_being_typed_does_not_stop_the_typing(store: LocalStore) -> None:
    store.keep_draft("p", "last_name", HALF)
    assert store.drafts("p")["last_name"].text == "half ?"
    assert store.search(HALF) == ()
    assert store.complete("esco", HALF) == ()


def test_a_no_and_a_zero_alone_are_values(store: LocalStore) -> None:
    made = Create("candidate", "p", None, {"bsn_verified": False, "house_no": 0, "restricted": False})
    placed = Create("placement", "pl", "t", {"jobcoach_hours": Decimal(0)})
    store.apply(Action("Signed up", (made, Create("traject", "t", "p"), placed)))
    person = store.get(Candidate, "p")
    assert (person.bsn_verified, person.house_no, person.restricted) == (False, 0, False)
    assert store.where(Candidate, bsn_verified=False) == (person,)
    assert store.where(Candidate, bsn=None) == (person,)
    assert store.where(Traject, root="p") == store.where(Traject, parent="p") == store.children(Traject, "p")


def test_a_value_without_a_column_is_a_mistake_and_not_lost_in_silence(store: LocalStore) -> None:
    with pytest.raises(LookupError, match="achternaam"):
        store.apply(Action("x", (Create("candidate", "p", None, {"achternaam": "Yılmaz"}),)))
    assert store.find_one(Candidate, "p") is None
