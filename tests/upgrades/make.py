"""Stores a small workspace of the schema of today: one person who went through every stage, in an invented region.

Run ``python -m tests.upgrades.make`` when a schema version is released, and keep the file: later versions must open it.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path

from desktop import bootstrap
from desktop.application.ports import Work
from desktop.application.practice_town import Calendar, Seat, Tally, at_work, lay_out, opening_day, walk
from desktop.application.practice_town.papers import page
from desktop.application.values import ZONE
from desktop.domain.records import Candidate, Traject
from desktop.persistence import journal
from desktop.persistence.workspace import Workspace
from tests.upgrades.stored import FAST, PASSPHRASE, Expected, file_of, pack


def make(target: Path | None = None) -> Path:
    """Make it and store it, under the name of its schema version unless another file is given."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "werkmap", hardness=FAST)
        expected = _filled(workspace)
        path = target or file_of(expected.version)
        pack(workspace, expected, path, Path(folder))
    return path


def _filled(workspace: Workspace) -> Expected:
    now, chance = datetime.now(ZONE), random.Random(1)
    calendar = Calendar(at_work(opening_day(now.date()), chance))
    opened, _ = bootstrap.create(
        workspace, name="Emma Oefenaar", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=PASSPHRASE,
        clock=calendar,
    )  # fmt: skip
    with opened.workspace:
        seat = Seat(opened.store, opened.work, calendar, Tally())
        gone = walk(seat, lay_out(seat, chance), now, OnePage(), 1)
        case = opened.store.get(Traject, gone.traject)
        kinds = Counter(record.SPEC.name for record in opened.store.dossier(gone.traject).records)
        with opened.workspace.database.reading() as connection:
            actions, changes = journal.size(connection)
        person = opened.store.get(Candidate, gone.candidate)
        return Expected(
            workspace.layout.newest, case.id, case.dossier_no or "", person.last_name or "", case.stage or "",
            dict(kinds), actions, changes,
        )  # fmt: skip


class OnePage:
    """A report of one line, because what is stored must stay small."""

    def ahead(self, work: Work, traject: str, at: datetime) -> None:
        """There is no hurry."""

    def draw(self, work: Work, traject: str, version: int) -> bytes:
        """The page."""
        return page("Oefenverslag", f"versie {version}")


if __name__ == "__main__":
    made = make()
    sys.stdout.write(f"{made.name}: {made.stat().st_size // 1024} kB\n")
