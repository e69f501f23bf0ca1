"""The first thing a person sees: one field that opens the workspace. It needs Qt and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.i18n import Language
from desktop.domain.errors import OverstapError
from desktop.domain.said import N_
from desktop.ui.shell.jobs import Jobs
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.problem_label import ProblemLabel

if TYPE_CHECKING:
    from desktop.ui.shell.session import Door, Session

CARD_WIDTH = 400


class Card(QFrame):
    """A column in the middle of the window, as wide as a line is comfortable to read."""

    def __init__(self, title: str, lead: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(CARD_WIDTH)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(4)
        heading, below = QLabel(title, self), QLabel(lead, self)
        set_type(heading, Size.TITLE)
        set_tone(below, Role.MUTED)
        below.setWordWrap(True)
        self.rows.addWidget(heading)
        self.rows.addWidget(below)
        self.rows.addSpacing(16)

    def add(self, label: str, control: QWidget) -> None:
        """A control with its label above it."""
        name = QLabel(label, self)
        name.setBuddy(control)
        control.setAccessibleName(label.replace("&", ""))
        self.rows.addWidget(name)
        self.rows.addWidget(control)
        self.rows.addSpacing(8)


def secret_field(parent: QWidget) -> QLineEdit:
    """A field whose letters are not shown, not undone and not read aloud."""
    field = QLineEdit(parent)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaxLength(1024)
    return field


def button(text: str, parent: QWidget) -> QPushButton:
    """A button with words; made so that Qt does not load its 150 theme icons to choose a constructor."""
    made = QPushButton(parent)
    made.setText(text)
    return made


def primary(made: QPushButton) -> QPushButton:
    """The one button of a screen that the work leads to."""
    made.setProperty("primary", True)
    return made


class Entrance(QWidget):
    """A screen in front of the files; it lets a person in with an open `Session`."""

    opened = Signal(object)

    def warm_up(self) -> None:
        """Load the rest of the program while the person types; nothing where it is loaded already."""

    def stop(self) -> None:
        """The window closes: end what takes long."""


class LockScreen(Entrance):
    """Asks for the passphrase or the recovery key; what is wrong stands below the field."""

    forgotten = Signal()
    restore_asked = Signal()
    practice_asked = Signal()

    def __init__(self, door: Door, jobs: Jobs, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door, self._jobs, self._language = door, jobs, language
        text = language.text
        card = Card(
            text(N_("Overstap")),
            text(N_("The files on this computer are locked. Type your passphrase to open them.")),
            self,
        )
        self.secret = secret_field(self)
        card.add(text(N_("&Passphrase or recovery key")), self.secret)
        self.shown = button(text(N_("&Show what I type")), self)
        self.shown.setProperty("quiet", True)
        self.shown.setCheckable(True)
        self.problem = ProblemLabel(self)
        self.open_button = primary(button(text(N_("Open the files")), self))
        card.rows.addWidget(self.problem)
        card.rows.addLayout(side_by_side(self.open_button, self.shown))
        self.key_store = button(text(N_("Open with the &key store of this computer")), self)
        self.key_store.hide()
        card.rows.addSpacing(8)
        card.rows.addLayout(side_by_side(self.key_store))
        self.other = button(text(N_("&Forgotten, or another passphrase")), self)
        self.other.setProperty("quiet", True)
        card.rows.addSpacing(16)
        self.restore = button(text(N_("Put a &backup back")), self)
        self.restore.setProperty("quiet", True)
        card.rows.addLayout(side_by_side(self.other))
        card.rows.addLayout(side_by_side(self.restore))
        self.practise = button(text(N_("P&ractise, with people who do not exist")), self)
        self.practise.setProperty("quiet", True)
        self.practise.setVisible(door.practice() is not None)
        card.rows.addLayout(side_by_side(self.practise))
        centred(self, card)
        self.setFocusProxy(self.secret)
        self.shown.toggled.connect(self._show_letters)
        self.secret.returnPressed.connect(self._try)
        self.open_button.clicked.connect(self._try)
        self.key_store.clicked.connect(self._try_key_store)
        self.other.clicked.connect(self.forgotten)
        self.restore.clicked.connect(self.restore_asked)
        self.practise.clicked.connect(self.practice_asked)

    def reset(self) -> None:
        """Empty the field and forget what was wrong, for the next time."""
        self.secret.clear()
        self.shown.setChecked(False)
        self.problem.problem("")
        self._busy(False)
        self.secret.setFocus()

    @override
    def warm_up(self) -> None:
        self._jobs.store(self._door.warm_up, self)
        self._jobs.store(self._door.key_store, self, self._offer_key_store)

    def _show_letters(self, shown: bool) -> None:
        self.secret.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _try(self) -> None:
        secret = self.secret.text().strip()
        if not secret:
            self._refused(self._language.text(N_("Type your passphrase first, or your recovery key.")))
            return
        self._busy(True)
        self._jobs.store(opening(self._door, secret), self, self._opened, self._failed)

    def _offer_key_store(self, name: str) -> None:
        self.key_store.setVisible(bool(name))
        self.key_store.setAccessibleDescription(name)
        self.key_store.setToolTip(name)

    def _try_key_store(self) -> None:
        self._busy(True)
        self._jobs.store(self._door.open_from_key_store, self, self._opened, self._failed)

    def _opened(self, session: Session) -> None:
        self.reset()
        self.opened.emit(session)

    def _failed(self, error: BaseException) -> None:
        self._busy(False)
        if isinstance(error, OverstapError):
            self._refused(self._language.say(error))
        else:
            self._refused(self._language.text(N_("The files could not be opened. Close Overstap and start it again.")))
            self._jobs.failed.emit(error)
        self.secret.selectAll()
        self.secret.setFocus()

    def _refused(self, sentence: str) -> None:
        self.problem.problem(sentence)
        self.secret.setAccessibleDescription(sentence)
        from desktop.ui.shell.announce import announce

        announce(self.secret, sentence, now=True)

    def _busy(self, busy: bool) -> None:
        self.secret.setReadOnly(busy)
        for way in (self.open_button, self.key_store):
            way.setEnabled(not busy)
        text = self._language.text
        self.open_button.setText(text(N_("Opening…")) if busy else text(N_("Open the files")))


def opening(door: Door, secret: str) -> Callable[[], Session]:
    """The work of opening, for a lane."""

    def work() -> Session:
        return door.open(secret)

    return work


def side_by_side(*buttons: QPushButton) -> QHBoxLayout:
    """Buttons in a row, beginning at the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for each in buttons:
        row.addWidget(each)
    row.addStretch(1)
    return row


def centred(where: QWidget, card: QWidget) -> None:
    """Put a card in the middle, a little above half."""
    layout, row = QVBoxLayout(where), QHBoxLayout()
    row.addStretch(1)
    row.addWidget(card)  # without an alignment: with one Qt forgets that text wraps
    row.addStretch(1)
    layout.addStretch(2)
    layout.addLayout(row)
    layout.addStretch(3)
