"""Settings, shortcuts and the care of the workspace, each on a screen of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QGridLayout, QLabel, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from desktop.application import about
from desktop.application.i18n import language
from desktop.application.settings import Settings
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.screens.settings.view import SettingsView
from desktop.ui.screens.shortcuts.view import ShortcutsView
from desktop.ui.screens.upkeep.view import UpkeepView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.test_lock import opened

CTRL = Qt.KeyboardModifier.ControlModifier


def test_every_setting_that_is_shown_says_what_it_does_in_both_languages() -> None:
    dutch = language("nl")
    shown = {name: s for name, s in Settings.declared().items() if s.label}
    assert {"language", "theme", "lock_after_minutes", "backup_folder"} <= set(shown)
    for setting in shown.values():
        assert setting.help.endswith((".", "?"))
        assert dutch.text(setting.label) != setting.label or dutch.text(setting.help) != setting.help


def settings_screen(room: Workroom, jobs: Jobs) -> SettingsView:
    """The settings, reached by their key."""
    QTest.keyClick(room, Qt.Key.Key_Comma, CTRL)
    jobs.finish()
    assert isinstance(room.here, SettingsView)
    return room.here


def test_a_setting_is_found_by_a_word_of_its_explanation(qtbot: QtBot, room: Workroom, jobs: Jobs) -> None:
    screen = settings_screen(room, jobs)
    QTest.keyClicks(screen.search, "another disk")
    qtbot.waitUntil(lambda: not screen.lines["theme"].isVisible())
    assert [name for name, line in screen.lines.items() if line.isVisible()] == ["backup_folder"]


def test_the_number_of_minutes_can_be_read(room: Workroom, jobs: Jobs) -> None:
    control = settings_screen(room, jobs).lines["lock_after_minutes"].control
    assert isinstance(control, QSpinBox)
    assert control.lineEdit().width() > control.fontMetrics().horizontalAdvance(control.text())


def test_the_language_changes_at_once_and_the_settings_stay_open(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, settings: Settings
) -> None:
    screen = settings_screen(opened(window, jobs), jobs)
    combo = screen.lines["language"].control
    assert isinstance(combo, PlainCombo)
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Up)  # Dutch stands above English
    qtbot.waitUntil(lambda: settings.language == "nl")
    jobs.finish()
    assert isinstance(window.room, Workroom)
    assert isinstance(window.room.here, SettingsView)
    assert "Instellingen" in [label.text() for label in window.room.here.findChildren(QLabel)]


def test_the_second_folder_counts_from_the_next_backup_on(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, settings: Settings
) -> None:
    room = opened(window, jobs)
    line = settings_screen(room, jobs).lines["backup_folder"].control
    QTest.keyClicks(line, "/elsewhere")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: settings.backup_folder == "/elsewhere")
    assert getattr(room.session.upkeep, "folder", "") == "/elsewhere"


def test_the_second_folder_can_be_chosen_with_a_button(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    line = settings_screen(opened(window, jobs), jobs).lines["backup_folder"]
    QTest.keyClick(line.choose, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: settings.backup_folder == str(tmp_path))
    assert isinstance(line.control, QLineEdit)
    assert line.control.text() == str(tmp_path)


def test_where_the_files_are_is_shown_and_not_in_what_the_helpdesk_gets(room: Workroom, jobs: Jobs) -> None:
    room.go(Place("upkeep"))
    jobs.finish()
    screen = room.here
    assert isinstance(screen, UpkeepView)
    assert room.session.upkeep.place() in screen.folder.text()
    QTest.keyClick(screen.copy, Qt.Key.Key_Space)
    copied = QApplication.clipboard().text()
    assert f"Qt {qVersion()}" in copied
    assert room.session.upkeep.place() not in copied


def rows(screen: ShortcutsView) -> list[tuple[str, ...]]:
    """The lines with a key: key, name, where."""
    inside = screen.area.widget()
    grid = inside.layout() if inside is not None else None
    assert isinstance(grid, QGridLayout)
    cells = [[grid.itemAtPosition(row, column) for column in range(3)] for row in range(grid.rowCount())]
    labels = [[item.widget() for item in line if item is not None] for line in cells]
    return [
        tuple(label.text() for label in line if isinstance(label, QLabel)) for line in labels if len(set(line)) == 3
    ]


def test_the_shortcuts_page_shows_the_key_of_every_command_of_the_window(
    qtbot: QtBot, room: Workroom, jobs: Jobs
) -> None:
    QTest.keyClick(room, Qt.Key.Key_Slash, CTRL)
    jobs.finish()
    screen = room.here
    assert isinstance(screen, ShortcutsView)
    words = [label.text() for label in screen.area.findChildren(QLabel)]
    for key in ("Ctrl+K", "Ctrl+L", "Ctrl+Z", "Alt+Left", "F6"):
        assert key in words
    page = [line for line in rows(screen) if line[1] == "Edit this page"]
    assert page == [("Ctrl+E", "Edit this page", "Employers, Employer questions, Modules")], (
        "one line, though never visited"
    )
    QTest.keyClicks(screen.search, "lock")
    qtbot.waitUntil(lambda: "Ctrl+Z" not in [label.text() for label in screen.area.findChildren(QLabel)])
    assert "Ctrl+L" in [label.text() for label in screen.area.findChildren(QLabel)]


def test_every_command_has_a_dutch_and_an_english_name(room: Workroom, jobs: Jobs) -> None:
    dutch, same = (
        language("nl"),
        {"Dossier", "Later", "+1 week", "Intake", "Agenda", "Caseload", "Modules", "Nederlands / English"},
    )
    commands = room.commands.fitting("")
    assert len(commands) > 20
    for command, _where in commands:
        assert dutch.text(command.title) != command.title or command.title in same, command.id


def test_backups_are_listed_and_the_installation_is_checked_and_copied(room: Workroom, jobs: Jobs) -> None:
    room.go(Place("upkeep"))
    jobs.finish()
    screen = room.here
    assert isinstance(screen, UpkeepView)
    first = [screen.list.model().index(0, column).data() for column in range(4)]
    assert first == ["02-03-2026 09:30", "made by itself", "4.0 MB", "02-03-2026 10:00"]
    QTest.keyClick(screen.make, Qt.Key.Key_Space)
    jobs.finish()
    assert "whole" in screen.result.text()
    QTest.keyClick(screen.check, Qt.Key.Key_Space)
    jobs.finish()
    assert screen.result.text().startswith("All is whole")
    QTest.keyClick(screen.copy, Qt.Key.Key_Space)
    assert QApplication.clipboard().text().splitlines()[0] == "Overstap 0"


def test_what_the_helpdesk_gets_names_versions_and_licences_and_nobody() -> None:
    lines = list(about.lines())
    assert any(line.startswith("SQLAlchemy 2") and "MIT" in line for line in lines)
    assert all("?" not in line.partition(":")[2] for line in lines), [x for x in lines if "?" in x]
    assert not any("/" + "home" in line for line in lines)
