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
from desktop.application.imports.headers import NoHeader
from desktop.application.imports.mapping import Plan, remember
from desktop.application.imports.reading import read
from desktop.application.imports.rehearsal import rehearse
from desktop.application.imports.sheet import FOUND_OUT, HowRead, Sheet, Top
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
    how: HowRead = FOUND_OUT
    before: Plan | None = None  # where the columns went when the file was read in another way


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
        self.top: Top | None = None
        self.choices: dict[int, Choice] = {}
        self.kept: dict[int, Collection[str]] = {}
        self.is_busy = False

    @property
    def name(self) -> str:
        """What the file is called."""
        return "" if self._wanted is None else self._wanted.path.name

    def open(self, path: Path) -> None:
        """Another file."""
        self.found = self.top = None
        self._ask(Wanted(path))

    def as_kind(self, kind: str) -> None:
        """It is a list of another kind."""
        if self._wanted is not None:
            self._ask(Wanted(self._wanted.path, kind, how=self._wanted.how))

    def read_as(self, how: HowRead) -> None:
        """The file is to be read in another way; columns of the same name stay where somebody sent them."""
        if self._wanted is None or self.top is None:
            return
        wanted, shown = self._wanted, self.top.how
        if how.sheet != shown.sheet:
            how = replace(how, header=0)
        elif how.header == shown.header:  # nobody chose it now; it stays where somebody did before
            how = replace(how, header=wanted.how.header)
        self._ask(replace(wanted, plan=None, how=how, before=wanted.plan or wanted.before))

    def send(self, column: int, target: str | None) -> None:
        """A column goes elsewhere, or nowhere; remembered for the next list with this header."""
        if self.found is None:
            return
        plan = self.found.rehearsal.plan.to(column, target)
        self._ask(replace(self.found.wanted, kind=plan.kind, plan=plan))

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
            same = before is not None and (before.wanted.path, before.wanted.how) == (wanted.path, wanted.how)
            sheet = before.sheet if before is not None and same else read(wanted.path, any_header, wanted.how)
            rehearsal = rehearse(
                sheet,
                wanted.kind or guessed_kind(sheet),
                StoredRecords(session.store),
                session.work.clock.today(),
                plan=wanted.plan,
                before=wanted.before,
                memory=session.store,
                strict=False,
            )
            return Rehearsed(wanted, sheet, rehearsal)

        return work

    def _answer(self, found: Rehearsed) -> None:
        if found.wanted is not self._wanted:
            return
        self._keep_choices(found)
        self.found, self.top, self.is_busy = found, found.sheet.top, False
        self.rehearsed.emit()

    def _keep_choices(self, found: Rehearsed) -> None:
        """What was decided about a row holds as long as it is the same row of the same kind of list."""
        old, new = self.found, found.rehearsal
        same = old is not None and (old.sheet.name, old.rehearsal.kind) == (found.sheet.name, new.kind)
        offers = {row.number: row.offers for row in new.rows} if same and self.choices else {}
        self.choices = {n: choice for n, choice in self.choices.items() if choice in offers.get(n, ())}
        self.kept = {n: fields for n, fields in self.kept.items() if n in self.choices}

    def _failed(self, error: object) -> None:
        self.is_busy = False
        if isinstance(error, NoHeader):
            self.found, self.top = None, error.top
        elif self.found is not None:
            self._wanted = self.found.wanted
        self.rehearsed.emit()
        self.refused.emit(error)

    def _done(self, outcome: object) -> None:
        self.found = self.top = self._wanted = None
        self.is_busy = False
        self.rehearsed.emit()
        self.applied.emit(outcome)
