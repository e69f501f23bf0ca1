"""The workspace: one folder with the vault, the encrypted database, its backups, plain settings and the log.

Only what the lock screen needs is imported at the top; the database library comes with opening.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from desktop.application.whole_file import disk_refusals, flush_folder
from desktop.domain.errors import Damaged, Refused
from desktop.domain.said import Said, said
from desktop.persistence.lock import Kind, WriterLock, in_use
from desktop.persistence.place import forbid_memory_dumps, make_private, no_workspace, notices

if TYPE_CHECKING:
    from desktop.persistence.backup import Backup, Backups
    from desktop.persistence.engine import Database
    from desktop.persistence.integrity import CheckDates
    from desktop.persistence.keys import DataKey, Hardness, Vault
    from desktop.persistence.migrate import Layout
    from desktop.persistence.restore import Restored

CHECK_EVERY = timedelta(days=7)
"""How often the structure of the file is checked where nothing went wrong."""

BACKUP_CHECK_EVERY = timedelta(days=30)
"""How often the newest backup is read through."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class OpenWorkspace:
    """An unlocked workspace; `close` it to lock. ``notices`` are sentences to show, none of which stops the work."""

    workspace: Workspace
    database: Database
    backups: Backups
    notices: tuple[Said, ...]
    lock: WriterLock | None
    _dates: CheckDates

    def close(self) -> None:
        """Lock: nothing of the database is reachable any more, and another process may write."""
        whole = not self.database.damaged
        self.database.close()
        if self.lock is not None:
            self.lock.release() if whole else self.lock.let_go()

    def destroy(self) -> None:
        """Erase everything here by order: the keys first, for without them the rest says nothing."""
        from desktop.persistence.backup import found_in

        vault, second = self.workspace.vault_path, self.backups.second
        mine = self.workspace.vault().identity
        copies = [b for b in found_in(second) if self.workspace.vault(b.vault).identity == mine] if second else []
        self.database.close()
        for file in (
            *vault.parent.glob(vault.name + "*"),
            *(b.vault for b in copies),
            *self.workspace.backups_folder.glob("*.vault.json"),
        ):
            file.unlink(missing_ok=True)
        for file in (*self.workspace.folder.glob("overstap.db*"), *self.workspace.backups_folder.glob("*")):
            with suppress(OSError):  # a program that still reads it keeps letters without a key
                file.unlink()
        for copy in copies:
            copy.path.unlink(missing_ok=True)

    def check_newest_backup(self) -> None:
        """Read the newest backup through once a month, in a background thread."""
        newest = self.backups.newest()
        if newest is not None and (
            (last := self.workspace.checked_on(newest)) is None or self.workspace.now() - last >= BACKUP_CHECK_EVERY
        ):
            self.check_backup(newest)

    def check_backup(self, backup: Backup) -> None:
        """Read a backup through now; `Damaged` where it is not whole."""
        self.backups.check(backup)
        self._dates.done(backup.path.name)

    def __enter__(self) -> OpenWorkspace:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class Workspace:
    """The folder, locked."""

    def __init__(
        self,
        folder: Path,
        *,
        hardness: Hardness | None = None,
        layout: Layout | None = None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        """``hardness`` and ``layout`` are those of the program unless a test brings its own."""
        self.folder = folder
        self.database_path = folder / "overstap.db"
        self.vault_path = folder / "vault.json"
        self.backups_folder = folder / "backups"
        self.settings_path = folder / "settings.json"
        self.log_folder = folder / "log"
        self.lock = WriterLock(folder / "lock")
        self._hardness, self._layout, self.now = hardness, layout, now

    def at(self, folder: Path) -> Workspace:
        """What would be the workspace in another folder."""
        return Workspace(folder, hardness=self._hardness, layout=self._layout, now=self.now)

    @property
    def layout(self) -> Layout:
        """What the database holds."""
        from desktop.persistence import migrate

        return self._layout or migrate.layout()

    def vault(self, path: Path | None = None) -> Vault:
        """The file with the wrapped key, or the copy of it at ``path``."""
        from desktop.persistence.keys import STRONG, Vault

        return Vault(path or self.vault_path, self._hardness or STRONG)

    def checked_on(self, backup: Backup) -> datetime | None:
        """When a backup was last read through: since it was made, which is when that is done first."""
        made = None if backup.reason == "restore" else backup.at  # what a restore put aside may be damaged
        dates = [at for at in (made, self._dates().last(backup.path.name)) if at is not None]
        return max(dates, default=None)

    def exists(self) -> bool:
        """Whether there is something to open here, or to restore."""
        return self.database_path.exists() or any(self.backups_folder.glob("overstap-*.db"))

    def create(
        self, passphrase: str, kind: Kind = "command", fill: Callable[[Database], object] | None = None
    ) -> tuple[OpenWorkspace, str]:
        """Make the workspace and open it; the second value is the recovery key, to be shown once.

        ``fill`` writes what every workspace begins with; cut off at any moment, there is a filled workspace or none.
        """
        from desktop.persistence.engine import Database, check_library, create_file
        from desktop.persistence.migrate import migrate

        check_library()
        make_private(self.folder)
        self.lock.acquire(kind)
        try:
            if self.exists():
                raise Refused(
                    said(
                        "There is already a workspace in {folder}. Open that one, or choose another folder.",
                        folder=str(self.folder),
                    )
                )
            beside = self.database_path.with_suffix(".new")
            for leftover in self.folder.glob(beside.name + "*"):
                leftover.unlink()
            key, recovery = self.vault().create(passphrase)
            create_file(beside, key)
            made = Database(beside, key, self.layout.setup, self.layout.newest)
            try:
                migrate(made, self.layout, backup=lambda: None)
                if fill is not None:
                    fill(made)
            finally:
                made.close()
            with disk_refusals(self.folder):
                beside.replace(self.database_path)
                flush_folder(self.folder)
        finally:
            self.lock.release()
        return self.open(key, kind), recovery

    def open(self, secret: str | DataKey, kind: Kind = "command") -> OpenWorkspace:
        """Open it as the one writer, by passphrase, recovery key or the key itself."""
        from desktop.persistence.backup import remove_stale
        from desktop.persistence.engine import check_library
        from desktop.persistence.migrate import migrate
        from desktop.persistence.restore import finish

        check_library()
        self._check_present()
        in_order = self.lock.acquire(kind)
        opened: OpenWorkspace | None = None
        try:
            finish(self)
            remove_stale(self.folder)
            opened = self._opened(self._key(secret), self.lock)
            self._check_structure(opened.database, in_order)
            migrate(opened.database, self.layout, backup=lambda: opened and opened.backups.before("migration"))
        except BaseException:
            if opened is not None:
                opened.database.close()
            self.lock.release() if in_order else self.lock.let_go()
            raise
        return opened

    def read(self, secret: str | DataKey) -> OpenWorkspace:
        """Open it for reading only, also while another process writes."""
        from desktop.persistence.engine import check_library
        from desktop.persistence.restore import is_pending

        check_library()
        self._check_present()
        if is_pending(self):
            self.open(secret).close()
        key = self._key(secret)
        opened = self._opened(key, None)
        if opened.database.version == self.layout.newest:
            return opened
        opened.close()
        self.open(key).close()  # an older schema is brought up to date first
        return self._opened(key, None)

    def restore(self, backup: Path, secret: str, kind: Kind = "command") -> Restored:
        """Put a backup in the place of the database; what was there is kept aside. Open it afterwards."""
        from desktop.persistence.restore import restore

        make_private(self.folder)
        in_order = self.lock.acquire(kind)
        try:
            restored = restore(self, backup, secret)
        except BaseException:
            self.lock.release() if in_order else self.lock.let_go()
            raise
        self.lock.release()
        return restored

    def _opened(self, key: DataKey, lock: WriterLock | None) -> OpenWorkspace:
        from desktop.persistence.backup import Backups
        from desktop.persistence.engine import Database

        forbid_memory_dumps()
        readonly = in_use(self.lock.holder()) if lock is None else None
        layout = self.layout  # a workspace gets its name when it has its tables, so version 0 is damage
        database = Database(self.database_path, key, layout.setup, layout.newest, oldest=1, readonly=readonly)
        backups = Backups(database, self.vault_path, self.backups_folder, self.now)
        return OpenWorkspace(self, database, backups, tuple(notices(self.folder)), lock, self._dates())

    def _key(self, secret: str | DataKey) -> DataKey:
        from desktop.persistence.engine import check_file

        check_file(self.database_path)
        return self.vault().unlock(secret) if isinstance(secret, str) else secret

    def _dates(self) -> CheckDates:
        from desktop.persistence.integrity import CheckDates

        return CheckDates(self.folder / "checked.json", self.now)

    def _check_present(self) -> None:
        from desktop.persistence.restore import is_pending

        if self.database_path.exists() or is_pending(self):
            return
        if self.exists():
            raise Damaged(
                said(
                    "The file {file} is missing. Restore the newest backup; nothing new was made.",
                    file=str(self.database_path),
                )
            )
        raise no_workspace(self.folder)

    def _check_structure(self, database: Database, in_order: bool) -> None:
        from desktop.persistence.integrity import check_structure
        from desktop.persistence.refusals import damaged

        dates = self._dates()
        if in_order and not dates.is_due("structure", CHECK_EVERY):
            return
        if check_structure(self.database_path, database.connect):
            raise damaged(self.database_path)
        dates.done("structure")
