"""One of a list: a few choices stand side by side, many in a list that follows the letters typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget
from typing_extensions import override

from desktop.ui.forms.control import Control
from desktop.ui.forms.plain_combo import PlainCombo

Choices = Sequence[tuple[str, str]]
"""Codes with their words."""

_LETTERS_SIDE_BY_SIDE = 34


def side_by_side(choices: Choices) -> bool:
    """Whether the choices are few and short enough to see at once."""
    return len(choices) <= 4 and sum(len(label) + 3 for _, label in choices) <= _LETTERS_SIDE_BY_SIDE


class SegmentsControl(Control):
    """Buttons in a row, of which at most one is on: arrows choose, Delete empties."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._codes = tuple(code for code, _ in choices)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for at, (_, label) in enumerate(choices):
            button = QRadioButton(label, self)
            button.setProperty("segment", True)
            button.installEventFilter(self)
            self._group.addButton(button, at)
            row.addWidget(button)
        row.addStretch(1)
        self.letters = sum(len(label) + 5 for _, label in choices)
        self._group.idClicked.connect(self._clicked)
        self.setFocusProxy(self._group.button(0))
        self._mind_tab()

    def name(self, label: str) -> None:
        """Each button says which question it answers."""
        for button in self._group.buttons():
            button.setAccessibleName(f"{label}: {button.text()}")

    def relabel(self, code: str, label: str) -> None:
        """Other words for a choice, such as a new count beside it; what is chosen stays chosen."""
        self._group.button(self._codes.index(code)).setText(label)

    @property
    @override
    def input(self) -> QWidget:
        return self._group.checkedButton() or self._group.button(0)

    @override
    def text(self) -> str:
        at = self._group.checkedId()
        return self._codes[at] if at >= 0 else ""

    @override
    def show_text(self, text: str) -> None:
        if text in self._codes:
            self._group.button(self._codes.index(text)).setChecked(True)
        else:
            self._group.setExclusive(False)
            for button in self._group.buttons():
                button.setChecked(False)
            self._group.setExclusive(True)
        self._mind_tab()

    def _mind_tab(self) -> None:
        """Tab stops once: at the button that is on, else at the first."""
        stop = self.input
        for button in self._group.buttons():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(stop)

    def _clicked(self) -> None:
        self._mind_tab()
        self.edited.emit(self.text())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self.left.emit()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.show_text("")
                self.edited.emit("")
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()
                self.next_asked.emit()
                return True
        return super().eventFilter(watched, event)


class _Combo(PlainCombo):
    focus_left = Signal()
    entered = Signal()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focus_left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setCurrentIndex(0)
            self.activated.emit(0)
        else:
            super().keyPressEvent(event)


class ComboControl(Control):
    """A list; its first line means: not filled in."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = _Combo(self)
        self.combo.addItem("", "")
        for code, label in choices:
            self.combo.addItem(label, code)
        self.letters = min(44, max((len(label) for _, label in choices), default=8) + 5)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self.combo.activated.connect(self._chosen)
        self.combo.focus_left.connect(self.left)
        self.combo.entered.connect(self._entered)

    def _chosen(self) -> None:
        self.edited.emit(self.text())

    @property
    @override
    def input(self) -> QWidget:
        return self.combo

    @override
    def text(self) -> str:
        return str(self.combo.currentData() or "")

    @override
    def show_text(self, text: str) -> None:
        at = self.combo.findData(text)
        if at < 0:  # a code of the past, or what was typed before: it stays to be seen
            self.combo.addItem(text, text)
            at = self.combo.count() - 1
        self.combo.setCurrentIndex(at)
