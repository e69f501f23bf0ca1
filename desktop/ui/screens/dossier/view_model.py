"""One case as it stands: read in the lane, read again when something in it changed, moved through its stages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.application.ports import Work
from desktop.application.stage_changes import advance_stage
from desktop.domain.changes import Change, Outcome
from desktop.domain.codes import Stage
from desktop.domain.dossier import Dossier
from desktop.domain.errors import GateClosed, Missing, OverstapError
from desktop.domain.gates import SUCCESS
from desktop.domain.records import Candidate, Traject
from desktop.domain.stages import closing_gate, following, gate, stage_of
from desktop.ui.shell.changes import Changes
from desktop.ui.shell.jobs import Jobs

NEWEST = 12
"""How many changes the overview shows."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What the screen shows: the dossier, what the next stage still asks, and what changed last."""

    dossier: Dossier
    missing: tuple[Missing, ...]
    newest: tuple[Change, ...]

    @property
    def candidate(self) -> Candidate:
        """The person."""
        return self.dossier.last(Candidate) or Candidate(id=self.dossier.candidate_id)

    @property
    def traject(self) -> Traject:
        """The case."""
        return self.dossier.get(Traject, self.dossier.traject_id) or Traject(id=self.dossier.traject_id)

    @property
    def next_stage(self) -> Stage | None:
        """The stage after this one; closing has a form of its own."""
        found = following(stage_of(self.dossier))
        return None if found is Stage.CLOSED else found


class DossierViewModel(QObject):
    """Holds the case that is open; no widgets."""

    shown = Signal(object)  # CaseFile
    gate_closed = Signal(object)  # GateClosed
    override_refused = Signal(object)  # OverstapError
    advanced = Signal(object)  # Outcome

    def __init__(self, work: Work, changes: Changes, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work, self._changes, self._jobs = work, changes, jobs
        self.traject = ""
        self.case: CaseFile | None = None
        changes.applied.connect(self._changed)

    def open(self, traject: str) -> None:
        """Show another case."""
        if traject != self.traject:
            self.traject, self.case = traject, None
        self.load()

    def load(self) -> None:
        """Read the case as it stands."""
        if self.traject:
            self._jobs.store(partial(read_case, self._work, self.traject), self, self._show)

    def advance(self) -> None:
        """To the next stage; a closed gate answers with what is missing."""
        if self.case is not None and (to := self.case.next_stage) is not None:
            self._changes.apply(
                partial(advance_stage, self._work, self.traject, to.value), self, self.advanced.emit, self._refused
            )

    def advance_anyway(self, reason: str) -> None:
        """To the next stage through a closed gate, as a team lead may."""
        if self.case is not None and (to := self.case.next_stage) is not None:
            make = partial(advance_stage, self._work, self.traject, to.value, override=reason)
            self._changes.apply(make, self, self.advanced.emit, self.override_refused.emit)

    def _refused(self, error: OverstapError) -> None:
        if isinstance(error, GateClosed):
            self.gate_closed.emit(error)
        else:
            self._changes.refused.emit(error)

    def _show(self, case: CaseFile) -> None:
        if case.dossier.traject_id == self.traject:
            self.case = case
            self.shown.emit(case)

    def _changed(self, outcome: Outcome) -> None:
        if self.case is not None and outcome.touches(self.traject, self.case.dossier.candidate_id):
            self._jobs.store(partial(read_case, self._work, self.traject), self, self._show, self._changes.unread)


def read_case(work: Work, traject: str) -> CaseFile:
    """The case with everything the overview needs."""
    dossier = work.read.dossier(traject)
    to = following(stage_of(dossier))
    today = work.clock.today()
    missing: tuple[Missing, ...] = ()
    if to is Stage.CLOSED:  # another result asks less, but this is what the work was for
        missing = closing_gate(dossier, SUCCESS[-1], today)
    elif to is not None:
        missing = gate(dossier, to, today)
    return CaseFile(dossier, missing, work.read.history(dossier.candidate_id)[:200])
