"""Which records are asked for and in which order; an answer that came too late is dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.application.record_lists import RecordFilter, RecordQuery
from desktop.ui.shell.jobs import Jobs


@dataclass(frozen=True, slots=True)
class ListedRecords:
    """An answer: the ids in order, and the question."""

    ids: Sequence[str]
    wanted: RecordFilter


class RecordListModel(QObject):
    """Holds the question; no widgets."""

    listed = Signal(object)  # ListedRecords

    def __init__(self, kind: str, query: RecordQuery, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind, self._query, self._jobs = kind, query, jobs
        self.wanted = RecordFilter()
        self.sort, self.descending = "", False
        self._question = self._answered = 0

    @property
    def is_asking(self) -> bool:
        """Whether the list on the screen is not yet the answer to what was asked last."""
        return self._answered != self._question

    def search(self, text: str) -> None:
        """Only records with these words."""
        self._ask(replace(self.wanted, text=text))

    def narrow(self, field: str, value: str | None) -> None:
        """Only records with this value; all without one."""
        self._ask(replace(self.wanted, equal=((field, value),) if value else ()))

    def order(self, sort: str, descending: bool) -> None:
        """Another order."""
        self.sort, self.descending = sort, descending
        self.refresh()

    def refresh(self) -> None:
        """Ask again: something changed."""
        self._question += 1
        question, wanted, sort, descending = self._question, self.wanted, self.sort, self.descending

        def ask() -> tuple[int, ListedRecords]:
            return question, ListedRecords(self._query.ids(self._kind, wanted, sort, descending), wanted)

        self._jobs.store(ask, self, self._answer)

    def _ask(self, wanted: RecordFilter) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.refresh()

    def _answer(self, answer: tuple[int, ListedRecords]) -> None:
        question, listed = answer
        if question == self._question:
            self._answered = question
            self.listed.emit(listed)
