"""The key store of the computer as another way in: what that means, and on or off."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.domain.errors import OverstapError
from desktop.domain.folding import fold
from desktop.domain.said import N_
from desktop.ui.shell.announce import announce
from desktop.ui.shell.lock_screen import secret_field, side_by_side
from desktop.ui.shell.session import KeyStore
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.problem_label import ProblemLabel

_TITLE = N_("Open with the key store of this computer")
_MEANS = N_(
    "Overstap then opens without a passphrase for whoever uses your account on this computer, also after it locked. It "
    "protects against a stolen disk and against other accounts, not against somebody at your desk or a program that "
    "runs in your account. Lock your computer when you walk away. Your passphrase and recovery key keep working."
)


class KeyStoreLine(QWidget):
    """Off until somebody types the passphrase and turns it on; off again with one button."""

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        text = bench.language.text
        self.words = fold(" ".join((text(_TITLE), text(_MEANS), _TITLE, _MEANS)))
        title, means = QLabel(text(_TITLE), self), QLabel(text(_MEANS), self)
        self.state, self.problem = QLabel(self), ProblemLabel(self)
        for label in (means, self.state):
            label.setWordWrap(True)
            set_type(label, Size.SMALL)
        set_tone(means, Role.MUTED)
        self.ask = QLabel(text(N_("Your &passphrase, to turn it on")), self)
        self.secret = secret_field(self)
        self.secret.setMaximumWidth(280)
        self.ask.setBuddy(self.secret)
        self.secret.setAccessibleName(text(N_("Your passphrase, to turn it on")))
        self.turn_on, self.turn_off = QPushButton(text(N_("Turn &on")), self), QPushButton(text(N_("Turn o&ff")), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (title, means, self.state, self.ask, self.secret, self.problem):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addLayout(side_by_side(self.turn_on, self.turn_off))
        self._show(KeyStore("", opens=False))
        self.secret.returnPressed.connect(self._turn_on)
        self.turn_on.clicked.connect(self._turn_on)
        self.turn_off.clicked.connect(self._turn_off)

    def look(self) -> None:
        """See how it is now."""
        self._bench.jobs.store(self._bench.session.upkeep.key_store, self, self._show, self._failed)

    def forget(self) -> None:
        """Leave no passphrase in the field."""
        self.secret.clear()
        self.problem.problem("")

    def _show(self, found: KeyStore) -> None:
        language, can = self._bench.language, bool(found.name) and not found.opens
        if found.opens:
            state = language.text(N_("● On: {name}"), name=found.name) if found.name else language.text(N_("● On"))
        else:
            state = language.say(found.why_not) if found.why_not is not None else language.text(N_("○ Off"))
        self.state.setText(state)
        for widget in (self.ask, self.secret, self.turn_on):
            widget.setVisible(can)
        self.turn_off.setVisible(found.opens)

    def _turn_on(self) -> None:
        secret = self.secret.text().strip()
        if not secret:
            self._refused(self._bench.language.text(N_("Type your passphrase first, or your recovery key.")))
            return
        self.turn_on.setEnabled(False)
        work = partial(self._bench.session.upkeep.use_key_store, secret)
        self._bench.jobs.store(work, self, self._turned, self._failed)

    def _turn_off(self) -> None:
        self._bench.jobs.store(self._bench.session.upkeep.leave_key_store, self, self._turned, self._failed)

    def _turned(self, _nothing: object) -> None:
        self.turn_on.setEnabled(True)
        self.forget()
        self._bench.jobs.store(self._bench.session.upkeep.key_store, self, self._tell, self._failed)

    def _tell(self, found: KeyStore) -> None:
        self._show(found)
        (self.turn_off if found.opens else self.secret).setFocus()
        announce(self, self.state.text())

    def _failed(self, error: BaseException) -> None:
        self.turn_on.setEnabled(True)
        if isinstance(error, OverstapError):
            self._refused(self._bench.language.say(error))
        else:
            self._bench.jobs.failed.emit(error)

    def _refused(self, sentence: str) -> None:
        self.problem.problem(sentence)
        announce(self, sentence, now=True)
        self.secret.selectAll()
        self.secret.setFocus()
