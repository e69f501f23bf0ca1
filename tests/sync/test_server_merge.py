"""The SQL and the Python decide alike: the same random batches to both servers, the same answers and the same rows."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from desktop.application.syncing import CONFLICT, Answer, Batch, Cloned, Entry, Fate, Row, TurnedAway, frozen
from desktop.domain.changes import DELETED
from desktop.domain.synced import REGION, synced
from desktop.sync.engine import SCHEMA
from desktop.sync.postgres import PostgresTransport
from desktop.sync.server.install import add_desk, add_user, install
from desktop.sync.server.schema import columns
from desktop.sync.transport import Known
from tests.stillness import StillClock
from tests.sync.conftest import Admin
from tests.sync.memory_server import MemoryServer

A, B = "0a000000-0000-7000-8000-00000000000a", "0b000000-0000-7000-8000-00000000000b"
LOGINS = {"anna": (A,), "bo": (A, B), "cees": (B,)}
FIELDS = {
    "candidate": ("phone", "house_no", DELETED),
    "candidate__apart": ("bsn", "bsn_verified"),
    "traject": ("stage", "substage", "ref_no", "desk", DELETED),
    "employer": ("trade_name", DELETED),
}


def people(admin: Admin) -> None:
    """Two desks, three counsellors."""
    add_desk(admin, A, "A")
    add_desk(admin, B, "B")
    for login, desks in LOGINS.items():
        for desk in desks:
            add_user(admin, login, REGION, desk, "counsellor", None)


@contextmanager
def line(address: str, database: str, login: str) -> Iterator[PostgresTransport]:
    """A person's own connection."""
    made = PostgresTransport(lambda: psycopg.connect(address, dbname=database, user=login))
    yield made
    made.close()


def uid(chance: random.Random, kind: str, of: int) -> str:
    """One of a few rows."""
    return f"0189000{list(FIELDS).index(kind)}-0000-7000-8000-{chance.randrange(of):012d}"


def value(chance: random.Random, name: str) -> Any:
    """A value that fits, often the same as another."""
    if name in (DELETED, "bsn_verified"):
        return chance.randrange(2)
    if name == "desk":
        return chance.choice((A, B, "ffffffff-0000-7000-8000-000000000000", None))
    if name == "house_no":
        return chance.choice((None, 1, 2))
    return chance.choice((None, "x", "y", "Zoë", "S1", "S4"))


def change(chance: random.Random, kind: str) -> dict[str, Any]:
    """A new row or an edit, from any base."""
    main = "candidate" if kind in ("candidate__apart", "traject") else kind
    root = uid(chance, main, 4)
    record = root
    if kind == "traject":
        record = uid(chance, kind, 3)
        root = f"01890000-0000-7000-8000-{int(record[-3:]) % 4:012d}"
    made: dict[str, Any] = {"t": kind, "id": record, "r": root, "h": chance.randrange(1, 9)}
    names = [name for name in FIELDS[kind] if chance.random() < 0.6] or [FIELDS[kind][0]]
    if kind != "candidate__apart" and chance.random() < 0.35:
        made |= {"p": root if kind == "traject" else None, "s": chance.choice((A, B))}
        made["n"] = {name: value(chance, name) for name in names}
    else:
        made["f"] = {name: [value(chance, name), chance.randrange(3)] for name in names}
    return made


def batch(chance: random.Random, number: int) -> Batch:
    """Changes of different rows, in order of table and id."""
    made = {(c["t"], c["id"]): c for c in (change(chance, chance.choice(list(FIELDS))) for _ in range(5))}
    order = list(synced())
    return frozen(number, sorted(made.values(), key=lambda c: (order.index(c["t"]), c["id"])))


def plain(answer: Answer) -> tuple[object, ...]:
    """An answer without its time; a conflict's number is the server's own."""
    revs = {key: rev for key, rev in answer.revs.items() if key[0] != CONFLICT}
    return answer.batch, revs, sorted({(t, i, fate.value) for t, i, fate in answer.fates})


def decided(answer: Answer) -> tuple[object, ...]:
    """An answer about conflicts, of which each server has its own numbers."""
    return answer.batch, len(answer.revs), sorted(fate.value for _, _, fate in answer.fates)


def decisions(chance: random.Random, number: int, memory: MemoryServer, admin: Admin) -> list[Batch]:
    """A few conflicts decided, or opened again, as they were seen or not; with the numbers of the one and the other."""
    here, there = dict[tuple[Any, ...], list[Any]](), dict[tuple[Any, ...], list[Any]]()
    for kept in memory.rows.values():
        if kept.table == CONFLICT:
            key = tuple(kept.values[part] for part in ("tbl", "record", "field", "lost_by"))
            here.setdefault(key, []).append((kept.id, kept.rev))
    asked = "SELECT id::text, _rev, tbl, record::text, field, lost_by FROM sync.conflict ORDER BY id"
    for record, rev, *parts in admin.execute(asked.encode()):
        there.setdefault(tuple(parts), []).append((record, rev))
    both = [pair for key, ids in here.items() for pair in zip(ids, there[key], strict=True)]
    changes: list[list[dict[str, Any]]] = [[], []]
    for pair in chance.sample(both, min(len(both), 3)):
        settled, seen = chance.randrange(2), chance.choice(("now", "never", "before"))
        for made, (record, rev) in zip(changes, pair, strict=True):
            base = {"now": rev, "never": 0, "before": rev + 100}[seen]
            made.append({"t": CONFLICT, "id": record, "r": "", "h": 1, "f": {"settled": [settled, base]}})
    return [frozen(number, made) for made in changes]


