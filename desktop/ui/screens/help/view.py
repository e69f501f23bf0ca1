"""Help with the main tasks: the questions at the left, what to do at the right, and the way to the place itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.help_pages import PAGES, HelpPage
from desktop.domain.folding import fold
from desktop.domain.said import N_
from desktop.ui.screens.places import DESTINATIONS
from desktop.ui.shell.announce import announce
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary, side_by_side
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.widgets.section_list import SectionList

HELP = N_("Help")
_OF_A_CASE = frozenset(to.screen for to in DESTINATIONS if to.case)
_LIST_WIDTH = 360
_TEXT_WIDTH = 480


class HelpView(Screen):
    """Search above the questions; Down goes to them, Ctrl+Enter to the place that the answer is about."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        heading, lead = QLabel(text(HELP), self), QLabel(self)
        set_type(heading, Size.TITLE)
        set_tone(lead, Role.MUTED)
        lead.setText(text(N_("What people ask most. F1 on a field explains the field; the manual tells the rest.")))
        lead.setWordWrap(True)
        self.search = SearchField(text(N_("Search in the help")), self)
        self.list = SectionList(text(N_("Questions")), [(page.id, text(page.question)) for page in PAGES], self)
        self.nothing = QLabel(
            text(N_("No question holds these words. Type fewer letters, or look in the manual.")), self
        )
        self.question, self.answer = QLabel(self), QLabel(self)
        self.go_there, self.manual = primary(QPushButton(self)), QPushButton(self)
        for label in (self.nothing, self.question, self.answer):
            label.setWordWrap(True)
        set_tone(self.nothing, Role.MUTED)
        set_type(self.question, Size.HEADING)
        self.nothing.hide()
        self._lay_out(heading, lead)
        self.search.search.connect(self._find)
        self.search.left_down.connect(self._enter_list)
        self.search.entered.connect(self._enter_list)
        self.list.chosen.connect(self._show)
        bench.commands.attach(self.go_there, "help.there")
        bench.commands.attach(self.manual, "help.manual")
        self.list.setCurrentRow(0)

    def _lay_out(self, heading: QLabel, lead: QLabel) -> None:
        left, right, both, page = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for widget in (self.search, self.nothing, self.list):
            widget.setFixedWidth(_LIST_WIDTH)
            left.addWidget(widget)
        left.addStretch(1)
        for label in (self.question, self.answer):
            label.setMaximumWidth(_TEXT_WIDTH)
            right.addWidget(label)
        right.addSpacing(8)
        right.addLayout(side_by_side(self.go_there, self.manual))
        right.addStretch(1)
        left.setSpacing(12)
        right.setSpacing(12)
        both.setSpacing(32)
        both.addLayout(left)
        both.addLayout(right, 1)
        page.setContentsMargins(24, 16, 24, 16)
        page.setSpacing(12)
        page.addWidget(heading)
        page.addWidget(lead)
        page.addLayout(both, 1)

    @property
    def page(self) -> HelpPage:
        """The page that is shown."""
        return PAGES[self.list.currentRow()]

    @override
    def visit(self, place: Place) -> None:
        self.search.setFocus()
        self.search.selectAll()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.list, self.go_there)

    def _find(self, typed: str) -> None:
        """Only the questions with these words in them or in their answer."""
        text, words = self.bench.language.text, fold(typed).split()
        wholes = (fold(" ".join(map(text, (page.question, *page.steps)))) for page in PAGES)
        found = [all(word in whole for word in words) for whole in wholes]
        for row, holds in enumerate(found):
            self.list.item(row).setHidden(not holds)
        self.nothing.setVisible(not any(found))
        if any(found) and not found[self.list.currentRow()]:
            self.list.setCurrentRow(found.index(True))

    def _show(self) -> None:
        text, page = self.bench.language.text, self.page
        self.question.setText(text(page.question))
        self.answer.setText("\n\n".join(f"{number}. {text(step)}" for number, step in enumerate(page.steps, 1)))
        self.answer.setAccessibleDescription(text(page.question))
        if self.list.hasFocus():
            announce(self.answer, self.answer.text())

    def _enter_list(self) -> None:
        self.list.setFocus()

    def _go_there(self) -> None:
        """To the screen itself; where it shows a case: of the person who was open last."""
        page, bench = self.page, self.bench
        case = bench.case() if page.screen in _OF_A_CASE else ""
        if page.screen in _OF_A_CASE and not case:
            bench.go(Place("caseload"))
            said = N_("This is about one person: open somebody from the list first.")
            bench.messages.say(bench.language.text(said), "help")
        else:
            bench.go(Place(page.screen, case, f"section:{page.part}" if page.part else ""))

    def _to_manual(self) -> None:
        self.bench.go(Place("manual", at=f"{self.page.screen} section:{self.page.part or self.page.screen}"))

    def _leave(self) -> None:
        self.bench.commands.run("go.back")

    commands = (
        Command("help.there", N_("Go there"), _go_there, "Ctrl+Return | Ctrl+Enter", HELP, "next"),
        Command("help.manual", N_("More in the manual"), _to_manual, "", HELP, "book"),
        Command("help.leave", N_("Back to the work"), _leave, "Esc", HELP, "back"),
    )
