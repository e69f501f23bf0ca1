"""Anki until its window is there, for comparison; run by a Python that has ``aqt`` (see `benchmarks.start`).

``python anki_start.py FOLDER`` makes an empty profile in the folder the first time, then starts and ends as soon as the
list of decks is shown.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"

# aqt lives in an environment of its own, with another Qt: nothing of it is known where the types are checked
aqt: Any = import_module("aqt")


def make(folder: Path) -> None:
    """An empty profile, so that Anki asks nothing at its start."""
    folder.mkdir(parents=True, exist_ok=True)
    profiles = import_module("aqt.profiles").ProfileManager(folder)
    profiles.setupMeta()
    profiles.meta["defaultLang"], profiles.meta["firstRun"] = "en_US", False
    profiles.create("User 1")
    profiles.openProfile("User 1")
    profiles.save()


def start(folder: Path) -> None:
    """Until the list of decks is shown."""
    loop = aqt.AnkiApp.exec

    def run(_app: object) -> Any:
        timer = import_module("aqt.qt").QTimer()
        timer.timeout.connect(end_when_shown)
        timer.start(5)
        return loop()

    aqt.AnkiApp.exec = run
    sys.argv = ["anki", "-b", str(folder)]
    aqt.run()


def end_when_shown() -> None:
    """What a process does at its end is not part of its start."""
    if aqt.mw is not None and aqt.mw.isVisible() and aqt.mw.state == "deckBrowser":
        os._exit(0)


if __name__ == "__main__":
    place = Path(sys.argv[1])
    if not (place / "prefs21.db").exists():
        make(place)
    else:
        start(place)
