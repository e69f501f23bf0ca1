"""Bytes on their way: which files the server lacks, and the pieces that came of those that are not whole yet."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence

from desktop.domain.records import RECORDS
from desktop.persistence.engine import Raw
from desktop.persistence.erased import noted

_NAMES = ("sha256", "logo")
"""What records call the field that names bytes."""


def to_send(on: Raw) -> Sequence[tuple[str, str, int]]:
    """Root, name and length of every file that is here and that the server is not known to have."""
    named = " UNION ".join(
        f'SELECT root, "{f.name}" AS sha256 FROM "{spec.name}" WHERE "{f.name}" IS NOT NULL'
        for spec in RECORDS.values()
        for f in spec.stored
        if f.name in _NAMES
    )
    found: Sequence[tuple[str, str, int]] = on.execute(
        f"""SELECT t.root, t.sha256, b.size FROM ({named}) AS t JOIN blob AS b ON b.sha256 = t.sha256
        JOIN place AS p ON p.root = t.root
        WHERE (t.root, t.sha256) NOT IN (SELECT root, sha256 FROM uploaded) ORDER BY t.root, t.sha256"""
    ).fetchall()
    return found


def of_file(on: Raw, sha256: str, n: int, size: int) -> bytes:
    """A piece of a file that is here."""
    asked = "SELECT substr(data, ?, ?) FROM blob WHERE sha256 = ?"
    return bytes(on.execute(asked, (n * size + 1, size, sha256)).fetchone()[0])


def is_there(on: Raw, root: str, sha256: str) -> None:
    """The server has it whole."""
    on.execute("INSERT OR IGNORE INTO uploaded(root, sha256) VALUES (?, ?)", (root, sha256))


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
