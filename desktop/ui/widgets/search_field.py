"""A field that searches while one types: Down enters the list, Enter opens the first, Esc empties it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.ui.icons import icon

PAUSE_MS = 80


class SearchField(QLineEdit):
    """Tells what was typed when the typing pauses."""

    search = Signal(str)
    left_down = Signal()
    entered = Signal()  # after `search`, when what was typed last was not told yet

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setMaxLength(200)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(self._typed)

    def _typed(self) -> None:
        self._pause.start()

    def _tell(self) -> None:
        self.search.emit(self.text())

    @override
    def event(self, event: QEvent) -> bool:
        """Esc empties the field first, also where it is a key of the screen."""
        before_shortcuts = event.type() == QEvent.Type.ShortcutOverride and bool(self.text())
        if before_shortcuts and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self.left_down.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._pause.isActive():
                    self._pause.stop()
                    self._tell()
                self.entered.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case _:
                super().keyPressEvent(event)
