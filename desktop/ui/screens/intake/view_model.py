"""The intake of one case: how far it is, finished to a frozen version, opened again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.application.i18n import LanguageCode
from desktop.application.intake import freeze, open_intake, reopen
from desktop.domain.changes import Action, Outcome
from desktop.domain.codes import Stage
from desktop.domain.dossier import Dossier
from desktop.domain.errors import Missing
from desktop.domain.records import Intake
from desktop.domain.stages import following, gate, stage_of
from desktop.ui.screens.intake.progress import IntakeProgress, progress
from desktop.ui.shell.changes import Changes
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.session import Session


@dataclass(frozen=True, slots=True)
class IntakeFile:
    """What the screen shows."""

    dossier: Dossier
    progress: IntakeProgress
    after: tuple[Missing, ...] = ()
    """What the next stage of the case asks, which need not stand in the intake."""

    @property
    def intake(self) -> Intake | None:
        """The intake, if it was started."""
        return self.dossier.last(Intake)


class IntakeViewModel(QObject):
    """Reads the case, again whenever something in it changed; no widgets."""

    shown = Signal(object)  # IntakeFile
    frozen = Signal(object)  # Outcome
    refused = Signal(object)  # OverstapError

    def __init__(self, session: Session, changes: Changes, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._changes, self._jobs = session, changes, jobs
        self.traject = ""
        self.file: IntakeFile | None = None
        changes.applied.connect(self._changed)

    def open(self, traject: str) -> None:
        """Show the intake of another case."""
        if traject != self.traject:
            self.traject, self.file = traject, None
        self.load()

    def load(self) -> None:
        """Read the case as it stands."""
        if self.traject:
            self._jobs.store(partial(_read, self._session, self.traject), self, self._show)

    def start(self) -> None:
        """Begin the intake."""
        self._apply(partial(open_intake, self._session.work, self.traject))

    def freeze(self, language: LanguageCode) -> None:
        """Finish the intake to a numbered version; `refused` says what is still missing."""
        report = partial(self._session.papers.pdf, "intake", self.traject, language)
        self._changes.apply(
            partial(freeze, self._session.work, self.traject, report, language),
            self,
            self.frozen.emit,
            self.refused.emit,
        )

    def reopen(self) -> None:
        """Change the intake for a next version."""
        self._apply(partial(reopen, self._session.work, self.traject))

    def _apply(self, make: Callable[[], Action]) -> None:
        self._changes.apply(make, self, otherwise=self.refused.emit)

    def _show(self, file: IntakeFile) -> None:
        if file.dossier.traject_id == self.traject:
            self.file = file
            self.shown.emit(file)

    def _changed(self, outcome: Outcome) -> None:
        if self.file is not None and outcome.touches(self.traject, self.file.dossier.candidate_id):
            self._jobs.store(partial(_read, self._session, self.traject), self, self._show, self._changes.unread)


def _read(session: Session, traject: str) -> IntakeFile:
    dossier = session.store.dossier(traject)
    to = following(stage_of(dossier))
    after = gate(dossier, to, session.work.clock.today()) if to is not None and to is not Stage.CLOSED else ()
    return IntakeFile(dossier, progress(dossier), after)