def rows_of(admin: Admin, kind: str) -> dict[str, tuple[Any, ...]]:
    """The rows as the database has them."""
    read = ", ".join(f'"{name}"' for name in columns(kind))
    asked = f'SELECT id::text, root::text, _scope::text, _rev, _deleted, _wrote, {read} FROM app."{kind}"'
    return {row[0]: row[1:] for row in admin.execute(asked.encode()).fetchall()}


def seen(chance: random.Random, memory: MemoryServer) -> Known:
    """Somebody who has some of the rows, some of them as they were, or as a server had them that was restored since."""
    revs = {key: kept.rev + chance.choice((-2, -1, 0, 1)) for key, kept in memory.rows.items() if chance.random() < 0.8}
    return lambda table, ids: {each: revs[table, each] for each in ids if (table, each) in revs and table != CONFLICT}


def newer(feed: Sequence[Entry]) -> dict[tuple[str, str], Row]:
    """What came along; a conflict's number is the server's own."""
    return {(each.table, each.id): each.row for each in feed if each.row is not None and each.table != CONFLICT}


@pytest.mark.parametrize("seed", [1, 5, 11])
def test_both_servers_say_and_keep_the_same(seed: int, postgres: str, database_name: str, admin: Admin) -> None:
    people(admin)
    chance, memory = random.Random(seed), MemoryServer(StillClock(), (A, B))
    memory.access = {login: {REGION, *desks} for login, desks in LOGINS.items()}
    devices = {login: f"{chance.getrandbits(128):032x}" for login in LOGINS}
    numbers, fates = dict.fromkeys(LOGINS, 0), set[Fate]()
    came, expected = dict[tuple[str, str], Row](), dict[tuple[str, str], Row]()
    with (
        line(postgres, database_name, "anna") as anna,
        line(postgres, database_name, "bo") as bo,
        line(postgres, database_name, "cees") as cees,
    ):
        lines = {"anna": anna, "bo": bo, "cees": cees}
        for login in LOGINS:
            assert lines[login].register(devices[login], SCHEMA).short == memory.register(login, devices[login]).short
        for turn in range(60):
            if turn == 30:  # as after a restore: what was seen before is told from what was written since
                admin.execute("SELECT sync.new_epoch()")
                ((memory.lift,),) = admin.execute("SELECT lift FROM sync.meta").fetchall()
            login = chance.choice(list(LOGINS))
            numbers[login] += 1
            sent = batch(chance, numbers[login])
            there, here = lines[login].push(devices[login], sent), memory.push(login, devices[login], sent)
            assert plain(there) == plain(here), sent.payload
            fates |= {fate for _, _, fate in there.fates}
            numbers[login] += 1
            ours, theirs = decisions(chance, numbers[login], memory, admin)
            there, here = lines[login].push(devices[login], theirs), memory.push(login, devices[login], ours)
            assert decided(there) == decided(here), ours.payload
        known = seen(chance, memory)
        for scope in (A, B):
            came |= newer(lines["bo"].feed(scope, 0, 10**6, known))
            expected |= newer(memory.feed("bo", scope, 0, 10**6, known))
    assert came == expected
    assert {row.whole for row in came.values()} == {True, False}
    assert fates >= {Fate.OFFERED, Fate.PARKED, Fate.CONFLICT}
    assert {settled for (settled,) in admin.execute("SELECT settled FROM sync.conflict").fetchall()} == {0, 1}
    for kind in FIELDS:
        kept_rows = {
            kept.id: (
                kept.root, kept.scope, kept.rev, kept.values.get(DELETED) or 0,
                {name: list(wrote) for name, wrote in kept.wrote.items()},
                *(kept.values.get(name) for name in columns(kind)),
            )
            for kept in memory.rows.values() if kept.table == kind
        }  # fmt: skip
        assert rows_of(admin, kind) == kept_rows
    told = """SELECT tbl, record::text, field, kept, kept_by, lost, lost_by, settled, root::text, _scope::text
        FROM sync.conflict"""
    parts = ("tbl", "record", "field", "kept", "kept_by", "lost", "lost_by", "settled")
    conflicts = [
        (*(kept.values[p] for p in parts), kept.root, kept.scope)
        for kept in memory.rows.values()
        if kept.table == CONFLICT
    ]
    assert sorted(map(str, admin.execute(told).fetchall())) == sorted(map(str, conflicts))
    assert len(conflicts) > 5
    history = admin.execute("SELECT count(*) FROM sync.history, jsonb_object_keys(fields)").fetchone()
    assert history == (len(memory.history),)
    assert admin.execute("SELECT count(*) FROM sync.parked").fetchone() == (len(memory.parked),)
    for scope, feed in memory.scopes.items():
        asked = (
            "SELECT tbl, CASE tbl WHEN 'conflict' THEN '' ELSE id::text END, what::text FROM sync.feed WHERE scope = %s"
        )
        found = admin.execute(asked, (scope,)).fetchall()
        entries = [(t, "" if t == CONFLICT else i, what.value) for (t, i), (_, what, _) in feed.feed.items()]
        assert sorted(found) == sorted(entries)
        assert admin.execute("SELECT audit.verify(%s)", (scope,)).fetchone() == (None,)


