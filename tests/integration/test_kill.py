"""Kill -9 at any moment: what was reported as saved is there, what was half typed too, and the file is whole."""

from __future__ import annotations

import contextlib
import multiprocessing
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from desktop import bootstrap
from desktop.domain.records import Candidate, Note, Traject
from desktop.persistence import integrity, journal
from desktop.persistence.workspace import Workspace
from tests.integration.small_workspace import PASSPHRASE
from tests.kill_worker import FAST, work_until_killed

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.kill_worker", "desktop.persistence.store", "desktop.persistence.lists"])
WHILE_OPENING = 0.15
"""How many of the kills may come before the worker has opened the workspace."""

MOST = 40
"""Reports that a worker gives at most before it is killed."""


@dataclass
class Reported:
    """Everything that any worker said was saved, over all the kills."""

    actions: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    imported: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    towns: dict[str, int] = field(default_factory=dict)
    drafts: dict[str, int] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    opened: int = 0

    def hear(self, line: dict[str, Any]) -> None:
        """One line of a worker."""
        if "action" in line:
            self.actions.append(line["action"])
        match line.get("did"):
            case "opened":
                self.opened += 1
            case "signed up":
                self.names[line["person"]] = line["name"]
            case "imported":
                self.imported += line["people"]
            case "undone":
                self.undone.append(line["person"])
            case "changed":
                self.towns[line["person"]] = line["count"]
            case "typed":
                self.drafts[line["person"]] = line["count"]
            case "noted":
                self.notes[line["note"]] = line["text"]


@pytest.fixture(scope="module")
def empty_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a desk and a counsellor and nobody else."""
    folder = tmp_path_factory.mktemp("kill") / "werkmap"
    opened, _ = bootstrap.create(
        Workspace(folder, hardness=FAST),
        name="Emma Oefenaar", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=PASSPHRASE,
    )  # fmt: skip
    opened.close()
    return folder


def test_twenty_kills_lose_nothing_that_was_reported_as_saved(empty_workspace: Path) -> None:
    _kill_and_look(empty_workspace, loops=20)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_two_hundred_kills_lose_nothing_that_was_reported_as_saved(empty_workspace: Path) -> None:
    _kill_and_look(empty_workspace, loops=200)


def _kill_and_look(folder: Path, loops: int) -> None:
    seed = random.randrange(10**9)
    print(f"seed {seed}")
    chance, reported = random.Random(seed), Reported()
    for loop in range(loops):
        before = len(reported.actions)
        for line in _killed_work(folder, f"{seed}-{loop}", chance):
            reported.hear(line)
        print(f"  kill {loop}: {len(reported.actions) - before} actions reported")
        _nothing_is_lost(folder, reported)
    assert reported.opened > loops / 2
    assert len(reported.actions) > loops * 5
    assert reported.imported
    assert reported.undone
    assert reported.drafts


def _killed_work(folder: Path, seed: str, chance: random.Random) -> list[dict[str, Any]]:
    """What a worker said before it was killed: so many reports and a moment more, or a moment while it opens.

    How many and which moment the seed decides, so that a slow computer sees as much work killed as a fast one.
    """
    heard, told = PROCESSES.Pipe(duplex=False)
    worker = PROCESSES.Process(target=work_until_killed, args=(folder, PASSPHRASE, seed, told))
    worker.start()
    told.close()
    lines: list[dict[str, Any]] = []
    with heard, contextlib.suppress(EOFError, OSError):  # the last report may be cut off
        if chance.random() < WHILE_OPENING:
            worker.join(chance.uniform(0, 0.1))
        else:
            lines += [heard.recv() for _ in range(chance.randrange(1, MOST))]
            worker.join(chance.uniform(0, 0.02))
        assert worker.exitcode is None, "the worker stopped by itself"
        worker.kill()
        worker.join()
        while True:
            lines.append(heard.recv())
    assert worker.exitcode == -9, "the worker stopped by itself"
    return lines


def _nothing_is_lost(folder: Path, reported: Reported) -> None:
    opened = bootstrap.open_for_work(Workspace(folder, hardness=FAST), PASSPHRASE)
    try:
        store, database = opened.store, opened.workspace.database
        assert integrity.verify(database) == []
        with database.reading() as connection:
            assert journal.verify(connection) == []
            assert set(reported.actions) <= set(connection.scalars(sa.text('SELECT id FROM "action"')))
        people = {person.id: person for person in store.where(Candidate)}
        assert {person: people[person].last_name for person in reported.names} == reported.names
        assert people.keys() >= set(reported.imported)
        assert {case.parent for case in store.where(Traject)} >= set(reported.imported)
        assert not people.keys() & set(reported.undone)
        for person, count in reported.towns.items():
            assert int((people[person].city or "").removeprefix("Oefenstad ")) >= count
        notes = {note.id: note.body for note in store.where(Note)}
        assert {note: notes[note] for note in reported.notes} == reported.notes
        for person, count in reported.drafts.items():
            assert int(store.drafts(person)["birth_date"].text.removeprefix("31-2-")) >= count
        for name in [*reported.names.values()][-3:]:
            assert name in [hit.title for hit in store.search(name, limit=500)]
    finally:
        opened.close()
