"""Practice town in the window: the way in, which builds it, and the bar that says that nobody here exists."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget
from typing_extensions import override

from desktop.application.i18n import Language
from desktop.domain.errors import OverstapError
from desktop.domain.said import N_
from desktop.ui.shell.announce import announce
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import Card, Entrance, button, centred, side_by_side
from desktop.ui.shell.session import Practice, Session
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.problem_label import ProblemLabel


class _StopBuilding(Exception):
    """Ends the building of practice town."""


class EnterPractice(Entrance):
    """Opens practice town, and shows how far it is where it has to be built first."""

    left = Signal()
    _progressed = Signal(int, int)

    def __init__(
        self, town: Practice, jobs: Jobs, language: Language, *, anew: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._language, self._stopped = jobs, language, False
        text = language.text
        card = Card(
            text(N_("Practise")),
            text(
                N_(
                    "Practice town opens: an invented region with its own files. The first time it is built, which "
                    "takes less than a minute. Whatever you do there, your own files stay as they are."
                )
            ),
            self,
        )
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(text(N_("How far practice town is")))
        self.problem = ProblemLabel(self)
        self.back = button(text(N_("&Back")), self)
        card.rows.addWidget(self.progress)
        card.rows.addWidget(self.problem)
        card.rows.addSpacing(8)
        card.rows.addLayout(side_by_side(self.back))
        centred(self, card)
        self.setFocusProxy(self.back)
        self.back.clicked.connect(self._leave)
        self._progressed.connect(self._show_progress)
        jobs.store(partial(town.enter, self._tell, anew=anew), self, self._entered, self._failed)

    def _tell(self, done: int, whole: int) -> None:
        """In the lane: how far the building is, and the end of it where somebody asked."""
        if self._stopped:
            raise _StopBuilding
        self._progressed.emit(done, whole)

    def _show_progress(self, done: int, whole: int) -> None:
        self.progress.setRange(0, whole)
        self.progress.setValue(done)

    @override
    def stop(self) -> None:
        self._stopped = True

    def _leave(self) -> None:
        """Stop building; the lock screen follows as soon as that has ended."""
        self.stop()
        self.back.setEnabled(False)
        if self.problem.said:
            self.left.emit()

    def _entered(self, session: Session) -> None:
        if self._stopped:
            self._jobs.store(session.close, self)
            self.left.emit()
        else:
            self.opened.emit(session)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, _StopBuilding):
            self.left.emit()
            return
        self.progress.hide()
        text = N_("Practice town could not be opened. Your own files are as they were.")
        sentence = self._language.say(error) if isinstance(error, OverstapError) else self._language.text(text)
        self.problem.problem(sentence)
        announce(self, sentence, now=True)
        if not isinstance(error, OverstapError):
            self._jobs.failed.emit(error)


class PracticeBar(QFrame):
    """Above everything in practice town: nobody here exists, and the way back to the real files."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = language.text
        self.setBackgroundRole(Role.ACCENT)
        self.setAutoFillBackground(True)
        self.said = QLabel(text(N_("Practice: nobody here exists")), self)
        set_type(self.said, Size.BODY, strong=True)
        set_tone(self.said, QPalette.ColorRole.HighlightedText)
        self.guide = QPushButton(text(N_("Show or hide the &guide")), self)
        self.leave = QPushButton(text(N_("Back to my &own files")), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        row.addWidget(self.guide)
        row.addWidget(self.leave)
