"""A list on its way in: read, laid beside the fields, rehearsed and applied, all of it in the store lane."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.application.i18n import Language
from desktop.application.imports.applying import import_action
from desktop.application.imports.existing import StoredRecords
from desktop.application.imports.fates import Choice, Rehearsal, Row
from desktop.application.imports.guessing import any_header, guessed_kind
from desktop.application.imports.mapping import Plan, remember
from desktop.application.imports.reading import read
from desktop.application.imports.rehearsal import rehearse
from desktop.application.imports.sheet import Sheet
from desktop.domain.changes import Action
from desktop.ui.shell.changes import Changes
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.session import Session


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person has chosen so far; the rest is proposed."""

    path: Path
    kind: str = ""
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What would become of the list, and the choices it answers."""

    wanted: Wanted
    sheet: Sheet
    rehearsal: Rehearsal


class ImportModel(QObject):
    """Holds the choices; no widgets."""

    rehearsed = Signal()
    rows_changed = Signal()
    refused = Signal(object)
    applied = Signal(object)  # Outcome

    def __init__(
        self, session: Session, changes: Changes, jobs: Jobs, language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._changes, self._jobs, self._language = session, changes, jobs, language
        self._wanted: Wanted | None = None
        self.found: Rehearsed | None = None
        self.choices: dict[int, Choice] = {}
        self.kept: dict[int, Collection[str]] = {}
        self.is_busy = False

    def open(self, path: Path) -> None:
        """Another file."""
        self.found = None
        self._ask(Wanted(path))

    def as_kind(self, kind: str) -> None:
        """It is a list of another kind."""
        if self._wanted is not None:
            self._ask(Wanted(self._wanted.path, kind))

    def send(self, column: int, target: str | None) -> None:
        """A column goes elsewhere, or nowhere; remembered for the next list with this header."""
        if self.found is None:
            return
        plan = self.found.rehearsal.plan.to(column, target)
        wanted = replace(self.found.wanted, kind=plan.kind, plan=plan)
        self._ask(wanted)

    def choice(self, row: Row) -> Choice:
        """What is going to become of a row."""
        return self.choices.get(row.number, row.proposed)

    def choose(self, choice: Choice, *rows: Row) -> None:
        """Decide about rows that offer this."""
        self.choices.update({row.number: choice for row in rows if choice in row.offers})
        self.rows_changed.emit()

    def keep(self, row: Row, fields: Collection[str]) -> None:
        """Of a row that updates somebody these fields stay as they are."""
        self.kept[row.number] = frozenset(fields)

    def goes_in(self, row: Row) -> bool:
        """Whether something of a row is going to be imported."""
        return bool(row.offers) and self.choice(row) is not Choice.LEAVE

    def apply(self) -> None:
        """Import it as one action; a backup is made before."""
        if self.found is None or self.is_busy:
            return
        session, language, rehearsal = self._session, self._language, self.found.rehearsal
        choices, kept = dict(self.choices), dict(self.kept)
        self.is_busy = True
        self.rows_changed.emit()

        def make() -> Action:
            action = import_action(session.work, rehearsal, language, choices, kept)
            session.backup()
            remember(rehearsal.plan, session.store)
            return action

        self._changes.apply(make, self, self._done, self._failed)

    def _ask(self, wanted: Wanted) -> None:
        self._wanted, self.is_busy = wanted, True
        self.rows_changed.emit()
        self._jobs.store(self._work(wanted), self, self._answer, self._failed)

    def _work(self, wanted: Wanted) -> Callable[[], Rehearsed]:
        session, before = self._session, self.found

        def work() -> Rehearsed:
            known = before.sheet if before is not None and before.wanted.path == wanted.path else None
            sheet = known or read(wanted.path, any_header)
            kind = wanted.kind or guessed_kind(sheet)
            records, today = StoredRecords(session.store), session.work.clock.today()
            rehearsal = rehearse(sheet, kind, records, today, plan=wanted.plan, memory=session.store, strict=False)
            return Rehearsed(replace(wanted, kind=kind), sheet, rehearsal)

        return work

    def _answer(self, found: Rehearsed) -> None:
        if self._wanted is None or found.wanted.path != self._wanted.path:
            return
        self.found, self.is_busy = found, False
        self.choices, self.kept = {}, {}
        self.rehearsed.emit()

    def _failed(self, error: object) -> None:
        self.is_busy = False
        self.rows_changed.emit()
        self.refused.emit(error)

    def _done(self, outcome: object) -> None:
        self.found, self._wanted, self.is_busy = None, None, False
        self.rehearsed.emit()
        self.applied.emit(outcome)
