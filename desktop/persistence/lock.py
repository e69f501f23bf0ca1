"""Who writes in a workspace: one process at a time, by a lock of the operating system that a crash frees.

The file says who holds it (process, since when, window or command). It is emptied when the holder leaves in order; a
file with a holder that nobody locks means that the last one stopped without closing.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from desktop.application.whole_file import PRIVATE, disk_refusals
from desktop.domain.errors import InUse
from desktop.domain.said import said

Kind = Literal["window", "command"]
_BYTE = 1 << 20
"""The byte that Windows locks: far behind the text, because a locked byte cannot be read."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that writes: its number, since when, and whether it is a window or a command."""

    pid: int
    since: datetime
    kind: Kind


class WriterLock:
    """The lock of one workspace; `acquire` refuses with `InUse` and says who holds it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def acquire(self, kind: Kind) -> bool:
        """Become the one writer; the answer is whether the last writer closed in order."""
        with disk_refusals(self.path.parent):
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, PRIVATE)
        if not _lock(handle):
            os.close(handle)
            raise in_use(self.holder())
        self._handle = handle
        try:
            with disk_refusals(self.path.parent):
                in_order = os.fstat(handle).st_size == 0
                told = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds"), "kind": kind}
                _write(handle, json.dumps(told).encode())
        except BaseException:
            self.let_go()  # or this program itself would be in its way when the disk has room again
            raise
        return in_order

    def release(self) -> None:
        """Leave in order."""
        if self._handle is not None:
            with contextlib.suppress(OSError):  # the drive is gone: the next start checks the file
                _write(self._handle, b"")
            self.let_go()

    def let_go(self) -> None:
        """Leave without having closed in order, so that the next start checks the file."""
        if self._handle is not None:
            _unlock(self._handle)
            os.close(self._handle)
            self._handle = None

    def holder(self) -> Holder | None:
        """Who writes now, or nothing; says nothing either where the file cannot be understood."""
        try:
            handle = os.open(self.path, os.O_RDWR)
        except OSError:
            return None
        try:
            if self._handle is None and _lock(handle):
                _unlock(handle)
                return None
            told = json.loads(os.read(handle, 1024))
            return Holder(int(told["pid"]), datetime.fromisoformat(told["since"]), told["kind"])
        except (ValueError, KeyError, TypeError):
            return None
        finally:
            os.close(handle)


def in_use(holder: Holder | None) -> InUse:
    """The sentence for who holds the workspace."""
    if holder is None:
        return InUse(said("Another program writes in this workspace. Wait until it is done, then try again."))
    if holder.kind == "window":
        return InUse(
            said(
                "This workspace is open in a window of Overstap since {since}. Go on there, or close that window "
                "first. Searching and lists work meanwhile.",
                since=holder.since,
            )
        )
    return InUse(
        said(
            "A command of Overstap has been writing in this workspace since {since}. Wait until it is done, "
            "then try again.",
            since=holder.since,
        )
    )


def _write(handle: int, data: bytes) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, data)  # over what stood there: a full disk leaves who stopped without closing
    os.ftruncate(handle, len(data))
    os.fsync(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
