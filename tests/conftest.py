"""What most tests need: a real encrypted store, a clock that stands still, somebody at work."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from desktop.application.founding import found
from desktop.application.ports import User, Work
from desktop.persistence.engine import Database, create_file
from desktop.persistence.functions import Capture
from desktop.persistence.keys import DataKey
from desktop.persistence.migrate import layout, migrate
from desktop.persistence.store import LocalStore
from tests.stillness import CountedIds, StillClock

settings.register_profile("house", deadline=None)  # a busy machine is no failure
settings.load_profile("house")

KEY = DataKey(bytes(range(32)))
COUNSELLOR = User("01890000-0000-7000-8000-000000000001", "Emma Bakker", "counsellor", "")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real reference data; tests that need it skip where it is not beside the repository."""
    beside = Path(os.environ.get("OVERSTAP_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
    if not beside.is_dir():
        pytest.skip("the folder shared/ with the real reference data is not beside the repository")
    return beside


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and nothing in it, made once; tests take a copy."""
    path = tmp_path_factory.mktemp("template") / "overstap.db"
    create_file(path, KEY)
    database = Database(path, KEY, layout().setup, layout().newest)
    capture = Capture()
    database.on_writer(capture.install)
    migrate(database, layout(), lambda: None)
    database.close()
    return path


@pytest.fixture
def clock() -> StillClock:
    """A clock that stands still until a test moves it: Monday 2 March 2026, ten in the morning."""
    return StillClock()


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Iterator[Database]:
    """A fresh encrypted database."""
    path = tmp_path / "overstap.db"
    shutil.copy(empty_database, path)
    opened = Database(path, KEY, layout().setup, layout().newest)
    yield opened
    opened.close()


@pytest.fixture
def store(database: Database, clock: StillClock) -> LocalStore:
    """The real store on a fresh database, with Emma Bakker at work."""
    capture = Capture()
    database.on_writer(capture.install)
    return LocalStore(
        database.reading, database.writing, capture, clock, CountedIds(), COUNSELLOR, "00000000-test-device"
    )


@pytest.fixture
def work(store: LocalStore, clock: StillClock) -> Work:
    """What a use case gets, for Emma Bakker of the desk of Oefenstad; desk, team and user exist."""
    ids = CountedIds(start=1000)
    founding, user = found(ids, name="Emma Bakker", desk="Leerwerkloket Oefenstad", role="counsellor")
    store.user = user
    store.apply(founding)
    return Work(store, clock, ids, user)
