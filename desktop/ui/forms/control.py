"""What every control of a form can do, and the one for a line of text."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget
from typing_extensions import override

from desktop.ui.theme import Role, set_tone

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class Control(QWidget):
    """Shows and takes one value as text; what it means is decided elsewhere.

    ``edited`` follows every keystroke, ``left`` says that the person is done with the field, ``next_asked`` is Enter.
    """

    edited = Signal(str)
    left = Signal()
    next_asked = Signal()

    letters = 30
    """How wide the control is, in letters."""

    @property
    @abstractmethod
    def input(self) -> QWidget:
        """The widget that takes the focus."""

    @abstractmethod
    def text(self) -> str:
        """What stands there, as `desktop.application.values.parse` reads it."""

    @abstractmethod
    def show_text(self, text: str) -> None:
        """Show a value; this is not an edit."""

    def _entered(self) -> None:
        self.left.emit()
        self.next_asked.emit()


class LineInput(QLineEdit):
    """A line that gives Ctrl+Z to the journal when there is nothing typed to take back."""

    focus_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = QLabel(self)
        self._unit.hide()
        set_tone(self._unit, Role.MUTED)

    def show_unit(self, unit: str) -> None:
        """The unit stands inside the field, at its end."""
        self._unit.setText(unit)
        self._unit.setVisible(bool(unit))
        self._unit.adjustSize()
        self.setTextMargins(0, 0, self._unit.width() + 4 if unit else 0, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._unit.move(self.width() - self._unit.width() - 8, (self.height() - self._unit.height()) // 2)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.focus_left.emit()


class LineControl(Control):
    """One line: text, numbers, amounts, months, moments."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = LineInput(self)
        self.setFocusProxy(self.line)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self.row.addWidget(self.line)
        self.line.textEdited.connect(self.edited)
        self.line.focus_left.connect(self.left)
        self.line.returnPressed.connect(self._entered)

    @property
    @override
    def input(self) -> QWidget:
        return self.line

    @override
    def text(self) -> str:
        return self.line.text()

    @override
    def show_text(self, text: str) -> None:
        at = self.line.cursorPosition() if text == self.line.text() else len(text)
        self.line.setText(text)  # also when it is the same: what is kept is taken back by the journal, not by the field
        self.line.setCursorPosition(at if self.line.hasFocus() else 0)
