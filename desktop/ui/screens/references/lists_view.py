"""The reference lists: what each holds, whose it is and how new; Enter opens one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from desktop.application.reference_lists import HeldList, completed_by, every_list, title
from desktop.domain.changes import Outcome
from desktop.domain.records import Reference
from desktop.domain.said import N_
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, row_height
from desktop.ui.widgets.page_layout import PageLayout, key_hint, quiet
from desktop.ui.widgets.paged_model import Column
from desktop.ui.widgets.text_table import TextTable
from desktop.ui.wording import short_moment

REFERENCES = N_("Reference lists")
UPDATE = N_("Bring a reference list up to date")
_LEAD = N_(
    "Lists that others publish: what you type in a field is completed from them. They hold no data about people."
)


class ReferenceListsView(Screen):
    """One line for each list; those that hold nothing yet are there too, so that one sees what is missing."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        self._wanted = ""
        columns = (
            Column(text(N_("List")), self._title, letters=32),
            Column(text(N_("Entries")), _entries, letters=9, right=True),
            Column(bench.language.label(Reference.SPEC.fields["source"]), _sources, letters=20, tone=_muted),
            Column(text(N_("Brought up to date")), self._when, letters=18, tone=_muted),
            Column(text(N_("From the file")), _file, letters=28, tone=_muted),
            Column(text(N_("Completes")), self._completes, letters=44, tone=_muted),
        )
        self.table = TextTable(columns, HeldList(""), text(REFERENCES), row_height(bench.settings.density), self)
        self.update_button = primary(QPushButton(self))
        bench.commands.attach(self.update_button, "references.update")
        self._lay_out()
        self.table.opened.connect(self._open)
        bench.changes.applied.connect(self._changed)

    def _lay_out(self) -> None:
        text = self.bench.language.text
        page = PageLayout(self, text(REFERENCES), self.update_button)
        page.addWidget(quiet(text(_LEAD), self))
        page.addWidget(self.table, 1)
        page.addWidget(key_hint(text(N_("↑↓ choose · Enter open · Esc back to the work")), self))

    @override
    def visit(self, place: Place) -> None:
        self.load()
        self.table.setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.table,)

    def load(self) -> None:
        """Look again at what is held."""
        self.bench.jobs.render(self.bench.session.lists.reference_lists, self, self._show)

    def _show(self, held: tuple[HeldList, ...]) -> None:
        self.table.show_lines(every_list(held))
        if self.table.current is None:
            self.table.choose_row(0)

    def _changed(self, outcome: Outcome) -> None:
        if self.isVisible() and Reference.SPEC.name in outcome.kinds:
            self.load()

    def _open(self) -> None:
        if isinstance(chosen := self.table.chosen, HeldList):
            self.bench.go(Place("reference", at=chosen.name))

    def _update(self) -> None:
        self.bench.go(Place("reference_update"))

    def _leave(self) -> None:
        self.bench.commands.run("go.back")

    # what a line says

    def _title(self, one: HeldList) -> str:
        return title(one.name, self.bench.language)

    def _when(self, one: HeldList) -> str:
        return short_moment(one.at, self.bench.session.work.clock.today(), self.bench.language)

    def _completes(self, one: HeldList) -> str:
        return ", ".join(dict.fromkeys(map(self.bench.language.label, completed_by(one.name))))

    commands = (
        Command("references.update", UPDATE, _update, "Ctrl+O", REFERENCES, "folder"),
        Command("references.leave", N_("Back to the work"), _leave, "Esc", REFERENCES, "back"),
    )


def _entries(one: HeldList) -> str:
    return str(one.entries) if one.entries else "–"


def _sources(one: HeldList) -> str:
    return ", ".join(one.sources)


def _file(one: HeldList) -> str:
    return one.file


def _muted(_one: HeldList) -> QPalette.ColorRole | None:
    return Role.MUTED
