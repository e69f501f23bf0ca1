"""One reference list: searched while typing, a page of entries at a time, and all there is about the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedLayout, QWidget
from typing_extensions import override

from desktop.application.imports.reference_formats import fields_of
from desktop.application.record_lists import RecordFilter
from desktop.application.reference_lists import TITLES, HeldList, completed_by, title
from desktop.application.values import show
from desktop.domain.changes import Outcome
from desktop.domain.records import Reference
from desktop.domain.said import N_, said_n
from desktop.ui.screens.records.list_model import ListedRecords, RecordListModel
from desktop.ui.screens.references.lists_view import REFERENCES, UPDATE
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, row_height, set_tone
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.focus_scroll import FocusScroll
from desktop.ui.widgets.lines_view import LinesView
from desktop.ui.widgets.page_layout import PageLayout, key_hint, quiet
from desktop.ui.widgets.paged_model import Column, PagedTableModel
from desktop.ui.widgets.paged_table import PagedTable
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.wording import short_moment

_COLUMNS = (("label", 40), ("also", 44), ("code", 14), ("level", 18), ("extra", 30), ("valid_until", 12))
_DETAILS = ("label", "also", "code", "parent_code", "level", "extra", "valid_from", "valid_until", "source")
_LINES = 5
"""How many lines of the chosen entry are in sight at least."""


class ReferenceEntriesView(Screen):
    """Nothing is changed here: a list comes from its publisher, as a whole."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text, query = bench.language.text, bench.session.lists
        self.name = ""
        self.model = RecordListModel(Reference.SPEC.name, query, bench.jobs, self)
        self.heading, self.facts, self.count = QLabel(self), quiet("", self), QLabel(self)
        self.search = SearchField(text(N_("Search")), self)
        self.search.setMaximumWidth(280)
        self.update_button = QPushButton(self)
        rows = PagedTableModel(self._columns(), partial(query.rows, Reference.SPEC.name), Reference(id=""), self)
        self.table = PagedTable(rows, text(N_("Entries of the list")), row_height(bench.settings.density), self)
        self.detail = LinesView()
        self.about = FocusScroll(self)
        self.about.setWidget(self.detail)
        self.about.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        self.about.setAccessibleName(text(N_("The chosen entry")))
        self.empty = EmptyState("", parent=self)
        self.content = QStackedLayout()
        self._words = ""
        bench.commands.attach(self.update_button, "reference.update")
        self._lay_out()
        self.search.search.connect(self.model.search)
        self.search.left_down.connect(self._enter_list)
        self.search.entered.connect(self._enter_list)
        self.table.sort_asked.connect(self._sort)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.model.listed.connect(self._show)
        bench.changes.applied.connect(self._changed)

    def _columns(self) -> tuple[Column, ...]:
        language = self.bench.language
        return tuple(
            Column(
                language.label(Reference.SPEC.fields[name]), partial(self._value, name), name, letters,
                tone=None if name == "label" else _muted, key=name,
            )
            for name, letters in _COLUMNS
        )  # fmt: skip

    def _lay_out(self) -> None:
        text = self.bench.language.text
        set_tone(self.count, Role.MUTED)
        page, bar = PageLayout(self, self.heading, self.update_button), QHBoxLayout()
        bar.addWidget(self.search, 1)
        bar.addSpacing(16)
        bar.addWidget(self.count)
        bar.addStretch(1)
        halves = QSplitter(Qt.Orientation.Vertical, self)
        halves.addWidget(self.table)
        halves.addWidget(self.about)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 1)
        halves.setChildrenCollapsible(False)
        self.content.addWidget(halves)
        self.content.addWidget(self.empty)
        page.addWidget(self.facts)
        page.addLayout(bar)
        page.addLayout(self.content, 1)
        keys = text(N_("↑↓ choose · Ctrl+F search · Esc clear the search, then to all reference lists"))
        page.addWidget(key_hint(keys, self))

    # what a person does

    @override
    def visit(self, place: Place) -> None:
        if (wanted := place.at or next(iter(TITLES))) != self.name:
            self.name, self._words = wanted, ""
            self.search.clear()
            self.model.wanted = RecordFilter(equal=(("list_name", wanted),))
            self.heading.setText(title(wanted, self.bench.language))
            self.table.show_only({"valid_until", *fields_of(wanted)})
        self._load()
        self.search.setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.table, self.about)

    def _load(self) -> None:
        self.model.refresh()
        self.bench.jobs.render(self.bench.session.lists.reference_lists, self, self._tell_list)

    def _changed(self, outcome: Outcome) -> None:
        if self.isVisible() and Reference.SPEC.name in outcome.kinds:
            self._load()

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _enter_list(self) -> None:
        if self.table.current is None:
            self.table.choose_row(0)
        self.table.setFocus()

    def _sort(self, by: str, descending: bool) -> None:
        self.table.show_sort(by, descending)
        self.model.order("" if by == "label" else by, descending)

    def _update(self) -> None:
        self.bench.go(Place("reference_update"))

    def _to_lists(self) -> None:
        self.bench.go(Place("references"))

    def _clear(self) -> None:
        self.search.clear()
        self.search.setFocus()

    # what is shown

    def _tell_list(self, held: tuple[HeldList, ...]) -> None:
        """Whose the list is, how new, and what it is for."""
        language = self.bench.language
        one = next((one for one in held if one.name == self.name), HeldList(self.name))
        told = [", ".join(one.sources)]
        if one.at is not None:
            when = short_moment(one.at, self.bench.session.work.clock.today(), language)
            told.append(language.text(N_("brought up to date: {when}"), when=when))
        told.append(one.file)
        if one.gone:
            told.append(language.say(said_n("{n} no longer on the list", "{n} no longer on the list", one.gone)))
        fields = dict.fromkeys(map(language.label, completed_by(self.name)))
        if fields:
            told.append(language.text(N_("completes: {fields}"), fields=", ".join(fields)))
        self.facts.setText(" · ".join(filter(None, told)))

    def _show(self, found: ListedRecords) -> None:
        language = self.bench.language
        self.table.show_ids(found.ids)
        self.count.setText(language.say(said_n("{n} entry", "{n} entries", len(found.ids))))
        text = language.text
        if found.wanted.text:
            sentence = text(N_("Nothing is found by these letters. Type fewer letters."))
            self.empty.say(sentence, text(N_("Clear the search")), self._clear)
        else:
            self.empty.say(
                text(N_("This list holds nothing yet. Import it from a file of its publisher.")), text(UPDATE),
                self._update,
            )  # fmt: skip
        self.content.setCurrentIndex(0 if found.ids else 1)
        if found.ids and (self.table.current is None or found.wanted.text != self._words):
            self.table.choose_row(0)
        self._words = found.wanted.text
        self._tell()

    def _tell(self) -> None:
        index, fields, language = self.table.currentIndex(), Reference.SPEC.fields, self.bench.language
        chosen = self.table.cell(index)[1] if index.isValid() else Reference(id="")
        lines = [
            (language.label(fields[name]), show(fields[name], value, language).replace("\n", ", "))
            for name in _DETAILS
            if (value := getattr(chosen, name)) is not None
        ]
        self.detail.show_lines(lines, "")

    def _value(self, name: str, record: Reference) -> str:
        value = getattr(record, name)
        return show(Reference.SPEC.fields[name], value, self.bench.language).replace("\n", ", ")

    commands = (
        Command("reference.search", N_("Search in this list"), _to_search, "Ctrl+F", REFERENCES, "search"),
        Command("reference.update", UPDATE, _update, "Ctrl+O", REFERENCES, "folder"),
        Command("reference.lists", N_("To all reference lists"), _to_lists, "Esc", REFERENCES, "back"),
    )


def _muted(_record: Reference) -> QPalette.ColorRole | None:
    return Role.MUTED
