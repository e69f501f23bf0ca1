"""The longest pause of the event loop with 100,000 people in the store, while somebody works and the computer does.

Run ``python -m benchmarks.pauses`` (``--people 10000`` for a quick look; ``--arriving`` while they come by sync). A
watchdog beats every few milliseconds in the window's thread; the longest time between two beats is the longest in which
a key would have had no answer.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.imports import write_list
from benchmarks.start import key_of, make

AT_MOST = 0.050
_BEAT_MS = 4
_KEY_MS = 60
"""A quick typist: a key every 60 ms."""


class Watchdog:
    """Beats in the window's thread and keeps the longest time without a beat."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = time.perf_counter()
        self.longest = 0.0
        self._timer.start(_BEAT_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last - _BEAT_MS / 1000)
        self._last = now

    def begin(self) -> None:
        """Forget what was before."""
        self._last, self.longest = time.perf_counter(), 0.0


def wait(milliseconds: int) -> None:
    """Let the window work for a while."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(done: Callable[[], bool], seconds: float = 120) -> None:
    """Let the window work until this is so."""
    end = time.perf_counter() + seconds
    while not done():
        if time.perf_counter() > end:
            raise SystemExit("this did not end")
        wait(20)


def activities(window: object, folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """What is done while the watchdog beats, each with its name."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from desktop.application.caseload import CaseFilter
    from desktop.ui.screens.caseload.view import CaseloadView
    from desktop.ui.screens.imports.view import ImportView
    from desktop.ui.shell.main_window import MainWindow
    from desktop.ui.shell.workbench import Place
    from desktop.ui.shell.workroom import Workroom

    if not isinstance(window, MainWindow) or not isinstance(window.room, Workroom):
        raise SystemExit("the window did not open")
    room, jobs = window.room, window.room.bench.jobs
    session = room.session
    in_intake, in_modules = (session.caseload.ids(CaseFilter(stages=(stage,))) for stage in ("S1", "S4"))

    def calm() -> None:
        until(lambda: not jobs.waiting)

    def keys(text: str) -> None:
        for letter in text:
            if (focus := QApplication.focusWidget()) is not None:
                QTest.keyClicks(focus, letter)
            wait(_KEY_MS)

    def search() -> None:
        room.go(Place("caseload"))
        caseload = room.here
        if not isinstance(caseload, CaseloadView):
            raise SystemExit("no caseload")
        for name in ("bael", "keloer", "wijbo", "van", "0612"):
            caseload.search.setFocus()
            caseload.search.selectAll()
            keys(name)
        caseload.search.clear()
        calm()

    def sort() -> None:
        caseload = room.here
        if isinstance(caseload, CaseloadView):
            for by in ("due", "stage", "changed_at", "name"):
                caseload.model.order(by, False)
                calm()

    def typing() -> None:
        for traject in in_intake[:3]:
            room.go(Place("dossier", traject))
            calm()
            room.go(Place("dossier", traject, "candidate.city"))
            calm()
            keys("Oefendorp aan de Verzonnen Vaart")
        room.flush()
        calm()

    path = folder / "lijst.csv"
    write_list(path, 10_000)

    def imported() -> None:
        room.go(Place("imports"))
        assistant = room.here
        if not isinstance(assistant, ImportView):
            raise SystemExit("no assistant")
        assistant.open(path)
        calm()
        assistant.model.apply()
        calm()

    def printed() -> None:
        for traject in in_modules[:40]:
            jobs.render(partial(session.papers.pdf, "dossier", traject, "nl"), room)
        calm()

    def backed_up() -> None:
        jobs.render(session.backup, room)
        calm()

    yield "searching", search
    yield "sorting", sort
    yield "typing in a dossier", typing
    yield "printing 40 dossiers to file", printed
    yield "importing 10,000 rows", imported
    yield "backing up", backed_up


