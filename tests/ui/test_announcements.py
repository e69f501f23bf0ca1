"""What is told to who listens instead of looks, and what does not move for who asks for less movement."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.domain.errors import Refused
from desktop.domain.records import Candidate
from desktop.domain.said import said
from desktop.persistence.store import LocalStore
from desktop.ui.motion import Motion
from desktop.ui.screens.dossier.section_page import SectionPage
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.people import People

Heard = list[tuple[str, QAccessible.AnnouncementPoliteness]]
POLITE, ASSERTIVE = QAccessible.AnnouncementPoliteness.Polite, QAccessible.AnnouncementPoliteness.Assertive


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """What a screen reader is told to say, and how; Qt hands it to the system, where a test cannot listen."""
    said_aloud: Heard = []

    def listen(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said_aloud.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    return said_aloud


def test_saved_is_told_once_when_a_field_is_left_and_never_while_typing(
    qtbot: QtBot, room: Workroom, people: People, jobs: Jobs, store: LocalStore,
    heard: Heard,
) -> None:  # fmt: skip
    room.go(Place("dossier", people.fatima.traject))
    jobs.finish()
    screen = room.here
    assert isinstance(screen, DossierView)
    screen.sections.go("person")
    page = screen.stack.currentWidget()
    assert isinstance(page, SectionPage)
    page.toggle()
    jobs.finish()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    heard.clear()
    kept: list[object] = []
    room.changes.saved.connect(kept.append)
    QTest.keyClicks(field, "Fatoumata")
    qtbot.waitUntil(lambda: bool(kept))  # the draft is on disk
    assert heard == []
    QTest.keyClick(field, Qt.Key.Key_Tab)
    jobs.finish()
    assert store.get(Candidate, people.fatima.candidate).first_name == "Fatoumata"
    ((told, how),) = heard
    assert told.startswith("Saved: ")
    assert how == POLITE


def test_what_is_undone_and_done_again_is_told_by_its_name(
    room: Workroom, people: People, jobs: Jobs, heard: Heard
) -> None:
    room.changes.look_at_steps()
    jobs.finish()
    QTest.keyClick(room, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    jobs.finish()
    QTest.keyClick(room, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    jobs.finish()
    assert heard == [("Undone: Candidate signed up", POLITE), ("Done again: Candidate signed up", POLITE)]


def test_a_problem_interrupts_what_is_being_said(room: Workroom, heard: Heard) -> None:
    room.teller.refuse(Refused(said("Choose a day that exists.")))
    assert heard == [("Choose a day that exists.", ASSERTIVE)]


@pytest.mark.parametrize("moves", [True, False])
def test_nothing_moves_where_less_movement_is_asked_for_and_no_more_than_the_computer_wants_otherwise(
    qapp: QApplication, moves: bool
) -> None:
    effects, blink = Qt.UIEffect.UI_General, qapp.cursorFlashTime()
    qapp.setEffectEnabled(effects, moves)
    motion = Motion(qapp)
    motion.limit(less=True)
    assert not qapp.isEffectEnabled(effects)
    assert qapp.cursorFlashTime() == 0
    motion.limit(less=False)
    assert qapp.isEffectEnabled(effects) == moves
    assert qapp.cursorFlashTime() == blink


def test_the_setting_for_less_movement_holds_at_once(qtbot: QtBot, window: MainWindow, qapp: QApplication) -> None:
    blink = qapp.cursorFlashTime()
    qtbot.waitUntil(lambda: window.is_settled)
    window.set("reduced_motion", True)
    assert qapp.cursorFlashTime() == 0
    window.set("reduced_motion", False)
    assert qapp.cursorFlashTime() == blink


def test_nothing_of_our_own_moves() -> None:
    """Whoever adds a movement asks `Motion` first, there and nowhere else."""
    moving = re.compile(r"\bQ(Property|Variant|Sequential|Parallel|Abstract)Animation\w*|\bQTimeLine\b|\bQMovie\b")
    found = [path.name for path in Path("desktop").rglob("*.py") if moving.search(path.read_text(encoding="utf-8"))]
    assert not [name for name in found if name != "motion.py"]
