"""What waits to be handed in and what was received lately: when, of whom, which field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.application.ports import Hit
from desktop.application.syncing import Passing
from desktop.domain.changes import DELETED, PARENT, WHOLE
from desktop.domain.fields import RECORDS
from desktop.domain.records import User
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.shell.whereabouts import place_of
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, row_height, set_tone, set_type
from desktop.ui.widgets.paged_model import Column
from desktop.ui.widgets.text_table import TextTable
from desktop.ui.wording import short_moment

MOST = 200
"""So many lines are shown; the count above says how many there are."""

_FIELDS = {WHOLE: N_("new"), DELETED: N_("deleted or brought back"), PARENT: N_("went to another")}


class PassingList(QWidget):
    """A heading, the lines, and a sentence where there is none; Enter opens the dossier."""

    def __init__(
        self, bench: Workbench, title: str, nothing: str, *, named: bool, parent: QWidget | None = None
    ) -> None:
        """``named``: with who wrote it."""
        super().__init__(parent)
        self._bench, text = bench, bench.language.text
        self._names = Names(bench.session.store, bench.language)
        self._titles: dict[str, str] = {}
        heading, self.nothing = QLabel(text(title), self), QLabel(text(nothing), self)
        set_type(heading, Size.HEADING)
        set_tone(self.nothing, Role.MUTED)
        self.nothing.setWordWrap(True)
        who = (Column(text(N_("By")), self._who, letters=24),) if named else ()
        columns = (
            Column(text(N_("When")), self._when, letters=10),
            Column(text(N_("Who or what")), self._about, letters=32),
            Column(text(N_("Field")), self._field, letters=34),
            *who,
        )
        self.table = TextTable(columns, None, text(title), row_height(bench.settings.density), self)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(4)
        page.addWidget(heading)
        page.addWidget(self.nothing)
        page.addWidget(self.table, 1000)
        page.addStretch(1)
        self.table.opened.connect(self._open)
        self.show_lines(())

    def show_lines(self, lines: Sequence[Passing]) -> None:
        """Show these; the chosen line stays where it is."""
        self._titles.clear()
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Preferred if lines else policy.Maximum)  # no room where nothing is

    def _when(self, line: Passing) -> str:
        return short_moment(line.at, self._bench.session.work.clock.today(), self._bench.language)

    def _about(self, line: Passing) -> str:
        if line.root not in self._titles:
            store = self._bench.session.store
            kind = store.kind_of(line.root)
            found = store.find_one(RECORDS[kind].type, line.root) if kind is not None else None
            gone = self._bench.language.text(N_("deleted"))
            self._titles[line.root] = self._names.title(found) if found is not None else gone
        return self._titles[line.root]

    def _field(self, line: Passing) -> str:
        language, spec = self._bench.language, RECORDS[line.kind]
        kind = language.record(spec)
        if line.field in spec.fields:
            label = language.label(spec.fields[line.field])
            return label if line.record == line.root else f"{kind}: {label}"
        word = _FIELDS.get(line.field)
        return f"{kind}: {language.text(word)}" if word is not None else kind

    def _who(self, line: Passing) -> str:
        found = self._bench.session.store.find_one(User, line.who)
        return found.name or "" if found is not None else ""

    def _open(self) -> None:
        line = self.table.chosen
        if isinstance(line, Passing):
            store = self._bench.session.store
            kind = store.kind_of(line.root)
            place = place_of(store, Hit(kind, line.root, line.root, "")) if kind in _PLACES else None
            if place is not None:
                self._bench.go(place)


_PLACES = ("candidate", "employer", "question", "module")
"""What has a page of its own."""
