"""One section of the dossier: to read, and on request to edit in place."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.fields import Field, Record
from desktop.domain.records import Intake
from desktop.domain.said import N_
from desktop.ui.forms.child_list import ChildList
from desktop.ui.forms.record_form import RecordForm, editable, give_letters
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.groups import grouped
from desktop.ui.screens.dossier.sections import Section, owner_of
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.shell.workbench import Place, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.grouped_facts import GroupedFacts
from desktop.ui.widgets.heading import titled
from desktop.ui.widgets.records_view import RecordsView, readable
from desktop.ui.widgets.renewed import renew


class SectionPage(CasePage):
    """Facts and tables made from the declarations; *Edit* turns them into forms that save themselves."""

    def __init__(self, bench: Workbench, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section, self._bench = section, bench
        self._case: CaseFile | None = None
        self._forms: list[RecordForm] = []
        self._lists: list[ChildList] = []
        self._parts: deque[Callable[[], None]] = deque()
        self.editing = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        text = bench.language.text
        self.setAccessibleName(text(section.title))
        self._page = QWidget(self)
        self._page.setObjectName("page")
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(24, 16, 24, 24)
        self._column.setSpacing(24)
        heading = QLabel(text(section.title), self._page)
        set_type(heading, Size.HEADING, strong=True)
        self.edit_button = QPushButton(self._page)
        self.edit_button.clicked.connect(self.toggle)
        self.edit_button.setVisible(self._can_edit())
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self.edit_button)
        self._column.addLayout(head)
        self._body = QWidget(self._page)
        self._column.addWidget(self._body)
        self._column.addStretch(1)
        self.setWidget(self._page)
        self._name_button()

    @override
    def show_case(self, case: CaseFile) -> None:
        same = self._case is not None and self._case.dossier.traject_id == case.dossier.traject_id
        self._case = case
        if not (self.editing and same):
            self.editing = False
            self._rebuild()

    @override
    def toggle(self) -> None:
        self.flush()
        self.editing = not self.editing
        self._rebuild()
        if self.editing and self._forms:
            self._forms[0].go_to(next(iter(self._forms[0].fields), ""))

    @override
    def edit(self, field: str, record: str) -> None:
        if not self._can_edit():
            return
        if not self.editing:
            self.editing = True
            self._rebuild()
        while not self._go_to(field, record) and self._parts:
            self._build_part()

    def _go_to(self, field: str, record: str) -> bool:
        """Put the focus in a field, if its form or list is there; whether it is."""
        kind, _, name = field.partition(".")
        for form in self._forms:
            if form.kind.SPEC.name == kind and name in form.fields:
                form.go_to(name)
                return True
        for rows in self._lists:
            if rows.kind.SPEC.name == kind:
                rows.open_when_there(record, name)
                return True
        return False

    @override
    def flush(self) -> None:
        for form in self._forms:
            form.flush()
        for rows in self._lists:
            rows.flush()

    def _can_edit(self) -> bool:
        return any(_changeable(kind) for kind in (*self.section.singles, *self.section.lists))

    def _name_button(self) -> None:
        text = self._bench.language.text
        self.edit_button.setText(text(N_("&Done")) if self.editing else text(N_("&Edit")))
        self.edit_button.setAccessibleName(f"{self.edit_button.text().replace('&', '')}: {text(self.section.title)}")

    def _rebuild(self) -> None:
        case = self._case
        if case is None:
            return
        had_focus = self._body.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._forms, self._lists, self._parts = [], [], deque()
        body = QWidget(self._page)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        names = Names(self._bench.session.store, self._bench.language, case.dossier.traject_id)
        for kind in self.section.singles:
            self._add_single(column, kind, case, names, body)
        empty = []
        for kind in self.section.lists:
            if self.editing:
                self._parts.append(partial(self._add_list, column, kind, case, names, body))
            elif case.dossier.all(kind):
                self._add_list(column, kind, case, names, body)
            else:
                empty.append(self._bench.language.record(kind.SPEC, plural=True).lower())
        if empty:
            column.addWidget(self._nothing_yet(empty, body))
        self._body = renew(self._column, self._body, body)
        if self._parts:
            self._build_part()
            self._bench.jobs.soon(body, partial(self._go_on, body))
        self._name_button()
        if had_focus:
            self.edit_button.setFocus()

    def _go_on(self, body: QWidget, _nothing: object) -> None:
        """Build one more form or list; a whole section at once would be a pause that a typist feels."""
        if self._parts and body is self._body:
            self._build_part()
            self._bench.jobs.soon(body, partial(self._go_on, body))

    def _build_part(self) -> None:
        self._parts.popleft()()
        give_letters([made for form in self._forms for made in form.fields.values()])

    def _add_form(
        self, column: QVBoxLayout, kind: type[Record], record: str, title: str, fields: Sequence[Field], parent: QWidget
    ) -> None:
        traject = self._case.dossier.traject_id if self._case is not None else ""
        form = RecordForm(self._bench, kind, record, fields, traject, parent)
        self._forms.append(form)
        column.addLayout(titled(title, form, parent))

    def _add_single(
        self, column: QVBoxLayout, kind: type[Record], case: CaseFile, names: Names, parent: QWidget
    ) -> None:
        """A record of which there is one: its groups, to read or as forms."""
        language, found, name = self._bench.language, case.dossier.last(kind), kind.SPEC.name
        if found is None:
            column.addWidget(self._to_intake(parent) if kind is Intake else QLabel(language.text(N_("Nothing yet."))))
        elif self.editing:
            for title, fields in grouped(name, editable(tuple(kind.SPEC.fields.values()))):
                words = language.text(title) if title else ""
                self._parts.append(partial(self._add_form, column, kind, found.id, words, fields, parent))
        else:
            known = {fact.field.name: fact for fact in readable(found, names)}
            column.addWidget(
                GroupedFacts(
                    [
                        (language.text(title) if title else "", [known[field.name] for field in fields])
                        for title, fields in grouped(name, [fact.field for fact in known.values()])
                    ],
                    language,
                    parent,
                )
            )

    def _nothing_yet(self, empty: list[str], parent: QWidget) -> QWidget:
        """Which lists are empty; where there is nothing else on the page, with the button that begins one."""
        text = self._bench.language.text
        sentence = text(N_("Nothing yet: {what}."), what=", ".join(empty))
        if not self.section.singles and len(empty) == len(self.section.lists) and self._can_edit():
            keys = self._bench.commands.keys("dossier.edit")
            return EmptyState(sentence, text(N_("Add")), self.toggle, parent, keys)
        nothing = QLabel(sentence, parent)
        nothing.setWordWrap(True)
        set_tone(nothing, Role.MUTED)
        return nothing

    def _to_intake(self, parent: QWidget) -> QWidget:
        """There is no intake yet: it has a screen of its own."""
        text, keys = self._bench.language.text, self._bench.commands.keys("go.intake")
        sentence = text(N_("This case has no intake yet. Start it to write down what somebody can and wants."))
        return EmptyState(sentence, text(N_("To the intake")), self._go_to_intake, parent, keys)

    def _go_to_intake(self) -> None:
        if self._case is not None:
            self._bench.go(Place("intake", self._case.dossier.traject_id))

    def _add_list(self, column: QVBoxLayout, kind: type[Record], case: CaseFile, names: Names, parent: QWidget) -> None:
        if self.editing and _changeable(kind):
            owner = owner_of(kind, case.dossier.candidate_id, case.dossier.traject_id)
            rows = ChildList(self._bench, kind, owner, case.dossier.traject_id, parent)
            self._lists.append(rows)
            column.addWidget(rows)
        else:
            column.addWidget(RecordsView(kind, case.dossier.all(kind), case.dossier, names, parent))


def _changeable(kind: type[Record]) -> bool:
    return not kind.SPEC.append_only and bool(editable(tuple(kind.SPEC.fields.values())))
