"""Columns as a person wants them: which, how wide, in which order; by mouse on the header and by keyboard."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.ui.widgets.paged_table import PagedTable

_PAUSE_MS = 600
_STEP = 24
_NARROWEST = 24


class OwnColumns(QObject):
    """Keeps the header of a table; tells its state as text when it changed."""

    changed = Signal(str)
    moved_to = Signal(str)  # the title of the column that was moved or resized by key

    def __init__(self, table: PagedTable) -> None:
        super().__init__(table)
        self._table, self._header = table, table.horizontalHeader()
        self._header.setSectionsMovable(True)
        table.fits = False
        for at, column in enumerate(table.columns):
            self._header.setSectionHidden(at, not column.shown)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._header.sectionMoved.connect(self._touched)
        self._header.sectionResized.connect(self._touched)

    def show_state(self, text: str | None) -> None:
        """Put the columns as they were told; what is not understood stays as it is."""
        try:
            lines = [(str(key), int(width), bool(shown)) for key, width, shown in json.loads(text or "[]")]
        except (ValueError, TypeError):
            return
        places = {column.key: at for at, column in enumerate(self._table.columns)}
        for place, (key, width, shown) in enumerate(line for line in lines if line[0] in places):
            at = places[key]
            self._header.moveSection(self._header.visualIndex(at), place)
            self._header.resizeSection(at, max(_NARROWEST, width))
            self._header.setSectionHidden(at, not shown)
        self._pause.stop()

    def state(self) -> str:
        """The columns as text: key, width and whether it is shown, from left to right."""
        order = [self._header.logicalIndex(place) for place in range(self._header.count())]
        columns, hidden = self._table.columns, self._header.isSectionHidden
        return json.dumps([(columns[at].key, self._width(at), not hidden(at)) for at in order])

    def shown(self) -> list[int]:
        """The columns on the screen, from left to right."""
        order = (self._header.logicalIndex(place) for place in range(self._header.count()))
        return [at for at in order if not self._header.isSectionHidden(at)]

    def flush(self) -> None:
        """Tell now what changed."""
        if self._pause.isActive():
            self._pause.stop()
            self._tell()

    def fill(self, menu: QMenu) -> None:
        """A tick for each column; the last one that is shown stays."""
        for at, column in enumerate(self._table.columns):
            action = QAction(column.name or column.title, menu)
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(at))
            action.setData(at)
            action.triggered.connect(self._toggle)
            menu.addAction(action)

    def move(self, step: int) -> None:
        """The column one is in, a place to the left or to the right."""
        shown, at = self.shown(), self._table.currentIndex().column()
        place = shown.index(at) + step if at in shown else -1
        if 0 <= place < len(shown):
            self._header.moveSection(self._header.visualIndex(at), self._header.visualIndex(shown[place]))
            self._say(at)

    def widen(self, step: int) -> None:
        """The column one is in, a little wider or narrower."""
        at = self._table.currentIndex().column()
        if at >= 0:
            self._header.resizeSection(at, max(_NARROWEST, self._header.sectionSize(at) + step * _STEP))
            self._say(at)

    def _width(self, at: int) -> int:
        return self._header.sectionSize(at) or self._table.width_of(at)

    def _say(self, at: int) -> None:
        column = self._table.columns[at]
        self.moved_to.emit(column.name or column.title)

    def _toggle(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            at = int(action.data())
            if action.isChecked() or len(self.shown()) > 1:
                self._header.setSectionHidden(at, not action.isChecked())
                self._touched()

    def _touched(self) -> None:
        self._pause.start()

    def _tell(self) -> None:
        self.changed.emit(self.state())
