"""What SQLite and SQLCipher say no with, as sentences of the tree of refusals."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.application.whole_file import disk_full, gone, read_only
from desktop.domain.errors import Damaged, InUse, Newer, OverstapError
from desktop.domain.said import said


@contextlib.contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what SQLite says no with into a sentence; anything that is a bug goes on as it is."""
    try:
        yield
    except sqlcipher.Error as error:
        if (found := refusal(path, error)) is None:
            raise
        raise found from error


def refusal(path: Path, error: BaseException) -> OverstapError | None:
    """The refusal for an error of SQLite, or nothing for one that a program makes."""
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlcipher.SQLITE_NOTADB | sqlcipher.SQLITE_CORRUPT:
            return damaged(path)
        case sqlcipher.SQLITE_FULL:
            return disk_full()
        case sqlcipher.SQLITE_READONLY | sqlcipher.SQLITE_CANTOPEN | sqlcipher.SQLITE_PERM:
            return read_only(path.parent) if path.exists() else gone(path.parent)
        case sqlcipher.SQLITE_IOERR:
            return gone(path.parent)
        case sqlcipher.SQLITE_BUSY | sqlcipher.SQLITE_LOCKED:
            return InUse(
                said(
                    "Another program holds the workspace, such as a virus scanner or a copy program. "
                    "Try again in a moment."
                )
            )
        case _:
            return None


def damaged(path: Path) -> Damaged:
    """The sentence for a file that cannot be read: damaged, or made with another key (the two look the same)."""
    return Damaged(
        said(
            "The file {file} is damaged or belongs to another key, so it cannot be read. It was left as it is: "
            "restore the newest backup.",
            file=str(path),
        )
    )


def newer() -> Newer:
    """The sentence for a workspace that a newer program made."""
    return Newer(said("This workspace was made by a newer Overstap. Install the newest version, then open it again."))
