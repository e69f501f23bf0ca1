"""Starting the window: one per workspace, the unlock screen first, with Qt and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.application.i18n import language
from desktop.application.settings import Settings
from desktop.ui import theme
from desktop.ui.icons import icon
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow, chosen_theme
from desktop.ui.shell.session import Door
from desktop.ui.shell.single_instance import SingleInstance


def run(door: Door, folder: Path, settings: Settings, *, secret: str = "", arguments: Sequence[str] = ()) -> int:
    """Show the window until it is closed; the exit code. With ``secret`` it opens at once (practice town)."""
    app = QApplication([sys.argv[0], *arguments])
    app.setApplicationName("Overstap")
    single = SingleInstance(folder)
    if not single.is_first():
        return 0
    app.setWindowIcon(icon("overstap"))
    theme.prepare(app, chosen_theme(settings))
    jobs = Jobs()
    window = MainWindow(door, jobs, settings, language)
    single.asked_to_show.connect(window.raise_window)
    window.show()
    if secret:
        QTimer.singleShot(0, lambda: window.open_room(door.open(secret)))
    code = app.exec()
    jobs.close()
    return code
