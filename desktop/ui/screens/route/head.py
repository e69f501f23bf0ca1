"""What stands above a route: its name or a choice of routes, how much of it to see, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.domain.said import N_
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.screens.route.picture_pane import ZOOMS
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Size, set_type

_ZOOM = "route.zoom"
"""Under which key the store remembers how much is seen."""


class RouteHead(QWidget):
    """Tells which route and how much of it is asked for."""

    route_chosen = Signal(str)
    zoomed = Signal(str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, text = bench, bench.language.text
        self.name, self.which, self.zoom = QLabel(self), PlainCombo(self), PlainCombo(self)
        self.undo, self.redo, self.printing = (QToolButton(self) for _ in range(3))
        self.as_list = QPushButton(self)
        set_type(self.name, Size.HEADING, strong=True)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        self.which.setAccessibleName(text(N_("Which route")))
        self.zoom.setAccessibleName(text(N_("How much of the route to see")))
        for id_, title in ZOOMS.items():
            self.zoom.addItem(text(title), id_)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.which)
        row.addStretch(0)
        for widget in (self.undo, self.redo, self.zoom, self.as_list, self.printing):
            row.addWidget(widget)
        self.which.activated.connect(self._choose_route)
        self.zoom.activated.connect(self._zoomed)
        bench.jobs.store(partial(bench.session.store.recall, _ZOOM), self, self._recalled)

    def attach(self) -> None:
        """Connect the buttons with their commands, once these are known."""
        commands = self._bench.commands
        commands.attach(self.as_list, "route.list")
        commands.attach(self.printing, "route.print", words=False)
        commands.attach(self.undo, "edit.undo", words=False)
        commands.attach(self.redo, "edit.redo", words=False)

    def show_routes(self, titles: Sequence[tuple[str, str]], chosen: str) -> None:
        """The routes of a case, each as its title and its id: one as a name, more as a choice."""
        self.which.setVisible(len(titles) > 1)
        self.name.setVisible(len(titles) == 1)
        self.name.setText(next((title for title, id_ in titles if id_ == chosen), ""))
        if [(self.which.itemText(at), self.which.itemData(at)) for at in range(self.which.count())] != titles:
            self.which.clear()
            for title, id_ in titles:
                self.which.addItem(title, id_)
        self.which.setCurrentIndex(self.which.findData(chosen))

    def zoom_by(self, by: int) -> None:
        """Closer, or more at once."""
        at = max(0, min(self.zoom.count() - 1, self.zoom.currentIndex() + by))
        self.zoom.setCurrentIndex(at)
        self._zoomed(at)

    def _choose_route(self, at: int) -> None:
        self.route_chosen.emit(str(self.which.itemData(at)))

    def _zoomed(self, at: int) -> None:
        zoom = str(self.zoom.itemData(at))
        self.zoomed.emit(zoom)
        self._bench.jobs.store(partial(self._bench.session.store.remember, _ZOOM, zoom), self)

    def _recalled(self, zoom: str | None) -> None:
        if zoom in ZOOMS:
            self.zoom.setCurrentIndex(self.zoom.findData(zoom))
            self.zoomed.emit(zoom)
