"""Bytes on their way: which files the server lacks, and the pieces that came of those that are not whole yet."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence

from desktop.domain.records import RECORDS
from desktop.persistence.engine import Raw
from desktop.persistence.erased import noted
from desktop.persistence.schema import names_of_bytes

_SHARED = " UNION ".join(
    f'SELECT t.root, t."{name}" AS sha256 FROM "{spec.name}" AS t JOIN place AS p ON p.root = t.root '
    f'WHERE t."{name}" IS NOT NULL'
    for spec in RECORDS.values()
    for name in names_of_bytes(spec)
)
_TO_SEND = f"""SELECT t.root, t.sha256, b.size
    FROM ({_SHARED} UNION SELECT root, sha256 FROM owed) AS t JOIN blob AS b ON b.sha256 = t.sha256
    WHERE (t.root, t.sha256) NOT IN (SELECT root, sha256 FROM uploaded)"""


def to_send(on: Raw) -> Sequence[tuple[str, str, int]]:
    """Root, name and length of every file that is here and that the server is not known to have."""
    found: Sequence[tuple[str, str, int]] = on.execute(f"{_TO_SEND} ORDER BY 1, 2").fetchall()
    return found


def to_send_of(on: Raw, root: str) -> set[str]:
    """Those of one root, by name."""
    return {sha256 for _, sha256, _ in on.execute(f"{_TO_SEND} AND t.root = ?", (root,)).fetchall()}


def owe(on: Raw, root: str, files: Iterable[str]) -> None:
    """A root left before these were handed in: they stay until they are."""
    on.executemany("INSERT OR IGNORE INTO owed(root, sha256) VALUES (?, ?)", [(root, each) for each in sorted(files)])


def owed(on: Raw, root: str | None = None) -> set[str]:
    """What stays only to be handed in (of one root)."""
    asked = "SELECT sha256 FROM owed WHERE ?1 IS NULL OR root = ?1"
    return {sha256 for (sha256,) in on.execute(asked, (root,)).fetchall()}


def is_settled(on: Raw, root: str, sha256: str, *, taken: bool) -> bool:
    """The server has it, or wants it no longer; whether that was all it was owed for.

    What the server does not want yet, because the record of it was refused, is owed as long as that waits.
    """
    waits = "SELECT 1 FROM refused WHERE root = ? AND instr(payload, ?) > 0"
    if not taken and on.execute(waits, (root, sha256)).fetchone():
        return False
    settled: int = on.execute("DELETE FROM owed WHERE root = ? AND sha256 = ?", (root, sha256)).rowcount
    return settled > 0


def of_file(on: Raw, sha256: str, n: int, size: int) -> bytes:
    """A piece of a file that is here."""
    asked = "SELECT substr(data, ?, ?) FROM blob WHERE sha256 = ?"
    return bytes(on.execute(asked, (n * size + 1, size, sha256)).fetchone()[0])


def is_there(on: Raw, root: str, sha256: str) -> None:
    """The server has it whole; of a root that left nothing more is kept."""
    on.execute(
        "INSERT OR IGNORE INTO uploaded(root, sha256) SELECT root, ? FROM place WHERE root = ?",
        (sha256, root),
    )


def came(on: Raw, sha256: str) -> Collection[int]:
    """The pieces that came already."""
    return {n for (n,) in on.execute("SELECT n FROM piece WHERE sha256 = ?", (sha256,)).fetchall()}


def keep(on: Raw, sha256: str, n: int, data: bytes) -> None:
    """A piece that came; of a file that is here, because somebody filed the same meanwhile, none is needed."""
    on.execute(
        """INSERT OR REPLACE INTO piece(sha256, n, data) SELECT ?1, ?2, ?3
        WHERE NOT EXISTS (SELECT 1 FROM blob WHERE sha256 = ?1)""",
        (sha256, n, data),
    )


def put(on: Raw, sha256: str, data: bytes) -> None:
    """Keep a whole file."""
    on.execute("INSERT OR IGNORE INTO blob(sha256, size, data) VALUES (?, ?, ?)", (sha256, len(data), data))
    on.execute("DELETE FROM piece WHERE sha256 = ?", (sha256,))


def put_together(on: Raw, root: str, sha256: str) -> bool:
    """Make the file of its pieces; they go where they are not what its name says, or who they are of was erased."""
    if on.execute("SELECT 1 FROM blob WHERE sha256 = ?", (sha256,)).fetchone():
        return True
    rows = on.execute("SELECT data FROM piece WHERE sha256 = ? ORDER BY n", (sha256,)).fetchall()
    data = b"".join(piece for (piece,) in rows)
    right = hashlib.sha256(data).hexdigest() == sha256
    if right and not noted(on, {root}):
        put(on, sha256, data)
        is_there(on, root, sha256)
    else:
        on.execute("DELETE FROM piece WHERE sha256 = ?", (sha256,))
    return right
