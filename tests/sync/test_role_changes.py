"""A change of role takes effect at the next contact: what the new one does not have goes, what it has comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import psycopg
import pytest

from desktop.domain.changes import Action, Create, SetField
from desktop.domain.records import Candidate
from desktop.sync.engine import Engine
from desktop.sync.postgres import PostgresTransport
from desktop.sync.server.install import add_user
from desktop.sync.server.roles import ROLES, Role
from tests.sync.conftest import Admin
from tests.sync.simulator import DESK_A, DESK_B, World

pytestmark = pytest.mark.parametrize("world", ["PostgreSQL"], indirect=True)
"""Not against the played server: that knows no roles."""

BSN = "123456782"


@pytest.fixture
def bo(world: World, postgres: str, database_name: str) -> Iterator[Engine]:
    """The laptop of Bo, a counsellor of desk A only, on a line of its own; Anna has signed up somebody."""
    world.server.access["bo"] = world.server.access["bo"] - {DESK_B}
    anna, laptop = world.laptops[0], world.laptops[1]
    person, case = anna.ids.new(), anna.ids.new()
    made = Create("candidate", person, None, {"last_name": "Oefenaar", "bsn": BSN})
    start = Create("traject", case, person, {"desk": DESK_A, "stage": "S0", "substage": "S0.1"})
    firm = Create("employer", anna.ids.new(), None, {"trade_name": "Bakkerij"})
    anna.store.apply(Action("Signed up", (made, start, firm)))
    anna.engine.round()
    line = PostgresTransport(partial(psycopg.connect, postgres, dbname=database_name, user="bo"))
    engine = Engine(laptop.sync, line)
    engine.round()
    yield engine
    line.close()


@pytest.fixture
def ask(bo: Engine, postgres: str, database_name: str) -> Iterator[Callable[[str], object]]:
    """What Bo is answered as an ordinary login, on one open connection: rows, or the number of the refusal."""
    assert bo
    with psycopg.connect(postgres, dbname=database_name, user="bo", autocommit=True) as line:

        def asked(question: str) -> object:
            try:
                return line.execute(question.encode()).fetchall()
            except psycopg.Error as error:
                return error.sqlstate

        yield asked


def test_every_change_of_role_gives_what_the_new_one_has_and_no_more(
    world: World, bo: Engine, ask: Callable[[str], object], admin: Admin
) -> None:
    laptop = world.laptops[1]
    for before in ROLES:
        for role in ROLES:
            for each in (before, role):
                add_user(admin, "bo", DESK_A, DESK_A, each, None)
            rights = ROLES[role]
            assert ask("SELECT last_name FROM app.candidate") == [("Oefenaar",)] * rights.people, (before, role)
            assert ask("SELECT bsn FROM app.candidate__apart") == [(BSN,)] * rights.apart, (before, role)
            assert ask("SELECT trade_name FROM app.employer") == [("Bakkerij",)] * rights.region, (before, role)
            officer = ask("SELECT count(*) FROM audit.entry")
            assert (officer != "42501") == (role == "auditor"), (before, role)
            has = admin.execute("SELECT scope::text, writes FROM sync.staff_scope WHERE login = 'bo'").fetchall()
            writes = {scope: may for scope, may in has}  # noqa: C416 - the driver's rows are of any type
            assert writes.pop(DESK_A, False) == rights.people, (before, role)
            assert [*writes.values()] == [True] * rights.region, (before, role)
        bo.round()
        people = laptop.rows("SELECT last_name FROM candidate")
        assert people == [("Oefenaar",)] * ROLES[role].people, "the laptop has what the role has"
    admin.execute("REVOKE overstap_auditor FROM bo")  # a login is of the whole server


def test_who_gets_the_right_to_see_delicate_fields_gets_the_earlier_ones_and_who_loses_it_loses_them(
    world: World, bo: Engine, admin: Admin, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, anna = world.laptops[1], world.laptops[0]
    monkeypatch.setitem(ROLES, "jobcoach", Role(people=True, apart=False, writes=frozenset()))
    ((person,),) = laptop.rows("SELECT id FROM candidate")
    laptop.store.apply(Action("Told", (SetField("candidate", person, "bsn", "999999990"),)))
    bo.round()
    add_user(admin, "bo", DESK_A, DESK_A, "jobcoach", None)
    laptop.store.apply(Action("Told again", (SetField("candidate", person, "bsn", "111222333"),)))
    bo.round()
    assert laptop.store.get(Candidate, person).last_name == "Oefenaar"
    assert laptop.store.get(Candidate, person).bsn is None
    for (table,) in laptop.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        for row in laptop.rows(f'SELECT * FROM "{table}"'):
            assert not {"999999990", BSN, "111222333"} & {str(cell) for cell in row}, table
            assert "999999990" not in str(row), table
    assert admin.execute("SELECT change->'f'->'bsn'->>0 FROM sync.parked").fetchall() == [("111222333",)]
    anna.engine.round()
    anna.store.apply(Action("Called", (SetField("candidate", person, "phone", "06"),)))
    anna.engine.round()
    bo.round()
    add_user(admin, "bo", DESK_A, DESK_A, "counsellor", None)
    bo.round()
    mine = laptop.store.get(Candidate, person)
    assert (mine.bsn, mine.phone) == ("999999990", "06"), "the earlier ones too"
    assert laptop.store.history(person, person, "bsn")[0].after == "999999990"
    world.quiesce()
    world.check()
