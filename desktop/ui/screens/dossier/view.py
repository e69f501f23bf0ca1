"""One person's case: who it is, where it stands, the next stage, and every section to read and to edit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.papers.intake_layout import SECTIONS as PAPER
from desktop.application.papers.intake_layout import fields_of
from desktop.application.values import code_label, plain
from desktop.domain.changes import Outcome
from desktop.domain.codes import Stage
from desktop.domain.errors import GateClosed, Missing, OverstapError
from desktop.domain.records import Intake
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.overview import Overview
from desktop.ui.screens.dossier.pages import make_page
from desktop.ui.screens.dossier.sections import OVERVIEW, SECTIONS, section_of
from desktop.ui.screens.dossier.view_model import CaseFile, DossierViewModel
from desktop.ui.screens.intake.progress import LINES
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.section_list import SectionList
from desktop.ui.widgets.stage_stepper import STEPS, StageStepper

DOSSIER = N_("Dossier")


class DossierView(Screen):
    """Header, stepper, sections at the left, the chosen one at the right."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        self.model = DossierViewModel(bench.session.work, bench.changes, bench.jobs, self)
        self.name, self.facts = QLabel(self), QLabel(self)
        set_type(self.name, Size.TITLE)
        set_tone(self.facts, Role.MUTED)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.advance = primary(QPushButton(self))
        self.print_button = QPushButton(self)
        self.stepper = StageStepper(bench.language, self)
        self.sections = SectionList(
            text(N_("Sections of the dossier")), [(s.id, text(s.title)) for s in SECTIONS], self
        )
        self.stack = QStackedWidget(self)
        self._pages: dict[str, CasePage] = {}
        self._wanted: Place | None = None
        self._add_commands()
        self._lay_out()
        self.stepper.chosen.connect(self._to_step)
        self.sections.chosen.connect(self._show_section)
        self.model.shown.connect(self._show)
        self.model.gate_closed.connect(self._closed)
        self.model.override_refused.connect(self._still_closed)
        self.model.advanced.connect(self._advanced)

    def _add_commands(self) -> None:
        commands = self.bench.commands
        commands.add(
            self,
            Command(
                "dossier.advance", N_("Next stage"), self.model.advance, "Ctrl+Return | Ctrl+Enter", DOSSIER, "next"
            ),
            Command("dossier.note", N_("Write a note"), self._to_note, "Ctrl+N", DOSSIER, "note"),
            Command("dossier.edit", N_("Edit this section"), self._edit, "Ctrl+E", DOSSIER, "edit"),
            Command(
                "dossier.next", N_("Next section"), partial(self.sections.step, 1), "Alt+Down | Ctrl+PgDown", DOSSIER
            ),
            Command(
                "dossier.previous", N_("Section before"), partial(self.sections.step, -1), "Alt+Up | Ctrl+PgUp", DOSSIER
            ),
            *(
                Command(f"dossier.step.{n}", step.title, partial(self.stepper.go, n - 1), f"Alt+{n}", DOSSIER)
                for n, step in enumerate(STEPS, 1)
            ),
        )
        commands.attach(self.advance, "dossier.advance")
        commands.attach(self.print_button, "go.preview")

    def _lay_out(self) -> None:
        top, bottom, page = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.setContentsMargins(24, 16, 24, 0)
        top.setSpacing(12)
        top.addWidget(self.name)
        top.addWidget(self.facts, 1, Qt.AlignmentFlag.AlignBaseline)
        top.addWidget(self.print_button)
        top.addWidget(self.advance)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addLayout(top)
        steps = QHBoxLayout()
        steps.setContentsMargins(18, 0, 24, 4)
        steps.addWidget(self.stepper)
        page.addLayout(steps)
        bottom.setSpacing(0)
        bottom.addWidget(self.sections)
        bottom.addWidget(self.stack, 1)
        page.addLayout(bottom, 1)

    # showing

    @override
    def visit(self, place: Place) -> None:
        self._wanted = place
        if place.traject != self.model.traject:
            self.flush()
            self.name.clear()
            self.facts.clear()
        self.model.open(place.traject)

    @override
    def flush(self) -> None:
        for page in self._pages.values():
            page.flush()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.stepper.buttons[0], self.sections, self.stack)

    def _show(self, case: CaseFile) -> None:
        language, traject = self.bench.language, case.traject
        names = Names(self.bench.session.store, language, traject.id)
        self.name.setText(names.title(case.candidate))
        parts = [traject.dossier_no or ""]
        if traject.programme:
            parts.append(names.show(traject.SPEC.fields["programme"], traject.programme))
        if traject.opened_on:
            parts.append(language.text(N_("since {day}"), day=plain(traject.opened_on, language)))
        self.facts.setText(" · ".join(part for part in parts if part))
        self.stepper.show_stage(traject.stage or Stage.SIGN_UP, traject.substage, traject.hold)
        self._name_advance(case)
        if self.sections.currentRow() < 0:
            self.sections.go(OVERVIEW)
        for page in self._pages.values():
            page.show_case(case)
        self._go_where_wanted()

    def _name_advance(self, case: CaseFile) -> None:
        text = self.bench.language.text
        self.advance.setVisible(case.next_stage is not None)
        if case.next_stage is not None:
            stage = code_label("stage", case.next_stage, self.bench.language)
            self.bench.commands.retitle("dossier.advance", text(N_("To {stage}"), stage=stage))

    def _go_where_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if wanted.at:
            section = section_of(wanted.at.partition(".")[0])
            self.sections.go(section.id)
            self._pages[section.id].edit(wanted.at, wanted.record)
        else:
            self.sections.setFocus()

    def _show_section(self, section: str) -> None:
        page = self._pages.get(section)
        if page is None:
            page = self._pages[section] = self._make(section)
            self.stack.addWidget(page)
            if self.model.case is not None:
                page.show_case(self.model.case)
        self.stack.setCurrentWidget(page)

    def _make(self, section: str) -> CasePage:
        page = make_page(self.bench, section, self.stack)
        if isinstance(page, Overview):
            page.missing_asked.connect(self._go_to_missing)
            page.anyway.asked.connect(self.model.advance_anyway)
        return page

    # doing

    def _to_step(self, step: str) -> None:
        self.sections.go(next(s.id for s in SECTIONS if s.step == step))

    def _to_note(self) -> None:
        self.sections.go(OVERVIEW)
        page = self._pages[OVERVIEW]
        if isinstance(page, Overview):
            page.note.area.setFocus()

    def _edit(self) -> None:
        page = self.stack.currentWidget()
        if isinstance(page, CasePage):
            page.toggle()

    def _closed(self, refusal: GateClosed) -> None:
        self.bench.messages.say(self.bench.language.say(refusal), "warning")
        self.sections.go(OVERVIEW)
        page = self._pages[OVERVIEW]
        if isinstance(page, Overview) and self.model.case is not None:
            page.show_gate(self.model.case)

    def _still_closed(self, refusal: OverstapError) -> None:
        page = self._pages[OVERVIEW]
        if isinstance(page, Overview):
            page.anyway.refuse(self.bench.language.say(refusal))

    def _advanced(self, outcome: Outcome) -> None:
        text = self.bench.language.text
        self.bench.messages.say(
            text(N_("The case is in the next stage.")), "done", text(N_("Undo")), self.bench.changes.undo
        )

    def _go_to_missing(self, point: Missing) -> None:
        self.bench.go(Place(self._screen_of(point.field), self.model.traject, point.field, point.record_id or ""))

    def _screen_of(self, key: str) -> str:
        """Where a field is filled in: in the intake, once there is one, else in the section of the dossier."""
        started = self.model.case is not None and self.model.case.dossier.last(Intake) is not None
        return "intake" if started and (key in _ON_PAPER or key.partition(".")[0] in _IN_LISTS) else "dossier"


_ON_PAPER = frozenset(f.key for section in PAPER for fields in fields_of(section).values() for f in fields)
_IN_LISTS = frozenset(kind.SPEC.name for kinds in LINES.values() for kind in kinds)
