"""The content of a document that is not on this computer: fetched when somebody wants it, with how far it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from desktop.domain.errors import OverstapError
from desktop.domain.said import N_
from desktop.ui.screens.documents.filed import Filed
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type


class Fetching(QLabel):
    """One line below the list; empty and hidden while nothing comes."""

    _came = Signal(str, int, int)  # from the lane of the line: which document, how many pieces of how many

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._wanted, self._title = bench, "", ""
        self.setWordWrap(True)
        set_type(self, Size.BODY)
        set_tone(self, Role.MUTED)
        self.hide()
        self._came.connect(self._show_how_far)

    def bring(self, one: Filed, person: str, then: Callable[[], object]) -> None:
        """Have the content here, and do this; what is here already comes from nowhere."""
        self._wanted = one.id
        store = self._bench.session.store
        self._bench.jobs.store(partial(store.holds, one.sha256), self, partial(self._looked, one, person, then))

    def leave(self) -> None:
        """Nobody waits for it any more: what is on its way still comes, and is shown to nobody."""
        self._wanted = ""
        self.hide()

    def _looked(self, one: Filed, person: str, then: Callable[[], object], here: object) -> None:
        sharing = self._bench.session.sharing
        if here or sharing is None or not self._bench.sync.is_shared:
            then()  # where it is nowhere, that says so
            return
        self._tell(one, 0, 1)
        fetch = partial(sharing.fetch, person, one.sha256, partial(self._came.emit, one.id))
        self._bench.jobs.line(fetch, self, partial(self._arrived, one, then), self._failed)

    def _show_how_far(self, document: str, came: int, of: int) -> None:
        if document == self._wanted:
            self._tell(None, came, of)

    def _tell(self, one: Filed | None, came: int, of: int) -> None:
        if one is not None:
            self._title = one.title
        sentence = N_("“{title}” comes from the server: {percent} %.")
        self.setText(self._bench.language.text(sentence, title=self._title, percent=100 * came // of))
        self.show()

    def _arrived(self, one: Filed, then: Callable[[], object], _: object) -> None:
        if self._wanted == one.id:
            self.leave()
            then()

    def _failed(self, error: BaseException) -> None:
        self.leave()
        if isinstance(error, OverstapError):
            self._bench.messages.say(self._bench.language.say(error), "problem")
        else:
            self._bench.changes.bug(error)
