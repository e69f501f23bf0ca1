"""One module in the picture: a button, so that it has a name and the focus; it is dragged, and stretched at its end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from desktop.ui.screens.route.keys import RouteKeys
from desktop.ui.theme import Role

HEIGHT = 22
RING = 4
"""Room around a bar for the ring of the focus."""

_GRIP = 8
_HATCH = 6


class BarButton(QAbstractButton):
    """Painted by its status, readable without colour."""

    dragged = Signal(str, float, bool, bool)  # enrolment, pixels, at its end, with what follows
    dropped = Signal()
    drag_left = Signal()
    opened = Signal()
    step_asked = Signal(int)

    def __init__(self, enrolment: str, keys: RouteKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.enrolment, self._keys = enrolment, keys
        self.status, self.label, self.chosen, self.tried, self.warned = "planned", "", False, False, False
        self.exams: tuple[float, ...] = ()
        self._held: QPointF | None = None
        self._at_end = self._moved = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @override
    def sizeHint(self) -> QSize:
        return QSize(40, HEIGHT + 2 * RING)

    # keys

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._keys.claims(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._held is not None:
            self._held = None
            self.drag_left.emit()
        elif self._keys.handle(event):
            return
        elif event.modifiers() == Qt.KeyboardModifier.NoModifier and event.key() in _STEPS:
            self.step_asked.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    # the pointer

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held, self._moved = event.globalPosition(), False
            self._at_end = self._on_grip(event.position())
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            grip = self._on_grip(event.position())
            self.setCursor(Qt.CursorShape.SizeHorCursor if grip else Qt.CursorShape.OpenHandCursor)
            return
        along = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._moved = True
        self.dragged.emit(self.enrolment, event.globalPosition().x() - self._held.x(), self._at_end, along)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, None
        if held is not None and self._moved:
            self.setDown(False)
            self.dropped.emit()
        else:
            super().mouseReleaseEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self.opened.emit()

    @property
    def held(self) -> bool:
        """Whether the pointer holds it."""
        return self._held is not None

    def _on_grip(self, where: QPointF) -> bool:
        return where.x() > self.width() - RING - _GRIP and self.width() > 3 * _GRIP

    # painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        box = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING).adjusted(0.5, 0.5, -0.5, -0.5)
        paint_bar(painter, box, colours, self.status, chosen=self.chosen, warned=self.warned)
        if self.label:
            dark = self.status == "passed"
            painter.setPen(colours.color(QPalette.ColorRole.Base if dark else QPalette.ColorRole.Text))
            where = box.adjusted(7, 0, -4, 0)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.label)
        for exam in self.exams:
            paint_exam(painter, QPointF(exam + RING, box.center().y()), colours)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.color(Role.ACCENT), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -1000, Qt.Key.Key_End: 1000}


def paint_bar(
    painter: QPainter, box: QRectF, colours: QPalette, status: str, *, chosen: bool = False, warned: bool = False
) -> None:
    """A bar in the pattern of its status: dark is done, grey is busy, white ahead, dashed exempt, hatched stopped."""
    text, quiet = colours.color(QPalette.ColorRole.Text), colours.color(Role.MUTED)
    fill: QColor | None = colours.color(QPalette.ColorRole.Base)
    line = QPen(quiet, 1)
    if status == "passed":
        fill = quiet
    elif status in ("started", "behind", "retake"):
        fill, line = colours.color(Role.RAISED), QPen(text, 1)
    elif status == "exempt":
        fill = None
        line.setStyle(Qt.PenStyle.DashLine)
    elif status == "stopped":
        fill = None
    if warned:
        line = QPen(colours.color(Role.WARNING), 1.5)
    if chosen:
        line = QPen(colours.color(Role.ACCENT), 2)
        if fill is not None and status != "passed":
            fill = colours.color(Role.SELECTED)
    painter.setPen(line)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4, 4)
    if status == "stopped":
        painter.save()
        painter.setClipRect(box)
        painter.setPen(QPen(quiet, 1))
        at = box.left() - box.height()
        while at < box.right():
            painter.drawLine(QPointF(at, box.bottom()), QPointF(at + box.height(), box.top()))
            at += _HATCH
        painter.restore()


def paint_exam(painter: QPainter, at: QPointF, colours: QPalette) -> None:
    """A diamond: the day of an exam."""
    painter.setPen(QPen(colours.color(QPalette.ColorRole.Text), 1.2))
    painter.setBrush(colours.color(QPalette.ColorRole.Base))
    painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in ((0, -5), (5, 0), (0, 5), (-5, 0))]))
