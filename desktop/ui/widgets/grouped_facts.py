"""A large record to read: its facts below the titles of their groups; a group with nothing in it is left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.facts import Fact
from desktop.application.i18n import Language
from desktop.domain.fields import Kind
from desktop.ui.widgets.facts_view import TWO_COLUMNS_FROM, WIDE_ENOUGH, FactsView
from desktop.ui.widgets.heading import heading


class GroupedFacts(QWidget):
    """Titles in the reader's language, each with its facts; small groups stand side by side where there is room."""

    def __init__(
        self, groups: Sequence[tuple[str, Sequence[Fact]]], language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(16)
        self._blocks = [(self._block(title, facts, language), _is_small(facts)) for title, facts in groups if facts]
        self._arrange(1)

    def _block(self, title: str, facts: Sequence[Fact], language: Language) -> QWidget:
        block = QWidget(self)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if title:
            column.addWidget(heading(title, block))
        column.addWidget(FactsView(facts, language, block))
        return block

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(2 if event.size().width() >= WIDE_ENOUGH else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.takeAt(0) is not None:
            pass
        row = column = 0
        for block, small in self._blocks:
            wide = columns if not small else 1
            if column + wide > columns:
                row, column = row + 1, 0
            self._grid.addWidget(block, row, column, 1, wide, Qt.AlignmentFlag.AlignTop)
            column += wide
        for each in range(2):
            self._grid.setColumnStretch(each, 1 if each < columns else 0)


def _is_small(facts: Sequence[Fact]) -> bool:
    return len(facts) < TWO_COLUMNS_FROM and all(fact.field.kind is not Kind.LONG for fact in facts)
