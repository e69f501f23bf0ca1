"""A case is handed over while a colleague of the old desk is offline: what they typed reaches the desk that has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from desktop.application.conflicts import disputes, taking
from desktop.application.ports import Work
from desktop.application.syncing import Fate, frozen
from desktop.domain.changes import DELETED, Action, Create, Edit, SetField, delete
from desktop.domain.records import Barrier, Candidate, Note, Traject
from tests.sync.conftest import Admin
from tests.sync.laptop import Laptop
from tests.sync.simulator import DESK_A, DESK_B, World

OLD_BSN, NEW_BSN = "123456782", "111222333"


@dataclass(frozen=True, slots=True)
class Moved:
    """Anna of the old desk has not heard yet that the case is with Cees of another desk."""

    world: World
    person: str
    case: str
    barrier: str

    @property
    def anna(self) -> Laptop:
        """Of the old desk."""
        return self.world.laptops[0]

    @property
    def cees(self) -> Laptop:
        """Of the desk that has the case."""
        return self.world.laptops[2]

    def asked(self) -> dict[str, tuple[Any, Any]]:
        """What Cees has to decide: per field what stands, and what the old desk wrote."""
        return {each.field: (each.kept, each.lost) for each in self.cees.sync.conflicts()}

    def hand_in(self, login: str, laptop: Laptop, change: dict[str, Any]) -> Fate:
        """Something that no program of ours would send (any more)."""
        state = laptop.sync.sync_state()
        assert state is not None
        number = self.world.server.register(login, state.device).last_batch + 1
        sent = frozen(number, [{"r": self.person, "h": 2**60, **change}])
        ((_, _, fate),) = self.world.server.push(login, state.device, sent).fates
        return fate

    def offers_a_city(self, login: str, laptop: Laptop) -> Fate:
        """The plainest change, each time another."""
        city = {"city": [f"Elders {laptop.ids.new()}", 1]}
        return self.hand_in(login, laptop, {"t": "candidate", "id": self.person, "f": city})


def did(laptop: Laptop, *edits: Edit) -> None:
    """Something a person does."""
    laptop.store.apply(Action("Something was done", edits))


@pytest.fixture
def moved(world: World) -> Moved:
    """Bo, who works at both desks, handed over a case that Anna and he have."""
    anna, bo = world.laptops[0], world.laptops[1]
    person, case, barrier = (anna.ids.new() for _ in range(3))
    did(
        anna, Create("candidate", person, None, {"last_name": "Vertrekker", "phone": "0601", "bsn": OLD_BSN}),
        Create("traject", case, person, {"desk": DESK_A, "stage": "S0", "substage": "S0.1"}),
        Create("barrier", barrier, case, {"barrier_text": "Geen vervoer"}),
    )  # fmt: skip
    world.quiesce()
    did(anna, SetField("candidate", person, "phone", "0611"))
    world.quiesce()
    did(bo, SetField("traject", case, "desk", DESK_B))
    bo.engine.round()
    world.laptops[2].engine.round()
    return Moved(world, person, case, barrier)


def test_edits_of_the_old_desk_are_asked_of_the_new_one_and_change_nothing_there(moved: Moved) -> None:
    anna, cees, person = moved.anna, moved.cees, moved.person
    did(cees, SetField("candidate", person, "phone", "0622"))
    cees.engine.round()
    did(
        anna, SetField("candidate", person, "phone", "0633"), SetField("candidate", person, "city", "Epe"),
        SetField("candidate", person, "bsn", NEW_BSN), delete("barrier", moved.barrier),
    )  # fmt: skip
    moved.world.quiesce()
    assert moved.asked() == {
        "phone": ("0622", "0633"), "city": (None, "Epe"), "bsn": (OLD_BSN, NEW_BSN), DELETED: (0, 1)
    }  # fmt: skip
    stands = cees.store.get(Candidate, person)
    assert (stands.phone, stands.city, stands.bsn) == ("0622", None, OLD_BSN)
    assert cees.store.get(Barrier, moved.barrier).barrier_text == "Geen vervoer"
    told = cees.store.history(person, person, "city")[0]
    assert (told.after, told.stands) == ("Epe", False), "the history tells what was offered"
    assert anna.store.find_one(Candidate, person) is None
    assert (anna.sync.standing().offered, anna.sync.standing().aside) == (4, 0), "and Anna is told"
    anna.sync.seen()
    assert anna.sync.standing().offered == 0
    moved.world.check()


def test_the_new_desk_sees_whose_it_is_and_takes_it_by_one_choice(moved: Moved) -> None:
    anna, cees, person = moved.anna, moved.cees, moved.person
    did(anna, SetField("candidate", person, "city", "Epe"), delete("barrier", moved.barrier))
    moved.world.quiesce()
    work = Work(cees.store, cees.clock, cees.ids, cees.store.user)
    for dispute in disputes(work, cees.sync):
        assert (dispute.sides[0].shows, dispute.sides[1].value) == (True, dispute.conflict.lost)
        assert dispute.sides[1].is_seen_known, "whose history knows it"
        cees.store.apply(taking(cees.store, dispute.conflict, shown=False))
    moved.world.quiesce()
    assert cees.store.get(Candidate, person).city == "Epe"
    assert cees.store.find_one(Barrier, moved.barrier) is None
    assert moved.asked() == {}
    moved.world.check()


def test_what_is_new_comes_in_and_a_new_case_does_not_take_the_person_back(moved: Moved) -> None:
    anna, cees = moved.anna, moved.cees
    note, case, below = (anna.ids.new() for _ in range(3))
    did(anna, Create("note", note, moved.case, {"body": "Belde terug"}))
    did(
        anna, Create("traject", case, moved.person, {"desk": DESK_A, "stage": "S0", "substage": "S0.1"}),
        Create("note", below, case, {"body": "Begint opnieuw"}),
    )  # fmt: skip
    moved.world.quiesce()
    assert cees.store.get(Note, note).body == "Belde terug"
    assert moved.world.server.roots[moved.person] == DESK_B
    assert cees.store.find_one(Traject, case) is None
    (asked,) = cees.sync.conflicts()
    assert (asked.record, asked.field, asked.kept, asked.lost) == (case, DELETED, 1, 0)
    moved.world.check()
    cees.store.apply(taking(cees.store, asked, shown=False))
    moved.world.quiesce()
    assert anna.store.get(Note, below).body == "Begint opnieuw", "the new desk chose to give the person back"
    moved.world.check()


def test_a_change_of_what_the_new_desk_deleted_asks_whether_it_comes_back(moved: Moved) -> None:
    did(moved.cees, delete("barrier", moved.barrier))
    moved.cees.engine.round()
    did(moved.anna, SetField("barrier", moved.barrier, "owner", "Anna"))
    moved.world.quiesce()
    assert moved.asked() == {"owner": (None, "Anna"), DELETED: (1, 0)}
    moved.world.check()


def test_the_same_value_and_ones_own_earlier_value_ask_nothing(moved: Moved) -> None:
    did(moved.anna, SetField("candidate", moved.person, "city", "Epe"))
    did(moved.cees, SetField("candidate", moved.person, "city", "Epe"))
    moved.cees.engine.round()
    moved.anna.engine.round()
    earlier = {"t": "candidate", "id": moved.person, "h": 1, "f": {"phone": ["0600", 0]}}
    assert moved.hand_in("anna", moved.anna, earlier) is Fate.SAME
    moved.world.quiesce()
    assert moved.asked() == {}
    moved.world.check()


def test_who_never_held_the_case_is_refused(world: World) -> None:
    anna, cees = world.laptops[0], world.laptops[2]
    person, case = anna.ids.new(), anna.ids.new()
    did(anna, Create("candidate", person, None, {}), Create("traject", case, person, {"desk": DESK_A, "stage": "S0"}))
    world.quiesce()
    kept = Moved(world, person, case, "")
    note: dict[str, Any] = {"t": "note", "id": cees.ids.new(), "p": case, "s": DESK_B, "n": {"body": "Binnengeslopen"}}
    assert kept.offers_a_city("cees", cees) is Fate.PARKED
    did(anna, SetField("traject", case, "desk", DESK_B))
    world.quiesce()
    did(cees, SetField("traject", case, "desk", DESK_A))
    world.quiesce()
    assert kept.offers_a_city("cees", cees) is Fate.OFFERED, "now they did, and their laptop heard of it just now"
    late = world.add_laptop("cees")
    late.engine.round()
    assert kept.offers_a_city("cees", late) is Fate.PARKED, "another laptop, that came later"
    assert kept.hand_in("cees", late, note) is Fate.PARKED
    assert anna.store.find_one(Note, note["id"]) is None


def test_who_heard_of_it_a_week_ago_is_refused(moved: Moved, request: Any) -> None:
    anna, world = moved.anna, moved.world
    anna.engine.round()
    assert moved.offers_a_city("anna", anna) is Fate.OFFERED, "its round may have been cut"
    anna.engine.round()
    world.clock.move(days=8)
    if not world.played:
        admin: Admin = request.getfixturevalue("admin")
        admin.execute("UPDATE sync.unaware SET told = told - interval '8 days'")
    assert moved.offers_a_city("anna", anna) is Fate.PARKED


def test_who_lost_the_old_desk_offers_nothing(moved: Moved) -> None:
    did(moved.anna, SetField("candidate", moved.person, "city", "Epe"))
    moved.world.server.access["anna"] = {*moved.world.server.access["anna"]} - {DESK_A}
    moved.world.quiesce()
    assert moved.asked() == {}
