"""Who may be there twice: the pairs with their reason, the two side by side, and one key that makes one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.duplicates import Pair, keep_apart, likely_pairs, not_the_same
from desktop.application.merging import MERGEABLE, Merging, look_ahead, merge
from desktop.domain.changes import Outcome
from desktop.domain.errors import OverstapError
from desktop.domain.fields import RECORDS, Record
from desktop.domain.said import N_, Said, said, said_n
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.naming import Names
from desktop.ui.screens.duplicates.choose_two import ChooseTwo
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, row_height, set_tone, set_type
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.page_layout import PageLayout, label_of, quiet
from desktop.ui.widgets.paged_model import Column
from desktop.ui.widgets.side_by_side import SideBySide, TwoValues
from desktop.ui.widgets.text_table import TextTable

DUPLICATES = N_("Duplicates")


@dataclass(frozen=True, slots=True)
class Line:
    """A pair as the list shows it."""

    pair: Pair
    who: str
    why: str


_GONE = Line(Pair("", "", 0, Said("")), "", "")


class DuplicatesView(Screen):
    """Enter goes from the pairs to the two; Ctrl+Enter merges them, Delete says that they are not the same."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        language, text = bench.language, bench.language.text
        self.kind, self.count = PlainCombo(self), QLabel(self)
        for kind in MERGEABLE:
            self.kind.addItem(language.record(kind.SPEC, plural=True), kind.SPEC.name)
        columns = (
            Column(text(N_("Two that may be one")), _who, letters=34),
            Column(text(N_("Why")), _why, letters=34, tone=_muted),
        )
        self.pairs = TextTable(columns, _GONE, text(DUPLICATES), row_height(bench.settings.density), self)
        self.two = SideBySide(language, text(N_("Stays")), text(N_("Is merged into it")), self)
        self.ahead, self.merge = QLabel(self), primary(QPushButton(self))
        self.swap, self.apart = QPushButton(self), QPushButton(self)
        self.why = QLabel(self)
        set_type(self.why, Size.BODY, strong=True)
        for told in (self.why, self.ahead):
            told.setWordWrap(True)
            told.setTextFormat(Qt.TextFormat.PlainText)
        self.empty = EmptyState(text(N_("Nobody seems to be here twice.")), parent=self)
        self.content = QStackedLayout()
        self._found: Merging | None = None
        self._lines: list[Line] = []
        self._own: Pair | None = None
        self._wanted = ""
        self.two_of_choice = ChooseTwo(bench, self)
        self._lay_out()
        bench.commands.attach(self.swap, "duplicates.swap")
        bench.commands.attach(self.merge, "duplicates.merge")
        bench.commands.attach(self.apart, "duplicates.apart")
        self.kind.activated.connect(self._another_kind)
        self.two_of_choice.chosen.connect(self._choose)
        self.pairs.selectionModel().currentRowChanged.connect(self._chosen)
        self.pairs.opened.connect(self._to_two)
        bench.changes.applied.connect(self._changed)

    def _lay_out(self) -> None:
        text = self.bench.language.text
        set_tone(self.count, Role.MUTED)
        page = PageLayout(self, text(DUPLICATES), self.count)
        right, halves, buttons = QWidget(self), QSplitter(self), QHBoxLayout()
        column, bar = QVBoxLayout(right), QHBoxLayout()
        for button in (self.merge, self.swap, self.apart):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.setContentsMargins(16, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.why)
        column.addWidget(self.two, 1)
        column.addWidget(self.ahead)
        column.addLayout(buttons)
        halves.addWidget(self.pairs)
        halves.addWidget(right)
        halves.setStretchFactor(0, 2)
        halves.setStretchFactor(1, 3)
        halves.setChildrenCollapsible(False)
        bar.addWidget(label_of(self.kind, text(N_("&Look among"))))
        bar.addWidget(self.kind)
        bar.addSpacing(16)
        bar.addWidget(self.two_of_choice, 1)
        self.content.addWidget(halves)
        self.content.addWidget(self.empty)
        lead = N_("The left one stays. ← or 1 keeps the left value, → or 2 the right one.")
        page.addWidget(quiet(text(lead), self))
        page.addLayout(bar)
        page.addLayout(self.content, 1)

    @override
    def visit(self, place: Place) -> None:
        kind, _, self._wanted = place.at.partition(".")
        if kind:
            self.kind.setCurrentIndex(self.kind.findData(kind))
        self._another_kind()
        if self._wanted:
            self.two_of_choice.lines[0].show_text(self._wanted)
        self.pairs.setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.kind, self.two_of_choice, self.pairs, self.two)

    @property
    def _kind(self) -> type[Record]:
        return RECORDS[str(self.kind.currentData())].type

    def _another_kind(self) -> None:
        self.two_of_choice.kind, self._own = str(self.kind.currentData()), None
        self.two_of_choice.clear()
        self.load()

    def _choose(self, one: str, other: str) -> None:
        """Lay two side by side that somebody chose."""
        self._own, self._wanted = Pair(one, other, 0, said(N_("You chose these two."))), one
        self.load()
        self.pairs.setFocus()

    def load(self) -> None:
        """Look for pairs again."""
        read = partial(self._read, self._kind, self._own)
        self.bench.jobs.render(read, self, self._show)  # seconds among many: typing goes on

    def _read(self, kind: type[Record], own: Pair | None) -> tuple[type[Record], list[Line]]:
        session, language = self.bench.session, self.bench.language
        names, lines = Names(session.store, language), []
        found = likely_pairs(session.duplicates, kind, not_the_same(session.store))[:500]
        if own is not None and all(session.store.find_one(kind, each) for each in (own.one, own.other)):
            found = (own, *(pair for pair in found if {pair.one, pair.other} != {own.one, own.other}))
        for pair in found:
            one, other = (names.title(session.store.get(kind, each)) for each in (pair.one, pair.other))
            who = one if one == other else f"{one} · {other}"
            lines.append(Line(pair, who, language.say(pair.reason)))
        return kind, lines

    def _show(self, read: tuple[type[Record], list[Line]]) -> None:
        kind, lines = read
        if kind is not self._kind:
            return
        self._lines = lines
        self.pairs.show_lines(lines)
        self.count.setText(self.bench.language.say(said_n("{n} pair", "{n} pairs", len(lines))))
        self.content.setCurrentIndex(0 if lines else 1)
        if self.empty.hasFocus():  # Qt hands it on to what takes the place of the list, where nothing can be done
            self.kind.setFocus()
        if lines:
            both = ((line.pair.one, line.pair.other) for line in lines)
            self.pairs.choose_row(next((row for row, pair in enumerate(both) if self._wanted in pair), 0))
        self._chosen()

    def _chosen(self) -> None:
        line, self._found = self.pairs.chosen, None
        self.why.setText(line.why if isinstance(line, Line) else "")
        if isinstance(line, Line):
            work, pair = self.bench.session.work, line.pair
            ahead = partial(look_ahead, work, self._kind, pair.one, pair.other)
            self.bench.jobs.store(ahead, self, self._show_two, self._refused)
        self.bench.commands.refresh()

    def _show_two(self, found: Merging) -> None:
        line = self.pairs.chosen
        if not isinstance(line, Line) or (found.stays.id, found.goes.id) != (line.pair.one, line.pair.other):
            return
        language, self._found = self.bench.language, found
        names, mine, theirs = Names(self.bench.session.store, language), found.stays.values(), found.goes.values()
        lines = [
            TwoValues(f.name, names.label(f), names.show(f, mine[f.name]), names.show(f, theirs[f.name]))
            for f in found.differ
        ]
        self.two.show_two(lines, found.missing)
        kinds = Counter(record.SPEC.name for record in found.moved)
        moved = ", ".join(f"{n} × {language.record(RECORDS[kind], plural=n > 1).lower()}" for kind, n in kinds.items())
        told = [language.text(N_("One of them stays, with the values that are marked."))]
        if moved:
            told.append(language.text(N_("Goes along: {what}."), what=moved))
        if found.pointing:
            told.append(language.say(said_n("{n} reference follows.", "{n} references follow.", len(found.pointing))))
        told.append(language.text(N_("You can undo it.")))
        self.ahead.setText(" ".join(told))
        self.bench.commands.refresh()

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, OverstapError):
            self.bench.changes.bug(error)
            return
        self.two.setRowCount(0)
        self.ahead.setText(self.bench.language.say(error))

    def _has_two(self) -> bool:
        return self._found is not None

    def _has_pair(self) -> bool:
        return isinstance(self.pairs.chosen, Line)

    def _to_two(self) -> None:
        self.two.setFocus()

    def _merge(self) -> None:
        if (found := self._found) is not None:
            work, taken = self.bench.session.work, frozenset(self.two.taken)
            make = partial(merge, work, self._kind, found.stays.id, found.goes.id, taken)
            self.bench.changes.apply(make, self, self._merged)

    def _merged(self, outcome: Outcome) -> None:
        text, self._own = self.bench.language.text, None
        self.two_of_choice.clear()
        undo = partial(self.bench.changes.take_back, outcome.action, self.bench.changes)
        self.bench.messages.say(
            text(N_("Merged: what belonged to both is together now.")), "done", text(N_("Undo")), undo
        )

    def _swap(self) -> None:
        """The one that was merged stays, and the other way around."""
        if isinstance(line := self.pairs.chosen, Line):
            row, pair = self._lines.index(line), line.pair
            who = " · ".join(reversed(line.who.split(" · ")))
            self._lines[row] = replace(line, pair=replace(pair, one=pair.other, other=pair.one), who=who)
            self.pairs.show_lines(self._lines)
            self.pairs.choose_row(row)
            self._chosen()

    def _keep_apart(self) -> None:
        if isinstance(line := self.pairs.chosen, Line):
            self._own = None
            self.two_of_choice.clear()
            self._remember(line.pair, apart=True)
            text = self.bench.language.text
            again = partial(self._remember, line.pair, apart=False)
            self.bench.messages.say(text(N_("Remembered: these are two.")), "done", text(N_("Undo")), again)

    def _remember(self, pair: Pair, *, apart: bool) -> None:
        self.bench.jobs.store(partial(keep_apart, self.bench.session.store, pair, apart=apart), self, self._remembered)

    def _remembered(self, _done: None) -> None:
        self.load()
        self.pairs.setFocus()

    def _changed(self, outcome: Outcome) -> None:
        if self.isVisible():
            self.load()

    def _leave(self) -> None:
        self.bench.commands.run("go.back")

    commands = (
        Command("duplicates.merge", N_("Merge"), _merge, "Ctrl+Return | Ctrl+Enter", DUPLICATES, "check", _has_two),
        Command("duplicates.swap", N_("Swap sides"), _swap, "Ctrl+Shift+S", DUPLICATES, enabled=_has_pair),
        Command("duplicates.apart", N_("Not the same"), _keep_apart, "Del", DUPLICATES, enabled=_has_pair),
        Command("duplicates.leave", N_("Back to the work"), _leave, "Esc", DUPLICATES, "back"),
    )


def _who(line: Line) -> str:
    return line.who


def _why(line: Line) -> str:
    return line.why


def _muted(_line: Line) -> QPalette.ColorRole | None:
    return Role.MUTED
