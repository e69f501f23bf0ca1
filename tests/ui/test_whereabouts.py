"""Where one was: after a lock, after another start, and first in the palette."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.application.i18n import language
from desktop.application.settings import Settings
from desktop.domain.changes import Action, Create
from desktop.persistence.store import LocalStore
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.conftest import TestDoor
from tests.ui.people import People
from tests.ui.test_lock import opened


def lines(room: Workroom) -> list[str]:
    """What the palette shows."""
    return [room.palette_box.list.item(at).text() for at in range(room.palette_box.list.count())]


def section(room: Workroom) -> int:
    """Which section of the dossier is shown."""
    assert isinstance(room.here, DossierView)
    return room.here.sections.currentRow()


def test_another_start_opens_the_dossier_and_the_section_where_the_work_ended(
    qtbot: QtBot, window: MainWindow, door: TestDoor, jobs: Jobs, settings: Settings, people: People
) -> None:
    room = opened(window, jobs)
    room.go(Place("dossier", people.fatima.traject))
    jobs.finish()
    assert isinstance(room.here, DossierView)
    room.here.sections.step(2)
    jobs.finish()
    was = section(room)
    window.close()
    again = MainWindow(door, jobs, settings, language)
    qtbot.addWidget(again)
    again.show()
    room = opened(again, jobs)
    assert room.place is not None
    assert (room.place.screen, room.place.traject) == ("dossier", people.fatima.traject)
    assert section(room) == was > 0
    assert "fatima" not in str(settings.stored).lower()
    assert people.fatima.traject not in str(settings.stored)


def test_the_palette_begins_with_who_was_looked_at_last(room: Workroom, jobs: Jobs, people: People) -> None:
    for person in (people.bilal, people.fatima, people.daan):
        room.go(Place("dossier", person.traject))
        jobs.finish()
    QTest.keyClick(room, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    jobs.finish()
    assert "Fatima" in lines(room)[0]
    assert "Bilal" in lines(room)[1]
    assert not any("Daan" in line for line in lines(room))
    QTest.keyClick(room.palette_box.field, Qt.Key.Key_Return)
    jobs.finish()
    assert room.place == Place("dossier", people.fatima.traject)


def test_an_employer_is_found_by_name_and_opens_its_page(
    qtbot: QtBot, room: Workroom, jobs: Jobs, store: LocalStore
) -> None:
    store.apply(Action("Employer added", (Create("employer", "e-1", None, {"trade_name": "Proefbakkerij Zon"}),)))
    QTest.keyClick(room, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    jobs.finish()
    QTest.keyClicks(room.palette_box.field, "proefbak")
    qtbot.waitUntil(lambda: any("Proefbakkerij" in line for line in lines(room)))
    QTest.keyClick(room.palette_box.field, Qt.Key.Key_Return)
    jobs.finish()
    assert room.place == Place("employer", record="e-1")
