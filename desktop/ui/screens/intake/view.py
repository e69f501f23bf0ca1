"""The intake as a form: the sections of the paper, self-saving, with what is still open beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.changes import Outcome
from desktop.domain.errors import GateClosed, Missing, OverstapError
from desktop.domain.records import Candidate, IntakeVersion
from desktop.domain.said import N_, said_n
from desktop.ui.naming import Names
from desktop.ui.screens.intake.progress import IntakeProgress, State, is_on_screen, on_screen, section_of
from desktop.ui.screens.intake.section_page import IntakeSection
from desktop.ui.screens.intake.view_model import IntakeFile, IntakeViewModel
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import SECTION, Place, Screen, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.missing_list import MissingList
from desktop.ui.widgets.section_list import SectionList

INTAKE = N_("Intake")
_SIDE = 304
_STATES = {State.DONE: N_("complete"), State.BEGUN: N_("begun"), State.EMPTY: N_("empty")}


class IntakeView(Screen):
    """The form in the middle, the sections and the end of the road at the right."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        self.model = IntakeViewModel(bench.session, bench.changes, bench.jobs, self)
        self.name, self.state = QLabel(self), QLabel(self)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        set_type(self.name, Size.TITLE)
        set_tone(self.state, Role.MUTED)
        self.sections = SectionList(
            text(N_("Sections of the intake")), [(s.key, text(s.title)) for s in on_screen()], self
        )
        self.freeze, self.reopen = primary(QPushButton(self)), QPushButton(self)
        self.report, self.compare = QPushButton(self), QPushButton(self)
        self.missing = MissingList(bench.language, 5, self, letters=_SIDE // 9)
        self.stack = QStackedWidget(self)
        self.empty = EmptyState(
            text(N_("This case has no intake yet. Start it to write down what somebody can and wants.")),
            text(N_("Start the intake")),
            self.model.start,
            self,
        )
        self.stack.addWidget(self.empty)
        self._pages: dict[str, IntakeSection] = {}
        self._wanted: Place | None = None
        self._add_commands()
        self._lay_out()
        self.sections.chosen.connect(self._show_section)
        self.missing.asked.connect(self._go_to_missing)
        self.model.shown.connect(self._show)
        self.model.frozen.connect(self._frozen)
        self.model.refused.connect(self._refused)

    def _add_commands(self) -> None:
        commands = self.bench.commands
        commands.attach(self.freeze, "intake.freeze")
        commands.attach(self.reopen, "intake.reopen")
        commands.attach(self.report, "go.preview")
        commands.attach(self.compare, "intake.versions")

    def _lay_out(self) -> None:
        page, top, body, side = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        top.setContentsMargins(24, 16, 24, 8)
        top.setSpacing(12)
        top.addWidget(self.name)
        top.addWidget(self.state, 1, Qt.AlignmentFlag.AlignBaseline)
        top.addWidget(self.compare)
        top.addWidget(self.report)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(top)
        side.setContentsMargins(8, 8, 24, 16)
        side.setSpacing(16)
        side.addWidget(self.sections)
        side.addWidget(self.missing)
        side.addStretch(1)
        side.addWidget(self.freeze)
        side.addWidget(self.reopen)
        self.sections.setFixedWidth(_SIDE)
        self.missing.setFixedWidth(_SIDE)
        body.addWidget(self.stack, 1)
        body.addLayout(side)
        page.addLayout(body, 1)

    # showing

    @override
    def visit(self, place: Place) -> None:
        self._wanted = place
        if place.traject != self.model.traject:
            self._leave_case()
        self.model.open(place.traject)

    @override
    def flush(self) -> None:
        for page in self._pages.values():
            page.flush()

    @override
    def now_at(self, place: Place) -> Place:
        page, row = self.stack.currentWidget(), self.sections.currentRow()
        if row < 0 or not isinstance(page, IntakeSection):
            return place
        return replace(place, at=f"{SECTION}{on_screen()[row].key}", record="", scroll=page.scrolled)

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.stack, self.sections)

    def _leave_case(self) -> None:
        self.flush()
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages = {}
        self.name.clear()
        self.state.clear()

    def _show(self, file: IntakeFile) -> None:
        language = self.bench.language
        person = file.dossier.last(Candidate)
        if person is not None:
            self.name.setText(Names(self.bench.session.store, language).title(person))
        started = file.intake is not None
        for widget in (self.sections, self.missing, self.freeze):
            widget.setVisible(started)
        self.reopen.setVisible(self._is_frozen())
        self.freeze.setVisible(started and not self._is_frozen())
        self._show_state(file)
        self.bench.commands.refresh()
        if not started:
            self.stack.setCurrentWidget(self.empty)
            self.empty.button.setFocus()
            return
        self._mark(file.progress, file.after)
        for page in self._pages.values():
            page.freeze_fields(self._is_frozen())
        if self.sections.currentRow() < 0:
            self.sections.go(on_screen()[0].key)
        elif self.stack.currentWidget() is self.empty:
            self._show_section(on_screen()[self.sections.currentRow()].key)
        self._go_where_wanted()

    def _show_state(self, file: IntakeFile) -> None:
        text = self.bench.language.text
        if file.intake is None:
            self.state.setText(text(N_("not started")))
        elif file.intake.version is not None:
            self.state.setText(text(N_("frozen as version {version}"), version=file.intake.version))
        else:
            self.state.setText(text(N_("draft, {percent} % filled in"), percent=file.progress.percent))

    def _mark(self, progress: IntakeProgress, after: Sequence[Missing]) -> None:
        language = self.bench.language
        for each in progress.sections:
            title = language.text(each.section.title)
            open_points = language.say(said_n("{n} open", "{n} open", len(each.missing))) if each.missing else ""
            state = language.text(_STATES[each.state])
            self.sections.mark(
                each.section.key,
                each.state.value,
                title,
                open_points,
                ", ".join(part for part in (title, state, open_points) if part),
            )
        if self._is_frozen():
            heading = N_("The next stage can begin after:") if after else N_("Nothing is missing for the next stage.")
            self.missing.show_points(language.text(heading), after)
        elif progress.missing:
            self.missing.show_points(language.text(N_("The intake can be finished after:")), progress.missing)
        else:
            heading = N_("Everything is filled in: the intake can be finished.")
            self.missing.show_points(language.text(heading), [p for p in after if p.field != "intake.version"])

    def _show_section(self, key: str) -> None:
        file = self.model.file
        if file is None or file.intake is None:
            return
        page = self._pages.get(key)
        if page is None:
            section = next(s for s in on_screen() if s.key == key)
            page = self._pages[key] = IntakeSection(self.bench, section, file.dossier, self.stack)
            page.next_asked.connect(self._next)
            page.freeze_fields(self._is_frozen())
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def _go_where_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if wanted.at.startswith(SECTION):
            self.sections.go(wanted.at.removeprefix(SECTION))
            page = self.stack.currentWidget()
            if isinstance(page, IntakeSection):
                page.focus_first()
                page.come_back_to(wanted.scroll)
        elif wanted.at:
            self._to_field(wanted.at, wanted.record)
        else:
            page = self.stack.currentWidget()
            if isinstance(page, IntakeSection):
                page.focus_first()

    def _to_field(self, key: str, record: str) -> None:
        section = section_of(key).key
        self.sections.go(section)
        if section in self._pages:
            self._pages[section].go_to(key, record)

    def _is_frozen(self) -> bool:
        intake = self.model.file.intake if self.model.file is not None else None
        return intake is not None and intake.version is not None

    def _has_versions(self) -> bool:
        return self.model.file is not None and bool(self.model.file.dossier.all(IntakeVersion))

    # doing

    def _compare(self) -> None:
        self.bench.go(Place("versions", self.model.traject))

    def _next(self) -> None:
        self.sections.step(1)
        page = self.stack.currentWidget()
        if isinstance(page, IntakeSection):
            page.focus_first()

    def _go_to_missing(self, point: Missing) -> None:
        if is_on_screen(point.field):
            self._to_field(point.field, point.record_id or "")
        else:
            self.bench.go(Place("dossier", self.model.traject, point.field, point.record_id or ""))

    def _freeze(self) -> None:
        self.flush()
        self.model.freeze(self.bench.language.tag)

    def _frozen(self, outcome: Outcome) -> None:
        text = self.bench.language.text
        self.bench.messages.say(
            text(N_("The intake is frozen; the report is filed in the dossier.")),
            "done",
            text(N_("Undo")),
            self.bench.changes.undo,
        )

    def _refused(self, error: OverstapError) -> None:
        self.bench.messages.say(self.bench.language.say(error), "warning")
        if isinstance(error, GateClosed):
            self.missing.focus_first()

    def _reopen(self) -> None:
        self.model.reopen()

    def _step(self, by: int) -> None:
        self.sections.step(by)

    commands = (
        Command("intake.freeze", N_("Finish the intake"), _freeze, "Ctrl+Return | Ctrl+Enter", INTAKE, "check"),
        Command("intake.reopen", N_("Open the intake again"), _reopen, "", INTAKE, "edit", _is_frozen),
        Command("intake.versions", N_("Compare versions"), _compare, "", INTAKE, "history", _has_versions),
        Command("intake.next", N_("Next section"), partial(_step, by=1), "Alt+Down | Ctrl+PgDown", INTAKE),
        Command("intake.previous", N_("Section before"), partial(_step, by=-1), "Alt+Up | Ctrl+PgUp", INTAKE),
    )
