"""A second window on the same open workspace: it shares session and changes, and locks and closes with the first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.said import N_
from desktop.ui.shell.workroom import Workroom


class SecondWindow(QWidget):
    """Holds a workroom of its own; nothing personal is in its title."""

    closed = Signal()

    def __init__(self, first: Workroom) -> None:
        super().__init__()
        bench = first.bench
        self.room = room = Workroom(
            first.session,
            bench.jobs,
            bench.language,
            bench.settings,
            tuple(first.destinations.values()),
            changes=first.changes,
            sync=first.sync,
        )
        room.backups.stop()  # the first window makes them
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle(bench.language.text(N_("Overstap")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(room)
        self.resize(1100, 800)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being typed is kept; the first window stays."""
        self.room.flush()
        super().closeEvent(event)
        self.closed.emit()
