"""The rows below a record (jobs, languages, consents): read as lines, opened one at a time, undone when removed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.edit_additions import ADDED_BY
from desktop.application.edit_rules import MADE_BY
from desktop.application.edits import add, remove
from desktop.domain.changes import Outcome
from desktop.domain.fields import RECORDS, Record
from desktop.domain.said import N_
from desktop.ui.forms.child_row import ChildRow, HeldList
from desktop.ui.forms.new_row import NewRow
from desktop.ui.icons import icon
from desktop.ui.naming import Names
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type


class ChildList(HeldList):
    """All rows of one kind below one parent.

    A kind with rules of its own is filled in first and then added; any other row is there at once and saves itself.
    """

    typed = Signal(str, str, str)  # record, field, text: what stands in a field now

    def __init__(
        self, bench: Workbench, kind: type[Record], owner: str, traject: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._bench, self._owner, self._traject = bench, owner, traject
        self._rows: dict[str, ChildRow] = {}
        self._to_open = self._at = ""
        self._await_new = False
        text, spec = bench.language.text, kind.SPEC
        head = QHBoxLayout()
        title = QLabel(bench.language.record(spec, plural=True), self)
        set_type(title, Size.BODY, strong=True)
        self.add = QPushButton(text(N_("Add")), self)
        self.add.setProperty("quiet", True)
        self.add.setIcon(icon("add"))
        self.add.setAccessibleName(text(N_("Add: {what}"), what=bench.language.record(spec)))
        self.add.clicked.connect(self.add_row)
        self.add.setVisible(spec.name not in MADE_BY)
        head.addWidget(title)
        head.addWidget(self.add)
        head.addStretch(1)
        self._empty = QLabel(text(N_("Nothing yet.")), self)
        set_tone(self._empty, Role.MUTED)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.new: NewRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._column.addWidget(self._empty)
        self._column.addLayout(self._lines)
        bench.changes.applied.connect(self._changed)
        self.load()

    @property
    def rows(self) -> tuple[ChildRow, ...]:
        """The rows that are shown."""
        return tuple(self._rows.values())

    def load(self) -> None:
        """Read the rows."""
        store = self._bench.session.store
        self._bench.jobs.store(partial(store.children, self.kind, self._owner), self, self._show)

    def add_row(self) -> None:
        """A new row to fill in."""
        if self.kind.SPEC.name in ADDED_BY:
            self._fill_in_new()
            return
        self._await_new = True
        make = partial(add, self._bench.session.work, self.kind.SPEC.name, self._owner, {})
        self._bench.changes.apply(make, self)

    @override
    def flush(self) -> None:
        for row in self._rows.values():
            row.flush()
        if self.new is not None:
            self.new.flush()

    def open_when_there(self, record_id: str, field: str = "") -> None:
        """Open a row to edit, at a field, as soon as it is read; without a row the way to add one."""
        if record_id in self._rows:
            self._rows[record_id].open(field)
        elif record_id and record_id != self._owner:
            self._to_open, self._at = record_id, field
        else:
            self.add.setFocus()

    def _fill_in_new(self) -> None:
        if self.new is None:
            self.new = NewRow(self._bench, self.kind, self._owner, self._traject, self)
            self.new.closed.connect(self._close_new)
            self._column.addWidget(self.new)
        self.new.focus_first()

    def _close_new(self) -> None:
        if self.new is not None:
            self.new.hide()
            self.new.deleteLater()
            self.new = None
        self.add.setFocus()

    def _changed(self, outcome: Outcome) -> None:
        name = self.kind.SPEC.name
        if name in outcome.kinds or self._owner in outcome.records:
            if self._await_new:
                fresh = [record for kind, record in outcome.touched if kind == name and record not in self._rows]
                self._to_open, self._at = (fresh[0], "") if fresh else ("", "")
                self._await_new = not fresh
            self.load()

    def _show(self, records: tuple[Record, ...]) -> None:
        names = Names(self._bench.session.store, self._bench.language, self._traject)
        present = {record.id for record in records}
        for gone in [id_ for id_ in self._rows if id_ not in present]:
            self._rows.pop(gone).go_away()
        for record in records:
            if record.id not in self._rows:
                row = self._rows[record.id] = ChildRow(self._bench, record, self._traject, self)
                row.opened.connect(self._only)
                row.remove_asked.connect(self._remove)
                row.typed.connect(self.typed)
                self._lines.addWidget(row)
                for kind in below(self.kind):
                    row.holds(partial(ChildList, self._bench, kind, record.id, self._traject))
            self._rows[record.id].show_record(record, names)
        self._empty.setVisible(not records)
        if self._to_open in self._rows:
            self._rows[self._to_open].open(self._at)
            self._to_open = self._at = ""

    def _only(self, record_id: str) -> None:
        for id_, row in self._rows.items():
            if id_ != record_id:
                row.close_form()

    def _remove(self, record_id: str) -> None:
        make = partial(remove, self._bench.session.work, self.kind.SPEC.name, record_id)
        self._bench.changes.apply(make, self, self._say_removed)

    def _say_removed(self, outcome: Outcome) -> None:
        language = self._bench.language
        self._bench.messages.say(
            language.text(N_("Removed: {what}"), what=language.record(self.kind.SPEC)),
            "done",
            language.text(N_("Undo")),
            self._bench.changes.undo,
        )
        self.add.setFocus()


def below(kind: type[Record]) -> tuple[type[Record], ...]:
    """The kinds that hang below this one and can be changed."""
    return tuple(spec.type for spec in RECORDS.values() if spec.parent == kind.SPEC.name and not spec.append_only)
