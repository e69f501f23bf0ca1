"""The modules of the route as a list: the same data and the same keys as the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.application.route_picture import Bar, RoutePicture
from desktop.application.values import money
from desktop.domain.said import N_
from desktop.ui.screens.route.keys import HINT, RouteKeys
from desktop.ui.screens.route.words import WARNING, Words
from desktop.ui.theme import Role
from desktop.ui.widgets.paged_model import Column, Index, PagedTableModel
from desktop.ui.widgets.paged_table import PagedTable


class RouteList(PagedTable):
    """One module a row, in the order of the route."""

    chosen = Signal(str)

    def __init__(self, words: Words, keys: RouteKeys, row_height: int, parent: QWidget | None = None) -> None:
        text = words.language.text
        self._words, self._keys = words, keys
        self._bars: dict[str, Bar] = {}
        self._source = PagedTableModel(
            (
                Column(text(N_("No.")), self._number, letters=3, right=True),
                Column(text(N_("Module")), words.title, letters=25),
                Column(text(N_("Status")), words.status, letters=13),
                Column(text(N_("Starts on")), self._start, letters=10, right=True),
                Column(text(N_("Until")), self._end, letters=10, right=True),
                Column(text(N_("How long")), words.weeks, letters=9, right=True),
                Column(text(N_("Load")), self._hours, letters=9, right=True),
                Column(text(N_("Cost")), self._cost, letters=10, right=True),
                Column(text(N_("Attention")), self._warning, letters=12, tone=_tone, spoken=words.warned),
            ),
            self._fetch,
            None,
        )
        super().__init__(self._source, text(N_("Route as a list")), row_height, parent)
        self.setAccessibleDescription(text(HINT))
        self._source.setParent(self)
        self.horizontalHeader().setSortIndicatorShown(False)

    def show_picture(self, picture: RoutePicture, chosen: str) -> None:
        """Show the modules; the chosen one stays chosen."""
        self._bars = {bar.id: bar for bar in picture.bars}
        self.show_ids(tuple(self._bars))
        self.choose(chosen)

    def choose(self, enrolment: str) -> None:
        """Choose a module."""
        row = self._source.row_of(enrolment)
        if row is not None and self.current != enrolment:
            self.choose_row(row)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        enrolment = self._source.id_at(current.row()) if current.isValid() else None
        if enrolment and self.hasFocus():
            self.chosen.emit(enrolment)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._keys.claims(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.handle(event):
            super().keyPressEvent(event)

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, Bar]:
        return {id_: self._bars[id_] for id_ in ids}

    def _number(self, bar: Bar) -> str:
        return str(bar.planned.enrolment.seq or "")

    def _start(self, bar: Bar) -> str:
        return self._words.day(bar.planned.enrolment.start)

    def _end(self, bar: Bar) -> str:
        return self._words.day(bar.planned.enrolment.end)

    def _hours(self, bar: Bar) -> str:
        return self._words.number(bar.planned.hours)

    def _cost(self, bar: Bar) -> str:
        return money(bar.planned.cost, self._words.language)

    def _warning(self, bar: Bar) -> str:
        return f"{WARNING} {self._words.warned(bar)}" if bar.warnings else ""


def _tone(bar: Bar) -> QPalette.ColorRole | None:
    return Role.WARNING if bar.warnings else None
