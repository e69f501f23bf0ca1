"""What has to be done, by day: late, today, this week or later; ticked off, moved and handed over by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.application.agenda import Entry
from desktop.domain.records import User
from desktop.domain.said import N_
from desktop.ui.forms.choice_controls import SegmentsControl
from desktop.ui.screens.agenda.columns import columns
from desktop.ui.screens.agenda.entry_acts import EntryActs
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import row_height
from desktop.ui.widgets.day_watch import DayWatch
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.page_layout import key_hint
from desktop.ui.widgets.paged_model import PagedTableModel
from desktop.ui.widgets.paged_table import PagedTable
from desktop.ui.widgets.timeline import colleague_names

ALL, DONE = "all", "done"
_PARTS = {
    ALL: N_("All open"),
    "late": N_("▲ Late"),
    "today": N_("● Today"),
    "week": N_("This week"),
    "later": N_("Later"),
}
_GONE = Entry("task", "", "", "–", "", date.max)


class AgendaList(QWidget):
    """Entries in a table; ``of_one`` shows one person's, with what is done and by whom."""

    opened = Signal(object)  # Entry
    new_asked = Signal()

    def __init__(self, bench: Workbench, prefix: str, *, of_one: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._prefix, self._of_one = bench, prefix, of_one
        self._entries: dict[str, Entry] = {}
        text, clock, store = bench.language.text, bench.session.work.clock, bench.session.store
        parts = _PARTS | ({DONE: N_("✓ Done")} if of_one else {})
        self._parts = {code: text(label) for code, label in parts.items()}
        self.part = SegmentsControl(tuple(self._parts.items()), self)
        self.part.name(text(N_("Show")))
        self.part.show_text(ALL)
        owner = colleague_names(lambda user: store.find_one(User, user)) if of_one else None
        rows = PagedTableModel(columns(bench.language, clock.today, owner), self._fetch, _GONE, self)
        self.table = PagedTable(rows, text(N_("Agenda as a list")), row_height(bench.settings.density), self)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.empty = EmptyState("", parent=self)
        self.acts = EntryActs(bench, prefix, self._chosen, self.table, narrow=of_one)
        self._lay_out()
        self._show_part()
        self.part.edited.connect(self._part_chosen)
        self.table.opened.connect(self._open)
        self.day_watch = DayWatch(clock.today, self)
        self.day_watch.turned.connect(self._show_part)  # what was for today is late now

    def _lay_out(self) -> None:
        text = self._bench.language.text
        enter = text(N_("Enter change")) if self._of_one else text(N_("Enter dossier"))
        words = text(N_("↑↓ choose · Space tick off · D day later · W week later · M move · C colleague"))
        keys = key_hint(f"{words} · {enter}", self)
        self._content = QStackedLayout()
        self._content.addWidget(self.table)
        self._content.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.part)
        column.addLayout(self._content, 1)
        column.addWidget(self.acts)
        column.addWidget(keys)
        self.table.selectionModel().currentChanged.connect(self._bench.commands.refresh)
        self.setFocusProxy(self.table)

    # showing

    @property
    def current(self) -> Entry | None:
        """The line that is chosen."""
        return self._entries.get(self.table.current or "")

    def _chosen(self) -> Entry | None:
        return self.current

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; who was chosen stays chosen, and where it went the next one is."""
        self._entries = {entry.id: entry for entry in entries}
        self._show_part()

    def choose(self, entry: str) -> None:
        """Choose a line by its id, in whichever part it is."""
        if entry in self._entries:
            self.part.show_text(DONE if not self._entries[entry].is_open else ALL)
            self._show_part()
            ids = list(self._shown())
            self.table.choose_row(ids.index(entry)) if entry in ids else None

    def _shown(self) -> Mapping[str, Entry]:
        part, today = self.part.text() or ALL, self._bench.session.work.clock.today()
        return {id_: entry for id_, entry in self._entries.items() if part in _parts_of(entry, today)}

    def _show_part(self) -> None:
        today, at = self._bench.session.work.clock.today(), self.table.currentIndex().row()
        counts = Counter(part for entry in self._entries.values() for part in _parts_of(entry, today))
        for code, label in self._parts.items():
            count = counts[code]
            self.part.relabel(code, f"{label}  {count}" if count else label)
        self.part.name(self._bench.language.text(N_("Show")))
        shown = self._shown()
        self.table.show_ids(tuple(shown))
        if self.table.current is None and shown:
            self.table.choose_row(max(0, at))
        if not shown:
            self._say_empty()
        self._content.setCurrentWidget(self.table if shown else self.empty)
        self.acts.setVisible(bool(shown))
        self._bench.commands.refresh()

    def _say_empty(self) -> None:
        text = self._bench.language.text
        if self._entries:
            narrowed = self.part.text() not in ("", ALL)
            nothing = N_("Nothing in this part of the agenda.") if narrowed else N_("Nothing is open.")
        else:
            nothing = N_("Tasks, requests to call back and appointments stand here, the first one on top.")
        keys = self._bench.commands.keys(f"{self._prefix}.new")
        self.empty.say(text(nothing), text(N_("Plan something")), self.new_asked.emit, keys)

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, Entry]:
        return {id_: self._entries[id_] for id_ in ids if id_ in self._entries}

    def _part_chosen(self, part: str) -> None:
        self._show_part()

    def _open(self, entry: str) -> None:
        self.opened.emit(self._entries[entry])


def _parts_of(entry: Entry, today: date) -> tuple[str, ...]:
    return (ALL, entry.when(today)) if entry.is_open else (DONE,)
