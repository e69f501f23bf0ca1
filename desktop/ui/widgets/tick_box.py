"""A box to tick, drawn in the colours of the palette: seen as well in the dark."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton
from typing_extensions import override

from desktop.ui.icons import icon
from desktop.ui.theme import Role


class TickBox(QCheckBox):
    """Space ticks it; the tick is a sign, not a colour."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box: QRect = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        painter.setPen(QPen(self.palette().color(Role.ACCENT if focus else Role.MUTED), 2 if focus else 1))
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        if self.isChecked():
            icon("check").paint(painter, box.adjusted(2, 2, -2, -2))
        painter.end()
