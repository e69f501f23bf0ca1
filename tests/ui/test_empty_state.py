"""Where nothing is yet, the sentence that says what to do can be read whole."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.application.candidates import register
from desktop.application.i18n import language
from desktop.application.ports import Work
from desktop.application.settings import Settings
from desktop.domain.records import Traject
from desktop.persistence.store import LocalStore
from desktop.ui.screens.places import DESTINATIONS
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.session import Session
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.prose import Prose

SHORT = "Dit traject heeft nog geen intake."
TWO_LINES = f"{SHORT} Begin de intake om op te schrijven wat iemand kan en wil."
LONG = " ".join([TWO_LINES] * 4)


@pytest.mark.parametrize("sentence", [SHORT, TWO_LINES, LONG])
@pytest.mark.parametrize("width", [360, 640, 1280])
@pytest.mark.parametrize("percent", [100, 200])
def test_the_whole_sentence_stands_on_the_screen(qtbot: QtBot, sentence: str, width: int, percent: int) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    font = stack.font()
    font.setPointSizeF(font.pointSizeF() * percent / 100)
    stack.setFont(font)
    empty = EmptyState("", parent=stack)
    stack.addWidget(empty)
    stack.resize(width, 1000)
    with qtbot.waitExposed(stack):
        stack.show()
    empty.say(sentence, "Begin de intake", lambda: None)
    qtbot.waitUntil(lambda: empty.sentence.height() >= empty.sentence.heightForWidth(empty.sentence.width()) > 0)
    assert empty.rect().contains(empty.sentence.geometry())
    assert empty.sentence.geometry().bottom() < empty.button.geometry().top()
    assert abs(empty.sentence.geometry().center().x() - empty.rect().center().x()) <= 1


def test_a_text_to_read_is_as_high_as_its_lines_where_the_page_is_wider(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    text = Prose("Contract gezien voor na de route. Eerste werkdag op 21-10-2026, bij de bakker. " * 2, page)
    column = QVBoxLayout(page)
    column.addWidget(text)
    column.addStretch(1)
    page.resize(1100, 300)
    page.show()
    assert text.width() < 1000
    assert text.height() >= 2 * text.fontMetrics().height()


FIRST_STEPS = {
    "caseload": ("Import your list", "Ctrl+Shift+I"),
    "agenda": ("Plan something", "Ctrl+N"),
    "employers": ("Add an employer", "Ctrl+N"),
    "questions": ("To the employers", "Ctrl+5"),
    "modules": ("Add a module", "Ctrl+N"),
    "section:intake": ("To the intake", "Ctrl+3"),
    "section:match": ("To the employer questions", "Ctrl+6"),
    "section:funding": ("Add", "Ctrl+E"),
    "section:agenda": ("Plan something", "Ctrl+Shift+P"),
    "section:documents": ("Choose a file…", "Ctrl+Shift+A"),
}
"""What is offered where nothing is yet, and its key."""


@pytest.mark.parametrize("place", FIRST_STEPS)
def test_where_nothing_is_yet_the_next_step_is_a_button_that_shows_its_key(
    qtbot: QtBot, session: Session, work: Work, jobs: Jobs, store: LocalStore, place: str
) -> None:
    case = ""
    if place.startswith("section:"):
        store.apply(register(work, {"last_name": "Leeg"}, from_list=True))
        case = store.where(Traject)[0].id
    room = Workroom(session, jobs, language("en"), Settings({"language": "en"}), DESTINATIONS)
    qtbot.addWidget(room)
    with qtbot.waitExposed(room):
        room.show()
    room.go(Place("dossier", case, place) if case else Place(place))
    jobs.finish()
    assert room.here is not None
    (shown,) = (one for one in room.here.findChildren(EmptyState) if one.isVisible())
    words, keys = FIRST_STEPS[place]
    assert shown.button.accessibleName() == words
    assert shown.button.text().split("\u2003") == [words, keys]
    assert keys == shown.button.accessibleDescription()
