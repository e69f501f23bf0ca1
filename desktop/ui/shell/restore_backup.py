"""Putting a backup back: after damage or a mistake, or on a new laptop; what was there is kept aside."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from desktop.application.i18n import Language
from desktop.application.values import ZONE
from desktop.domain.errors import OverstapError
from desktop.domain.said import N_, Said, said_n
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.shell.announce import announce
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import Card, Entrance, button, centred, primary, secret_field, side_by_side
from desktop.ui.shell.session import Door, Session
from desktop.ui.theme import Size, set_type
from desktop.ui.widgets.problem_label import ProblemLabel

_NAMED = 4
"""How many kinds of changes that would be lost are named."""


class RestoreBackup(Entrance):
    """Which backup, the passphrase that belongs to it, and then the files as they were."""

    left = Signal()

    def __init__(self, door: Door, jobs: Jobs, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door, self._jobs, self._language = door, jobs, language
        self._warned_of: tuple[Path, str] | None = None
        text = language.text
        card = Card(
            text(N_("Put a backup back")),
            text(
                N_(
                    "The files become what they were when the backup was made. What was changed after that is no "
                    "longer in them; the files of now are kept in the folder with backups. On a new laptop: choose the "
                    "backup file that you took along."
                )
            ),
            self,
        )
        self.backup = PlainCombo(self)
        self.backup.setSizeAdjustPolicy(PlainCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.other = button(text(N_("&Choose another file")), self)
        self.secret = secret_field(self)
        card.add(text(N_("&Which backup")), self.backup)
        card.rows.addLayout(side_by_side(self.other))
        card.rows.addSpacing(8)
        card.add(text(N_("&Passphrase or recovery key of the backup")), self.secret)
        self.problem = ProblemLabel(self)
        self.restore = primary(button(text(N_("Put this backup back")), self))
        self.check = button(text(N_("C&heck it")), self)
        self.back = button(text(N_("&Back")), self)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        set_type(self.told, Size.SMALL)
        card.rows.addWidget(self.problem)
        card.rows.addWidget(self.told)
        card.rows.addLayout(side_by_side(self.restore, self.check, self.back))
        centred(self, card)
        self.setFocusProxy(self.backup)
        self.other.clicked.connect(self._choose)
        self.secret.returnPressed.connect(self._try)
        self.restore.clicked.connect(self._try)
        self.check.clicked.connect(self._check)
        self.back.clicked.connect(self.left)
        jobs.store(door.backups, self, self._show)

    def _show(self, found: tuple[Path, ...]) -> None:
        for path in found:
            self.add(path)
        self.backup.setCurrentIndex(0)

    def add(self, path: Path) -> None:
        """One more backup to choose, and choose it."""
        self.backup.addItem("", path)
        self.backup.setCurrentIndex(self.backup.count() - 1)
        self._name(self.backup.count() - 1)

    def _name(self, row: int) -> None:
        """When it was made, and when it was last read through."""
        path = self.backup.itemData(row)
        at, checked, text = self._door.made_at(path), self._door.checked_on(path), self._language.text
        made = f"{at.astimezone(ZONE):%d-%m-%Y %H:%M}" if at else path.name
        if checked is not None:
            made = text(N_("{made}, checked on {day}"), made=made, day=f"{checked.astimezone(ZONE):%d-%m-%Y}")
        self.backup.setItemText(row, made)

    def _choose(self) -> None:
        title = self._language.text(N_("Choose a backup file"))
        path, _ = QFileDialog.getOpenFileName(self, title, "", "*.db")
        if path:
            self.add(Path(path))
            self.secret.setFocus()

    def _check(self) -> None:
        """Read the chosen backup through; nothing is put back."""
        if (asked := self._asked()) is not None:
            self._busy(True)
            work = partial(self._door.check_backup, *asked)
            self._jobs.store(work, self, partial(self._checked, self.backup.currentIndex()), self._failed)

    def _checked(self, row: int, _nothing: object) -> None:
        self._busy(False)
        self._name(row)
        sentence = self._language.text(N_("This backup is whole: every page was read."))
        self.problem.problem("")
        self.told.setText(sentence)
        announce(self, sentence)

    def _try(self) -> None:
        if (asked := self._asked()) is None:
            return
        path, secret = asked
        self._busy(True)
        if self._warned_of == asked:
            self._put_back(path, secret)
        else:
            looking = partial(self._door.newer_actions, path, secret)
            self._jobs.store(looking, self, partial(self._looked, path, secret), self._failed)

    def _busy(self, busy: bool) -> None:
        self.restore.setEnabled(not busy)
        self.check.setEnabled(not busy)
        self.told.setText("")

    def _asked(self) -> tuple[Path, str] | None:
        """Which backup and its secret; what is missing is said."""
        path, secret = self.backup.currentData(), self.secret.text().strip()
        if path is None:
            self._refused(self._language.text(N_("Choose a backup first: there is none in the folder with backups.")))
            self.other.setFocus()
        elif not secret:
            self._refused(self._language.text(N_("Type your passphrase first, or your recovery key.")))
            self.secret.setFocus()
        else:
            return path, secret
        return None

    def _looked(self, path: Path, secret: str, newer: tuple[Said, ...]) -> None:
        """Say what the backup does not hold before it is put back; at the second time it is."""
        if not newer:
            self._put_back(path, secret)
            return
        self._warned_of = (path, secret)
        self._busy(False)
        say = self._language.say
        times = Counter(map(say, newer))
        lost = [words if n == 1 else f"{words} ({n}×)" for words, n in times.most_common(_NAMED)]
        if len(times) > _NAMED:
            lost.append("…")
        sentence = said_n(
            "One change was made after this backup and will not be in the files: {lost}. Press “Put this backup back” "
            "once more to go on.",
            "{n} changes were made after this backup and will not be in the files: {lost}. Press “Put this backup "
            "back” once more to go on.",
            len(newer),
            lost="; ".join(lost),
        )
        self._refused(say(sentence))
        self.restore.setFocus()

    def _put_back(self, path: Path, secret: str) -> None:
        self._jobs.store(partial(self._door.restore, path, secret), self, self._restored, self._failed)

    def _restored(self, session: Session) -> None:
        self.secret.clear()
        self.opened.emit(session)

    def _failed(self, error: BaseException) -> None:
        self._busy(False)
        if isinstance(error, OverstapError):
            self._refused(self._language.say(error))
        else:
            self._refused(
                self._language.text(N_("The backup could not be put back; the files are as they were. Try another."))
            )
            self._jobs.failed.emit(error)
        self.secret.setFocus()

    def _refused(self, sentence: str) -> None:
        self.problem.problem(sentence)
        announce(self, sentence, now=True)
