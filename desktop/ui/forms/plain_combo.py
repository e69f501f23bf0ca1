"""A list to choose one of, drawn with our own sign and deaf to the wheel until somebody is in it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget
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
