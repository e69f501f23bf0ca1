"""A laptop as a process of its own: it works and syncs until it is killed, and says what was saved after it was."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from desktop.application.computer import ComputerClock, TimedIds
from desktop.application.ports import User
from desktop.application.syncing import Cut
from desktop.domain.changes import Action, Create, SetField
from desktop.persistence.engine import Database
from desktop.persistence.functions import Capture
from desktop.persistence.keys import DataKey
from desktop.persistence.migrate import layout
from desktop.persistence.store import LocalStore
from desktop.persistence.sync_store import LocalSync
from desktop.sync.engine import Engine, Sizes
from desktop.sync.line import connecting
from desktop.sync.postgres import PostgresTransport

KEY = DataKey(bytes(range(32)))

STEPS = (
    "store.registered", "store.next_batch", "store.answered", "store.apply_page", "store.fetched",
    "line.register", "line.push", "line.heads", "line.feed", "line.rows_by_id", "line.snapshot_page",
)  # fmt: skip
CRASH_POINTS = tuple(f"{when} {step}" for step in STEPS for when in ("before", "after"))
"""Where a laptop is killed: on either side of every step that writes, here or there."""

SILENCE = 0.5
"""Seconds after which a line that says nothing is given up."""


class Device:
    """What stands on one laptop."""

    def __init__(
        self, folder: Path, login: str, desk: str, address: Mapping[str, str], patience: float = SILENCE
    ) -> None:
        self.database = Database(folder / "overstap.db", KEY, layout().setup, layout().newest)
        capture = Capture()
        self.database.on_writer(capture.install)
        self.ids = TimedIds()
        user = User(self.ids.new(), login, "counsellor", desk)
        writing = self.database.writing
        self.store = LocalStore(writing, writing, capture, ComputerClock(), self.ids, user, folder.name)
        self.sync = LocalSync(self.store)
        self.line = PostgresTransport(connecting({**address, "user": login}, "", patience))
        self.beside = ThreadPoolExecutor(1)
        self.engine = Engine(self.sync, self.line, Sizes(batch=20, page=30, load=30), beside=self.beside.submit)

    def close(self) -> None:
        """Put it away."""
        self.beside.shutdown()
        self.line.close()
        self.database.close()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What stands in the file."""
        with self.database.writing() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql).all()]


def kill_at(device: Device, point: str, reports: Connection) -> None:
    """Have this process killed at a named point."""
    when, step = point.split(" ")
    part, name = step.split(".")
    of: Any = device.sync if part == "store" else device.line
    asked: Callable[..., Any] = getattr(of, name)

    def killed(*given: Any) -> Any:
        answer = asked(*given) if when == "after" else None
        reports.send(("killed", point))
        os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(of, name, killed)


def work_until_killed(
    given: tuple[Path, str, str, Mapping[str, str]], seed: int, point: str, reports: Connection
) -> None:
    """A few things done and a round, again and again; after six rounds it is killed where it stands."""
    device, chance = Device(*given), random.Random(seed)
    turns = chance.randrange(1, 4)
    for turn in range(6):
        for _ in range(chance.randrange(1, 8)):
            edits, told = _deed(device, chance)
            if edits:
                device.store.apply(Action("Something was done", edits))
                reports.send(("saved", told))
        if turn == turns:
            kill_at(device, point, reports)
        try:
            device.engine.round()
            reports.send(("round", "whole"))
        except Cut:
            reports.send(("round", "cut"))
    os.kill(os.getpid(), signal.SIGKILL)


def _deed(device: Device, chance: random.Random) -> tuple[tuple[Create | SetField, ...], list[tuple[str, str, str]]]:
    """What a person does, and each value that must be found afterwards: record, field, value."""
    word = f"w{chance.getrandbits(64):x}"
    people = device.rows("SELECT id FROM candidate WHERE _deleted = 0 ORDER BY id")
    if not people or chance.random() < 0.2:
        person, case = device.ids.new(), device.ids.new()
        desk = device.store.user.desk
        made = (
            Create("candidate", person, None, {"last_name": word}),
            Create("traject", case, person, {"desk": desk, "stage": "S0"}),
        )
        return made, [(person, "last_name", word)]
    (person,) = chance.choice(people)
    name = chance.choice(("city", "last_name", "phone"))
    return (SetField("candidate", person, name, word),), [(person, name, word)]
