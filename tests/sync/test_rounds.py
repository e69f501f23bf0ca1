"""What others do while a round goes on is there when the round after it has ended."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop.application.syncing import Cut, Entry, Registration, Row
from desktop.domain.changes import Create, SetField
from desktop.domain.records import Candidate
from desktop.domain.said import said
from desktop.sync.transport import Known
from tests.sync.simulator import DESK_A, DESK_B, World


def test_a_case_that_leaves_and_comes_back_between_two_pages_is_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, bo = world.laptops[:2]
    people = []
    for name in ("Zoë", "Yılmaz", "Bakker", "Jansen"):
        person, case = anna.ids.new(), anna.ids.new()
        made = Create("candidate", person, None, {"last_name": name})
        world.act(anna, person, made, Create("traject", case, person, {"desk": DESK_A}))
        people.append((person, case))
    world.quiesce()
    (mover, its_case), *others = people
    world.act(bo, mover, SetField("traject", its_case, "desk", DESK_B))
    bo.engine.round()
    for person, case in others:
        world.act(bo, person, SetField("candidate", person, "city", "Epe"), SetField("traject", case, "stage", "S1"))
    bo.engine.round()
    ask, asked = anna.line.feed, 0

    def feed(scope: str, after: int, limit: int, known: Known) -> Sequence[Entry]:
        nonlocal asked
        asked += scope == DESK_A
        if asked == 2 and scope == DESK_A:
            world.act(bo, mover, SetField("traject", its_case, "desk", DESK_A))
            bo.engine.round()
        return ask(scope, after, limit, known)

    monkeypatch.setattr(anna.line, "feed", feed)
    anna.engine.round()
    anna.engine.round()
    assert asked > 2
    assert anna.store.get(Candidate, mover).last_name == "Zoë"
    world.quiesce()
    world.check()


def test_who_came_before_a_first_load_was_cut_is_found_by_any_word_while_there_is_no_line(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, bo = world.laptops[:2]
    person = anna.ids.new()
    made = Create("candidate", person, None, {"last_name": "Zoë", "city": "Epe"})
    world.act(anna, person, made, Create("traject", anna.ids.new(), person, {"desk": DESK_A}))
    anna.engine.round()
    ask = bo.line.snapshot_page

    def snapshot_page(scope: str, table: str, after: str, limit: int) -> Sequence[Row]:
        if table == "traject":
            raise Cut(said("cut"))
        return ask(scope, table, after, limit)

    def register(*_: object) -> Registration:
        raise Cut(said("no line"))

    monkeypatch.setattr(bo.line, "snapshot_page", snapshot_page)
    with pytest.raises(Cut):
        bo.engine.round()
    monkeypatch.setattr(bo.line, "register", register)
    with pytest.raises(Cut):
        bo.engine.round()
    assert [hit.id for hit in bo.store.search("epe")] == [person]


def test_a_copy_that_is_first_at_a_restored_server_hides_nothing_of_the_laptop_it_was_copied_from(
    tmp_path: Path, empty_database: Path
) -> None:
    world = World(1, tmp_path, empty_database)
    anna = world.laptops[0]
    person, case = anna.ids.new(), anna.ids.new()
    made = Create("candidate", person, None, {"last_name": "Zoë"})
    world.act(anna, person, made, Create("traject", case, person, {"desk": DESK_A}))
    world.quiesce()
    world.backup(anna)
    world.copy(anna)
    for town in ("Epe", "Ede"):
        world.act(anna, person, SetField("candidate", person, "city", town))
        anna.engine.round()
    world.restore(anna)
    copied = world.laptops[-1]
    for phone in ("0612345678", "0687654321"):
        world.act(copied, person, SetField("candidate", person, "phone", phone))
        copied.engine.round()
    world.quiesce()
    for laptop in world.laptops[:2]:
        kept = laptop.store.get(Candidate, person)
        assert (kept.city, kept.phone) == ("Ede", "0687654321")
    world.check()
    world.close()
