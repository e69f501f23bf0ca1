"""Help with the main tasks, found by typing and leading to the place it is about."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.application.help_pages import PAGES, HelpPage
from desktop.ui.screens.dossier.sections import SECTIONS
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.help.view import HelpView
from desktop.ui.screens.places import DESTINATIONS
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.keys import press
from tests.ui.people import People


def opened(room: Workroom, jobs: Jobs) -> HelpView:
    """The help, reached by its key."""
    QTest.keySequence(room, "Ctrl+F1")
    jobs.finish()
    screen = room.here
    assert isinstance(screen, HelpView)
    return screen


def test_a_question_is_found_by_a_word_of_its_answer_and_leads_to_the_part_of_the_dossier(
    qtbot: QtBot, room: Workroom, jobs: Jobs, people: People
) -> None:
    room.go(Place("dossier", people.fatima.traject))
    jobs.finish()
    screen = opened(room, jobs)
    press("Insert modules")
    qtbot.waitUntil(lambda: screen.question.text() == "How do I plan a route?")
    assert sum(not screen.list.item(row).isHidden() for row in range(len(PAGES))) == 1
    assert "Ctrl+T shows the route as a list." in screen.answer.text()
    press("Ctrl+Return")
    jobs.finish()
    assert isinstance(room.here, DossierView)
    assert room.now_at() == Place("dossier", people.fatima.traject, "section:route")


def test_down_reads_on_and_what_is_about_one_person_asks_for_somebody_first(room: Workroom, jobs: Jobs) -> None:
    screen = opened(room, jobs)
    press("Down", "Down", "Down")
    assert screen.question.text() == "How do I do an intake?"
    press("Ctrl+Return")
    jobs.finish()
    assert room.place == Place("caseload")
    assert "open somebody from the list first" in room.messages.text


def test_words_that_are_nowhere_are_answered_with_what_to_do(qtbot: QtBot, room: Workroom, jobs: Jobs) -> None:
    screen = opened(room, jobs)
    press("xylophone")
    qtbot.waitUntil(screen.nothing.isVisible)


@pytest.mark.parametrize("page", PAGES, ids=[page.id for page in PAGES])
def test_every_page_is_about_a_screen_that_is_there(page: HelpPage) -> None:
    assert page.screen in {to.screen for to in DESTINATIONS}
    assert not page.part or page.part in {section.id for section in SECTIONS}
