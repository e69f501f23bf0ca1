"""A desk at work on the real store, for the tests of the use cases."""

from __future__ import annotations

import pytest

from desktop.application.ports import Work
from desktop.persistence.store import LocalStore
from tests import people
from tests.people import Desk
from tests.stillness import StillClock


@pytest.fixture
def desk(store: LocalStore, clock: StillClock, work: Work) -> Desk:
    """A desk with a school, a recognised employer, an open question and one module."""
    return people.desk_at_work(store, clock, work)


@pytest.fixture
def traject(desk: Desk) -> str:
    """A case in S0 at that desk."""
    return people.signed_up(desk)
