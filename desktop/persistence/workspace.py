"""The workspace: one folder with the vault, the encrypted database, its backups, plain settings and the log.

Only what the lock screen needs is imported at the top; the database library comes with opening.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from desktop.application.whole_file import disk_refusals, flush_folder
from desktop.domain.errors import Damaged, Refused
from desktop.domain.said import Said, said
from desktop.persistence.lock import Kind, WriterLock, in_use
from desktop.persistence.place import forbid_memory_dumps, make_private, notices

if TYPE_CHECKING:
    from desktop.persistence.backup import Backups
    from desktop.persistence.engine import Database
    from desktop.persistence.keys import DataKey, Hardness, Vault
    from desktop.persistence.migrate import Layout

CHECK_EVERY = timedelta(days=7)
"""How often the structure of the file is checked where nothing went wrong."""


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

    def close(self) -> None:
        """Lock: nothing of the database is reachable any more, and another process may write."""
        whole = not self.database.damaged
        self.database.close()
        if self.lock is not None:
            self.lock.release() if whole else self.lock.let_go()

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

    @property
    def layout(self) -> Layout:
        """What the database holds."""
        from desktop.persistence import migrate

        return self._layout or migrate.layout()

    def vault(self) -> Vault:
        """The file with the wrapped key."""
        from desktop.persistence.keys import STRONG, Vault

        return Vault(self.vault_path, self._hardness or STRONG)

    def exists(self) -> bool:
        """Whether there is something to open here, or to restore."""
        return self.database_path.exists() or any(self.backups_folder.glob("overstap-*.db"))

    def create(self, passphrase: str, kind: Kind = "command") -> tuple[OpenWorkspace, str]:
        """Make the workspace and open it; the second value is the recovery key, to be shown once."""
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
        from desktop.persistence.engine import check_library
        from desktop.persistence.migrate import migrate

        check_library()
        self._check_present()
        in_order = self.lock.acquire(kind)
        opened: OpenWorkspace | None = None
        try:
            opened = self._opened(self._key(secret), self.lock)
            migrate(opened.database, self.layout, backup=lambda: opened and opened.backups.before("migration"))
            self._check_structure(opened.database, in_order)
        except BaseException:
            if opened is not None:
                opened.database.close()
            self.lock.release() if in_order else self.lock.let_go()
            raise
        return opened

    def read(self, secret: str | DataKey) -> OpenWorkspace:
        """Open it for reading only, also while another process writes."""
        self._check_present()
        key = self._key(secret)
        opened = self._opened(key, None)
        if opened.database.version == self.layout.newest:
            return opened
        opened.close()
        self.open(key).close()  # an older schema is brought up to date first
        return self._opened(key, None)

    def _opened(self, key: DataKey, lock: WriterLock | None) -> OpenWorkspace:
        from desktop.persistence.backup import Backups
        from desktop.persistence.engine import Database

        forbid_memory_dumps()
        readonly = in_use(self.lock.holder()) if lock is None else None
        database = Database(self.database_path, key, self.layout.setup, self.layout.newest, readonly=readonly)
        backups = Backups(database, self.vault_path, self.backups_folder, self.now)
        return OpenWorkspace(self, database, backups, tuple(notices(self.folder)), lock)

    def _key(self, secret: str | DataKey) -> DataKey:
        from desktop.persistence.engine import check_file

        check_file(self.database_path)
        return self.vault().unlock(secret) if isinstance(secret, str) else secret

    def _check_present(self) -> None:
        if not self.database_path.exists() and self.exists():
            raise Damaged(
                said(
                    "The file {file} is missing. Restore the newest backup; nothing new was made.",
                    file=str(self.database_path),
                )
            )

    def _check_structure(self, database: Database, in_order: bool) -> None:
        from desktop.persistence.integrity import CheckDates, check_structure
        from desktop.persistence.refusals import damaged

        dates = CheckDates(self.folder / "checked.json", self.now)
        if in_order and not dates.is_due("structure", CHECK_EVERY):
            return
        if check_structure(database.connect):
            raise damaged(self.database_path)
        dates.done("structure")
