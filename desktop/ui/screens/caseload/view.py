"""The caseload: who one guides, found while typing, sorted and narrowed by the query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QPushButton, QSplitter, QStackedLayout, QWidget
from typing_extensions import override

from desktop.application.caseload import CaseFilter, CaseRow, CaseSort
from desktop.application.caseload_choice import CaseChoice, keep_choice, last_choice
from desktop.domain.changes import Outcome
from desktop.domain.said import N_, said_n
from desktop.ui.screens.caseload.beside import Beside
from desktop.ui.screens.caseload.bulk_panel import BulkPanel
from desktop.ui.screens.caseload.column_keys import ColumnKeys
from desktop.ui.screens.caseload.columns import columns
from desktop.ui.screens.caseload.filters import CaseFilters
from desktop.ui.screens.caseload.named import NamedFilters
from desktop.ui.screens.caseload.nobody import Nobody
from desktop.ui.screens.caseload.sign_up_export import SignUpExport
from desktop.ui.screens.caseload.view_model import CaseloadViewModel, Listed
from desktop.ui.shell.commands import Command
from desktop.ui.shell.export_panel import ExportPanel
from desktop.ui.shell.list_export import Exported, ListExport
from desktop.ui.shell.loading_line import LoadingLine
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.room_commands import VIEW
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, row_height, set_tone
from desktop.ui.widgets.day_watch import DayWatch
from desktop.ui.widgets.menu_button import MenuButton
from desktop.ui.widgets.own_columns import OwnColumns
from desktop.ui.widgets.page_layout import PageLayout, key_hint
from desktop.ui.widgets.paged_model import PagedTableModel
from desktop.ui.widgets.paged_table import PagedTable
from desktop.ui.widgets.search_field import SearchField

CASELOAD = N_("Caseload")
_GONE = CaseRow("", "", "–", "")


class CaseloadView(Screen):
    """Search above, list below; Enter opens the dossier, also from the search field."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        language, session = bench.language, bench.session
        text = language.text
        self.choice = last_choice(session.store, session.work.user.id)
        self.model = CaseloadViewModel(session.caseload, bench.jobs, self._wanted(""), self)
        self.model.sort, self.model.descending = self.choice.sort, self.choice.descending
        self.search = SearchField(text(N_("Search")), self)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(280)
        self.count = QLabel(self)
        self.new = primary(QPushButton(self))
        self.filters = CaseFilters(language, session.work.user, self.choice, self)
        rows = PagedTableModel(
            columns(language, session.work.clock.today, session.work.user.id), session.caseload.rows, _GONE, self
        )
        self.table = PagedTable(
            rows,
            text(N_("Caseload")),
            row_height(bench.settings.density),
            self,
        )
        self.columns = OwnColumns(self.table)
        self.column_keys = ColumnKeys(bench, self.columns, self.table, self)
        self.named = NamedFilters(bench, self)
        kinds = ("csv", "xlsx", "pdf")
        listed = Exported("caseload", text(CASELOAD), CASELOAD, session.caseload.rows, people=True, kinds=kinds)
        self.asking = ExportPanel(bench, self)
        self.export = ListExport(bench, listed, self, self.asking)
        self.sign_ups = SignUpExport(bench, CASELOAD, self, self.asking)
        self.menus = [
            MenuButton(text(N_("Sa&ved choices")), self.named.fill, self),
            MenuButton(text(N_("Colu&mns")), self.column_keys.fill, self),
            MenuButton(text(N_("E&xport")), self._fill_export, self),
        ]
        self.empty = Nobody(bench, self)
        self.loading = LoadingLine(bench, self)
        self.content = QStackedLayout()
        self.table.choose_many()
        self.bulk = BulkPanel(bench, self)
        self.asking.opened.connect(self._ask_why)
        for taking_its_place in (self.bulk, self.asking):
            taking_its_place.closed.connect(self._back_to_list)
        self.beside = Beside(bench, self)
        self.both = QSplitter(self)
        self.both.addWidget(self.table)
        self.both.addWidget(self.beside)
        self.both.setStretchFactor(0, 1)
        self.both.setChildrenCollapsible(False)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.content.addWidget(self.both)
        self.content.addWidget(self.bulk)
        self.content.addWidget(self.asking)
        self.content.addWidget(self.empty)
        self._words, self._open_when_listed, self._wanted_row = "", False, ""
        self.day = DayWatch(session.work.clock.today, self)
        self._add_commands()
        self._lay_out()
        self.search.search.connect(self.model.search)
        self.search.textEdited.connect(self._typed_on)
        self.search.left_down.connect(self._enter_list)
        self.search.entered.connect(self._open_chosen)
        self.filters.chosen.connect(self._choose)
        self.named.picked.connect(self._pick)
        self.named.left.connect(self._enter_list)
        self.empty.clear_asked.connect(self._clear)
        self.empty.everybody_asked.connect(self._everybody)
        self.empty.register_asked.connect(self._register)
        self.day.turned.connect(self._follow_the_day)
        self.table.opened.connect(self._open)
        self.table.sort_asked.connect(self._sort)
        self.model.listed.connect(self._show)
        bench.changes.applied.connect(self._changed)
        self.table.show_sort(self.choice.sort, self.choice.descending)

    def _add_commands(self) -> None:
        self.export.add_commands(self, self._export)
        self.sign_ups.add_commands(self, self._export_sign_ups)
        self.bench.commands.attach(self.new, "caseload.register")
        self.bench.commands.declare(self, self.row_commands, self.table)

    def _lay_out(self) -> None:
        text = self.bench.language.text
        set_tone(self.count, Role.MUTED)
        page, find = PageLayout(self, text(CASELOAD), self.count, self.new), QHBoxLayout()
        find.setSpacing(8)
        find.addWidget(self.search, 3)
        find.addWidget(self.filters.closed)
        find.addStretch(1)
        for button in self.menus:
            find.addWidget(button)
        page.addLayout(find)
        page.addWidget(self.filters)
        page.addWidget(self.named)
        page.addWidget(self.loading)
        page.addLayout(self.content, 1)
        keys = N_("↑↓ choose · Shift+↑↓ choose more · Enter open · N note · Ctrl+B with the chosen people")
        page.addWidget(key_hint(text(keys), self))

    # what happens

    @override
    def visit(self, place: Place) -> None:
        self._open_when_listed = False
        self._wanted_row = place.at if self.table.current is None else ""
        self._ask_again()
        caseload = self.bench.session.caseload
        self.bench.jobs.store(caseload.counsellors, self, self.filters.show_counsellors)
        self.bench.jobs.store(caseload.programmes, self, self.filters.show_programmes)
        shown = self.content.currentWidget()
        if isinstance(shown, BulkPanel | ExportPanel):
            shown.resume()
        else:
            (self.table if self.table.current else self.search).setFocus()

    @override
    def now_at(self, place: Place) -> Place:
        return Place(place.screen, at=self.table.current or self._wanted_row)

    @override
    def case(self) -> str:
        return self.table.current or ""

    @override
    def flush(self) -> None:
        self.columns.flush()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.filters, self.table)

    def _note(self) -> None:
        self.bench.commands.run("note.anywhere")

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _to_twice(self) -> None:
        self.bench.go(Place("duplicates", at="candidate"))

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

    def _wanted(self, text: str) -> CaseFilter:
        return self.choice.wanted(text, self.bench.session.work.clock.today())

    def _ask_again(self) -> None:
        """The same question, asked today: what asks for attention is another thing after midnight."""
        self.model.wanted = self._wanted(self.model.wanted.text)
        self.model.refresh()

    def _follow_the_day(self) -> None:
        if self.isVisible():
            self._ask_again()

    def _choose(self, choice: CaseChoice) -> None:
        """Another choice: asked for now, and remembered."""
        self.choice = choice
        self.bench.jobs.store(partial(keep_choice, self.bench.session.store, choice), self)
        self.model.narrow(self._wanted(""))

    def _pick(self, choice: CaseChoice) -> None:
        self.filters.show_choice(choice)
        self.table.show_sort(choice.sort, choice.descending)
        self.model.sort, self.model.descending = choice.sort, choice.descending
        self._choose(choice)
        self.model.refresh()

    def _sort(self, by: CaseSort, descending: bool) -> None:
        self.table.show_sort(by, descending)
        self.model.sort, self.model.descending = by, descending
        self.filters.choice = replace(self.choice, sort=by, descending=descending)
        self._choose(self.filters.choice)
        self.model.refresh()

    def _open_bulk(self) -> None:
        if self.content.currentWidget() is self.bulk:
            self.bulk.resume()
        elif chosen := self.table.marked:
            self.content.setCurrentWidget(self.bulk)
            self.bulk.open(chosen)

    def _print(self) -> None:
        if chosen := self.table.marked:
            self.bench.go(Place("preview", chosen[0], others=chosen[1:]))

    def _ask_why(self) -> None:
        self.content.setCurrentWidget(self.asking)

    def _back_to_list(self) -> None:
        self.content.setCurrentWidget(self.both)
        self.table.setFocus()

    def _follow(self) -> None:
        self.beside.follow(self.table.current or "")

    def _save_filter(self) -> None:
        self.named.ask_name(self.choice)

    def _fill_export(self, menu: QMenu) -> None:
        self.export.fill(menu)
        menu.addSeparator()
        self.sign_ups.fill(menu)
        menu.addSeparator()
        menu.addAction(self.bench.commands.action("caseload.print"))

    def _export(self, kind: str) -> None:
        shown = [self.table.columns[at] for at in self.columns.shown()]
        self.export.ask(kind, self.table.ids, shown)

    def _export_sign_ups(self, kind: str) -> None:
        marked = self.table.marked
        self.sign_ups.ask_for(kind, marked if len(marked) > 1 else self.table.ids)

    def _open(self, traject: str) -> None:
        if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open_beside()
        else:
            self.bench.go(Place("dossier", traject))

    def _open_beside(self) -> None:
        self.bench.commands.run("window.second")

    def _changed(self, outcome: Outcome) -> None:
        if self.isVisible():
            self._ask_again()

    def _show(self, listed: Listed) -> None:
        language = self.bench.language
        self.table.show_ids(listed.ids)
        if self._wanted_row in listed.ids:  # who was chosen when the program ran last
            self.table.choose_row(listed.ids.index(self._wanted_row))
        self._wanted_row = ""
        if listed.counts is not None:
            self.count.setText(language.say(said_n("{n} candidate", "{n} candidates", len(listed.ids))))
            self.filters.show_counts(dict(listed.counts))
        if not listed.ids:
            searched, of_one = bool(listed.wanted.text), bool(self.choice.counsellor)
            self.empty.explain(nobody=listed.nobody, searched=searched, of_one=of_one)
        if not isinstance(self.content.currentWidget(), BulkPanel | ExportPanel):
            self.content.setCurrentWidget(self.both if listed.ids else self.empty)
        if listed.ids and (self.table.current is None or listed.wanted.text != self._words):
            self.table.choose_row(0)  # other words: who fits them first is who is meant
        self._words = listed.wanted.text
        if self._open_when_listed:
            self._open_chosen()

    def _clear(self) -> None:
        self.search.clear()
        self.search.setFocus()

    def _everybody(self) -> None:
        self.filters.show_choice(replace(self.choice, counsellor=""))
        self._choose(self.filters.choice)

    def _beside(self) -> None:
        self.beside.toggle()

    commands = (
        Command("caseload.search", N_("Search in the caseload"), _to_search, "Ctrl+F", CASELOAD, "search"),
        Command("caseload.register", N_("Sign somebody up"), _register, "Ctrl+N", CASELOAD, "add"),
        Command("caseload.bulk", N_("With the chosen people"), _open_bulk, "Ctrl+B", CASELOAD, "check"),
        Command("caseload.print", N_("Print for the chosen people"), _print, "Ctrl+Shift+P", CASELOAD, "print"),
        Command("caseload.save_filter", N_("Save this choice under a name"), _save_filter, "Ctrl+S", CASELOAD),
        Command("caseload.beside", N_("The dossier beside the list"), _beside, "Ctrl+I", VIEW),
        Command("caseload.twice", N_("Look who is here twice"), _to_twice, "", CASELOAD),
    )
    row_commands = (
        Command("caseload.note", N_("Write a note"), _note, "N", CASELOAD, "note"),
        Command("caseload.second", N_("Open in a second window"), _open_beside, "Ctrl+Return | Ctrl+Enter", CASELOAD),
    )
