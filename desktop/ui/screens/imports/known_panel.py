"""A row beside who or what it resembles: what becomes of it, and field by field what would change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.application.imports.cells import Fresh
from desktop.application.imports.fates import Choice, Row
from desktop.application.imports.updating import Meeting, meet
from desktop.domain.errors import OverstapError
from desktop.domain.fields import RECORDS, Field
from desktop.domain.said import N_
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.naming import Names
from desktop.ui.screens.imports.view_model import ImportModel
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, set_tone
from desktop.ui.widgets.side_by_side import SideBySide, TwoValues

_CHOICES = {
    Choice.NEW: N_("It is somebody or something else: import as new"),
    Choice.LEAVE: N_("It is the same: leave it as it is"),
    Choice.UPDATE: N_("It is the same: fill in and update"),
}


class KnownPanel(QWidget):
    """Only for rows that resemble who or what is here; beside the two, ← keeps what is here and → takes the list."""

    def __init__(self, bench: Workbench, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._model = bench, model
        self._row: Row | None = None
        self._found: Meeting | None = None
        text = bench.language.text
        self.choice, self.more = PlainCombo(self), QLabel(self)
        self.two = SideBySide(bench.language, text(N_("Here now")), text(N_("In the list")), self)
        for choice, name in _CHOICES.items():
            self.choice.addItem(text(name), choice)
        label = QLabel(text(N_("&This row")), self)
        label.setBuddy(self.choice)
        self.choice.setAccessibleName(label.text().replace("&", ""))
        for muted in (label, self.more):
            set_tone(muted, Role.MUTED)
        self.more.setWordWrap(True)
        self.more.setTextFormat(Qt.TextFormat.PlainText)
        top, page = QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(label)
        top.addWidget(self.choice)
        top.addStretch(1)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(top)
        page.addWidget(self.two, 1)
        page.addWidget(self.more)
        self.choice.activated.connect(self._choose)
        self.two.chosen.connect(self._keep)

    def show_row(self, row: Row | None) -> None:
        """Ask how a row and the one it resembles differ; nothing where it resembles nobody."""
        found = self._model.found
        known = row is not None and isinstance(row.twin, str)
        self.setEnabled(known)
        if row is None or found is None or not known:
            self._row = None
            self._tell(None)
            return
        with QSignalBlocker(self.choice):
            self.choice.setCurrentIndex(self.choice.findData(self._model.choice(row)))
        if row is self._row:
            self._tell(self._found)
        else:
            self._row, self._found = row, None
            make = partial(meet, self._bench.session.work, found.rehearsal.kind, row)
            self._bench.jobs.store(make, self, partial(self._met, row), partial(self._refused, row))

    def _met(self, row: Row, met: Meeting) -> None:
        if row is self._row:
            self._found = met
            self._tell(met)

    def _refused(self, row: Row, error: BaseException) -> None:
        if not isinstance(error, OverstapError):
            self._bench.changes.bug(error)
        elif row is self._row:
            self._tell(None)
            self._say(self._bench.language.say(error))

    def _tell(self, met: Meeting | None) -> None:
        language = self._bench.language
        names = Names(self._bench.session.store, language)
        if met is None or self._row is None:
            self.two.show_two((), ())
            self._say("")
            return
        lines = [
            TwoValues(f.key, names.label(f), names.show(f, met.now[f.key]), _shown(names, f, met.listed[f.key]))
            for f in met.differ
        ]
        updates = self._model.choice(self._row) is Choice.UPDATE
        taken = {line.key for line in lines} - set(self._model.kept.get(self._row.number, ())) if updates else ()
        at = self.two.currentRow()
        self.two.show_two(lines, taken)
        self.two.setCurrentCell(at if 0 <= at < len(lines) else 0, 0)
        same = [] if met.differ else [language.text(N_("All fields of this row are the same here already."))]
        self._say(" ".join([*same, *(self._added(names, kind, values) for kind, values in met.added)]))

    def _say(self, text: str) -> None:
        self.more.setText(text)
        self.more.setVisible(bool(text))

    def _added(self, names: Names, kind: str, values: Mapping[str, Any]) -> str:
        spec, language = RECORDS[kind], self._bench.language
        what = ", ".join(names.show(spec.fields[name], value) for name, value in values.items())
        return language.text(N_("Added: {kind} {what}."), kind=language.record(spec).lower(), what=what)

    def _choose(self) -> None:
        if self._row is not None:
            self._model.choose(Choice(self.choice.currentData()), self._row)  # Qt gives back plain text

    def _keep(self) -> None:
        """Whoever takes a value of the list means to update."""
        if self._row is not None and (self.two.taken or self._model.choice(self._row) is Choice.UPDATE):
            self._model.keep(self._row, self.two.kept)
            self._model.choose(Choice.UPDATE, self._row)


def _shown(names: Names, field: Field, value: Any) -> str:
    return value.name if isinstance(value, Fresh) else names.show(field, value)
