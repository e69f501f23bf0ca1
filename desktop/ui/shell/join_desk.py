"""The first start at a desk that shares its work already: the connection file, a passphrase, and then the key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.application.i18n import Language
from desktop.domain.errors import OverstapError
from desktop.domain.said import N_
from desktop.ui.shell.announce import announce
from desktop.ui.shell.connection_choice import ConnectionChoice
from desktop.ui.shell.create_workspace import KeyEntrance
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import Card, button, centred, primary, secret_field, side_by_side
from desktop.ui.shell.session import Door, Joining, Session
from desktop.ui.widgets.problem_label import ProblemLabel


class JoinDesk(KeyEntrance):
    """The people of the desk come while one works: one's own first."""

    left = Signal()

    def __init__(self, door: Door, jobs: Jobs, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(jobs, language, parent)
        self._door = door
        text = language.text
        self.questions = QWidget(self)
        card = Card(
            text(N_("Join a desk that exists")),
            text(N_("The administrator of your desk gives you a small file. It says where the shared database is.")),
            self.questions,
        )
        self.choice = ConnectionChoice(language, self.questions)
        card.rows.addWidget(self.choice)
        card.rows.addSpacing(8)
        self.passphrase, self.again = (secret_field(self.questions) for _ in range(2))
        card.add(text(N_("&Passphrase: at least 12 letters, best four words")), self.passphrase)
        card.add(text(N_("The passphrase &once more")), self.again)
        self.problem = ProblemLabel(self.questions)
        self.join = primary(button(text(N_("Join the desk")), self.questions))
        self.back = button(text(N_("&Back")), self.questions)
        card.rows.addWidget(self.problem)
        card.rows.addLayout(side_by_side(self.join, self.back))
        centred(self.questions, card)
        self.ask(self.questions)
        self.setFocusProxy(self.choice)
        self.choice.password.returnPressed.connect(self._next_field)
        self.passphrase.returnPressed.connect(self._next_field)
        self.again.returnPressed.connect(self._try)
        self.join.clicked.connect(self._try)
        self.back.clicked.connect(self.left)

    def _next_field(self) -> None:
        self.focusNextChild()

    def _try(self) -> None:
        text = self._language.text
        try:
            connection, password = self.choice.chosen()
        except OverstapError as refusal:
            self._refuse(self._language.say(refusal))
            return
        if not self.passphrase.text().strip():
            self._refuse(text(N_("Choose a passphrase: without it anyone could read the files.")))
            self.passphrase.setFocus()
        elif self.passphrase.text() != self.again.text():
            self._refuse(text(N_("The two passphrases differ. Type the same one twice, so that you can get in later.")))
            self.again.setFocus()
        else:
            self.problem.problem("")
            self._busy(busy=True)
            joining = Joining(connection, password, self.passphrase.text())
            self._jobs.store(partial(self._door.join, joining), self, self._joined, self._failed)

    def _joined(self, made: tuple[Session, str]) -> None:
        self.choice.forget()
        self.passphrase.clear()
        self.again.clear()
        self.show_key(made)

    def _failed(self, error: BaseException) -> None:
        self._busy(busy=False)
        if isinstance(error, OverstapError):
            self._refuse(self._language.say(error))
        else:
            self._refuse(self._language.text(N_("The workspace could not be made. Close Overstap and start it again.")))
            self._jobs.failed.emit(error)

    def _busy(self, *, busy: bool) -> None:
        text = self._language.text
        self.join.setEnabled(not busy)
        self.join.setText(text(N_("Asking the shared database…")) if busy else text(N_("Join the desk")))

    def _refuse(self, sentence: str) -> None:
        self.problem.problem(sentence)
        announce(self, sentence, now=True)
