"""Building what can be made again: quick, and afterwards as safe as always."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from desktop.domain.changes import Action, Create, SetField
from desktop.domain.errors import NotThere
from desktop.domain.records import Candidate
from desktop.persistence.engine import Database
from desktop.persistence.journal import verify
from desktop.persistence.store import LocalStore


def add(store: LocalStore, person: str) -> None:
    store.apply(Action("Signed up", (Create("candidate", person, None, {"last_name": "Verzonnen", "city": "A"}),)))


def test_what_was_written_is_read_at_once_here_and_in_another_thread(store: LocalStore, database: Database) -> None:
    with database.without_waiting(), ThreadPoolExecutor(1) as elsewhere:
        add(store, "p1")
        assert store.get(Candidate, "p1").last_name == "Verzonnen"
        assert [hit.id for hit in store.search("verz")] == ["p1"]
        assert elsewhere.submit(store.get, Candidate, "p1").result().city == "A"
        store.apply(Action("Town", (SetField("candidate", "p1", "city", "B"),)))
        assert elsewhere.submit(store.get, Candidate, "p1").result().city == "B"
    assert store.get(Candidate, "p1").city == "B"
    with database.reading() as connection:
        assert verify(connection) == []


def test_an_action_that_fails_leaves_nothing_and_the_next_one_works(store: LocalStore, database: Database) -> None:
    with database.without_waiting():
        add(store, "p1")
        wrong = (SetField("candidate", "p1", "city", "X"), SetField("candidate", "nobody", "city", "X"))
        with pytest.raises(NotThere):
            store.apply(Action("Two at once", wrong))
        assert store.get(Candidate, "p1").city == "A"
        add(store, "p2")
    assert len(store.where(Candidate)) == 2


def test_afterwards_every_commit_waits_for_the_disk_again(store: LocalStore, database: Database) -> None:
    full = 2

    def how() -> int:
        with database.writing() as connection:
            return int(connection.execute(sa.text("PRAGMA synchronous")).scalar_one())

    assert how() == full
    with database.without_waiting():
        add(store, "p1")
        assert how() == 0
    assert how() == full
    with pytest.raises(RuntimeError), database.without_waiting():
        raise RuntimeError
    assert how() == full
