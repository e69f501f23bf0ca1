"""Another passphrase in the window, with the real keys of a real workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop import bootstrap
from desktop.application.i18n import language
from desktop.application.settings import Settings
from desktop.domain.errors import Unavailable, WrongSecret
from desktop.domain.said import said
from desktop.persistence.keys import Cost, Hardness, Vault
from desktop.persistence.workspace import Workspace
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import LockScreen
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.new_passphrase import NewPassphrase
from desktop.ui.shell.workroom import Workroom

OLD, NEW = "vier oude woorden samen", "vijf nieuwe woorden bij elkaar"


@pytest.fixture
def place(tmp_path: Path) -> tuple[Workspace, str]:
    """A workspace, locked, and its recovery key."""
    made = Workspace(tmp_path / "workspace", hardness=Hardness(Cost(8, 1, 1), 0))
    opened, recovery = bootstrap.create(
        made, name="Emma Bakker", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=OLD
    )
    opened.close()
    return made, recovery


@pytest.fixture
def locked(qtbot: QtBot, place: tuple[Workspace, str], jobs: Jobs) -> MainWindow:
    """The window on that workspace."""
    made = MainWindow(bootstrap.door(place[0]), jobs, Settings({"language": "en", "theme": "light"}), language)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def asked(window: MainWindow) -> NewPassphrase:
    """The questions, reached from the lock screen by keyboard."""
    assert isinstance(window.entrance, LockScreen)
    QTest.keyClick(window.entrance.other, Qt.Key.Key_Space)
    assert isinstance(window.entrance, NewPassphrase)
    return window.entrance


def answer(questions: NewPassphrase, secret: str, new: str, again: str) -> None:
    """Type the three answers, Enter after each."""
    for field, typed in ((questions.secret, secret), (questions.passphrase, new), (questions.again, again)):
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize("with_recovery", [True, False], ids=["forgotten", "changed"])
def test_the_new_passphrase_opens_the_files_and_the_old_secrets_no_longer_do(
    locked: MainWindow, jobs: Jobs, place: tuple[Workspace, str], with_recovery: bool
) -> None:
    workspace, old_key = place
    questions = asked(locked)
    answer(questions, old_key if with_recovery else OLD, NEW, NEW)
    jobs.finish()
    new_key = questions.recovery.key.text()
    assert new_key
    assert new_key != old_key
    questions.recovery.confirmed.setFocus()
    QTest.keyClick(questions.recovery.confirmed, Qt.Key.Key_Space)
    QTest.keyClick(questions.recovery.go_on, Qt.Key.Key_Space)
    jobs.finish()
    assert isinstance(locked.room, Workroom)
    assert questions.recovery.key.text() == ""
    locked.lock()
    jobs.finish()
    vault = workspace.vault()
    assert vault.unlock(NEW) == vault.unlock(new_key)
    for gone in (OLD, old_key):
        with pytest.raises(WrongSecret):
            vault.unlock(gone)


def test_a_wrong_recovery_key_changes_nothing_and_says_so(
    locked: MainWindow, jobs: Jobs, place: tuple[Workspace, str]
) -> None:
    questions = asked(locked)
    answer(questions, "AAAA-BBBB-CCCC-DDDD", NEW, NEW)
    jobs.finish()
    assert "does not fit" in questions.problem.said
    assert locked.room is None
    assert place[0].vault().unlock(OLD)
    assert place[0].lock.holder() is None


def test_a_weak_new_passphrase_is_refused_and_the_files_stay_locked(
    locked: MainWindow, jobs: Jobs, place: tuple[Workspace, str]
) -> None:
    questions = asked(locked)
    answer(questions, OLD, "kort", "kort")
    jobs.finish()
    assert questions.problem.said
    assert locked.room is None
    assert place[0].lock.holder() is None
    assert place[0].vault().unlock(OLD)


def test_when_no_new_recovery_key_can_be_made_it_is_said_that_the_new_passphrase_holds(
    locked: MainWindow, jobs: Jobs, place: tuple[Workspace, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(vault: Vault, secret: str) -> str:
        raise Unavailable(said("The disk is full."))

    monkeypatch.setattr(Vault, "renew_recovery", full)
    workspace, old_key = place
    questions = asked(locked)
    answer(questions, OLD, NEW, NEW)
    jobs.finish()
    assert questions.problem.said.startswith("The new passphrase holds from now on")
    assert questions.problem.said.endswith("The disk is full.")
    assert workspace.vault().unlock(NEW) == workspace.vault().unlock(old_key)
    assert workspace.lock.holder() is None


def test_back_leads_to_the_lock_screen(locked: MainWindow) -> None:
    questions = asked(locked)
    QTest.keyClick(questions.back, Qt.Key.Key_Space)
    assert isinstance(locked.entrance, LockScreen)
