"""Wires the parts together; the only module that knows every concrete class, with the command line.

Nothing here imports Qt at the top: the command line uses the same store and use cases as the window.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.application.settings import Settings, SettingsFile
from desktop.domain.errors import Damaged, Unavailable
from desktop.domain.said import N_, Said, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Unpack

    from desktop.application.caseload import CaseloadQuery
    from desktop.application.connection import Connection
    from desktop.application.i18n import LanguageCode
    from desktop.application.paper import Document
    from desktop.application.papers.occasion import Chosen
    from desktop.application.ports import Clock, User, Work
    from desktop.persistence.engine import Database
    from desktop.persistence.keys import DataKey, Vault
    from desktop.persistence.lock import Kind
    from desktop.persistence.opened_files import OpenedFiles
    from desktop.persistence.store import LocalStore
    from desktop.persistence.sync_store import LocalSync
    from desktop.persistence.workspace import OpenWorkspace, Workspace
    from desktop.sync.engine import Engine
    from desktop.ui.shell.session import BackupLine, Door, Founder, Practice, Session

FOLDER = "OVERSTAP_WORKSPACE"
"""The variable that names the workspace folder, where no option does."""

PRACTICE = "practice town"
"""Under which key a workspace remembers that it is practice town, and how far its building is."""

_USER, _DEVICE = "user", "device"
_SERVER, _SERVER_PASSWORD = "server", "server.password"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open workspace with everything the use cases need."""

    workspace: OpenWorkspace
    store: LocalStore
    caseload: CaseloadQuery
    work: Work

    def close(self) -> None:
        """Lock the workspace."""
        self.workspace.close()


@dataclass(frozen=True, slots=True)
class Sharing:
    """Sync between an open workspace and the shared database."""

    store: LocalSync
    engine: Engine
    close: Callable[[], None]


def workspace(folder: Path | None = None) -> Workspace:
    """The workspace in this folder, or the one the environment names, or the one of this person's account."""
    from desktop.persistence.place import default_folder
    from desktop.persistence.workspace import Workspace

    named = os.environ.get(FOLDER)
    return Workspace(folder or (Path(named) if named else default_folder()))


def settings(of: Workspace) -> Settings:
    """The plain settings of a workspace."""
    return Settings(SettingsFile(of.settings_path))


def create(
    of: Workspace,
    *,
    name: str,
    desk: str,
    role: str,
    passphrase: str,
    kind: Kind = "command",
    clock: Clock | None = None,
    joining: Connection | None = None,
) -> tuple[Opened, str]:
    """Make a workspace with its desk and user; also the recovery key, to be shown once.

    ``clock`` is the computer's unless practice town brings its own; ``joining`` a desk, the desk is there already.
    """
    import uuid

    from desktop.application.computer import TimedIds
    from desktop.application.founding import found, join

    number = uuid.uuid4()
    device = str(number)
    # each device gives out numbers of a block of its own, so that two laptops without network never give the same
    founding, user = (
        found(TimedIds(), name=name, desk=desk, role=role, number_block=number.int % 100)
        if joining is None
        else join(joining, number.int % 100)
    )

    def fill(database: Database) -> None:
        store = _store(database, user, device, clock)
        store.remember(_DEVICE, device)
        store.remember(_USER, user.id)
        store.apply(founding)

    opened, recovery = of.create(passphrase, kind, fill)
    return _opened(opened, _store(opened.database, user, device, clock), clock), recovery


def open_for_work(of: Workspace, secret: str | DataKey, kind: Kind = "command", clock: Clock | None = None) -> Opened:
    """Open a workspace as the one writer; ``clock`` as in `create`."""
    return _known(of.open(secret, kind), clock)


def open_to_read(of: Workspace, secret: str) -> Opened:
    """Open a workspace for reading only; writes are refused with the sentence that says who writes."""
    return _known(of.read(secret))


def _known(opened: OpenWorkspace, clock: Clock | None = None) -> Opened:
    from desktop.application.ports import User
    from desktop.domain.records import User as Colleague
    from desktop.persistence.reader import StoreReader

    try:
        reader = StoreReader(opened.database.reading)
        device, colleague = reader.recall(_DEVICE), reader.find_one(Colleague, reader.recall(_USER))
        if device is None or colleague is None:
            raise Damaged(
                said(
                    N_(
                        "It is not known whose workspace this is: it was made only half. "
                        "Restore a backup or make another."
                    )
                )
            )
        user = User(colleague.id, colleague.name or "", colleague.role or "counsellor", colleague.desk or "")
        return _opened(opened, _store(opened.database, user, device, clock), clock)
    except BaseException:
        opened.close()
        raise


