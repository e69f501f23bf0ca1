"""Signing somebody up: the few fields that make a person known, and who looks like somebody who is there already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.changes import Outcome
from desktop.domain.fields import Field
from desktop.domain.records import Candidate, Traject
from desktop.domain.said import N_
from desktop.ui.forms.new_row_model import NewRowModel
from desktop.ui.forms.record_form import FieldsForm, give_letters
from desktop.ui.screens.register.alike import AlikeLink
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary, side_by_side
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.problem_label import ProblemLabel

SIGN_UP = N_("Sign somebody up")


def asked() -> tuple[Field, ...]:
    """What is asked at the door: what people are found by, the birth date, and where the person came from."""
    person, case = Candidate.SPEC.fields, Traject.SPEC.fields
    return (*Candidate.SPEC.searched, person["birth_date"], case["source_org"], case["ref_no"])


class RegisterView(Screen):
    """A draft until *Sign up*; the dossier opens with it."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text, session = bench.language.text, bench.session
        self.model = NewRowModel(
            Candidate.SPEC, None, asked(), session.store, session.work, bench.changes, bench.jobs, bench.language
        )
        heading, lead = QLabel(text(SIGN_UP), self), QLabel(self)
        set_type(heading, Size.TITLE)
        lead.setText(text(N_("A name, a phone number or e-mail, and who sent the person. The rest comes later.")))
        set_tone(lead, Role.MUTED)
        self.form = FieldsForm(bench, self.model, "", self)
        give_letters(tuple(self.form.fields.values()))
        self.problem = ProblemLabel(self)
        self.alike = AlikeLink(bench, "", self)
        self.sign_up = primary(QPushButton(self))
        bench.commands.attach(self.sign_up, "register.sign_up")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        for widget in (heading, lead, self.form, self.alike, self.problem):
            column.addWidget(widget)
        column.addLayout(side_by_side(self.sign_up))
        column.addStretch(1)
        column.setAlignment(self.alike, Qt.AlignmentFlag.AlignLeft)
        for made in self.form.fields.values():
            made.left.connect(self._look_for_alike)
        self.model.added.connect(self._added)
        self.model.refused.connect(self.problem.problem)

    @override
    def visit(self, place: Place) -> None:
        self.problem.problem("")
        self.form.go_to(next(iter(self.form.fields)))

    @override
    def flush(self) -> None:
        self.form.flush()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.form,)

    def _leave(self) -> None:
        self.bench.go(Place("caseload"))

    def _look_for_alike(self) -> None:
        self.alike.look(self.model.readable())

    def _go(self, traject: str) -> None:
        if traject:
            self.bench.go(Place("dossier", traject))

    def _added(self, outcome: Outcome) -> None:
        text = self.bench.language.text
        for name in self.form.fields:
            self.form.fields[name].show_text("")
        self.alike.hide()
        self._go(next((record for kind, record in outcome.touched if kind == "traject"), ""))
        self.bench.messages.say(text(N_("The person is signed up.")), "done", text(N_("Undo")), self.bench.changes.undo)

    def _sign_up(self) -> None:
        self.model.add()

    commands = (
        Command("register.sign_up", N_("Sign up"), _sign_up, "Ctrl+Return | Ctrl+Enter", SIGN_UP, "check"),
        Command("register.leave", N_("Back to the list"), _leave, "Esc", SIGN_UP, "back"),
    )
