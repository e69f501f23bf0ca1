"""Programs and servers of different ages share a desk in the same week: what one does not know waits, and arrives."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import psycopg
import pytest

from desktop.application.syncing import TooOld
from desktop.domain.changes import Action, Create, SetField
from desktop.domain.records import Barrier, Candidate
from desktop.domain.synced import synced
from desktop.sync.engine import Engine
from desktop.sync.postgres import PostgresTransport
from desktop.sync.server import schema
from desktop.sync.server.devices import set_limits
from desktop.sync.server.install import install
from desktop.sync.server.parked import parked
from desktop.sync.server.schema import shape
from tests.sync import ages
from tests.sync.conftest import Admin
from tests.sync.laptop import Laptop
from tests.sync.simulator import DESK_A, DESK_B, World, many

on_postgres = pytest.mark.parametrize("world", ["PostgreSQL"], indirect=True)
"""Not against the played server: that has the fields of this program."""


@on_postgres
def test_an_older_program_keeps_what_it_does_not_know_until_a_newer_one_places_it(
    world: World, postgres: str, database_name: str
) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person, case, barrier = (anna.ids.new() for _ in range(3))
    made = (
        Create("candidate", person, None, {"last_name": "Oefenaar", "city": "Epe"}),
        Create("traject", case, person, {"desk": DESK_A, "stage": "S0", "substage": "S0.1"}),
    )
    anna.store.apply(Action("Signed up", made))
    anna.engine.round()
    known = {table: tuple(f for f in fields if f != "city") for table, fields in shape().items() if table != "barrier"}
    older = PostgresTransport(partial(psycopg.connect, postgres, dbname=database_name, user="bo"), known)
    old = Engine(bo.sync, older)
    old.round()
    assert bo.store.get(Candidate, person).last_name == "Oefenaar"
    assert bo.store.get(Candidate, person).city is None
    anna.store.apply(Action("More", (Create("barrier", barrier, case, {"barrier_text": "nieuw"}),)))
    anna.store.apply(Action("Moved", (SetField("candidate", person, "city", "Zutphen"),)))
    anna.engine.round()
    bo.store.apply(Action("Changed", (SetField("candidate", person, "phone", "06"),)))
    old.round()
    assert bo.store.get(Candidate, person).city is None
    assert bo.store.find_one(Barrier, barrier) is None
    bo.sync.place()
    assert bo.store.get(Candidate, person).city == "Zutphen", "without any line"
    assert bo.store.get(Barrier, barrier).barrier_text == "nieuw"
    bo.engine.round()
    anna.engine.round()
    assert anna.store.get(Candidate, person).phone == "06"
    assert anna.sync.conflicts() == []
    world.quiesce()
    world.check()
    older.close()


@pytest.fixture
def older(admin: Admin, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that lacks the city of a person, and barriers: as a program that does not know them made it."""
    admin.execute("DROP TABLE app.barrier")
    admin.execute("ALTER TABLE app.candidate DROP COLUMN city")
    person = synced()["candidate"]
    fewer = replace(person, fields=tuple(f for f in person.fields if f.name != "city"))
    known = {name: table for name, table in {**synced(), "candidate": fewer}.items() if name != "barrier"}
    with monkeypatch.context() as then:
        then.setattr(schema, "synced", lambda: known)
        install(admin)


def _sign_up(laptop: Laptop) -> tuple[str, str]:
    person, case = laptop.ids.new(), laptop.ids.new()
    made = Create("candidate", person, None, {"last_name": "Oefenaar", "city": "Epe"})
    started = Create("traject", case, person, {"desk": DESK_A, "stage": "S0", "substage": "S0.1"})
    laptop.store.apply(Action("Signed up", (made, started)))
    return person, case


