"""Putting a backup in the place of the database, so that a crash at any moment leaves the one or the other.

The backup is copied beside the database and checked; what is there now goes to the backups folder under a name of its
own; then one rename decides. What follows that rename (`finish`) is done again at the next start if it was cut short.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.application.whole_file import disk_refusals, flush_folder, write_whole
from desktop.domain.errors import NotThere, Unavailable
from desktop.domain.said import Said, said
from desktop.persistence import erased
from desktop.persistence.backup import copy_whole, free_name, not_whole
from desktop.persistence.engine import Raw, check_file, connect, file_version
from desktop.persistence.integrity import CheckDates, check_file_whole
from desktop.persistence.keys import DataKey, Vault, newer
from desktop.persistence.place import make_private
from desktop.persistence.refusals import refusals

if TYPE_CHECKING:
    from desktop.persistence.workspace import Workspace

_COPY = "overstap.db.restoring"
_JOURNALS = ("-wal", "-shm")
_WITHOUT_PROOF = "SELECT root FROM erased", "INSERT OR IGNORE INTO erased(root) VALUES (?)"
"""For a backup from before proofs were kept."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the backup that is now the database, and where the one before it is kept."""

    backup: Path
    aside: Path | None


def newer_actions(workspace: Workspace, backup: Path, secret: str) -> tuple[Said, ...]:
    """The actions of now that a backup does not hold, newest first, as they are called; never about whom.

    None where the files of now are gone, damaged or of another key.
    """
    key = _vault_for(workspace, backup).unlock(secret)
    try:
        with _opened(workspace, backup, key) as connection:
            (held,) = connection.execute('SELECT coalesce(max(n), 0) FROM "action"').fetchone()
        with _opened(workspace, workspace.database_path, key) as connection:
            found = connection.execute('SELECT label, counts FROM "action" WHERE n > ? ORDER BY n DESC', (held,))
            return tuple(said(label, **json.loads(counts or "{}")) for label, counts in found.fetchall())
    except Unavailable:
        return ()


def check_backup(workspace: Workspace, backup: Path, secret: str) -> None:
    """Read a backup through; `Damaged` where it is not whole. ``secret`` is that of the backup."""
    key = _vault_for(workspace, backup).unlock(secret)
    check_file(backup)
    if check_file_whole(backup, lambda: connect(backup, key, workspace.layout.setup, mode="ro")):
        raise not_whole(backup)
    if workspace.folder.is_dir():
        CheckDates(workspace.folder / "checked.json", workspace.now).done(backup.name)


@contextlib.contextmanager
def _opened(workspace: Workspace, path: Path, key: DataKey) -> Iterator[Raw]:
    with refusals(path), contextlib.closing(connect(path, key, workspace.layout.setup, mode="ro")) as connection:
        yield connection


def restore(workspace: Workspace, backup: Path, secret: str) -> Restored:
    """Make a backup the database of this workspace; the caller holds the lock and opens afterwards."""
    if not backup.is_file():
        raise NotThere(said("There is no backup {file}. Choose one of the list.", file=str(backup)))
    make_private(workspace.folder)
    finish(workspace)
    vault = _vault_for(workspace, backup)
    key = vault.unlock(secret)
    copy = _copy_of(workspace, backup)
    try:
        _check(workspace, copy, key)
        _note_erased(workspace, copy, key)
        aside = _put_aside(workspace, key)
        with disk_refusals(workspace.folder):
            if vault.path != workspace.vault_path:
                write_whole(_decided(workspace.vault_path), vault.path.read_bytes())
            copy.replace(_decided(workspace.database_path))
            flush_folder(workspace.folder)
    except BaseException:
        _remove(copy)
        raise
    finish(workspace)
    return Restored(backup, aside)


def is_pending(workspace: Workspace) -> bool:
    """Whether a restore was decided and not finished."""
    return _decided(workspace.database_path).exists()


