"""Whose agenda is shown and what stands in it; asks in the store lane and drops an answer that came too late."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.application.agenda import Entry, agenda
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.session import Session


class AgendaViewModel(QObject):
    """Holds the question; no widgets."""

    shown = Signal(object)  # tuple of Entry

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self.owner = session.work.user.id
        self.since: date = session.work.clock.today()
        self.entries: tuple[Entry, ...] = ()
        self._asked = 0

    def of(self, owner: str) -> None:
        """Another colleague's agenda."""
        self.owner = owner
        self.load()

    def back_to(self, since: date) -> None:
        """Also what took place since this day, for a week or month that lies before."""
        if since < self.since:
            self.since = since
            self.load()

    def load(self) -> None:
        """Ask again: something changed."""
        self._asked += 1
        ask = partial(agenda, self._session.work, self._session.caseload, self.owner, self.since)
        asked = self._asked
        self._jobs.store(lambda: (asked, ask()), self, self._show)

    def _show(self, found: tuple[int, tuple[Entry, ...]]) -> None:
        asked, entries = found
        if asked == self._asked:
            self.entries = entries
            self.shown.emit(entries)
