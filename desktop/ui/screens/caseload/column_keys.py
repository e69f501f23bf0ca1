"""The columns of the caseload by key and by menu, remembered and said aloud."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.said import N_
from desktop.ui.shell.announce import announce
from desktop.ui.shell.commands import Command
from desktop.ui.shell.room_commands import VIEW
from desktop.ui.shell.workbench import Workbench
from desktop.ui.widgets.own_columns import OwnColumns
from desktop.ui.widgets.paged_table import PagedTable

COLUMNS = "caseload.columns"
"""Under which key the store remembers the columns."""

_KEYS = ("left", "right", "wider", "narrower")


class ColumnKeys(QObject):
    """Four commands of the screen, and the part of its menu that goes with them."""

    def __init__(self, bench: Workbench, columns: OwnColumns, table: PagedTable, where: QWidget) -> None:
        super().__init__(where)
        self._bench, self._columns, self._table = bench, columns, table
        columns.show_state(bench.session.store.recall(COLUMNS))
        columns.changed.connect(self._keep)
        columns.moved_to.connect(self._say)
        bench.commands.add(where, *(command.of(self) for command in self.commands))

    def fill(self, menu: QMenu) -> None:
        """Which columns there are, what stands beside them, and the keys."""
        self._columns.fill(menu)
        menu.addSeparator()
        for name in ("beside", *_KEYS):
            menu.addAction(self._bench.commands.action(f"caseload.{name}"))

    def _keep(self, state: str) -> None:
        self._bench.jobs.store(partial(self._bench.session.store.remember, COLUMNS, state), self)

    def _say(self, title: str) -> None:
        announce(self._table, title)

    def _move(self, by: int) -> None:
        self._columns.move(by)

    def _widen(self, by: int) -> None:
        self._columns.widen(by)

    commands = (
        Command("caseload.left", N_("Column to the left"), partial(_move, by=-1), "Ctrl+Shift+Left", VIEW),
        Command("caseload.right", N_("Column to the right"), partial(_move, by=1), "Ctrl+Shift+Right", VIEW),
        Command("caseload.wider", N_("Column wider"), partial(_widen, by=1), "Ctrl+Shift+Up", VIEW),
        Command("caseload.narrower", N_("Column narrower"), partial(_widen, by=-1), "Ctrl+Shift+Down", VIEW),
    )
