"""What was deleted comes back from any laptop for thirty days; then its content is nowhere any more."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.application.conflicts import taking
from desktop.domain.changes import DELETED, Action, Create, PutBytes, SetField, delete
from desktop.domain.errors import OverstapError
from desktop.domain.records import Barrier, Candidate, Document, Note, Traject, WorkHistory
from desktop.persistence.engine import Database
from desktop.persistence.erasure import tidy
from desktop.persistence.journal import verify
from desktop.persistence.store import LocalStore
from desktop.sync.server.tidy import tidy as put_in_order
from tests.integration.test_erasure import left_of_them, sha
from tests.stillness import StillClock
from tests.sync.conftest import Admin
from tests.sync.laptop import Laptop
from tests.sync.postgres_server import PostgresServer
from tests.sync.simulator import DESK_A, DESK_B, World
from tests.sync.test_erasing import FILE, MARK, did, left_on


def case_of(world: World, laptop: Laptop) -> tuple[str, str, str, str]:
    """A case with a barrier and a file, of which every word is the mark, and a person without it."""
    person, case, barrier, paper = (laptop.ids.new() for _ in range(4))
    laptop.store.apply(
        did(
            PutBytes(sha(FILE), FILE),
            Create("candidate", person, None, {"last_name": "Blijver"}),
            Create("traject", case, person, {"desk": DESK_A, "stage": "S0", "substage": "S0.1"}),
            Create("barrier", barrier, case, {"barrier_text": f"{MARK}a"}),
            Create("document", paper, case, {"title": f"{MARK}b", "sha256": sha(FILE)}),
        )
    )
    world.quiesce()
    return person, case, barrier, paper


def test_for_thirty_days_any_laptop_brings_it_back_then_it_is_nowhere(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person, _, barrier, paper = case_of(world, anna)
    bo.store.apply(did(SetField("barrier", barrier, "barrier_text", f"{MARK}c")))
    world.quiesce()
    anna.store.apply(did(delete("barrier", barrier), delete("document", paper)))
    world.quiesce()
    bo.store.apply(did(SetField("barrier", barrier, "_deleted", False)))
    world.quiesce()
    assert anna.store.get(Barrier, barrier).barrier_text == f"{MARK}c"
    removed = anna.store.apply(did(delete("barrier", barrier))).action
    world.quiesce()
    assert world.server.tidy() == {barrier, paper}
    world.quiesce()
    for laptop in (anna, bo):
        assert left_on(laptop) == set()
        assert laptop.store.get(Candidate, person).last_name == "Blijver"
        with laptop.database.writing() as connection:
            assert verify(connection) == []
    with pytest.raises(OverstapError):
        anna.store.undo(removed)
    world.check()


def test_it_is_gone_too_where_the_case_moved_before_a_laptop_heard_of_it(world: World) -> None:
    anna, who_sees_both = world.laptops[0], world.laptops[1]
    person, case, barrier, paper = case_of(world, anna)
    anna.store.apply(did(delete("barrier", barrier), delete("document", paper)))
    anna.engine.round()
    assert world.server.tidy() == {barrier, paper}
    anna.store.apply(did(SetField("traject", case, "desk", DESK_B)))
    world.quiesce()
    assert left_on(who_sees_both) == set()
    assert who_sees_both.store.get(Candidate, person).last_name == "Blijver"
    world.check()


def back(laptop: Laptop) -> Action:
    """The one question there is, decided for what does not show."""
    (asked,) = laptop.sync.conflicts()
    assert (asked.field, bool(asked.kept), bool(asked.lost)) == (DELETED, True, False)
    return taking(laptop.store, asked, shown=False)


@pytest.mark.parametrize("first", ["the deletion", "the note"])
def test_what_a_colleague_adds_to_what_somebody_deletes_is_asked_about_and_all_of_it_comes_back(
    world: World, first: str
) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    _, case, barrier, paper = case_of(world, anna)
    note = bo.ids.new()
    bo.store.apply(did(Create("note", note, case, {"body": "Belde vanuit de kantine"})))
    anna.store.apply(did(delete("traject", case)))
    for laptop in (anna, bo) if first == "the deletion" else (bo, anna):
        laptop.engine.round()
    world.quiesce()
    world.check()
    assert bo.store.find_one(Traject, case) is None
    assert world.server.tidy() == set(), "all that would come back stays as long as nobody decided"
    anna.store.apply(back(anna))
    world.quiesce()
    for laptop in (anna, bo):
        assert laptop.store.get(Note, note).body == "Belde vanuit de kantine"
        assert laptop.store.children(Barrier, case)[0].id == barrier
        assert laptop.store.get(Document, paper).parent == laptop.store.get(Traject, case).id
        assert laptop.sync.conflicts() == []
    anna.store.undo()
    world.quiesce()
    assert bo.store.find_one(Traject, case) is None
    assert len(bo.sync.conflicts()) == 1, "one undo opens the question again"
    world.check()


def test_a_sign_up_that_is_taken_back_while_colleagues_work_on_it_is_one_question(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person, case = anna.ids.new(), anna.ids.new()
    anna.store.apply(
        did(
            Create("candidate", person, None, {"last_name": "Blijver"}),
            Create("traject", case, person, {"desk": DESK_A, "stage": "S0", "substage": "S0.1"}),
        )
    )
    world.quiesce()
    job, note = bo.ids.new(), bo.ids.new()
    bo.store.apply(
        did(
            Create("work_history", job, person, {"job_title": "Lasser"}),
            Create("note", note, case, {"body": "Kwam langs"}),
        )
    )
    anna.store.undo()
    world.quiesce()
    world.check()
    assert bo.store.find_one(Candidate, person) is None
    bo.store.apply(back(bo))
    world.quiesce()
    for laptop in (anna, bo):
        assert laptop.store.get(Candidate, person).last_name == "Blijver"
        assert laptop.store.get(Note, note).body == "Kwam langs"
        assert laptop.store.get(WorkHistory, job).job_title == "Lasser"
        assert laptop.sync.conflicts() == []
    bo.store.undo()
    world.quiesce()
    assert anna.store.find_one(Candidate, person) is None
    assert len(anna.sync.conflicts()) == 1
    world.check()


def test_what_was_brought_back_below_what_somebody_deletes_is_asked_about_too(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    _, case, barrier, _ = case_of(world, anna)
    anna.store.apply(did(delete("barrier", barrier)))
    world.quiesce()
    bo.store.apply(did(SetField("barrier", barrier, DELETED, False)))
    anna.store.apply(did(delete("traject", case)))
    world.quiesce()
    anna.store.apply(back(anna))
    world.quiesce()
    assert bo.store.get(Barrier, barrier).barrier_text == f"{MARK}a"
    world.check()


def test_what_is_added_to_what_went_for_good_is_put_aside_and_told(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person, case, barrier, paper = case_of(world, anna)
    bo.store.apply(did(Create("note", bo.ids.new(), case, {"body": "weken onderweg"})))
    anna.store.apply(did(delete("traject", case)))
    anna.engine.round()
    assert world.server.tidy() == {case, barrier, paper}
    world.quiesce()
    assert bo.store.get(Candidate, person).last_name == "Blijver"
    assert (bo.sync.standing().waiting, bo.sync.standing().aside) == (0, 1)
    world.server.look_at_everything()
    assert [change["n"]["body"] for change in world.server.parked] == ["weken onderweg"]


def test_what_was_written_about_somebody_who_went_meanwhile_is_put_aside_and_told(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person, case, barrier, paper = case_of(world, anna)
    bo.store.apply(did(SetField("barrier", barrier, "barrier_text", "weken onderweg")))
    anna.store.apply(did(delete("candidate", person)))
    anna.engine.round()
    assert world.server.tidy() == {person, case, barrier, paper}
    world.quiesce()
    assert bo.store.find_one(Candidate, person) is None
    assert (bo.sync.standing().waiting, bo.sync.standing().aside) == (0, 1)
    world.server.look_at_everything()
    assert [change["f"]["barrier_text"][0] for change in world.server.parked] == ["weken onderweg"]


def test_the_thirty_days_count_from_when_the_server_heard_of_it(world: World, admin: Admin) -> None:
    if not isinstance(world.server, PostgresServer):
        return
    anna = world.laptops[0]
    _, case, barrier, _ = case_of(world, anna)
    anna.clock.at -= timedelta(days=90)
    anna.store.apply(did(delete("traject", case)))
    world.quiesce()
    assert admin.execute("SELECT sync.tidy(1000)").fetchone() == (0,)
    admin.execute("UPDATE sync.history SET at = now() - interval '29 days'")
    assert admin.execute("SELECT sync.tidy(1000)").fetchone() == (0,)
    admin.execute("UPDATE sync.history SET at = now() - interval '31 days' WHERE id = %s", (case,))
    assert admin.execute("SELECT sync.tidy(1000)").fetchone() == (0,), "something below it is younger"
    admin.execute("UPDATE sync.history SET at = now() - interval '31 days'")
    assert admin.execute("SELECT sync.tidy(1000)").fetchone() == (3,), "the case, its barrier and its file"
    assert admin.execute("SELECT count(*) FROM sync.file").fetchone() == (0,)
    assert admin.execute("SELECT count(*) FROM sync.history WHERE id = %s", (barrier,)).fetchone() == (0,)


def test_a_register_once_a_day_sees_to_it_without_an_administrator(world: World, admin: Admin) -> None:
    if not isinstance(world.server, PostgresServer):
        return
    anna = world.laptops[0]
    _, _, barrier, _ = case_of(world, anna)
    anna.store.apply(did(delete("barrier", barrier)))
    world.quiesce()
    admin.execute("UPDATE sync.history SET at = now() - interval '31 days'")
    admin.execute("UPDATE sync.meta SET tidied = now() - interval '2 days'")
    world.quiesce()
    assert anna.rows("SELECT 1 FROM barrier WHERE id = ?", barrier) == []


def test_the_files_of_the_server_hold_nothing_of_the_erased_once_they_are_in_order(world: World, admin: Admin) -> None:
    if not isinstance(world.server, PostgresServer):
        return
    anna = world.laptops[0]
    person, _, _, _ = case_of(world, anna)
    admin.execute("ANALYZE")
    world.server.erase(person)
    (place,) = admin.execute("SELECT pg_read_file('PG_VERSION') IS NOT NULL").fetchone() or (False,)
    assert place
    (folder,) = admin.execute("SHOW data_directory").fetchone() or ("",)
    (oid,) = admin.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone() or (0,)
    tables = Path(folder) / "base" / str(oid)
    admin.execute("CHECKPOINT")
    assert holding(tables), "the scan finds what a plain removal leaves"
    assert put_in_order(admin) == (0, 1)
    assert holding(tables) == []


def holding(folder: Path) -> list[str]:
    """The files with the mark in them."""
    return [file.name for file in folder.iterdir() if MARK.encode() in file.read_bytes()]


def test_where_nothing_is_shared_it_goes_by_itself_after_thirty_days(
    store: LocalStore, clock: StillClock, database: Database
) -> None:
    store.apply(
        Action(
            "Signed up",
            (
                PutBytes(sha(FILE), FILE), Create("candidate", "p", None, {"last_name": "Blijver"}),
                Create("traject", "t", "p", {"stage": "S0"}), Create("barrier", "b", "t", {"barrier_text": "zqxwv"}),
                Create("document", "d", "t", {"title": "zqxwv", "sha256": sha(FILE)}),
            ),
        )
    )  # fmt: skip
    store.apply(Action("Removed", (delete("barrier", "b"), delete("document", "d"))))
    clock.move(days=29)
    assert tidy(store, clock.now()) == 0
    assert left_of_them(database)
    clock.move(days=2)
    assert tidy(store, clock.now()) == 2
    assert left_of_them(database) == []
    assert store.find_one(Document, "d") is None
    assert store.get(Candidate, "p").last_name == "Blijver"
    with database.reading() as connection:
        assert verify(connection) == []
