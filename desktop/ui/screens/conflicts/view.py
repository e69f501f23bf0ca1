"""Conflicts: what two people wrote differently, one under the other; decided with a key, and with one undo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.conflicts import Dispute, Side, taking, typing
from desktop.domain.changes import Outcome
from desktop.domain.errors import OverstapError
from desktop.domain.said import N_, Said, said_n
from desktop.ui.naming import Names
from desktop.ui.screens.conflicts.choice import Choice
from desktop.ui.screens.conflicts.words import DisputeWords
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, row_height, set_tone, set_type
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.paged_model import Column
from desktop.ui.widgets.text_table import TextTable
from desktop.ui.wording import short_moment

CONFLICTS = N_("Conflicts")
_DONE = N_("Decided. Your colleagues see it after the next exchange.")
_ROWS = 6
"""So many conflicts are seen at once in the list; it scrolls from there."""


class ConflictsView(Screen):
    """The list above, the chosen one below it."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text, language = bench.language.text, bench.language
        heading, self.lead = QLabel(text(CONFLICTS), self), QLabel(self)
        set_type(heading, Size.TITLE)
        set_tone(self.lead, Role.MUTED)
        self.lead.setWordWrap(True)
        self._words = DisputeWords(bench.session.store, Names(bench.session.store, language), bench.session.work)
        columns = (
            Column(text(N_("Who or what")), self._about, letters=30),
            Column(text(N_("Field")), self._field, letters=30),
            Column(text(N_("Since")), self._since, letters=14),
        )
        self.table = TextTable(columns, None, text(CONFLICTS), row_height(bench.settings.density), self)
        nobody = N_("Nobody wrote something else than you. When that happens, both values stand here.")
        self.none = EmptyState(text(nobody), text(N_("Back to the work")), self._leave, self)
        self.choice: Choice | None = None
        self._wanted = ""
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(24, 16, 24, 16)
        self._page.setSpacing(12)
        for widget in (heading, self.lead, self.table):
            self._page.addWidget(widget)
        self._page.addWidget(self.none, 1)
        self._page.addStretch(1)
        keys = QLabel(text(N_("↑↓ choose · 1, 2 or 3 decide · Ctrl+Z takes it back")), self)
        set_type(keys, Size.SMALL)
        set_tone(keys, Role.MUTED)
        self._page.addWidget(keys)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.table.opened.connect(self._to_dossier)
        bench.sync.disputed.connect(self._list)
        self._list()

    @override
    def visit(self, place: Place) -> None:
        self._wanted = place.record
        self._list()
        self._to_work()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (
            self.table if self.bench.sync.disputes else self.none.button,
            *((self.choice,) if self.choice is not None else ()),
        )

    def _to_work(self) -> None:
        (self.table if self.bench.sync.disputes else self.none.button).setFocus()

    def _list(self) -> None:
        found = self.bench.sync.disputes
        number, wanted = self.table.currentIndex().row(), self._wanted
        self.table.show_lines(found)
        self.table.setFixedHeight(row_height(self.bench.settings.density) * (min(len(found), _ROWS) + 1) + 12)
        self.lead.setText(self.bench.language.say(_lead(len(found))))
        for widget in (self.table, self.lead):
            widget.setVisible(bool(found))
        self.none.setVisible(not found)
        if not found and self.isVisible() and self._has_focus():
            self.none.button.setFocus()
        named = next((n for n, one in enumerate(found) if wanted in (one.conflict.record, one.conflict.root)), None)
        self._wanted = ""
        self.table.choose_row(max(0, number) if named is None else named)
        self._follow()

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is None or focus is self or self.isAncestorOf(focus)

    def _follow(self) -> None:
        """Show the chosen one, with its keys; what is being typed for it stays."""
        dispute = self.table.chosen
        if self.choice is not None and self.choice.dispute == dispute:
            return
        if self.choice is not None:
            self._page.removeWidget(self.choice)
            self.choice.hide()
            self.choice.deleteLater()
            self.choice = None
        if isinstance(dispute, Dispute):
            self.choice = Choice(self.bench, dispute, self)
            self.choice.taken.connect(self._take)
            self.choice.typed.connect(self._take_typed)
            self._page.insertWidget(3, self.choice)

    def _about(self, dispute: Dispute) -> str:
        return self._words.about(dispute)

    def _field(self, dispute: Dispute) -> str:
        return self._words.field(dispute)

    def _since(self, dispute: Dispute) -> str:
        at = max(side.at for side in dispute.sides)
        return short_moment(at, self.bench.session.work.clock.today(), self.bench.language)

    def _to_dossier(self) -> None:
        dispute = self.table.chosen
        if isinstance(dispute, Dispute):
            children = self.bench.session.store.children
            from desktop.domain.records import Traject

            if cases := children(Traject, dispute.conflict.root):
                self.bench.go(Place("dossier", cases[-1].id))

    # deciding

    def _take(self, side: Side) -> None:
        """One of the two. Where it shows already nothing changes; both are told to everybody as decided."""
        if self.choice is not None:
            make = partial(taking, self.bench.session.store, self.choice.dispute.conflict, shown=side.shows)
            done = N_("It stays as it stands, for everybody.") if side.shows else _DONE
            self.bench.changes.apply(make, self, partial(self._applied, done), self._refuse)

    def _take_typed(self, typed: str) -> None:
        if self.choice is not None:
            dispute = self.choice.dispute
            make = partial(typing, self.bench.session.work, dispute.conflict, typed)
            self.bench.changes.apply(make, self, partial(self._applied, _DONE), self._refuse)

    def _applied(self, done: str, outcome: Outcome) -> None:
        text = self.bench.language.text
        undo = partial(self.bench.changes.take_back, outcome.action, self)
        self.bench.messages.say(text(done), "done", text(N_("Undo")), undo)
        self.bench.sync.decided()
        self._to_work()

    def _refuse(self, error: BaseException) -> None:
        if self.choice is not None and isinstance(error, OverstapError):
            self.choice.refuse(self.bench.language.say(error))

    def _first(self) -> None:
        self._choose(1)

    def _second(self) -> None:
        self._choose(2)

    def _third(self) -> None:
        self._choose(3)

    def _choose(self, number: int) -> None:
        if self.choice is not None:
            self.choice.choose(number)

    def _is_one(self) -> bool:
        return self.choice is not None

    def _leave(self) -> None:
        self.bench.go(Place("caseload"))

    commands = (
        Command("conflicts.mine", N_("Take the first value"), _first, "1", CONFLICTS, "", _is_one),
        Command("conflicts.theirs", N_("Take the second value"), _second, "2", CONFLICTS, "", _is_one),
        Command("conflicts.another", N_("Type another value"), _third, "3", CONFLICTS, "", _is_one),
        Command("conflicts.leave", N_("Back to the work"), _leave, "Esc", CONFLICTS, "back"),
    )


def _lead(n: int) -> Said:
    return said_n(
        "Nothing is lost: one value stands in the dossier now, the other stands here. Choose which it is.",
        "Nothing is lost: of each pair one value stands in the dossier now, the other here. Choose which it is.",
        n,
    )