def _store(database: Database, user: User, device: str, clock: Clock | None = None) -> LocalStore:
    from desktop.application.computer import ComputerClock, TimedIds
    from desktop.persistence.functions import Capture
    from desktop.persistence.store import LocalStore

    capture = Capture()
    database.on_writer(capture.install)
    # who builds practice town reads on the writer, which keeps its pages decrypted: a reader starts anew at each commit
    reading = database.reading if clock is None else database.writing
    writing, noting = database.writing, database.noting
    return LocalStore(reading, writing, capture, clock or ComputerClock(), TimedIds(), user, device, noting)


def _opened(opened: OpenWorkspace, store: LocalStore, clock: Clock | None = None) -> Opened:
    from desktop.application.computer import ComputerClock, TimedIds
    from desktop.application.ports import Work
    from desktop.persistence.lists import Caseload

    work = Work(store, clock or ComputerClock(), TimedIds(), store.user)
    return Opened(opened, store, Caseload(opened.database.reading), work)


def share(opened: Opened, connection: Connection, password: str) -> Sharing:
    """Connect an open workspace to the shared database: from now on what is done here waits to be sent there."""
    from desktop.application.connection import CERTIFICATE, written
    from desktop.domain.errors import Refused

    if connection.desk != opened.store.user.desk:
        sentence = N_("This workspace belongs to another desk. Ask the administrator to add the desk with --id {desk}.")
        raise Refused(said(sentence, desk=opened.store.user.desk))
    if connection.certificate:
        (opened.workspace.workspace.folder / CERTIFICATE).write_text(connection.certificate, encoding="ascii")
    opened.store.remember(_SERVER, written(connection))
    opened.store.remember(_SERVER_PASSWORD, password or None)
    return sharing(opened)


def sharing(opened: Opened) -> Sharing:
    """Sync of an open workspace with the shared database that it was connected to."""
    from desktop.application.connection import read
    from desktop.domain.errors import NotThere
    from desktop.persistence.sync_store import LocalSync
    from desktop.sync.engine import Engine
    from desktop.sync.postgres import PostgresTransport, connecting

    kept = opened.store.recall(_SERVER)
    if kept is None:
        raise NotThere(said(N_("This workspace is not connected to a shared database. “overstap connect” does that.")))
    parameters = read(kept).parameters(opened.workspace.workspace.folder)
    transport = PostgresTransport(connecting(parameters, opened.store.recall(_SERVER_PASSWORD) or ""))
    store = LocalSync(opened.store)
    return Sharing(store, Engine(store, transport), transport.close)


def window(of: Workspace, secret: str = "", practice: Practice | None = None) -> int:
    """Open the window on a workspace; the exit code. ``secret`` opens it at once, for practice town."""
    from desktop.application.crash_guard import CrashGuard, configure_logging
    from desktop.ui.start import run

    guard = CrashGuard(of.log_folder)
    if of.exists():
        configure_logging(of.log_folder)
        guard.install()
    return run(door(of, practice), of.folder, settings(of), secret=secret)


def door(of: Workspace, practice: Practice | None = None) -> Door:
    """The way from the lock screen into a workspace, and beside it into practice town."""
    return _Door(of, practice)


def session(opened: Opened) -> Session:
    """An open workspace as the window works with it."""
    from desktop.persistence.duplicates import Duplicates
    from desktop.persistence.record_lists import RecordLists
    from desktop.ui.shell.session import Session

    space, papers = opened.workspace, Papers(opened.work)
    if second := settings(space.workspace).backup_folder:
        space.backups.second = Path(second)
    files, backup = opened_files(space.workspace), partial(_back_up, space)
    files.empty()  # what a killed program left
    close, reading = partial(_close, opened, files), space.database.reading
    practice = opened.store.recall(PRACTICE) is not None
    return Session(
        opened.store,
        opened.caseload,
        RecordLists(reading),
        Duplicates(reading),
        opened.work,
        papers,
        close,
        backup,
        space.notices,
        files,
        _Upkeep(space),
        practice,
    )


def opened_files(of: Workspace) -> OpenedFiles:
    """The folder with the files that other programs may look at while the workspace is open."""
    from desktop.persistence.opened_files import OpenedFiles

    return OpenedFiles(of.folder / "opened")


def _close(opened: Opened, files: OpenedFiles) -> None:
    files.empty()
    opened.close()


