"""The folder with the files is not where it was: walked through in the window, with real folders and real keys."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop import bootstrap
from desktop.application.i18n import language
from desktop.application.settings import Settings
from desktop.domain.changes import Action, Create
from desktop.domain.records import Employer
from desktop.persistence.keys import Cost, Hardness
from desktop.persistence.known_places import KnownPlaces, known_places
from desktop.persistence.workspace import Workspace
from desktop.ui.shell.create_workspace import CreateWorkspace
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import LockScreen
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.restore_backup import RestoreBackup
from desktop.ui.shell.workroom import Workroom
from desktop.ui.shell.workspace_gone import WorkspaceGone
from tests.ui.keys import press

PASSPHRASE = "vier losse woorden samen"
QUICK = Hardness(Cost(8, 1, 1), 0)
Start = Callable[[], MainWindow]


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KnownPlaces:
    """What this account remembers."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return known_places()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where somebody worked: one employer, and settings that are not those of the program."""
    there = tmp_path / "stick" / "Overstap"
    space = Workspace(there, hardness=QUICK)
    opened, _ = bootstrap.create(
        space, name="Emma Bakker", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=PASSPHRASE
    )
    opened.store.apply(Action("Employer added", (Create("employer", "e-1", None, {"trade_name": "Bakkerij Zon"}),)))
    opened.close()
    bootstrap.settings(space).language = "en"
    return there


@pytest.fixture
def start(qtbot: QtBot, folder: Path, places: KnownPlaces, jobs: Jobs) -> Start:
    """Start the program as a person does who always starts it on this folder; they worked in it before."""

    def started() -> MainWindow:
        space = places.followed(Workspace(folder, hardness=QUICK))
        chosen = bootstrap.settings(space) if space.exists() else Settings({"language": "en"})
        window = MainWindow(bootstrap.door(space, None, places), jobs, chosen, language)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        jobs.finish()
        return window

    window = started()
    assert unlocked(window, jobs) == ["Bakkerij Zon"]
    window.close()
    return started


def unlocked(window: MainWindow, jobs: Jobs) -> list[str | None]:
    """Type the passphrase; the employers that are there."""
    assert isinstance(window.entrance, LockScreen)
    press(PASSPHRASE, "Return")
    jobs.finish()
    assert isinstance(window.room, Workroom), window.entrance.problem.said
    return [employer.trade_name for employer in window.room.session.store.where(Employer)]


def gone(window: MainWindow) -> WorkspaceGone:
    """The screen that says so."""
    assert isinstance(window.entrance, WorkspaceGone)
    return window.entrance


def test_files_that_were_moved_are_pointed_at_once_and_found_at_every_start(
    start: Start, folder: Path, jobs: Jobs, tmp_path: Path
) -> None:
    new = tmp_path / "Documenten" / "Mijn dossiers"
    new.parent.mkdir()
    shutil.move(folder, new)
    window = start()
    screen = gone(window)
    screen.folder.setFocus()
    press(str(new), "Return")
    jobs.finish()
    assert unlocked(window, jobs) == ["Bakkerij Zon"]
    window.close()
    again = start()
    assert unlocked(again, jobs) == ["Bakkerij Zon"]
    assert not folder.exists(), "nothing is made in the old place"
    again.close()


def test_a_stick_that_is_put_back_is_found_by_looking_again(
    start: Start, folder: Path, jobs: Jobs, tmp_path: Path
) -> None:
    shutil.move(folder.parent, tmp_path / "elsewhere")
    window = start()
    assert QApplication.focusWidget() is gone(window).again
    press("Space")
    jobs.finish()
    assert str(folder) in gone(window).problem.said
    assert "Connect the USB stick" in gone(window).problem.said
    shutil.move(tmp_path / "elsewhere", folder.parent)
    press("Space")
    jobs.finish()
    assert unlocked(window, jobs) == ["Bakkerij Zon"]
    window.close()


def test_the_program_says_why_a_folder_is_not_it_and_finds_the_one_inside(
    start: Start, folder: Path, jobs: Jobs, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    (home / "leeg").mkdir(parents=True)
    (home / "foto's").mkdir()
    (home / "foto's" / "kat.jpg").write_bytes(b"x")
    shutil.move(folder, home / "Overstap")
    window = start()
    screen = gone(window)
    screen.folder.setFocus()
    for wrong, why in (
        ("nergens", "There is no folder"),
        ("leeg", "is empty"),
        ("foto's", "no workspace"),
        ("foto's/kat.jpg", "is a file"),
    ):
        screen.folder.selectAll()
        press(str(home / wrong), "Return")
        jobs.finish()
        assert why in screen.problem.said
        assert QApplication.focusWidget() is screen.folder
    screen.folder.selectAll()
    press(str(home), "Return")
    jobs.finish()
    assert unlocked(window, jobs) == ["Bakkerij Zon"]
    window.close()


def test_a_folder_without_its_vault_cannot_be_opened_and_says_what_is_missing(
    start: Start, folder: Path, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.move(folder, tmp_path / "half")
    (tmp_path / "half" / "vault.json").unlink()
    window = start()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "half"))
    QTest.keyClick(gone(window).choose, Qt.Key.Key_Space)
    jobs.finish()
    assert "vault.json" in gone(window).problem.said
    window.close()


def test_files_in_a_folder_that_a_service_copies_open_with_a_warning_that_says_what_to_do(
    start: Start, folder: Path, jobs: Jobs, tmp_path: Path
) -> None:
    new = tmp_path / "OneDrive" / "Overstap"
    new.parent.mkdir()
    shutil.move(folder, new)
    window = start()
    screen = gone(window)
    screen.folder.setFocus()
    press(str(new), "Return")
    jobs.finish()
    unlocked(window, jobs)
    assert isinstance(window.room, Workroom)
    said = window.room.messages.text
    assert "OneDrive copies" in said
    assert f"Close Overstap, move {new}" in said
    window.close()


def test_without_the_files_a_new_workspace_can_be_made_or_a_backup_put_back(
    start: Start, folder: Path, jobs: Jobs
) -> None:
    shutil.rmtree(folder.parent)
    window = start()
    QTest.keyClick(gone(window).restore, Qt.Key.Key_Space)
    jobs.finish()
    assert isinstance(window.entrance, RestoreBackup)
    QTest.keyClick(window.entrance.back, Qt.Key.Key_Space)
    assert not folder.parent.exists()
    QTest.keyClick(gone(window).anew, Qt.Key.Key_Space)
    jobs.finish()
    assert isinstance(window.entrance, CreateWorkspace)
    press("Emma", "Return", "Oefenstad", "Return")
    window.entrance.questions.passphrase.setFocus()
    press(PASSPHRASE, "Return", PASSPHRASE, "Return")
    jobs.finish()
    assert not folder.exists(), "the place of the old one is gone, so it is made on this computer"
    window.close()
    again = start()
    assert unlocked(again, jobs) == []
    again.close()


def test_who_never_worked_here_is_welcomed(qtbot: QtBot, places: KnownPlaces, jobs: Jobs, tmp_path: Path) -> None:
    space = Workspace(tmp_path / "new", hardness=QUICK)
    window = MainWindow(bootstrap.door(space, None, places), jobs, bootstrap.settings(space), language)
    qtbot.addWidget(window)
    assert isinstance(window.entrance, CreateWorkspace)
