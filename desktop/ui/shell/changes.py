"""Every change the window makes goes through here: in order, undoable, told to the screens by what it touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from desktop.application.ports import Store
from desktop.application.steps import Step
from desktop.application.steps import nothing as no_step
from desktop.domain.changes import Action, Outcome
from desktop.domain.errors import NotThere, OverstapError
from desktop.domain.said import N_
from desktop.ui.shell.jobs import Jobs, Then, nothing


class Changes(QObject):
    """Applies actions in the store lane; screens listen to `applied` and ask the outcome what it touches."""

    applied = Signal(object)  # Outcome
    happened = Signal(str, object)  # in words with a place for the step, and its Outcome; for who listens
    saved = Signal(object)  # the moment of the newest change or draft on disk
    refused = Signal(object)  # OverstapError that nobody else answers
    draft_kept = Signal(str, str, str)  # record, field, text: what is being typed, for who shows it in a second place
    handed_out = Signal(object)  # Reading: a document went to a printer, to a file or into the dossier
    steps_changed = Signal(object, object)  # the steps that undo and redo would take (Outcome or None)

    def __init__(self, store: Store, jobs: Jobs, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._jobs, self._now = store, jobs, now

    def apply(
        self,
        make: Callable[[], Action],
        owner: QObject,
        then: Callable[[Outcome], object] = nothing,
        otherwise: Then | None = None,
        drafts: Sequence[tuple[str, str]] = (),
        step: Step = no_step,
    ) -> None:
        """Make an action from the records as they stand then, and apply it; it takes the place of these drafts.

        ``step`` hears, in the store lane, how many edits are written; what it raises ends it and nothing is written.

        A refusal goes to ``otherwise``, else to `refused`. The change is kept also when the owner is gone by then.
        """

        def work() -> Outcome:
            outcome = self._store.apply(make(), step)
            for record, field in drafts:
                self._store.keep_draft(record, field, None)
            return outcome

        self._run(work, owner, then, otherwise, N_("Saved: {step}"))

    def undo(self) -> None:
        """Take back the newest step."""
        self._run(self._store.undo, self, nothing, None, N_("Undone: {step}"))

    def take_back(self, action: str, owner: QObject, then: Callable[[Outcome], object] = nothing) -> None:
        """Take back a step that need not be the newest; refused, with the reason, where somebody built on it."""
        self._run(partial(self._store.undo, action), owner, then, None, N_("Undone: {step}"))

    def redo(self) -> None:
        """Do again what was undone last."""
        self._run(self._store.redo, self, nothing, None, N_("Done again: {step}"))

    def keep_draft(self, record: str, field: str, text: str | None) -> None:
        """Keep what is being typed."""
        self.draft_kept.emit(record, field, text or "")
        self._jobs.store(lambda: self._keep(record, field, text), self, self.saved.emit)

    def look_at_steps(self) -> None:
        """Ask what undo and redo would do now."""
        self._jobs.store(lambda: (self._store.undoable(), self._store.redoable()), self, self._tell_steps)

    def _keep(self, record: str, field: str, text: str | None) -> datetime:
        self._store.keep_draft(record, field, text)
        return self._now()

    def _run(
        self,
        work: Callable[[], Outcome],
        owner: QObject,
        then: Callable[[Outcome], object],
        otherwise: Then | None,
        words: str,
    ) -> None:
        delivery = _Delivery(self, owner, then, otherwise, words)
        self._jobs.store(work, self, delivery.done, delivery.failed)

    def _tell_steps(self, steps: tuple[Outcome | None, Outcome | None]) -> None:
        self.steps_changed.emit(*steps)

    def bug(self, error: BaseException) -> None:
        """Hand on what is not a refusal but a mistake of the program."""
        self._jobs.failed.emit(error)

    def unread(self, error: BaseException) -> None:
        """What changed could not be read again: who is no longer here, the window takes off the screen."""
        if not isinstance(error, NotThere):
            self.bug(error)

    def came(self, outcome: Outcome) -> None:
        """Let every screen know what colleagues changed."""
        self.applied.emit(outcome)

    def tell(self, outcome: Outcome) -> None:
        """Let every screen know what was changed; also for changes made by others, such as an import."""
        self.applied.emit(outcome)
        self.saved.emit(outcome.at)
        self.look_at_steps()


class _Delivery:
    """Where the result of one change goes: first to all screens, then to who asked."""

    def __init__(
        self, changes: Changes, owner: QObject, then: Callable[[Outcome], object], otherwise: Then | None, words: str
    ) -> None:
        self._changes, self._owner, self._then, self._otherwise = changes, owner, then, otherwise
        self._words = words

    def done(self, outcome: Outcome) -> None:
        self._changes.tell(outcome)
        self._changes.happened.emit(self._words, outcome)
        if isValid(self._owner):
            self._then(outcome)

    def failed(self, error: BaseException) -> None:
        if self._otherwise is not None and isValid(self._owner) and isinstance(error, OverstapError):
            self._otherwise(error)
        elif isinstance(error, OverstapError):
            self._changes.refused.emit(error)
        else:
            self._changes.bug(error)
