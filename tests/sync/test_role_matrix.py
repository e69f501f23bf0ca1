"""Every role x table x verb of the shared database, against what domain.md 2.6 says, written out once more here."""

from __future__ import annotations

import itertools
from functools import partial
from typing import Any

import psycopg
import pytest

from desktop.application.syncing import Fate, frozen
from desktop.domain.fields import Kind
from desktop.domain.synced import REGION, Synced, synced
from desktop.sync.postgres import PostgresTransport
from desktop.sync.server.install import add_desk, add_user
from desktop.sync.server.roles import ROLES
from tests.sync.conftest import Admin

A, B = "0a000000-0000-7000-8000-00000000000a", "0b000000-0000-7000-8000-00000000000b"
PEOPLE = {"counsellor", "team_lead"}
OFFICER = "auditor"
EVERYBODY = set(ROLES) - {OFFICER}
PARTNERS = PEOPLE | {"account_manager"}
PROGRAMME, OFFICE = PEOPLE | {"programme_manager"}, PEOPLE | {"administrator"}

WRITES = {
    **dict.fromkeys(("region", "region_municipality", "desk", "team", "reference"), OFFICE),
    "user": EVERYBODY,
    **dict.fromkeys(("organisation", "organisation_contact"), PARTNERS | OFFICE),
    **dict.fromkeys(("programme", "kpi", "programme_partner", "arrangement"), PROGRAMME),
    **dict.fromkeys(("scheme", "scheme_condition", "scheme_evidence"), PROGRAMME),
    **dict.fromkeys(("employer", "contact", "employer_sbi", "recognition", "employer_alias"), PARTNERS),
    **dict.fromkeys(("employer_contact", "question", "question_task", "requirement", "question_tag"), PARTNERS),
    **dict.fromkeys(("module", "module_start", "work_process", "prerequisite", "outcome"), PEOPLE | {"school"}),
    **dict.fromkeys(("plan", "session", "participant", "statement", "insight", "insight_theme"), PROGRAMME),
    **dict.fromkeys(("action_item", "covenant", "covenant_party", "initiative"), PROGRAMME),
    **dict.fromkeys(("event", "invitee"), PARTNERS | PROGRAMME),
    **dict.fromkeys(("knowledge_item", "knowledge_theme", "knowledge_file", "experiment"), PEOPLE),
}
"""Who writes what of the region; of people, only who sees them writes anything."""

_numbers = itertools.count(1)


def _id() -> str:
    return f"01890000-0000-7000-8000-{next(_numbers):012x}"


def _value(table: Synced, word: str) -> tuple[str, object]:
    numbers = {Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.FLAG}
    field = table.fields[0]
    return field.name, next(_numbers) if field.kind in numbers else word


def _new(table: Synced, made: dict[str, tuple[str, str]], word: str) -> dict[str, Any]:
    """A record of this kind, below those that are there; its N and S fields are an edit of it."""
    name, value = _value(table, word)
    if table.apart:
        record, root = made[table.spec.name]
        return {"t": table.name, "id": record, "r": root, "h": 1, "f": {name: [value, 0]}}
    record = _id()
    parent, root = made[table.spec.parent] if table.spec.parent else (None, record)
    of_case = {"desk": A} if table.name == "traject" else {}
    made.setdefault(table.name, (record, root))
    scope = REGION if table.of_region else A
    return {
        "t": table.name, "id": record, "r": root, "h": 1, "p": parent, "s": scope,
        "n": {name: value, **of_case},
    }  # fmt: skip


@pytest.fixture
def made(postgres: str, database_name: str, admin: Admin) -> dict[str, tuple[str, str]]:
    """One record of every kind at desk A, handed in by a colleague; everybody has a role at desk A, one at desk B."""
    add_desk(admin, A, "A")
    add_desk(admin, B, "B")
    for n, role in enumerate(ROLES):
        add_user(admin, role, f"{n:032x}", A, role, None)
    for n, login in ((98, "colleague"), (99, "elsewhere")):
        add_user(admin, login, f"{n:032x}", A if login == "colleague" else B, "counsellor", None)
    line = PostgresTransport(partial(psycopg.connect, postgres, dbname=database_name, user="colleague"))
    line.register(f"{1:032x}", 1)
    there: dict[str, tuple[str, str]] = {}
    changes = [_new(table, there, "x") for table in synced().values()]
    assert [*line.push(f"{1:032x}", frozen(1, changes)).fates] == []
    line.close()
    return there


def _sees(login: str, table: Synced) -> bool:
    return (login in EVERYBODY or login == "elsewhere") if table.of_region else login in PEOPLE


def _writes(login: str, table: Synced) -> bool:
    if table.of_region:
        return login == "elsewhere" or login in WRITES[table.name]
    return login in PEOPLE


def test_the_table_below_names_every_kind_of_the_region() -> None:
    assert set(WRITES) == {table.name for table in synced().values() if table.of_region}


@pytest.mark.parametrize("login", [*ROLES, "elsewhere"])
def test_every_cell(
    login: str, made: dict[str, tuple[str, str]], postgres: str, database_name: str, admin: Admin
) -> None:
    with psycopg.connect(postgres, dbname=database_name, user=login, autocommit=True) as connection:

        def answered(asked: str) -> object:
            try:
                found = connection.execute(asked.encode())
                return found.fetchone() if found.description else None
            except psycopg.Error as error:
                return error.sqlstate

        for table in synced().values():
            rows = answered(f'SELECT count(*) FROM app."{table.name}"')
            nothing: object = "42501" if login == OFFICER else (0,)
            assert rows == ((1,) if _sees(login, table) else nothing), table.name
            for verb in (
                f'INSERT INTO app."{table.name}"(id) VALUES (gen_random_uuid())',
                f'UPDATE app."{table.name}" SET _rev = 9',
                f'DELETE FROM app."{table.name}"',
                f'TRUNCATE app."{table.name}"',
            ):
                assert answered(verb) == "42501", verb
        told = answered("SELECT count(*), count(DISTINCT tbl) FROM sync.history")
        assert told == ("42501" if login == OFFICER else (sum(_sees(login, t) for t in synced().values()),) * 2)
    line = PostgresTransport(partial(psycopg.connect, postgres, dbname=database_name, user=login))
    device = f"{2:032x}"
    if login == OFFICER:
        for refused in ("sync.register(gen_random_uuid(), 1)", "sync.push(gen_random_uuid(), 1, '', '[]')"):
            with (
                psycopg.connect(postgres, dbname=database_name, user=login) as officer,
                pytest.raises(psycopg.errors.InsufficientPrivilege),
            ):
                officer.execute(f"SELECT {refused}".encode())
        return
    line.register(device, 1)
    edits = []
    for table in synced().values():
        name, value = _value(table, login)
        record, root = made[table.spec.name]
        edits.append({"t": table.name, "id": record, "r": root, "h": 2, "f": {name: [value, 1]}})
    deletions = [
        {"t": t.name, "id": made[t.name][0], "r": made[t.name][1], "h": 3, "f": {"_deleted": [1, 1]}}
        for t in synced().values() if not t.apart
    ]  # fmt: skip
    below = dict(made)
    additions = [_new(table, below, login) for table in synced().values() if not table.apart]
    for number, (verb, changes) in enumerate((("add", additions), ("edit", edits), ("delete", deletions)), 1):
        fates = line.push(device, frozen(number, changes)).fates
        parked = {table for table, _, fate in fates if fate is Fate.PARKED}
        asked = {str(change["t"]) for change in changes}
        assert parked == {t for t in asked if not _writes(login, synced()[t])}, verb
    line.close()