def run(folder: Path) -> None:
    """Open the window on this workspace and print the longest pause of every activity."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop import bootstrap
    from desktop.ui.start import prepare

    space = bootstrap.workspace(folder)
    _app, window, jobs = prepare(bootstrap.door(space), bootstrap.settings(space))
    window.show()
    wait(300)
    until(lambda: not jobs.waiting)  # while the person types the passphrase the rest is loaded
    window.open_room(bootstrap.session(bootstrap.open_for_work(space, key_of(folder), "window")))
    until(lambda: not jobs.waiting)
    wait(500)
    watchdog = Watchdog()
    for name, work in activities(window, folder):
        watchdog.begin()
        work()
        wait(50)
        verdict = "ok" if watchdog.longest <= AT_MOST else "TOO LONG"
        ratio = watchdog.longest / AT_MOST
        print(f"{name}: longest pause {watchdog.longest * 1e3:.0f} ms, {ratio:.2f} of the 50 ms allowed, {verdict}")
    window.close()
    jobs.close()


def arriving(folder: Path, people: int) -> None:
    """A laptop joins a desk with so many people, and somebody works in the window while they arrive."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import psycopg
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from benchmarks.crowd import fill
    from benchmarks.sync import shared
    from desktop import bootstrap
    from desktop.application.computer import TimedIds
    from desktop.application.connection import Connection
    from desktop.persistence.keys import Cost, Hardness
    from desktop.persistence.workspace import Workspace
    from desktop.sync.server.install import add_user, found_desk
    from desktop.ui.shell.workroom import Workroom
    from desktop.ui.start import prepare

    ids, secret, quick = TimedIds(), "vier losse woorden samen", Hardness(Cost(8, 1, 1), 0)
    desk, laptops = ids.new(), []
    with shared() as address:
        with psycopg.connect(address, dbname="bench", autocommit=True) as admin:
            found_desk(admin, "Leerwerkloket Oefenstad", desk, ids.new())
            for login in ("carla", "dirk"):
                person, info = ids.new(), admin.info
                add_user(admin, login, person, desk, "counsellor", None)
                joined = Connection(info.host, info.port, "bench", login, person, login, "counsellor", desk)
                space = Workspace(folder / login, hardness=quick)
                opened, _ = bootstrap.create(
                    space, name=login, desk="", role="counsellor", passphrase=secret, joining=joined
                )
                bootstrap.sharing(opened).keep(joined, "")
                laptops.append((space, opened))
        (_, giving), (space, fresh) = laptops
        bootstrap.sharing(giving).round()
        fill(giving.store, people)
        bootstrap.sharing(giving).round()
        giving.close()
        fresh.close()
        _app, window, jobs = prepare(bootstrap.door(space), bootstrap.settings(space))
        window.show()
        wait(300)
        until(lambda: not jobs.waiting)
        watchdog = Watchdog()
        window.open_room(bootstrap.session(bootstrap.open_for_work(space, secret, "window")))
        room = window.room
        if not isinstance(room, Workroom):
            raise SystemExit("the window did not open")
        wait(500)
        watchdog.begin()
        began, keys = time.perf_counter(), 0
        while room.sync.view.state == "busy":
            for letter in "van":
                if (focus := QApplication.focusWidget()) is not None:
                    QTest.keyClicks(focus, letter)
                wait(_KEY_MS)
                keys += 1
        took = time.perf_counter() - began
        verdict = "ok" if watchdog.longest <= AT_MOST else "TOO LONG"
        print(
            f"{people:,} people arriving in {took:.0f} s while {keys} keys were typed: longest pause "
            f"{watchdog.longest * 1e3:.0f} ms, {watchdog.longest / AT_MOST:.2f} of the 50 ms allowed, {verdict}"
        )
        window.close()
        jobs.close()


def main() -> None:
    """Make the people and work among them."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--people", type=int, default=100_000)
    arguments.add_argument("--arriving", action="store_true", help="while they come from the shared database")
    given = arguments.parse_args()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if given.arriving:
            arriving(folder, given.people)
            return
        make(folder, given.people)
        run(folder)


if __name__ == "__main__":
    main()
