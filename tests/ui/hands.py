"""A person at the keyboard who knows only what can be read or heard: no mouse, no look inside the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.shell.jobs import Jobs
from tests.ui.keys import press

_FAR = 250
"""So many times Tab is pressed before somebody gives up."""
_ROWS = 60
"""So many lines of a list one reads."""
_FOUND = ("Found", "Gevonden")
"""What the list of the command box is called."""


class Hands:
    """Types keys where the focus is, finds a control by its name with Tab, and reads the window."""

    def __init__(self, qtbot: QtBot, jobs: Jobs) -> None:
        self._qtbot, self._jobs = qtbot, jobs

    def press(self, *keys: str) -> None:
        """Keys, or words, one after the other; what they ask for is done."""
        for key in keys:
            press(key)
            self._jobs.finish()

    def to(self, name: str, exactly: bool = False) -> None:
        """Tab until what has the focus is called so, or begins so."""
        passed: list[str] = []
        for _ in range(_FAR):
            here = self.focus
            if here == name or (here.startswith(name) and not exactly):
                return
            passed.append(here)
            QTest.keyClick(_focus(), Qt.Key.Key_Tab)
            QApplication.processEvents()
        raise AssertionError(f"Tab does not lead to {name!r}, but to {list(dict.fromkeys(passed))}")

    def push(self, name: str, exactly: bool = False) -> None:
        """Tab to a button and press Space."""
        self.to(name, exactly)
        self.press("Space")

    def fill(self, answers: dict[str, str]) -> None:
        """Tab to each field and type what stands there from now on."""
        for name, typed in answers.items():
            self.answer(name, typed)

    def answer(self, name: str, *keys: str) -> None:
        """Tab to a field and type, instead of what is in it; a choice is found by its letters."""
        self.to(name)
        if isinstance(_focus(), QLineEdit | QPlainTextEdit):
            press("Ctrl+A")
        self.press(*keys)

    def pick(self, name: str, letters: str) -> None:
        """Tab to a field that finds while one types, and take the first that it finds."""
        self.answer(name, letters)
        self._qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        self.press("Down", "Return")
        self._qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)

    def line(self, name: str) -> None:
        """Down in the list that has the focus, from the top, until the line that begins so."""
        found = _focus()
        assert isinstance(found, QAbstractItemView), f"{self.focus!r} is no list"
        self.press("Home")
        for _ in range(_ROWS):
            if str(found.currentIndex().data()).startswith(name):
                return
            self.press("Down")
        raise AssertionError(f"no line of {self.focus!r} begins with {name!r}")

    def command(self, words: str, called: str = "") -> None:
        """A command, a person or an employer, by Ctrl+K and a few letters of what it is called."""
        self.press("Ctrl+K", words)
        (found,) = (box for box in _focus().window().findChildren(QListWidget) if box.accessibleName() in _FOUND)
        self._qtbot.waitUntil(lambda: (called or words) in str(found.currentIndex().data() or ""))
        self.press("Return")

    @property
    def focus(self) -> str:
        """What a screen reader says that has the focus."""
        return _heard(_focus())

    @property
    def window(self) -> str:
        """Everything that can be read."""
        return "\n".join(_read(_focus().window()))

    def see(self, *words: str) -> None:
        """Wait until this can be read in the window."""

        def seen() -> None:
            self._jobs.finish()
            text = self.window
            for one in words:
                assert one in text, f"{one!r} cannot be read in:\n{text}"

        self._qtbot.waitUntil(seen)

    def paper(self, file: Path) -> str:
        """What can be read on a paper that was saved, without its line ends."""
        self._qtbot.waitUntil(file.exists)
        self._jobs.finish()
        return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(file).pages).split())

    def gone(self, words: str) -> None:
        """Wait until this can no longer be read."""
        self._qtbot.waitUntil(lambda: words not in self.window)


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


def _heard(widget: QWidget) -> str:
    heard = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return (widget.accessibleName() or heard).replace("&", "")  # Qt on Linux calls a list by what is chosen in it


def _read(widget: QWidget) -> Iterator[str]:
    for one in [widget, *widget.findChildren(QWidget)]:
        if not one.isVisible():
            continue
        match one:
            case QLabel() | QAbstractButton():
                yield one.text().replace("&", "")
            case QLineEdit():
                yield one.text()
            case QComboBox():
                yield one.currentText()
            case QPlainTextEdit():
                yield one.toPlainText()
            case QHeaderView():
                pass  # the names of its columns, not once more the lines
            case QAbstractItemView() if (model := one.model()) is not None:
                columns = 1 if isinstance(one, QListView) else model.columnCount()
                for row in range(min(model.rowCount(), _ROWS)):
                    cells = (model.index(row, column).data() for column in range(columns))
                    yield " · ".join(str(cell) for cell in cells if cell)