@on_postgres
@pytest.mark.usefixtures("older")
def test_what_an_older_server_lacks_waits_here_and_is_sent_after_the_upgrade(world: World, admin: Admin) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person, case = _sign_up(anna)
    barrier = anna.ids.new()
    anna.store.apply(Action("A barrier", (Create("barrier", barrier, case, {"barrier_text": "reizen"}),)))
    anna.engine.round()
    stands = anna.sync.standing()
    assert (stands.waiting, stands.later) == (0, 2), "a city and the text of a barrier"
    bo.engine.round()
    assert bo.store.get(Candidate, person).last_name == "Oefenaar", "what the server knows went"
    anna.store.apply(Action("Moved", (SetField("candidate", person, "city", "Zutphen"),)))
    anna.store.apply(Action("Called", (SetField("candidate", person, "phone", "06"),)))
    bo.store.apply(Action("Wrote", (SetField("candidate", person, "email", "o@example.org"),)))
    for laptop in (bo, anna, bo):
        laptop.engine.round()
    mine, theirs = anna.store.get(Candidate, person), bo.store.get(Candidate, person)
    assert (mine.phone, mine.email, mine.city) == ("06", "o@example.org", "Zutphen"), "what waits stays on top"
    assert (theirs.phone, theirs.city) == ("06", None)
    assert anna.sync.standing().later == 2
    assert admin.execute("SELECT count(*) FROM sync.parked").fetchone() == (0,)
    install(admin)
    for laptop in (anna, bo):
        laptop.engine.round()
    assert bo.store.get(Candidate, person).city == "Zutphen"
    assert bo.store.get(Barrier, barrier).barrier_text == "reizen"
    assert anna.sync.standing().later == 0
    world.quiesce()
    world.check()
    assert anna.sync.conflicts() == []


@on_postgres
@pytest.mark.usefixtures("older")
def test_two_people_who_waited_for_the_upgrade_with_one_field_decide(world: World, admin: Admin) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person, _ = _sign_up(anna)
    anna.engine.round()
    bo.engine.round()
    bo.store.apply(Action("Moved", (SetField("candidate", person, "city", "Zutphen"),)))
    bo.engine.round()
    bo.store.apply(Action("Moved on", (SetField("candidate", person, "city", "Vorden"),)))
    bo.engine.round()
    install(admin)
    anna.engine.round()
    world.quiesce()
    (conflict,) = anna.sync.conflicts()
    assert {conflict.kept, conflict.lost} == {"Epe", "Vorden"}, "neither had seen the other"
    world.check()


@on_postgres
@pytest.mark.usefixtures("older")
def test_what_waits_for_the_upgrade_is_handed_in_when_the_case_leaves(world: World, admin: Admin) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person, case = _sign_up(anna)
    anna.engine.round()
    bo.engine.round()
    bo.store.apply(Action("Handed over", (SetField("traject", case, "desk", DESK_B),)))
    bo.engine.round()
    anna.engine.round()
    assert anna.store.find_one(Candidate, person) is None
    anna.engine.round()
    (kept,) = parked(admin)
    assert (kept.login, kept.table, kept.fields, kept.reason) == ("anna", "candidate", "city", "unknown field")
    assert anna.sync.standing().later == 0
    install(admin)
    world.quiesce()
    assert [each.lost for each in world.laptops[2].sync.conflicts()] == ["Epe"], "the desk that has the case is asked"
    assert parked(admin) == []
    world.check()


@on_postgres
def test_below_the_oldest_version_one_hands_in_and_hears_why_nothing_comes(world: World, admin: Admin) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person, _ = _sign_up(anna)
    set_limits(admin, lease=None, oldest=99)
    with pytest.raises(TooOld, match="Install the newer version"):
        anna.engine.round()
    assert anna.sync.standing().waiting == 0, "handed in"
    set_limits(admin, lease=None, oldest=0)
    bo.engine.round()
    assert bo.store.get(Candidate, person).city == "Epe"


@pytest.mark.parametrize("seed", [*range(5), 1050, 2058, 2088])
def test_nothing_is_lost_where_programs_and_server_differ_in_age(
    seed: int, tmp_path: Path, empty_database: Path
) -> None:
    assert ages.run(seed, tmp_path, empty_database).edits


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("first", range(1000, 1100, 25))
def test_nothing_is_lost_where_ages_differ_in_many_more_runs(first: int, tmp_path: Path, empty_database: Path) -> None:
    many(first, tmp_path, empty_database, ages.run)
