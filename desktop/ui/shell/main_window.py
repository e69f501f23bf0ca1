"""The one window: locked it shows the unlock screen and nothing else, open it shows the workroom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from typing_extensions import override

from desktop.application.crash_guard import note
from desktop.application.i18n import Language, LanguageCode
from desktop.domain.errors import OverstapError
from desktop.domain.said import N_
from desktop.ui import fonts
from desktop.ui.shell.entrances import Entrances
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import Entrance
from desktop.ui.shell.look import Look

if TYPE_CHECKING:  # everything else is loaded while the person types
    from PySide6.QtGui import QCloseEvent

    from desktop.application.settings import Settings
    from desktop.ui.shell.away import Away
    from desktop.ui.shell.idle import IdleWatch
    from desktop.ui.shell.second_window import SecondWindow
    from desktop.ui.shell.session import Door, Session
    from desktop.ui.shell.workroom import Workroom

Languages = Callable[[LanguageCode], Language]
_SETTLE_MS = 30
"""After the unlock screen is painted, what nobody waits for begins."""


class MainWindow(QStackedWidget):
    """Holds either the unlock screen (or the first questions) or the workroom; nothing personal is in its title."""

    def __init__(self, door: Door, jobs: Jobs, settings: Settings, languages: Languages) -> None:
        super().__init__()
        self._door, self._jobs, self._settings, self._languages = door, jobs, settings, languages
        self._language = languages(settings.language)
        self._look = Look(settings, self)
        self._session: Session | None = None
        self._place: object = None
        self.room: QWidget | None = None
        self._copied_here = False
        self.setWindowTitle(self._language.text(N_("Overstap")))
        self.resize(1280, 800)
        if settings.window_geometry:
            self._restore(settings.window_geometry)
        self.idle: IdleWatch | None = None
        self.away: Away | None = None
        self.second: SecondWindow | None = None
        self._entrances = Entrances(door, jobs, self._language, self)
        self._entrances.led_to.connect(self._renew_entrance)
        self._entrances.moved.connect(self._take_settings)
        self.entrance: Entrance = self._show_entrance(self._entrances.fitting())
        self.entrance.setFocus()
        jobs.failed.connect(self._failed)
        QTimer.singleShot(_SETTLE_MS, self._settle)

    def _restore(self, geometry: str) -> None:
        from PySide6.QtCore import QByteArray

        self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    # the entrance

    def _show_entrance(self, entrance: Entrance) -> Entrance:
        entrance.opened.connect(self.open_room)
        self.addWidget(entrance)
        self.setCurrentWidget(entrance)
        return entrance

    def _renew_entrance(self, entrance: Entrance) -> None:
        old = self.entrance
        self.entrance = self._show_entrance(entrance)
        self.removeWidget(old)
        old.deleteLater()
        self.entrance.setFocus()
        self.entrance.warm_up()

    def _practise_anew(self) -> None:
        self.lock()
        self._entrances.practise_anew()

    def _leave_for_practice(self) -> None:
        """Lock the files of real people, then practise."""
        self.lock()
        self._entrances.practise()

    @property
    def is_settled(self) -> bool:
        """Whether what can wait until the window is there is done."""
        return self._look.is_settled

    def _settle(self) -> None:
        QApplication.clipboard().dataChanged.connect(self._copied)
        if self.room is None:
            self.entrance.warm_up()
            self._jobs.store(_load_rest, self)
        self._look.settle()

    def _copied(self) -> None:
        """Whether what is on the clipboard was copied while a window of ours was in use."""
        self._copied_here = QApplication.activeWindow() is not None

    def _watch(self, room: Workroom) -> None:
        """Lock when nobody is at the keyboard."""
        from desktop.ui.shell.idle import IdleWatch

        if self.idle is None:
            self.idle = IdleWatch(self._settings.lock_after_minutes, self)
            self.idle.idle.connect(self.lock)
        if self.away is None:
            from desktop.ui.shell.away import Away

            self.away = Away(self)
            self.away.gone.connect(self.lock)
            self.away.watch(int(self.winId()))
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self.idle)
        self.idle.minutes_left.connect(room.status.show_lock)
        self.idle.start()

    # open

    def open_room(self, session: Session) -> None:
        """The files are open: build the workroom and go to where the person was."""
        from PySide6.QtCore import Qt  # its many names take 15 ms: after the unlock screen is there

        from desktop.ui.screens.places import DESTINATIONS
        from desktop.ui.shell.workbench import Place
        from desktop.ui.shell.workroom import Workroom

        fonts.load("bold")
        self._session = session
        self._look.speak_qt(self._language.tag)
        room = Workroom(session, self._jobs, self._language, self._settings, DESTINATIONS, self)
        room.lock_asked.connect(self.lock)
        room.practice_anew.connect(self._practise_anew, Qt.ConnectionType.QueuedConnection)
        room.second_asked.connect(self._open_second)
        room.setting_asked.connect(self.set, Qt.ConnectionType.QueuedConnection)
        if self._door.practice() is not None and not session.practice:
            room.room_commands.offer_practice()
            room.practice_asked.connect(self._leave_for_practice, Qt.ConnectionType.QueuedConnection)
        self.room = room
        self.addWidget(room)
        self.setCurrentWidget(room)
        last = None if session.practice else self._place
        room.go(last if isinstance(last, Place) else room.remembered())
        room.teller.notice(*session.notices)
        self._watch(room)

    def _open_second(self, place: object) -> None:
        """Show a place in the second window; there is one at most."""
        from PySide6.QtCore import Qt

        from desktop.ui.shell.second_window import SecondWindow
        from desktop.ui.shell.workbench import Place
        from desktop.ui.shell.workroom import Workroom

        first = self.room
        if not isinstance(first, Workroom) or not isinstance(place, Place):
            return
        if self.second is None:
            self.second = SecondWindow(first)
            self.second.closed.connect(self._second_closed)
            room = self.second.room
            room.lock_asked.connect(self.lock, Qt.ConnectionType.QueuedConnection)
            room.setting_asked.connect(self.set, Qt.ConnectionType.QueuedConnection)
            room.second_asked.connect(self._open_second)
        self.second.show()
        handle = self.second.windowHandle()
        if self.idle is not None and handle is not None:
            handle.installEventFilter(self.idle)
            self.idle.minutes_left.connect(self.second.room.status.show_lock, Qt.ConnectionType.UniqueConnection)
        self.second.room.go(place)
        self.second.activateWindow()

    def _second_closed(self) -> None:
        second, self.second = self.second, None
        if second is not None:
            second.deleteLater()

    def lock(self) -> None:
        """Keep what is being typed, take everything off the screen, and forget the key."""
        session = self._leave_room()
        if session is None:
            return
        self._jobs.store(session.close, self)
        self._jobs.look_at_everything()
        if self._copied_here:
            QApplication.clipboard().clear()
            self._copied_here = False
        self._renew_entrance(self._entrances.fitting())

    def _leave_room(self) -> Session | None:
        from desktop.ui.shell.workroom import Workroom

        session, room = self._session, self.room
        if session is None or not isinstance(room, Workroom):
            return None
        if self.idle is not None:
            self.idle.stop()
        if not session.practice:
            self._place = room.now_at()
        if self.second is not None:
            self.second.close()
            self.activateWindow()  # the passphrase is asked here, wherever Ctrl+L was pressed
        room.flush()
        room.remember()
        room.backups.stop()
        room.sync.stop()
        self._jobs.finish()
        for timer in room.findChildren(QTimer):
            timer.stop()  # a search that was going to be asked in a moment would find the workspace locked
        self._session = self.room = None
        self.removeWidget(room)
        room.deleteLater()
        return session

    # look and language

    def set(self, name: str, value: object) -> None:
        """Change a setting now and for the next time; the window follows at once."""
        if name == "language" and value in ("nl", "en"):
            self.speak(value)
        elif name == "theme":
            self._keep(name, value)
            self._look.colour()
        else:
            self._keep(name, value)
            self._look.move()
            if self.idle is not None:
                self.idle.limit(self._settings.lock_after_minutes)
            if self._session is not None and not self._session.practice:
                self._session.upkeep.second_folder(self._settings.backup_folder)

    def _take_settings(self) -> None:
        """Another workspace was chosen: look and speak as was chosen there."""
        self._settings.stored = self._door.stored_settings()
        self._language = self._entrances.language = self._languages(self._settings.language)
        self._look.colour()

    def speak(self, code: LanguageCode) -> None:
        """Change the language now and for the next time; what is being typed is kept."""
        self._keep("language", code)
        self._language = self._entrances.language = self._languages(code)
        session = self._leave_room()
        if session is not None:
            self.open_room(session)

    def _keep(self, setting: str, value: object) -> None:
        try:
            setattr(self._settings, setting, value)
        except OverstapError as refusal:  # the look changes all the same; only the next start forgets it
            self._failed(refusal)

    # the end

    def _failed(self, error: BaseException) -> None:
        from desktop.ui.shell.workroom import Workroom

        if isinstance(self.room, Workroom):
            self.room.teller.fail(error)
        else:
            note(error)

    def raise_window(self) -> None:
        """Come to the front: somebody started the program again."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.entrance.stop()
        if not self._door.gone():
            self._keep("window_geometry", bytes(self.saveGeometry().toBase64().data()).decode())
        session = self._leave_room()
        if session is not None:
            self._jobs.store(session.close, self)
        self._jobs.finish()
        super().closeEvent(event)


def _load_rest() -> None:
    from desktop.ui.screens.places import load_rest

    load_rest()
