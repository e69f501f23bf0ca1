"""One section of the intake: its fields and its lists, as they stand on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.application.papers.intake_layout import Section
from desktop.domain.dossier import Dossier
from desktop.domain.records import RECORDS, Candidate, Consent, Intake
from desktop.domain.said import N_
from desktop.ui.forms.child_list import ChildList
from desktop.ui.forms.form_field import FormField
from desktop.ui.forms.record_form import RecordForm, give_letters
from desktop.ui.screens.intake.consents import ConsentPanel
from desktop.ui.screens.intake.progress import LINES, shown_fields
from desktop.ui.screens.register.alike import AlikeLink
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.focus_scroll import FocusScroll
from desktop.ui.widgets.prose import Prose

_ANSWER = "signing"


class IntakeSection(FocusScroll):
    """A page of the form; everything on it saves itself."""

    next_asked = Signal()

    def __init__(self, bench: Workbench, section: Section, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        text = bench.language.text
        self.setAccessibleName(text(section.title))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget(self)
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 8, 24, 24)
        column.setSpacing(16)
        heading = QLabel(text(section.title), page)
        set_type(heading, Size.HEADING, strong=True)
        column.addWidget(heading)
        if section.note:
            note = Prose(text(section.note), page)
            set_tone(note, Role.MUTED)
            column.addWidget(note)
        self.forms: list[RecordForm] = []
        self.lists: list[ChildList] = []
        self.consents: ConsentPanel | None = None
        self.alike: AlikeLink | None = None
        for kind, fields in shown_fields(section).items():
            found = dossier.last(RECORDS[kind].type)
            if found is not None:
                form = RecordForm(bench, RECORDS[kind].type, found.id, fields, dossier.traject_id, page)
                self.forms.append(form)
                column.addWidget(form)
                if RECORDS[kind].type is Candidate:
                    column.addWidget(self._watch_for_alike(bench, form, found.id, page), 0, Qt.AlignmentFlag.AlignLeft)
        for lines in LINES.get(section.key, ()):
            if lines is Consent:
                self.consents = ConsentPanel(bench, dossier.traject_id, page)
                column.addWidget(self.consents)
                continue
            owner = _owner(lines.SPEC.parent or "", dossier)
            if owner:
                rows = ChildList(bench, lines, owner, dossier.traject_id, page)
                self.lists.append(rows)
                column.addWidget(rows)
        self.next = QPushButton(text(N_("Next section")), page)
        self.next.setToolTip("Alt+↓")
        self.next.clicked.connect(self.next_asked)
        column.addSpacing(8)
        column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        give_letters(self.fields)
        self.setWidget(page)

    def _watch_for_alike(self, bench: Workbench, form: RecordForm, person: str, parent: QWidget) -> AlikeLink:
        """Say while somebody types that this person may be known already."""
        self.alike = AlikeLink(bench, person, parent)
        for made in form.fields.values():
            made.edited.connect(self._typed)
            made.left.connect(self._typed)
        return self.alike

    def _typed(self) -> None:
        person = next((form for form in self.forms if form.kind is Candidate), None)
        if self.alike is not None and person is not None:
            self.alike.look(person.model.readable())

    @property
    def fields(self) -> list[FormField]:
        """The fields in reading order."""
        return [made for form in self.forms for made in form.fields.values()]

    def focus_first(self) -> None:
        """Begin with the first thing to fill in."""
        if self.fields:
            self.fields[0].control.input.setFocus()
        elif self.consents is not None:
            self.consents.focus_first()
        elif self.lists:
            self.lists[0].add.setFocus()

    def go_to(self, key: str, record: str) -> None:
        """Put the focus in a field, given as ``record.field``."""
        kind, _, name = key.partition(".")
        if kind == Consent.SPEC.name and self.consents is not None:
            self.consents.focus_first()
            return
        for form in self.forms:
            if form.kind.SPEC.name == kind and name in form.fields:
                form.go_to(name)
                return
        for rows in self.lists:
            if rows.kind.SPEC.name == kind:
                rows.open_when_there(record, name)
                return

    def freeze_fields(self, frozen: bool) -> None:
        """A frozen intake is only read; the answer of the candidate is given to a frozen one."""
        for form in self.forms:
            if form.kind is Intake:
                form.setEnabled(frozen == (self.section.key == _ANSWER))
        for rows in self.lists:
            rows.setEnabled(not (frozen and rows.kind.SPEC.parent == Intake.SPEC.name))

    def flush(self) -> None:
        """Keep what is being typed."""
        for form in self.forms:
            form.flush()
        for rows in self.lists:
            rows.flush()


def _owner(kind: str, dossier: Dossier) -> str:
    """The record that lists of this parent kind belong to; empty when it is not there yet."""
    if kind == "candidate":
        return dossier.candidate_id
    if kind == "traject":
        return dossier.traject_id
    found = dossier.last(RECORDS[kind].type)
    return found.id if found is not None else ""
