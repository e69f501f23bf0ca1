"""Backups: whole, verified copies under the same key, thinned out with age and never older than 90 days.

A copy is made through SQLite's backup interface into a ``.tmp`` file, opened and checked, and only then gets its name;
a copy of the vault goes beside it. A file with a backup's name is therefore always whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from desktop.application.whole_file import PRIVATE, disk_refusals, flush_folder, write_whole
from desktop.domain.errors import Damaged, Unavailable
from desktop.domain.said import Said, said
from desktop.persistence.engine import Database, check_file
from desktop.persistence.integrity import check_file_whole, counts
from desktop.persistence.place import make_private
from desktop.persistence.refusals import refusals

Reason = Literal["regular", "manual", "migration", "import", "restore"]

OLDEST = timedelta(days=90)
"""Nothing is kept longer, so that what was erased leaves the backups too."""

RENEW = timedelta(days=30)
"""A workspace in which nothing changes gets a new backup after this time, so that 90 days never leave it without."""

_HALF_HOURS = 6
_BEFORE: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (7, lambda at: at.date()),
    (4, lambda at: at.isocalendar()[:2]),
    (2, lambda at: (at.year, at.month)),
)
"""How many days, weeks and months before the present one keep their newest backup."""

_KEEP_SPECIAL = 3
_NAME = re.compile(r"overstap-(\d{8}T\d{6}Z)-(regular|manual|migration|import|restore)\.db")
_STAMP = "%Y%m%dT%H%M%SZ"
_STALE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: when it was made (UTC), why, and its file."""

    at: datetime
    reason: str
    path: Path

    @property
    def vault(self) -> Path:
        """The copy of the vault that belongs to it."""
        return self.path.with_suffix(".vault.json")


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made, and what went wrong with its copy in the second folder."""

    backup: Backup
    notice: Said | None = None


class Backups:
    """The backups of one open workspace."""

    def __init__(
        self,
        database: Database,
        vault: Path,
        folder: Path,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        second: Path | None = None,
    ) -> None:
        self._database, self._vault, self._folder, self._now = database, vault, folder, now
        self.second = second
        self._turn = threading.Lock()

    def all(self) -> list[Backup]:
        """Every backup, newest first."""
        return found_in(self._folder)

    def newest(self) -> Backup | None:
        """The newest backup, to check or to restore."""
        return newest_in(self._folder)

    def make(self, reason: Reason = "manual") -> Made:
        """Make and verify a backup now; older ones that are no longer needed go."""
        with self._turn:
            make_private(self._folder)
            remove_stale(self._folder)
            backup = self._copy(reason)
            _thin_out(self._folder, self._now())
            return Made(backup, self._copy_to_second(backup))

    def before(self, reason: Literal["migration", "import", "restore"]) -> Made:
        """The backup before something large; where it fails, the large thing must not begin."""
        return self.make(reason)

    def make_if_changed(self) -> Made | None:
        """The half-hourly backup: nothing where nothing was written since the newest one."""
        newest = self.newest()
        if newest is not None and self._now() - newest.at < RENEW and self._unchanged_since(newest.at):
            return None
        return self.make("regular")

    def check(self, backup: Backup) -> None:
        """Open a backup and read all of it; `Damaged` where it is not whole."""
        check_file(backup.path)
        if check_file_whole(backup.path, lambda: self._database.connect(backup.path, mode="ro")):
            raise not_whole(backup.path)

    def _copy(self, reason: Reason) -> Backup:
        at = self._now().astimezone(UTC).replace(microsecond=0)
        path = free_name(self._folder, at, reason)
        beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        try:
            with refusals(beside), contextlib.closing(self._database.connect()) as source:
                source.execute("BEGIN")  # the rows that are counted are the rows that are copied
                expected = counts(source)
                with contextlib.closing(self._database.create_copy(beside)) as target:
                    source.backup(target)
                    target.execute("PRAGMA journal_mode=DELETE")  # a backup is one file
            self._verify(beside, dict(expected))
            with disk_refusals(self._folder):
                _flush(beside)
                write_whole(path.with_suffix(".vault.json"), self._vault.read_bytes())
                beside.replace(path)
                flush_folder(self._folder)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        return next(b for b in found_in(self._folder) if b.path == path)

    def _verify(self, path: Path, expected: dict[str, int]) -> None:
        if check_file_whole(path, lambda: self._database.connect(path, mode="ro")):
            raise not_whole(path)
        with refusals(path), contextlib.closing(self._database.connect(path, mode="ro")) as copy:
            if dict(counts(copy)) != expected:
                raise not_whole(path)

    def _unchanged_since(self, at: datetime) -> bool:
        path = self._database.path
        written = [f.stat().st_mtime for f in (path, path.with_name(path.name + "-wal")) if f.exists()]
        return max(written) < at.timestamp()

    def _copy_to_second(self, backup: Backup) -> Said | None:
        if self.second is None:
            return None
        try:
            make_private(self.second)
            for file in (backup.vault, backup.path):
                copy_whole(file, self.second / file.name)
            _thin_out(self.second, self._now())
        except Unavailable as error:
            return said("The backup was made, but not its copy in the second folder. {why}", why=error.said)
        return None


def free_name(folder: Path, at: datetime, reason: Reason) -> Path:
    """The path of a backup made at this time (UTC), a second later where that name is taken."""
    while (path := folder / f"overstap-{at.strftime(_STAMP)}-{reason}.db").exists():
        at += timedelta(seconds=1)
    return path


def found_in(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; their files may be anything, only the names are read."""
    found = []
    for path in folder.glob("overstap-*.db"):
        if match := _NAME.fullmatch(path.name):
            with contextlib.suppress(ValueError):  # the name of a day that does not exist: not ours
                found.append(Backup(datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), match[2], path))
    return sorted(found, key=lambda b: (b.at, b.path.name), reverse=True)


