"""Practising in the window: a real town, small, beside files that stay as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop import bootstrap
from desktop.application.i18n import LanguageCode, language
from desktop.application.practice_guide import STEPS
from desktop.application.settings import Settings
from desktop.domain.records import Candidate
from desktop.persistence.keys import Cost, Hardness
from desktop.persistence.workspace import Workspace
from desktop.practice import town as practice_town
from desktop.practice.town import Town
from desktop.ui.forms.lookup_control import ReferenceControl
from desktop.ui.screens.caseload.view import CaseloadView
from desktop.ui.screens.places import DESTINATIONS
from desktop.ui.screens.register.view import RegisterView
from desktop.ui.shell.create_workspace import CreateWorkspace
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import LockScreen
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.practice import EnterPractice
from desktop.ui.shell.session import Session
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.catalogue import wanted
from tests.ui.keys import press
from tests.ui.people import People
from tests.ui.test_everyone_can_use_it import LANGUAGES, clipped, nameless
from tests.ui.test_register_screen import type_in

QUICK = Hardness(Cost(8, 1, 1), 0)
PASSPHRASE = "vier losse woorden samen"


@pytest.fixture
def real(tmp_path: Path) -> Workspace:
    """The files of somebody, locked."""
    space = Workspace(tmp_path / "echt", hardness=QUICK)
    opened, _ = bootstrap.create(
        space, name="Emma Bakker", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=PASSPHRASE
    )
    opened.close()
    return space


def shown(qtbot: QtBot, space: Workspace, jobs: Jobs) -> MainWindow:
    """The window on a workspace, with practice town beside it."""
    town = Town(Workspace(space.folder / "practice", hardness=QUICK))
    made = MainWindow(bootstrap.door(space, town), jobs, Settings({"language": "en", "theme": "light"}), language)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def town_of(window: MainWindow, jobs: Jobs) -> Workroom:
    """Into practice town from the lock screen, by keyboard."""
    assert isinstance(window.entrance, LockScreen)
    QTest.keyClick(window.entrance.practise, Qt.Key.Key_Space)
    assert isinstance(window.entrance, EnterPractice)
    jobs.finish()
    assert isinstance(window.room, Workroom), window.entrance.problem.said
    return window.room


def sign_up(qtbot: QtBot, room: Workroom, jobs: Jobs) -> None:
    """Somebody new, by the keys that the guide names."""
    press("Ctrl+1", "Ctrl+N")
    jobs.finish()
    register = room.here
    assert isinstance(register, RegisterView)
    for name, typed in (("first_name", "Noor"), ("last_name", "Oefening"), ("phone", "06 12 34 56 99")):
        type_in(register, name, typed)
    partner = register.form.fields["source_org"].control
    assert isinstance(partner, ReferenceControl)
    partner.line.setFocus()
    press("uwv")
    qtbot.waitUntil(partner.popup.isVisible)
    QTest.keyClick(partner.popup, Qt.Key.Key_Down)
    QTest.keyClick(partner.popup, Qt.Key.Key_Return)
    QTest.keySequence(register, "Ctrl+Return")
    jobs.finish()


def where(room: Workroom) -> str:
    """Which screen is shown."""
    return room.place.screen if room.place is not None else ""


def words(room: Workroom) -> str:
    """Everything that can be read in the window."""
    return " ".join(label.text() for label in room.findChildren(QLabel) if label.isVisible())


def test_practice_is_marked_notices_what_was_done_and_leaves_the_real_files_alone(
    qtbot: QtBot, real: Workspace, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice_town, "SMALL", 3)
    before = real.database_path.read_bytes()
    window = shown(qtbot, real, jobs)
    room = town_of(window, jobs)
    assert "Practice: nobody here exists" in words(room)
    people = len(room.session.store.where(Candidate))
    sign_up(qtbot, room, jobs)
    assert len(room.session.store.where(Candidate)) == people + 1
    assert room.guide is not None
    assert room.guide.done == {"sign_up"}
    press("Ctrl+Z")
    jobs.finish()
    assert room.guide.done == {"sign_up", "undo"}
    assert f"2 of {len(STEPS)} steps done" in words(room)
    room.setFocus()
    press("Ctrl+L")
    jobs.finish()
    assert isinstance(window.entrance, LockScreen)
    room = town_of(window, jobs)  # the second time nothing is built, and the guide goes on where it was
    assert room.guide is not None
    assert room.guide.done == {"sign_up", "undo"}
    QTest.keyClick(room.guide.anew, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.room is not room and isinstance(window.room, Workroom), timeout=60_000)
    fresh = window.room
    assert isinstance(fresh, Workroom)
    assert fresh.guide is not None
    assert fresh.guide.done == set()
    assert len(fresh.session.store.where(Candidate)) == people
    window.close()
    jobs.finish()
    assert real.database_path.read_bytes() == before


def test_who_has_nobody_yet_is_offered_a_list_a_first_person_and_practice(
    qtbot: QtBot, real: Workspace, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice_town, "SMALL", 1)
    window = shown(qtbot, real, jobs)
    assert isinstance(window.entrance, LockScreen)
    press(PASSPHRASE, "Return")
    jobs.finish()
    room = window.room
    assert isinstance(room, Workroom)
    caseload = room.here
    assert isinstance(caseload, CaseloadView)
    empty = caseload.empty
    QTest.keyClick(empty.button, Qt.Key.Key_Space)
    assert where(room) == "imports"
    press("Alt+Left")
    jobs.finish()
    sign_up, practise = (b for b in empty.findChildren(QPushButton) if b is not empty.button)
    QTest.keyClick(sign_up, Qt.Key.Key_Space)
    assert where(room) == "register"
    press("Alt+Left")
    jobs.finish()
    QTest.keyClick(practise, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(window.room, Workroom) and window.room.session.practice, timeout=60_000)
    assert real.lock.holder() is None  # the files of real people are locked meanwhile
    window.close()


def test_the_guide_waits_for_actions_that_the_program_knows() -> None:
    known = {text for _, text in wanted()}
    assert [label for step in STEPS for label in step.shown_by if label not in known] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_bar_and_the_guide_are_named_and_not_clipped(
    qtbot: QtBot, session: Session, people: People, jobs: Jobs, tag: LanguageCode
) -> None:
    settings = Settings({"language": tag, "theme": "light"})
    room = Workroom(replace(session, practice=True), jobs, language(tag), settings, DESTINATIONS)
    room.resize(1280, 800)
    qtbot.addWidget(room)
    with qtbot.waitExposed(room):
        room.show()
    room.go(Place("help"))
    jobs.finish()
    assert nameless(room) == []
    assert clipped(room) == []


def test_building_can_be_stopped_and_starts_over_the_next_time(qtbot: QtBot, real: Workspace, jobs: Jobs) -> None:
    window = shown(qtbot, real, jobs)
    assert isinstance(window.entrance, LockScreen)
    QTest.keyClick(window.entrance.practise, Qt.Key.Key_Space)
    entering = window.entrance
    assert isinstance(entering, EnterPractice)
    qtbot.waitUntil(lambda: entering.progress.maximum() > 0, timeout=60_000)
    QTest.keyClick(entering.back, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(window.entrance, LockScreen), timeout=60_000)
    assert window.room is None
    assert not Town(Workspace(real.folder / "practice", hardness=QUICK)).is_built()


def test_who_has_no_files_yet_can_practise_first(
    qtbot: QtBot, tmp_path: Path, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice_town, "SMALL", 1)
    window = shown(qtbot, Workspace(tmp_path / "nieuw", hardness=QUICK), jobs)
    assert isinstance(window.entrance, CreateWorkspace)
    QTest.keyClick(window.entrance.questions.practise, Qt.Key.Key_Space)
    jobs.finish()
    assert isinstance(window.room, Workroom)
    QTest.keyClick(window.room, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    jobs.finish()
    assert isinstance(window.entrance, CreateWorkspace)
    window.close()
