"""The read log of this workspace: everybody's looks at everybody's dossiers, as far as this computer knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from desktop.domain.read_log import ReadLine
from desktop.domain.records import Candidate, User
from desktop.domain.said import N_, said_n
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.naming import Names
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, row_height, set_tone
from desktop.ui.widgets.page_layout import PageLayout, label_of, quiet
from desktop.ui.widgets.period import PeriodCombo
from desktop.ui.widgets.read_table import Look, ReadTable, look_of
from desktop.ui.widgets.timeline import colleague_names

READ_LOG = N_("Read log")
_MOST = 5000


class ReadsView(Screen):
    """A table narrowed by colleague and period; Enter opens the dossier."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        self.count = QLabel(self)
        set_tone(self.count, Role.MUTED)
        self.who = PlainCombo(self)
        self.period = PeriodCombo(bench.language, bench.session.work.clock, self)
        self.table = ReadTable(bench.language, row_height(bench.settings.density), named=True, parent=self)
        page, bar = PageLayout(self, text(READ_LOG), self.count), QHBoxLayout()
        for title, combo in ((text(N_("&Who")), self.who), (text(N_("Per&iod")), self.period)):
            bar.addWidget(label_of(combo, title))
            bar.addWidget(combo)
        bar.addStretch(1)
        lead = N_("Who opened, printed, saved or exported whose dossier. Kept for three years.")
        page.addWidget(quiet(text(lead), self))
        page.addLayout(bar)
        page.addWidget(self.table, 1)
        self.who.activated.connect(self.load)
        self.period.activated.connect(self.load)
        self.table.opened.connect(self._open)

    @override
    def visit(self, place: Place) -> None:
        if not self.who.count():
            self.who.addItem(self.bench.language.text(N_("everybody")), "")
            for user in self.bench.session.store.where(User):
                self.who.addItem(user.name or "–", user.id)
        self.load()
        self.table.setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.who, self.table)

    def load(self) -> None:
        """Read the log again."""
        actor, since = str(self.who.currentData() or "") or None, self.period.since()
        self.bench.jobs.store(partial(self._read, actor, since), self, self._show)

    def _read(self, actor: str | None, since: datetime | None) -> list[Look]:
        store, language = self.bench.session.store, self.bench.language
        colleague = colleague_names(lambda user: store.find_one(User, user))
        names, known = Names(store, language), dict[str, str]()

        def whose(line: ReadLine) -> str:
            if line.person not in known:
                found = store.find_one(Candidate, line.person)
                known[line.person] = names.title(found) if found is not None else ""
            return known[line.person]

        lines = store.reads(actor=actor, since=since, limit=_MOST)
        return [look_of(line, language, colleague, whose(line)) for line in lines]

    def _show(self, looks: list[Look]) -> None:
        self.table.show_lines(looks)
        self.count.setText(self.bench.language.say(said_n("{n} line", "{n} lines", len(looks))))

    def _open(self) -> None:
        chosen = self.table.chosen
        if isinstance(chosen, Look) and chosen.case:
            self.bench.go(Place("dossier", chosen.case))

    def _leave(self) -> None:
        self.bench.commands.run("go.back")

    commands = (Command("reads.leave", N_("Back to the work"), _leave, "Esc", READ_LOG, "back"),)
