"""A backup put back in the window, with the real keys: after a mistake, and on a laptop that has nothing yet."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop import bootstrap
from desktop.application.i18n import language
from desktop.application.settings import Settings
from desktop.application.values import ZONE
from desktop.domain.changes import Action, Create
from desktop.domain.records import Candidate, Employer
from desktop.persistence.keys import Cost, Hardness
from desktop.persistence.workspace import Workspace
from desktop.ui.screens.upkeep.view import UpkeepView
from desktop.ui.shell.create_workspace import CreateWorkspace
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import LockScreen
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.restore_backup import RestoreBackup
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom

PASSPHRASE = "vier losse woorden samen"
QUICK = Hardness(Cost(8, 1, 1), 0)


@pytest.fixture
def made(tmp_path: Path) -> tuple[Workspace, str]:
    """A workspace with a backup of one employer, to which a second was added; and its recovery key."""
    space = Workspace(tmp_path / "workspace", hardness=QUICK)
    opened, recovery = bootstrap.create(
        space, name="Emma Bakker", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=PASSPHRASE
    )
    opened.store.apply(Action("Employer added", (Create("employer", "e-1", None, {"trade_name": "Bakkerij Zon"}),)))
    opened.workspace.backups.make("manual")
    opened.store.apply(Action("Employer added", (Create("employer", "e-2", None, {"trade_name": "Drukkerij Maan"}),)))
    opened.close()
    return space, recovery


def shown(qtbot: QtBot, space: Workspace, jobs: Jobs) -> MainWindow:
    """The window on a workspace, or on a folder without one."""
    window = MainWindow(bootstrap.door(space), jobs, Settings({"language": "en", "theme": "light"}), language)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    jobs.finish()
    return window


def asked(window: MainWindow, jobs: Jobs) -> RestoreBackup:
    """The questions, from the lock screen or the first screen."""
    entrance = window.entrance
    assert isinstance(entrance, LockScreen | CreateWorkspace)
    way = entrance.restore if isinstance(entrance, LockScreen) else entrance.questions.restore
    QTest.keyClick(way, Qt.Key.Key_Space)
    jobs.finish()
    assert isinstance(window.entrance, RestoreBackup)
    return window.entrance


def answered(window: MainWindow, questions: RestoreBackup, jobs: Jobs, secret: str) -> list[str | None]:
    """Type the secret; the employers that are there afterwards."""
    QTest.keyClicks(questions.secret, secret)
    QTest.keyClick(questions.secret, Qt.Key.Key_Return)
    jobs.finish()
    assert isinstance(window.room, Workroom), questions.problem.said
    return [employer.trade_name for employer in window.room.session.store.where(Employer)]


def test_a_backup_put_back_is_the_work_of_then_and_the_files_of_now_are_kept(
    qtbot: QtBot, made: tuple[Workspace, str], jobs: Jobs
) -> None:
    space, _recovery = made
    window = shown(qtbot, space, jobs)
    questions = asked(window, jobs)
    QTest.keyClicks(questions.secret, PASSPHRASE)
    QTest.keyClick(questions.secret, Qt.Key.Key_Return)
    jobs.finish()
    assert questions.problem.said.startswith("One change was made after this backup and will not be in the files: ")
    assert "Employer added" in questions.problem.said
    assert window.room is None
    assert answered(window, questions, jobs, "") == ["Bakkerij Zon"]
    assert len(list(space.backups_folder.glob("overstap-*-restore.db"))) == 1
    window.close()


@pytest.mark.parametrize("with_recovery", [True, False], ids=["recovery key", "passphrase"])
def test_a_new_laptop_opens_the_backup_that_was_taken_along(
    qtbot: QtBot, made: tuple[Workspace, str], jobs: Jobs, tmp_path: Path, with_recovery: bool
) -> None:
    old, recovery = made
    stick = tmp_path / "stick"
    shutil.copytree(old.backups_folder, stick)
    window = shown(qtbot, Workspace(tmp_path / "laptop", hardness=QUICK), jobs)
    questions = asked(window, jobs)
    questions.add(next(stick.glob("overstap-*-manual.db")))
    employers = answered(window, questions, jobs, recovery if with_recovery else PASSPHRASE)
    assert employers == ["Bakkerij Zon"]
    assert isinstance(window.room, Workroom)
    assert window.room.session.store.where(Candidate) == ()
    window.close()


def test_without_a_backup_and_with_a_wrong_passphrase_is_said_what_to_do(
    qtbot: QtBot, made: tuple[Workspace, str], jobs: Jobs, tmp_path: Path
) -> None:
    space, _recovery = made
    empty = shown(qtbot, Workspace(tmp_path / "laptop", hardness=QUICK), jobs)
    questions = asked(empty, jobs)
    QTest.keyClick(questions.restore, Qt.Key.Key_Space)
    assert questions.problem.said.startswith("Choose a backup first")
    window = shown(qtbot, space, jobs)
    questions = asked(window, jobs)
    QTest.keyClicks(questions.secret, "something else")
    QTest.keyClick(questions.secret, Qt.Key.Key_Return)
    jobs.finish()
    assert "does not fit" in questions.problem.said
    assert window.room is None
    assert space.lock.holder() is None


def test_a_backup_is_checked_before_anything_is_put_back_and_a_damaged_one_is_told(
    qtbot: QtBot, made: tuple[Workspace, str], jobs: Jobs
) -> None:
    space, _recovery = made
    window = shown(qtbot, space, jobs)
    questions = asked(window, jobs)
    assert f"checked on {datetime.now(ZONE):%d-%m-%Y}" in questions.backup.currentText(), "when it was made"
    QTest.keyClicks(questions.secret, PASSPHRASE)
    QTest.keyClick(questions.check, Qt.Key.Key_Space)
    jobs.finish()
    assert questions.told.text() == "This backup is whole: every page was read."
    assert window.room is None
    backup = questions.backup.currentData()
    with backup.open("r+b") as file:
        file.seek(5 * 4096 + 100)
        file.write(b"x")
    QTest.keyClick(questions.check, Qt.Key.Key_Space)
    jobs.finish()
    assert "is not whole" in questions.problem.said
    assert questions.told.text() == ""
    window.close()


def test_the_chosen_backup_is_read_through_from_the_list_of_backups(
    qtbot: QtBot, made: tuple[Workspace, str], jobs: Jobs
) -> None:
    space, _recovery = made
    window = shown(qtbot, space, jobs)
    window.open_room(bootstrap.session(bootstrap.open_for_work(space, PASSPHRASE, "window")))
    assert isinstance(window.room, Workroom)
    window.room.go(Place("upkeep"))
    jobs.finish()
    screen = window.room.here
    assert isinstance(screen, UpkeepView)
    QTest.keyClick(screen, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    jobs.finish()
    assert "is whole." in screen.result.text()
    (backup,) = space.backups_folder.glob("overstap-*-manual.db")
    backup.write_bytes(b"")
    QTest.keyClick(screen.check_one, Qt.Key.Key_Space)
    jobs.finish()
    assert window.room.messages.text
    assert screen.result.text() == ""
    window.close()