def test_the_same_batch_twice_is_one_and_another_under_its_number_is_a_copy(
    postgres: str, database_name: str, admin: Admin
) -> None:
    people(admin)
    chance = random.Random(1)
    with line(postgres, database_name, "anna") as anna:
        device = f"{1:032x}"
        anna.register(device, 1)
        first = frozen(1, [{"t": "employer", "id": A, "r": A, "h": 1, "p": None, "s": A, "n": {"trade_name": "x"}}])
        assert anna.push(device, first) == anna.push(device, first)
        assert admin.execute("SELECT count(*) FROM audit.entry").fetchone() == (1,)
        with pytest.raises(Cloned):
            anna.push(device, batch(chance, 1))
    with line(postgres, database_name, "bo") as bo, pytest.raises(TurnedAway):
        bo.register(device, 1)


def test_a_batch_that_is_there_is_not_done_again_for_another_device_of_the_same_person(
    postgres: str, database_name: str, admin: Admin
) -> None:
    people(admin)
    first = frozen(1, [{"t": "employer", "id": A, "r": A, "h": 1, "p": None, "s": A, "n": {"trade_name": "x"}}])
    later = frozen(2, [{"t": "employer", "id": A, "r": A, "h": 2, "f": {"trade_name": ["y", 1]}}])
    lost = frozen(3, [{"t": "employer", "id": A, "r": A, "h": 3, "f": {"trade_name": ["z", 2]}}])
    with line(postgres, database_name, "anna") as anna:
        one, other = f"{1:032x}", f"{2:032x}"
        for device in (one, other):
            anna.register(device, 1)
        for sent in (first, later):
            anna.push(one, sent)
        answer = anna.push(other, first)
        assert (answer.revs, answer.fates) == ({}, [("employer", A, Fate.SAME)])
        assert anna.had([first.sha, lost.sha, later.sha]) == {first.sha, later.sha}
        (kept,) = anna.rows_by_id("employer", [A])
        assert kept.values["trade_name"] == "y"
        assert admin.execute("SELECT count(*) FROM sync.history").fetchone() == (2,)


def test_a_server_that_was_restored_elsewhere_says_so_though_nobody_told_it(
    postgres: str, database_name: str, admin: Admin
) -> None:
    people(admin)
    install(admin)
    with line(postgres, database_name, "anna") as anna:
        epoch = anna.register(f"{1:032x}", 1).epoch
        assert anna.register(f"{1:032x}", 1).epoch == epoch
    with psycopg.connect(postgres, autocommit=True) as made:
        admin.close()
        made.execute(f"CREATE DATABASE elsewhere TEMPLATE {database_name}".encode())
    try:
        with line(postgres, "elsewhere", "anna") as anna:
            assert (restored := anna.register(f"{1:032x}", 1)).epoch != epoch
            assert anna.register(f"{1:032x}", 1).epoch == restored.epoch, "once"
    finally:
        with psycopg.connect(postgres, autocommit=True) as made:
            made.execute("DROP DATABASE elsewhere WITH (FORCE)")


def test_an_older_server_keeps_its_answers_when_it_is_brought_up_to_date(
    postgres: str, database_name: str, admin: Admin
) -> None:
    people(admin)
    device = f"{1:032x}"
    sent = frozen(1, [{"t": "employer", "id": A, "r": A, "h": 1, "p": None, "s": A, "n": {"trade_name": "x"}}])
    with line(postgres, database_name, "anna") as anna:
        anna.register(device, 1)
        answer = anna.push(device, sent)
        admin.execute("ALTER TABLE sync.device ADD last_sha bytea, ADD last_answer jsonb")  # as version 2 had it
        admin.execute("UPDATE sync.device d SET last_sha = a.sha, last_answer = a.answer FROM sync.answer a")
        admin.execute("DELETE FROM sync.answer")
        install(admin)
        assert anna.push(device, sent) == answer
        anna.push(device, frozen(2, [{"t": "employer", "id": A, "r": A, "h": 2, "f": {"trade_name": ["y", 1]}}]))
        assert anna.push(device, sent) == answer
