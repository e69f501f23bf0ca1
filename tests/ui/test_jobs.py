"""Work beside the window: in order, delivered to who still stands, never lost."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.application.crash_guard import crash_of
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.session import Session
from desktop.ui.shell.workroom import Workroom


def test_work_in_the_store_lane_keeps_its_order(jobs: Jobs) -> None:
    owner, seen = QObject(), list[int]()
    for number in range(20):
        jobs.store(lambda n=number: n, owner, seen.append)  # type: ignore[misc]  # the default binds the number
    jobs.finish()
    assert seen == list(range(20))


def test_results_arrive_in_the_thread_of_the_window(jobs: Jobs) -> None:
    owner, threads = QObject(), list[str]()
    jobs.render(
        lambda: threading.current_thread().name,
        owner,
        lambda there: threads.extend((there, threading.current_thread().name)),
    )
    jobs.finish()
    assert threads[0].startswith("render")
    assert threads[1] == threading.main_thread().name


def test_the_result_of_a_screen_that_has_closed_is_dropped_but_its_work_is_done(jobs: Jobs) -> None:
    owner, done, told = QObject(), list[str](), list[str]()
    gate = threading.Event()

    def write() -> None:
        gate.wait(5)
        done.append("written")

    jobs.store(write, owner, lambda _: told.append("told"))
    delete(owner)
    gate.set()
    jobs.finish()
    assert (done, told) == (["written"], [])


def test_an_error_goes_to_who_asked_and_else_to_the_window(jobs: Jobs) -> None:
    owner, mine, others = QObject(), list[BaseException](), list[BaseException]()
    jobs.failed.connect(others.append)
    jobs.store(lambda: 1 / 0, owner, otherwise=mine.append)
    jobs.store(lambda: int("x"), owner)
    jobs.finish()
    assert [type(e) for e in mine] == [ZeroDivisionError]
    assert [type(e) for e in others] == [ValueError]


def test_the_code_a_person_is_told_for_a_mistake_of_ours_stands_in_the_log(
    window: MainWindow, session: Session, jobs: Jobs, caplog: pytest.LogCaptureFixture
) -> None:
    def codes() -> list[str]:
        return [crash_of(r.exc_info[1]).fingerprint for r in caplog.records if r.exc_info and r.exc_info[1]]

    jobs.store(lambda: int("Jansen"), window)
    jobs.finish()
    assert len(codes()) == 1  # locked: nobody is told, it is written all the same
    window.open_room(session)
    assert isinstance(window.room, Workroom)
    jobs.store(lambda: 1 / 0, window)
    jobs.finish()
    told = window.room.messages.text
    assert codes()[-1] in told
    assert "zero" not in told


def test_what_is_left_of_a_page_goes_in_the_thread_of_the_window_and_never_in_a_lane(
    qtbot: QtBot, jobs: Jobs, qapp: QApplication
) -> None:
    went: list[threading.Thread] = []

    class Left:
        """Refers to itself, as a page does to its buttons."""

        def __init__(self) -> None:
            self.own = self

        def __del__(self) -> None:
            went.append(threading.current_thread())

    Left()
    made: list[list[list[int]]] = []
    jobs.store(lambda: [[at] for at in range(50_000)], qapp, made.append)
    jobs.finish()
    assert not went
    qtbot.waitUntil(lambda: bool(went))
    assert went == [threading.main_thread()]


def test_a_page_that_asked_is_let_go_by_the_window_and_never_by_a_lane(jobs: Jobs, qapp: QApplication) -> None:
    went: list[threading.Thread] = []

    class Page:
        """Asks, and is gone before the answer."""

        def read(self) -> int:
            return 1

        def fail(self) -> int:
            raise ValueError

        def hear(self, _answer: object) -> None:
            """The answer."""

        def __del__(self) -> None:
            went.append(threading.current_thread())

    for _ in range(200):
        page = Page()
        jobs.store(page.read, qapp, page.hear)
        jobs.store(page.fail, qapp, page.hear, page.hear)
        del page
        jobs.finish()
    gc.collect()
    assert went == [threading.main_thread()] * 200


def test_what_was_set_aside_goes_when_the_files_lock(jobs: Jobs, qtbot: QtBot) -> None:
    class Page:
        """Something with a name on it, in a cycle with itself."""

    page = Page()
    page.itself = page  # type: ignore[attr-defined]  # the cycle
    left = weakref.ref(page)
    gc.freeze()  # as after a long list
    del page
    gc.collect()
    assert left() is not None
    jobs.look_at_everything()
    qtbot.waitUntil(lambda: left() is None)
