"""The route itself: its own fields, who approved it, and the verbs that send it on its way or end it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.application.ports import Work
from desktop.application.route_picture import RoutePicture
from desktop.application.values import code_label
from desktop.domain.errors import Missing
from desktop.domain.records import Approval, Route
from desktop.domain.said import N_
from desktop.ui.forms.act import Act
from desktop.ui.forms.act_slot import ActSlot
from desktop.ui.forms.child_list import ChildList
from desktop.ui.forms.record_form import RecordForm, editable, give_letters
from desktop.ui.naming import Names
from desktop.ui.screens.route.acts import finish_act, stop_act, submit_act
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.facts_view import FactsView
from desktop.ui.widgets.records_view import readable
from desktop.ui.widgets.renewed import renew


class OwnFields(QWidget):
    """Facts to read, on request a form; below them the approvals."""

    modules_asked = Signal()  # go to the catalogue: what is missing is a module

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._route, self._traject, self.editing = bench, "", "", False
        text = bench.language.text
        heading = QLabel(text(N_("About the route")), self)
        set_type(heading, Size.BODY, strong=True)
        self.state = QLabel(self)
        set_tone(self.state, Role.MUTED)
        self.edit_button = QPushButton(self)
        self.submit = QPushButton(text(N_("Ask for approval")), self)
        self.finish = QPushButton(text(N_("Finish the route")), self)
        self.stop = QPushButton(text(N_("Stop the route")), self)
        self.stop.setProperty("quiet", True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(heading)
        head.addWidget(self.state, 1)
        for button in (self.edit_button, self.submit, self.finish, self.stop):
            head.addWidget(button)
        self.slot = ActSlot(bench, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addLayout(head)
        self._column.addWidget(self.slot)
        self._body = QWidget(self)
        self._column.addWidget(self._body)
        self.approvals: ChildList | None = None
        self.form: RecordForm | None = None
        self.edit_button.clicked.connect(self.toggle)
        self.submit.clicked.connect(self._submit)
        self.finish.clicked.connect(self._finish)
        self.stop.clicked.connect(self._stop)
        self.slot.missing_asked.connect(self._go_to)

    def show_picture(self, picture: RoutePicture, names: Names, traject: str) -> None:
        """Show the route; what is being typed stays."""
        route, other = picture.route, picture.route.id != self._route
        self._route, self._traject = route.id, traject
        if other:
            self.editing = False
            self.slot.close_act()
        self.state.setText(code_label("route_status", route.status or "draft", self._bench.language))
        self.submit.setVisible(picture.may_change and route.status == "draft")
        self.finish.setVisible(picture.may_change and route.status in ("approved", "running"))
        self.stop.setVisible(picture.may_change)
        self.edit_button.setVisible(picture.may_change)
        if other or not self.editing:
            self._fill(route, names)

    def toggle(self) -> None:
        """From reading to editing and back; a route that ended is only read."""
        if self.edit_button.isHidden():
            return
        self.flush()
        self.editing = not self.editing
        route = self._bench.session.store.find_one(Route, self._route)
        if route is not None:
            self._fill(route, Names(self._bench.session.store, self._bench.language, self._traject))
        if self.form is not None:
            self.form.go_to(next(iter(self.form.fields), ""))

    def go_to(self, kind: str, record: str, field: str) -> None:
        """Go to a field of the route or of an approval."""
        if kind == Approval.SPEC.name and self.approvals is not None:
            self.approvals.open_when_there(record, field)
            return
        if not self.editing:
            self.toggle()
        if self.form is not None:
            self.form.go_to(field)

    def flush(self) -> None:
        """Keep what is being typed."""
        if self.form is not None:
            self.form.flush()
        if self.approvals is not None:
            self.approvals.flush()
        self.slot.flush()

    def _fill(self, route: Route, names: Names) -> None:
        text = self._bench.language.text
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.form = None
        if self.editing:
            fields = editable(tuple(Route.SPEC.fields.values()))
            self.form = RecordForm(self._bench, Route, route.id, fields, self._traject, body)
            give_letters(tuple(self.form.fields.values()))
            column.addWidget(self.form)
        else:
            column.addWidget(FactsView(readable(route, names), self._bench.language, body))
        if self.approvals is not None and self.approvals.property("route") == route.id:
            self.approvals.setParent(body)
        else:
            self.approvals = ChildList(self._bench, Approval, route.id, self._traject, body)
            self.approvals.setProperty("route", route.id)
        column.addWidget(self.approvals)
        self._body = renew(self._column, self._body, body)
        self.approvals.show()
        self.edit_button.setText(text(N_("Done")) if self.editing else text(N_("Edit")))
        about = text(N_("About the route"))
        self.edit_button.setAccessibleName(f"{self.edit_button.text()}: {about}")

    # verbs

    def _submit(self) -> None:
        self._open(submit_act)

    def _finish(self) -> None:
        self._open(finish_act)

    def _stop(self) -> None:
        self._open(stop_act)

    def _open(self, act: Callable[[Work, Route], Act]) -> None:
        self.flush()
        work = self._bench.session.work
        self.slot.open(act(work, work.read.get(Route, self._route)), self._traject)

    def _go_to(self, point: Missing) -> None:
        self.slot.close_act()
        kind, _, field = point.field.partition(".")
        if kind == Route.SPEC.name:
            self.go_to(kind, self._route, field)
        else:
            self.modules_asked.emit()
