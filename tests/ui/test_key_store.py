"""The key store of the computer as another way in, with the real keys of a real workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desktop import bootstrap
from desktop.application.i18n import language
from desktop.application.settings import Settings
from desktop.persistence.keys import Cost, Hardness
from desktop.persistence.workspace import Workspace
from desktop.ui.screens.settings.key_store import KeyStoreLine
from desktop.ui.screens.settings.view import SettingsView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import LockScreen
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.keys import press

PASSPHRASE = "vier losse woorden samen"
QUICK = Hardness(Cost(8, 1, 1), 0)


class _Store(KeyringBackend):
    """A key store, for as long as the test runs."""

    priority = 5
    name = "Oefensleutelring"
    kept: dict[tuple[str, str], str]

    @override
    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    @override
    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@pytest.fixture
def store() -> Iterator[_Store]:
    """The key store of this computer."""
    before, made = keyring.get_keyring(), cast("Any", _Store)()
    made.kept = {}
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, jobs: Jobs) -> Iterator[MainWindow]:
    """The window on a real workspace, locked."""
    space = Workspace(tmp_path / "workspace", hardness=QUICK)
    opened, _ = bootstrap.create(space, name="Emma", desk="Oefenstad", role="counsellor", passphrase=PASSPHRASE)
    opened.close()
    made = MainWindow(bootstrap.door(space), jobs, Settings({"language": "en", "theme": "light"}), language)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made and made.is_settled)
    jobs.finish()
    yield made
    made.close()


def locked(window: MainWindow) -> LockScreen:
    """The unlock screen."""
    assert isinstance(window.entrance, LockScreen)
    return window.entrance


def in_settings(window: MainWindow, jobs: Jobs) -> KeyStoreLine:
    """Unlock with the passphrase and go to the settings."""
    locked(window).secret.setFocus()
    press(PASSPHRASE, "Return")
    jobs.finish()
    assert isinstance(window.room, Workroom)
    window.room.go(Place("settings"))
    jobs.finish()
    assert isinstance(window.room.here, SettingsView)
    return window.room.here.key_store


def test_the_key_store_opens_the_files_from_when_it_is_turned_on_until_it_is_turned_off(
    window: MainWindow, store: _Store, jobs: Jobs
) -> None:
    assert not locked(window).key_store.isVisible(), "off until somebody turns it on"
    line = in_settings(window, jobs)
    assert line.state.text() == "○ Off"
    line.secret.setFocus()
    press("a wrong one", "Return")
    jobs.finish()
    assert "does not fit" in line.problem.said
    assert store.kept == {}
    press(PASSPHRASE, "Return")
    jobs.finish()
    assert line.state.text() == "● On: Oefensleutelring"
    assert line.secret.text() == ""
    assert QApplication.focusWidget() is line.turn_off
    window.lock()
    jobs.finish()
    way = locked(window).key_store
    assert way.accessibleDescription() == "Oefensleutelring"
    QTest.keyClick(way, Qt.Key.Key_Space)
    jobs.finish()
    assert isinstance(window.room, Workroom)
    window.lock()
    line = in_settings(window, jobs)  # the passphrase goes on working
    QTest.keyClick(line.turn_off, Qt.Key.Key_Space)
    jobs.finish()
    assert line.state.text() == "○ Off"
    assert store.kept == {}
    window.lock()
    jobs.finish()
    assert not locked(window).key_store.isVisible()


def test_an_emptied_key_store_says_so_and_the_passphrase_opens(window: MainWindow, store: _Store, jobs: Jobs) -> None:
    line = in_settings(window, jobs)
    line.secret.setFocus()
    press(PASSPHRASE, "Return")
    jobs.finish()
    window.lock()
    jobs.finish()
    store.kept.clear()
    QTest.keyClick(locked(window).key_store, Qt.Key.Key_Space)
    jobs.finish()
    assert "does not open these files any more" in locked(window).problem.said
    assert QApplication.focusWidget() is locked(window).secret
    press(PASSPHRASE, "Return")
    jobs.finish()
    assert isinstance(window.room, Workroom)


def test_without_a_key_store_the_settings_say_why(window: MainWindow, jobs: Jobs) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(cast("Any", NoKeyring)())
    try:
        line = in_settings(window, jobs)
    finally:
        keyring.set_keyring(before)
    assert line.state.text().startswith("This computer has no key store that keeps secrets.")
    assert not line.secret.isVisible()
    assert not line.turn_on.isVisible()
