"""The place on a page where an act opens: one at a time, and the focus goes back to where it was asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.ui.forms.act import Act
from desktop.ui.forms.act_panel import ActPanel
from desktop.ui.shell.workbench import Workbench


class ActSlot(QWidget):
    """Empty until an act is opened in it."""

    opened = Signal()
    closed = Signal()
    done = Signal(object)  # Outcome
    missing_asked = Signal(object)  # Missing

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.panel: ActPanel | None = None
        self._asked_at: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def open(self, act: Act, traject: str) -> None:
        """Open an act, in the place of one that is open."""
        asked_at = self._asked_at if self.panel is not None else QApplication.focusWidget()
        self._take_away()
        self._asked_at = asked_at
        self.panel = ActPanel(self._bench, act, traject, self)
        self.panel.closed.connect(self.close_act)
        self.panel.done.connect(self.done)
        self.panel.missing_asked.connect(self.missing_asked)
        self._column.addWidget(self.panel)
        self.show()
        self.opened.emit()
        self.panel.focus_first()

    def close_act(self) -> None:
        """Close what is open; what was typed is kept."""
        if self.panel is None:
            return
        self._take_away()
        if self._asked_at is not None and isValid(self._asked_at) and self._asked_at.isVisible():
            self._asked_at.setFocus()
        self._asked_at = None
        self.closed.emit()

    def flush(self) -> None:
        """Keep what is being typed."""
        if self.panel is not None:
            self.panel.flush()

    def _take_away(self) -> None:
        if self.panel is not None:
            self.panel.flush()
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
        self.hide()
