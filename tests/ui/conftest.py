"""A window on a real store: the session a person gets after unlocking, and people to guide in it."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Unpack

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.application.connection import Connection
from desktop.application.i18n import Language, LanguageCode, language
from desktop.application.paper import Document
from desktop.application.papers.occasion import Chosen
from desktop.application.ports import Work
from desktop.application.settings import Settings
from desktop.application.sharing import Line, Sharing, Told
from desktop.application.syncing import Cut
from desktop.documents.render import render
from desktop.domain.errors import WrongSecret
from desktop.domain.said import Said, said
from desktop.persistence.duplicates import Duplicates
from desktop.persistence.engine import Database
from desktop.persistence.lists import Caseload
from desktop.persistence.opened_files import OpenedFiles
from desktop.persistence.record_lists import RecordLists
from desktop.persistence.store import LocalStore
from desktop.persistence.sync_store import LocalSync
from desktop.ui import fonts, theme
from desktop.ui.screens.places import DESTINATIONS
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.session import BackupLine, Founder, Joining, KeyStore, Practice, Session
from desktop.ui.shell.workroom import Workroom
from tests.sync.conftest import admin as admin
from tests.sync.conftest import database_name as database_name
from tests.sync.conftest import postgres as postgres
from tests.ui.hands import Hands
from tests.ui.leaks import nothing_left_behind
from tests.ui.people import BARE_PDF, People, invite

PASSPHRASE = "vier losse woorden samen"
RECOVERY_KEY = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567"


class BarePapers:
    """Papers of one page; how a real one looks is tried where documents are."""

    def offered(self) -> tuple[str, ...]:
        """Two of them."""
        return ("intake", "route")

    def pdf(
        self, paper: str, traject: str, tag: LanguageCode, version: int | None = None, **chosen: Unpack[Chosen]
    ) -> bytes:
        """A page without text."""
        return BARE_PDF

    def draw(self, document: Document) -> bytes:
        """A list as it really is."""
        return render(document)


class BareUpkeep:
    """A workspace that is whole and has one backup; real ones are tried with the real keys."""

    def __init__(self) -> None:
        self.folder = ""

    def backups(self) -> tuple[BackupLine, ...]:
        """One of half past nine."""
        return (
            BackupLine(
                datetime(2026, 3, 2, 8, 30, tzinfo=UTC),
                "regular",
                4_200_000,
                datetime(2026, 3, 2, 9, tzinfo=UTC),
                Path("b"),
            ),
        )

    def check_backup(self, path: Path) -> None:
        """It is whole."""

    def back_up(self) -> Said | None:
        """Nothing to tell."""
        return None

    def second_folder(self, folder: str) -> None:
        """Remembered for the test."""
        self.folder = folder

    def check(self) -> tuple[Said, ...]:
        """All is well."""
        return ()

    def key_store(self) -> KeyStore:
        """None; a real one is tried with the real keys."""
        return KeyStore("", opens=False, why_not=said("This computer has no key store that keeps secrets."))

    def use_key_store(self, secret: str) -> None:
        """There is none."""

    def leave_key_store(self) -> None:
        """There is none."""

    def place(self) -> str:
        """Somewhere."""
        return "/home/emma/overstap"

    def versions(self) -> tuple[str, ...]:
        """One line."""
        return ("Overstap 0",)


def unreachable(connection: Connection, password: str) -> None:
    """There is no server; a real one is tried in the tests of a shared desk."""
    raise Cut(said("The shared database cannot be reached now."))


def no_line(connection: Connection, password: str, told: Told) -> Line:
    """There is no server."""
    raise Cut(said("The shared database cannot be reached now."))


class TestDoor:
    """A door to a store that a fixture made; the real one is tried with the real keys in the journeys."""

    __test__ = False

    def __init__(self, session: Session, *, there: bool = True) -> None:
        self.session, self.there, self.closed, self.founder = session, there, 0, None

    founder: Founder | None

    def practice(self) -> Practice | None:
        """None here; the real one is tried in its journey."""
        return None

    def exists(self) -> bool:
        """Whether there is something to unlock."""
        return self.there

    def gone(self) -> str:
        """Never; real folders are tried with the real door."""
        return ""

    def choose(self, folder: Path) -> None:
        """There is one workspace here."""

    def begin_anew(self) -> None:
        """Nothing is gone here."""

    def stored_settings(self) -> MutableMapping[str, object]:
        """None."""
        return {}

    def open(self, secret: str) -> Session:
        """Opens with the passphrase or the recovery key."""
        if secret not in (PASSPHRASE, RECOVERY_KEY):
            raise WrongSecret(said("This is not the passphrase."))
        return self.session

    def key_store(self) -> str:
        """None."""
        return ""

    def open_from_key_store(self) -> Session:
        """There is none."""
        raise WrongSecret(said("Type your passphrase."))

    def create(self, founder: Founder) -> tuple[Session, str]:
        """A new workspace."""
        self.founder, self.there = founder, True
        return self.session, RECOVERY_KEY

    def join(self, joining: Joining) -> tuple[Session, str]:
        """Opens as before; joining a real desk is tried with a real server."""
        self.there = True
        return self.session, RECOVERY_KEY

    def renew(self, secret: str, passphrase: str) -> tuple[Session, str]:
        """Opens as before; the real change is tried with the real keys."""
        return self.open(secret), RECOVERY_KEY

    def backups(self) -> tuple[Path, ...]:
        """There are none here."""
        return ()

    def made_at(self, backup: Path) -> datetime | None:
        """Nobody knows."""
        return None

    def checked_on(self, backup: Path) -> datetime | None:
        """Nobody knows."""
        return None

    def check_backup(self, backup: Path, secret: str) -> None:
        """It is whole."""

    def newer_actions(self, backup: Path, secret: str) -> tuple[Said, ...]:
        """None."""
        return ()

    def restore(self, backup: Path, secret: str) -> Session:
        """Opens as before; a real restore is tried with the real keys."""
        return self.open(secret)

    def warm_up(self) -> None:
        """Everything is loaded in a test."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the one thing pass that the plugin without a screen always says when a window has a smallest size."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The name Qt gives the program."""
    return ["overstap", "-style", "Fusion"]


@pytest.fixture(autouse=True)
def house_style(qapp: QApplication) -> None:
    """Colours, type and spacing as in the program."""
    if qapp.font().family() != fonts.FAMILY:
        theme.prepare(qapp, "light")
        fonts.load("bold")


@pytest.fixture(autouse=True)
def no_leaks(qapp: QApplication) -> Iterator[None]:
    """Windows, timers and threads that a test leaves behind fail it."""
    with nothing_left_behind():
        yield


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """The real lanes; everything in them is done before a test ends."""
    lanes = Jobs()
    yield lanes
    lanes.close()


@pytest.fixture
def tongue() -> Language:
    """The language of the window in most tests."""
    return language("en")


@pytest.fixture
def session(store: LocalStore, database: Database, work: Work, tmp_path: Path) -> Session:
    """An open workspace."""
    files, lists = OpenedFiles(tmp_path / "opened"), RecordLists(database.reading)
    return Session(
        store,
        Caseload(database.reading),
        lists,
        Duplicates(database.reading),
        work,
        BarePapers(),
        lambda: None,
        lambda: None,
        (),
        files,
        BareUpkeep(),
        lambda *_: None,  # erasing is tried with a real workspace
        sharing=Sharing(store, LocalSync(store), work.user, work.clock, unreachable, no_line),
    )


@pytest.fixture
def people(store: LocalStore, work: Work) -> People:
    """Invented people in different stages."""
    return invite(store, work)


@pytest.fixture
def settings() -> Settings:
    """Settings that are forgotten after the test."""
    return Settings({"language": "en", "theme": "light"})


@pytest.fixture
def room(
    qtbot: QtBot, session: Session, people: People, jobs: Jobs, tongue: Language, settings: Settings
) -> Iterator[Workroom]:
    """The window of an open workspace, shown."""
    made = Workroom(session, jobs, tongue, settings, DESTINATIONS)
    made.resize(1280, 800)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.flush()
    jobs.finish()


@pytest.fixture
def door(session: Session) -> TestDoor:
    """The door to the session."""
    return TestDoor(session)


@pytest.fixture
def window(qtbot: QtBot, door: TestDoor, people: People, jobs: Jobs, settings: Settings) -> MainWindow:
    """The whole window, locked."""
    made = MainWindow(door, jobs, settings, language)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def done(jobs: Jobs) -> Callable[[], None]:
    """Wait until everything that was asked for is on the screen."""
    return jobs.finish


@pytest.fixture
def hands(qtbot: QtBot, jobs: Jobs) -> Hands:
    """A person at the keyboard."""
    return Hands(qtbot, jobs)


@pytest.fixture
def saved_as(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that is chosen where the computer asks under which name to save: the one thing that is not ours."""
    chosen = tmp_path / "saved.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    return chosen
