"""A working day of eight hours pressed into minutes: does the window keep what it no longer needs?

Run ``python -m benchmarks.soak`` (``--hours 2`` for a quick look). An hour is forty dossiers: each is looked up, read
section by section, changed, printed to the preview, and sometimes undone; now and then the files are locked and opened
again. What the process holds after the first hour is the floor; at the end it may hold 10 % more.
"""

from __future__ import annotations

import argparse
import gc
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.pauses import until, wait
from benchmarks.start import key_of, make

AT_MOST = 1.10
_AN_HOUR = 40
_PEOPLE = 2_000


def resident() -> float:
    """What the process holds now, in MiB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def day(folder: Path, hours: int) -> tuple[float, float]:
    """Work for so many hours; what the process held after the first and at the end."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from desktop import bootstrap
    from desktop.application.caseload import CaseFilter
    from desktop.ui.screens.dossier.view import DossierView
    from desktop.ui.shell.workbench import Place
    from desktop.ui.shell.workroom import Workroom
    from desktop.ui.start import prepare

    space = bootstrap.workspace(folder)
    _app, window, jobs = prepare(bootstrap.door(space), bootstrap.settings(space))
    window.show()
    key = key_of(folder)

    def calm() -> None:
        until(lambda: not jobs.waiting)
        wait(1)

    def opened() -> Workroom:
        calm()
        window.open_room(bootstrap.session(bootstrap.open_for_work(space, key, "window")))
        calm()
        if not isinstance(window.room, Workroom):
            raise SystemExit("the window did not open")
        return window.room

    def visit(room: Workroom, traject: str, n: int) -> None:
        room.go(Place("caseload"))
        calm()
        room.go(Place("dossier", traject))
        calm()
        if isinstance(room.here, DossierView):
            for row in range(room.here.sections.count()):
                room.here.sections.setCurrentRow(row)
                calm()
        room.go(Place("dossier", traject, "candidate.city"))
        calm()
        if (focus := QApplication.focusWidget()) is not None:
            QTest.keyClicks(focus, f"Oefendorp {n}")
        room.flush()
        calm()
        room.go(Place("intake", traject))
        calm()
        if n % 4 == 0:
            room.go(Place("preview", traject))
            calm()
        if n % 5 == 0:
            room.changes.undo()
            calm()

    room = opened()
    cases = room.session.caseload.ids(CaseFilter())
    first = 0.0
    for n in range(hours * _AN_HOUR):
        visit(room, cases[n % len(cases)], n)
        if n % _AN_HOUR == _AN_HOUR - 1:
            window.lock()
            calm()
            room = opened()
            now = resident()
            first = first or now
            print(f"hour {n // _AN_HOUR + 1}: {now:.0f} MiB", flush=True)
    last = resident()
    window.close()
    jobs.close()
    return first, last


def main() -> None:
    """Make the people and work a day among them."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--hours", type=int, default=8)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make(folder, _PEOPLE)
        first, last = day(folder, arguments.parse_args().hours)
    verdict = "ok" if last / first <= AT_MOST else "TOO MUCH"
    print(f"memory after the day against after its first hour: ratio {last / first:.3f} (at most {AT_MOST}) {verdict}")


if __name__ == "__main__":
    main()
