"""One row of a list: its summary in a line, and below it the form while it is open."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.application.edit_rules import MADE_BY
from desktop.domain.fields import Kind, Record
from desktop.domain.said import N_
from desktop.ui.forms.record_form import RecordForm, editable, give_letters
from desktop.ui.icons import icon
from desktop.ui.naming import Names
from desktop.ui.shell.workbench import Workbench


class HeldList(QWidget):
    """A list below a row."""

    @abstractmethod
    def flush(self) -> None:
        """Keep everything that is being typed."""


class ChildRow(QFrame):
    """Enter opens and closes it; what is typed in it saves itself."""

    opened = Signal(str)
    remove_asked = Signal(str)
    typed = Signal(str, str, str)  # record, field, text: what stands in a field now

    def __init__(self, bench: Workbench, record: Record, traject: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._kind, self.record_id, self._traject = bench, type(record), record.id, traject
        self.form: RecordForm | None = None
        self._holding: list[Callable[[QWidget], HeldList]] = []
        self._held: list[HeldList] = []
        text, what = bench.language.text, bench.language.record(self._kind.SPEC)
        self.line = QPushButton(self)
        self.line.setProperty("row", True)
        self.line.setCheckable(True)
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.remove = QToolButton(self)
        self.remove.setIcon(icon("delete"))
        title = text(N_("Remove: {what}"), what=what)
        self.remove.setToolTip(title)
        self.remove.setAccessibleName(title)
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.remove.setVisible(self._kind.SPEC.name not in MADE_BY)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.line, 1)
        head.addWidget(self.remove)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self.line.toggled.connect(self._toggle)
        self.remove.clicked.connect(self._ask_remove)

    def holds(self, make: Callable[[QWidget], HeldList]) -> None:
        """A list of rows below this one, made when the row is opened."""
        self._holding.append(make)

    def show_record(self, record: Record, names: Names) -> None:
        """Show the values in the line."""
        what = self._bench.language.record(self._kind.SPEC)
        line = summary(record, names) or self._bench.language.text(N_("{what}, still empty"), what=what)
        self.line.setText(line.replace("&", "&&"))
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
        for held in self._held:
            held.flush()

    def go_away(self) -> None:
        """The record is gone."""
        self.hide()
        self.deleteLater()

    def _toggle(self, on: bool) -> None:
        if on:
            fields = editable(tuple(self._kind.SPEC.fields.values()))
            self.form = RecordForm(self._bench, self._kind, self.record_id, fields, self._traject, self)
            self.form.setContentsMargins(24, 0, 0, 12)
            give_letters(tuple(self.form.fields.values()))
            for made in self.form.fields.values():
                made.edited.connect(self._typed)
            self._column.addWidget(self.form)
            for make in self._holding:
                held = make(self)
                held.setContentsMargins(24, 0, 0, 12)
                self._held.append(held)
                self._column.addWidget(held)
            self.opened.emit(self.record_id)
        elif self.form is not None:
            self.flush()
            for widget in (self.form, *self._held):
                widget.hide()
                widget.deleteLater()
            self.form, self._held = None, []

    def _typed(self, field: str, text: str) -> None:
        self.typed.emit(self.record_id, field, text)

    def _ask_remove(self) -> None:
        self.flush()
        self.remove_asked.emit(self.record_id)


def summary(record: Record, names: Names) -> str:
    """A record in a line: its title first, then what else is filled in; addresses of lists are left out."""
    spec = record.SPEC
    ordered = [*spec.title, *(name for name in spec.fields if name not in spec.title)]
    parts: list[str] = []
    for name in ordered:
        field, value = spec.fields[name], getattr(record, name)
        if value is None or field.derived or field.guarded or (isinstance(value, str) and value.startswith("http")):
            continue
        said = names.show(field, value)
        # yes and no mean nothing alone: with the question before it
        parts.append(f"{names.label(field)}: {said.lower()}" if field.kind is Kind.FLAG else said)
    return " · ".join(part.splitlines()[0] for part in parts if part.strip())
