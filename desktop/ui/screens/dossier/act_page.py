"""Where a verb of the whole case is done: it takes the place of the section, and gives it back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.forms.act_slot import ActSlot
from desktop.ui.shell.workbench import Workbench
from desktop.ui.widgets.focus_scroll import FocusScroll


class ActPage(FocusScroll):
    """A page with an act on it."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget(self)
        page.setObjectName("page")
        self.slot = ActSlot(bench, page)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 24)
        column.addWidget(self.slot)
        column.addStretch(1)
        self.setWidget(page)

    def flush(self) -> None:
        """Keep what is being typed."""
        self.slot.flush()
