"""The window of a workspace in which somebody types without a pause: ``python -m tests.typing_worker FOLDER``.

Each line it prints says how much was typed, and when; it goes on until it is killed.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QTimer

from desktop import bootstrap
from desktop.application.caseload import CaseFilter
from desktop.application.settings import Settings
from desktop.persistence.workspace import Workspace
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from desktop.ui.start import prepare
from tests.kill_worker import FAST
from tests.ui.keys import press

BETWEEN_KEYS_MS = 40
PASSPHRASE = "vier losse woorden samen"


def _type(folder: Path) -> None:
    space = Workspace(folder, hardness=FAST)
    _app, window, jobs = prepare(bootstrap.door(space), Settings({"language": "nl", "theme": "light"}))
    window.show()
    window.activateWindow()
    session = bootstrap.session(bootstrap.open_for_work(space, PASSPHRASE))
    window.open_room(session)
    room = window.room
    assert isinstance(room, Workroom)
    room.go(Place("dossier", session.caseload.ids(CaseFilter())[0]))
    jobs.finish()
    press("Ctrl+N")
    jobs.finish()
    count = 0
    while True:
        press("abcdefghijklmnopqrstuvwxyz"[count % 26])
        count += 1
        print(count, time.monotonic(), flush=True)
        loop = QEventLoop()
        QTimer.singleShot(BETWEEN_KEYS_MS, loop.quit)
        loop.exec()


if __name__ == "__main__":
    _type(Path(sys.argv[1]))
