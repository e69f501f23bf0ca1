"""Which screen stands before the files, and how the one leads to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.application.i18n import Language
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import Entrance, LockScreen

if TYPE_CHECKING:
    from desktop.ui.shell.session import Door


class Entrances(QObject):
    """Makes them: the unlock screen or the first questions, another passphrase, a backup, practice town."""

    led_to = Signal(object)  # the Entrance to show now
    moved = Signal()  # another workspace was chosen

    def __init__(self, door: Door, jobs: Jobs, language: Language, window: QWidget) -> None:
        super().__init__(window)
        self._door, self._jobs, self._window = door, jobs, window
        self.language = language

    def fitting(self) -> Entrance:
        """The first one: the unlock screen where there is a workspace."""
        if self._door.exists():
            return self._lock_screen()
        return self._missing() if self._door.gone() else self._first_questions()

    def _missing(self) -> Entrance:
        from desktop.ui.shell.workspace_gone import WorkspaceGone

        screen = WorkspaceGone(self._door, self._jobs, self.language, self._window)
        screen.found.connect(self._moved)
        screen.restore_asked.connect(self._ask_backup)
        screen.anew_asked.connect(self._begin_anew)
        return screen

    def _begin_anew(self) -> None:
        self._door.begin_anew()
        self._moved()

    def _moved(self) -> None:
        self.moved.emit()
        self.led_to.emit(self.fitting())

    def _lock_screen(self) -> Entrance:
        screen = LockScreen(self._door, self._jobs, self.language, self._window)
        screen.forgotten.connect(self._ask_new_passphrase)
        screen.restore_asked.connect(self._ask_backup)
        screen.practice_asked.connect(self.practise)
        return screen

    def _first_questions(self) -> Entrance:
        from desktop.domain.codes import CODES
        from desktop.ui.shell.create_workspace import CreateWorkspace

        roles = tuple((c.code, self.language.code("role", c.label)) for c in CODES["role"].codes)
        screen = CreateWorkspace(self._door, self._jobs, self.language, roles, self._window)
        screen.restore_asked.connect(self._ask_backup)
        screen.practice_asked.connect(self.practise)
        screen.join_asked.connect(self._ask_to_join)
        return screen

    def _ask_to_join(self) -> None:
        """The way in for who works at a desk that shares its work."""
        from desktop.ui.shell.join_desk import JoinDesk

        asked = JoinDesk(self._door, self._jobs, self.language, self._window)
        asked.left.connect(self._back)
        self.led_to.emit(asked)

    def practise(self) -> None:
        """Into practice town."""
        self._enter_practice(anew=False)

    def practise_anew(self) -> None:
        """Throw practice town away and build it again."""
        self._enter_practice(anew=True)

    def _enter_practice(self, *, anew: bool) -> None:
        from desktop.ui.shell.practice import EnterPractice

        if (town := self._door.practice()) is not None:
            entering = EnterPractice(town, self._jobs, self.language, anew=anew, parent=self._window)
            entering.left.connect(self._back)
            self.led_to.emit(entering)

    def _ask_new_passphrase(self) -> None:
        """The way in for who forgot the passphrase, or wants another."""
        from desktop.ui.shell.new_passphrase import NewPassphrase

        asked = NewPassphrase(self._door, self._jobs, self.language, self._window)
        asked.left.connect(self._back)
        self.led_to.emit(asked)

    def _ask_backup(self) -> None:
        """The way to put a backup back, also on a new laptop."""
        from desktop.ui.shell.restore_backup import RestoreBackup

        asked = RestoreBackup(self._door, self._jobs, self.language, self._window)
        asked.left.connect(self._back)
        self.led_to.emit(asked)

    def _back(self) -> None:
        self.led_to.emit(self.fitting())
