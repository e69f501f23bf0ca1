"""The route itself: its own fields, who approved it, and the verbs that send it on its way or end it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.application.route_picture import RoutePicture
from desktop.application.routes import finish_route, stop_route, submit_route
from desktop.application.values import code_label
from desktop.domain.changes import Outcome
from desktop.domain.errors import GateClosed, Missing, OverstapError
from desktop.domain.records import Approval, Route
from desktop.domain.said import N_
from desktop.ui.forms.child_list import ChildList
from desktop.ui.forms.control import LineInput
from desktop.ui.forms.record_form import RecordForm, editable, give_letters
from desktop.ui.naming import Names
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.facts_view import FactsView
from desktop.ui.widgets.missing_list import MissingList
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.ui.widgets.records_view import readable


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
        self.why = _Reason(bench, self)
        self.missing = MissingList(bench.language, parent=self)
        self.missing.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addLayout(head)
        self._column.addWidget(self.why)
        self._column.addWidget(self.missing)
        self._body = QWidget(self)
        self._column.addWidget(self._body)
        self.approvals: ChildList | None = None
        self.form: RecordForm | None = None
        self.edit_button.clicked.connect(self.toggle)
        self.submit.clicked.connect(self._submit)
        self.finish.clicked.connect(self._finish)
        self.stop.clicked.connect(self.why.offer)
        self.why.asked.connect(self._stop)
        self.missing.asked.connect(self._go_to)

    def show_picture(self, picture: RoutePicture, names: Names, traject: str) -> None:
        """Show the route; what is being typed stays."""
        route, other = picture.route, picture.route.id != self._route
        self._route, self._traject = route.id, traject
        if other:
            self.editing = False
            self.why.withdraw()
            self.missing.hide()
        self.state.setText(code_label("route_status", route.status or "draft", self._bench.language))
        self.submit.setVisible(picture.may_change and route.status == "draft")
        self.finish.setVisible(picture.may_change and route.status in ("approved", "running"))
        self.stop.setVisible(picture.may_change)
        self.edit_button.setVisible(picture.may_change)
        if other or not self.editing:
            self._fill(route, names)

    def toggle(self) -> None:
        """From reading to editing and back."""
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
        self._column.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        body.show()
        self.approvals.show()
        self.edit_button.setText(text(N_("Done")) if self.editing else text(N_("Edit")))
        about = text(N_("About the route"))
        self.edit_button.setAccessibleName(f"{self.edit_button.text()}: {about}")

    # verbs

    def _submit(self) -> None:
        self.flush()
        make = partial(submit_route, self._bench.session.work, self._route)
        self._bench.changes.apply(make, self, self._sent, self._refused)

    def _finish(self) -> None:
        make = partial(finish_route, self._bench.session.work, self._route)
        self._bench.changes.apply(make, self, self._finished)

    def _stop(self, reason: str) -> None:
        make = partial(stop_route, self._bench.session.work, self._route, reason)
        self._bench.changes.apply(make, self, self._stopped, self.why.refuse)

    def _sent(self, outcome: Outcome) -> None:
        self.missing.hide()
        self._say(N_("The route waits for approval. Record who approves it below."))

    def _finished(self, outcome: Outcome) -> None:
        self._say(N_("The route is finished."))

    def _stopped(self, outcome: Outcome) -> None:
        self.why.withdraw()
        self._say(N_("The route is stopped. You can plan a new one."))

    def _say(self, sentence: str) -> None:
        text = self._bench.language.text
        self._bench.messages.say(text(sentence), "done", text(N_("Undo")), self._bench.changes.undo)

    def _refused(self, error: OverstapError) -> None:
        sentence = self._bench.language.say(error)
        if isinstance(error, GateClosed):
            self.missing.show_points(sentence, error.points)
            self.missing.show()
            self.missing.focus_first()
        else:
            self._bench.messages.say(sentence, "warning")

    def _go_to(self, point: Missing) -> None:
        kind, _, field = point.field.partition(".")
        if kind == Route.SPEC.name:
            self.go_to(kind, self._route, field)
        else:
            self.modules_asked.emit()


class _Reason(QWidget):
    """Why the route stops: a line that is there only while it is asked."""

    asked = Signal(str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = bench.language
        text = bench.language.text
        label = QLabel(text(N_("Why does the route stop? It is kept in the dossier.")), self)
        set_tone(label, Role.MUTED)
        self.line, self.button, self.away = (
            LineInput(self), QPushButton(text(N_("Stop the route")), self), QPushButton(text(N_("Do not stop")), self),
        )  # fmt: skip
        self.line.setAccessibleName(label.text())
        self.line.setMaxLength(500)
        self.away.setProperty("quiet", True)
        label.setBuddy(self.line)
        self.problem = ProblemLabel(self)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        row.addWidget(self.away)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.line.returnPressed.connect(self._ask)
        self.button.clicked.connect(self._ask)
        self.away.clicked.connect(self.withdraw)
        self.hide()

    def offer(self) -> None:
        """Ask."""
        self.show()
        self.line.setFocus()

    def withdraw(self) -> None:
        """Nothing to ask any more."""
        self.line.clear()
        self.problem.problem("")
        self.hide()

    def refuse(self, error: OverstapError) -> None:
        """Say why it was not done, at the field."""
        self.problem.problem(self._language.say(error))
        self.line.setFocus()

    def _ask(self) -> None:
        self.asked.emit(self.line.text())
