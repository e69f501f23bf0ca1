"""The computer sleeps or locks its screen: the files lock too, and nothing readable stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMetaObject, QObject, Qt

from desktop.ui.shell.away import Away
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.workbench import Place
from tests.ui.people import People
from tests.ui.test_lock import opened, words


class TestBus:
    """A bus that sends what a test wants."""

    __test__ = False

    def __init__(self) -> None:
        self.slots: dict[str, tuple[QObject, str]] = {}

    def connect(self, service: str, path: str, interface: str, name: str, receiver: QObject, slot: str, /) -> bool:
        """Remembers who listens to what."""
        assert service == "org.freedesktop.login1"
        signature = slot[1:]  # Qt puts the kind of method before it
        known = receiver.metaObject().indexOfSlot(signature) >= 0
        self.slots[f"{interface}.{name}"] = (receiver, slot)
        return known


def test_locking_the_screen_of_the_computer_locks_the_files(window: MainWindow, jobs: Jobs, people: People) -> None:
    room = opened(window, jobs)
    room.go(Place("dossier", people.bilal.traject))
    jobs.finish()
    bus = TestBus()
    assert window.away is not None
    assert window.away.listen(bus)
    receiver, _slot = bus.slots["org.freedesktop.login1.Session.Lock"]
    QMetaObject.invokeMethod(receiver, "locks", Qt.ConnectionType.DirectConnection)
    jobs.finish()
    assert window.room is None
    assert "Yılmaz" not in words(window.entrance) + window.windowTitle()


@pytest.mark.parametrize(("begins", "times"), [(True, 1), (False, 0)])
def test_going_to_sleep_counts_and_waking_does_not(begins: bool, times: int) -> None:
    away, told = Away(), list[bool]()
    away.gone.connect(lambda: told.append(True))
    away.sleeps(begins)
    assert len(told) == times


@pytest.mark.parametrize(
    ("message", "what", "times"),
    [(0x0218, 4, 1), (0x0218, 18, 0), (0x02B1, 7, 1), (0x02B1, 8, 0), (0x0010, 4, 0)],
    ids=["suspends", "wakes", "screen locked", "screen unlocked", "another message"],
)
def test_the_messages_of_windows_that_mean_away(message: int, what: int, times: int) -> None:
    away, told = Away(), list[bool]()
    away.gone.connect(lambda: told.append(True))
    tell: Callable[[int, int], None] = away.told
    tell(message, what)
    assert len(told) == times
