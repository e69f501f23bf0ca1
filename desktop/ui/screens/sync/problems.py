"""What stands in the way of sharing: each problem one plain sentence, and the one button that helps."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.application.sharing import altered, not_yours_to_change, waits_for_upgrade, went_to_another_desk
from desktop.domain.said import N_, said, said_n
from desktop.ui.shell.background_sync import SyncView
from desktop.ui.shell.workbench import Place, Workbench
from desktop.ui.widgets.problem_label import ProblemLabel

Line = tuple[str, str, Callable[[], object]]
"""A sentence, the words of its button, and what that does."""

_WIDTH = 760


class Problems(QWidget):
    """There only while there is one."""

    password_asked = Signal()
    help_asked = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._shown: list[tuple[str, str]] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said now."""
        return tuple(sentence for sentence, _ in self._shown)

    def show_view(self, view: SyncView) -> None:
        """Say what is in the way now; where that is the same, everything stays, with the focus."""
        lines = list(self._lines(view))
        shown = [(sentence, words) for sentence, words, _ in lines]
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for sentence, words, run in lines:
            self._rows.addWidget(self._line(sentence, words, run))
        self.setVisible(bool(lines))

    def _hand_in_again(self) -> None:
        if (sharing := self._bench.session.sharing) is not None:
            self._bench.jobs.store(sharing.local.try_again, self, self._begin)

    def _seen(self) -> None:
        if (sharing := self._bench.session.sharing) is not None:
            self._bench.jobs.store(sharing.local.seen, self, self._begin)

    def _begin(self, _nothing: object) -> None:
        self._bench.sync.begin()

    def _to_conflicts(self) -> None:
        self._bench.go(Place("conflicts"))

    def _line(self, sentence: str, words: str, run: Callable[[], object]) -> QWidget:
        made, label = QWidget(self), ProblemLabel(self)
        label.warn(sentence)
        button = QPushButton(words, made)
        button.setAccessibleDescription(sentence)
        button.clicked.connect(run)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(label, 1)
        row.addWidget(button)
        made.setMaximumWidth(_WIDTH)
        return made

    def _lines(self, view: SyncView) -> Iterator[Line]:
        say, text, sync = self._bench.language.say, self._bench.language.text, self._bench.sync
        standing = view.standing
        if view.state == "offline" and view.trouble is not None:
            yield say(view.trouble), text(N_("Try again")), sync.begin
        if view.state == "refused" and view.trouble is not None:
            yield say(view.trouble), text(N_("Connect again")), self.password_asked.emit
        if standing is not None and standing.conflicts:
            sentence = said_n(
                "You and a colleague wrote something different in one field.",
                "You and your colleagues wrote something different in {n} fields.",
                standing.conflicts,
            )
            yield say(sentence), text(N_("Decide")), self._to_conflicts
        if standing is not None and standing.refused:
            sentence = said_n(
                "The shared database cannot take in one record. What you typed is kept here; the rest is handed in.",
                "The shared database cannot take in {n} records. What you typed is kept here; the rest is handed in.",
                standing.refused,
            )
            yield say(sentence), text(N_("Hand in again")), self._hand_in_again
        if standing is not None and standing.later:
            yield say(waits_for_upgrade(standing.later)), text(N_("Copy for the helpdesk")), self.help_asked.emit
        if standing is not None and standing.altered:
            yield say(altered()), text(N_("Copy for the helpdesk")), self.help_asked.emit
        if standing is not None and standing.offered:
            yield say(went_to_another_desk(standing.offered)), text(N_("Seen")), self._seen
        if standing is not None and standing.aside:
            yield say(not_yours_to_change(standing.aside)), text(N_("Seen")), self._seen
        if view.is_long_ago and standing is not None and standing.as_of is not None:
            days = (self._bench.session.work.clock.now() - standing.as_of).days
            days_ago = N_(
                "For {n} days your colleagues have seen nothing of you, and you nothing of them. Connect to the "
                "network of your organisation."
            )
            yield say(said(days_ago, n=days)), text(N_("Try again")), sync.begin
