"""The shared database is lost and yesterday's backup is put in its place: who was erased since stays erased."""

from __future__ import annotations

import pytest

from desktop.domain.changes import SetField
from desktop.domain.records import Candidate
from tests.integration.test_erasure import sha
from tests.sync.laptop import Laptop
from tests.sync.simulator import World
from tests.sync.test_erasing import FILE, did, left_on, signed_up

played = pytest.mark.parametrize("world", ["played"], indirect=True)
"""Only a played server is restored in a moment."""


def erased_after_the_backup(world: World) -> tuple[Laptop, Laptop, str]:
    """Somebody whom the backup holds: one laptop heard that they were erased, the other did not; and who that is."""
    anna, bo = world.laptops[:2]
    person, _ = signed_up(world, anna)
    bo.engine.round()
    kept = world.server.backup()
    world.server.erase(person)
    anna.engine.round()
    world.server.restore(kept, world.server.access, set())
    return anna, bo, person


@played
def test_a_laptop_that_heard_of_an_erasure_tells_the_restored_server(world: World) -> None:
    anna, bo, person = erased_after_the_backup(world)
    bo.engine.round()
    assert left_on(bo), "nobody told the server yet"
    anna.engine.round()
    assert all(kept.root != person for kept in world.server.rows.values())
    world.quiesce()
    assert left_on(bo) == left_on(anna) == set()
    assert not any(world.server.unconfirmed.values()), "every laptop has said that nothing is left"


@played
def test_who_was_erased_never_shows_up_again_on_a_laptop_that_heard_of_it(world: World) -> None:
    anna, bo, person = erased_after_the_backup(world)
    world.server.secret = "of a server that was made anew"
    for days, city in enumerate(("Epe", "Vorden")):
        bo.store.apply(did(SetField("candidate", person, "city", city)))
        world.quiesce()
        anna.clock.move(days=days)  # it compares all it has with the server
        world.quiesce()
        assert left_on(anna) == set()
        assert anna.store.find_one(Candidate, person) is None
        asked = "SELECT root FROM heard UNION SELECT root FROM listened UNION SELECT root FROM place"
        assert (person,) not in anna.rows(f"{asked} UNION SELECT id FROM revision")
    anna.sync.keep_piece(sha(FILE), 0, FILE)
    anna.sync.put_together(person, sha(FILE))
    assert left_on(anna) == set()
    world.server.erase(person)
    world.quiesce()
    world.check()


@played
def test_what_waited_of_somebody_who_was_erased_is_not_handed_in_to_a_restored_server(world: World) -> None:
    anna, bo = world.laptops[:2]
    person, _ = signed_up(world, anna)
    bo.engine.round()
    kept = world.server.backup()
    bo.store.apply(did(SetField("candidate", person, "city", "Epe")))
    bo.sync.next_batch(1000)  # on its way when the line was cut
    world.server.erase(person)
    bo.sync.erased({person: ""})
    world.server.restore(kept, world.server.access, set())
    bo.engine.round()
    assert world.server.rows["candidate", person].values.get("city") is None


def test_nobody_is_erased_without_what_only_the_server_could_say(world: World) -> None:
    anna, bo = world.laptops[:2]
    person, _ = signed_up(world, anna)
    other, _ = signed_up(world, anna)
    bo.engine.round()
    world.server.erase(other)
    state = anna.sync.sync_state()
    assert state is not None
    told = anna.line.register(state.device, 1).proofs
    assert [*told] == [other]
    assert bo.line.erase_again({person: told[other]}) == 0
    assert bo.line.erase_again({person: "00" * 32, other: told[other]}) == 0, "one forged, one that is erased already"
    bo.engine.round()
    assert bo.store.find_one(Candidate, person) is not None