def newest_in(folder: Path) -> Backup | None:
    """The newest backup that was checked when it was made; what a restore put aside is not."""
    return next((backup for backup in found_in(folder) if backup.reason != "restore"), None)


def kept(backups: Iterable[Backup], now: datetime) -> set[Backup]:
    """Which backups stay: 6 half hours, 7 days, 4 weeks and 2 months back, and the last 3 of each special kind.

    Those from the future (a clock that was wrong) stay until their day has come and take nobody's place.
    """
    ahead = {b for b in backups if b.at > now}
    alive = sorted((b for b in backups if now - OLDEST <= b.at <= now), key=lambda b: b.at, reverse=True)
    stay = ahead | set(_newest_of_each(alive, lambda at: int(at.timestamp()) // 1800)[:_HALF_HOURS])
    for number, period in _BEFORE:
        stay.update(_newest_of_each(alive, period)[1 : number + 1])
    for reason in ("manual", "migration", "import", "restore"):
        stay.update([b for b in alive if b.reason == reason][:_KEEP_SPECIAL])
    return stay


def _newest_of_each(backups: Iterable[Backup], period: Callable[[datetime], object]) -> list[Backup]:
    newest: dict[object, Backup] = {}
    for backup in backups:
        newest.setdefault(period(backup.at), backup)
    return list(newest.values())


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file so that its new name only ever stands for the whole, checked content."""
    beside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    with disk_refusals(target.parent):
        try:
            shutil.copyfile(source, beside)
            beside.chmod(PRIVATE)
            _flush(beside)
            if _digest(beside) != _digest(source):
                raise not_whole(target)
            beside.replace(target)
            flush_folder(target.parent)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def _thin_out(folder: Path, now: datetime) -> None:
    backups = found_in(folder)
    stay = kept(backups, now)
    for backup in backups:
        if backup not in stay:
            backup.path.unlink(missing_ok=True)
            backup.path.with_name(backup.path.name + "-wal").unlink(missing_ok=True)
            backup.vault.unlink(missing_ok=True)


def remove_stale(folder: Path) -> None:
    """Remove half files that a killed process left; young ones may belong to a process at work."""
    for path in folder.glob("*.tmp*"):
        if time.time() - path.stat().st_mtime > _STALE_SECONDS:
            path.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def not_whole(path: Path) -> Damaged:
    """The sentence for a copy that cannot be trusted."""
    return Damaged(said("The copy {file} is not whole, so it is not used. Choose another backup.", file=str(path)))
