"""A newer reference list on its way in: read, compared with what is held, and applied, all of it in the store lane."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.application.imports.reading import read
from desktop.application.imports.reference_formats import known_column
from desktop.application.imports.references import Update, update
from desktop.application.imports.sheet import Sheet
from desktop.domain.changes import Action, Outcome
from desktop.domain.said import N_
from desktop.ui.screens.imports.run import Run
from desktop.ui.shell.changes import Changes
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.session import Session


class ReferenceUpdateModel(QObject):
    """Holds what was found; no widgets."""

    changed = Signal()
    refused = Signal(object)
    applied = Signal(object, object)  # Update, Outcome
    progressed = Signal(str, int, int)  # sentence with {n} and {of}, how many are done, of how many

    def __init__(self, session: Session, changes: Changes, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._changes, self._jobs = session, changes, jobs
        self._path: Path | None = None
        self._sheet: Sheet | None = None
        self.found: Update | None = None
        self.is_busy = False
        self._run = Run(self.progressed.emit)

    def open(self, path: Path) -> None:
        """Compare this file with what is held."""
        self._path, self.found = path, None
        run = self._begin()
        self._jobs.store(partial(self._compare, path, run), self, self._answer, partial(self._failed, run))

    def apply(self) -> None:
        """All of it as one action, with a backup before; compared again with what is held by then."""
        if self._sheet is None or self.found is None or self.is_busy:
            return
        run, found = self._begin(), self.found
        make, writing = partial(self._make, self._sheet, found.file), run.step(N_("Writing {n}"))
        self._changes.apply(make, self, partial(self._done, found), partial(self._failed, run), step=writing)

    def stop(self) -> None:
        """Do not wait for what is being done; nothing of it is kept."""
        self._run.end()

    def _begin(self) -> Run:
        self._run.end()
        self._run, self.is_busy = Run(self.progressed.emit), True
        self.changed.emit()
        return self._run

    def leave(self) -> None:
        """Forget the file."""
        self._path, self._sheet, self.found = None, None, None
        self.changed.emit()

    def _compare(self, path: Path, run: Run) -> tuple[Path, Sheet, Update]:
        sheet = read(path, known_column, step=run.step(N_("Reading row {n}")))
        return path, sheet, update(self._session.work, sheet, path.name)

    def _make(self, sheet: Sheet, file: str) -> Action:
        action = update(self._session.work, sheet, file).action
        self._session.backup()
        return action

    def _answer(self, answer: tuple[Path, Sheet, Update]) -> None:
        path, sheet, found = answer
        if path == self._path:
            self._sheet, self.found, self.is_busy = sheet, found, False
            self.changed.emit()

    def _done(self, found: Update, outcome: Outcome) -> None:
        self.is_busy = False
        self.leave()
        self.applied.emit(found, outcome)

    def _failed(self, run: Run, error: object) -> None:
        if run is not self._run:  # another file has taken its place
            return
        self.is_busy = False
        self.changed.emit()
        self.refused.emit(error)
