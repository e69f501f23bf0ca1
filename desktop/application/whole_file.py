"""Files that are whole or not there: written beside, flushed to the disk, then put in place by one rename."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from desktop.domain.errors import NoRoom
from desktop.domain.said import said

PRIVATE = 0o600
"""Only the user reads and writes the file."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a private file so that a crash leaves the old one or the new one; `NoRoom` where the disk refuses."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with disk_refusals(path.parent):
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
            flush_folder(path.parent)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def flush_folder(folder: Path) -> None:
    """Make renames in this folder last through a power cut; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def disk_refusals(folder: Path) -> Iterator[None]:
    """Turn what the disk says no with into a sentence: full, read-only, or gone."""
    try:
        yield
    except OSError as error:
        raise no_room(folder, error) from error


def no_room(folder: Path, error: OSError) -> NoRoom:
    """The sentence for an error of the disk."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full()
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only(folder)
    return gone(folder)


def disk_full() -> NoRoom:
    """The sentence for a full disk."""
    return NoRoom(
        said(
            "The disk is full, so this was not saved. What was saved before is still there: make room, then save again."
        )
    )


def read_only(folder: Path) -> NoRoom:
    """The sentence for a place where nothing may be written."""
    return NoRoom(
        said(
            "Overstap may not write in the folder {folder}, so nothing was saved. Ask your administrator for "
            "permission, or choose another folder.",
            folder=str(folder),
        )
    )


def gone(folder: Path) -> NoRoom:
    """The sentence for a drive that no longer answers."""
    return NoRoom(
        said(
            "The folder {folder} does not answer. What was saved is still there: connect the drive again, "
            "then start Overstap again.",
            folder=str(folder),
        )
    )
