"""Two of one thing beside each other: per field the value of each, and which of the two is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from typing_extensions import override

from desktop.application.i18n import Language
from desktop.domain.said import N_
from desktop.ui.theme import Role

_KEYS = {Qt.Key.Key_Left: False, Qt.Key.Key_1: False, Qt.Key.Key_Right: True, Qt.Key.Key_2: True}


@dataclass(frozen=True, slots=True)
class TwoValues:
    """A field in which the two differ, and the value of each as it is shown."""

    key: str
    label: str
    left: str
    right: str


class _Tinted(QStyledItemDelegate):
    """Draws the chosen row tinted, as in every list: what is kept stays readable on it."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        shades, roles = option.palette, QPalette.ColorRole
        shades.setColor(roles.Highlight, shades.color(Role.SELECTED))
        shades.setColor(roles.HighlightedText, shades.color(roles.Text))


class SideBySide(QTableWidget):
    """Only the fields in which the two differ; ← or 1 keeps the left value, → or 2 the right one, a click either.

    ``taken`` holds the keys of the fields of which the right value is kept.
    """

    chosen = Signal()

    def __init__(self, language: Language, left: str, right: str, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        text = language.text
        self._language, self.taken = language, set[str]()
        self._lines: Sequence[TwoValues] = ()
        self.setHorizontalHeaderLabels((text(N_("Field")), left, right))
        self.setAccessibleName(text(N_("The two beside each other")))
        self.setAccessibleDescription(text(N_("Left or 1 keeps the left value, Right or 2 the right one.")))
        self.setItemDelegate(_Tinted(self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        self.cellClicked.connect(self._clicked)

    def show_two(self, lines: Sequence[TwoValues], taken: Collection[str]) -> None:
        """Show where two differ; of the fields in ``taken`` the right value is kept to begin with."""
        self._lines, self.taken = lines, set(taken)
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            self.setItem(row, 0, QTableWidgetItem(line.label))
            self._paint(row)
        if lines:
            self.setCurrentCell(0, 0)

    @property
    def kept(self) -> frozenset[str]:
        """The fields of which the left value is kept."""
        return frozenset(line.key for line in self._lines) - self.taken

    def _paint(self, row: int) -> None:
        line = self._lines[row]
        right = line.key in self.taken
        for column, (value, kept) in enumerate(((line.left, not right), (line.right, right)), 1):
            shown = value or self._language.text(N_("empty"))
            item = QTableWidgetItem(f"{'●' if kept else '○'}  {shown}")
            font = item.font()
            font.setBold(kept)
            item.setFont(font)
            if not kept:
                item.setForeground(self.palette().brush(QPalette.ColorGroup.Active, Role.MUTED))
            spoken = self._language.text(N_("{value}, is kept") if kept else N_("{value}, is not kept"), value=shown)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(shown)
            self.setItem(row, column, item)

    def choose(self, row: int, right: bool) -> None:
        """Keep the value of one side."""
        if 0 <= row < len(self._lines):
            (self.taken.add if right else self.taken.discard)(self._lines[row].key)
            self._paint(row)
            self.chosen.emit()

    def _clicked(self, row: int, column: int) -> None:
        if column:
            self.choose(row, column == 2)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _KEYS:
            self.choose(self.currentRow(), _KEYS[key])
        else:
            super().keyPressEvent(event)
