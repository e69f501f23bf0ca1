"""Connecting this laptop: the file of the administrator, what it means, and the password."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.domain.errors import OverstapError
from desktop.domain.said import N_
from desktop.ui.shell.announce import announce
from desktop.ui.shell.connection_choice import ConnectionChoice
from desktop.ui.shell.lock_screen import CARD_WIDTH, primary, side_by_side
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, set_tone
from desktop.ui.widgets.problem_label import ProblemLabel

_LEAD = N_(
    "This laptop shares with nobody: what you write stays on this computer. The administrator of your desk can give "
    "you a file that connects it to the shared database of the desk."
)


class ConnectForm(QWidget):
    """Nothing is kept before the server knows this person."""

    connected = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        text = bench.language.text
        sharable = bench.session.sharing is not None
        lead = QLabel(text(_LEAD if sharable else N_("Practice town is shared with nobody.")), self)
        lead.setWordWrap(True)
        set_tone(lead, Role.MUTED)
        self.choice = ConnectionChoice(bench.language, self)
        self.problem = ProblemLabel(self)
        self.connect_button = primary(QPushButton(text(N_("Connect this laptop")), self))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for widget in (lead, self.choice, self.problem):
            widget.setMaximumWidth(CARD_WIDTH + 160)
            rows.addWidget(widget)
        self.choice.setVisible(sharable)
        self.connect_button.setVisible(sharable)
        rows.addLayout(side_by_side(self.connect_button))
        rows.addStretch(1)
        self.setFocusProxy(self.choice)
        self.connect_button.clicked.connect(self._try)
        self.choice.password.returnPressed.connect(self._try)

    def _try(self) -> None:
        sharing, jobs = self._bench.session.sharing, self._bench.jobs
        try:
            connection, password = self.choice.chosen()
        except OverstapError as refusal:
            self._refuse(self._bench.language.say(refusal))
            return
        if sharing is not None:
            self.problem.problem("")
            self._busy(busy=True)
            jobs.line(partial(sharing.connect, connection, password), self, self._connected, self._failed)

    def _connected(self, _nothing: object) -> None:
        self._busy(busy=False)
        self.choice.forget()
        self._bench.sync.connected()
        self.connected.emit()

    def _failed(self, error: BaseException) -> None:
        self._busy(busy=False)
        if isinstance(error, OverstapError):
            self._refuse(self._bench.language.say(error))
        else:
            self._bench.jobs.failed.emit(error)

    def _busy(self, *, busy: bool) -> None:
        text = self._bench.language.text
        self.connect_button.setEnabled(not busy)
        words = text(N_("Asking the shared database…")) if busy else text(N_("Connect this laptop"))
        self.connect_button.setText(words)

    def _refuse(self, sentence: str) -> None:
        self.problem.problem(sentence)
        announce(self, sentence, now=True)
