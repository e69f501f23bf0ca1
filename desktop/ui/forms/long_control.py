"""Text of several lines: grows with what is typed, and Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.forms.control import Control

_FEWEST, _MOST = 3, 16


class LongInput(QPlainTextEdit):
    """As tall as its text, between three and sixteen lines."""

    focus_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self._lines = _FEWEST
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def _grow(self) -> None:
        lines = max(_FEWEST, min(_MOST, int(self.document().size().height())))
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        frame = self.contentsMargins().top() + self.contentsMargins().bottom()
        return QSize(200, self._lines * self.fontMetrics().lineSpacing() + frame + 14)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            document = self.document()
            if (undo and not document.isUndoAvailable()) or (redo and not document.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
            self.focus_left.emit()


class LongControl(Control):
    """A person's own words."""

    letters = 75

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = LongInput(self)
        self.setFocusProxy(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        self._showing = False
        self.area.textChanged.connect(self._typed)
        self.area.focus_left.connect(self.left)

    def _typed(self) -> None:
        if not self._showing:
            self.edited.emit(self.area.toPlainText())

    @property
    @override
    def input(self) -> QWidget:
        return self.area

    @override
    def text(self) -> str:
        return self.area.toPlainText()

    @override
    def show_text(self, text: str) -> None:
        if text != self.area.toPlainText():
            self._showing = True
            self.area.setPlainText(text)
            self._showing = False
        self.area.document().clearUndoRedoStacks()  # what is kept is taken back by the journal
