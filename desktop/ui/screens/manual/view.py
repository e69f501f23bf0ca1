"""The manual in the window: its chapters in a list, the chapter beside it, and a search through all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.manual import Chapter, chapter_about, chapters
from desktop.domain.said import N_
from desktop.ui.screens.manual.page import ManualPage
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.widgets.section_list import SectionList

MANUAL = N_("Manual")


class ManualView(Screen):
    """Chapters that hold what was typed stay in the list; Down goes to them, Esc back to the work."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        self._chapters: dict[str, Chapter] = {chapter.id: chapter for chapter in chapters(bench.language.tag)}
        heading = QLabel(text(MANUAL), self)
        set_type(heading, Size.TITLE)
        self.search = SearchField(text(N_("Search in the manual")), self)
        self.nothing = QLabel(text(N_("No chapter holds these words. Type fewer letters.")), self)
        self.nothing.setWordWrap(True)
        set_tone(self.nothing, Role.MUTED)
        self.nothing.hide()
        self.list = SectionList(
            text(N_("Chapters")), [(chapter.id, chapter.title) for chapter in self._chapters.values()], self
        )
        self.list.setFixedWidth(280)
        self.search.setFixedWidth(280)
        self.nothing.setFixedWidth(280)
        self.page = ManualPage(text(MANUAL), self)
        left, row, column = QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        left.setSpacing(12)
        for widget in (self.search, self.nothing, self.list):
            left.addWidget(widget)
        left.addStretch(1)
        row.setSpacing(24)
        row.addLayout(left)
        row.addWidget(self.page, 1)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addLayout(row, 1)
        self.list.chosen.connect(self._read)
        self.search.search.connect(self._find)
        self.search.left_down.connect(self._enter_list)
        self.search.entered.connect(self._enter_page)
        self.list.setCurrentRow(0)

    @override
    def visit(self, place: Place) -> None:
        chapter = chapter_about(tuple(self._chapters.values()), place.at)
        if chapter is not None:
            self.search.clear()
            self._find("")
            self.list.go(chapter.id)
        self.search.setFocus()

    @override
    def now_at(self, place: Place) -> Place:
        return Place(place.screen, at=self._shown())

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.list, self.page)

    def _shown(self) -> str:
        return list(self._chapters)[self.list.currentRow()]

    def _read(self, chapter: str) -> None:
        self.page.read(self._chapters[chapter], self.search.text().strip())

    def _find(self, typed: str) -> None:
        """Only the chapters with these words; the first of them is shown where the one that is open lacks them."""
        found = [chapter.holds(typed) for chapter in self._chapters.values()]
        for row, holds in enumerate(found):
            self.list.item(row).setHidden(not holds)
        self.nothing.setVisible(not any(found))
        if not any(found):
            return
        if found[self.list.currentRow()]:
            self._read(self._shown())
        else:
            self.list.setCurrentRow(found.index(True))

    def _enter_list(self) -> None:
        self.list.setFocus()

    def _enter_page(self) -> None:
        self.page.setFocus()

    def _leave(self) -> None:
        back = self.bench.commands.action("go.back")
        if back.isEnabled():
            back.trigger()
        else:
            self.bench.go(Place("caseload"))

    commands = (Command("manual.leave", N_("Back to the work"), _leave, "Esc", MANUAL, "back"),)
