"""A large record to read: its facts below the titles of their groups; a group with nothing in it is left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.application.facts import Fact
from desktop.application.i18n import Language
from desktop.ui.widgets.facts_view import FactsView
from desktop.ui.widgets.heading import heading


class GroupedFacts(QWidget):
    """Titles in the reader's language, each with its facts."""

    def __init__(
        self, groups: Sequence[tuple[str, Sequence[Fact]]], language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for title, facts in groups:
            if not facts:
                continue
            if title:
                column.addSpacing(8 if column.count() else 0)
                column.addWidget(heading(title, self))
            column.addWidget(FactsView(facts, language, self))
