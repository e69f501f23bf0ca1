"""What counts now: what the next stage still asks, what is planned, what changed last, and a note in the making."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.cases import TEAM_LEAD
from desktop.application.values import code_label
from desktop.domain.changes import Change
from desktop.domain.codes import Stage
from desktop.domain.records import User
from desktop.domain.said import N_, said_n
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.gate_override import GateOverride
from desktop.ui.screens.dossier.note_editor import NoteEditor
from desktop.ui.screens.dossier.planned import planned
from desktop.ui.screens.dossier.view_model import NEWEST, CaseFile
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Size, set_type
from desktop.ui.widgets.lines_view import LinesView
from desktop.ui.widgets.missing_list import MissingList
from desktop.ui.widgets.timeline import Line, Told, colleague_names

_CHANGES_WIDTH = 280
_SIDE_BY_SIDE = 860
"""From this width on what changed last stands beside what comes next, else below it."""


class Overview(CasePage):
    """The first page of a dossier."""

    missing_asked = Signal(object)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        text = bench.language.text
        page = QWidget(self)
        page.setObjectName("page")
        self.missing = MissingList(bench.language, parent=page)
        self.missing.asked.connect(self.missing_asked)
        self.anyway = GateOverride(bench.language, page)
        self._gate: tuple[str, str | None] = ("", None)
        self.planned, self.timeline = LinesView(page), LinesView(page)
        self.note = NoteEditor(bench, page)
        left, right, sides = QVBoxLayout(), QVBoxLayout(), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for column, title, content in (
            (left, N_("Before the next stage"), self.missing),
            (left, N_("Planned"), self.planned),
            (right, N_("Changed last"), self.timeline),
        ):
            heading = QLabel(text(title), page)
            set_type(heading, Size.HEADING, strong=True)
            column.setSpacing(8)
            column.addWidget(heading)
            column.addWidget(content)
            if content is self.missing:
                column.addWidget(self.anyway)
            column.addSpacing(16)
        self.timeline.setMinimumWidth(_CHANGES_WIDTH)
        left.addWidget(self.note)
        left.addStretch(1)
        right.addStretch(1)
        self._sides = sides
        sides.setSpacing(32)
        sides.addLayout(left, 3)
        sides.addLayout(right, 2)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(24, 16, 24, 24)
        whole.setSpacing(8)
        whole.addLayout(sides)
        whole.addStretch(1)
        self.setWidget(page)

    @override
    def show_case(self, case: CaseFile) -> None:
        self.note.open(case.dossier.traject_id)
        self._show_missing(case)
        today = self._bench.session.work.clock.today()
        self.planned.show_lines(
            planned(case.dossier, today, self._bench.language), self._bench.language.text(N_("Nothing is planned."))
        )
        store = self._bench.session.store
        names = Names(store, self._bench.language, case.dossier.traject_id)
        told = Told(names, colleague_names(lambda user: store.find_one(User, user)), today)
        self.timeline.show_lines(
            [_line(told.line(change)) for change in _worth_telling(case.newest)],
            self._bench.language.text(N_("Nothing has changed yet.")),
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = event.size().width() >= _SIDE_BY_SIDE
        way = QBoxLayout.Direction
        self._sides.setDirection(way.LeftToRight if wide else way.TopToBottom)
        super().resizeEvent(event)

    def show_gate(self, case: CaseFile) -> None:
        """The gate is closed: bring what is missing in sight and under the keys; a team lead may go on anyway."""
        self._show_missing(case)
        self.anyway.setVisible(self._bench.session.work.user.role == TEAM_LEAD)
        self.missing.focus_first()

    @override
    def flush(self) -> None:
        self.note.keep()

    def _show_missing(self, case: CaseFile) -> None:
        language = self._bench.language
        before, self._gate = self._gate, (case.dossier.traject_id, case.next_stage)
        if self._gate != before or not case.missing:
            self.anyway.withdraw()
        if case.next_stage is None:
            closed = case.traject.stage == Stage.CLOSED
            words = N_("This case is closed: it can only be read.") if closed else N_("The case can be closed.")
            if case.missing:
                words = N_("Before it can be closed as succeeded:")
            self.missing.show_points(language.text(words), case.missing)
            return
        stage = code_label("stage", case.next_stage, language)
        if case.missing:
            said = said_n(
                "{stage} still asks one thing:", "{stage} still asks {n} things:", len(case.missing), stage=stage
            )
            self.missing.show_points(language.say(said), case.missing)
        else:
            self.missing.show_points(
                language.text(N_("Everything is there: the case can go to {stage}."), stage=stage), ()
            )


def _worth_telling(changes: tuple[Change, ...]) -> list[Change]:
    """The newest changes; of what was made at once only the first line."""
    told: dict[str, Change] = {}
    for change in changes:
        if change.action not in told and len(told) == NEWEST:
            break
        told[change.action] = change  # the oldest line of an action says what it was about
    return list(told.values())


def _line(line: Line) -> tuple[str, str]:
    """One line for a few: who, what, and the values."""
    values = " → ".join(part for part in (line.before, line.after) if part)
    return line.when, " · ".join(
        part for part in (line.what, f"{line.field}: {values}" if values else line.field) if part
    )
