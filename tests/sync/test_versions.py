"""Programs and servers of different ages share a desk in the same week: what one does not know waits, and arrives."""

from __future__ import annotations

import json
from functools import partial

import psycopg
import pytest

from desktop.domain.changes import Action, Create, SetField
from desktop.domain.records import Barrier, Candidate
from desktop.sync.engine import Engine
from desktop.sync.postgres import PostgresTransport
from desktop.sync.server.schema import shape
from tests.sync.conftest import Admin
from tests.sync.simulator import DESK_A, World

pytestmark = pytest.mark.parametrize("world", ["PostgreSQL"], indirect=True)
"""Not against the played server: that has the fields of this program."""


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


def test_a_newer_program_reads_from_an_older_server_and_keeps_what_that_does_not_have(
    world: World, admin: Admin
) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person, case = anna.ids.new(), anna.ids.new()
    fields = json.dumps({**shape(), "candidate": [f for f in shape()["candidate"] if f != "city"]})
    fields = json.dumps({table: of for table, of in json.loads(fields).items() if table != "barrier"})
    for name, told in (("shape() RETURNS jsonb", f"'{fields}'::jsonb"), ("shape_mark() RETURNS text", "'older'::text")):
        admin.execute(f"CREATE OR REPLACE FUNCTION sync.{name} LANGUAGE sql AS $$ SELECT {told} $$".encode())
    made = Create("candidate", person, None, {"last_name": "Oefenaar", "city": "Epe"})
    anna.store.apply(
        Action(
            "Signed up", (made, Create("traject", case, person, {"desk": DESK_A, "stage": "S0", "substage": "S0.1"}))
        )
    )
    anna.engine.round()
    bo.engine.round()
    assert bo.store.get(Candidate, person).last_name == "Oefenaar"
    bo.store.apply(Action("Changed", (SetField("candidate", person, "phone", "06"),)))
    bo.engine.round()
    anna.engine.round()
    mine = anna.store.get(Candidate, person)
    assert (mine.phone, mine.city) == ("06", "Epe"), "what the server does not have stays here"