def paint_every_screen(opened: Opened, traject: str, tag: LanguageCode) -> int:
    """Build and paint the whole window on a case, unseen; how many pictures came of it."""
    from desktop.ui.paint_every_screen import paint_every_screen as paint

    return paint(session(opened), traject, tag)


def _back_up(space: OpenWorkspace) -> Said | None:
    """Make the regular backup; what a person should know about its copy in the second folder."""
    made = space.backups.make_if_changed()
    return made.notice if made is not None else None


class _Upkeep:
    """The care of an open workspace, as the window asks for it."""

    def __init__(self, space: OpenWorkspace) -> None:
        self._space = space

    def backups(self) -> tuple[BackupLine, ...]:
        """Every backup, newest first."""
        from desktop.ui.shell.session import BackupLine

        return tuple(BackupLine(b.at, b.reason, b.path.stat().st_size) for b in self._space.backups.all())

    def back_up(self) -> Said | None:
        """Make and verify a backup now."""
        return self._space.backups.make("manual").notice

    def second_folder(self, folder: str) -> None:
        """Where copies of backups go from now on."""
        self._space.backups.second = Path(folder) if folder else None

    def check(self) -> tuple[Said, ...]:
        """The file, every page, and the chain of the journal."""
        from desktop.persistence import integrity, journal

        findings = integrity.verify(self._space.database)
        with self._space.database.reading() as connection:
            return (*findings, *journal.verify(connection))

    def place(self) -> str:
        """Where the workspace is."""
        return str(self._space.workspace.folder)

    def versions(self) -> tuple[str, ...]:
        """What the program consists of."""
        from desktop.application import about
        from desktop.persistence.engine import library_versions

        with self._space.database.reading() as connection:
            return (*about.lines(), *library_versions(connection))


class _Door:
    """The way from the lock screen into the workspace."""

    def __init__(self, of: Workspace, practice: Practice | None) -> None:
        self._workspace, self._practice = of, practice

    def practice(self) -> Practice | None:
        """Practice town, where there can be one."""
        return self._practice

    def exists(self) -> bool:
        """Whether there is a workspace, sound or not."""
        return self._workspace.exists()

    def open(self, secret: str) -> Session:
        """Open with the passphrase or the recovery key."""
        return session(open_for_work(self._workspace, secret, "window"))

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
        return session(opened), recovery

    def renew(self, secret: str, passphrase: str) -> tuple[Session, str]:
        """Open with another passphrase from now on; also the new recovery key."""
        opened = open_for_work(self._workspace, secret, "window")  # first: whoever cannot open it changes nothing
        try:
            vault = self._workspace.vault()
            vault.change_passphrase(secret, passphrase)
            return session(opened), _new_recovery(vault, passphrase)
        except BaseException:
            opened.close()
            raise

    def backups(self) -> tuple[Path, ...]:
        """The backups of this workspace, newest first."""
        from desktop.persistence.backup import found_in

        return tuple(backup.path for backup in found_in(self._workspace.backups_folder))

    def made_at(self, backup: Path) -> datetime | None:
        """When a backup was made."""
        from desktop.persistence.backup import found_in

        return next((b.at for b in found_in(backup.parent) if b.path == backup), None)

    def newer_actions(self, backup: Path, secret: str) -> int:
        """How many changes of now a backup does not hold."""
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


def _new_recovery(vault: Vault, passphrase: str) -> str:
    try:
        return vault.renew_recovery(passphrase)
    except Unavailable as why:
        sentence = N_(
            "The new passphrase holds from now on, but no new recovery key could be made: the one you have still "
            "opens the files. {why}"
        )
        raise Unavailable(said(sentence, why=why.said)) from why


class Papers:
    """The documents of a case as the window previews and prints them."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def offered(self) -> tuple[str, ...]:
        """The documents of a case in the order of the work: codes of the list ``print_document``."""
        from desktop.application.papers import KINDS

        return tuple(KINDS)

    def pdf(
        self, paper: str, traject: str, language: LanguageCode, version: int | None = None, **chosen: Unpack[Chosen]
    ) -> bytes:
        """The bytes of a document as it is now, a draft unless it gets the number of a version."""
        from desktop.application.papers.press import pdf_of
        from desktop.documents.render import render

        return pdf_of(self._work, render, paper, traject, language, version=version, **chosen)

    def draw(self, document: Document) -> bytes:
        """The bytes of a document that is about no case."""
        from desktop.documents.render import render

        return render(document)
