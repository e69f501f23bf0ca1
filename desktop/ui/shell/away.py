"""The person goes away without telling us: the computer goes to sleep or locks its screen, and so do the files.

On Linux systemd-logind tells it over D-Bus, on Windows the system sends the window a message.
"""

from __future__ import annotations

import sys
from typing import Protocol, cast

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal, Slot
from typing_extensions import override

LOGIND = "org.freedesktop.login1"
_MANAGER = "/org/freedesktop/login1"

_POWER, _SUSPENDS = 0x0218, frozenset({4})
_SESSION, _LOCKS = 0x02B1, frozenset({2, 4, 7})  # console left, remote left, screen locked


class Bus(Protocol):
    """What is needed of D-Bus; `PySide6.QtDBus.QDBusConnection` has it."""

    def connect(self, service: str, path: str, interface: str, name: str, receiver: QObject, slot: str, /) -> bool:
        """Call a slot whenever a signal is sent; whether that was possible."""


class Away(QObject):
    """Tells once for each time that the person goes away."""

    gone = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter: QAbstractNativeEventFilter | None = None

    def watch(self, window: int) -> bool:
        """Listen to the system this window is shown by; whether it tells anything."""
        if sys.platform == "win32":
            return self._watch_windows(window)
        from PySide6.QtDBus import QDBusConnection

        return self.listen(cast("Bus", QDBusConnection.systemBus()))  # its types say bytes, it takes text only

    def listen(self, bus: Bus) -> bool:
        """Listen to systemd-logind. A lock of any session of this computer counts: rather one lock too many."""
        manager, session = f"{LOGIND}.Manager", f"{LOGIND}.Session"
        sleep = bus.connect(LOGIND, _MANAGER, manager, "PrepareForSleep", self, SLOT("sleeps(bool)"))
        lock = bus.connect(LOGIND, "", session, "Lock", self, SLOT("locks()"))
        return sleep and lock

    @Slot(bool)
    def sleeps(self, begins: bool) -> None:
        """The computer goes to sleep, or has woken."""
        if begins:
            self.gone.emit()

    @Slot()
    def locks(self) -> None:
        """The screen of the computer is locked."""
        self.gone.emit()

    def told(self, message: int, what: int) -> None:
        """A message of Windows: its number and its first value."""
        if (message == _POWER and what in _SUSPENDS) or (message == _SESSION and what in _LOCKS):
            self.gone.emit()

    def _watch_windows(self, window: int) -> bool:
        import ctypes

        self._filter = _WindowsMessages(self)
        QCoreApplication.instance().installNativeEventFilter(self._filter)  # type: ignore[union-attr] # it runs
        asked = ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(window, 0)  # type: ignore[attr-defined] # Windows
        return bool(asked)


class _WindowsMessages(QAbstractNativeEventFilter):
    """Reads the messages of Windows; installed there only."""

    def __init__(self, away: Away) -> None:
        super().__init__()
        self._away = away

    @override
    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        from ctypes import wintypes

        read = wintypes.MSG.from_address(int(message))
        self._away.told(int(read.message or 0), int(read.wParam or 0))
        return False, 0
