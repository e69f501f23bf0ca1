"""A screen that takes one list from a file: chosen or dropped."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from desktop.domain.said import N_
from desktop.ui.shell.workbench import Screen, Workbench


class ListFileScreen(Screen):
    """Lists come as CSV or as a workbook."""

    def __init__(self, bench: Workbench, title: str, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self.setAcceptDrops(True)
        self._dialog_title = title

    @abstractmethod
    def open(self, path: Path) -> None:
        """Read a file and show what would become of it."""

    def choose_file(self) -> None:
        """Ask for the file."""
        text = self.bench.language.text
        kinds = text(N_("Lists (*.csv *.txt *.tsv *.xlsx *.xlsm)"))
        path, _ = QFileDialog.getOpenFileName(self, text(self._dialog_title), "", kinds)
        if path:
            self.open(Path(path))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.open(Path(event.mimeData().urls()[0].toLocalFile()))
