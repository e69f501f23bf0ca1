"""The tasks, requests to call back and appointments of one person, open and done."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.agenda import Entry, of_case
from desktop.domain.changes import Outcome
from desktop.domain.said import N_
from desktop.ui.forms.edit_slot import EditSlot
from desktop.ui.naming import Names
from desktop.ui.screens.agenda.agenda_list import AgendaList
from desktop.ui.screens.agenda.entry_acts import AGENDA
from desktop.ui.screens.agenda.new_entry import NewEntry
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Size, set_type


class CaseAgendaPage(CasePage):
    """The same list as the agenda, of one case; what is new is planned above it."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._wanted = self._traject = ""
        text = bench.language.text
        page = QWidget(self)
        page.setObjectName("page")
        heading = QLabel(text(N_("Tasks and appointments")), page)
        set_type(heading, Size.HEADING, strong=True)
        self.new = QPushButton(page)
        self.entry = NewEntry(bench, asks_person=False, parent=page)
        self.entry.hide()
        self.list = AgendaList(bench, "case_agenda", of_one=True, parent=page)
        self.slot = EditSlot(bench, page)
        bench.commands.declare(self, self.commands)
        bench.commands.attach(self.new, "case_agenda.new")
        head, column = QHBoxLayout(), QVBoxLayout(page)
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self.new)
        column.setContentsMargins(24, 16, 24, 8)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.entry)
        column.addWidget(self.list, 1)
        column.addWidget(self.slot)
        self.setWidget(page)
        self.list.new_asked.connect(self._new)
        self.list.opened.connect(self._change)
        self.slot.closed.connect(self._to_list)
        self.entry.closed.connect(self._to_list)
        self.entry.added.connect(self._added)

    @override
    def show_case(self, case: CaseFile) -> None:
        dossier, name = case.dossier, Names(self._bench.session.store, self._bench.language).title(case.candidate)
        if dossier.traject_id != self._traject:
            self.slot.leave()
            self._traject = dossier.traject_id
        self.entry.about(dossier.traject_id)
        self.list.show_entries(of_case(dossier, name))
        if self._wanted:
            self.list.choose(self._wanted)
            self._wanted = ""

    @override
    def edit(self, field: str, record: str) -> None:
        self._wanted = record
        self.list.choose(record)
        self.list.table.setFocus()

    @override
    def toggle(self) -> None:
        if self.list.current is not None:
            self._change(self.list.current)

    @override
    def flush(self) -> None:
        if not self.entry.isHidden():
            self.entry.keep()
        self.slot.flush()

    def _change(self, entry: Entry) -> None:
        """Change what was agreed: Enter opens its form, Esc closes it."""
        self.slot.open(entry.kind, entry.id, entry.traject)

    def _new(self) -> None:
        self.entry.open()

    def _to_list(self) -> None:
        self.list.table.setFocus()

    def _added(self, outcome: Outcome) -> None:
        self._wanted = next((record for kind, record in outcome.touched if kind in _KINDS), "")
        self._to_list()

    commands = (
        Command("case_agenda.new", N_("Plan something"), _new, "Ctrl+Shift+P", AGENDA, "add", at="section:agenda"),
    )


_KINDS = ("task", "callback", "appointment")
