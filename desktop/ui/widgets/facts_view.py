"""A record to read: labels at the left, values at the right, made from the declarations."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget
from typing_extensions import override

from desktop.application.facts import Fact
from desktop.application.i18n import Language
from desktop.domain.fields import Kind
from desktop.domain.said import N_
from desktop.ui.theme import Role, set_tone

_LABEL_WIDTH = 190
WIDE_ENOUGH = 760
"""From this width on, in pixels, facts may stand in two columns."""
TWO_COLUMNS_FROM = 6
"""From this many short facts on they stand in two columns."""


class FactsView(QWidget):
    """Facts in one or two columns, as the width allows; a required one that is empty says so."""

    def __init__(self, facts: Sequence[Fact], language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._made = [(fact, *self._labels(fact)) for fact in facts]
        self._arrange(1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        short = sum(fact.field.kind is not Kind.LONG for fact, _, _ in self._made)
        self._arrange(2 if short >= TWO_COLUMNS_FROM and event.size().width() >= WIDE_ENOUGH else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.takeAt(0) is not None:
            pass
        short = [made for made in self._made if made[0].field.kind is not Kind.LONG]
        half = -(-len(short) // columns)
        for at, (_, label, value) in enumerate(short):
            self._grid.addWidget(label, at % half, 2 * (at // half))
            self._grid.addWidget(value, at % half, 2 * (at // half) + 1)
        for at, (_, label, value) in enumerate(made for made in self._made if made[0].field.kind is Kind.LONG):
            self._grid.addWidget(label, half + at, 0)
            self._grid.addWidget(value, half + at, 1, 1, 2 * columns - 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1 if columns > 1 else 0)

    def _labels(self, fact: Fact) -> tuple[QLabel, QLabel]:
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
        return label, value


def _tabular(font: QFont) -> QFont:
    """Figures of one width, so that dates and numbers stand in line."""
    made = QFont(font)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
