"""A question chosen for a person: compared, proposed, agreed; by keyboard."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.application.i18n import Language
from desktop.application.match_reading import compare
from desktop.application.ports import Work
from desktop.application.settings import Settings
from desktop.domain.dossier import Dossier
from desktop.domain.records import Intake, Match, Question, WishOccupation
from desktop.persistence.store import LocalStore
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.match.page import MatchPage
from desktop.ui.screens.places import DESTINATIONS
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.session import Session
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests import people
from tests.people import Desk
from tests.stillness import StillClock
from tests.ui.desk import at_desk


@pytest.fixture
def desk(store: LocalStore, clock: StillClock, work: Work) -> Desk:
    """A desk with an employer and an open question for a baker."""
    return people.desk_at_work(store, clock, work)


@pytest.fixture
def room(qtbot: QtBot, session: Session, desk: Desk, jobs: Jobs, tongue: Language) -> Workroom:
    """The window of who works there."""
    made = Workroom(at_desk(session, desk), jobs, tongue, Settings({"language": "en"}), DESTINATIONS)
    made.resize(1280, 800)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(room: Workroom, jobs: Jobs, traject: str) -> MatchPage:
    """The matches of a case, on the screen."""
    room.go(Place("dossier", traject))
    jobs.finish()
    assert isinstance(room.here, DossierView)
    room.here.sections.go("match")
    jobs.finish()
    page = room.here.stack.currentWidget()
    assert isinstance(page, MatchPage)
    return page


def words(widget: QWidget) -> str:
    """Everything that can be read on a widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_a_question_is_compared_proposed_and_agreed_by_keyboard(room: Workroom, jobs: Jobs, desk: Desk) -> None:
    traject = people.in_orientation(desk)
    page = shown(room, jobs, traject)
    assert page.list.item(0).text() == "fits in 1 of 1 · Bakker gezocht · Bakkerij Krent Oefenstad · 2 seats free"
    assert "✓ fits" in words(page)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    jobs.finish()
    assert page.slot.panel is not None
    assert page.slot.panel.go.hasFocus()
    QTest.keyClick(page.slot.panel.go, Qt.Key.Key_Space)
    jobs.finish()
    (match,) = desk.store.children(Match, traject)
    assert (match.question, match.match_status) == (desk.question, "proposed")
    assert page.list.count() == 0
    assert "No open question is left" in words(page)
    QTest.keyClick(page.buttons[match.id], Qt.Key.Key_Space)
    jobs.finish()
    panel = page.slot.panel
    assert panel is not None
    fields = panel.form.fields
    QTest.keyClicks(fields["match_status"].control.input, "Agreed")
    QTest.keyClicks(fields["candidate_agreed"].control.input, "2-3-2026")
    QTest.keyClick(panel.go, Qt.Key.Key_Space)
    jobs.finish()
    assert "both said yes" in fields["employer_agreed"].problem.said
    QTest.keyClicks(fields["employer_agreed"].control.input, "2-3-2026")
    QTest.keyClick(panel.go, Qt.Key.Key_Space)
    jobs.finish()
    assert desk.store.get(Match, match.id).match_status == "agreed"
    assert "✓ Agreed · candidate said yes on 02-03-2026" in words(page)
    room.changes.undo()
    jobs.finish()
    assert "○ Proposed" in words(page)


START = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("intake", "question", "topic", "fits"),
    [
        ({"hours_min": 24, "hours_max": 32}, {"hours_min": 28, "hours_max": 36}, "Hours a week", True),
        ({"hours_min": 36}, {"hours_min": 16, "hours_max": 24}, "Hours a week", False),
        ({"hours_min": 8, "hours_max": 12}, {"hours_min": 28, "hours_max": 36}, "Hours a week", False),
        ({"available_from": START}, {"start": START + timedelta(days=1)}, "Start", True),
        ({"available_from": START}, {"start": START - timedelta(days=1)}, "Start", False),
        ({"wage_wish": 250000}, {"wage_from": 220000, "wage_to": 240000}, "Wage", False),
        ({"available_from": START}, {}, "Start", None),
    ],
)
def test_a_question_fits_or_not_part_by_part(
    intake: dict[str, Any], question: dict[str, Any], topic: str, fits: bool | None
) -> None:
    case = Dossier("c", "t", (Intake(id="i", parent="t", **intake),))
    parts = {part.topic: part.fits for part in compare(case, Question(id="q", **question))}
    assert parts[topic] is fits


def test_an_occupation_fits_by_its_code_or_its_name() -> None:
    def fits(**wish: Any) -> bool | None:
        case = Dossier("c", "t", (Intake(id="i", parent="t"), WishOccupation(id="w", parent="i", **wish)))
        question = Question(id="q", occupation_label="Bakker", occupation_uri="7512")
        return next(part.fits for part in compare(case, question) if part.topic == "Occupation")

    assert fits(occupation_uri="7512")
    assert fits(occupation_label="BAKKER")
    assert fits(occupation_label="Slager", occupation_uri="7511") is False
