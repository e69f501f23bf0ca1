"""Unlocking, the first start, and locking: who may in gets in, and when nobody is there nothing is to be seen."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.application.i18n import language
from desktop.application.settings import Settings
from desktop.persistence.store import LocalStore
from desktop.ui.screens.caseload.view import CaseloadView
from desktop.ui.screens.dossier.overview import Overview
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.shell.create_workspace import CreateWorkspace
from desktop.ui.shell.idle import IdleWatch
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import LockScreen
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.session import Session
from desktop.ui.shell.single_instance import SingleInstance, socket_name
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from desktop.ui.widgets.search_field import PAUSE_MS
from tests.ui.conftest import PASSPHRASE, RECOVERY_KEY, TestDoor
from tests.ui.people import People


def entrance(window: MainWindow) -> LockScreen:
    """The unlock screen that is shown."""
    assert isinstance(window.entrance, LockScreen)
    return window.entrance


def opened(window: MainWindow, jobs: Jobs, secret: str = PASSPHRASE) -> Workroom:
    """Unlock by typing."""
    QTest.keyClicks(entrance(window).secret, secret)
    QTest.keyClick(entrance(window).secret, Qt.Key.Key_Return)
    jobs.finish()
    assert isinstance(window.room, Workroom)
    return window.room


def words(widget: QWidget) -> str:
    """Everything that can be read on a widget."""
    return " ".join(label.text() for label in widget.findChildren(QLabel))


@pytest.mark.parametrize("secret", [PASSPHRASE, RECOVERY_KEY])
def test_the_passphrase_and_the_recovery_key_open_the_files(window: MainWindow, jobs: Jobs, secret: str) -> None:
    room = opened(window, jobs, secret)
    assert room.place == Place("caseload")
    assert entrance(window).secret.text() == ""


@pytest.mark.parametrize("downs", [0, 1, 2])
def test_after_unlocking_the_keys_go_to_the_people_at_once(
    window: MainWindow, jobs: Jobs, people: People, downs: int
) -> None:
    room = opened(window, jobs)
    for key in (*[Qt.Key.Key_Down] * downs, Qt.Key.Key_Return):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
    jobs.finish()
    first, second = people.daan, people.bilal
    assert room.place == Place("dossier", (second if downs == 2 else first).traject)


def test_a_wrong_passphrase_is_answered_beside_the_field(window: MainWindow, jobs: Jobs) -> None:
    QTest.keyClicks(entrance(window).secret, "something else")
    QTest.keyClick(entrance(window).secret, Qt.Key.Key_Return)
    jobs.finish()
    assert entrance(window).problem.said == "This is not the passphrase."
    assert entrance(window).secret.accessibleDescription() == "This is not the passphrase."
    assert window.room is None
    assert entrance(window).secret.selectedText()


def test_an_empty_field_is_answered_without_asking_the_vault(window: MainWindow, jobs: Jobs) -> None:
    QTest.keyClick(entrance(window).secret, Qt.Key.Key_Return)
    assert entrance(window).problem.said.startswith("Type your passphrase first")


def test_locking_takes_the_people_off_the_screen_and_keeps_what_was_being_typed(
    window: MainWindow, jobs: Jobs, people: People, store: LocalStore, door: TestDoor
) -> None:
    room = opened(window, jobs)
    room.go(Place("dossier", people.bilal.traject))
    jobs.finish()
    assert isinstance(room.here, DossierView)
    overview = room.here.stack.currentWidget()
    assert isinstance(overview, Overview)
    QTest.keyClicks(overview.note.area, "Called about the test")
    window.lock()
    jobs.finish()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.room is None
    assert "Yılmaz" not in words(window)
    assert "Yılmaz" not in window.windowTitle()
    assert store.drafts(people.bilal.traject)["note.body"].text == "Called about the test"


def test_a_search_of_a_moment_before_does_not_come_after_the_files_are_locked(
    window: MainWindow, jobs: Jobs, door: TestDoor
) -> None:
    asked: list[str] = []
    late = Event()
    door.session = replace(door.session, close=lambda: None if late.wait(30) else pytest.fail("it never closed"))
    room = opened(window, jobs)
    assert isinstance(room.here, CaseloadView)
    room.here.search.search.connect(asked.append)
    QTest.keyClicks(room.here.search, "bil")
    QTimer.singleShot(2 * PAUSE_MS, late.set)
    window.close()
    assert asked == []


def test_after_unlocking_the_person_is_back_where_the_work_was(window: MainWindow, jobs: Jobs, people: People) -> None:
    opened(window, jobs).go(Place("dossier", people.fatima.traject))
    jobs.finish()
    window.lock()
    jobs.finish()
    assert opened(window, jobs).place == Place("dossier", people.fatima.traject)


def test_ctrl_l_locks_from_anywhere(window: MainWindow, jobs: Jobs) -> None:
    room = opened(window, jobs)
    room.setFocus()
    QTest.keyClick(room, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    jobs.finish()
    assert window.room is None
    assert window.currentWidget() is window.entrance


def test_the_files_lock_after_the_minutes_of_the_settings_without_a_key() -> None:
    now = [0.0]
    watch = IdleWatch(10, seconds=lambda: now[0])
    locked, told = list[bool](), list[int]()
    watch.idle.connect(lambda: locked.append(True))
    watch.minutes_left.connect(told.append)
    watch.start()
    now[0] = 9 * 60 + 59
    watch.look()
    assert (locked, told) == ([], [10, 1])
    now[0] = 600
    watch.look()
    assert locked == [True]


def test_a_key_puts_off_the_lock(qtbot: QtBot) -> None:
    now, field = [0.0], QWidget()
    qtbot.addWidget(field)
    watch = IdleWatch(1, seconds=lambda: now[0])
    field.installEventFilter(watch)
    locked: list[bool] = []
    watch.idle.connect(lambda: locked.append(True))
    now[0] = 50
    QTest.keyClick(field, Qt.Key.Key_A)
    now[0] = 100
    watch.look()
    assert locked == []


def test_changing_the_language_rebuilds_the_window_in_place(
    window: MainWindow, jobs: Jobs, settings: Settings, people: People
) -> None:
    opened(window, jobs).go(Place("intake", people.fatima.traject))
    jobs.finish()
    window.speak("nl")
    jobs.finish()
    assert isinstance(window.room, Workroom)
    assert window.room.place == Place("intake", people.fatima.traject, "section:head")
    assert settings.language == "nl"


# the first start


@pytest.fixture
def first(qtbot: QtBot, session: Session, jobs: Jobs, settings: Settings) -> MainWindow:
    """The window on a computer without a workspace."""
    made = MainWindow(TestDoor(session, there=False), jobs, settings, language)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def create(window: MainWindow) -> CreateWorkspace:
    """The first questions."""
    assert isinstance(window.entrance, CreateWorkspace)
    return window.entrance


def answer(questions: CreateWorkspace, again: str = PASSPHRASE) -> None:
    """Fill in the first questions."""
    for field, text in (
        (questions.questions.name, "Emma Bakker"),
        (questions.questions.desk, "Leerwerkloket Oefenstad"),
        (questions.questions.passphrase, PASSPHRASE),
        (questions.questions.again, again),
    ):
        field.clear()
        QTest.keyClicks(field, text)
    QTest.keyClick(questions.questions.again, Qt.Key.Key_Return)


def test_the_first_start_asks_who_works_here_and_shows_the_recovery_key_once(first: MainWindow, jobs: Jobs) -> None:
    answer(create(first))
    jobs.finish()
    recovery = create(first).recovery
    assert recovery.key.text() == RECOVERY_KEY
    assert create(first).questions.passphrase.text() == ""
    assert not recovery.go_on.isEnabled()
    recovery.confirmed.setChecked(True)
    QTest.mouseClick(recovery.go_on, Qt.MouseButton.LeftButton)
    jobs.finish()
    assert isinstance(first.room, Workroom)
    assert recovery.key.text() == ""


def test_two_different_passphrases_are_answered_with_what_to_do(first: MainWindow, jobs: Jobs) -> None:
    answer(create(first), again="something else entirely")
    assert "The two passphrases differ" in create(first).questions.problem.said


def test_the_recovery_key_can_be_copied_and_the_clipboard_is_emptied_on_locking(
    qtbot: QtBot, first: MainWindow, jobs: Jobs
) -> None:
    first.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is first)
    qtbot.wait(100)  # until the window has settled
    answer(create(first))
    jobs.finish()
    recovery = create(first).recovery
    QTest.mouseClick(recovery.keep_by_copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == RECOVERY_KEY
    recovery.confirmed.setChecked(True)
    recovery.go_on.click()
    jobs.finish()
    first.lock()
    jobs.finish()
    assert QApplication.clipboard().text() == ""


# starting


def test_a_second_start_raises_the_first_window_and_goes_away(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    with qtbot.waitSignal(first.asked_to_show):
        assert not second.is_first()


def test_two_workspaces_have_a_window_each_and_their_sockets_name_nobody(tmp_path: Path) -> None:
    one, other = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert one.is_first()
    assert other.is_first()
    assert str(tmp_path) not in socket_name(tmp_path)


def test_the_unlock_screen_needs_qt_and_nothing_of_what_comes_after() -> None:
    program = """
import sys
from desktop.application.settings import Settings
from desktop.ui.start import prepare

class Door:
    def exists(self): return True
    def practice(self): return None
    def warm_up(self): pass

app, window, jobs = prepare(Door(), Settings({}))
window.show()
heavy = {"sqlalchemy", "sqlcipher3", "reportlab", "babel", "phonenumbers", "stdnum", "openpyxl", "PySide6.QtPdf"}
print(sorted(heavy & set(sys.modules)) + [m for m in sys.modules if m.startswith("desktop.domain.records")])
"""
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parent.parent.parent)},
        check=True,
    )
    assert ran.stdout.strip() == "[]"
