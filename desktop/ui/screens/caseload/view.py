"""The caseload: who one guides, found while typing, sorted and narrowed by the query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.caseload import CaseRow, CaseSort, Choice
from desktop.application.values import code_label
from desktop.domain.changes import Outcome
from desktop.domain.codes import Hold, Stage
from desktop.domain.said import N_, said_n
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.screens.caseload.columns import columns
from desktop.ui.screens.caseload.view_model import CaseloadViewModel, Listed
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.shell.workroom import GO
from desktop.ui.theme import Role, Size, row_height, set_tone, set_type
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.paged_table import PagedTable, PagedTableModel
from desktop.ui.widgets.search_field import SearchField

_GONE = CaseRow("", "", "–", "")


class CaseloadView(Screen):
    """Search above, list below; Enter opens the dossier, also from the search field."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        language, session = bench.language, bench.session
        text = language.text
        self.model = CaseloadViewModel(session.caseload, bench.jobs, self)
        self.search = SearchField(text(N_("Search")), self)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(280)
        self.count = QLabel(self)
        self.new = primary(QPushButton(self))
        self.stage, self.counsellor, self.attention = (PlainCombo(self) for _ in range(3))
        rows = PagedTableModel(columns(language, session.work.clock.today), session.caseload.rows, _GONE, self)
        self.table = PagedTable(
            rows,
            text(N_("Caseload")),
            row_height(bench.settings.density),
            self,
        )
        self.empty = EmptyState("", parent=self)
        self.content = QStackedLayout()
        self.content.addWidget(self.table)
        self.content.addWidget(self.empty)
        self._words, self._open_when_listed = "", False
        self._lay_out()
        self._fill_choices()
        self.search.search.connect(self.model.search)
        self.search.textEdited.connect(self._typed_on)
        self.search.left_down.connect(self._enter_list)
        self.search.entered.connect(self._open_chosen)
        for combo in (self.stage, self.counsellor, self.attention):
            combo.activated.connect(self._narrow)
        self.table.opened.connect(self._open)
        self.table.sort_asked.connect(self._sort)
        self.model.listed.connect(self._show)
        bench.changes.applied.connect(self._changed)
        bench.commands.add(
            self,
            Command("caseload.search", N_("Search in the caseload"), self._to_search, "Ctrl+F", GO, "search"),
            Command("caseload.register", N_("Sign somebody up"), self._register, "Ctrl+N", GO, "add"),
        )
        bench.commands.attach(self.new, "caseload.register")
        self.table.show_sort("name", False)

    def _lay_out(self) -> None:
        text = self.bench.language.text
        heading = QLabel(text(N_("Caseload")), self)
        set_type(heading, Size.TITLE)
        set_tone(self.count, Role.MUTED)
        top, filters, page = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(heading)
        top.addStretch(1)
        top.addWidget(self.count)
        top.addSpacing(16)
        top.addWidget(self.new)
        filters.setSpacing(8)
        filters.addWidget(self.search)
        filters.addSpacing(16)
        for label, combo in (
            (text(N_("&Stage")), self.stage),
            (text(N_("C&ounsellor")), self.counsellor),
            (text(N_("&Attention")), self.attention),
        ):
            name = QLabel(label, self)
            set_tone(name, Role.MUTED)
            name.setBuddy(combo)
            combo.setAccessibleName(label.replace("&", ""))
            filters.addWidget(name)
            filters.addWidget(combo)
            filters.addSpacing(8)
        filters.addStretch(1)
        page.setContentsMargins(24, 16, 24, 8)
        page.setSpacing(12)
        page.addLayout(top)
        page.addLayout(filters)
        page.addLayout(self.content, 1)
        keys = QLabel(text(N_("↑↓ choose · Enter open · Ctrl+F search · Esc clear the search")), self)
        set_type(keys, Size.SMALL)
        set_tone(keys, Role.MUTED)
        page.addWidget(keys)

    def _fill_choices(self) -> None:
        text = self.bench.language.text
        self.stage.addItem(text(N_("all open")), ())
        for stage in Stage:
            self.stage.addItem(code_label("stage", stage, self.bench.language), (stage.value,))
        for hold in Hold:
            self.stage.addItem(code_label("hold", hold, self.bench.language), (hold.value,))
        self.attention.addItem(text(N_("all")), False)
        self.attention.addItem(text(N_("now")), True)
        self.counsellor.addItem(text(N_("everybody")), None)

    # what happens

    @override
    def visit(self, place: Place) -> None:
        self._open_when_listed = False
        self.model.refresh()
        caseload = self.bench.session.caseload
        self.bench.jobs.store(caseload.counsellors, self, self._show_counsellors)
        (self.table if self.table.current else self.search).setFocus()

    @override
    def case(self) -> str:
        return self.table.current or ""

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.table)

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _register(self) -> None:
        self.bench.go(Place("register"))

    def _enter_list(self) -> None:
        if self.table.current is None:
            self.table.choose_row(0)
        self.table.setFocus()

    def _typed_on(self) -> None:
        self._open_when_listed = False

    def _open_chosen(self) -> None:
        """Open the chosen row; where the list is still being asked for, as soon as it is there."""
        self._open_when_listed = self.model.is_asking
        if not self._open_when_listed and (chosen := self.table.current) is not None:
            self._open(chosen)

    def _narrow(self) -> None:
        chosen: tuple[str, ...] = self.stage.currentData()
        today = self.bench.session.work.clock.today()
        self.model.narrow(
            replace(
                self.model.wanted,
                stages=tuple(c for c in chosen if c in set(Stage)),
                holds=tuple(c for c in chosen if c in set(Hold)),
                counsellor=self.counsellor.currentData(),
                due_by=today if self.attention.currentData() else None,
            )
        )

    def _sort(self, by: CaseSort, descending: bool) -> None:
        self.table.show_sort(by, descending)
        self.model.order(by, descending)

    def _open(self, traject: str) -> None:
        self.bench.go(Place("dossier", traject))

    def _changed(self, outcome: Outcome) -> None:
        if self.isVisible():
            self.model.refresh()

    def _show(self, listed: Listed) -> None:
        language = self.bench.language
        self.table.show_ids(listed.ids)
        if listed.counts is not None:
            self.count.setText(language.say(said_n("{n} candidate", "{n} candidates", len(listed.ids))))
            for at in range(1, self.stage.count()):
                code = self.stage.itemData(at)[0]
                label = code_label("stage" if code in set(Stage) else "hold", code, language)
                self.stage.setItemText(at, f"{label}  {listed.counts.get(code, 0)}")
        if not listed.ids:
            self._explain_empty(bool(listed.wanted.text))
        self.content.setCurrentWidget(self.table if listed.ids else self.empty)
        if listed.ids and (self.table.current is None or listed.wanted.text != self._words):
            self.table.choose_row(0)  # other words: who fits them first is who is meant
        self._words = listed.wanted.text
        if self._open_when_listed:
            self._open_chosen()

    def _explain_empty(self, searched: bool) -> None:
        text = self.bench.language.text
        if searched:
            self.empty.say(
                text(
                    N_("Nobody is found by these letters. Type fewer letters, or part of the surname, phone or number.")
                ),
                text(N_("Clear the search")),
                self._clear,
            )
        else:
            self.empty.say(
                text(N_("The people you guide stand here. Nobody fits this choice yet.")),
                text(N_("Sign somebody up")),
                self._register,
            )

    def _clear(self) -> None:
        self.search.clear()
        self.search.setFocus()

    def _show_counsellors(self, choices: tuple[Choice, ...]) -> None:
        _refill(self.counsellor, choices)


def _refill(combo: QComboBox, choices: tuple[Choice, ...]) -> None:
    """Other choices after the first ('everybody'); what was chosen stays chosen."""
    kept = combo.currentData()
    while combo.count() > 1:
        combo.removeItem(1)
    for choice in choices:
        combo.addItem(choice.name, choice.id)
    combo.setCurrentIndex(max(0, combo.findData(kept)))
