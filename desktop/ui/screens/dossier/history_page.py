"""The whole history of a dossier: who changed what, when, from what to what; of one field when asked."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.changes import Change, Outcome
from desktop.domain.records import User
from desktop.domain.said import N_
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Size, row_height, set_type
from desktop.ui.widgets.timeline import HistoryTable, Line, Told, colleague_names


class HistoryPage(CasePage):
    """A table of changes; the list above it chooses a field."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._traject, self._candidate = bench, "", ""
        text = bench.language.text
        page = QWidget(self)
        page.setObjectName("page")
        heading, label = QLabel(text(N_("History")), page), QLabel(text(N_("&Field")), page)
        set_type(heading, Size.HEADING, strong=True)
        self.field = PlainCombo(page)
        self.field.setAccessibleName(text(N_("Field")))
        label.setBuddy(self.field)
        self.table = HistoryTable(bench.language, row_height(bench.settings.density), page)
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(label)
        head.addWidget(self.field)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 8)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.setWidget(page)
        self._lines: tuple[Line, ...] = ()
        self.field.activated.connect(self._narrow)
        bench.changes.applied.connect(self._changed)

    @override
    def show_case(self, case: CaseFile) -> None:
        if case.dossier.traject_id != self._traject:
            self._traject, self._candidate = case.dossier.traject_id, case.dossier.candidate_id
            self._load()

    def _changed(self, outcome: Outcome) -> None:
        if self._candidate and outcome.touches(self._candidate):
            self._load()

    def _load(self) -> None:
        store = self._bench.session.store
        self._bench.jobs.store(partial(store.history, self._candidate), self, self._show)

    def _show(self, changes: tuple[Change, ...]) -> None:
        store = self._bench.session.store
        names = Names(store, self._bench.language, self._traject)
        told = Told(
            names, colleague_names(lambda user: store.find_one(User, user)), self._bench.session.work.clock.today()
        )
        self._lines = tuple(told.line(change) for change in changes)
        kept = self.field.currentText()
        self.field.clear()
        self.field.addItem(self._bench.language.text(N_("all fields")), "")
        for name in sorted({line.field for line in self._lines if line.field}):
            self.field.addItem(name, name)
        self.field.setCurrentIndex(max(0, self.field.findText(kept)))
        self._narrow()

    def _narrow(self) -> None:
        wanted = self.field.currentData()
        self.table.show_lines([line for line in self._lines if not wanted or line.field == wanted])
