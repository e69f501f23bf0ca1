"""The files are not where they were: what may have happened, and every way to go on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desktop.application.i18n import Language
from desktop.domain.errors import OverstapError
from desktop.domain.said import N_
from desktop.ui.shell.announce import announce
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import Card, Entrance, button, centred, primary, side_by_side
from desktop.ui.shell.session import Door
from desktop.ui.widgets.problem_label import ProblemLabel


class WorkspaceGone(Entrance):
    """Look again, point at the folder, put a backup back, or make a new workspace."""

    found = Signal()
    restore_asked = Signal()
    anew_asked = Signal()

    def __init__(self, door: Door, jobs: Jobs, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door, self._jobs, self._language = door, jobs, language
        text = language.text
        card = Card(
            text(N_("Where are your files?")),
            text(
                N_(
                    "Overstap found nothing in the folder {folder}. Was it moved or renamed? Is it on a USB stick or a "
                    "network drive that is not connected? Overstap has thrown nothing away."
                ),
                folder=door.gone(),
            ),
            self,
        )
        self.again = primary(button(text(N_("&Look again")), self))
        card.rows.addLayout(side_by_side(self.again))
        card.rows.addSpacing(16)
        self.folder = QLineEdit(self)
        card.add(text(N_("&Folder where the files are now")), self.folder)
        self.choose, self.open_button = (
            button(text(words), self) for words in (N_("&Choose a folder…"), N_("&Open this folder"))
        )
        card.rows.addLayout(side_by_side(self.choose, self.open_button))
        self.problem = ProblemLabel(self)
        card.rows.addWidget(self.problem)
        card.rows.addSpacing(16)
        self.restore, self.anew = (
            button(text(words), self)
            for words in (N_("Put a &backup back"), N_("&Make a new workspace, without these files"))
        )
        for way in (self.restore, self.anew):
            way.setProperty("quiet", True)
            card.rows.addLayout(side_by_side(way))
        centred(self, card)
        self.setFocusProxy(self.again)
        self.again.clicked.connect(self._look_again)
        self.folder.returnPressed.connect(self._try)
        self.open_button.clicked.connect(self._try)
        self.choose.clicked.connect(self._point)
        self.restore.clicked.connect(self.restore_asked)
        self.anew.clicked.connect(self.anew_asked)

    def _look_again(self) -> None:
        self._jobs.store(self._door.gone, self, self._looked)

    def _looked(self, gone: str) -> None:
        if not gone:
            self.found.emit()
            return
        sentence = N_("There is still nothing in {folder}. Connect the USB stick or the network drive and look again.")
        self._refused(self._language.text(sentence, folder=gone))

    def _point(self) -> None:
        title = self._language.text(N_("Choose the folder with your files"))
        if folder := QFileDialog.getExistingDirectory(self, title, self.folder.text()):
            self.folder.setText(folder)
            self._try()

    def _try(self) -> None:
        typed = self.folder.text().strip()
        if not typed:
            self._refused(self._language.text(N_("Type the folder first, or choose one.")))
            self.folder.setFocus()
            return
        self.open_button.setEnabled(False)
        self._jobs.store(partial(self._door.choose, Path(typed).expanduser()), self, self._chosen, self._failed)

    def _chosen(self, _nothing: object) -> None:
        self.found.emit()

    def _failed(self, error: BaseException) -> None:
        self.open_button.setEnabled(True)
        if isinstance(error, OverstapError):
            self._refused(self._language.say(error))
        else:
            self._refused(self._language.text(N_("This folder could not be opened. Choose another.")))
            self._jobs.failed.emit(error)
        self.folder.selectAll()
        self.folder.setFocus()

    def _refused(self, sentence: str) -> None:
        self.problem.problem(sentence)
        announce(self, sentence, now=True)
