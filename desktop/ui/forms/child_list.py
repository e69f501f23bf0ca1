"""The rows below a record (jobs, languages, consents): read as lines, opened one at a time, undone when deleted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.domain.changes import Action, Create, Outcome, delete
from desktop.domain.fields import RECORDS, Kind, Record
from desktop.domain.said import N_
from desktop.ui.forms.form_field import FormField
from desktop.ui.forms.record_form import RecordForm, editable, give_letters
from desktop.ui.icons import icon
from desktop.ui.naming import Names
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type


class ChildList(QWidget):
    """All rows of one kind below one parent."""

    counted = Signal(int)

    def __init__(
        self, bench: Workbench, kind: type[Record], owner: str, traject: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._bench, self._owner, self._traject = bench, owner, traject
        self._rows: dict[str, ChildRow] = {}
        self._to_open = self._at = ""
        text, spec = bench.language.text, kind.SPEC
        head = QHBoxLayout()
        title = QLabel(bench.language.record(spec, plural=True), self)
        set_type(title, Size.BODY, strong=True)
        self.add = QPushButton(text(N_("Add")), self)
        self.add.setProperty("quiet", True)
        self.add.setIcon(icon("add"))
        self.add.setAccessibleName(f"{text(N_('Add'))}: {bench.language.record(spec)}")
        self.add.clicked.connect(self.add_row)
        head.addWidget(title)
        head.addWidget(self.add)
        head.addStretch(1)
        self._empty = QLabel(text(N_("Nothing yet.")), self)
        set_tone(self._empty, Role.MUTED)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addLayout(self._lines)
        bench.changes.applied.connect(self._changed)
        self.load()

    def load(self) -> None:
        """Read the rows."""
        store = self._bench.session.store
        self._bench.jobs.store(lambda: store.children(self.kind, self._owner), self, self._show)

    def add_row(self) -> None:
        """A new row, opened to be filled in."""
        new = self._bench.session.work.ids.new()
        self._to_open, self._at = new, ""
        self._bench.changes.apply(partial(_added, self.kind, new, self._owner), self)

    def flush(self) -> None:
        """Keep everything that is being typed."""
        for row in self._rows.values():
            row.flush()

    def open_when_there(self, record_id: str, field: str = "") -> None:
        """Open a row to edit, at a field, as soon as it is read; without a row the way to add one."""
        if record_id in self._rows:
            self._rows[record_id].open(field)
        elif record_id:
            self._to_open, self._at = record_id, field
        if not record_id or record_id == self._owner:
            self.add.setFocus()

    @property
    def rows(self) -> tuple[ChildRow, ...]:
        """The rows that are shown."""
        return tuple(self._rows.values())

    def _changed(self, outcome: Outcome) -> None:
        if outcome.touches(self._owner) or any(kind == self.kind.SPEC.name for kind, _ in outcome.touched):
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
                row.delete_asked.connect(self._delete)
                self._lines.addWidget(row)
            self._rows[record.id].show_record(record, names)
        self._empty.setVisible(not records)
        self.counted.emit(len(records))
        if self._to_open in self._rows:
            self._rows[self._to_open].open(self._at)
            self._to_open = self._at = ""

    def _only(self, record_id: str) -> None:
        for id_, row in self._rows.items():
            if id_ != record_id:
                row.close_form()

    def _delete(self, record_id: str) -> None:
        self._bench.changes.apply(partial(_deleted, self.kind, record_id), self, self._say_deleted)

    def _say_deleted(self, outcome: Outcome) -> None:
        language = self._bench.language
        self._bench.messages.say(
            language.text(N_("Deleted: {what}"), what=language.record(self.kind.SPEC)),
            "done",
            language.text(N_("Undo")),
            self._bench.changes.undo,
        )
        self.add.setFocus()


class ChildRow(QFrame):
    """One row: its summary in a line, and below it the form while it is open."""

    opened = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, bench: Workbench, record: Record, traject: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._kind, self.record_id, self._traject = bench, type(record), record.id, traject
        self.form: RecordForm | None = None
        self.lists: list[ChildList] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        text, what = bench.language.text, bench.language.record(self._kind.SPEC)
        self.line = QPushButton(self)
        self.line.setProperty("row", True)
        self.line.setCheckable(True)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.remove = QToolButton(self)
        self.remove.setIcon(icon("delete"))
        self.remove.setToolTip(f"{text(N_('Delete'))}: {what}")
        self.remove.setAccessibleName(f"{text(N_('Delete'))}: {what}")
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.line, 1)
        head.addWidget(self.remove)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self.line.toggled.connect(self._toggle)
        self.remove.clicked.connect(self._ask_delete)

    def show_record(self, record: Record, names: Names) -> None:
        """Show the values in the line."""
        what = self._bench.language.record(self._kind.SPEC)
        line = summary(record, names) or self._bench.language.text(N_("{what}, still empty"), what=what)
        self.line.setText(line)
        self.line.setToolTip(line if len(line) > 80 else "")
        self.line.setAccessibleName(f"{what}: {line}")

    def open(self, field: str = "") -> None:
        """Show the form, with the focus in a field."""
        self.line.setChecked(True)
        if self.form is not None and self.form.fields:
            self.form.go_to(field or next(iter(self.form.fields)))

    def close_form(self) -> None:
        """Back to one line; what was typed is kept."""
        self.line.setChecked(False)

    def flush(self) -> None:
        """Keep everything that is being typed."""
        if self.form is not None:
            self.form.flush()
        for rows in self.lists:
            rows.flush()

    def go_away(self) -> None:
        """The record is gone."""
        self.hide()
        self.deleteLater()

    def _toggle(self, on: bool) -> None:
        if on:
            spec = self._kind.SPEC
            self.form = RecordForm(
                self._bench, self._kind, self.record_id, editable(tuple(spec.fields.values())), self._traject, self
            )
            self.form.setContentsMargins(24, 0, 0, 12)
            self._column.addWidget(self.form)
            for kind in _below(self._kind):
                rows = ChildList(self._bench, kind, self.record_id, self._traject, self)
                rows.setContentsMargins(24, 0, 0, 12)
                self._column.addWidget(rows)
                self.lists.append(rows)
            give_letters(tuple(self.form.fields.values()))
            self.opened.emit(self.record_id)
        elif self.form is not None:
            self.form.flush()
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            for rows in self.lists:
                rows.flush()
                rows.hide()
                rows.deleteLater()
            self.lists = []

    def _ask_delete(self) -> None:
        self.delete_asked.emit(self.record_id)

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The fields of the open form."""
        return tuple(self.form.fields.values()) if self.form is not None else ()


def summary(record: Record, names: Names) -> str:
    """A record in a line: its title first, then what else is filled in; addresses of lists are left out."""
    spec = record.SPEC
    ordered = [*spec.title, *(name for name in spec.fields if name not in spec.title)]
    parts: list[str] = []
    for name in ordered:
        field, value = spec.fields[name], getattr(record, name)
        if value is None or field.guarded or (isinstance(value, str) and value.startswith("http")):
            continue
        said = names.show(field, value)
        # yes and no mean nothing alone: with the question before it
        parts.append(f"{names.label(field)}: {said.lower()}" if field.kind is Kind.FLAG else said)
    return " · ".join(part.splitlines()[0] for part in parts if part.strip())


def _below(kind: type[Record]) -> tuple[type[Record], ...]:
    """The kinds that hang below this one and can be changed."""
    return tuple(spec.type for spec in RECORDS.values() if spec.parent == kind.SPEC.name and not spec.append_only)


def _added(kind: type[Record], new: str, owner: str) -> Action:
    return Action(N_("Row added"), (Create(kind.SPEC.name, new, owner),))


def _deleted(kind: type[Record], record_id: str) -> Action:
    return Action(N_("Row deleted"), (delete(kind.SPEC.name, record_id),))
