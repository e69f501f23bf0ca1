"""The fields in which something is planned: which kind it is, for whom, what and when; only those the kind asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.application.agenda import Typed, day_of
from desktop.domain.said import N_
from desktop.ui.forms.choice_controls import SegmentsControl
from desktop.ui.forms.control import Control, LineControl
from desktop.ui.forms.day_control import DayControl
from desktop.ui.forms.grid_flow import GridFlow
from desktop.ui.forms.person_control import PersonControl
from desktop.ui.screens.agenda.columns import KINDS
from desktop.ui.shell.workbench import Workbench
from desktop.ui.widgets.problem_label import ProblemLabel

ASKED = {
    "task": ("what", "day"),
    "callback": ("what", "phone"),
    "appointment": ("what", "day", "start", "end", "place"),
}
"""What is asked, for each kind."""

_LABELS = {
    "what": N_("A&bout"),
    "day": N_("&Day"),
    "start": N_("&From"),
    "end": N_("&Until"),
    "place": N_("P&lace"),
    "phone": N_("&Number to call"),
}
_WIDTHS = {"what": 260, "day": 150, "start": 72, "end": 72, "place": 180, "phone": 160}


class EntryFields(QWidget):
    """Enter goes to the next field; from the last one it asks to add."""

    edited = Signal()
    add_asked = Signal()

    def __init__(self, bench: Workbench, *, asks_person: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text, self._today = bench.language.text, bench.session.work.clock.today
        self.kind = SegmentsControl([(code, text(label)) for code, label in KINDS.items()], self)
        self.kind.name(text(N_("What to plan")))
        self.kind.show_text("task")
        self.person = PersonControl(bench.session.store, bench.jobs, self)
        self.person.line.setAccessibleName(text(N_("Person")))
        self.person.line.setPlaceholderText(text(N_("name, number or phone")))
        self.lines: dict[str, Control] = {
            name: DayControl(bench.language, self._read_day, self._today, self) if name == "day" else LineControl(self)
            for name in _LABELS
        }
        self.problems = {name: ProblemLabel(self) for name in ("person", *_LABELS)}
        self.asks_person = asks_person
        self._cells: dict[str, QWidget] = {}
        self._lay_out(bench)
        for control in self.lines.values():
            control.edited.connect(self._edited)
            control.next_asked.connect(self._to_next)
        self.person.edited.connect(self._edited)
        self.kind.edited.connect(self._kind_chosen)
        self.kind.next_asked.connect(self._to_next)
        self.show_kind()

    def _lay_out(self, bench: Workbench) -> None:
        text = bench.language.text
        self.lines["start"].setProperty("short", True)
        cells = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        cells.setSizePolicy(policy)
        row = GridFlow(cells)
        if self.asks_person:
            row.addWidget(self._cell("person", text(N_("&Person")), self.person, 220))
        else:
            self.person.hide()
        for name, label in _LABELS.items():
            row.addWidget(self._cell(name, text(label), self.lines[name], _WIDTHS[name]))
        for name, example in (("day", N_("fri, +3, 12-3")), ("start", "9:30"), ("end", "10:30")):
            line = self.lines[name]
            if isinstance(line, LineControl):
                line.line.setPlaceholderText(text(example))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.kind)
        column.addWidget(cells)

    def _cell(self, name: str, label: str, control: Control, width: int) -> QWidget:
        cell = QWidget(self)
        above = QLabel(label, cell)
        above.setBuddy(control.input)
        control.input.setAccessibleName(label.replace("&", ""))
        control.setFixedWidth(width)
        self.problems[name].setMaximumWidth(max(width, 180))
        grid = QGridLayout(cell)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(above, 0, 0)
        grid.addWidget(control, 1, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.problems[name], 2, 0)
        grid.setRowStretch(3, 1)
        self._cells[name] = cell
        return cell

    @property
    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(self.kind.text() or "task", **{name: line.text() for name, line in self.lines.items()})

    def show_kind(self, kind: str = "") -> None:
        """Ask what this kind asks; without one, that of now."""
        if kind:
            self.kind.show_text(kind)
        asked = ASKED[self.kind.text() or "task"]
        for name in _LABELS:
            self._cells[name].setVisible(name in asked)

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Show what was typed before."""
        for name, line in self.lines.items():
            line.show_text(typed.get(name, ""))
        self.show_kind(typed.get("kind", "task"))

    def empty(self) -> None:
        """Nothing is typed any more; the kind and the person stay."""
        for line in self.lines.values():
            line.show_text("")
        self.say({})

    def say(self, problems: Mapping[str, str]) -> None:
        """What is wrong, each below its field; the first of them gets the focus."""
        for name, label in self.problems.items():
            label.problem(problems.get(name, ""))
        first = next((name for name in self.problems if name in problems), "")
        if first:
            (self.person.line if first == "person" else self.lines[first].input).setFocus()

    def begin(self) -> None:
        """Where the typing begins: with the person, unless it is known who."""
        asks = self.asks_person and not self.person.traject
        (self.person.line if asks else self.lines["what"].input).setFocus()

    def _read_day(self, typed: str) -> date | None:
        return day_of(typed, self._today())

    def _edited(self, text: str = "") -> None:
        self.say({})
        self.edited.emit()

    def _kind_chosen(self, kind: str) -> None:
        self.show_kind("" if kind else "task")
        self._edited()

    def _to_next(self) -> None:
        if self.lines[ASKED[self.kind.text() or "task"][-1]].input.hasFocus():
            self.add_asked.emit()
        else:
            self.focusNextPrevChild(True)
