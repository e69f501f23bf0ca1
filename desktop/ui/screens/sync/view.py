"""Sharing with colleagues: how it stands, and per problem one sentence and one button; or the way to connect."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.syncing import Passing
from desktop.domain.said import N_
from desktop.ui.screens.sync.connect_form import ConnectForm
from desktop.ui.screens.sync.passing import MOST, PassingList
from desktop.ui.screens.sync.problems import Problems
from desktop.ui.shell.background_sync import SyncView
from desktop.ui.shell.commands import Command
from desktop.ui.shell.loading_line import LoadingLine
from desktop.ui.shell.lock_screen import side_by_side
from desktop.ui.shell.sync_words import for_the_helpdesk, in_a_sentence
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type

SHARING = N_("Sharing with colleagues")


class SyncCentre(Screen):
    """What a person needs to know to trust it, and nothing to wait for."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        heading, self.stands, calm = QLabel(text(SHARING), self), QLabel(self), QLabel(self)
        set_type(heading, Size.TITLE)
        self.stands.setWordWrap(True)
        calm.setText(text(N_("Just go on working: everything is on this computer, and without network it waits here.")))
        calm.setWordWrap(True)
        set_tone(calm, Role.MUTED)
        self.problems, self.loading = Problems(bench, self), LoadingLine(bench, self)
        self.form = ConnectForm(bench, self)
        self.now, self.stop, self.copy = (QPushButton(self) for _ in range(3))
        none_waits = N_("Nothing waits: your colleagues have everything you wrote, or get it at their next exchange.")
        none_came = N_("What your colleagues write about people you see stands here after an exchange.")
        self.waiting = PassingList(bench, N_("Waits to be handed in"), none_waits, named=False, parent=self)
        self.received = PassingList(bench, N_("Received lately"), none_came, named=True, parent=self)
        self.aside = PassingList(bench, N_("Not taken in"), "", named=False, parent=self)
        self.shared = QWidget(self)
        rows = QVBoxLayout(self.shared)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for widget in (self.stands, calm, self.loading, self.problems):
            rows.addWidget(widget)
        rows.addLayout(side_by_side(self.now, self.stop, self.copy))
        rows.addSpacing(8)
        rows.addWidget(self.aside, 2)
        rows.addWidget(self.waiting, 2)
        rows.addWidget(self.received, 3)
        self._show_aside(())
        self._both = QStackedLayout()
        self._both.addWidget(self.form)
        self._both.addWidget(self.shared)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 16, 24, 16)
        page.setSpacing(12)
        page.addWidget(heading)
        page.addLayout(self._both, 1)
        bench.commands.attach(self.now, "sync.now")
        bench.commands.attach(self.stop, "sync.pause")
        bench.commands.attach(self.copy, "sync.copy")
        self.problems.password_asked.connect(self._ask_again)
        self.problems.help_asked.connect(self._copy)
        self.form.connected.connect(self._connected)
        bench.sync.changed.connect(self._show)
        self._show(bench.sync.view)
        self._both.setCurrentWidget(self.shared if bench.sync.is_shared else self.form)

    @override
    def visit(self, place: Place) -> None:
        self._list()
        if self._both.currentWidget() is self.form:
            self.form.setFocus()
        else:
            self.now.setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        if self._both.currentWidget() is self.form:
            return (self.form,)
        return (self.now, *(part.table for part in (self.aside, self.waiting, self.received) if part.table.isVisible()))

    def _is_going(self) -> bool:
        return self.bench.sync.view.state == "busy"

    def _show(self, view: SyncView) -> None:
        sentence = in_a_sentence(view, self.bench.session.work.clock.now(), self.bench.language)
        self.stands.setText(sentence)
        self.stands.setVisible(bool(sentence))
        self.problems.show_view(view)
        self.bench.commands.refresh()
        if self.isVisible():
            self._list()

    def _list(self) -> None:
        if (sharing := self.bench.session.sharing) is not None and self.bench.sync.is_shared:
            self.bench.jobs.render(partial(sharing.local.put_aside, MOST), self, self._show_aside)
            self.bench.jobs.render(partial(sharing.local.outgoing, MOST), self, self.waiting.show_lines)
            self.bench.jobs.render(partial(sharing.local.incoming, MOST), self, self.received.show_lines)

    def _show_aside(self, lines: Sequence[Passing]) -> None:
        self.aside.show_lines(lines)
        self.aside.setVisible(bool(lines))

    def _copy(self) -> None:
        """How sharing stands and what the program consists of, without a name of anybody."""
        self.bench.jobs.render(self.bench.session.upkeep.versions, self, self._copied)

    def _copied(self, versions: tuple[str, ...]) -> None:
        view = self.bench.sync.view
        QGuiApplication.clipboard().setText("\n".join((*for_the_helpdesk(view), *versions)))
        self.bench.messages.say(self.bench.language.text(N_("Copied. There is nothing personal in it.")))

    def _connected(self) -> None:
        self._both.setCurrentWidget(self.shared)
        self.now.setFocus()

    def _ask_again(self) -> None:
        self._both.setCurrentWidget(self.form)
        self.form.setFocus()

    def _stop(self) -> None:
        self.bench.sync.pause()

    def _leave(self) -> None:
        self.bench.go(Place("caseload"))

    commands = (
        Command("sync.pause", N_("Stop for now"), _stop, "", SHARING, "", _is_going),
        Command("sync.copy", N_("Copy for the helpdesk"), _copy, "", SHARING),
        Command("sync.leave", N_("Back to the work"), _leave, "Esc", SHARING, "back"),
    )
