"""The full-text index over folded words, which keeps no text of its own: a row's words are made when it is indexed.

Triggers put what is written here into the index at once. What comes from the shared database is noted in `unfound`,
and it is indexed right after in short transactions; the note stays until then, also through a crash. The index by
name is not there while a first load fills its table, or while very much of it changes: SQLite makes it afterwards, in
one go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cache

import sqlalchemy as sa

from desktop.domain.changes import DELETED
from desktop.domain.fields import RecordType
from desktop.domain.records import RECORDS
from desktop.persistence.engine import Raw, raw
from desktop.persistence.schema import searched_names, table

PREFIXES = "1 2 3"
"""Lengths of prefix the search index answers at once; longer ones are a range of it."""

SLICE = 2000
"""How many rows are added in one transaction: short enough for who waits to save."""

MANY, SHARE = 50_000, 0.25
"""From how many changes on the rows come first, and where they are this share of a table, its order is made anew."""

Connecting = Callable[[], AbstractContextManager[sa.Connection]]


def install(connection: sa.Connection) -> None:
    """Make the triggers, and each index that is not there, over all that stands."""
    asked = "SELECT name FROM sqlite_master WHERE type = 'table'"
    there = {name for (name,) in connection.exec_driver_sql(asked).all()}
    for spec in RECORDS.values():
        if searched_names(spec):
            if index(spec.name) not in there:
                connection.exec_driver_sql(_table(spec.name))
                connection.exec_driver_sql(_rarely_written_anew(spec.name))
                connection.exec_driver_sql(_add_rows(spec))
            for statement in _triggers(spec):
                connection.exec_driver_sql(statement)


def index(kind: str) -> str:
    """What the index of a kind of record is called."""
    return f"{kind}_fts"


def _table(kind: str) -> str:
    return f"""CREATE VIRTUAL TABLE "{index(kind)}" USING fts5(words, content='', contentless_delete=1,
        tokenize="unicode61 remove_diacritics 0", prefix='{PREFIXES}')"""


def _rarely_written_anew(kind: str) -> str:
    """A part of the index when half of it is out of date; at a tenth, as it comes, words go in half as fast."""
    return f'INSERT INTO "{index(kind)}"("{index(kind)}", rank) VALUES (\'deletemerge\', 50)'


def _add(spec: RecordType, row: str) -> str:
    words = ", ".join(f'{row}."{name}"' for name in searched_names(spec))
    return f'INSERT INTO "{index(spec.name)}"(rowid, words) SELECT {row}.n, fold({words})'


def _add_rows(spec: RecordType) -> str:
    """In order of their numbers; with ``= 0`` SQLite takes the index by name, and the words go in half as fast."""
    return f'{_add(spec, "r")} FROM "{spec.name}" AS r WHERE NOT r.{DELETED}'


def adding(spec: RecordType) -> str:
    """What a trigger does with a new row, or with one whose words changed."""
    return f"{_add(spec, 'new')} WHERE NOT new.{DELETED};" if searched_names(spec) else ""


def _triggers(spec: RecordType) -> Iterator[str]:
    """Nothing of a deleted record is in the index, so that a limit on it leaves out nobody."""
    kind, names = spec.name, [f'"{name}"' for name in (*searched_names(spec), DELETED)]
    drop = f'DELETE FROM "{index(kind)}" WHERE rowid = old.n'
    note = f"INSERT OR IGNORE INTO unfound(kind, n) VALUES ('{kind}', new.n)"
    before, after = (", ".join(f"{row}.{name}" for name in names) for row in ("old", "new"))
    changed = f'AFTER UPDATE OF {", ".join(names)} ON "{kind}" WHEN ({before}) IS NOT ({after}) AND'
    yield f'CREATE TRIGGER "{kind}_refound" {changed} capturing() BEGIN {drop}; {adding(spec)} END'
    yield f'CREATE TRIGGER "{kind}_recame" {changed} NOT capturing() BEGIN {note}; END'
    yield f'CREATE TRIGGER "{kind}_lost" AFTER DELETE ON "{kind}" BEGIN {drop}; END'


@contextmanager
def noting_new(on: Raw, kind: str) -> Iterator[None]:
    """The rows of a table that come while this lasts are noted at once: a trigger would take as long as they do."""
    if kind not in RECORDS or not searched_names(RECORDS[kind]):
        yield
        return
    (last,) = on.execute(f'SELECT coalesce(max(n), 0) FROM "{kind}"').fetchone()
    yield
    on.execute(f'INSERT OR IGNORE INTO unfound(kind, n) SELECT ?, n FROM "{kind}" WHERE n > ?', (kind, last))


def leave_unordered(on: Raw) -> None:
    """What comes into tables where nothing stands is put in order when all of it is there.

    Names come in no order: with a million rows each would change a page of the index by name that is not in memory, and
    a row would take five times as long (measured).
    """
    for kind, order in _orders().items():
        if not on.execute(f'SELECT 1 FROM "{kind}" LIMIT 1').fetchone():
            on.execute(f'DROP INDEX IF EXISTS "{order.name}"')


def leave_unordered_where_many_change(on: Raw, coming: int) -> None:
    """The same where so many changes are ``coming`` that a table is put in order sooner than name by name."""
    for kind, order in _orders().items() if coming >= MANY else ():
        (rows,) = on.execute(f'SELECT coalesce(max(n), 0) FROM "{kind}"').fetchone()
        if coming >= rows * SHARE:
            on.execute(f'DROP INDEX IF EXISTS "{order.name}"')


def put_in_order(reading: Connecting, writing: Connecting) -> None:
    """Make what was left out, unless a load still goes on."""
    with reading() as connection:
        on = raw(connection)
        if on.execute("SELECT 1 FROM cursor WHERE loading_table IS NOT NULL").fetchone():
            return
        there = {name for (name,) in on.execute("SELECT name FROM sqlite_master WHERE type = 'index'").fetchall()}
    for order in _orders().values():
        if order.name not in there:
            with writing() as connection:
                connection.execute(sa.schema.CreateIndex(order, if_not_exists=True))


@cache
def _orders() -> Mapping[str, sa.Index]:
    """The index by name of each table that has one."""
    found = ((kind, each) for kind in RECORDS for each in table(kind).indexes)
    return {kind: each for kind, each in found if each.name == f"{kind}_sort"}


def catch_up(reading: Connecting, writing: Connecting) -> None:
    """Index what was noted, in short transactions; nobody waits where there is nothing."""
    while (kind := _next(reading)) is not None:
        with writing() as connection:
            _index_next(raw(connection), RECORDS[kind])


def _next(reading: Connecting) -> str | None:
    with reading() as connection:
        (kind,) = raw(connection).execute("SELECT kind FROM unfound LIMIT 1").fetchone() or (None,)
        return kind


def _index_next(on: Raw, spec: RecordType) -> None:
    noted = f"SELECT n FROM unfound WHERE kind = '{spec.name}'"
    (last,) = on.execute(f"SELECT max(n) FROM ({noted} ORDER BY n LIMIT ?)", (SLICE,)).fetchone()
    on.execute(f'DELETE FROM "{index(spec.name)}" WHERE rowid IN ({noted} AND n <= ?)', (last,))
    on.execute(f"{_add_rows(spec)} AND r.n IN ({noted} AND n <= ?)", (last,))
    on.execute("DELETE FROM unfound WHERE kind = ? AND n <= ?", (spec.name, last))
