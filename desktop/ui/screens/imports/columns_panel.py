"""Where each column of a list goes: its name, the field, and what stands in it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from desktop.application.i18n import Language
from desktop.application.imports.mapping import Plan
from desktop.application.imports.targets import targets
from desktop.domain.said import N_
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.theme import Role, set_tone

_FEWEST = 16
"""Letters of a field that always stand there; the list that opens shows all of them."""


class ColumnsPanel(QScrollArea):
    """A line for each column; never wider than the window."""

    sent = Signal(int, object)  # column, target or None

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.combos: list[PlainCombo] = []
        self._shown: object = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(language.text(N_("Columns of the list")))

    def show_plan(self, plan: Plan) -> None:
        """Show where the columns go now; whoever is in one of them stays there while the columns are the same."""
        asked = (plan.kind, [(column.header, column.examples[:3]) for column in plan.columns])
        if asked != self._shown:
            self._shown = asked
            self._build(plan)
        for column, combo in zip(plan.columns, self.combos, strict=True):
            combo.setCurrentIndex(max(0, combo.findData(column.target)))

    def _build(self, plan: Plan) -> None:
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        for place, share in enumerate((2, 3, 4)):
            grid.setColumnStretch(place, share)
        known, text = targets(plan.kind), self._language.text
        self.combos = []
        for row, column in enumerate(plan.columns):
            name = column.header or text(N_("column {number}"), number=column.index + 1)
            label, example, combo = QLabel(name, inside), QLabel(inside), PlainCombo(inside)
            example.setText(", ".join(column.examples[:3])[:80])
            for each in (label, example):
                each.setTextFormat(Qt.TextFormat.PlainText)
                each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                each.setToolTip(each.text())
            set_tone(example, Role.MUTED)
            combo.setSizeAdjustPolicy(PlainCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(_FEWEST)
            combo.addItem(text(N_("not imported")), None)
            for key, target in known.items():
                combo.addItem(target.name(self._language), key)
            combo.setAccessibleName(name)
            label.setBuddy(combo)
            combo.activated.connect(partial(self._send, column.index, combo))
            self.combos.append(combo)
            for place, widget in enumerate((label, combo, example)):
                grid.addWidget(widget, row, place)
        grid.setRowStretch(len(plan.columns), 1)
        self.setWidget(inside)
        if self.combos:
            self.setFocusProxy(self.combos[0])

    def _send(self, column: int, combo: PlainCombo, _index: int) -> None:
        self.sent.emit(column, combo.currentData())
