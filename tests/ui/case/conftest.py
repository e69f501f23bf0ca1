"""A desk at work behind the window: a school, an employer, an open question and a module, and papers that are real."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.application.i18n import Language
from desktop.application.ports import Work
from desktop.application.settings import Settings
from desktop.persistence.store import LocalStore
from desktop.ui.screens.places import DESTINATIONS
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.session import Session
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests import people
from tests.people import Desk
from tests.stillness import StillClock
from tests.ui.desk import at_desk

OpenRoom = Callable[[Work], Workroom]


@pytest.fixture
def desk(store: LocalStore, clock: StillClock, work: Work) -> Desk:
    """Who works there and what every case needs."""
    return people.desk_at_work(store, clock, work)


@pytest.fixture
def open_room(
    qtbot: QtBot, session: Session, desk: Desk, jobs: Jobs, tongue: Language, settings: Settings
) -> Iterator[OpenRoom]:
    """Opens the window of somebody at the desk, at the caseload; who opens it need not hold it."""
    held: list[Workroom] = []

    def opened(work: Work) -> Workroom:
        made = Workroom(at_desk(session, work), jobs, tongue, settings, DESTINATIONS)
        held.append(made)
        made.resize(1280, 900)
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.show()
        made.activateWindow()
        made.go(Place("caseload"))
        jobs.finish()
        return made

    yield opened
    held.clear()


@pytest.fixture
def room(open_room: OpenRoom, desk: Desk) -> Workroom:
    """The window of the counsellor."""
    return open_room(desk.work)
