"""Saving, searching and listing: ratios against bare SQLCipher in the same run, and the growth from 1,000 to 100,000.

Run ``python -m benchmarks.store`` (all of it takes about two minutes on 2 cores), or with ``--people 10000``.
"""

from __future__ import annotations

import argparse
import random
from functools import partial

import sqlalchemy as sa

from benchmarks.crowd import crowd, name
from benchmarks.measure import paired, percentile, seconds, told
from desktop.application.caseload import CaseFilter
from desktop.domain.changes import Action, SetField
from desktop.persistence.engine import Database, Raw, raw
from desktop.persistence.lists import Caseload, ids_query
from desktop.persistence.schema import table
from desktop.persistence.store import LocalStore
from desktop.persistence.sync_store import LocalSync


def save(database: Database, store: LocalStore) -> tuple[float, float]:
    """One field, use case to commit, against an UPDATE and a commit of bare SQLCipher with synchronous=FULL."""
    with database.reading() as connection:
        ids = list(connection.scalars(sa.select(table("candidate").c.id).limit(400)))
    with database.writing() as connection:
        raw(connection).execute("CREATE TABLE IF NOT EXISTS bare(id TEXT PRIMARY KEY, phone TEXT)")
        raw(connection).executemany("INSERT OR REPLACE INTO bare VALUES (?, '')", [(i,) for i in ids])
    ours, floor = [], []
    for n, record in enumerate(ids):
        action = Action(
            "Phone changed", (SetField("candidate", record, "phone", f"+316{random.randrange(10**8):08d}"),)
        )
        ours.append(seconds(partial(store.apply, action)))
        floor.append(seconds(partial(_bare_commit, database, n, record)))
    return percentile(ours, 0.5), percentile(floor, 0.5)


def _bare_commit(database: Database, n: int, record: str) -> None:
    with database.writing() as connection:
        raw(connection).execute("UPDATE bare SET phone = ? WHERE id = ?", (str(n), record))


def search(database: Database, store: LocalStore) -> tuple[float, float]:
    """The 95th percentile of a keystroke, 1 to 12 letters typed, against the same SQL on a raw cursor."""
    chance = random.Random(3)
    caseload = Caseload(database.reading)
    connection = database.connect()
    ours, floor = [], []
    for _ in range(40):
        typed = f"{name(chance)} {name(chance)}"
        for letters in range(1, 13):
            wanted = CaseFilter(text=typed[:letters])
            sql, values = _compiled(wanted)
            ours.append(seconds(partial(caseload.ids, wanted)))
            floor.append(seconds(partial(_bare, connection, sql, values)))
    connection.close()
    return percentile(ours, 0.95), percentile(floor, 0.95)


def _bare(connection: Raw, sql: str, values: tuple[object, ...]) -> None:
    connection.execute(sql, values).fetchall()


def _compiled(wanted: CaseFilter) -> tuple[str, tuple[object, ...]]:
    from sqlalchemy.dialects.sqlite import dialect

    compiled = ids_query(wanted).compile(
        dialect=dialect(paramstyle="qmark"), compile_kwargs={"render_postcompile": True}
    )
    return str(compiled), tuple(compiled.params[k] for k in compiled.positiontup or ())


def first_page(database: Database, store: LocalStore) -> tuple[float, float]:
    """The first page of a sorted, filtered list of everybody, against the bare SQL."""
    caseload = Caseload(database.reading)
    wanted = CaseFilter(stages=("S4",))
    sql, values = _compiled(wanted)
    connection = database.connect()

    def ours() -> None:
        caseload.rows(caseload.ids(wanted)[:64])

    result = paired(ours, lambda: connection.execute(sql, values).fetchall(), 9)
    connection.close()
    return result


def main() -> None:
    """Print every ratio at each size."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--people", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    for people in arguments.parse_args().people:
        with crowd(people) as (database, store):
            told(f"{people:>7} people, save one field", *save(database, store), 5)
            LocalSync(store).connect("benchmark")
            told(f"{people:>7} people, save one field that waits to be sent", *save(database, store), 5)
            ours, floor = search(database, store)
            told(f"{people:>7} people, search p95 a keystroke", ours, floor, 3)
            told(f"{people:>7} people, first page of a sorted, filtered list", *first_page(database, store), 3)


if __name__ == "__main__":
    main()
