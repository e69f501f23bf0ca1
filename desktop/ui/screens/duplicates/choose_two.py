"""Two that were not paired by the program, chosen by name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.application.ports import Hit
from desktop.domain.fields import RECORDS
from desktop.domain.said import N_
from desktop.ui.forms.lookup_control import ReferenceControl
from desktop.ui.naming import Names
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, set_tone

_MOST = 8


class ChooseTwo(QWidget):
    """Two lines that find while one types; they are laid side by side as soon as both are chosen."""

    chosen = Signal(str, str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self.kind = bench, ""
        text, row = bench.language.text, QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        label = QLabel(text(N_("&Or choose two")), self)
        set_tone(label, Role.MUTED)
        row.addWidget(label)
        self.lines: list[ReferenceControl] = []
        for name in (N_("The one that stays"), N_("The one that is merged into it")):
            line = ReferenceControl(self._find, self._name, bench.jobs, self)
            line.line.setPlaceholderText(text(name))
            line.input.setAccessibleName(text(name))
            line.picked.connect(self._look)
            self.lines.append(line)
            row.addWidget(line, 1)
        label.setBuddy(self.lines[0])

    def clear(self) -> None:
        """Nobody is chosen."""
        for line in self.lines:
            line.show_text("")

    def _find(self, typed: str) -> tuple[Hit, ...]:
        return self._bench.session.store.search(typed, (self.kind,), _MOST)

    def _name(self, record: str) -> str:
        store = self._bench.session.store
        found = store.find_one(RECORDS[self.kind].type, record)
        return Names(store, self._bench.language).title(found) if found is not None else ""

    def _look(self, _hit: Hit) -> None:
        one, other = (line.text() for line in self.lines)
        if one and one == other:
            self._bench.messages.say(self._bench.language.text(N_("These are one already. Choose two.")), "warning")
        elif one and other:
            self.chosen.emit(one, other)
