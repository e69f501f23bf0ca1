"""One person's case: who it is, where it stands, the next stage, and every section to read and to edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.papers.intake_layout import SECTIONS as PAPER
from desktop.application.papers.intake_layout import fields_of
from desktop.application.values import code_label
from desktop.domain.changes import Outcome
from desktop.domain.errors import GateClosed, Missing, OverstapError
from desktop.domain.records import Intake, Traject
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.act_page import ActPage
from desktop.ui.screens.dossier.case_acts import CLOSE, RESUME, RETURN, TITLES, case_act, possible
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.header import DossierHeader
from desktop.ui.screens.dossier.overview import Overview
from desktop.ui.screens.dossier.pages import make_page
from desktop.ui.screens.dossier.sections import OVERVIEW, SECTIONS, section_of
from desktop.ui.screens.dossier.view_model import CaseFile, DossierViewModel
from desktop.ui.screens.intake.progress import LINES
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import SECTION, Place, Screen, Workbench
from desktop.ui.widgets.section_list import SectionList
from desktop.ui.widgets.stage_stepper import STEPS

DOSSIER = N_("Dossier")


def _steps(to_stage: Callable[..., object]) -> Iterator[Command]:
    for at, step in enumerate(STEPS):
        yield Command(f"dossier.step.{at + 1}", step.title, partial(to_stage, at=at), f"Alt+{at + 1}", DOSSIER)


def _verbs(act: Callable[..., object], can: Callable[..., bool]) -> Iterator[Command]:
    for verb, title in TITLES.items():
        yield Command(f"dossier.{verb}", title, partial(act, verb=verb), "", DOSSIER, "", partial(can, verb=verb))


class DossierView(Screen):
    """Header, stepper, sections at the left, the chosen one at the right."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        self.model = DossierViewModel(bench.session.work, bench.changes, bench.jobs, self)
        self.header = DossierHeader(bench.language, self)
        self.stepper = self.header.stepper
        self.sections = SectionList(
            text(N_("Sections of the dossier")), [(s.id, text(s.title)) for s in SECTIONS], self
        )
        self.stack = QStackedWidget(self)
        self.acts = ActPage(bench, self.stack)
        self.stack.addWidget(self.acts)
        self._pages: dict[str, CasePage] = {}
        self._wanted: Place | None = None
        self._add_commands()
        self._lay_out()
        self.stepper.chosen.connect(self._to_step)
        self.header.missing_asked.connect(self._to_missing)
        self.header.conflicts_asked.connect(self._to_conflicts)
        bench.sync.disputed.connect(self._show_conflicts)
        self.acts.slot.closed.connect(self._back_to_section)
        self.acts.slot.done.connect(self._acted)
        self.acts.slot.missing_asked.connect(self._go_to_missing)
        self.sections.chosen.connect(self._show_section)
        self.stack.currentChanged.connect(self._lend_keys)
        self.model.shown.connect(self._show)
        self.model.gate_closed.connect(self._closed)
        self.model.override_refused.connect(self._still_closed)
        self.model.advanced.connect(self._advanced)

    def _add_commands(self) -> None:
        commands = self.bench.commands
        commands.attach(self.header.advance, "dossier.advance")
        commands.attach(self.header.printing, "go.preview")
        for verb in TITLES:
            self.header.verbs.addAction(commands.action(f"dossier.{verb}"))
        for command in ("go.access", "go.erase"):
            self.header.verbs.addAction(commands.action(command))
        self.header.verbs.aboutToShow.connect(commands.refresh)
        commands.attach(self.header.close_case, f"dossier.{CLOSE}")
        commands.attach(self.header.resume, f"dossier.{RESUME}")
        commands.attach(self.header.start_again, f"dossier.{RETURN}")

    def _lay_out(self) -> None:
        bottom, page = QHBoxLayout(), QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addWidget(self.header)
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
            self.header.clear()
            self.acts.slot.close_act()
        self.model.open(place.traject)

    @override
    def flush(self) -> None:
        self.acts.flush()
        for page in self._pages.values():
            page.flush()

    @override
    def now_at(self, place: Place) -> Place:
        section = SECTIONS[max(0, self.sections.currentRow())].id
        page = self._pages.get(section)
        return replace(
            place,
            at="" if section == OVERVIEW else f"{SECTION}{section}",
            record="",
            scroll=page.scrolled if page is not None else 0,
        )

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.stepper.buttons[0], self.sections, self.stack)

    def _show(self, case: CaseFile) -> None:
        names = Names(self.bench.session.store, self.bench.language, case.traject.id)
        self.header.show_case(case, names, self.bench.session.work.clock.today())
        self._name_advance(case)
        self._show_conflicts()
        if self.sections.currentRow() < 0:
            self.sections.go(OVERVIEW)
        for page in self._pages.values():
            page.show_case(case)
        self.bench.commands.refresh()
        self._go_where_wanted()

    def _show_conflicts(self) -> None:
        if self.model.case is not None:
            person = self.model.case.dossier.candidate_id
            self.header.show_conflicts(sum(one.conflict.root == person for one in self.bench.sync.disputes))

    def _to_conflicts(self) -> None:
        if self.model.case is not None:
            self.bench.go(Place("conflicts", record=self.model.case.dossier.candidate_id))

    def _name_advance(self, case: CaseFile) -> None:
        text = self.bench.language.text
        if case.next_stage is not None:
            stage = code_label("stage", case.next_stage, self.bench.language)
            self.bench.commands.retitle("dossier.advance", text(N_("To {stage}"), stage=stage))

    def _go_where_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if wanted.at.startswith(SECTION):
            self.sections.go(wanted.at.removeprefix(SECTION))
            self._come_back_to(wanted.scroll)
        elif wanted.at:
            section = section_of(wanted.at.partition(".")[0])
            self.sections.go(section.id)
            self.bench.jobs.soon(self, partial(self._edit_there, section.id, wanted))
        else:
            self._come_back_to(wanted.scroll)

    def _edit_there(self, section: str, wanted: Place, _nothing: object) -> None:
        """Open the field that was asked for; in a slice of its own, since the section was built in this one."""
        if self.model.traject == wanted.traject:
            self._pages[section].edit(wanted.at, wanted.record)

    def _come_back_to(self, scrolled: int) -> None:
        self.sections.setFocus()
        page = self.stack.currentWidget()
        if scrolled and isinstance(page, CasePage):
            page.come_back_to(scrolled)

    def _show_section(self, section: str) -> None:
        page = self._pages.get(section)
        if page is None:
            page = self._pages[section] = self._make(section)
            self.stack.addWidget(page)
            if self.model.case is not None:
                page.show_case(self.model.case)
        self.acts.slot.close_act()
        self.stack.setCurrentWidget(page)

    def _lend_keys(self) -> None:
        """The keys of what is shown work from the list of sections too."""
        for action in self.sections.actions():
            self.sections.removeAction(action)
        if (shown := self.stack.currentWidget()) is not None:
            self.sections.addActions(shown.actions())

    def _make(self, section: str) -> CasePage:
        page = make_page(self.bench, section, self.stack)
        if isinstance(page, Overview):
            page.missing_asked.connect(self._go_to_missing)
            page.anyway.asked.connect(self.model.advance_anyway)
        return page

    # doing

    def _to_step(self, step: str) -> None:
        self.sections.go(next(s.id for s in SECTIONS if s.step == step))

    def _to_twice(self) -> None:
        person = self.model.case.dossier.candidate_id if self.model.case else ""
        self.bench.go(Place("duplicates", at=f"candidate.{person}"))

    def _to_note(self) -> None:
        self.sections.go(OVERVIEW)
        page = self._pages[OVERVIEW]
        if isinstance(page, Overview):
            page.note.area.setFocus()

    def _edit(self) -> None:
        page = self.stack.currentWidget()
        if isinstance(page, CasePage):
            page.toggle()

    def _can(self, verb: str) -> bool:
        return possible(self.model.case.dossier if self.model.case else None, verb)

    def _act(self, verb: str) -> None:
        if self.model.case is not None:
            self.stack.setCurrentWidget(self.acts)
            self.acts.slot.open(case_act(self.bench.session.work, self.model.case.dossier, verb), self.model.traject)

    def _back_to_section(self) -> None:
        self.stack.setCurrentWidget(self._pages[SECTIONS[max(0, self.sections.currentRow())].id])

    def _acted(self, outcome: Outcome) -> None:
        for kind, record in outcome.touched:
            if kind == Traject.SPEC.name and record != self.model.traject:  # a new case of the same person
                self.bench.go(Place("dossier", record))
        self.sections.setFocus()

    def _to_missing(self) -> None:
        self.sections.go(OVERVIEW)
        page = self._pages[OVERVIEW]
        if isinstance(page, Overview):
            page.missing.focus_first()

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

    def _advance(self) -> None:
        self.model.advance()

    def _step(self, by: int) -> None:
        self.sections.step(by)

    def _to_stage(self, at: int) -> None:
        self.stepper.go(at)

    commands = (
        Command("dossier.advance", N_("Next stage"), _advance, "Ctrl+Return | Ctrl+Enter", DOSSIER, "next"),
        Command("dossier.note", N_("Write a note"), _to_note, "Ctrl+N", DOSSIER, "note"),
        Command("dossier.twice", N_("Look whether this person is here twice"), _to_twice, "", DOSSIER),
        Command("dossier.edit", N_("Edit this section"), _edit, "Ctrl+E", DOSSIER, "edit"),
        Command("dossier.next", N_("Next section"), partial(_step, by=1), "Alt+Down | Ctrl+PgDown", DOSSIER),
        Command("dossier.previous", N_("Section before"), partial(_step, by=-1), "Alt+Up | Ctrl+PgUp", DOSSIER),
        *_steps(_to_stage),
        *_verbs(_act, _can),
    )


_ON_PAPER = frozenset(f.key for section in PAPER for fields in fields_of(section).values() for f in fields)
_IN_LISTS = frozenset(kind.SPEC.name for kinds in LINES.values() for kind in kinds)
