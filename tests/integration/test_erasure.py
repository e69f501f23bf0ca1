"""Erasing a person: nothing is left of them anywhere, everything is left of everybody else, and the chain is whole."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import NoReturn

import pytest
import sqlalchemy as sa

from desktop.domain.changes import Action, Create, PutBytes, SetField, delete
from desktop.domain.errors import BuiltOn, NotThere, Refused
from desktop.domain.records import Candidate, Document, Employer, Note, Question, Traject
from desktop.persistence.engine import Database, raw
from desktop.persistence.erasure import erase
from desktop.persistence.journal import verify
from desktop.persistence.store import LocalStore
from tests.integration.index import holds_what_stands
from tests.stillness import StillClock

OWN, SHARED = b"Kwatsjbrief van een persoon", b"Folder die iedereen krijgt"
MARKS = ("kwatsj", "zqxwv", "987654321", "zaterdagkind")
"""Letters that stand in everything of the erased person, and in nothing of anybody else."""


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def two(store: LocalStore, clock: StillClock) -> LocalStore:
    """Two invented people, each with a case, and a lot in the case of the first."""
    for n, name in enumerate(("Zqxwvkwatsj", "Blijver")):
        person, case = f"p{n}", f"t{n}"
        values = {"last_name": name, "first_name": "Zqxwv" if n == 0 else "Bo", "bsn": "987654321" if n == 0 else None}
        case_values = {"dossier_no": f"V-{n}-{'zqxwv' if n == 0 else 'x'}"}
        store.apply(
            Action(
                "Signed up", (Create("candidate", person, None, values), Create("traject", case, person, case_values))
            )
        )
    clock.move(days=3)
    store.apply(
        Action(
            "File",
            (
                PutBytes(sha(OWN), OWN), PutBytes(sha(SHARED), SHARED),
                Create("document", "d0", "t0", {"title": "Kwatsj", "sha256": sha(OWN)}),
                Create("document", "d1", "t0", {"title": "Zqxwvfolder", "sha256": sha(SHARED)}),
                Create("document", "d2", "t1", {"title": "Folder", "sha256": sha(SHARED)}),
                Create("intake", "i0", "t0", {"goal": "kwatsj", "need_guidance": "zqxwv"}),
                Create("placement", "pl", "t0", {"function": "kwatsj", "jobcoach_hours": Decimal(2)}),
                Create("note", "n0", "t0", {"body": "Zaterdagkind kwatsj zqxwv"}),
            ),
            reason="Om Zqxwvkwatsj",
        )
    )  # fmt: skip
    both = (SetField("candidate", "p0", "city", "Zqxwvstad"), SetField("candidate", "p1", "city", "Oefenstad"))
    store.apply(Action("Moved", both, reason="Kwatsj en Blijver"))
    store.apply(Action("Changed", (SetField("candidate", "p0", "bsn", "987654321"),)))
    store.apply(Action("Removed", (delete("note", "n0"),)))
    store.keep_draft("t0", "+note.body", "kwatsj")
    store.keep_draft("p1", "city", "Oef")
    store.remember("last opened", '["t0", "t1"]')
    store.remember("columns", "name,stage")
    return store


def left_of_them(database: Database) -> list[str]:
    """Every table and every page of the index, whatever a row is called: what still holds one of the marks.

    The index leaves out what a word shares with the one before it; in a seal so few letters come by chance.
    """
    found = []
    with database.reading() as connection:
        names = [name for (name,) in raw(connection).execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            for row in raw(connection).execute(f'SELECT * FROM "{name}"'):
                for cell in row:
                    held = cell if isinstance(cell, bytes) else str(cell).encode()
                    found += [
                        f"{name}: {mark}"
                        for mark in MARKS
                        for part in ((mark, mark[3:]) if "_fts" in name else (mark,))
                        if part.encode() in held.lower()
                    ]
    return found


def test_nothing_is_left_of_an_erased_person_in_any_table_index_or_file(two: LocalStore, database: Database) -> None:
    assert {line.split(":")[0] for line in left_of_them(database)} >= {
        "candidate", "candidate__apart", "candidate_fts_data", "journal", "action", "note", "draft", "intake__apart",
        "blob",
    }  # fmt: skip
    erase(two, "p0")
    assert left_of_them(database) == []
    assert two.recall("last opened") is None
    with database.reading() as connection:
        assert verify(connection) == []


def test_other_people_keep_everything(two: LocalStore, database: Database) -> None:
    dossier, history = two.dossier("t1"), two.history("p1")
    erase(two, "p0")
    assert two.dossier("t1") == dossier
    assert [(c.seq, c.after) for c in two.history("p1")] == [(c.seq, c.after) for c in history]
    assert two.bytes(sha(SHARED)) == SHARED, "the other person's file holds it too"
    with pytest.raises(NotThere):
        two.bytes(sha(OWN))
    assert two.drafts("p1")["city"].text == "Oef"
    assert two.recall("columns") == "name,stage"
    assert [hit.id for hit in two.search("blijver")] == ["p1"]
    with database.writing() as connection:
        for kind in ("candidate", "traject", "note", "document"):
            assert holds_what_stands(connection, kind)


def test_a_picture_that_is_also_the_logo_of_the_desk_stays(two: LocalStore) -> None:
    two.apply(Action("Logo", (Create("desk", "k0", None, {"name": "Kantoor", "logo": sha(OWN)}),)))
    erase(two, "p0")
    assert two.bytes(sha(OWN)) == OWN


def test_an_erased_person_is_not_there_and_the_history_says_erased(two: LocalStore, clock: StillClock) -> None:
    erase(two, "p0")
    assert two.find_one(Candidate, "p0") is None
    assert (two.where(Traject, parent="p0"), two.children(Note, "t0")) == ((), ())
    with pytest.raises(NotThere):
        two.dossier("t0")
    with pytest.raises(NotThere):
        two.dossier_as_of("t0", clock.today())
    told = two.history("p0")
    assert len(told) > 10
    assert {(c.erased, c.before, c.after, c.reason) for c in told} == {(True, None, None, None)}


def test_what_touched_an_erased_person_is_not_taken_back(two: LocalStore, database: Database) -> None:
    actions = [one.action for one in reversed(two.actions())]
    erase(two, "p0")
    moved = actions[3]
    for action in (actions[0], actions[2], moved, actions[5]):
        with pytest.raises(BuiltOn, match="was erased"):
            two.undo(action)
    offered = two.undoable()
    assert offered is not None
    assert offered.action == moved, "the newest of which something is left"
    assert two.get(Candidate, "p1").city == "Oefenstad"
    with database.reading() as connection:
        assert verify(connection) == []


def test_an_import_is_undone_without_the_person_who_was_erased(store: LocalStore) -> None:
    people = tuple(Create("candidate", f"c{n}", None, {"last_name": f"Naam{n}"}) for n in range(30))
    done = store.apply(Action("Imported", people, counts={"n": 30})).action
    erase(store, "c7")
    assert len(store.undo(done).left) == 1
    assert store.where(Candidate) == ()
    store.redo()
    assert len(store.where(Candidate)) == 29


def test_work_goes_on_after_erasing(two: LocalStore, database: Database) -> None:
    erase(two, "p0")
    two.apply(Action("Signed up", (Create("candidate", "p9", None, {"last_name": "Nieuw"}),)))
    two.undo()
    with pytest.raises(NotThere):
        two.apply(Action("Case", (Create("traject", "t9", "p0"),)))
    with pytest.raises(NotThere):
        two.apply(Action("Changed", (SetField("candidate", "p0", "city", "X"),)))
    erase(two, "p9")
    with database.reading() as connection:
        assert verify(connection) == []


@pytest.mark.parametrize("wrong", ["t0", "n0", "nobody", ""])
def test_only_a_whole_person_is_erased(two: LocalStore, wrong: str) -> None:
    with pytest.raises(Refused, match="nobody to erase"):
        erase(two, wrong)
    assert two.get(Candidate, "p0").last_name == "Zqxwvkwatsj"


def test_nobody_is_erased_of_whom_no_certificate_could_be_kept(two: LocalStore) -> None:
    def fails(_: object) -> NoReturn:
        raise OSError("the power fails here")

    with pytest.raises(OSError, match="power"):
        erase(two, "p0", fails)
    assert two.get(Candidate, "p0").last_name == "Zqxwvkwatsj"
    erase(two, "p0", lambda removed: {"certificates": f"candidate: {removed['candidate']}"})
    assert two.recall("certificates") == "candidate: 1"


def test_an_erased_employer_leaves_the_cases_that_named_it(two: LocalStore, clock: StillClock) -> None:
    made = (
        Create("employer", "e", None, {"trade_name": "Zqxwv BV"}), Create("question", "q", "e", {"title": "Kwatsj"}),
        Create("match", "m", "t1", {"question": "q"}),
    )  # fmt: skip
    two.apply(Action("Matched", made))
    assert two.dossier("t1").get(Question, "q")
    erase(two, "e")
    dossier = two.dossier("t1")
    assert (dossier.get(Question, "q"), dossier.beside(Employer)) == (None, ())
    assert two.dossier_as_of("t1", clock.today()) == dossier
    assert two.where(Document, sha256=sha(SHARED))


def test_nothing_but_erasing_removes_a_row(two: LocalStore, database: Database) -> None:
    erase(two, "p0")
    for name in ("candidate", "document"):
        with pytest.raises(Exception, match="never deleted"), database.writing() as connection:
            connection.execute(sa.text(f"DELETE FROM {name}"))
    with pytest.raises(Exception, match="user-defined"), database.writing() as connection:
        connection.execute(sa.text("UPDATE candidate SET city = 'X'"))
