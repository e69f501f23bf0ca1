"""An open workspace as the window works with it: its lists, its paper, its upkeep."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.bootstrap.workspaces import Opened, settings

if TYPE_CHECKING:
    from typing import Unpack

    from desktop.application.i18n import LanguageCode
    from desktop.application.paper import Document
    from desktop.application.papers.occasion import Chosen
    from desktop.application.ports import Work
    from desktop.domain.said import Said
    from desktop.persistence.opened_files import OpenedFiles
    from desktop.persistence.workspace import OpenWorkspace, Workspace
    from desktop.ui.shell.session import BackupLine, KeyStore, Session


PRACTICE = "practice town"
"""Under which key a workspace remembers that it is practice town, and how far its building is."""


def session(opened: Opened) -> Session:
    """An open workspace as the window works with it."""
    from desktop.application.sharing import SERVER
    from desktop.bootstrap.server import erase, sharing
    from desktop.persistence.duplicates import Duplicates
    from desktop.persistence.record_lists import RecordLists
    from desktop.ui.shell.session import Session

    space, papers = opened.workspace, Papers(opened.work)
    if second := settings(space.workspace).backup_folder:
        space.backups.second = Path(second)
    files, backup = opened_files(space.workspace), partial(_back_up, opened)
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
        partial(erase, opened),
        practice,
        None if practice and opened.store.recall(SERVER) is None else sharing(opened),
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


def _back_up(opened: Opened) -> Said | None:
    """Make the regular backup, and once a month read the newest one through; what a person should know of its copy."""
    from desktop.persistence.erasure import tidy

    space = opened.workspace
    tidy(opened.store, opened.work.clock.now())
    made = space.backups.make_if_changed()
    space.check_newest_backup()
    return made.notice if made is not None else None


class _Upkeep:
    """The care of an open workspace, as the window asks for it."""

    def __init__(self, space: OpenWorkspace) -> None:
        self._space = space

    def backups(self) -> tuple[BackupLine, ...]:
        """Every backup, newest first."""
        from desktop.ui.shell.session import BackupLine

        checked = self._space.workspace.checked_on
        found = self._space.backups.all()
        return tuple(BackupLine(b.at, b.reason, b.path.stat().st_size, checked(b), b.path) for b in found)

    def check_backup(self, path: Path) -> None:
        """Read one backup through."""
        self._space.check_backup(next(b for b in self._space.backups.all() if b.path == path))

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

    def key_store(self) -> KeyStore:
        """What the key store of this computer is called, and whether it opens the files."""
        from desktop.persistence.keys import keyring_name, no_keyring
        from desktop.ui.shell.session import KeyStore

        name, opens = keyring_name(), self._space.workspace.vault().is_remembered
        return KeyStore(name or "", opens, None if name else no_keyring())

    def use_key_store(self, secret: str) -> None:
        """Let the key store open the files too, after the passphrase."""
        self._space.workspace.vault().remember(secret)

    def leave_key_store(self) -> None:
        """Only passphrase and recovery key open the files from now on."""
        self._space.workspace.vault().forget()

    def place(self) -> str:
        """Where the workspace is."""
        return str(self._space.workspace.folder)

    def versions(self) -> tuple[str, ...]:
        """What the program consists of."""
        from desktop.application import about
        from desktop.persistence.engine import library_versions

        with self._space.database.reading() as connection:
            return (*about.lines(), *library_versions(connection))


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
