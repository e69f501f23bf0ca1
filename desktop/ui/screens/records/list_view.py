"""A list of records: search above, rows below, Enter opens the page of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QWidget
from typing_extensions import override

from desktop.application.merging import MERGEABLE
from desktop.application.values import code_label
from desktop.domain.changes import Outcome
from desktop.domain.codes import CODES
from desktop.domain.fields import RECORDS, Kind, Record
from desktop.domain.said import N_, said_n
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.naming import Names
from desktop.ui.screens.records.kinds import ListKind
from desktop.ui.screens.records.list_model import ListedRecords, RecordListModel
from desktop.ui.screens.records.new_record import NewRecord
from desktop.ui.shell.commands import Command
from desktop.ui.shell.list_export import Exported, ListExport
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, row_height, set_tone
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.menu_button import MenuButton
from desktop.ui.widgets.page_layout import PageLayout, key_hint, label_of
from desktop.ui.widgets.paged_model import Column, PagedTableModel
from desktop.ui.widgets.paged_table import PagedTable
from desktop.ui.widgets.search_field import SearchField

_NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY)


class RecordListView(Screen):
    """All records of one kind; made from the declaration of the list."""

    def __init__(self, bench: Workbench, listed: ListKind, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self.listed = listed
        text, language, query = bench.language.text, bench.language, bench.session.lists
        self.model = RecordListModel(listed.name, query, bench.jobs, self)
        self._names = Names(bench.session.store, language)
        title = language.record(listed.record.SPEC, plural=True)
        self.search = SearchField(text(N_("Search")), self)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(280)
        self.count = QLabel(self)
        self.choice = PlainCombo(self)
        rows = PagedTableModel(self._columns(), partial(query.rows, listed.name), listed.record(id=""), self)
        self.table = PagedTable(rows, title, row_height(bench.settings.density), self)
        out = Exported(listed.list_screen, title, listed.record.SPEC.plural, partial(query.rows, listed.name))
        self.export = ListExport(bench, out, self)
        self.files = MenuButton(text(N_("E&xport")), self.export.fill, self)
        self.empty = EmptyState("", parent=self)
        self.content = QStackedLayout()
        self.content.addWidget(self.table)
        self.content.addWidget(self.empty)
        self.new = NewRecord(bench, listed, self) if listed.asked else None
        self.add = primary(QPushButton(self))
        self._words, self._open_when_listed = "", False
        self._lay_out(title)
        self._fill_choice()
        self.search.search.connect(self.model.search)
        self.search.left_down.connect(self._enter_list)
        self.search.entered.connect(self._open_chosen)
        self.choice.activated.connect(self._narrow)
        self.table.opened.connect(self._open)
        self.table.sort_asked.connect(self._sort)
        self.model.listed.connect(self._show)
        bench.changes.applied.connect(self._changed)
        bench.commands.declare(self, self.commands_of(listed))
        self.export.add_commands(self, self._export)
        if self.new is not None:
            bench.commands.attach(self.add, f"{listed.list_screen}.new")
            self.new.added.connect(self._open)
            self.new.closed.connect(self.table.setFocus)
        self.add.setVisible(self.new is not None)
        self.table.show_sort("", False)

    @classmethod
    def commands_of(cls, listed: ListKind) -> tuple[Command, ...]:
        """The commands of one list."""
        name, group = listed.list_screen, listed.record.SPEC.plural
        found = [Command(f"{name}.search", N_("Search in this list"), cls._to_search, "Ctrl+F", group, "search")]
        if listed.record in MERGEABLE:
            found.append(Command(f"{name}.twice", N_("Look who is here twice"), cls._to_twice, "", group))
        if listed.asked:
            found.append(Command(f"{name}.new", listed.new, cls._fill_in, "Ctrl+N", group, "add"))
        return tuple(found)

    def _lay_out(self, title: str) -> None:
        text, listed = self.bench.language.text, self.listed
        set_tone(self.count, Role.MUTED)
        page, filters = PageLayout(self, title, self.count, self.add), QHBoxLayout()
        field = listed.record.SPEC.fields[listed.narrowed]
        name = label_of(self.choice, f"&{self.bench.language.label(field)}")
        filters.setSpacing(8)
        filters.addWidget(self.search)
        filters.addSpacing(16)
        filters.addWidget(name)
        filters.addWidget(self.choice)
        filters.addStretch(1)
        filters.addWidget(self.files)
        if self.new is not None:
            page.addWidget(self.new)
        page.addLayout(filters)
        page.addLayout(self.content, 1)
        hint = [text(N_("↑↓ choose · Enter open · Ctrl+F search · Esc clear the search"))]
        if listed.added_on:
            hint.append(text(listed.added_on))
        page.addWidget(key_hint(" · ".join(hint), self))

    def _columns(self) -> tuple[Column, ...]:
        spec, language = self.listed.record.SPEC, self.bench.language
        made = []
        for at, (name, letters) in enumerate(self.listed.columns):
            if name == "parent":
                title = language.record(RECORDS[str(spec.parent)])
                made.append(Column(title, self._owner, "parent", letters))
                continue
            field = spec.fields[name]
            sort = "" if (name,) == spec.sort else name
            tone = None if at == 0 else _muted
            made.append(
                Column(
                    language.label(field), partial(self._value, name), sort or "name", letters, field.kind in _NUMBERS,
                    tone,
                )
            )  # fmt: skip
        return tuple(made)

    def _value(self, name: str, record: Record) -> str:
        return self._names.show(record.SPEC.fields[name], getattr(record, name))

    def _owner(self, record: Record) -> str:
        kind = RECORDS[str(record.SPEC.parent)].type
        owner = self.bench.session.store.find_one(kind, record.parent)
        return self._names.title(owner) if owner is not None else ""

    def _fill_choice(self) -> None:
        codes = self.listed.record.SPEC.fields[self.listed.narrowed].codes or ""
        self.choice.addItem(self.bench.language.text(N_("all")), None)
        for code in CODES[codes].codes:
            self.choice.addItem(code_label(codes, code.code, self.bench.language), code.code)

    # what happens

    @override
    def visit(self, place: Place) -> None:
        self._open_when_listed = False
        self._names = Names(self.bench.session.store, self.bench.language)
        self.model.refresh()
        (self.table if self.table.current else self.search).setFocus()

    @override
    def flush(self) -> None:
        if self.new is not None:
            self.new.flush()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.table)

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _to_twice(self) -> None:
        self.bench.go(Place("duplicates", at=f"{self.listed.name}.{self.table.current or ''}"))

    def _fill_in(self) -> None:
        if self.new is not None:
            self.new.open()

    def _enter_list(self) -> None:
        if self.table.current is None:
            self.table.choose_row(0)
        self.table.setFocus()

    def _open_chosen(self) -> None:
        """Open the chosen row; where the list is still being asked for, as soon as it is there."""
        self._open_when_listed = self.model.is_asking
        if not self._open_when_listed and (chosen := self.table.current) is not None:
            self._open(chosen)

    def _narrow(self) -> None:
        self.model.narrow(self.listed.narrowed, self.choice.currentData())

    def _sort(self, by: str, descending: bool) -> None:
        self.table.show_sort(by, descending)
        self.model.order("" if by == "name" else by, descending)

    def _export(self, kind: str) -> None:
        self.export.ask(kind, self.table.ids, self.table.columns)

    def _open(self, record: str) -> None:
        self.bench.go(Place(self.listed.page_screen, record=record))

    def _changed(self, outcome: Outcome) -> None:
        if self.isVisible():
            self._names = Names(self.bench.session.store, self.bench.language)
            self.model.refresh()

    def _show(self, found: ListedRecords) -> None:
        language = self.bench.language
        self.table.show_ids(found.ids)
        self.count.setText(language.say(said_n("{n} in this list", "{n} in this list", len(found.ids))))
        if not found.ids:
            self._explain_empty(bool(found.wanted.text))
        self.content.setCurrentWidget(self.table if found.ids else self.empty)
        if found.ids and (self.table.current is None or found.wanted.text != self._words):
            self.table.choose_row(0)
        self._words = found.wanted.text
        if self._open_when_listed:
            self._open_chosen()

    def _explain_empty(self, searched: bool) -> None:
        text = self.bench.language.text
        commands = self.bench.commands
        self.empty.offer()
        if searched:
            sentence = text(N_("Nothing is found by these letters. Type fewer letters."))
            self.empty.say(sentence, text(N_("Clear the search")), self._clear)
        elif self.choice.currentData() is not None:
            self.empty.say(text(N_("Nothing fits this choice.")), text(N_("Show all")), self._widen)
        elif self.new is not None:
            keys = commands.keys(f"{self.listed.list_screen}.new")
            self.empty.say(text(self.listed.empty), text(self.listed.new), self._fill_in, keys)
            importing = QPushButton(self)
            commands.attach(importing, "go.imports", keyed=True)
            self.empty.offer(importing)
        else:
            sentence = f"{text(self.listed.empty)} {text(self.listed.added_on)}"
            self.empty.say(sentence, text(N_("To the employers")), self._to_employers, commands.keys("go.employers"))

    def _widen(self) -> None:
        self.choice.setCurrentIndex(0)
        self._narrow()

    def _to_employers(self) -> None:
        self.bench.go(Place("employers"))

    def _clear(self) -> None:
        self.search.clear()
        self.search.setFocus()


def _muted(_record: Record) -> QPalette.ColorRole | None:
    return Role.MUTED
