"""A page that scrolls, and keeps what has the focus in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from typing_extensions import override

_ABOVE, _BELOW = 40, 64
"""Pixels kept around the field in focus: its label above, its problem below."""


class FocusScroll(QScrollArea):
    """Qt follows Tab by itself; this also follows links, shortcuts and forms that grow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.show_focus)
        self._following, self._back_to = False, 0
        self.verticalScrollBar().sliderPressed.connect(self._let_go)
        self.verticalScrollBar().rangeChanged.connect(self._reach)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def show_focus(self) -> None:
        """Scroll until the widget in focus is in sight."""
        focus, page = QApplication.focusWidget(), self.widget()
        if focus is None or page is None or not page.isAncestorOf(focus):
            return
        place = QRect(focus.mapTo(page, QPoint(0, 0)), focus.size())
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top, bottom = place.top() - _ABOVE, place.bottom() + _BELOW
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(min(bottom - height, top))

    @property
    def scrolled(self) -> int:
        """How far down the page is."""
        return self._back_to or self.verticalScrollBar().value()

    def come_back_to(self, scrolled: int) -> None:
        """Show the page as far down as it was, as soon as it is long enough; whoever scrolls meanwhile wins."""
        self._back_to = scrolled
        self._reach()

    def _reach(self) -> None:
        bar = self.verticalScrollBar()
        if self._back_to and bar.maximum() >= self._back_to:
            bar.setValue(self._back_to)
            self._later.stop()

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self._following, self._back_to = True, 0
            self._later.start(0)  # after the layout of what was just opened

    def _let_go(self) -> None:
        self._following, self._back_to = False, 0

    @override
    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._following:  # the page grew: a row was opened, a problem shown
            self._later.start(0)
        return super().eventFilter(watched, event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._let_go()
        super().wheelEvent(event)
