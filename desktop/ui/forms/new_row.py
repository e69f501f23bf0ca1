"""The form in which a new row is filled in and then added, for kinds that have rules of their own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.changes import Outcome
from desktop.domain.fields import Record
from desktop.domain.said import N_
from desktop.ui.forms.new_row_model import NewRowModel
from desktop.ui.forms.record_form import FieldsForm, editable, give_letters
from desktop.ui.shell.workbench import Workbench
from desktop.ui.widgets.problem_label import ProblemLabel


class NewRow(QWidget):
    """What is typed here is a draft until *Add*."""

    closed = Signal()

    def __init__(
        self, bench: Workbench, kind: type[Record], owner: str, traject: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        text, session = bench.language.text, bench.session
        fields = editable(tuple(kind.SPEC.fields.values()))
        self.model = NewRowModel(
            kind.SPEC, owner, fields, session.store, session.work, bench.changes, bench.jobs, bench.language
        )
        self.form = FieldsForm(bench, self.model, traject, self)
        give_letters(tuple(self.form.fields.values()))
        self.problem = ProblemLabel(self)
        self.add = QPushButton(text(N_("Add: {what}"), what=bench.language.record(kind.SPEC)), self)
        self.cancel = QPushButton(text(N_("Do not add")), self)
        self.cancel.setProperty("quiet", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 0, 12)
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addWidget(self.problem)
        column.addLayout(buttons)
        self.add.clicked.connect(self.model.add)
        self.cancel.clicked.connect(self._give_up)
        self.model.added.connect(self._added)
        self.model.refused.connect(self.problem.problem)

    def focus_first(self) -> None:
        """Begin with the first field."""
        self.form.go_to(next(iter(self.form.fields), ""))

    def flush(self) -> None:
        """Keep what is being typed."""
        self.form.flush()

    def _added(self, outcome: Outcome) -> None:
        self.closed.emit()

    def _give_up(self) -> None:
        self.model.give_up()
        self.closed.emit()
