"""Commands declared once: their keys never clash, and every button says what its command is called."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.application.caseload import CaseFilter
from desktop.application.i18n import Language, language
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.notes.page import NotesPage
from desktop.ui.screens.places import DESTINATIONS
from desktop.ui.screens.records.list_view import RecordListView
from desktop.ui.screens.settings.view import SettingsView
from desktop.ui.shell.commands import Command, Commands, ShortcutTaken
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.keys import press
from tests.ui.people import People


def nothing() -> None:
    """An act without effect."""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with nothing in it."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_two_commands_of_one_place_with_one_key_refuse_to_start(window: QWidget, tongue: Language) -> None:
    commands = Commands(tongue, window)
    commands.add(window, Command("a", "Save", nothing, "Ctrl+S"))
    with pytest.raises(ShortcutTaken):
        commands.add(window, Command("b", "Search", nothing, "Ctrl+F | Ctrl+S"))


def test_a_key_of_the_window_is_free_on_no_screen(window: QWidget, tongue: Language) -> None:
    commands, screen = Commands(tongue, window), QWidget(window)
    commands.add(window, Command("undo", "Undo", nothing, "Ctrl+Z"), everywhere=True)
    with pytest.raises(ShortcutTaken):
        commands.add(screen, Command("zoom", "Zoom", nothing, "Ctrl+Z"))


def test_two_screens_may_give_one_key_their_own_meaning(window: QWidget, tongue: Language) -> None:
    commands, one, other = Commands(tongue, window), QWidget(window), QWidget(window)
    commands.add(one, Command("advance", "Next stage", nothing, "Ctrl+Return"))
    commands.add(other, Command("freeze", "Finish the intake", nothing, "Ctrl+Return"))
    assert commands.action("advance").shortcut() == commands.action("freeze").shortcut()


def test_the_palette_finds_a_command_by_its_dutch_and_by_its_english_name(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(language("nl"), window)
    commands.add(window, Command("lock", "Lock", nothing), everywhere=True)
    assert [c.id for c in commands.matching("vergren")] == ["lock"]
    assert [c.id for c in commands.matching("lock")] == ["lock"]
    assert commands.matching("printer") == ()


def test_a_button_follows_what_its_command_is_called_and_whether_it_makes_sense(
    qtbot: QtBot, window: QWidget, tongue: Language
) -> None:
    commands, button, sense = Commands(tongue, window), QPushButton(window), [True]
    commands.add(window, Command("undo", "Undo", nothing, "Ctrl+Z", enabled=lambda: sense[0]), everywhere=True)
    commands.attach(button, "undo")
    assert (button.text(), button.accessibleDescription()) == ("Undo", "Ctrl+Z")
    commands.retitle("undo", "Undo: Phone changed")
    sense[0] = False
    commands.refresh()
    assert (button.text(), button.accessibleName(), button.isEnabled()) == (
        "Undo: Phone changed", "Undo: Phone changed", False,
    )  # fmt: skip


def test_a_key_runs_its_command_only_while_it_makes_sense(qtbot: QtBot, window: QWidget, tongue: Language) -> None:
    ran: list[str] = []
    commands = Commands(tongue, window)
    commands.add(window, Command("go", "Go", lambda: ran.append("go"), "Ctrl+G"), everywhere=True)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["go"]


def found(qtbot: QtBot, room: Workroom, jobs: Jobs, typed: str) -> list[str]:
    """Ctrl+K and some words; the lines of the palette."""
    QTest.keyClick(room, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = room.palette_box
    QTest.keyClicks(box.field, typed)
    qtbot.waitUntil(lambda: not box._pause.isActive())
    jobs.finish()
    return [box.list.item(at).text() for at in range(box.list.count())]


def test_the_palette_goes_to_a_screen_nobody_visited_and_does_it_there(
    qtbot: QtBot, room: Workroom, jobs: Jobs
) -> None:
    room.go(Place("caseload"))
    jobs.finish()
    assert found(qtbot, room, jobs, "add an employer") == ["Add an employer    Employers"]
    press("Return")
    jobs.finish()
    screen = room.here
    assert isinstance(screen, RecordListView)
    assert screen.new is not None
    assert screen.new.isAncestorOf(QApplication.focusWidget() or screen)


def test_a_command_of_a_section_opens_the_dossier_at_that_section(qtbot: QtBot, room: Workroom, jobs: Jobs) -> None:
    room.go(Place("caseload"))
    jobs.finish()
    assert found(qtbot, room, jobs, "find in notes") == [], "nobody is open yet"
    press("Escape")
    room.go(Place("dossier", room.session.caseload.ids(CaseFilter())[0]))
    room.go(Place("settings"))
    jobs.finish()
    assert found(qtbot, room, jobs, "find in notes") == ["Find in notes    Dossier"]
    press("Return")
    jobs.finish()
    screen = room.here
    assert isinstance(screen, DossierView)
    page = screen.stack.currentWidget()
    assert isinstance(page, NotesPage)
    assert page.search.hasFocus()


def test_the_menu_holds_what_other_screens_do(room: Workroom, jobs: Jobs) -> None:
    room.go(Place("caseload"))
    jobs.finish()
    room.rail.fill_menu()
    elsewhere = next(a.menu() for a in room.rail.menu.actions() if a.text() == "On another screen")
    assert isinstance(elsewhere, QMenu)
    screens = {a.text(): a.menu() for a in elsewhere.actions()}
    settings = screens["Settings"]
    assert isinstance(settings, QMenu)
    assert "Caseload" not in screens
    next(a for a in settings.actions() if a.text() == "Search in the settings").trigger()
    jobs.finish()
    assert isinstance(room.here, SettingsView)
    assert room.here.search.hasFocus()


def test_every_screen_declares_the_commands_that_it_has(room: Workroom, jobs: Jobs, people: People) -> None:
    declared = {command.id for to in DESTINATIONS for command in to.commands()}
    case = room.session.caseload.ids(CaseFilter())[0]
    for to in DESTINATIONS:
        if to.title:
            room.go(Place(to.screen, case if to.case else ""))
            jobs.finish()
    room.go(Place("dossier", case, "section:documents"))
    jobs.finish()
    made = {command.id for command, _where in room.commands.fitting("")}
    own = ("go.", "sync.now", "edit.", "view.", "window.", "help.field", "note.anywhere")
    files = (".csv", ".xlsx", ".pdf", ".stop")
    assert {id_ for id_ in made - declared if not id_.startswith(own) and not id_.endswith(files)} == set()
