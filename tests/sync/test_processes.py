"""Real laptops as processes, a real PostgreSQL and a line that breaks; laptops are killed at every named point.

Afterwards the line holds and everybody syncs. Then all are equal, and the last value that each laptop reported as saved
stands somewhere: in the row, in the history or in a conflict.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import random
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from desktop.domain.synced import REGION
from desktop.persistence.engine import Database, create_file
from desktop.persistence.functions import Capture
from desktop.persistence.migrate import layout, migrate
from desktop.sync.server.install import add_desk, add_user
from tests.sync.conftest import Admin
from tests.sync.device import CRASH_POINTS, KEY, Device, work_until_killed
from tests.sync.faulty_line import FaultyLine

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.sync.device"])

DESK = "0a000000-0000-7000-8000-00000000000a"
LOGINS = ("anna", "bo", "cees")


def test_killed_laptops_and_broken_lines_lose_nothing(
    postgres: str, database_name: str, admin: Admin, tmp_path: Path
) -> None:
    _kill_and_look(postgres, database_name, admin, tmp_path, CRASH_POINTS[::2] + CRASH_POINTS[5:6])


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_laptops_killed_at_every_point_and_broken_lines_lose_nothing(
    postgres: str, database_name: str, admin: Admin, tmp_path: Path
) -> None:
    _kill_and_look(postgres, database_name, admin, tmp_path, CRASH_POINTS * 5)


def _kill_and_look(postgres: str, database: str, admin: Admin, folder: Path, points: tuple[str, ...]) -> None:
    add_desk(admin, DESK, "desk")
    for login in LOGINS:
        add_user(admin, login, REGION, DESK, "counsellor", None)
    seed = random.randrange(10**9)
    print(f"seed {seed}")
    socket = Path(str(conninfo_to_dict(postgres)["host"])) / f".s.PGSQL.{conninfo_to_dict(postgres).get('port', 5432)}"
    line = FaultyLine(socket, seed)
    address = {"host": str(line.folder), "dbname": database, "sslmode": "disable", "connect_timeout": "2"}
    laptops = [(_laptop(folder, login), login, DESK, address) for login in LOGINS]
    counts, saved = Counter[str](), dict[tuple[str, str, str], str]()
    for n, point in enumerate(points):
        login = LOGINS[n % len(laptops)]
        for what, told in _until_killed(laptops[n % len(laptops)], seed + n, point):
            counts[f"{what} {told}" if what == "round" else what] += 1
            if what == "saved":
                saved |= {(login, record, field): value for record, field, value in told}
    line.mend()
    devices = [Device(*given, patience=60) for given in laptops]
    for _ in range(3):
        for device in devices:
            device.engine.round()
    everything = [_everything(device) for device in devices]
    waiting = [device.sync.standing().waiting for device in devices]
    known = _known(postgres, database)
    lost = [(login, *one) for (login, *field), value in saved.items() if (one := (*field, value)) not in known]
    for device in devices:
        device.close()
    line.close()
    shutil.rmtree(line.folder)
    print(f"  {dict(counts)}, faults {dict(line.faults)}, {len(everything[0]['candidate'])} people, {len(lost)} lost")
    assert waiting == [0, 0, 0]
    assert everything[0] == everything[1] == everything[2]
    assert lost == []
    assert counts["killed"] >= len(points) / 5  # others met a broken line first
    assert line.faults


def _laptop(folder: Path, login: str) -> Path:
    """An empty workspace that shares from the start."""
    made = folder / login
    made.mkdir()
    create_file(made / "overstap.db", KEY)
    database = Database(made / "overstap.db", KEY, layout().setup, layout().newest)
    database.on_writer(Capture().install)
    migrate(database, layout(), lambda: None)
    database.close()
    return made


def _until_killed(given: Any, seed: int, point: str) -> list[tuple[str, Any]]:
    heard, told = PROCESSES.Pipe(duplex=False)
    worker = PROCESSES.Process(target=work_until_killed, args=(given, seed, point, told))
    worker.start()
    told.close()
    lines = []
    with heard, contextlib.suppress(EOFError, OSError):
        while True:
            lines.append(heard.recv())
    worker.join()
    assert worker.exitcode == -9, f"the laptop stopped by itself ({worker.exitcode}) at {point}"
    return lines


def _everything(device: Device) -> dict[str, list[tuple[Any, ...]]]:
    asked = {
        "candidate": "SELECT id, last_name, city, phone, _deleted FROM candidate ORDER BY id",
        "traject": "SELECT id, root, stage, desk FROM traject ORDER BY id",
        "conflict": "SELECT id, record, field, kept, lost FROM conflict ORDER BY id",
    }
    return {name: device.rows(sql) for name, sql in asked.items()}


def _known(postgres: str, database: str) -> set[tuple[str, str, str]]:
    """Every value that the server has or had."""
    asked = """SELECT id::text, f.key, f.value ->> 0 FROM app.candidate c, LATERAL jsonb_each(jsonb_build_object(
            'last_name', jsonb_build_array(last_name), 'city', jsonb_build_array(city),
            'phone', jsonb_build_array(phone))) f
        UNION ALL SELECT id::text, f.key, f.value ->> which FROM sync.history,
            LATERAL jsonb_each(fields) f, generate_series(0, 1) which
        UNION ALL SELECT record::text, field, v #>> '{}' FROM sync.conflict, LATERAL (VALUES (kept), (lost)) x(v)"""
    with psycopg.connect(postgres, dbname=database) as connection:
        return {(i, name, value) for i, name, value in connection.execute(asked) if value is not None}
