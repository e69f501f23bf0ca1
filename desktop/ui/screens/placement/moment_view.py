"""One moment of the aftercare: per party what was said, or the button to record it; and whether the job lasted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from desktop.application.aftercare_reading import PARTIES, Lasting, Moment, State
from desktop.application.facts import facts
from desktop.application.i18n import Language
from desktop.application.values import code_label
from desktop.domain.records import Aftercare
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.screens.placement.moments_line import moment_name
from desktop.ui.theme import Role, set_tone
from desktop.ui.widgets.heading import heading
from desktop.ui.wording import lateness, short_day

_TOLD = ("outcome", "stays", "score", "action", "in_region", "wish", "channel")
_SIGNS = {"good": "✓", "attention": "◆", "stopped": "✕"}


class _Asking(QWidget):
    """Lines of a name, what is known, and where nothing is known yet a button."""

    asked = Signal(str)  # the key of the line

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        self.buttons: dict[str, QPushButton] = {}
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(1, 1)

    def add_line(self, key: str, name: str, told: str, ask: str = "") -> None:
        """One more line; ``ask`` names what its button records, for who listens."""
        row = self.grid.rowCount()
        label, said = QLabel(name, self), QLabel(told, self)
        set_tone(label, Role.MUTED)
        said.setWordWrap(True)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setAccessibleName(f"{name}: {told}")
        self.grid.addWidget(label, row, 0)
        self.grid.addWidget(said, row, 1)
        if ask:
            button = QPushButton(self._language.text(N_("Record…")), self)
            button.setAccessibleName(f"{ask}: {name}")
            button.setProperty("key", key)
            button.clicked.connect(self._ask)
            self.buttons[key] = button
            self.grid.addWidget(button, row, 2)

    def _ask(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.asked.emit(str(button.property("key")))


class MomentView(_Asking):
    """What the candidate and the employer said at one moment."""

    def __init__(self, moment: Moment, names: Names, today: date, *, can_record: bool, parent: QWidget) -> None:
        super().__init__(names.language, parent)
        language = names.language
        late = lateness(moment.day, today, language) if moment.state(today) is State.LATE else ""
        title = " · ".join(filter(None, (moment_name(moment, language), short_day(moment.day, today, language), late)))
        self.grid.addWidget(heading(title, self), 0, 0, 1, 3)
        for party in PARTIES:
            contact = moment.with_(party)
            if contact is not None:
                ask = language.text(N_("Record the contact")) if can_record and contact.done is None else ""
                who = code_label("aftercare_with", party, language)
                self.add_line(party, who, _told(contact, names, today), ask)


class LastingView(_Asking):
    """Whether the person still works there after 3, 6 and 12 months."""

    def __init__(
        self, answers: Sequence[Lasting], language: Language, today: date, *, can_record: bool, parent: QWidget
    ) -> None:
        super().__init__(language, parent)
        for one in answers:
            name = language.text(N_("after {n} months"), n=one.months)
            asks = can_record and one.answer is None and one.day is not None and one.day <= today
            ask = language.text(N_("Record lasting work")) if asks else ""
            self.add_line(str(one.months), name, _lasted(one, language, today), ask)


def _told(contact: Aftercare, names: Names, today: date) -> str:
    """What was said, in a line."""
    language = names.language
    if contact.done is None:
        return language.text(N_("○ not spoken to yet"))
    known = {fact.field.name: fact for fact in facts(contact, language, names.lookup)}
    said = [short_day(contact.done, today, language)]
    for name in _TOLD:
        if name in known:
            fact = known[name]
            bare = name in ("outcome", "channel")
            said.append(fact.text if bare else f"{fact.label.lower()}: {fact.text.lower()}")
    return f"{_SIGNS.get(contact.outcome or '', '✓')} {' · '.join(said)}"


def _lasted(one: Lasting, language: Language, today: date) -> str:
    if one.answer is None:
        if one.day is not None and one.day <= today:
            return language.text(N_("▲ not recorded yet"))
        return language.text(N_("○ from {day} on"), day=short_day(one.day, today, language) or "–")
    said = language.text(N_("✓ yes")) if one.answer.sustained == "1" else language.text(N_("✕ no"))
    source = code_label("sustained_source", one.answer.source, language) if one.answer.source else ""
    return f"{said}, {source.lower()}" if source else said
