"""The sections of a screen in a list: arrows go from one to the other, a sign says how far each is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QWidget
from typing_extensions import override

WIDTH = 216
ROW = 28
_ID = Qt.ItemDataRole.UserRole


class SectionList(QListWidget):
    """Ids with their names; choosing one is going there."""

    chosen = Signal(str)

    def __init__(self, name: str, sections: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("sections", True)
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for id_, title in sections:
            item = QListWidgetItem(title, self)
            item.setData(_ID, id_)
            item.setSizeHint(QSize(WIDTH - 4, ROW))
        self.currentItemChanged.connect(self._moved)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.count() * ROW + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), 4 * ROW)

    def go(self, section: str) -> None:
        """Choose a section."""
        for at in range(self.count()):
            if self.item(at).data(_ID) == section:
                self.setCurrentRow(at)

    def step(self, by: int) -> None:
        """The next section, or the one before."""
        self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + by)))

    def mark(self, section: str, sign: str, title: str, rest: str, spoken: str) -> None:
        """Say how far a section is: a sign before its title and a few words after it; the title gives way."""
        room = self.width() - 44 - self.fontMetrics().horizontalAdvance(f"{sign}    {rest}")
        shown = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        text = f"{sign}  {shown}  {rest}".rstrip()
        for at in range(self.count()):
            item = self.item(at)
            if item.data(_ID) == section:
                item.setText(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _moved(self, current: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if current is not None:
            self.chosen.emit(current.data(_ID))
