"""The chosen module: what is known, what is wrong, the next steps; and on request its dates, exams and exemptions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.application.ports import Work
from desktop.application.route_picture import Bar, RoutePicture, next_steps
from desktop.application.values import code_label, money, show
from desktop.domain.fields import Record
from desktop.domain.records import Attempt, Enrolment, Exemption, GuidedWeek, Module, Prerequisite
from desktop.domain.said import N_
from desktop.ui.forms.act import Act
from desktop.ui.forms.act_slot import ActSlot
from desktop.ui.forms.child_list import ChildList
from desktop.ui.forms.record_form import RecordForm, editable, give_letters
from desktop.ui.screens.route.acts import attempt_act, exempt_act
from desktop.ui.screens.route.keys import HINT
from desktop.ui.screens.route.view_model import RouteModel
from desktop.ui.screens.route.words import Words
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.problem_label import ProblemLabel

_CONDITION = ("kind", "cefr", "licence", "detail")
"""What is told of a condition that is no module."""

_STEPS = {
    "enrolled": N_("Enrolled"),
    "started": N_("Started"),
    "behind": N_("Is behind"),
    "stopped": N_("Stopped"),
}
"""What a button says that records how a module goes."""


class ChosenModule(QWidget):
    """A few lines that follow the choice; Enter opens the fields below them, Esc goes back."""

    left = Signal()

    def __init__(self, bench: Workbench, model: RouteModel, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._model, self._words = bench, model, words
        text = bench.language.text
        self.title, self.facts, self.hint = QLabel(self), QLabel(self), QLabel(text(HINT), self)
        set_type(self.title, Size.BODY, strong=True)
        for label in (self.title, self.facts, self.hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        set_type(self.hint, Size.SMALL)
        set_tone(self.hint, Role.MUTED)
        self.problem = ProblemLabel(self)
        self.details_button = QPushButton(self)
        self.exempt_button = QPushButton(text(N_("Exempt")), self)
        self.attempt_button = QPushButton(text(N_("Exam")), self)
        self.out_button = QPushButton(text(N_("Take out")), self)
        self.out_button.setProperty("quiet", True)
        self.exempt_button.setToolTip("E")
        self.details_button.setToolTip("Enter")
        self.out_button.setToolTip("Del")
        self.slot = ActSlot(bench, self)
        self.steps: list[QPushButton] = []
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        for button in (self.details_button, self.attempt_button, self.exempt_button, self.out_button):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        for widget in (self.title, self.facts, self.problem):
            self._column.addWidget(widget)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self.slot)
        self._column.addWidget(self.hint)
        self._body: QWidget | None = None
        self._shown = ""
        self._form: RecordForm | None = None
        self._lists: dict[type[Record], ChildList] = {}
        self._of = ""
        self.details_button.clicked.connect(self.toggle)
        self.exempt_button.clicked.connect(self.exempt)
        self.attempt_button.clicked.connect(self.attempt)
        self.out_button.clicked.connect(model.take_out)

    def show_picture(self, picture: RoutePicture, *, trying: bool = False) -> None:
        """Show the chosen module of a picture; while it is being moved, what to do to keep it."""
        bar = picture.bar(self._model.chosen)
        self.setVisible(bar is not None)
        if bar is None:
            self.close_details()
            return
        if self._body is not None and bar.id != self._of:
            self._open(bar.id)
        if bar.id != self._shown:
            self._shown = bar.id
            self.slot.close_act()
        self.title.setText(f"{bar.planned.enrolment.seq or '?'}  {self._words.title(bar)}")
        self.facts.setText(self._known(bar))
        self.problem.warn(self._words.warned(bar))
        self._show_steps(bar, picture.may_change)
        self._name_details()
        self._hint(picture, trying=trying)

    def _hint(self, picture: RoutePicture, *, trying: bool) -> None:
        text = self._bench.language.text
        self.hint.setVisible(picture.may_change and (trying or not self.is_open))
        if not trying:
            self.hint.setText(text(HINT))
            return
        told = [text(N_("Let go and it is kept; Esc leaves everything as it was."))]
        if picture.route.status == "approved":
            told.append(text(N_("The route is approved already: approval is asked again.")))
        self.hint.setText(" ".join(told))

    def _known(self, bar: Bar) -> str:
        words, module, text = self._words, bar.planned.module, self._bench.language.text
        parts = [words.status(bar), f"{words.period(bar.dates)} ({words.weeks(bar)})"]
        if bar.planned.hours:
            parts.append(text(N_("{count} hours"), count=words.number(bar.planned.hours)))
        if bar.planned.cost:
            parts.append(money(bar.planned.cost, self._bench.language))
        if module is not None and module.credential:
            parts.append(code_label("credential", module.credential, self._bench.language))
        if needed := self._needed(bar):
            parts.append(text(N_("needs {modules}"), modules=needed))
        return " · ".join(parts)

    def _needed(self, bar: Bar) -> str:
        picture, case = self._model.picture, self._model.case
        if picture is None or case is None:
            return ""
        modules = (case.dossier.get(Module, need.module) for need in picture.needs if need.enrolment == bar.id)
        told = [module.title or "–" for module in modules if module]
        language = self._bench.language
        for need in case.dossier.beside(Prerequisite, bar.planned.module.id) if bar.planned.module else ():
            if not need.required_module:
                shown = (show(need.SPEC.fields[name], getattr(need, name), language) for name in _CONDITION)
                told.append(" ".join(filter(None, shown)))
        return ", ".join(told)

    def _show_steps(self, bar: Bar, may_change: bool) -> None:
        text = self._bench.language.text
        steps = next_steps(bar.planned.enrolment) if may_change else ()
        if [b.property("status") for b in self.steps] != list(steps):
            for old in self.steps:
                self._buttons.removeWidget(old)
                old.hide()
                old.deleteLater()
            self.steps = []
            for at, status in enumerate(steps):
                button = QPushButton(text(_STEPS[status]), self)
                button.setProperty("status", status)
                button.setAccessibleDescription(text(N_("Record how this module goes")))
                button.clicked.connect(self._step)
                self._buttons.insertWidget(1 + at, button)
                self.steps.append(button)
        done = bar.status in ("passed", "exempt")
        self.attempt_button.setVisible(may_change and not done)
        self.exempt_button.setVisible(may_change and not done)
        self.out_button.setVisible(may_change and bar.status in ("planned", "enrolled"))

    def _step(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self._model.progress(str(button.property("status")))

    # details

    @property
    def is_open(self) -> bool:
        """Whether the fields are there."""
        return self._body is not None

    def toggle(self) -> None:
        """Open the fields, or close them."""
        if self.is_open:
            self.close_details()
            self.left.emit()
        else:
            self.open_details()

    def open_details(self, field: str = "") -> None:
        """Open the fields, with the focus in one of them."""
        if not self._model.chosen:
            return
        self._model.commit()
        if self._of != self._model.chosen or self._body is None:
            self._open(self._model.chosen)
        if self._form is not None:
            self._form.go_to(field or next(iter(self._form.fields), ""))

    def exempt(self) -> None:
        """Ask for the decision of the exam board."""
        self._do(exempt_act)

    def attempt(self) -> None:
        """Ask for an exam and its result."""
        self._do(attempt_act)

    def go_to(self, kind: str, record: str, field: str) -> None:
        """Go to a field of the module, or of what hangs below it."""
        self.open_details(field if kind == Enrolment.SPEC.name else "")
        for held, rows in self._lists.items():
            if held.SPEC.name == kind:
                rows.open_when_there(record, field)

    def _do(self, act: Callable[[Work, Enrolment], Act]) -> None:
        self._model.commit()
        work = self._bench.session.work
        if self._model.chosen:
            self.slot.open(act(work, work.read.get(Enrolment, self._model.chosen)), self._model.traject)

    def flush(self) -> None:
        """Keep what is being typed."""
        self.slot.flush()
        if self._form is not None:
            self._form.flush()
        for rows in self._lists.values():
            rows.flush()

    def close_details(self) -> None:
        """Only the lines again."""
        self.flush()
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body, self._form, self._lists, self._of = None, None, {}, ""
        self._name_details()

    def _open(self, enrolment: str) -> None:
        self.close_details()
        self._of = enrolment
        body = self._body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        fields = [f for f in editable(tuple(Enrolment.SPEC.fields.values())) if f.name not in ("module", "seq")]
        self._form = RecordForm(self._bench, Enrolment, enrolment, fields, self._model.traject, body)
        give_letters(tuple(self._form.fields.values()))
        column.addWidget(self._form)
        kinds: tuple[type[Record], ...] = (Attempt, Exemption, GuidedWeek)
        for kind in kinds:
            rows = self._lists[kind] = ChildList(self._bench, kind, enrolment, self._model.traject, body)
            column.addWidget(rows)
        self._column.addWidget(body)
        body.show()
        self._name_details()

    def _name_details(self) -> None:
        text = self._bench.language.text
        self.hint.setVisible(not self.is_open)
        self.details_button.setText(text(N_("Close the details")) if self.is_open else text(N_("Details")))
