"""The whole history of a dossier: what changed, which steps can be taken back, and who looked."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.restoring import restore_value
from desktop.application.values import ZONE
from desktop.domain.changes import Change, Outcome
from desktop.domain.read_log import ReadLine
from desktop.domain.records import User
from desktop.domain.said import N_
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.shell.workbench import Place, Workbench
from desktop.ui.theme import Size, row_height, set_type
from desktop.ui.widgets.period import PeriodCombo
from desktop.ui.widgets.read_table import ReadTable, look_of
from desktop.ui.widgets.timeline import HistoryTable, Line, StepTable, Told, colleague_names

CHANGES, STEPS, LOOKS = "changes", "steps", "looks"


class HistoryPage(CasePage):
    """One table at a time; the lists above it narrow it by field, colleague and period."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._traject, self._candidate = bench, "", ""
        self._changes: tuple[Change, ...] = ()
        self._reads: tuple[ReadLine, ...] = ()
        self._lines: tuple[Line, ...] = ()
        text, height = bench.language.text, row_height(bench.settings.density)
        page = QWidget(self)
        page.setObjectName("page")
        heading = QLabel(text(N_("History")), page)
        set_type(heading, Size.HEADING, strong=True)
        self.what, self.field, self.who = PlainCombo(page), PlainCombo(page), PlainCombo(page)
        self.period = PeriodCombo(bench.language, bench.session.work.clock, page)
        for title, view in ((N_("changes"), CHANGES), (N_("steps"), STEPS), (N_("who looked"), LOOKS)):
            self.what.addItem(text(title), view)
        self.table = HistoryTable(bench.language, height, page)
        self.steps = StepTable(bench.language, height, page)
        self.looks = ReadTable(bench.language, height, named=False, parent=page)
        self.tables = QStackedWidget(page)
        for table in (self.table, self.steps, self.looks):
            self.tables.addWidget(table)
        self.restore = QPushButton(text(N_("Bring this value &back")), page)
        self.take_back = QPushButton(text(N_("&Undo this step")), page)
        self.past = QPushButton(text(N_("Dossier as it was on this &day")), page)
        filters, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(page)
        filters.setSpacing(8)
        for title, combo in (
            (text(N_("Sho&w")), self.what), (text(N_("&Field")), self.field), (text(N_("Wh&o")), self.who),
            (text(N_("Per&iod")), self.period),
        ):  # fmt: skip
            label = QLabel(title, page)
            label.setBuddy(combo)
            combo.setAccessibleName(title.replace("&", ""))
            combo.setSizeAdjustPolicy(PlainCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(6 if combo is self.what else 3)
            combo.setMaximumWidth(220)
            filters.addWidget(label)
            filters.addWidget(combo, 10)
        filters.addStretch(1)
        for button in (self.restore, self.take_back, self.past):
            foot.addWidget(button)
        foot.addStretch(1)
        column.setContentsMargins(24, 16, 24, 8)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addLayout(filters)
        column.addWidget(self.tables, 1)
        column.addLayout(foot)
        self.setWidget(page)
        self.what.activated.connect(self._show_view)
        for combo in (self.field, self.who, self.period):
            combo.activated.connect(self._narrow)
        for table in (self.table, self.steps):
            table.selectionModel().currentRowChanged.connect(self._chosen)
            table.model().modelReset.connect(self._chosen)
        self.restore.clicked.connect(self._restore)
        self.take_back.clicked.connect(self._take_back)
        self.past.clicked.connect(self._to_past)
        bench.changes.applied.connect(self._changed)
        self._show_view()

    @override
    def show_case(self, case: CaseFile) -> None:
        if case.dossier.traject_id != self._traject:
            self._traject, self._candidate = case.dossier.traject_id, case.dossier.candidate_id
            self._load()

    def _changed(self, outcome: Outcome) -> None:
        if self._candidate and outcome.touches(self._candidate):
            self._load()

    def _load(self) -> None:
        self._bench.jobs.store(partial(self._read, self._candidate), self, self._show)

    def _read(self, person: str) -> tuple[tuple[Change, ...], tuple[ReadLine, ...]]:
        store = self._bench.session.store
        return store.history(person), store.reads(person)

    def _show(self, found: tuple[tuple[Change, ...], tuple[ReadLine, ...]]) -> None:
        self._changes, self._reads = found
        told = self._told()
        self._lines = tuple(told.line(change) for change in self._changes)
        everybody = {line.who for line in self._lines} | {self._colleague(line.actor) for line in self._reads}
        text = self._bench.language.text
        _offer(self.field, text(N_("all fields")), {line.field for line in self._lines if line.field})
        _offer(self.who, text(N_("everybody")), everybody)
        self._narrow()

    def _told(self) -> Told:
        store = self._bench.session.store
        names = Names(store, self._bench.language, self._traject)
        self._colleague = colleague_names(lambda user: store.find_one(User, user))
        return Told(names, self._colleague, self._bench.session.work.clock.today())

    def _narrow(self) -> None:
        field, who, since = self.field.currentData(), self.who.currentData(), self.period.since()
        told = self._told()

        def fits(change: Change) -> bool:
            return (since is None or change.at >= since) and (not who or self._colleague(change.actor) == who)

        lines = [line for line in self._lines if line.change is not None and fits(line.change)]
        self.table.show_lines([line for line in lines if not field or line.field == field])
        self.steps.show_lines(told.steps([line.change for line in lines if line.change is not None]))
        self.looks.show_lines(
            [
                look_of(line, self._bench.language, self._colleague)
                for line in self._reads
                if (since is None or line.at >= since) and (not who or self._colleague(line.actor) == who)
            ]
        )

    def _show_view(self) -> None:
        view = self.what.currentData()
        self.tables.setCurrentWidget({CHANGES: self.table, STEPS: self.steps, LOOKS: self.looks}[view])
        self.field.setEnabled(view == CHANGES)
        self.restore.setVisible(view == CHANGES)
        self.take_back.setVisible(view == STEPS)
        self.past.setVisible(view != LOOKS)
        if view == LOOKS and self._candidate:
            self._load()
        self._chosen()

    def _chosen(self) -> None:
        for button in (self.restore, self.take_back, self.past):
            button.setEnabled(self._change() is not None)

    def _change(self) -> Change | None:
        """The change, or of a step the newest one, in the chosen row."""
        table = self.steps if self.what.currentData() == STEPS else self.table
        return table.chosen.change if isinstance(table.chosen, Line) else None

    # doing

    def _restore(self) -> None:
        if (change := self._change()) is not None:
            make = partial(restore_value, self._bench.session.work, change)
            self._bench.changes.apply(make, self, self._restored)

    def _restored(self, outcome: Outcome) -> None:
        self._say_done(N_("The earlier value stands there again."))

    def _take_back(self) -> None:
        if (change := self._change()) is not None:
            self._bench.changes.take_back(change.action, self, self._taken_back)

    def _taken_back(self, outcome: Outcome) -> None:
        left = [self._bench.language.say(one) for one in outcome.left[:3]]
        self._say_done(N_("The step is taken back."), *left)

    def _say_done(self, sentence: str, *more: str) -> None:
        self._bench.messages.say(" ".join([self._bench.language.text(sentence), *more]), "done")

    def _to_past(self) -> None:
        if (change := self._change()) is not None:
            day = change.at.astimezone(ZONE).date()
            self._bench.go(Place("past", self._traject, day.isoformat()))


def _offer(combo: PlainCombo, everything: str, choices: set[str]) -> None:
    """Offer these choices; the one that was chosen stays chosen."""
    kept = combo.currentText()
    combo.clear()
    combo.addItem(everything, "")
    for choice in sorted(choices):
        combo.addItem(choice, choice)
    combo.setCurrentIndex(max(0, combo.findText(kept)))
