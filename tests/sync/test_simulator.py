"""Devices that edit, move, delete, erase, copy and restore while the line is cut: nothing is lost, all agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.simulator import run

FAILED_ONCE = (1, 2, 3, 6, 7, 10, 32, 70, 164, 224, 1007, 1052, 1066)
"""Seeds that found a fault: people who left before the first load or were refused, a lost value that stayed."""


@pytest.mark.parametrize("seed", sorted({*range(22), *FAILED_ONCE}))
def test_nothing_is_lost_and_all_agree(seed: int, tmp_path: Path, empty_database: Path) -> None:
    world = run(seed, tmp_path, empty_database)
    assert world.edits


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("first", range(1000, 1300, 25))
def test_nothing_is_lost_in_many_more_runs(first: int, tmp_path: Path, empty_database: Path) -> None:
    for seed in range(first, first + 25):
        folder = tmp_path / str(seed)
        folder.mkdir()
        run(seed, folder, empty_database)
