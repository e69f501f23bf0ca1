"""What a test may not leave behind: windows, threads, timers."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


def settle() -> None:
    """Let everything go that was told to."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def _windows() -> set[QWidget]:
    return {w for w in QApplication.topLevelWidgets() if isValid(w) and w.parent() is None}


def _timers() -> set[QTimer]:
    app = QCoreApplication.instance()
    return {t for t in app.findChildren(QTimer) if t.isActive()} if app is not None else set()


def _threads() -> set[threading.Thread]:
    return {t for t in threading.enumerate() if not t.daemon}


@contextmanager
def nothing_left_behind() -> Iterator[None]:
    """Fail where there are more windows, running timers of the program or threads afterwards than before."""
    windows, timers, threads = _windows(), _timers(), _threads()
    yield
    settle()
    if _windows() - windows:
        gc.collect()  # only a cycle of Python objects may hold a window for a moment
        settle()
    left = [f"window {type(w).__name__}" for w in _windows() - windows]
    left += [f"timer of {type(t.parent()).__name__}" for t in _timers() - timers]
    left += [f"thread {t.name}" for t in _threads() - threads]
    assert not left, left


@contextmanager
def all_of_it_goes(window: QWidget) -> Iterator[None]:
    """Fail where anything of a window is still there after it was told to go: a widget, a timer, a Python object."""
    parts = window.findChildren(QWidget)
    timers = window.findChildren(QTimer)
    alive = [(type(w).__name__, weakref.ref(w)) for w in (window, *parts)]
    del window
    yield
    settle()
    assert not [type(part).__name__ for part in (*parts, *timers) if isValid(part)]
    del parts, timers
    gc.unfreeze()  # what was set aside with a long list, too
    gc.collect()
    kept = sorted({name for name, reference in alive if reference() is not None})
    assert not kept, f"something still holds {kept}"
