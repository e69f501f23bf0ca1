"""A dossier in a second window: both follow each other's changes, and both lock and close together."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.domain.changes import Action, SetField
from desktop.domain.records import Note
from desktop.persistence.store import LocalStore
from desktop.ui.screens.dossier.overview import Overview
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.second_window import SecondWindow
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.conftest import PASSPHRASE
from tests.ui.hands import Hands
from tests.ui.people import People
from tests.ui.test_lock import opened, words


def both(window: MainWindow, jobs: Jobs, people: People) -> tuple[Workroom, SecondWindow]:
    """Bilal in the first window and, by the key, in the second."""
    room = opened(window, jobs)
    room.go(Place("dossier", people.bilal.traject))
    jobs.finish()
    QTest.keyClick(room, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    jobs.finish()
    assert window.second is not None
    return room, window.second


def headers(*rooms: Workroom) -> list[str]:
    """What stands above the dossier in each."""
    views = [room.here for room in rooms]
    return [words(view.header) for view in views if isinstance(view, DossierView)]


def test_a_change_in_the_one_is_seen_in_the_other(window: MainWindow, jobs: Jobs, people: People) -> None:
    room, second = both(window, jobs, people)
    assert second.room.place == Place("dossier", people.bilal.traject)
    change = SetField("candidate", people.bilal.candidate, "last_name", "Aydın")
    second.room.changes.apply(lambda: Action("Personal details changed", (change,)), second.room)
    jobs.finish()
    assert ["Aydın" in header for header in headers(room, second.room)] == [True, True]
    room.changes.undo()
    jobs.finish()
    assert ["Yılmaz" in header for header in headers(room, second.room)] == [True, True]
    window.close()


def test_locking_closes_both_and_keeps_what_is_typed_in_the_second(
    window: MainWindow, jobs: Jobs, people: People, store: LocalStore
) -> None:
    _room, second = both(window, jobs, people)
    view = second.room.here
    assert isinstance(view, DossierView)
    overview = view.stack.currentWidget()
    assert isinstance(overview, Overview)
    QTest.keyClicks(overview.note.area, "Typed in the second")
    window.lock()
    jobs.finish()
    assert window.second is None
    assert window.room is None
    assert not isValid(second)
    assert store.drafts(people.bilal.traject)["note.body"].text == "Typed in the second"


def test_a_note_in_the_second_window_by_keys_alone_is_there_when_both_open_again(
    window: MainWindow, jobs: Jobs, people: People, store: LocalStore, qtbot: QtBot
) -> None:
    opened(window, jobs)
    hands = Hands(qtbot, jobs)
    hands.press("Ctrl+F", "bilal")
    hands.gone("Yildirim, Daan")
    hands.press("Down", "Ctrl+Return")
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window.second)
    hands.press("Ctrl+Shift+N", "Belde terug.", "Ctrl+Return")
    assert [note.body for note in store.children(Note, people.bilal.traject)] == ["Belde terug."]
    hands.press("Ctrl+L")
    qtbot.waitUntil(lambda: window.second is None and window.room is None)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    hands.press(PASSPHRASE, "Return")
    hands.see("Yılmaz, Bilal")


def test_closing_the_second_leaves_the_first_as_it_is(window: MainWindow, jobs: Jobs, people: People) -> None:
    room, second = both(window, jobs, people)
    second.close()
    jobs.finish()
    assert window.second is None
    assert window.room is room
    assert room.place == Place("dossier", people.bilal.traject)
