"""A record to read: labels at the left, values at the right, made from the declarations."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.application.facts import Fact
from desktop.application.i18n import Language
from desktop.domain.fields import Kind
from desktop.domain.said import N_
from desktop.ui.theme import Role, set_tone

_LABEL_WIDTH = 190
_TWO_COLUMNS_FROM = 6
"""From this many short facts on they stand in two columns."""


class FactsView(QWidget):
    """Facts in one or two columns; a required one that is empty says so."""

    def __init__(self, facts: Sequence[Fact], language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        short = [fact for fact in facts if fact.field.kind is not Kind.LONG]
        columns = 2 if len(short) >= _TWO_COLUMNS_FROM else 1
        half = -(-len(short) // columns)
        for at, fact in enumerate(short):
            self._add(grid, fact, at % half, 2 * (at // half), 1)
        for at, fact in enumerate(fact for fact in facts if fact.field.kind is Kind.LONG):
            self._add(grid, fact, half + at, 0, 3)

    def _add(self, grid: QGridLayout, fact: Fact, row: int, column: int, span: int) -> None:
        label = QLabel(fact.label, self)
        label.setFixedWidth(_LABEL_WIDTH)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        set_tone(label, Role.MUTED)
        value = QLabel(self)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        value.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        value.setAccessibleName(f"{fact.label}: {fact.text}")
        if fact.text:
            value.setText(fact.text)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if fact.field.kind not in (Kind.TEXT, Kind.LONG):
                value.setFont(_tabular(value.font()))
        else:
            value.setText(self._language.text(N_("not filled in")))
            set_tone(value, Role.WARNING)
        grid.addWidget(label, row, column)
        grid.addWidget(value, row, column + 1, 1, span)


def _tabular(font: QFont) -> QFont:
    """Figures of one width, so that dates and numbers stand in line."""
    made = QFont(font)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
