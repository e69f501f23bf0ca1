"""The catalogue beside the route: found while typing, with the days a module would get; Enter adds it at the end."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.route_picture import Offer, offers
from desktop.application.values import money
from desktop.domain.changes import Outcome
from desktop.domain.said import N_
from desktop.ui.screens.route.view_model import RouteModel
from desktop.ui.screens.route.words import WARNING, Words
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.list_items import take_all
from desktop.ui.widgets.search_field import SearchField

_ID = Qt.ItemDataRole.UserRole
_LINES = 6


class Catalogue(QWidget):
    """A search field and what it found."""

    add_asked = Signal(str)  # module
    left = Signal()  # Esc in an empty field: back to the route

    def __init__(self, bench: Workbench, model: RouteModel, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._model, self._words = bench, model, words
        text = bench.language.text
        heading, hint = QLabel(text(N_("Catalogue of modules")), self), QLabel(self)
        set_type(heading, Size.BODY, strong=True)
        hint.setText(text(N_("Enter puts a module at the end of the route.")))
        set_type(hint, Size.SMALL)
        set_tone(hint, Role.MUTED)
        self.field = SearchField(text(N_("Search a module by name or code")), self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(text(N_("Modules found")))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.nothing = QLabel(text(N_("No module is found by these letters. Type fewer letters.")), self)
        self.nothing.setWordWrap(True)
        set_tone(self.nothing, Role.MUTED)
        self.nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (heading, self.field, self.nothing, self.list, hint):
            column.addWidget(widget, 1 if widget is self.list else 0)
        row = 2 * self.fontMetrics().height() + 10
        self._row = QSize(100, row)
        self.list.setMinimumHeight(3 * row + 6)
        self.list.setMaximumHeight(_LINES * row + 6)
        self.field.search.connect(self.look)
        self.field.entered.connect(self._add_first)
        self.field.left_down.connect(self._to_list)
        self.list.itemActivated.connect(self._add)
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        self._looking = self._enter_waits = False
        self._shown_for = ""
        bench.changes.applied.connect(self._changed)

    def show_route(self, route: str) -> None:
        """Show the modules for another route."""
        if route != self._shown_for:
            self._shown_for = route
            self.field.clear()
            self.look(self.field.text())

    def look(self, typed: str) -> None:
        """Search."""
        route = self._shown_for
        if route and self._model.traject:
            self._looking = True
            find = partial(offers, self._bench.session.work, self._model.traject, route, typed)
            self._bench.jobs.store(lambda: (typed, find()), self, self._found)

    def _changed(self, outcome: Outcome) -> None:
        if self._shown_for and not outcome.kinds.isdisjoint(("enrolment", "module", "route")):
            self.look(self.field.text())

    def _found(self, found: tuple[str, tuple[Offer, ...]]) -> None:
        typed, shown = found
        if typed != self.field.text():
            return
        self._looking = False
        kept = self.list.currentItem().data(_ID) if self.list.currentItem() else None
        take_all(self.list)
        for offer in shown:
            item = QListWidgetItem(self._line(offer), self.list)
            item.setSizeHint(self._row)
            item.setData(_ID, offer.module.id)
            item.setToolTip(item.text())
            if offer.inside:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            if offer.module.id == kept:
                self.list.setCurrentItem(item)
        self.nothing.setVisible(bool(typed.strip()) and not shown)
        if self._enter_waits:
            self._enter_waits = False
            self._add_first_now()

    def _line(self, offer: Offer) -> str:
        """Two lines: what it is; when it would be, what it takes and costs."""
        text, module, words = self._bench.language.text, offer.module, self._words
        title = " ".join(filter(None, (module.title, f"({module.module_code})" if module.module_code else "")))
        if offer.inside:
            there = text(N_("in this route already"))
            return f"{title}\n{there}"
        facts = [words.period((offer.start, offer.end))]
        cost = (module.price or 0) + (module.vat or 0) + (module.exam_fee or 0)
        if cost:
            facts.append(money(cost, self._bench.language))
        if offer.needed:
            needed = text(N_("needs first: {modules}"), modules=", ".join(offer.needed))
            facts.append(f"{WARNING} {needed}")
        return f"{title}\n{' · '.join(facts)}"

    def _add_first(self) -> None:
        if self._looking:
            self._enter_waits = True  # what was found does not belong to what was typed yet
        else:
            self._add_first_now()

    def _add_first_now(self) -> None:
        for at in range(self.list.count()):
            if self.list.item(at).flags() & Qt.ItemFlag.ItemIsEnabled:
                self._add(self.list.item(at))
                return

    def _add(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.add_asked.emit(str(item.data(_ID)))

    def _to_list(self) -> None:
        if self.list.count():
            self.list.setFocus()
            self.list.setCurrentRow(max(0, self.list.currentRow()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and not (watched is self.field and self.field.text()):
                self.left.emit()
                return True
            if watched is self.list and event.key() == Qt.Key.Key_Up and self.list.currentRow() <= 0:
                self.field.setFocus()
                return True
        return super().eventFilter(watched, event)
