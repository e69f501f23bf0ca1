"""Starting: process to unlock window, and key unwrapped to a usable caseload, against a bare PySide6 window.

Run ``python -m benchmarks.start`` (``--people 1000 10000 100000`` for the growth); it starts real processes. With
``--anki PYTHON``, a Python in whose environment ``aqt`` is installed, Anki's start is measured in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.measure import paired, seconds, told

if TYPE_CHECKING:
    from desktop.persistence.keys import DataKey

_KEY = "key of this benchmark"
_BYTE_CODE = TemporaryDirectory()


def bare() -> None:
    """A window of PySide6 with nothing in it, of the size of ours."""
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    window = QWidget()
    window.resize(1280, 800)
    window.show()
    while not (handle := window.windowHandle()) or not handle.isExposed():
        app.processEvents()
    os._exit(0)  # what a process does at its end is not part of its start


def unlock(folder: Path) -> None:
    """Our window until the unlock screen is there."""
    from desktop import bootstrap
    from desktop.ui.start import prepare

    app, window, _ = prepare(
        bootstrap.door(bootstrap.workspace(folder)), bootstrap.settings(bootstrap.workspace(folder))
    )
    window.show()
    while not (handle := window.windowHandle()) or not handle.isExposed():
        app.processEvents()
    os._exit(0)


def caseload(folder: Path) -> None:
    """From the unwrapped key to rows in the list; prints the seconds. Everything was loaded while the person typed."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QTableView

    from desktop import bootstrap
    from desktop.ui.start import prepare

    space = bootstrap.workspace(folder)
    app, window, jobs = prepare(bootstrap.door(space), bootstrap.settings(space))
    window.show()
    typing = time.perf_counter() + 0.3
    while time.perf_counter() < typing or jobs.waiting:
        app.processEvents()
    key = key_of(folder)
    start = time.perf_counter()
    window.open_room(bootstrap.session(bootstrap.open_for_work(space, key, "window")))
    while time.perf_counter() - start < 60:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)  # as the event loop does: no spinning
        views = window.findChildren(QTableView)
        if any(v.model() is not None and v.model().rowCount() and v.model().index(0, 1).data() for v in views):
            break
    print(json.dumps(time.perf_counter() - start), flush=True)
    window.close()  # the next start checks the whole file where this one did not end well
    os._exit(0)


def key_of(folder: Path) -> DataKey:
    """The key of a workspace that `make` made."""
    from desktop.persistence.keys import DataKey

    return DataKey(bytes.fromhex((folder / "key").read_text()))


def child(*words: str) -> str:
    """Run one of the above in a process of its own; what it printed."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPYCACHEPREFIX": _BYTE_CODE.name}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its byte code
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.start", *words], env=environment, capture_output=True, text=True
    )
    if ran.returncode:
        raise SystemExit(ran.stderr)
    return ran.stdout


def anki(python: str, folder: Path) -> None:
    """Anki until its window is there."""
    script = str(Path(__file__).with_name("anki_start.py"))
    subprocess.run([python, script, str(folder)], capture_output=True, check=True)


def make(folder: Path, people: int) -> None:
    """A workspace with this many people, and its key beside it for the benchmark alone."""
    from benchmarks.crowd import fill
    from desktop import bootstrap
    from desktop.persistence.keys import Cost, Hardness
    from desktop.persistence.workspace import Workspace

    space = Workspace(folder, hardness=Hardness(Cost(8, 1, 1), 0))
    opened, _ = bootstrap.create(
        space, name="Oefen Meter", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=_KEY
    )
    fill(opened.store, people)
    opened.close()
    (folder / "key").write_text(space.vault().unlock(_KEY).reveal().hex())


def main() -> None:
    """Print both ratios for each size."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("what", nargs="?")
    arguments.add_argument("folder", nargs="?", type=Path)
    arguments.add_argument("--people", type=int, nargs="*", default=[100_000])
    arguments.add_argument("--anki", help="a Python that has aqt")
    given = arguments.parse_args()
    if given.what:
        {"bare": bare}[given.what]() if given.folder is None else {"unlock": unlock, "caseload": caseload}[given.what](
            given.folder
        )
        return
    for people in given.people:
        with TemporaryDirectory() as temporary:
            folder = Path(temporary)
            make(folder, people)
            child("unlock", str(folder)), child("bare")  # once, so that both have their byte code
            ours, floor = paired(partial(child, "unlock", str(folder)), partial(child, "bare"), 7)
            told(f"{people:>7} people, start to unlock window", ours, floor, 1.5)
            if given.anki:
                peer = folder / "anki"
                for _ in ("the profile", "its byte code"):
                    anki(given.anki, peer)
                theirs = statistics.median(seconds(partial(anki, given.anki, peer)) for _ in range(5))
                print(f"        Anki until its window, in the same run: {theirs * 1e3:.0f} ms, {theirs / floor:.2f} x")
            usable = statistics.median(json.loads(child("caseload", str(folder))) for _ in range(5))
            told(f"{people:>7} people, key unwrapped to usable caseload", usable, floor, 3)


if __name__ == "__main__":
    main()
