"""Adding a record above its list: what is asked, who looks like it, and the button; kept as a draft until then."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application import employers
from desktop.domain.changes import Outcome
from desktop.domain.said import N_, Said
from desktop.ui.forms.new_row_model import NewRowModel
from desktop.ui.forms.record_form import FieldsForm, give_letters
from desktop.ui.naming import Names
from desktop.ui.screens.records.kinds import ListKind
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_type
from desktop.ui.widgets.problem_label import ProblemLabel

_ALIKE = {"employer": employers.likely_duplicates}
"""Per kind who looks like what is being typed, each with the reason."""


class NewRecord(QFrame):
    """Closed until it is asked for; Escape closes it, and what was typed stays."""

    added = Signal(str)  # the record
    closed = Signal()

    def __init__(self, bench: Workbench, listed: ListKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._listed, self._known = bench, listed, ""
        self.form: FieldsForm | None = None
        text, session, spec = bench.language.text, bench.session, listed.record.SPEC
        self.setAutoFillBackground(True)
        self.setBackgroundRole(Role.RAISED)
        heading = QLabel(text(listed.new), self)
        set_type(heading, Size.HEADING, strong=True)
        fields = tuple(spec.fields[name] for name in listed.asked)
        self.model = NewRowModel(
            spec, None, fields, session.store, session.work, bench.changes, bench.jobs, bench.language, self
        )
        self.alike = QPushButton(self)
        self.alike.setProperty("quiet", True)
        self.alike.setProperty("link", True)
        self.alike.hide()
        self.problem = ProblemLabel(self)
        self.add, self.cancel = primary(QPushButton(text(N_("Add")), self)), QPushButton(text(N_("Not now")), self)
        self.cancel.setProperty("quiet", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(8)
        self._column.addWidget(heading)
        for widget in (self.alike, self.problem):
            self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(buttons)
        self.add.clicked.connect(self.model.add)
        self.cancel.clicked.connect(self.close_form)
        self.alike.clicked.connect(self._open_known)
        self.model.added.connect(self._added)
        self.model.refused.connect(self.problem.problem)
        self.hide()

    def open(self) -> None:
        """Begin with the first field."""
        if self.form is None:
            self.form = FieldsForm(self._bench, self.model, "", self)
            give_letters(tuple(self.form.fields.values()))
            self._column.insertWidget(1, self.form)
            for made in self.form.fields.values():
                made.left.connect(self._look_for_alike)
        self.show()
        self.form.go_to(self._listed.asked[0])

    def close_form(self) -> None:
        """Close it; what was typed is there the next time."""
        self.flush()
        self.hide()
        self.closed.emit()

    def flush(self) -> None:
        """Keep what is being typed."""
        if self.form is not None:
            self.form.flush()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.model.add()
        else:
            super().keyPressEvent(event)

    def _look_for_alike(self) -> None:
        look = _ALIKE.get(self._listed.name)
        if look is not None:
            work, values = self._bench.session.work, self.model.readable()
            self._bench.jobs.store(partial(look, work, values), self, self._show_alike)

    def _show_alike(self, found: tuple[tuple[str, Said], ...]) -> None:
        self.alike.setVisible(bool(found))
        if not found:
            return
        self._known, why = found[0]
        language, store = self._bench.language, self._bench.session.store
        known = store.find_one(self._listed.record, self._known)
        name = Names(store, language).title(known) if known is not None else ""
        said = language.text(N_("→ {name} is there already. {why} Open that one."), name=name, why=language.say(why))
        self.alike.setText(said.replace("&", "&&"))
        self.alike.setAccessibleName(said)

    def _open_known(self) -> None:
        self.close_form()
        self.added.emit(self._known)

    def _added(self, outcome: Outcome) -> None:
        bench = self._bench
        for made in self.form.fields.values() if self.form is not None else ():
            made.show_text("")
        self.alike.hide()
        self.problem.problem("")
        self.hide()
        record = next((record for kind, record in outcome.touched if kind == self._listed.name), "")
        bench.messages.say(
            bench.language.text(outcome.label), "done", bench.language.text(N_("Undo")), bench.changes.undo
        )
        self.added.emit(record)
