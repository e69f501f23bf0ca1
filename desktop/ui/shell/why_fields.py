"""Why something about people is handed out and to whom: asked in two fields, kept in the read log."""

from __future__ import annotations

import json

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from desktop.application.ports import Store
from desktop.domain.said import N_
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, set_tone

_PURPOSES = "print.purposes"
_KEPT = 12


class WhyFields(QWidget):
    """The purposes that were used before are offered, newest first."""

    edited = Signal()
    entered = Signal()  # a purpose was picked, or Enter pressed
    confirmed = Signal()  # Enter was pressed

    def __init__(self, bench: Workbench, parent: QWidget | None = None, *, beside: bool = False) -> None:
        """``beside``: the two stand side by side."""
        super().__init__(parent)
        text = bench.language.text
        self._store, self._jobs = bench.session.store, bench.jobs
        self.purpose, self.recipient = PlainCombo(self), QLineEdit(self)
        self.purpose.setEditable(True)
        self.purpose.setSizeAdjustPolicy(PlainCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for at, (title, widget) in enumerate(
            ((text(N_("P&urpose")), self.purpose), (text(N_("&Recipient")), self.recipient))
        ):
            label = QLabel(title, self)
            label.setBuddy(widget)
            set_tone(label, Role.MUTED)
            widget.setAccessibleName(title.replace("&", ""))
            row, column = (0, at) if beside else (2 * at, 0)
            grid.addWidget(label, row, column)
            grid.addWidget(widget, row + 1, column)
            grid.setColumnStretch(column, 1)
        for field in (self.purpose.lineEdit(), self.recipient):
            if field is not None:
                field.setMaxLength(200)
                field.textEdited.connect(self.edited)
                field.returnPressed.connect(self.confirmed)
        self.purpose.activated.connect(self.entered)
        self.recipient.returnPressed.connect(self.entered)

    def recall(self) -> None:
        """Offer the purposes that were used before."""
        self._jobs.store(self._read, self, self._offer)

    def _read(self) -> list[str]:
        return remembered(self._store)

    def _offer(self, purposes: list[str]) -> None:
        kept = self.purpose.currentText()
        self.purpose.clear()
        self.purpose.addItems(purposes)
        self.purpose.setEditText(kept)

    def show_reason(self, purpose: str = "", recipient: str = "") -> None:
        """Begin with these."""
        self.purpose.setEditText(purpose)
        self.recipient.setText(recipient)

    @property
    def reason(self) -> tuple[str, str]:
        """The purpose and the recipient as typed."""
        return self.purpose.currentText().strip(), self.recipient.text().strip()

    def first_open(self) -> QWidget | None:
        """What is not filled in yet, if anything."""
        return next(
            (field for field, filled in zip((self.purpose, self.recipient), self.reason, strict=True) if not filled),
            None,
        )


def remembered(store: Store) -> list[str]:
    """The purposes used before, newest first."""
    try:
        found = json.loads(store.recall(_PURPOSES) or "[]")
    except ValueError:
        return []
    return [str(one) for one in found] if isinstance(found, list) else []


def remember(store: Store, purpose: str) -> None:
    """Keep a purpose for the next time."""
    if purpose:
        rest = [one for one in remembered(store) if one.casefold() != purpose.casefold()]
        store.remember(_PURPOSES, json.dumps([purpose, *rest][:_KEPT], ensure_ascii=False))
