"""Whether a database file is whole: each check on a connection of its own, because one damaged page ends a connection.

The two checks see different damage (measured): the cipher's finds an altered page, SQLite's finds a file that was cut
off between two pages.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from desktop.application.whole_file import write_whole
from desktop.domain.errors import Damaged
from desktop.domain.said import Said, said
from desktop.persistence.engine import Database, Raw
from desktop.persistence.refusals import refusals

Connecting = Callable[[], Raw]


def check_file_whole(path: Path, connecting: Connecting) -> list[Said]:
    """Everything that is wrong with a file, as sentences without content; empty where it is whole."""
    return check_pages(path, connecting) + check_structure(path, connecting)


def verify(database: Database) -> list[Said]:
    """The long check of an open workspace: every page, table and index."""
    return check_pages(database.path, database.connect) + check_structure(database.path, database.connect, quick=False)


def check_pages(path: Path, connecting: Connecting) -> list[Said]:
    """The pages whose seal does not fit: damaged, or altered without the key."""
    found = _bad_pages(path, connecting)
    if found:
        found &= _bad_pages(path, connecting)  # a page that was being written while it was read fits the second time
    return [said("Page {page} of the database is damaged.", page=page) for page in sorted(found)[:20]]


def check_structure(path: Path, connecting: Connecting, *, quick: bool = True) -> list[Said]:
    """What SQLite finds wrong with tables and indexes; the quick check leaves out what indexes say."""
    try:
        with refusals(path), contextlib.closing(connecting()) as connection:
            rows = connection.execute("PRAGMA quick_check(20)" if quick else "PRAGMA integrity_check(20)").fetchall()
    except Damaged as error:
        return [error.said]
    if [row[0] for row in rows] == ["ok"]:
        return []
    return [said("The tables of the database do not fit together ({count} places).", count=len(rows))]


def counts(connection: Raw) -> Mapping[str, int]:
    """How many rows each table has."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}  # noqa: S608 - names come from the file's own schema


def _bad_pages(path: Path, connecting: Connecting) -> set[str]:
    try:
        with refusals(path), contextlib.closing(connecting()) as connection:
            rows = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    except Damaged:
        return {"1"}
    return {str(row[0]).rsplit(" ", 1)[-1] for row in rows}


class CheckDates:
    """When each check was last done, in a plain file; a file that cannot be read means never."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path, self._now = path, now

    def last(self, check: str) -> datetime | None:
        """When a check was last done."""
        try:
            return datetime.fromisoformat(self._read()[check])
        except (KeyError, TypeError, ValueError):
            return None

    def is_due(self, check: str, every: timedelta) -> bool:
        """Whether a check has not been done for this long, or bears a date of the future."""
        last = self.last(check)
        return last is None or not timedelta(0) <= self._now() - last < every

    def done(self, check: str) -> None:
        """A check was done now."""
        write_whole(self._path, json.dumps(self._read() | {check: self._now().isoformat(timespec="seconds")}).encode())

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}
