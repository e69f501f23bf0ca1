"""The store: what was done is kept, can be taken back, can be read as it was, and cannot be changed behind its back."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from desktop.domain.changes import Action, Create, SetField, delete
from desktop.domain.dossier import Dossier
from desktop.domain.errors import BuiltOn, NotThere, Refused
from desktop.domain.records import Candidate, Note, Traject, WorkHistory
from desktop.persistence.engine import Database
from desktop.persistence.erasure import erase
from desktop.persistence.journal import verify
from desktop.persistence.store import LocalStore
from tests.stillness import StillClock


def signed_up(store: LocalStore, person: str = "p1", case: str = "t1", last_name: str = "Yılmaz") -> None:
    store.apply(
        Action(
            "Signed up",
            (
                Create("candidate", person, None, {"last_name": last_name, "first_name": "Bilal", "bsn": "111222333"}),
                Create("traject", case, person, {"dossier_no": f"VWNW-2026-{case}", "stage": "S0"}),
            ),
        )
    )


def renamed(store: LocalStore, name: str) -> str:
    return store.apply(Action("Name changed", (SetField("candidate", "p1", "last_name", name),))).action


def test_what_was_applied_is_read_back_with_its_types(store: LocalStore) -> None:
    signed_up(store)
    store.apply(Action("Birth date", (SetField("candidate", "p1", "birth_date", date(1984, 3, 1)),)))
    found = store.get(Candidate, "p1")
    assert (found.last_name, found.birth_date, found.bsn) == ("Yılmaz", date(1984, 3, 1), "111222333")
    assert [t.dossier_no for t in store.children(Traject, "p1")] == ["VWNW-2026-t1"]


def test_a_national_id_stands_in_its_own_table_and_nowhere_else(store: LocalStore, database: Database) -> None:
    signed_up(store)
    with database.reading() as connection:
        assert "bsn" not in connection.execute(sa.text("SELECT * FROM candidate")).mappings().one()
        assert connection.execute(sa.text("SELECT bsn FROM candidate__apart")).scalar() == "111222333"
        whole = connection.execute(sa.text("SELECT after FROM journal WHERE field = '*'")).scalars().all()
    assert not any("111222333" in after for after in whole)


def test_a_write_outside_an_action_fails_in_the_database(store: LocalStore, database: Database) -> None:
    signed_up(store)
    with pytest.raises(Exception, match=r".+"), database.writing() as connection:
        connection.execute(sa.text("UPDATE candidate SET last_name = 'X'"))
    assert store.get(Candidate, "p1").last_name == "Yılmaz"


def test_nothing_is_ever_deleted_and_a_note_never_changes(store: LocalStore) -> None:
    signed_up(store)
    store.apply(Action("Note", (Create("note", "n1", "t1", {"body": "Gebeld"}),)))
    with pytest.raises(Exception, match="never changes"):
        store.apply(Action("Note changed", (SetField("note", "n1", "body", "Anders"),)))
    assert store.get(Note, "n1").body == "Gebeld"


def test_an_action_that_fails_halfway_leaves_nothing_behind(store: LocalStore) -> None:
    signed_up(store)
    edits = (SetField("candidate", "p1", "last_name", "Anders"), SetField("candidate", "nobody", "last_name", "X"))
    with pytest.raises(NotThere):
        store.apply(Action("Two at once", edits))
    assert store.get(Candidate, "p1").last_name == "Yılmaz"
    assert len(store.actions()) == 1


def test_undo_and_redo_walk_back_and_forth_like_in_any_program(store: LocalStore) -> None:
    signed_up(store)
    renamed(store, "Een")
    renamed(store, "Twee")
    store.undo()
    store.undo()
    assert store.get(Candidate, "p1").last_name == "Yılmaz"
    store.redo()
    assert store.get(Candidate, "p1").last_name == "Een"
    store.redo()
    assert store.get(Candidate, "p1").last_name == "Twee"
    with pytest.raises(Refused):
        store.redo()
    store.undo()
    renamed(store, "Drie")
    assert store.redoable() is None
    store.undo()
    assert store.get(Candidate, "p1").last_name == "Een"


def test_undoing_a_sign_up_hides_the_person_and_redo_brings_all_of_it_back(store: LocalStore) -> None:
    signed_up(store)
    store.undo()
    assert store.find_one(Candidate, "p1") is None
    assert store.search("yilmaz") == ()
    store.redo()
    assert store.get(Candidate, "p1").bsn == "111222333"
    assert store.get(Traject, "t1").stage == "S0"


def test_undo_refuses_when_the_field_was_changed_again(store: LocalStore) -> None:
    signed_up(store)
    first = renamed(store, "Een")
    renamed(store, "Twee")
    with pytest.raises(BuiltOn, match="changed again"):
        store.undo(first)
    assert store.get(Candidate, "p1").last_name == "Twee"


def test_undo_refuses_when_somebody_added_to_what_was_made(store: LocalStore) -> None:
    signed_up(store)
    sign_up = store.actions()[0].action
    store.apply(Action("Work added", (Create("work_history", "w1", "p1", {"job_title": "Lasser"}),)))
    with pytest.raises(BuiltOn):
        store.undo(sign_up)
    assert store.get(WorkHistory, "w1").job_title == "Lasser"


def test_undo_of_an_import_takes_back_what_nobody_built_on_and_lists_the_rest(store: LocalStore) -> None:
    people = tuple(Create("candidate", f"c{n}", None, {"last_name": f"Naam{n}"}) for n in range(30))
    imported = store.apply(Action("Imported", people, counts={"n": 30}))
    store.apply(Action("Name changed", (SetField("candidate", "c7", "last_name", "Beter"),)))
    outcome = store.undo(imported.action)
    assert len(outcome.left) == 1
    assert [c.last_name for c in store.where(Candidate)] == ["Beter"]


def test_history_tells_who_changed_a_field_when_and_from_what(store: LocalStore, clock: StillClock) -> None:
    signed_up(store)
    clock.move(days=3)
    renamed(store, "Anders")
    newest = store.history("p1", "p1", "last_name")[0]
    assert (newest.before, newest.after, newest.label) == ("Yılmaz", "Anders", "Name changed")
    assert (newest.at, newest.actor) == (clock.at, store.user.id)


def test_the_dossier_is_read_as_it_was_on_a_date(store: LocalStore, clock: StillClock) -> None:
    signed_up(store)
    store.apply(Action("Work added", (Create("work_history", "w1", "p1", {"job_title": "Lasser"}),)))
    clock.move(days=10)
    renamed(store, "Anders")
    store.apply(Action("Work removed", (delete("work_history", "w1"),)))

    def seen(dossier: Dossier) -> tuple[str | None, list[str | None]]:
        person = dossier.get(Candidate, "p1")
        return person.last_name if person else None, [w.job_title for w in dossier.all(WorkHistory)]

    assert seen(store.dossier("t1")) == ("Anders", [])
    assert seen(store.dossier_as_of("t1", date(2026, 3, 5))) == ("Yılmaz", ["Lasser"])
    with pytest.raises(NotThere):
        store.dossier_as_of("t1", date(2026, 3, 1))


def test_a_dossier_holds_one_case_and_not_the_persons_other_case(store: LocalStore) -> None:
    signed_up(store)
    store.apply(
        Action(
            "Came back",
            (
                Create("traject", "t2", "p1", {"dossier_no": "VWNW-2026-2"}),
                Create("note", "n1", "t1", {"body": "een"}),
                Create("note", "n2", "t2", {"body": "twee"}),
            ),
        )
    )
    assert [n.body for n in store.dossier("t2").all(Note)] == ["twee"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Łukasz", "lukasz"), ("Sørensen", "soren"), ("Đorđević", "dorde"), ("Işık", "isik"), ("Weiß", "weiss"),
        ("O’Connor", "oconnor"), ("van der Berg", "van der b"), ("Li", "li"), ("Bo", "bo"), ("王小明", "小明"),
        ("Yılmaz", "yil"), ("Çelik", "Cel"), ("Núñez-Peña", "nunez pena"),
    ],
)  # fmt: skip
def test_names_are_found_as_people_type_them(store: LocalStore, name: str, typed: str) -> None:
    signed_up(store, last_name=name)
    signed_up(store, "p2", "t2", "Zeldzaam")
    assert [hit.id for hit in store.search(typed, ["candidate"])] == ["p1"]


@pytest.mark.parametrize("typed", ['"', "*", "a OR b", "NEAR(", "(", "x" * 10_000, "' ; DROP TABLE candidate", "-", ""])
def test_search_takes_anything_that_is_typed(store: LocalStore, typed: str) -> None:
    signed_up(store)
    assert store.search(typed) == ()


def test_a_changed_name_is_found_by_the_new_one_only(store: LocalStore) -> None:
    signed_up(store)
    renamed(store, "Jansen")
    assert store.search("yilmaz") == ()
    assert store.search("jan")[0].title == "Bilal Jansen"


def test_the_chain_verifies_and_names_the_action_that_was_tampered_with(store: LocalStore, database: Database) -> None:
    signed_up(store)
    renamed(store, "Een")
    with database.reading() as connection:
        assert verify(connection) == []
    with database.writing() as connection:
        connection.execute(sa.text("UPDATE journal SET after = 'Vals' WHERE after = 'Een'"))
    with database.reading() as connection:
        assert [str(f) for f in verify(connection)] == ["Action 2: change 4 was altered."]


def test_a_removed_action_breaks_the_chain(store: LocalStore, database: Database) -> None:
    signed_up(store)
    renamed(store, "Een")
    renamed(store, "Twee")
    with database.writing() as connection:
        connection.execute(sa.text("DELETE FROM journal WHERE action = 2"))
        connection.execute(sa.text("DELETE FROM action WHERE n = 2"))
    with database.reading() as connection:
        assert verify(connection)


def test_the_chain_still_verifies_after_a_person_is_erased_and_nothing_of_the_person_is_left(
    store: LocalStore, database: Database
) -> None:
    signed_up(store)
    signed_up(store, "p2", "t2", "Blijver")
    store.apply(Action("Note", (Create("note", "n1", "t1", {"body": "Uniekwoordje"}),), reason="Uniekwoordje"))
    store.keep_draft("p1", "last_name", "Uniekwoordje")
    erase(store, "p1")
    with database.reading() as connection:
        assert verify(connection) == []
        tables = connection.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        left = [str(row) for name in tables for row in connection.execute(sa.text(f'SELECT * FROM "{name}"')).all()]
    assert not [row for row in left if "Yılmaz" in row or "lmaz" in row or "niekwoordje" in row]
    assert store.search("yil") == ()
    assert store.get(Candidate, "p2").last_name == "Blijver"


def test_a_draft_survives_and_is_no_change(store: LocalStore) -> None:
    signed_up(store)
    store.keep_draft("p1", "birth_date", "31-2-1984")
    assert store.drafts("p1")["birth_date"].text == "31-2-1984"
    assert len(store.actions()) == 1
    store.keep_draft("p1", "birth_date", None)
    assert store.drafts("p1") == {}


def test_the_next_number_follows_the_highest_of_its_block(store: LocalStore) -> None:
    assert store.next_number(Traject, "dossier_no", "VWNW-2026-01") == 1
    for n, number in enumerate(("VWNW-2026-01007", "VWNW-2026-02900", "VWNW-2025-01999")):
        store.apply(
            Action("x", (Create("candidate", f"c{n}"), Create("traject", f"t{n}", f"c{n}", {"dossier_no": number})))
        )
    assert store.next_number(Traject, "dossier_no", "VWNW-2026-01") == 8
