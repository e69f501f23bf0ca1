"""The parties of an agreement, one a line: who it is, and whether they signed the version of today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from desktop.application.agreement_reading import PartyLine
from desktop.application.values import code_label
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.theme import Role, set_tone
from desktop.ui.wording import short_day


class PartiesView(QWidget):
    """A button stands where a signature is missing and can be given."""

    sign_asked = Signal(object)  # PartyLine

    def __init__(
        self, lines: Sequence[PartyLine], names: Names, today: date, *, signable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self.buttons: list[QPushButton] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for row, line in enumerate(lines):
            role = code_label("party_role", line.role, names.language)
            who, state = _who(line, names), _state(line, names, today)
            label = self._label(role, f"{role}: {who}. {state}")
            set_tone(label, Role.MUTED)
            grid.addWidget(label, row, 0)
            grid.addWidget(self._label(who), row, 1)
            signed = self._label(state)
            if line.signature is None:
                set_tone(signed, Role.WARNING if signable or line.party is None else Role.MUTED)
            grid.addWidget(signed, row, 2)
            if signable and line.signature is None and line.party is not None:
                grid.addWidget(self._button(row, role, names), row, 3)

    def _label(self, text: str, spoken: str = "") -> QLabel:
        made = QLabel(text, self)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setWordWrap(True)
        if spoken:
            made.setAccessibleName(spoken)
        return made

    def _button(self, row: int, role: str, names: Names) -> QPushButton:
        button = QPushButton(names.language.text(N_("Record signature")), self)
        button.setAccessibleName(f"{button.text()}: {role}")
        button.setProperty("at", row)
        button.clicked.connect(self._ask)
        self.buttons.append(button)
        return button

    def _ask(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.sign_asked.emit(self._lines[int(button.property("at"))])


def _who(line: PartyLine, names: Names) -> str:
    parts = [names.title(line.stands_for) if line.stands_for is not None else ""]
    if line.party is not None and line.party.represented_by:
        parts.append(line.party.represented_by)
    return " · ".join(part for part in parts if part) or "–"


def _state(line: PartyLine, names: Names, today: date) -> str:
    text = names.language.text
    if line.party is None:
        return text(N_("▲ is not a party yet"))
    if line.signature is None:
        return text(N_("○ not signed yet"))
    how = code_label("signature_how", line.signature.sig_how, names.language) if line.signature.sig_how else ""
    return text(
        N_("✓ {name}, {day}{how}"),
        name=line.signature.sig_name or "–",
        day=short_day(line.signature.sig_date, today, names.language),
        how=f", {how.lower()}" if how else "",
    )
