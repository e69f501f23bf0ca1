"""Two records beside each other: per field the value of each, and which of the two is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
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
from desktop.application.merging import Merging
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.theme import Role

_KEYS = {Qt.Key.Key_Left: False, Qt.Key.Key_1: False, Qt.Key.Key_Right: True, Qt.Key.Key_2: True}


class _Tinted(QStyledItemDelegate):
    """Draws the chosen row tinted, as in every list: what is kept stays readable on it."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        shades, roles = option.palette, QPalette.ColorRole
        shades.setColor(roles.Highlight, shades.color(Role.SELECTED))
        shades.setColor(roles.HighlightedText, shades.color(roles.Text))


class SideBySide(QTableWidget):
    """Only the fields in which the two differ; ← or 1 keeps the left value, → or 2 the right one, a click either."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        text = language.text
        self._language, self._fields, self.taken = language, tuple[str, ...](), set[str]()
        self._values: Sequence[tuple[str, str]] = ()
        self.setHorizontalHeaderLabels((text(N_("Field")), text(N_("Stays")), text(N_("Is merged into it"))))
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

    def show_two(self, found: Merging, names: Names) -> None:
        """Show two records; what only one of them has is kept to begin with."""
        mine, theirs = found.stays.values(), found.goes.values()
        self._fields, self.taken = tuple(f.name for f in found.differ), set(found.missing)
        self._values = [(names.show(f, mine[f.name]), names.show(f, theirs[f.name])) for f in found.differ]
        self.setRowCount(len(found.differ))
        for row, field in enumerate(found.differ):
            self.setItem(row, 0, QTableWidgetItem(names.label(field)))
            self._paint(row)
        if self._fields:
            self.setCurrentCell(0, 0)

    def _paint(self, row: int) -> None:
        right = self._fields[row] in self.taken
        for column, (value, kept) in enumerate(zip(self._values[row], (not right, right), strict=True), 1):
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
        if 0 <= row < len(self._fields):
            (self.taken.add if right else self.taken.discard)(self._fields[row])
            self._paint(row)

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
