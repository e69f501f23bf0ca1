"""Where one was: after a lock, after another start, and first in the palette."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.application.i18n import language
from desktop.application.settings import Settings
from desktop.domain.changes import Action, Create
from desktop.persistence.store import LocalStore
from desktop.ui.screens.caseload.view import CaseloadView
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.conftest import TestDoor
from tests.ui.people import People, Person
from tests.ui.test_lock import opened


def lines(room: Workroom) -> list[str]:
    """What the palette shows."""
    return [room.palette_box.list.item(at).text() for at in range(room.palette_box.list.count())]


def give_many_jobs(store: LocalStore, person: Person) -> None:
    """A past that does not fit on one screen."""
    jobs = (Create("work_history", f"w-{n}", person.candidate, {"job_title": f"Baan {n}"}) for n in range(20))
    store.apply(Action("Work added", tuple(jobs)))


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


def test_back_leads_to_the_section_and_as_far_down_as_it_was_left(
    qtbot: QtBot, room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    give_many_jobs(store, people.fatima)
    room.resize(1100, 600)
    room.go(Place("dossier", people.fatima.traject, "section:person"))
    jobs.finish()
    screen = room.here
    assert isinstance(screen, DossierView)
    page = screen.stack.currentWidget()
    assert isinstance(page, CasePage)
    bar = page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 90)
    bar.setValue(90)
    was = section(room)
    room.go(Place("dossier", people.bilal.traject))
    screen.sections.go("overview")
    jobs.finish()
    room.back()
    jobs.finish()
    assert section(room) == was
    qtbot.waitUntil(lambda: bar.value() == 90)
    assert room.place == Place("dossier", people.fatima.traject, "section:person")


def test_another_start_is_as_far_down_as_the_work_ended(
    qtbot: QtBot, window: MainWindow, door: TestDoor, jobs: Jobs, settings: Settings, people: People, store: LocalStore
) -> None:
    give_many_jobs(store, people.fatima)
    window.resize(1100, 600)
    room = opened(window, jobs)
    room.go(Place("dossier", people.fatima.traject, "section:person"))
    jobs.finish()
    page = room.here.stack.currentWidget() if isinstance(room.here, DossierView) else None
    assert isinstance(page, CasePage)
    bar = page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 90)
    bar.setValue(90)
    window.close()
    again = MainWindow(door, jobs, settings, language)
    qtbot.addWidget(again)
    again.resize(1100, 600)
    again.show()
    room = opened(again, jobs)
    page = room.here.stack.currentWidget() if isinstance(room.here, DossierView) else None
    assert isinstance(page, CasePage)
    bar = page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == 90)


def test_another_start_in_the_caseload_chooses_who_was_chosen(
    qtbot: QtBot, window: MainWindow, door: TestDoor, jobs: Jobs, settings: Settings, people: People
) -> None:
    room = opened(window, jobs)
    room.go(Place("caseload"))
    jobs.finish()
    assert isinstance(room.here, CaseloadView)
    room.here.table.choose_row(2)
    chosen = room.here.table.current
    window.close()
    again = MainWindow(door, jobs, settings, language)
    qtbot.addWidget(again)
    again.show()
    room = opened(again, jobs)
    assert isinstance(room.here, CaseloadView)
    assert room.here.table.current == chosen is not None


def test_ctrl_enter_on_a_person_opens_the_second_window(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, people: People
) -> None:
    room = opened(window, jobs)
    room.go(Place("caseload"))
    jobs.finish()
    assert isinstance(room.here, CaseloadView)
    table = room.here.table
    table.setFocus()
    table.choose_row(1)
    QTest.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    jobs.finish()
    assert window.second is not None
    assert window.second.room.place == Place("dossier", table.current or "")
    assert room.place == Place("caseload")
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    QTest.keyClick(room, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(room.palette_box.field, "fatima")
    qtbot.waitUntil(lambda: any("Fatima" in line for line in lines(room)))
    QTest.keyClick(room.palette_box.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    jobs.finish()
    assert window.second.room.place == Place("dossier", people.fatima.traject)
    assert room.place == Place("caseload")
    window.close()