def finish(workspace: Workspace) -> None:
    """Finish a restore that was decided; does nothing otherwise. The caller holds the lock."""
    decided = _decided(workspace.database_path)
    if not decided.exists():
        _forget_undecided(workspace)
        return
    with disk_refusals(workspace.folder):
        if (vault := _decided(workspace.vault_path)).exists():
            vault.replace(workspace.vault_path)
        for ending in _JOURNALS:  # they belong to the database that was put aside
            workspace.database_path.with_name(workspace.database_path.name + ending).unlink(missing_ok=True)
        decided.replace(workspace.database_path)
        flush_folder(workspace.folder)


def _forget_undecided(workspace: Workspace) -> None:
    """Clear what a restore left that was cut short before the rename that decides."""
    _decided(workspace.vault_path).unlink(missing_ok=True)
    _remove(workspace.database_path.with_name(_COPY))
    for half in workspace.folder.glob(f"{_COPY}.*.tmp"):
        half.unlink()
    for aside in workspace.backups_folder.glob("overstap-*-restore.db"):
        if workspace.database_path.exists() and aside.samefile(workspace.database_path):
            aside.unlink()  # a second name of the database that is still in use
            aside.with_name(aside.name + "-wal").unlink(missing_ok=True)


def _vault_for(workspace: Workspace, backup: Path) -> Vault:
    """The vault here, whose passphrase may be newer; the backup's where that is missing or of another workspace."""
    here, beside = workspace.vault(), workspace.vault(backup.with_suffix(".vault.json"))
    try:
        identity = here.identity
    except Unavailable:
        return beside
    return here if not beside.path.exists() or beside.identity == identity else beside


def _copy_of(workspace: Workspace, backup: Path) -> Path:
    copy = workspace.database_path.with_name(_COPY)
    _remove(copy)
    copy_whole(backup, copy)
    journal = backup.with_name(backup.name + "-wal")
    if journal.exists():  # a damaged database that was put aside has its journal with it
        copy_whole(journal, copy.with_name(copy.name + "-wal"))
    return copy


def _check(workspace: Workspace, copy: Path, key: DataKey) -> None:
    setup = workspace.layout.setup
    with refusals(copy), contextlib.closing(connect(copy, key, setup)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        version = file_version(connection, copy)
    if version > workspace.layout.newest:
        raise newer()
    if check_file_whole(copy, lambda: connect(copy, key, setup, mode="ro")):
        raise not_whole(copy)


def _note_erased(workspace: Workspace, copy: Path, key: DataKey) -> None:
    """Who was erased since the backup was made is noted in it; opening erases them again."""
    setup = workspace.layout.setup
    for asked, noted in ((erased.KNOWN, erased.NOTED), _WITHOUT_PROOF):
        with contextlib.suppress(Unavailable, sqlcipher.Error):  # no database of now, or one from before this was noted
            with contextlib.closing(connect(workspace.database_path, key, setup, mode="ro")) as now:
                gone = now.execute(asked).fetchall()
            with contextlib.closing(connect(copy, key, setup)) as restored:
                restored.executemany(noted, gone)
            return


def _put_aside(workspace: Workspace, key: DataKey) -> Path | None:
    present = workspace.database_path
    if not present.exists():
        return None
    with (
        contextlib.suppress(Unavailable),
        contextlib.closing(connect(present, key, workspace.layout.setup)) as open_one,
    ):
        open_one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    make_private(workspace.backups_folder)
    aside = free_name(workspace.backups_folder, workspace.now().astimezone(UTC), "restore")
    with disk_refusals(workspace.folder):
        for ending in ("-wal", ""):
            file = present.with_name(present.name + ending)
            if file.exists():
                _second_name(file, aside.with_name(aside.name + ending))
        if workspace.vault_path.exists():
            write_whole(aside.with_suffix(".vault.json"), workspace.vault_path.read_bytes())
        flush_folder(workspace.backups_folder)
    return aside


def _second_name(file: Path, name: Path) -> None:
    try:
        os.link(file, name)
    except OSError:  # a file system without second names
        copy_whole(file, name)


def _decided(path: Path) -> Path:
    return path.with_name(path.name + ".restored")


def _remove(copy: Path) -> None:
    for ending in ("", *_JOURNALS, "-journal"):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)
