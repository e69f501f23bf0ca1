"""Commands declared once: their keys never clash, and every button says what its command is called."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.application.i18n import Language, language
from desktop.ui.shell.commands import Command, Commands, ShortcutTaken


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
