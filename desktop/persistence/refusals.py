"""What SQLite and SQLCipher say no with, as sentences of the tree of refusals."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.application.whole_file import disk_full, gone, read_only
from desktop.domain.errors import Damaged, InUse, NoRoom, OverstapError
from desktop.domain.said import said

_NEARLY_NOTHING = 256 * 1024
_BACKUP_CODES = {
    "database or disk is full": sqlcipher.SQLITE_FULL,
    "disk I/O error": sqlcipher.SQLITE_IOERR,
    "attempt to write a readonly database": sqlcipher.SQLITE_READONLY,
    "database disk image is malformed": sqlcipher.SQLITE_CORRUPT,
    "file is not a database": sqlcipher.SQLITE_NOTADB,
    "database is locked": sqlcipher.SQLITE_BUSY,
}
"""The backup interface of sqlcipher3 raises without a code; these are SQLite's own words for them."""


@contextlib.contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what SQLite says no with into a sentence; anything that is a bug goes on as it is."""
    try:
        yield
    except sqlcipher.Error as error:
        if (found := refusal(path, error)) is None:
            raise
        raise found from error


def refusal(path: Path, error: BaseException, *, writes: bool = True) -> OverstapError | None:
    """The refusal for an error of SQLite, or nothing for one that a program makes, such as a reader that writes."""
    match getattr(error, "sqlite_errorcode", _BACKUP_CODES.get(str(error), 0)) & 0xFF:
        case sqlcipher.SQLITE_NOTADB | sqlcipher.SQLITE_CORRUPT:
            return damaged(path)
        case sqlcipher.SQLITE_FULL:
            return disk_full()
        case sqlcipher.SQLITE_READONLY if not writes:
            return None
        case sqlcipher.SQLITE_READONLY | sqlcipher.SQLITE_CANTOPEN | sqlcipher.SQLITE_PERM:
            return read_only(path.parent) if path.exists() else gone(path.parent)
        case sqlcipher.SQLITE_IOERR:
            return _disk_error(path.parent)
        case sqlcipher.SQLITE_BUSY | sqlcipher.SQLITE_LOCKED:
            return InUse(
                said(
                    "Another program holds the workspace, such as a virus scanner or a copy program. "
                    "Try again in a moment."
                )
            )
        case _:
            return None


def _disk_error(folder: Path) -> NoRoom:
    """Full or gone: SQLite does not tell them apart where the memory it shares between processes does not fit."""
    try:
        return disk_full() if shutil.disk_usage(folder).free < _NEARLY_NOTHING else gone(folder)
    except OSError:
        return gone(folder)


def damaged(path: Path) -> Damaged:
    """The sentence for a file that cannot be read: damaged, or made with another key (the two look the same)."""
    return Damaged(
        said(
            "The file {file} is damaged or belongs to another key, so it cannot be read. It was left as it is: "
            "restore the newest backup.",
            file=str(path),
        )
    )
