"""Which cases are asked for and in which order; asks in the store lane and drops an answer that came too late.

The very first question is asked twice: for the first screens full, which stand there at once, and for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.application.caseload import CaseFilter, CaseloadQuery, CaseSort
from desktop.ui.shell.jobs import Jobs

FIRST = 200
"""How many ids the first piece has: a few screens full."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An answer: the ids in order, the counts beside the filters, and the question it answers.

    Without counts it is a first piece: how many there are in all is not known yet. ``nobody``: there is nobody at all.
    """

    ids: Sequence[str]
    counts: Mapping[str, int] | None
    wanted: CaseFilter
    nobody: bool


class CaseloadViewModel(QObject):
    """Holds the question; no widgets."""

    listed = Signal(object)

    def __init__(
        self, query: CaseloadQuery, jobs: Jobs, wanted: CaseFilter | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._query, self._jobs = query, jobs
        self.wanted = wanted or CaseFilter()
        self.sort: CaseSort = "name"
        self.descending = False
        self._question = self._answered = 0

    @property
    def is_asking(self) -> bool:
        """Whether the list on the screen is not yet the answer to what was asked last."""
        return self._answered != self._question

    def search(self, text: str) -> None:
        """Only cases with these words."""
        self._ask(replace(self.wanted, text=text))

    def narrow(self, wanted: CaseFilter) -> None:
        """Another filter; the words in the search field stay."""
        self._ask(replace(wanted, text=self.wanted.text))

    def order(self, sort: CaseSort, descending: bool) -> None:
        """Another order."""
        self.sort, self.descending = sort, descending
        self.refresh()

    def refresh(self) -> None:
        """Ask again: something changed."""
        self._question += 1
        question, wanted, sort, descending = self._question, self.wanted, self.sort, self.descending

        def begin() -> tuple[int, Listed | None]:
            return question, self._listed(self._query.ids(wanted, sort, descending, FIRST), None, wanted)

        def ask() -> tuple[int, Listed | None]:
            if question != self._question:  # the person typed on meanwhile: nobody waits for this one
                return question, None
            ids = self._query.ids(wanted, sort, descending)
            return question, self._listed(ids, self._query.counts(wanted), wanted)

        if not self._answered:
            self._jobs.store(begin, self, self._answer)
        self._jobs.store(ask, self, self._answer)

    def _listed(self, ids: Sequence[str], counts: Mapping[str, int] | None, wanted: CaseFilter) -> Listed:
        return Listed(ids, counts, wanted, nobody=not ids and self._query.is_empty())

    def _ask(self, wanted: CaseFilter) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.refresh()

    def _answer(self, answer: tuple[int, Listed | None]) -> None:
        question, listed = answer
        if listed is not None and question == self._question:
            if listed.counts is not None:
                self._answered = question
            self.listed.emit(listed)
