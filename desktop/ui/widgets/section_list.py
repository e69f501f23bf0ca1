"""The sections of a screen in a list: arrows go from one to the other, a sign says how far each is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

WIDTH = 216
_ID = Qt.ItemDataRole.UserRole


class SectionList(QListWidget):
    """Ids with their names; choosing one is going there."""

    chosen = Signal(str)

    def __init__(self, name: str, sections: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("sections", True)
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for id_, title in sections:
            item = QListWidgetItem(title, self)
            item.setData(_ID, id_)
            item.setSizeHint(QSize(WIDTH, 30))
        self.currentItemChanged.connect(self._moved)

    def go(self, section: str) -> None:
        """Choose a section."""
        for at in range(self.count()):
            if self.item(at).data(_ID) == section:
                self.setCurrentRow(at)

    def step(self, by: int) -> None:
        """The next section, or the one before."""
        self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + by)))

    def mark(self, section: str, text: str, spoken: str) -> None:
        """Say something else for a section, such as how far it is."""
        for at in range(self.count()):
            item = self.item(at)
            if item.data(_ID) == section:
                item.setText(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _moved(self, current: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if current is not None:
            self.chosen.emit(current.data(_ID))
