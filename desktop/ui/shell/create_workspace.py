"""The first start: who works here, a passphrase, and the recovery key that is shown once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextDocument
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QWidget,
)
from typing_extensions import override

from desktop.application.i18n import Language
from desktop.domain.errors import OverstapError
from desktop.domain.said import N_
from desktop.ui.shell.announce import announce
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import Card, Entrance, centred, primary, secret_field, side_by_side
from desktop.ui.shell.session import Door, Founder, Session
from desktop.ui.theme import Size, set_type
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.ui.widgets.tick_box import TickBox


class KeyEntrance(Entrance):
    """Two steps: the questions, then the recovery key; only then the work begins."""

    def __init__(self, jobs: Jobs, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._language = jobs, language
        self._session: Session | None = None
        self.recovery = RecoveryKey(language, self)
        self._steps = QStackedLayout(self)
        self._steps.addWidget(self.recovery)
        self.recovery.kept.connect(self._begin)

    def ask(self, questions: QWidget) -> None:
        """Begin with these questions."""
        self._steps.addWidget(questions)
        self._steps.setCurrentWidget(questions)

    def show_key(self, made: tuple[Session, str]) -> None:
        """The files are open: the key, once, before the work begins."""
        self._session, key = made
        self.recovery.show_key(key)
        self._steps.setCurrentWidget(self.recovery)
        self.recovery.keep_by_copy.setFocus()

    def _begin(self) -> None:
        if self._session is not None:
            self.recovery.show_key("")
            session, self._session = self._session, None
            self.opened.emit(session)

    @override
    def stop(self) -> None:
        if self._session is not None:  # the key was shown and the work not begun
            self._jobs.store(self._session.close, self)
            self._session = None


class CreateWorkspace(KeyEntrance):
    """Who works here and at which desk, for a laptop that shares with nobody yet."""

    restore_asked = Signal()
    practice_asked = Signal()
    join_asked = Signal()

    def __init__(
        self,
        door: Door,
        jobs: Jobs,
        language: Language,
        roles: tuple[tuple[str, str], ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(jobs, language, parent)
        self._door = door
        self.questions = _Questions(language, roles, self)
        self.ask(self.questions)
        self.setFocusProxy(self.questions.name)
        self.questions.answered.connect(self._create)
        self.questions.restore.clicked.connect(self.restore_asked)
        self.questions.practise.clicked.connect(self.practice_asked)
        self.questions.practise.setVisible(door.practice() is not None)
        self.questions.join.clicked.connect(self.join_asked)

    def _create(self, founder: Founder) -> None:
        self.questions.busy(True)
        self._jobs.store(_creating(self._door, founder), self, self._created, self._failed)

    def _created(self, made: tuple[Session, str]) -> None:
        self.questions.forget()
        self.show_key(made)

    def _failed(self, error: BaseException) -> None:
        self.questions.busy(False)
        if isinstance(error, OverstapError):
            self.questions.refuse(self._language.say(error))
        else:
            self.questions.refuse(
                self._language.text(N_("The workspace could not be made. Close Overstap and start it again."))
            )
            self._jobs.failed.emit(error)


def _creating(door: Door, founder: Founder) -> Callable[[], tuple[Session, str]]:
    def work() -> tuple[Session, str]:
        return door.create(founder)

    return work


class _Questions(QWidget):
    """Name, desk, role and a passphrase twice."""

    answered = Signal(object)

    def __init__(self, language: Language, roles: tuple[tuple[str, str], ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        text = language.text
        card = Card(
            text(N_("Welcome to Overstap")),
            text(N_("Make a locked place on this computer for the people you guide.")),
            self,
        )
        self.name, self.desk = QLineEdit(self), QLineEdit(self)
        self.role = QComboBox(self)
        for code, label in roles:
            self.role.addItem(label, code)
        self.passphrase, self.again = secret_field(self), secret_field(self)
        for label, control in (
            (text(N_("Your &name")), self.name),
            (text(N_("&Desk where you work")), self.desk),
            (text(N_("Your &role")), self.role),
            (text(N_("&Passphrase: at least 12 letters, best four words")), self.passphrase),
            (text(N_("The passphrase &once more")), self.again),
        ):
            card.add(label, control)
        self.problem = ProblemLabel(self)
        self.make = primary(QPushButton(text(N_("Make the workspace")), self))
        card.rows.addWidget(self.problem)
        self.restore = QPushButton(text(N_("New laptop: put a &backup back")), self)
        self.restore.setProperty("quiet", True)
        card.rows.addLayout(side_by_side(self.make))
        self.join = QPushButton(text(N_("I &join a desk that exists")), self)
        self.join.setProperty("quiet", True)
        card.rows.addLayout(side_by_side(self.join))
        self.practise = QPushButton(text(N_("P&ractise first, with people who do not exist")), self)
        self.practise.setProperty("quiet", True)
        card.rows.addLayout(side_by_side(self.restore))
        card.rows.addLayout(side_by_side(self.practise))
        centred(self, card)
        self.make.clicked.connect(self._answer)
        for field in (self.name, self.desk, self.passphrase):
            field.returnPressed.connect(self._next_field)
        self.again.returnPressed.connect(self._answer)

    def _next_field(self) -> None:
        self.focusNextChild()

    def _answer(self) -> None:
        text = self._language.text
        for field, sentence in (
            (self.name, N_("Type your name: it stands beside every change you make.")),
            (self.desk, N_("Type the name of your desk: it stands on what you print.")),
            (self.passphrase, N_("Choose a passphrase: without it anyone could read the files.")),
        ):
            if not field.text().strip():
                self.refuse(text(sentence))
                field.setFocus()
                return
        if self.passphrase.text() != self.again.text():
            self.refuse(text(N_("The two passphrases differ. Type the same one twice, so that you can get in later.")))
            self.again.setFocus()
            return
        self.problem.problem("")
        self.answered.emit(
            Founder(self.name.text().strip(), self.desk.text().strip(), self.role.currentData(), self.passphrase.text())
        )

    def refuse(self, sentence: str) -> None:
        """Say what stands in the way."""
        self.problem.problem(sentence)
        announce(self, sentence, now=True)

    def busy(self, busy: bool) -> None:
        """Show that the workspace is being made."""
        text = self._language.text
        self.make.setEnabled(not busy)
        self.make.setText(text(N_("Making the workspace…")) if busy else text(N_("Make the workspace")))

    def forget(self) -> None:
        """Leave no passphrase in the fields."""
        self.passphrase.clear()
        self.again.clear()


class RecoveryKey(QWidget):
    """The key that opens the files when the passphrase is forgotten: print it, save it or copy it, then go on."""

    kept = Signal()

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        text = language.text
        card = Card(
            text(N_("Keep your recovery key")),
            text(
                N_(
                    "With this key you open the files when you have forgotten your passphrase. It is shown this once. "
                    "Keep it away from this computer, for example on paper in a locked drawer."
                )
            ),
            self,
        )
        self.key = QLabel(self)
        self.key.setWordWrap(True)
        self.key.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.key.setAccessibleName(text(N_("Recovery key")))
        self.keep_by_print = QPushButton(text(N_("&Print")), self)
        self.keep_by_save = QPushButton(text(N_("Sa&ve as a file")), self)
        self.keep_by_copy = QPushButton(text(N_("&Copy")), self)
        row = side_by_side(self.keep_by_print, self.keep_by_save, self.keep_by_copy)
        self.note = QLabel(self)
        set_type(self.note, Size.SMALL)
        self.note.setWordWrap(True)
        self.confirmed = TickBox(text(N_("I have &kept the recovery key")), self)
        self.go_on = primary(QPushButton(text(N_("Begin")), self))
        self.go_on.setEnabled(False)
        card.rows.addWidget(self.key)
        card.rows.addSpacing(16)
        card.rows.addLayout(row)
        for widget in (self.note, self.confirmed):
            card.rows.addWidget(widget)
        card.rows.addSpacing(8)
        card.rows.addLayout(side_by_side(self.go_on))
        centred(self, card)
        self.confirmed.toggled.connect(self.go_on.setEnabled)
        self.go_on.clicked.connect(self.kept)
        self.keep_by_print.clicked.connect(self._print)
        self.keep_by_save.clicked.connect(self._save)
        self.keep_by_copy.clicked.connect(self._copy)

    def show_key(self, key: str) -> None:
        """Show the key; an empty one takes it off the screen."""
        self.key.setText(key)

    def _paper(self) -> str:
        text = self._language.text
        title = text(N_("Overstap: recovery key"))
        return f"{title}\n\n{self.key.text()}\n"

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.key.text())
        self._did(N_("Copied. Paste it somewhere safe; the clipboard is emptied when Overstap locks."))

    def _save(self) -> None:
        text = self._language.text
        path, _ = QFileDialog.getSaveFileName(
            self, text(N_("Save the recovery key")), text(N_("overstap-recovery-key.txt"))
        )
        if path:
            from desktop.application.whole_file import write_whole

            try:
                write_whole(Path(path), self._paper().encode())
            except OverstapError as refusal:
                self.note.setText(self._language.say(refusal))
                return
            self._did(N_("Saved. Move the file to a place away from this computer."))

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            paper = QTextDocument(self)
            paper.setPlainText(self._paper())
            paper.print_(printer)
            self._did(N_("Sent to the printer."))

    def _did(self, message: str) -> None:
        self.note.setText(self._language.text(message))
        announce(self.note, self.note.text())
