"""The filters above the caseload: which step, whose people, which programme, what asks for attention, also closed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from desktop.application.caseload import Choice
from desktop.application.caseload_choice import CaseChoice
from desktop.application.i18n import Language
from desktop.application.ports import User
from desktop.application.values import code_label
from desktop.domain.codes import Hold, Stage
from desktop.domain.said import N_
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.theme import Role, set_tone
from desktop.ui.widgets.tick_box import TickBox

_LETTERS = 8
"""Letters a filter keeps where the window is narrow."""


class CaseFilters(QWidget):
    """Shows a choice and tells another one."""

    chosen = Signal(object)  # CaseChoice

    def __init__(self, language: Language, me: User, choice: CaseChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language, self._me = language, me
        self.choice = choice
        text = language.text
        self.stage, self.counsellor, self.programme, self.attention = (PlainCombo(self) for _ in range(4))
        self.closed = TickBox(text(N_("also &closed")), self)  # stands where the screen has room
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for label, combo in (
            (text(N_("&Stage")), self.stage),
            (text(N_("C&ounsellor")), self.counsellor),
            (text(N_("&Programme")), self.programme),
            (text(N_("&Attention")), self.attention),
        ):
            name = QLabel(label, self)
            set_tone(name, Role.MUTED)
            name.setBuddy(combo)
            combo.setAccessibleName(label.replace("&", ""))
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(_LETTERS)
            combo.activated.connect(self._choose)
            row.addWidget(name)
            row.addWidget(combo, 2)
            row.addSpacing(4)
        row.addStretch(1)
        self.closed.clicked.connect(self._choose)
        self._fill()
        self.show_choice(choice)

    def _fill(self) -> None:
        text = self._language.text
        self.stage.addItem(text(N_("all open")), "")
        for stage in Stage:
            self.stage.addItem(code_label("stage", stage, self._language), stage.value)
        for hold in Hold:
            self.stage.addItem(code_label("hold", hold, self._language), hold.value)
        self.attention.addItem(text(N_("all")), False)
        self.attention.addItem(text(N_("now")), True)
        self.counsellor.addItem(text(N_("everybody")), "")
        self.counsellor.addItem(text(N_("my people")), self._me.id)
        self.programme.addItem(text(N_("all")), "")

    def show_choice(self, choice: CaseChoice) -> None:
        """Show what is chosen."""
        self.choice = choice
        for combo, value in (
            (self.stage, choice.step), (self.counsellor, choice.counsellor),
            (self.programme, choice.programme), (self.attention, choice.attention),
        ):  # fmt: skip
            at = combo.findData(value)
            if at < 0:  # not known yet: its name comes with the list of them
                combo.addItem("…", value)
            combo.setCurrentIndex(combo.findData(value))
        self.closed.setChecked(choice.closed)

    def show_counts(self, counts: dict[str, int]) -> None:
        """How many are in each stage and on each hold."""
        for at in range(1, self.stage.count()):
            code = self.stage.itemData(at)
            label = code_label("stage" if code in set(Stage) else "hold", code, self._language)
            self.stage.setItemText(at, f"{label}  {counts.get(code, 0)}")

    def show_counsellors(self, choices: tuple[Choice, ...]) -> None:
        """The colleagues who have cases, after everybody and oneself."""
        _refill(self.counsellor, 2, [one for one in choices if one.id != self._me.id], self.choice.counsellor)

    def show_programmes(self, choices: tuple[Choice, ...]) -> None:
        """The programmes that have cases."""
        _refill(self.programme, 1, list(choices), self.choice.programme)

    def _choose(self) -> None:
        self.choice = replace(
            self.choice,
            step=self.stage.currentData(),
            counsellor=self.counsellor.currentData(),
            programme=self.programme.currentData(),
            attention=self.attention.currentData(),
            closed=self.closed.isChecked(),
        )
        self.chosen.emit(self.choice)


def _refill(combo: QComboBox, first: int, choices: list[Choice], kept: str) -> None:
    """Other choices after the first ones; what was chosen stays chosen."""
    while combo.count() > first:
        combo.removeItem(first)
    for choice in choices:
        combo.addItem(choice.name, choice.id)
    combo.setCurrentIndex(max(0, combo.findData(kept)))
