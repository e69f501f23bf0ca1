"""What every section of the dossier is: a page that shows a case, keeps what is typed, and goes to a field."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.widgets.focus_scroll import FocusScroll


class CasePage(FocusScroll):
    """One section of an open dossier; made on the first visit and kept for every case after it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @abstractmethod
    def show_case(self, case: CaseFile) -> None:
        """Show the case as it is now; asked again after every change to it. What is being typed stays."""

    def flush(self) -> None:
        """Keep what is being typed: the person leaves, locks or quits."""

    def edit(self, field: str, record: str) -> None:
        """Go to a field, given as ``record.field``; ``record`` is the id of the one that is meant, or nothing."""

    def toggle(self) -> None:
        """Ctrl+E: from reading to editing and back, where the page has both."""
