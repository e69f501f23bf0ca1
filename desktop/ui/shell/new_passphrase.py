"""Another passphrase: after the old one, or after the recovery key when the old one is forgotten."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.application.i18n import Language
from desktop.domain.errors import OverstapError
from desktop.domain.said import N_
from desktop.ui.shell.announce import announce
from desktop.ui.shell.create_workspace import KeyEntrance
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import Card, button, centred, primary, secret_field, side_by_side
from desktop.ui.shell.session import Door, Session
from desktop.ui.widgets.problem_label import ProblemLabel


class NewPassphrase(KeyEntrance):
    """Two steps: the old secret and the new passphrase, then the new recovery key; then the files open."""

    left = Signal()

    def __init__(self, door: Door, jobs: Jobs, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(jobs, language, parent)
        self._door = door
        text = language.text
        self.questions = QWidget(self)
        card = Card(
            text(N_("Choose another passphrase")),
            text(
                N_(
                    "Forgotten the passphrase? Type the recovery key that you kept when the workspace was made. "
                    "Afterwards you get a new recovery key; the old one opens only backups and copies from before."
                )
            ),
            self.questions,
        )
        self.secret, self.passphrase, self.again = (secret_field(self.questions) for _ in range(3))
        for label, field in (
            (text(N_("&Recovery key, or the passphrase of now")), self.secret),
            (text(N_("&New passphrase: at least 12 letters, best four words")), self.passphrase),
            (text(N_("The new passphrase &once more")), self.again),
        ):
            card.add(label, field)
        self.problem = ProblemLabel(self.questions)
        self.change = primary(button(text(N_("Change the passphrase")), self.questions))
        self.back = button(text(N_("&Back")), self.questions)
        card.rows.addWidget(self.problem)
        card.rows.addLayout(side_by_side(self.change, self.back))
        centred(self.questions, card)
        self.ask(self.questions)
        self.setFocusProxy(self.secret)
        self.secret.returnPressed.connect(self._next_field)
        self.passphrase.returnPressed.connect(self._next_field)
        self.again.returnPressed.connect(self._try)
        self.change.clicked.connect(self._try)
        self.back.clicked.connect(self.left)

    def _next_field(self) -> None:
        self.focusNextChild()

    def _try(self) -> None:
        secret, new = self.secret.text().strip(), self.passphrase.text()
        if not secret:
            self._refused(self._language.text(N_("Type your recovery key first, or the passphrase of now.")))
            self.secret.setFocus()
        elif new != self.again.text():
            self._refused(
                self._language.text(
                    N_("The two passphrases differ. Type the same one twice, so that you can get in later.")
                )
            )
            self.again.setFocus()
        else:
            self.change.setEnabled(False)
            self._jobs.store(partial(self._door.renew, secret, new), self, self._renewed, self._failed)

    def _renewed(self, made: tuple[Session, str]) -> None:
        for field in (self.secret, self.passphrase, self.again):
            field.clear()
        self.show_key(made)

    def _failed(self, error: BaseException) -> None:
        self.change.setEnabled(True)
        if isinstance(error, OverstapError):
            self._refused(self._language.say(error))
        else:
            self._refused(
                self._language.text(N_("The passphrase could not be changed. Close Overstap and start it again."))
            )
            self._jobs.failed.emit(error)

    def _refused(self, sentence: str) -> None:
        self.problem.problem(sentence)
        announce(self, sentence, now=True)
