"""A laptop that is lost or was away too long: its work is handed in, its data stays locked or goes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop import bootstrap
from desktop.application.connection import Connection, written
from desktop.application.lease import LaptopEnded
from desktop.application.sharing import SERVER
from desktop.application.syncing import Registration, TooOld
from desktop.domain.changes import Action, Create, SetField
from desktop.domain.errors import Unavailable
from desktop.domain.records import Candidate
from desktop.persistence.sync_store import LocalSync
from desktop.persistence.workspace import Workspace
from desktop.sync.engine import Engine
from tests.journeys.desk import LEAST, PASSPHRASE
from tests.stillness import StillClock
from tests.sync.laptop import Laptop
from tests.sync.shared_desk import shared_desk
from tests.sync.simulator import DESK_A, World


def signed_up(laptop: Laptop) -> str:
    """A person with a case."""
    person, case = laptop.ids.new(), laptop.ids.new()
    made = Create("candidate", person, None, {"last_name": "Oefenaar"})
    laptop.store.apply(Action("Signed up", (made, Create("traject", case, person, {"desk": DESK_A, "stage": "S0"}))))
    return person


def test_an_ended_laptop_hands_in_what_waits_fetches_nothing_and_says_that_it_locked(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person = signed_up(anna)
    world.quiesce()
    bo.store.apply(Action("Changed", (SetField("candidate", person, "city", "Epe"),)))
    anna.store.apply(Action("Changed", (SetField("candidate", person, "phone", "06"),)))
    anna.engine.round()
    state = bo.sync.sync_state()
    assert state is not None
    world.server.end(state.device, "close")
    with pytest.raises(LaptopEnded):
        bo.engine.round()
    lease = bo.sync.lease(bo.clock.now())
    assert lease is not None
    assert lease.is_over
    anna.engine.round()
    assert anna.store.get(Candidate, person).city == "Epe", "its work was handed in"
    assert bo.store.get(Candidate, person).phone is None, "nothing was fetched"
    world.server.look_at_everything()
    assert world.server.done == {state.device}
    world.server.end(state.device, "")
    bo.engine.round()
    lease = bo.sync.lease(bo.clock.now())
    assert lease is not None
    assert not lease.is_over, "it was found"


def test_the_copy_of_an_ended_laptop_hands_in_and_is_ended_as_well(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person = signed_up(anna)
    world.quiesce()
    world.copy(anna)
    copy = world.laptops[-1]
    for laptop, town in ((anna, "Epe"), (copy, "Ede")):
        laptop.store.apply(Action("Changed", (SetField("candidate", person, "city", town),)))
    state = anna.sync.sync_state()
    assert state is not None
    world.server.end(state.device, "close")
    for laptop in (anna, copy):
        for _ in range(2):
            with pytest.raises(LaptopEnded):
                laptop.engine.round()
            lease = laptop.sync.lease(laptop.clock.now())
            assert lease is not None
            assert lease.is_over
    bo.engine.round()
    (conflict,) = bo.sync.conflicts()
    assert {conflict.kept, conflict.lost} == {"Epe", "Ede"}, "both were handed in"
    own = copy.sync.sync_state()
    assert own is not None
    world.server.look_at_everything()
    assert world.server.done == {state.device, own.device}


def test_a_program_that_is_too_old_hands_in_and_is_told_to_renew(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person = signed_up(anna)
    world.quiesce()
    world.server.limit(7)
    old = Engine(bo.sync, bo.line, version=6)
    newer = Engine(anna.sync, anna.line, version=7)
    bo.store.apply(Action("Changed", (SetField("candidate", person, "city", "Epe"),)))
    anna.store.apply(Action("Changed", (SetField("candidate", person, "phone", "06"),)))
    newer.round()
    with pytest.raises(TooOld, match="Install the newer version"):
        old.round()
    assert bo.sync.standing().waiting == 0
    assert bo.store.get(Candidate, person).phone is None
    newer.round()
    assert anna.store.get(Candidate, person).city == "Epe"


def test_who_was_away_too_long_finds_it_locked_whatever_the_clock_says(tmp_path: Path) -> None:
    clock, of = StillClock(), Workspace(tmp_path / "werkmap", hardness=LEAST)
    opened, recovery = bootstrap.create(
        of, name="Emma Oefenaar", desk="Oefenstad", role="counsellor", passphrase=PASSPHRASE, clock=clock
    )
    nowhere = Connection(str(tmp_path), 1, "overstap", "emma", "p", "Emma", "counsellor", opened.store.user.desk)
    opened.store.remember(SERVER, written(nowhere))
    local = LocalSync(opened.store)
    local.connect("0a")
    local.registered(Registration(1, 0, "e", 1, round(clock.now().timestamp() * 1000), (), 30))
    opened.close()

    def unlocked(secret: str = PASSPHRASE) -> None:
        bootstrap.open_for_work(of, secret, clock=clock).close()

    clock.move(days=29)
    unlocked()
    clock.move(days=2)
    with pytest.raises(Unavailable, match="longer than 30 days"):
        unlocked()
    clock.move(days=-20)
    with pytest.raises(Unavailable, match="longer than 30 days"):
        unlocked()
    unlocked(recovery)
    with bootstrap.open_for_work(of, recovery, clock=clock).workspace as again:
        assert again.database.version > 0


def test_it_is_said_in_time_that_contact_is_needed(world: World) -> None:
    anna = world.laptops[0]
    anna.engine.round()
    for days, expected in ((1, None), (24, "6 days"), (29, "within a day")):
        now = anna.sync.lease(world.clock.now())
        assert now is not None
        lease = replace(now, seen=now.contact + timedelta(days=days, hours=1))
        told = lease.warning()
        assert told is None if expected is None else expected in str(told)


@pytest.mark.timeout(300)
def test_a_stolen_laptop_is_erased_at_its_next_contact(postgres: str, tmp_path: Path) -> None:
    shared = shared_desk(postgres, tmp_path, "stolen")
    anna, bo = shared.laptops
    server = ("--server", shared.address)
    firm = anna.done("add", "employer", "trade_name=Bakkerij Oefen", "--json").json["records"][0]
    anna.done("sync")
    bo.done("sync")
    bo.done("set", firm, "city=Epe")
    bo.done("backup")
    listed = shared.admin.done("server", "device", "list", *server, "--json").json
    (number,) = [each["number"] for each in listed if each["login"] == "bo.o"]
    shared.admin.done("server", "device", "revoke", str(number), "--erase", *server)
    assert "gewist" in bo.refused("sync")
    left = [path.name for path in (tmp_path / "bo.o").rglob("*") if path.is_file()]
    assert not [name for name in left if name.startswith(("overstap", "vault"))], left
    anna.done("sync")
    assert anna.done("show", firm, "--json").json["city"] == "Epe"
    listed = json.loads(shared.admin.done("server", "device", "list", *server, "--json").out)
    (done,) = [each for each in listed if each["number"] == number]
    assert done["done_at"]
    assert shared.admin.done("server", "device", "held", str(number), *server, "--json").json == []
