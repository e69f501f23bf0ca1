"""The import assistant: a file, where its columns go, what becomes of each row and why, and then all of it at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.application.imports.fates import FATES, Fate, Row
from desktop.application.imports.mapping import Column as ListColumn
from desktop.application.imports.targets import KINDS, targets
from desktop.domain.changes import Outcome
from desktop.domain.errors import OverstapError
from desktop.domain.fields import RECORDS
from desktop.domain.said import N_, said, said_n
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.naming import Names
from desktop.ui.screens.imports.list_file import ListFileScreen
from desktop.ui.screens.imports.view_model import ImportModel
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Place, Workbench
from desktop.ui.theme import Role, Size, row_height, set_tone, set_type
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.paged_table import Column, PagedTable, PagedTableModel
from desktop.ui.widgets.problem_label import ProblemLabel

_GONE = Row(0, Fate.EMPTY)
_INTRO = N_(
    "Drop a list of sign-ups, employers or modules here (CSV or Excel). You see what becomes of each row first."
)
IMPORT = N_("Import a list")


class ImportView(ListFileScreen):
    """Nothing is changed before *Import*; and then one undo takes all of it back."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, IMPORT, parent)
        text = bench.language.text
        self.model = ImportModel(bench.session, bench.changes, bench.jobs, bench.language, self)
        self._names = Names(bench.session.store, bench.language)
        self._rows: dict[str, Row] = {}
        self.heading, self.file, self.detail, self.notices = (QLabel(self) for _ in range(4))
        self.kind, self.outcome = PlainCombo(self), PlainCombo(self)
        self.choose, self.turn, self.go = QPushButton(self), QPushButton(self), primary(QPushButton(self))
        self.problem = ProblemLabel(self)
        self.columns = QScrollArea(self)
        self.columns.setWidgetResizable(True)
        self.columns.setAccessibleName(text(N_("Columns of the list")))
        self._source = PagedTableModel(self._table_columns(), self._fetch, _GONE, self)
        self.table = PagedTable(self._source, text(N_("Rows of the list")), row_height(bench.settings.density), self)
        self.empty = EmptyState(text(_INTRO), text(N_("Choose a file")), self.choose_file, self)
        for kind in KINDS.values():
            self.kind.addItem(text(kind.label), kind.name)
        bench.commands.add(
            self,
            Command("imports.choose", N_("Choose a file"), self.choose_file, "Ctrl+O", IMPORT, "folder"),
            Command("imports.turn", N_("Leave out or take along"), self._turn, "Ctrl+E", IMPORT, "", self._has_row),
            Command(
                "imports.apply", N_("Import"), self.model.apply, "Ctrl+Return | Ctrl+Enter", IMPORT, "check", self._can
            ),
        )
        for button, command in ((self.choose, "choose"), (self.turn, "turn"), (self.go, "apply")):
            bench.commands.attach(button, f"imports.{command}")
        self._lay_out()
        self.kind.activated.connect(self._other_kind)
        self.outcome.activated.connect(self._show_rows)
        self.table.selectionModel().currentRowChanged.connect(self._tell_row)
        self.table.opened.connect(self._turn)
        self.model.rehearsed.connect(self._show)
        self.model.rows_changed.connect(self._refresh)
        self.model.refused.connect(self._refused)
        self.model.applied.connect(self._applied)
        self._show()

    def _table_columns(self) -> tuple[Column, ...]:
        text = self.bench.language.text
        return (
            Column(text(N_("Row")), lambda row: str(row.number), letters=6, right=True),
            Column(text(N_("Outcome")), self._fate, letters=30),
            Column(text(N_("Who or what")), self._title, letters=30),
            Column(text(N_("Why")), self._why, letters=60),
        )

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
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.columns)
        split.addWidget(self.table)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([200, 400])
        self.work = QWidget(self)
        inner = QVBoxLayout(self.work)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(choices)
        inner.addWidget(self.notices)
        inner.addWidget(split, 1)
        inner.addWidget(self.detail)
        foot = QHBoxLayout()
        foot.addWidget(self.turn)
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

    # what a person does

    @override
    def visit(self, place: Place) -> None:
        (self.table if self.model.found is not None else self.choose).setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.columns, self.table) if self.model.found is not None else (self.choose,)

    @override
    def open(self, path: Path) -> None:
        self.problem.problem("")
        self.model.open(path)

    def _other_kind(self) -> None:
        self.model.as_kind(self.kind.currentData())

    def _send(self, column: int, combo: PlainCombo) -> None:
        self.model.send(column, combo.currentData())

    def _turn(self) -> None:
        if (row := self._row()) is not None:
            self.model.turn(row)

    def _row(self) -> Row | None:
        return self._rows.get(self.table.current or "")

    def _has_row(self) -> bool:
        return self._row() is not None

    def _can(self) -> bool:
        return self.model.found is not None and not self.model.is_busy

    # what is shown

    def _show(self) -> None:
        found, language = self.model.found, self.bench.language
        self.content.setCurrentWidget(self.empty if found is None else self.work)
        self.file.setText("" if found is None else found.wanted.path.name)
        self.choose.setVisible(found is not None)
        if found is None:
            self._show_rows()
            self.empty.button.setFocus()
            return
        self.problem.problem("")
        rehearsal = found.rehearsal
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(self.kind.findData(rehearsal.kind.name))
        self.outcome.clear()
        self.outcome.addItem(language.text(N_("all rows")), None)
        for fate, n in rehearsal.counts.items():
            self.outcome.addItem(f"{language.text(FATES[fate])}  {n}", fate)
        self.notices.setText(" ".join(language.say(notice) for notice in found.sheet.notices))
        self.notices.setVisible(bool(found.sheet.notices))
        self._show_columns(rehearsal.plan.columns, rehearsal.kind.name)
        self._show_rows()
        self.table.choose_row(0)
        if not self.columns.isAncestorOf(self.focusWidget() or self):
            self.table.setFocus()

    def _show_columns(self, columns: Sequence[ListColumn], kind: str) -> None:
        language = self.bench.language
        inside = QWidget(self.columns)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setColumnStretch(2, 1)
        for at, column in enumerate(columns):
            name = column.header or language.text(N_("column {number}"), number=column.index + 1)
            label, example, combo = (
                QLabel(name, inside),
                QLabel(", ".join(column.examples[:3])[:80], inside),
                PlainCombo(inside),
            )
            set_tone(example, Role.MUTED)
            combo.addItem(language.text(N_("not imported")), None)
            for key, target in targets(kind).items():
                combo.addItem(target.name(language), key)
            combo.setCurrentIndex(max(0, combo.findData(column.target)))
            combo.setAccessibleName(name)
            label.setBuddy(combo)
            combo.activated.connect(partial(self._send, column.index, combo))
            for place, widget in enumerate((label, combo, example)):
                grid.addWidget(widget, at, place)
        self.columns.setWidget(inside)

    def _show_rows(self) -> None:
        found, wanted = self.model.found, self.outcome.currentData()
        rows = found.rehearsal.rows if found is not None else ()
        self._rows = {str(row.number): row for row in rows if wanted in (None, row.fate)}
        self.table.show_ids(tuple(self._rows))
        self._refresh()

    def _refresh(self) -> None:
        found, language = self.model.found, self.bench.language
        self.table.viewport().update()
        if found is not None:
            n = sum(map(self.model.goes_in, found.rehearsal.rows))
            title = language.say(said_n("Import 1 row", "Import {n} rows", n))
            self.bench.commands.retitle("imports.apply", title)
        self.bench.commands.refresh()
        self._tell_row()

    def _tell_row(self) -> None:
        row = self._row()
        self.detail.setText("" if row is None else f"{self._title(row)} {self._why(row)}".strip())
        self.bench.commands.refresh()

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, Row]:
        return {id_: self._rows[id_] for id_ in ids if id_ in self._rows}

    def _fate(self, row: Row) -> str:
        text = self.bench.language.text
        if row.number in self.model.left_out:
            return text(N_("left out by you"))
        return text(N_("imported as new")) if row.number in self.model.as_new else text(FATES[row.fate])

    def _title(self, row: Row) -> str:
        found = self.model.found
        if found is None:
            return ""
        record = found.rehearsal.kind.record
        parts = (row.values.get(f"{record}.{name}") for name in RECORDS[record].title)
        return " ".join(str(part) for part in parts if part)

    def _why(self, row: Row) -> str:
        language = self.bench.language
        why = [language.say(reason) for reason in row.reasons]
        if isinstance(row.twin, str) and self.model.found is not None:
            kind = RECORDS[self.model.found.rehearsal.kind.record].type
            if (other := self.bench.session.store.find_one(kind, row.twin)) is not None:
                why.append(language.text(N_("It resembles {name}."), name=self._names.title(other)))
        if row.missing:
            names = ", ".join(language.say(said("{field}", field=name)) for name in row.missing)
            why.append(language.text(N_("Still missing: {names}."), names=names))
        if row.kept:
            kept = "; ".join(f"{column}: {cell}" for column, cell in row.kept)
            why.append(language.text(N_("Kept in a note: {text}"), text=kept))
        return " ".join(why)

    def _refused(self, error: object) -> None:
        if isinstance(error, OverstapError):
            self.problem.problem(self.bench.language.say(error))
        elif isinstance(error, BaseException):
            self.bench.changes.bug(error)

    def _applied(self, outcome: Outcome) -> None:
        text = self.bench.language.text
        done = text(outcome.label, **outcome.counts)
        self.bench.messages.say(done, "done", text(N_("Undo")), self.bench.changes.undo)
