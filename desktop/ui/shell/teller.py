"""What the window tells about the work: what was saved, what was refused and why, what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from desktop.application.crash_guard import note
from desktop.application.i18n import Language
from desktop.domain.changes import Outcome
from desktop.domain.errors import OverstapError, Unavailable
from desktop.domain.said import N_, Said
from desktop.ui.shell.announce import announce
from desktop.ui.shell.background_sync import BackgroundSync, SyncView
from desktop.ui.shell.changes import Changes
from desktop.ui.shell.message_bar import MessageBar
from desktop.ui.shell.status_bar import StatusBar
from desktop.ui.shell.sync_words import in_one_line


class Teller(QObject):
    """Puts it in the message bar or the status bar, and says it to who listens."""

    def __init__(
        self,
        language: Language,
        messages: MessageBar,
        status: StatusBar,
        changes: Changes,
        sync: BackgroundSync,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(messages)
        self._language, self._messages, self._status, self._now = language, messages, status, now
        self._to_decide = 0
        changes.saved.connect(status.show_saved)
        changes.applied.connect(self._calm)
        changes.happened.connect(self._tell)
        changes.refused.connect(self.refuse)
        sync.changed.connect(self._show_sync)
        sync.failed.connect(self.fail)
        self._show_sync(sync.view)

    def notice(self, *sentences: Said) -> None:
        """Say what a person should know, though the work goes on."""
        if sentences:
            self._messages.say(" ".join(map(self._language.say, sentences)), "warning")

    def refuse(self, error: OverstapError) -> None:
        """Show what was refused: a rule in the message bar, the surroundings in the status bar."""
        sentence = self._language.say(error)
        if isinstance(error, Unavailable):
            self._status.show_trouble(sentence)
        rest = [self._language.say(r) for r in getattr(error, "rest", ()) if isinstance(r, Said)]
        self._messages.say(" ".join(dict.fromkeys([sentence, *rest[:3]])), "problem")

    def fail(self, error: BaseException) -> None:
        """A refusal is shown as such; anything else is a mistake of ours: its code and never its message."""
        if isinstance(error, OverstapError):
            self.refuse(error)
            return
        sentence = self._language.text(
            N_("Overstap could not finish this step; what was saved is safe. Tell your helpdesk this code: {code}."),
            code=note(error).fingerprint,
        )
        self._messages.say(sentence, "problem")

    def _show_sync(self, view: SyncView) -> None:
        """How sharing stands; who listens hears it when there is something to decide."""
        before, self._to_decide = self._to_decide, view.standing.conflicts if view.standing is not None else 0
        self._status.show_sync(*in_one_line(view, self._now(), self._language))
        if self._to_decide > before and self._status.isActiveWindow():
            text = N_("You and a colleague wrote something different. Look at the conflicts when it suits you.")
            announce(self._status.sync, self._language.text(text))

    def _calm(self, outcome: Outcome) -> None:
        self._status.show_trouble("")

    def _tell(self, words: str, outcome: Outcome) -> None:
        """For who listens: what was saved or undone. A draft is saved in silence, or every pause would be told."""
        if not self._status.isActiveWindow():  # the other window tells it
            return
        text = self._language.text
        announce(self._status.saved, text(words, step=text(outcome.label, **outcome.counts)))
