"""The manual in the window: every chapter with its pictures, found by words, by keyboard and by who listens."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.application.caseload import CaseFilter
from desktop.application.manual import chapters
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.manual.view import ManualView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.people import People

SHIFT = Qt.KeyboardModifier.ShiftModifier


def manual(room: Workroom, jobs: Jobs) -> ManualView:
    """The manual, reached by its key."""
    QTest.keyClick(room, Qt.Key.Key_F1, SHIFT)
    jobs.finish()
    assert isinstance(room.here, ManualView)
    return room.here


def test_every_chapter_is_shown_with_its_pictures(room: Workroom, jobs: Jobs) -> None:
    screen = manual(room, jobs)
    for row, chapter in enumerate(chapters("en")):
        screen.list.setCurrentRow(row)
        assert screen.page.toPlainText().startswith(chapter.title)
        for path in chapter.pictures:
            picture = screen.page.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl(path))
            assert isinstance(picture, QImage)
            assert 0 < picture.width() <= screen.page.viewport().width()
            assert "\n\ufffc\n" in f"\n{screen.page.toPlainText()}\n"


def test_a_word_leaves_the_chapters_that_hold_it_and_down_and_tab_lead_to_them(
    qtbot: QtBot, room: Workroom, jobs: Jobs
) -> None:
    screen = manual(room, jobs)
    assert QApplication.focusWidget() is screen.search
    QTest.keyClicks(screen.search, "recovery key forgotten")
    qtbot.waitUntil(lambda: screen.list.item(2).isHidden())
    shown = [screen.list.item(row).text() for row in range(screen.list.count()) if not screen.list.item(row).isHidden()]
    assert shown == ["The first start", "Passphrase lost, new laptop, moved folder"]
    assert screen.page.toPlainText().startswith("The first start")
    assert screen.page.textCursor().selectedText().casefold() == "recovery"
    QTest.keyClick(screen.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is screen.list
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    assert screen.page.toPlainText().startswith("Passphrase lost, new laptop")
    QTest.keyClick(screen.list, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is screen.page
    screen.search.setText("xyzzy")
    qtbot.waitUntil(screen.nothing.isVisible)


def test_f1_in_a_part_of_a_dossier_opens_its_chapter_and_esc_leads_back(
    room: Workroom, jobs: Jobs, people: People
) -> None:
    room.go(Place("dossier", room.session.caseload.ids(CaseFilter())[0], "section:route"))
    jobs.finish()
    QTest.keyClick(QApplication.focusWidget() or room, Qt.Key.Key_F1)
    jobs.finish()
    screen = room.here
    assert isinstance(screen, ManualView)
    assert screen.page.toPlainText().startswith("The route")
    QTest.keyClick(screen.search, Qt.Key.Key_Escape)
    assert isinstance(room.here, DossierView)


def test_ctrl_k_and_the_menu_lead_to_the_manual_and_who_listens_hears_what_it_is(room: Workroom, jobs: Jobs) -> None:
    assert "go.manual" in [command.id for command in room.commands.matching("manual")]
    screen = manual(room, jobs)
    assert screen.page.accessibleName() == "Manual"
    assert screen.list.accessibleName() == "Chapters"
    assert screen.search.accessibleName() == "Search in the manual"
    assert screen.page.accessibleDescription() == "What is Overstap?"
