"""Starting the window: one per workspace, the unlock screen first, with Qt and nothing else."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.application.i18n import language
from desktop.application.settings import Settings
from desktop.ui import theme
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow, chosen_theme
from desktop.ui.shell.session import Door


def prepare(door: Door, settings: Settings) -> tuple[QApplication, MainWindow, Jobs]:
    """The program up to the moment before its window is shown."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Overstap")
    theme.prepare(app, chosen_theme(settings, app))
    jobs = Jobs()
    return app, MainWindow(door, jobs, settings, language), jobs


def run(door: Door, folder: Path, settings: Settings, *, secret: str = "") -> int:
    """Show the window until it is closed; the exit code. With ``secret`` it opens at once (practice town)."""
    from desktop.ui.shell.single_instance import SingleInstance

    app = QApplication(sys.argv[:1])
    single = SingleInstance(folder)
    if not single.is_first():
        return 0
    app, window, jobs = prepare(door, settings)
    single.asked_to_show.connect(window.raise_window)
    window.show()
    if secret:
        jobs.store(partial(door.open, secret), window, window.open_room)
    code = app.exec()
    jobs.close()
    return code
