"""Laptops are lost, ended and found again, a desk is shut, rows are refused, batches come late: nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stillness import StillClock
from tests.sync import storm
from tests.sync.conftest import Admin
from tests.sync.postgres_server import PostgresServer
from tests.sync.simulator import DESK_A, DESK_B, many


@pytest.mark.parametrize("seed", [0, 1, 7, 13, 22, 53, 1025, 1026])
def test_nothing_is_lost_in_a_storm(seed: int, tmp_path: Path, empty_database: Path) -> None:
    assert storm.run(seed, tmp_path, empty_database).edits


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("first", range(1000, 1100, 25))
def test_nothing_is_lost_in_many_more_storms(first: int, tmp_path: Path, empty_database: Path) -> None:
    many(first, tmp_path, empty_database, storm.run)


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.long) for n in range(2000, 2010))])
def test_the_same_holds_against_the_real_server(
    seed: int, tmp_path: Path, empty_database: Path, postgres: str, database_name: str, admin: Admin
) -> None:
    server = PostgresServer(StillClock(), (DESK_A, DESK_B), postgres, database_name, admin)
    try:
        assert storm.run(seed, tmp_path, empty_database, server=server).edits
    finally:
        server.close()
