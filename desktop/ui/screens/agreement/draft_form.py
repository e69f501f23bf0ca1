"""A draft agreement as forms that save themselves: its terms in groups, its parties, hours and costs as rows."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.records import Agreement, AgreementParty, BpvYear, CostSplit
from desktop.ui.forms.child_list import ChildList
from desktop.ui.forms.record_form import RecordForm, editable, give_letters
from desktop.ui.screens.agreement.cost_sum import CostSum
from desktop.ui.screens.dossier.groups import grouped
from desktop.ui.shell.workbench import Workbench
from desktop.ui.widgets.heading import titled

ASKED_BY_ACTS = frozenset({"pok_no", "pok_sheet", "pok_date"})
"""Fields that a verb of the agreement asks, so that no form does."""


class DraftForm(QWidget):
    """The sum of the costs stands below them and counts along."""

    def __init__(self, bench: Workbench, agreement: Agreement, costs: CostSum, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        traject = agreement.parent or ""
        self._forms: list[RecordForm] = []
        self.lists: list[ChildList] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        fields = [f for f in editable(tuple(Agreement.SPEC.fields.values())) if f.name not in ASKED_BY_ACTS]
        for title, inside in grouped("agreement", fields):
            form = RecordForm(bench, Agreement, agreement.id, inside, traject, self)
            self._forms.append(form)
            column.addLayout(titled(bench.language.text(title), form, self))
        for kind in (AgreementParty, BpvYear, CostSplit):
            rows = ChildList(bench, kind, agreement.id, traject, self)
            self.lists.append(rows)
            column.addWidget(rows)
        self.lists[-1].typed.connect(costs.typed)
        column.addWidget(costs)
        give_letters([made for form in self._forms for made in form.fields.values()])

    def focus_first(self) -> None:
        """Begin with the first field."""
        self._forms[0].go_to(next(iter(self._forms[0].fields), ""))

    def go_to(self, kind: str, name: str, record: str) -> None:
        """Put the focus in a field of the agreement, or in a row of it."""
        for form in self._forms:
            if form.kind.SPEC.name == kind and name in form.fields:
                form.go_to(name)
                return
        for rows in self.lists:
            if rows.kind.SPEC.name == kind:
                rows.open_when_there(record, name)
                return

    def flush(self) -> None:
        """Keep what is being typed."""
        for form in self._forms:
            form.flush()
        for rows in self.lists:
            rows.flush()
