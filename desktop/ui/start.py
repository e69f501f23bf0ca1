"""Starting the window: one per workspace, the unlock screen first, with Qt and nothing else."""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import TYPE_CHECKING

from desktop.ui import fonts

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop.application.crash_guard import CrashGuard
    from desktop.application.settings import Settings
    from desktop.ui.shell.jobs import Jobs
    from desktop.ui.shell.main_window import MainWindow
    from desktop.ui.shell.session import Door


def application() -> QApplication:
    """The one application; the typeface is unpacked while Qt is loaded."""
    gc.disable()  # nothing that is loaded now can go; later the lanes bring who looks for it, in this thread
    fonts.unpack_beside()
    from PySide6.QtWidgets import QApplication

    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    app = QApplication([sys.argv[0], "-style", "Fusion"])  # named here it costs nothing; set later, five milliseconds
    app.setApplicationName("Overstap")
    return app


def prepare(door: Door, settings: Settings) -> tuple[QApplication, MainWindow, Jobs]:
    """The program up to the moment before its window is shown."""
    app = application()
    sys.setswitchinterval(0.001)  # what counts beside the window gives way to a key five times sooner
    from PySide6.QtCore import QTimer

    from desktop.application.i18n import language
    from desktop.ui import theme
    from desktop.ui.shell.jobs import Jobs
    from desktop.ui.shell.look import chosen_theme
    from desktop.ui.shell.main_window import MainWindow

    theme.prepare(app, chosen_theme(settings, app))
    QTimer.singleShot(0, gc.freeze)
    jobs = Jobs()
    return app, MainWindow(door, jobs, settings, language), jobs


def run(door: Door, folder: Path, settings: Settings, guard: CrashGuard, *, secret: str = "") -> int:
    """Show the window until it is closed; the exit code. With ``secret`` it opens at once (practice town)."""
    application()
    from desktop.ui.shell.single_instance import SingleInstance

    single = SingleInstance(folder)
    if not single.is_first():
        return 0
    app, window, jobs = prepare(door, settings)
    guard.tell = jobs.failed.emit
    single.asked_to_show.connect(window.raise_window)
    window.show()
    if secret:
        jobs.store(partial(door.open, secret), window, window.open_room)
    code = app.exec()
    jobs.close()
    return code
