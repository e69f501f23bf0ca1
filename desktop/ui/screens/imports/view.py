"""The import assistant: a file, where its columns go, what becomes of each row and why, and then all of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.application.imports.fates import FATES
from desktop.application.imports.mapping import NOTHING_FITS
from desktop.application.imports.rehearsal import PublicList
from desktop.application.imports.targets import KINDS
from desktop.domain.changes import Outcome
from desktop.domain.errors import OverstapError
from desktop.domain.said import N_, said_n
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.screens.imports.columns_panel import ColumnsPanel
from desktop.ui.screens.imports.known_panel import KnownPanel
from desktop.ui.screens.imports.list_file import ListFileScreen
from desktop.ui.screens.imports.reading_panel import ReadingPanel
from desktop.ui.screens.imports.rows_table import RowsTable
from desktop.ui.screens.imports.run import Stopped
from desktop.ui.screens.imports.view_model import ImportModel
from desktop.ui.screens.imports.waiting import Waiting
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Place, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.problem_label import ProblemLabel

_INTRO = N_(
    "Drop a list of sign-ups, employers, employer questions or modules here (CSV or Excel). You see what becomes of "
    "each row first."
)
IMPORT = N_("Import a list")
_LEAST = 72
"""How low a part may become: a small window with large letters shows a line of each, the rest by scrolling."""


class ImportView(ListFileScreen):
    """Nothing is changed before *Import*; and then one undo takes all of it back."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, IMPORT, parent)
        text = bench.language.text
        self.model = ImportModel(bench.session, bench.changes, bench.jobs, bench.language, self)
        self._path = Path()
        self.heading, self.file, self.detail, self.notices = (QLabel(self) for _ in range(4))
        self.kind, self.outcome = PlainCombo(self), PlainCombo(self)
        self.choose, self.otherwise, self.turn, self.alike = (QPushButton(self) for _ in range(4))
        self.go = primary(QPushButton(self))
        self.problem = ProblemLabel(self)
        self.columns = ColumnsPanel(bench.language, self)
        self.reading = ReadingPanel(bench.language, self)
        self.table = RowsTable(bench, self.model, self)
        self.known = KnownPanel(bench, self.model, self)
        self.waiting = Waiting(bench.language, self)
        self.empty = EmptyState(text(_INTRO), text(N_("Choose a file")), self.choose_file, self)
        for kind in KINDS.values():
            self.kind.addItem(text(kind.label), kind.name)
        bench.commands.attach(self.otherwise, "imports.read")
        bench.commands.attach(self.waiting.stop, "imports.stop")
        for button, command in ((self.choose, "choose"), (self.turn, "turn"), (self.alike, "all"), (self.go, "apply")):
            bench.commands.attach(button, f"imports.{command}")
        self._lay_out()
        self.kind.activated.connect(self._other_kind)
        self.outcome.activated.connect(self._show_rows)
        self.reading.chosen.connect(self.model.read_as)
        self.columns.sent.connect(self.model.send)
        self.table.selectionModel().currentRowChanged.connect(self._tell_row)
        self.table.opened.connect(self._turn)
        self.model.rehearsed.connect(self._show)
        self.model.rows_changed.connect(self._refresh)
        self.model.progressed.connect(self._progress)
        self.model.refused.connect(self._refused)
        self.model.applied.connect(self._applied)
        self._show()

    def _lay_out(self) -> None:
        text = self.bench.language.text
        self.heading.setText(text(IMPORT))
        set_type(self.heading, Size.TITLE)
        for label in (self.file, self.notices, self.detail):
            set_tone(label, Role.MUTED)
            label.setWordWrap(True)
        top, choices, page = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(self.heading)
        top.addSpacing(16)
        top.addWidget(self.file, 1)
        top.addWidget(self.choose)
        for name, combo in ((text(N_("&Kind of list")), self.kind), (text(N_("&Outcome")), self.outcome)):
            label = QLabel(name, self)
            set_tone(label, Role.MUTED)
            label.setBuddy(combo)
            combo.setAccessibleName(name.replace("&", ""))
            choices.addWidget(label)
            choices.addWidget(combo)
            choices.addSpacing(8)
        choices.addStretch(1)
        choices.addWidget(self.otherwise)
        self.upper = QStackedWidget(self)
        self.upper.addWidget(self.columns)
        self.upper.addWidget(self.reading)
        split = QSplitter(Qt.Orientation.Vertical, self)
        for each in (self.upper, self.table, self.known):
            each.setMinimumHeight(_LEAST)
            split.addWidget(each)
        for at, share in enumerate((2, 4, 3)):
            split.setStretchFactor(at, share)
        split.setChildrenCollapsible(False)
        split.setSizes([140, 240, 210])
        self.work = QWidget(self)
        inner = QVBoxLayout(self.work)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(choices)
        inner.addWidget(self.notices)
        inner.addWidget(split, 1)
        inner.addWidget(self.detail)
        foot = QHBoxLayout()
        foot.addWidget(self.turn)
        foot.addWidget(self.alike)
        foot.addStretch(1)
        foot.addWidget(self.go)
        inner.addLayout(foot)
        self.content = QStackedLayout()
        self.content.addWidget(self.empty)
        self.content.addWidget(self.work)
        page.setContentsMargins(24, 16, 24, 8)
        page.setSpacing(12)
        page.addLayout(top)
        page.addWidget(self.problem)
        page.addLayout(self.content, 1)
        page.addWidget(self.waiting)

    # what a person does

    @override
    def visit(self, place: Place) -> None:
        (self.table if self.model.found is not None else self.choose).setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        if self.model.top is None:
            return (self.choose,)
        upper = self._upper
        return (upper, self.table, self.known) if self.known.isVisible() else (upper, self.table)

    @override
    def open(self, path: Path) -> None:
        self._path = path
        self.problem.problem("")
        self.model.open(path)

    def _other_kind(self) -> None:
        self.model.as_kind(self.kind.currentData())

    def _has_top(self) -> bool:
        return self.model.top is not None

    def _turn_reading(self) -> None:
        """From the columns to how the file is read, and back."""
        self._show_reading(self._upper is self.columns)
        self._upper.setFocus()

    @property
    def _upper(self) -> QWidget:
        """What is shown above the rows."""
        return self.reading if self.upper.currentWidget() is self.reading else self.columns

    def _show_reading(self, shown: bool) -> None:
        self.upper.setCurrentWidget(self.reading if shown else self.columns)
        title = N_("Back to the columns") if shown else N_("Read the file differently")
        self.bench.commands.retitle("imports.read", self.bench.language.text(title))

    def _turn(self) -> None:
        """The next of what may become of this row."""
        if (row := self.table.row) is not None and row.offers:
            at = row.offers.index(self.model.choice(row))
            self.model.choose(row.offers[(at + 1) % len(row.offers)], row)

    def _all_alike(self) -> None:
        if (row := self.table.row) is not None:
            self.model.choose(self.model.choice(row), *self.table.rows)

    def _has_choice(self) -> bool:
        return self.table.row is not None and bool(self.table.row.offers)

    def _can(self) -> bool:
        return self.model.found is not None and not self.model.is_busy

    # what is shown

    def _show(self) -> None:
        found, top, language = self.model.found, self.model.top, self.bench.language
        self.content.setCurrentWidget(self.empty if top is None else self.work)
        self.file.setText(self.model.name)
        self.choose.setVisible(top is not None)
        self.problem.problem("")
        if top is not None:
            self.reading.show_top(top)
        if found is None:
            self._show_rows()
            self._show_reading(top is not None)
            (self.empty.button if top is None else self.reading).setFocus()
            return
        rehearsal = found.rehearsal
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(self.kind.findData(rehearsal.kind.name))
        self.outcome.clear()
        self.outcome.addItem(language.text(N_("all rows")), None)
        for fate, n in rehearsal.counts.items():
            self.outcome.addItem(f"{language.text(FATES[fate])}  {n}", fate)
        self.notices.setText(" ".join(language.say(notice) for notice in found.sheet.notices))
        self.notices.setVisible(bool(found.sheet.notices))
        self.columns.show_plan(rehearsal.plan)
        self.problem.problem("" if rehearsal.plan.fits else language.text(NOTHING_FITS))
        self.known.setVisible(found.known)
        self._show_rows()
        self.table.choose_row(0)
        if not self.upper.isAncestorOf(self.focusWidget() or self):
            self.table.setFocus()

    def _show_rows(self) -> None:
        found, wanted = self.model.found, self.outcome.currentData()
        rows = found.rehearsal.rows if found is not None else ()
        self.table.show_rows([row for row in rows if wanted in (None, row.fate)])
        self._refresh()

    def _refresh(self) -> None:
        self.table.viewport().update()
        if self.model.found is not None:
            title = self.bench.language.say(said_n("Import 1 row", "Import {n} rows", self.model.going))
            self.bench.commands.retitle("imports.apply", title)
        if not self.model.is_busy:
            self._wait_no_more()
        self.bench.commands.refresh()
        self._tell_row()

    def _progress(self, sentence: str, done: int, of: int) -> None:
        if self.model.is_busy:
            self.waiting.progress(sentence, done, of)

    def _wait_no_more(self) -> None:
        had_focus = self.waiting.stop.hasFocus()
        self.waiting.hide()
        if had_focus:
            (self.table if self.model.found is not None else self.empty.button).setFocus()

    def _tell_row(self) -> None:
        row = self.table.row
        told = (self.table.title_of(row), self.table.why(row)) if row is not None else ()
        self.detail.setText(": ".join(part for part in told if part))
        self.known.show_row(row)
        self.bench.commands.refresh()

    def _refused(self, error: object) -> None:
        if isinstance(error, Stopped):
            self.bench.messages.say(self.bench.language.say(error))
        elif isinstance(error, OverstapError):
            self.problem.problem(self.bench.language.say(error))
            if isinstance(error, PublicList):
                self._offer_update()
        elif isinstance(error, BaseException):
            self.bench.changes.bug(error)

    def _offer_update(self) -> None:
        text = self.bench.language.text
        there = partial(self.bench.go, Place("reference_update", at=str(self._path)))
        self.bench.messages.say(text(N_("This is a reference list.")), "help", text(N_("See what it changes")), there)

    def _applied(self, outcome: Outcome) -> None:
        text = self.bench.language.text
        done = text(outcome.label, **outcome.counts)
        self.bench.messages.say(done, "done", text(N_("Undo")), self.bench.changes.undo)

    def _stop(self) -> None:
        self.model.stop()

    def _is_busy(self) -> bool:
        return self.model.is_busy

    def _apply(self) -> None:
        self.model.apply()

    commands = (
        Command("imports.choose", N_("Choose a file"), ListFileScreen.choose_file, "Ctrl+O", IMPORT, "folder"),
        Command("imports.read", N_("Read the file differently"), _turn_reading, "Ctrl+R", IMPORT, "", _has_top),
        Command("imports.turn", N_("Leave out or take along"), _turn, "Ctrl+E", IMPORT, "", _has_choice),
        Command("imports.all", N_("The same for all rows shown"), _all_alike, "Ctrl+Shift+E", IMPORT, "", _has_choice),
        Command("imports.stop", N_("Stop"), _stop, "Esc", IMPORT, "", _is_busy),
        Command("imports.apply", N_("Import"), _apply, "Ctrl+Return | Ctrl+Enter", IMPORT, "check", _can),
    )
