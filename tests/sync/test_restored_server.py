"""The shared database is lost and yesterday's backup is put in its place: who was erased since stays erased."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from desktop.domain.changes import SetField
from desktop.domain.records import Candidate
from tests.integration.test_erasure import sha
from tests.journeys.desk import CommandLine
from tests.sync.laptop import Laptop
from tests.sync.shared_desk import shared_desk
from tests.sync.simulator import DESK_B, World
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


@played
def test_what_a_server_lost_comes_back_without_a_question_to_anybody(world: World) -> None:
    anna, bo = world.laptops[:2]
    person, _ = signed_up(world, anna)
    world.quiesce()
    kept = world.server.backup()
    for laptop, name, value in ((anna, "city", "Epe"), (bo, "phone", "0612345678"), (anna, "city", "Ede")):
        laptop.store.apply(did(SetField("candidate", person, name, value)))
        world.quiesce()
    bo.store.apply(did(SetField("candidate", person, "email", "bo@example.org")))  # waits
    world.server.restore(kept, world.server.access, set())
    world.quiesce()
    for laptop in (anna, bo):
        found = laptop.store.get(Candidate, person)
        assert (found.city, found.phone, found.email) == ("Ede", "0612345678", "bo@example.org")
        assert laptop.sync.conflicts() == []
    world.check()


@played
def test_what_was_written_after_the_restore_is_not_silently_written_over(world: World) -> None:
    anna, bo = world.laptops[:2]
    person, _ = signed_up(world, anna)
    world.quiesce()
    kept = world.server.backup()
    for value in ("Epe", "Ede", "Elst"):
        anna.store.apply(did(SetField("candidate", person, "city", value)))
        anna.engine.round()
    world.server.restore(kept, world.server.access, set())
    bo.engine.round()
    bo.store.apply(did(SetField("candidate", person, "city", "Vorden")))
    bo.engine.round()
    world.quiesce()
    (question,) = bo.sync.conflicts()
    assert "Vorden" in (question.kept, question.lost), "anna had not seen it, whatever revision she had"
    world.check()


@played
def test_a_copy_has_what_its_laptop_handed_in_and_both_hand_it_in_once(world: World) -> None:
    anna = world.laptops[0]
    person, _ = signed_up(world, anna)
    world.quiesce()
    kept = world.server.backup()
    for value in ("Epe", "Ede"):
        anna.store.apply(did(SetField("candidate", person, "city", value)))
        anna.engine.round()
    anna.store.apply(did(SetField("candidate", person, "phone", "0612345678")))
    anna.sync.next_batch(1000)  # on its way when the copy was made
    world.copy(anna)
    copied = world.laptops[-1]
    for laptop in (anna, copied):
        laptop.engine.round()
        laptop.store.apply(did(SetField("candidate", person, "email", f"{laptop.number}@example.org")))
        laptop.engine.round()  # the copy is noticed, and goes on under a number of its own
    world.server.restore(kept, world.server.access, set())
    copied.engine.round()
    for _ in range(2):
        for value in ("Epe", "Ede", "0612345678"):
            assert [told.after for told in world.server.history].count(value) == 1
        world.quiesce()
    (question,) = anna.sync.conflicts()
    assert question.field == "email", "which each of them wrote for itself"
    world.check()


@played
def test_a_copy_that_comes_back_after_a_restore_is_not_taken_for_who_went_by_its_number(world: World) -> None:
    anna, who_sees_both = world.laptops[:2]
    person, case = signed_up(world, anna)
    world.quiesce()
    world.copy(anna)
    world.act(anna, person, SetField("candidate", person, "city", "Epe"))
    copied = world.laptops[-1]
    copied.clock.move(seconds=60)
    world.act(copied, person, SetField("candidate", person, "city", "Ede"))
    copied.engine.round()
    world.server.restore(world.server.backup(), world.server.access, set())
    who_sees_both.engine.round()
    world.act(who_sees_both, person, SetField("traject", case, "desk", DESK_B))
    who_sees_both.engine.round()
    world.quiesce()
    assert [change["f"]["city"][0] for change in world.server.parked] == ["Epe"]
    assert anna.sync.standing().aside == 1, "and it is told: nobody knows of a copy what it held"
    world.check()


@pytest.mark.timeout(300)
def test_an_administrator_restores_yesterday_and_who_was_erased_stays_erased(postgres: str, tmp_path: Path) -> None:
    shared = shared_desk(postgres, tmp_path, "lost")
    anna, bo = shared.laptops
    shared.add("fg.o", "Fatma Oefenaar", "auditor")
    officer, server = ("--server", shared.address_of("fg.o")), ("--server", shared.address)
    partner = anna.done("add", "organisation", "name=Fictum", "kind=other", "--json").json["records"][0]
    heard, unheard = (_candidate(anna, partner, name) for name in ("Kwatsja", "Kwatsjo"))
    for laptop in (anna, bo):
        laptop.done("sync")
    _instead(postgres, "kept", "lost")
    for person in (heard, unheard):
        anna.done("erase", person, "--reference", f"nr {person}")
        shared.admin.done("server", "erase", "confirm", person, *officer)
        if person == heard:
            anna.done("sync")
            anna.done("sync")
    file = tmp_path / "bewijs.json"
    shared.admin.done("server", "erase", "certificate", unheard, *officer, "-o", str(file))
    anna.done("add", "employer", "trade_name=Bakkerij Oefen")
    anna.done("sync")
    _instead(postgres, "lost", "kept")
    (tmp_path / "geen.json").write_text("[]", encoding="utf-8")
    assert "zegt van niemand" in shared.admin.refused(
        "server", "restored", *server, "--erased", str(tmp_path / "geen.json")
    )
    done = shared.admin.done("server", "restored", *server, "--erased", str(file), "--json").json
    assert done["erased"] == [unheard]
    assert {laptop["login"] for laptop in done["laptops"]} == {"anna.o", "bo.o"}
    assert len(bo.done("find", "kwatsj", "--json").json) == 2
    for laptop in (anna, bo, bo, anna):
        laptop.done("sync")
    for laptop in (anna, bo):
        assert laptop.done("find", "kwatsj", "--json").json == []
        assert len(laptop.done("list", "employer", "--json").json) == 1
    erased = {each["root"]: each for each in shared.admin.done("server", "erase", "list", *officer, "--json").json}
    assert erased.keys() == {heard, unheard}
    assert erased[unheard]["reference"] == f"nr {unheard}"
    assert all(laptop["gone"] for each in erased.values() for laptop in each["laptops"])
    again = shared.admin.done("server", "restored", *server, "--erased", str(file))
    assert "in de reservekopie al gewist: 1" in again.out


def _candidate(laptop: CommandLine, partner: str, name: str) -> str:
    told = (f"last_name={name}", f"email={name}@example.org", f"source_org={partner}")
    added: str = laptop.done("add", "candidate", "first_name=Bo", *told, "--json").json["records"][0]
    return added


def _instead(postgres: str, name: str, of: str) -> None:
    """A database as a whole copy of another, in the place of the one that has its name."""
    with psycopg.connect(postgres, autocommit=True) as made:
        made.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        made.execute(f"CREATE DATABASE {name} TEMPLATE {of}".encode())
