"""The way from the unlock screen into a workspace, and the window that shows both."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.bootstrap.server import greet, sharing
from desktop.bootstrap.sessions import opened_files, session
from desktop.bootstrap.workspaces import Opened, closed_where_it_fails, create, open_for_work, settings
from desktop.domain.errors import OverstapError, Unavailable, WrongSecret
from desktop.domain.said import N_, Said, said

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from datetime import datetime
    from pathlib import Path

    from desktop.application.crash_guard import Crash, CrashGuard
    from desktop.persistence.keys import Vault
    from desktop.persistence.known_places import KnownPlaces
    from desktop.persistence.workspace import Workspace
    from desktop.ui.shell.session import Door, Founder, Joining, Practice, Session


def window(of: Workspace, secret: str = "", practice: Practice | None = None) -> int:
    """Open the window on a workspace; the exit code. ``secret`` opens it at once, for practice town."""
    from desktop.application.crash_guard import CrashGuard
    from desktop.persistence.known_places import known_places
    from desktop.ui.start import run

    guard = CrashGuard(of.log_folder)
    if of.exists():
        guard.install()
    places = None if secret else known_places()
    return run(door(of, practice, places, guard), of.folder, settings(of), guard, secret=secret)


def door(
    of: Workspace,
    practice: Practice | None = None,
    places: KnownPlaces | None = None,
    guard: CrashGuard | None = None,
) -> Door:
    """The way from the lock screen into a workspace, and beside it into practice town.

    ``places`` remember where there was a workspace, ``guard`` knows of an error of the last time and writes down those
    of this time; each where it is to be told.
    """
    return _Door(of, practice, places, guard)


class _Door:
    """The way from the lock screen into the workspace."""

    def __init__(
        self,
        of: Workspace,
        practice: Practice | None,
        places: KnownPlaces | None,
        guard: CrashGuard | None,
    ) -> None:
        self._workspace, self._practice, self._places, self._guard = of, practice, places, guard
        self._anew = False

    def practice(self) -> Practice | None:
        """Practice town, where there can be one."""
        return self._practice

    def exists(self) -> bool:
        """Whether there is a workspace, sound or not."""
        return self._workspace.exists()

    def gone(self) -> str:
        """The folder where there was a workspace and is none now."""
        known = self._places is not None and self._places.has_seen(self._workspace.folder)
        return str(self._workspace.folder) if known and not self._anew and not self.exists() else ""

    def choose(self, folder: Path) -> None:
        """Work in another folder from now on."""
        from desktop.persistence.known_places import found_at

        self._move(found_at(self._workspace, folder))

    def begin_anew(self) -> None:
        """Make a workspace in the place of the one that is gone, or on this computer where that place is gone too."""
        from desktop.persistence.place import default_folder

        self._anew = True
        if not self._workspace.folder.parent.is_dir():
            self._move(self._workspace.at(default_folder()))

    def _move(self, to: Workspace) -> None:
        if self._places is not None:
            self._places.move(self._workspace.folder, to.folder)
        self._workspace = to

    def stored_settings(self) -> MutableMapping[str, object]:
        """The settings of the workspace that is worked in."""
        return settings(self._workspace).stored

    def open(self, secret: str) -> Session:
        """Open with the passphrase or the recovery key."""
        return self._session(open_for_work(self._workspace, secret, "window"))

    def key_store(self) -> str:
        """What the key store is called that opens the files."""
        if not self.exists() or not self._workspace.vault().is_remembered:
            return ""  # without looking for a key store, which takes a while
        from desktop.persistence.keys import keyring_name

        return keyring_name() or ""

    def open_from_key_store(self) -> Session:
        """Open without asking."""
        if (key := self._workspace.vault().unlock_from_keyring()) is None:
            sentence = N_("The key store of this computer does not open these files any more. Type your passphrase.")
            raise WrongSecret(said(sentence))
        return self._session(open_for_work(self._workspace, key, "window"))

    def _session(self, opened: Opened) -> Session:
        with closed_where_it_fails(opened):
            made = session(opened)
            if self._guard is not None:
                self._guard.follow(self._workspace.log_folder)
                if (crash := self._guard.last_crash()) is not None:
                    made = replace(made, notices=(*made.notices, _stopped(crash)))
                    self._guard.dismiss(crash)
            if self._places is not None:
                with suppress(OverstapError):  # where it was is then not known the next time; the work goes on
                    self._places.saw(self._workspace.folder)
            return made

    def create(self, founder: Founder) -> tuple[Session, str]:
        """Make a workspace; also the recovery key."""
        opened, recovery = create(
            self._workspace,
            name=founder.name,
            desk=founder.desk,
            role=founder.role,
            passphrase=founder.passphrase,
            kind="window",
        )
        return self._session(opened), recovery

    def join(self, joining: Joining) -> tuple[Session, str]:
        """Make a workspace that shares from the beginning; also the recovery key."""
        greet(joining.connection, joining.password)
        connection = joining.connection
        opened, recovery = create(
            self._workspace,
            name=connection.name,
            desk="",
            role=connection.role,
            passphrase=joining.passphrase,
            kind="window",
            joining=connection,
        )
        with closed_where_it_fails(opened):
            sharing(opened).keep(connection, joining.password)
        return self._session(opened), recovery

    def renew(self, secret: str, passphrase: str) -> tuple[Session, str]:
        """Open with another passphrase from now on; also the new recovery key."""
        opened = open_for_work(self._workspace, secret, "window")  # first: whoever cannot open it changes nothing
        with closed_where_it_fails(opened):
            vault = self._workspace.vault()
            vault.change_passphrase(secret, passphrase)
            return self._session(opened), _new_recovery(vault, passphrase)

    def backups(self) -> tuple[Path, ...]:
        """The backups of this workspace, newest first."""
        from desktop.persistence.backup import found_in

        return tuple(backup.path for backup in found_in(self._workspace.backups_folder))

    def made_at(self, backup: Path) -> datetime | None:
        """When a backup was made."""
        from desktop.persistence.backup import found_in

        return next((b.at for b in found_in(backup.parent) if b.path == backup), None)

    def checked_on(self, backup: Path) -> datetime | None:
        """When a backup was last read through."""
        from desktop.persistence.backup import found_in

        return next((self._workspace.checked_on(b) for b in found_in(backup.parent) if b.path == backup), None)

    def check_backup(self, backup: Path, secret: str) -> None:
        """Read a backup through."""
        from desktop.persistence.restore import check_backup

        check_backup(self._workspace, backup, secret)

    def newer_actions(self, backup: Path, secret: str) -> tuple[Said, ...]:
        """The changes of now that a backup does not hold."""
        from desktop.persistence.restore import newer_actions

        return newer_actions(self._workspace, backup, secret)

    def restore(self, backup: Path, secret: str) -> Session:
        """Put a backup in the place of the files and open it."""
        self._workspace.restore(backup, secret, "window")
        return self.open(secret)

    def warm_up(self) -> None:
        """Load what is needed after unlocking, while the person types; first, remove what a killed program left."""
        opened_files(self._workspace).empty()
        from desktop.application.ports import Work  # noqa: F401 what the screens read
        from desktop.persistence import engine, lists, migrate, schema, store  # noqa: F401 what opening needs

        schema.schema()


def _stopped(crash: Crash) -> Said:
    sentence = N_(
        "Something went wrong in Overstap the last time. What was saved is safe. Tell your helpdesk this code: {code}."
    )
    return said(sentence, code=crash.fingerprint)


def _new_recovery(vault: Vault, passphrase: str) -> str:
    try:
        return vault.renew_recovery(passphrase)
    except Unavailable as why:
        sentence = N_(
            "The new passphrase holds from now on, but no new recovery key could be made: the one you have still "
            "opens the files. {why}"
        )
        raise Unavailable(said(sentence, why=why.said)) from why
