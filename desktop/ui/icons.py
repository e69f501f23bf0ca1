"""Icons: one monochrome drawing each, painted in the colour of the text around it."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from desktop.application.resources import resource


class _Engine(QIconEngine):
    """Paints the drawing in the palette's text colour: dark theme, disabled and 200 % need no second file."""

    def __init__(self, svg: str) -> None:
        super().__init__()
        self._svg = svg

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        group = QPalette.ColorGroup.Disabled if mode == QIcon.Mode.Disabled else QPalette.ColorGroup.Active
        colour = QGuiApplication.palette().color(group, QPalette.ColorRole.Text).name()
        QSvgRenderer(self._svg.replace("currentColor", colour).encode()).render(painter, QRectF(rect))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        if made.isNull():  # a line that is not laid out yet has no room for an icon
            return made
        made.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    @override
    def clone(self) -> QIconEngine:
        return _Engine(self._svg)


@cache
def _svg(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


def icon(name: str) -> QIcon:
    """The icon with this name; it follows the palette."""
    return QIcon(_Engine(_svg(name)))
