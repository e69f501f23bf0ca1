"""A piece of work on a long list: it tells how far it is, and ends when somebody does not want to wait."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from desktop.application.steps import Step
from desktop.domain.errors import Refused
from desktop.domain.said import N_, said


class Stopped(Refused):
    """Somebody did not want to wait."""


class Run:
    """One piece of work in the store lane, until it is ended or another takes its place."""

    def __init__(self, tell: Callable[[str, int, int], object]) -> None:
        self._ended, self._tell = Event(), tell
        self.edits = 0  # how many there are to write, as soon as that is known

    def end(self) -> None:
        """Stop at the next step."""
        self._ended.set()

    def step(self, phase: str, of: int = 0) -> Step:
        """Tells how far a phase is, in the window's thread."""

        def step(done: int) -> None:
            if self._ended.is_set():
                raise Stopped(said(N_("Stopped. Nothing of this list was imported.")))
            self._tell(phase, done, of or self.edits)

        return step
