"""Two thousand laptops on one server: each asks every 5 minutes if there is anything, and hands in 5 changes an hour.

Run ``python -m benchmarks.laptops``. What the laptops do is done as their server sees it: a connection of its own, a
round of questions, sometimes a batch, and away. The floor is a connection and ``SELECT 1`` at the same pace. Server
and laptops share the two cores of this computer; ``--times 10`` says how much headroom there is.
"""

from __future__ import annotations

import argparse
import json
import random
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from benchmarks.measure import percentile
from benchmarks.sync import DESK, shared
from desktop.application.syncing import Batch, frozen
from desktop.domain.errors import OverstapError
from desktop.domain.synced import REGION
from desktop.sync.engine import SCHEMA
from desktop.sync.line import connecting
from desktop.sync.postgres import PostgresTransport
from desktop.sync.server.install import add_desk, add_user

LAPTOPS, LOGINS, DESKS = 2000, 200, 20
POLL, PUSHES = 300, 5
"""Seconds between two questions; changes an hour."""

AT_ONCE = 32
"""Connections at a time: those that find no place wait, and their waiting counts."""


class Laptop:
    """One laptop as the server knows it."""

    def __init__(self, address: dict[str, Any], login: str, desk: str) -> None:
        self._connect, self._desk = connecting({**address, "user": login}, "", 60), desk
        self._device, self._batch, self._turn = str(uuid.uuid4()), 0, threading.Lock()

    def poll(self) -> None:
        """Is there anything?"""
        self._round(None)

    def push(self) -> None:
        """A person is signed up."""
        self._round(str(uuid.uuid4()))

    def _round(self, person: str | None) -> None:
        with self._turn:
            line = PostgresTransport(self._connect)
            try:
                line.register(self._device, SCHEMA)
                if person is not None:
                    self._batch += 1
                    line.push(self._device, self._signed_up(person))
                line.heads()
            finally:
                line.close()

    def _signed_up(self, person: str) -> Batch:
        made = {"t": "candidate", "id": person, "r": person, "p": None, "s": self._desk, "h": 1}
        return frozen(self._batch, [made | {"n": {"last_name": "Verzonnen", "remarks": "x" * 800}, "f": {}}])


def at_pace(doings: list[Callable[[], None]], seconds: float, chance: random.Random) -> tuple[list[float], int]:
    """Do all of it, spread over so many seconds: how long each took from its own moment on, and how many failed."""
    moments = sorted(chance.uniform(0, seconds) for _ in doings)
    took: list[float] = []
    failed = 0
    start = time.perf_counter()

    def one(moment: float, doing: Callable[[], None]) -> None:
        nonlocal failed
        try:
            doing()
        except (OverstapError, psycopg.Error) as error:
            failed += 1
            print(f"failed: {type(error).__name__}")
        took.append(time.perf_counter() - start - moment)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for moment, doing in zip(moments, doings, strict=True):
            time.sleep(max(0.0, start + moment - time.perf_counter()))
            pool.submit(one, moment, doing)
    return took, failed


def laptops(address: str) -> list[Laptop]:
    """Everybody, each at one of the desks."""
    told = {**conninfo_to_dict(address), "dbname": "bench"}
    with psycopg.connect(address, dbname="bench", autocommit=True) as admin:
        desks = [f"{DESK[:-4]}{n:04d}" for n in range(DESKS)]
        for desk in desks:
            add_desk(admin, desk, "desk")
        for n in range(LOGINS):
            add_user(admin, f"p{n}", REGION, desks[n % DESKS], "counsellor", None)
            admin.execute(f"ALTER ROLE p{n} CONNECTION LIMIT {LAPTOPS // LOGINS}".encode())
    return [Laptop(told, f"p{n % LOGINS}", desks[n % LOGINS % DESKS]) for n in range(LAPTOPS)]


def main() -> None:
    """At the pace that is asked, or at so many times that."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seconds", type=int, default=60)
    arguments.add_argument("--times", type=int, default=1)
    asked = arguments.parse_args()
    chance = random.Random(1)
    with shared() as address:
        everybody = laptops(address)
        polls = int(LAPTOPS / POLL * asked.times * asked.seconds)
        pushes = int(LAPTOPS * PUSHES / 3600 * asked.times * asked.seconds)

        def bare() -> None:
            with psycopg.connect(address, dbname="bench") as connection:
                connection.execute(b"SELECT 1")

        floor, _ = at_pace([bare] * (polls + pushes), asked.seconds, chance)
        doings = [chance.choice(everybody).poll for _ in range(polls)]
        doings += [chance.choice(everybody).push for _ in range(pushes)]
        chance.shuffle(doings)
        took, failed = at_pace(doings, asked.seconds, chance)
    slow, least = percentile(took, 0.95), percentile(floor, 0.95)
    verdict = "ok" if slow < 1 and not failed else "NOT OK"
    print(
        json.dumps({"times": asked.times, "polls a second": polls / asked.seconds, "pushes": pushes, "failed": failed})
    )
    print(f"95 of 100 within {slow * 1e3:.0f} ms (at most 1000), floor {least * 1e3:.0f} ms, ", end="")
    print(f"ratio {slow / least:.1f} {verdict}")


if __name__ == "__main__":
    main()
