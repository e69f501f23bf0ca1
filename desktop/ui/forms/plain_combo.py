"""A list to choose one of, drawn with our own sign and deaf to the wheel until somebody is in it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from typing_extensions import override

from desktop.ui.icons import icon

_SIGN = 12


class PlainCombo(QComboBox):
    """Letters typed jump to the choice that begins with them; Alt+Down opens the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._typing = QElapsedTimer()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A space among letters belongs to the words that are typed; alone it opens the list, as everywhere."""
        typing = self._typing.isValid() and not self._typing.hasExpired(QApplication.keyboardInputInterval())
        if event.key() == Qt.Key.Key_Space and typing:
            event = QKeyEvent(event.type(), Qt.Key.Key_unknown, event.modifiers(), event.text())
        super().keyPressEvent(event)
        if event.text().strip() or typing:
            self._typing.restart()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRect(self.width() - _SIGN - 6, (self.height() - _SIGN) // 2, _SIGN, _SIGN)
        icon("down").paint(painter, place)
        painter.end()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past a list must not change what it says."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
