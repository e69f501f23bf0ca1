"""A list on its way in: read, laid beside the fields, rehearsed and applied, all of it in the store lane."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
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
from desktop.domain.errors import Refused
from desktop.domain.said import N_, said
from desktop.ui.screens.imports.run import Run
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
    going: int  # how many rows are proposed to go in
    known: bool  # whether any row resembles who or what is here


class ImportModel(QObject):
    """Holds the choices; no widgets."""

    rehearsed = Signal()
    rows_changed = Signal()
    refused = Signal(object)
    applied = Signal(object)  # Outcome
    progressed = Signal(str, int, int)  # sentence with {n} and {of}, how many are done, of how many

    def __init__(
        self, session: Session, changes: Changes, jobs: Jobs, language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._changes, self._jobs, self._language = session, changes, jobs, language
        self._wanted: Wanted | None = None
        self.found: Rehearsed | None = None
        self.top: Top | None = None
        self._run = Run(self.progressed.emit)
        self.going = 0
        self.choices: dict[int, Choice] = {}
        self.kept: dict[int, Collection[str]] = {}
        self.is_busy = self._writing = False

    @property
    def name(self) -> str:
        """What the file is called."""
        return "" if self._wanted is None else self._wanted.path.name

    def open(self, path: Path) -> None:
        """Another file."""
        if self._writing:
            self.refused.emit(Refused(said(N_("This list is still being imported. Wait, or stop it first."))))
            return
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
        for row in rows:
            self._decide(choice, row)
        self.rows_changed.emit()

    def _decide(self, choice: Choice, row: Row) -> None:
        if choice in row.offers:
            self.going -= self.goes_in(row)
            self.choices[row.number] = choice
            self.going += self.goes_in(row)

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
        run, self._writing = self._begin(), True
        making = run.step(N_("Preparing row {n} of {of}"), len(rehearsal.rows))
        writing = run.step(N_("Writing {n} of {of}"))

        def make() -> Action:
            action = import_action(session.work, rehearsal, language, choices, kept, making)
            run.edits = len(action.edits)
            session.backup()
            remember(rehearsal.plan, session.store)
            return action

        self._changes.apply(make, self, self._done, partial(self._failed, run), step=writing)

    def stop(self) -> None:
        """Do not wait for what is being done; nothing of it is kept."""
        self._run.end()

    def _begin(self) -> Run:
        self._run.end()
        self._run, self.is_busy = Run(self.progressed.emit), True
        self.rows_changed.emit()
        return self._run

    def _ask(self, wanted: Wanted) -> None:
        self._wanted, run = wanted, self._begin()
        self._jobs.store(self._work(wanted, run), self, self._answer, partial(self._failed, run))

    def _work(self, wanted: Wanted, run: Run) -> Callable[[], Rehearsed]:
        session, before = self._session, self.found

        def work() -> Rehearsed:
            same = before is not None and (before.wanted.path, before.wanted.how) == (wanted.path, wanted.how)
            reading = run.step(N_("Reading row {n}"))
            sheet = before.sheet if before is not None and same else read(wanted.path, any_header, wanted.how, reading)
            rehearsal = rehearse(
                sheet,
                wanted.kind or guessed_kind(sheet),
                StoredRecords(session.store),
                session.work.clock.today(),
                plan=wanted.plan,
                before=wanted.before,
                memory=session.store,
                strict=False,
                step=run.step(N_("Looking at row {n} of {of}"), len(sheet.lines)),
            )
            going = sum(row.fate.imported for row in rehearsal.rows)
            return Rehearsed(wanted, sheet, rehearsal, going, any(isinstance(r.twin, str) for r in rehearsal.rows))

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
        rows = [row for row in new.rows if row.number in self.choices] if same else []
        choices, self.choices, self.going = self.choices, {}, found.going
        for row in rows:
            self._decide(choices[row.number], row)
        self.kept = {n: fields for n, fields in self.kept.items() if n in self.choices}

    def _failed(self, run: Run, error: object) -> None:
        if run is not self._run:  # another has taken its place
            return
        self.is_busy = self._writing = False
        if isinstance(error, NoHeader):
            self.found, self.top = None, error.top
        elif self.found is not None:
            self._wanted = self.found.wanted
        elif self.top is None:
            self._wanted = None
        self.rehearsed.emit()
        self.refused.emit(error)

    def _done(self, outcome: object) -> None:
        self.found = self.top = self._wanted = None
        self.is_busy = self._writing = False
        self.rehearsed.emit()
        self.applied.emit(outcome)
