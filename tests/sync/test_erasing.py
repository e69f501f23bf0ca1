"""Erasing somebody who is shared: two people, every laptop, and nobody comes back, not from a laptop that was away."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.changes import DELETED, Action, Create, Edit, PutBytes, SetField
from desktop.domain.records import Candidate
from tests.integration.test_erasure import sha
from tests.structure_reader import structure
from tests.sync.laptop import Laptop
from tests.sync.shared_desk import shared_desk
from tests.sync.simulator import DESK_A, World

MARK = "zqxwv"
FILE = f"Brief van {MARK}".encode()


def signed_up(world: World, laptop: Laptop) -> tuple[str, str]:
    """A person with a case and a file, whose every word holds the mark."""
    person, case, paper = (laptop.ids.new() for _ in range(3))
    laptop.store.apply(
        did(
            PutBytes(sha(FILE), FILE),
            Create("candidate", person, None, {"last_name": f"{MARK}a", "bsn": f"{MARK}b"}),
            Create("traject", case, person, {"desk": DESK_A, "stage": "S0", "ref_no": f"{MARK}c"}),
            Create("document", paper, case, {"title": f"{MARK}d", "sha256": sha(FILE)}),
        )
    )
    laptop.engine.round()
    return person, case


def did(*edits: Edit) -> Action:
    """Something a person does."""
    return Action("Something was done", edits)


def left_on(laptop: Laptop) -> set[str]:
    """The tables of a device that hold the mark: values, file contents and pages of the search index."""
    found = set()
    for (name,) in laptop.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        for cell in (cell for row in laptop.rows(f'SELECT * FROM "{name}"') for cell in row):
            if MARK.encode() in (cell if isinstance(cell, bytes) else str(cell).encode()).lower():
                found.add(name)
    return found


def test_nobody_comes_back_from_a_laptop_that_was_away_for_half_a_year(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person, case = signed_up(world, anna)
    bo.engine.round()
    assert left_on(bo) >= {"candidate", "candidate__apart", "candidate_fts_data", "traject"}
    edits = (
        SetField("candidate", person, "city", f"{MARK}e"),
        Create("note", bo.ids.new(), case, {"body": f"{MARK}f"}),
    )
    bo.store.apply(did(*edits))
    bo.store.keep_draft(case, "+note.body", f"{MARK}g")
    bo.sync.next_batch(1000)  # on its way when the line was cut
    bo.store.apply(did(SetField("candidate", person, "phone", f"{MARK}h")))
    world.server.erase(person)
    anna.engine.round()
    assert left_on(anna) == set()
    bo.clock.at += timedelta(days=180)
    bo.engine.round()
    assert left_on(bo) == set()
    assert bo.sync.standing().waiting == 0
    world.quiesce()
    world.server.look_at_everything()
    assert all(person not in (kept.root, kept.id) for kept in world.server.rows.values())
    assert not any(world.server.unconfirmed.values()), "every laptop has said that nothing is left"
    assert all(laptop.store.find_one(Candidate, person) is None for laptop in world.laptops)


def test_a_backup_of_a_laptop_from_before_gives_nobody_back(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    person, _ = signed_up(world, anna)
    bo.engine.round()
    bo.close()
    kept = shutil.copy(bo.folder / "overstap.db", bo.folder / "backup.db")
    bo.open()
    world.server.erase(person)
    world.quiesce()
    assert left_on(bo) == set()
    bo.close()
    shutil.copy(kept, bo.folder / "overstap.db")
    bo.open()
    assert left_on(bo)
    bo.store.apply(did(SetField("candidate", person, DELETED, True)))
    bo.engine.round()
    assert left_on(bo) == set()
    world.quiesce()
    world.server.look_at_everything()
    assert all(kept.root != person for kept in world.server.rows.values())


def test_what_was_written_before_leaves_the_journal_file_of_the_database_too(world: World) -> None:
    anna = world.laptops[0]
    person, _ = signed_up(world, anna)
    beside = anna.folder / "overstap.db-wal"
    assert beside.stat().st_size > 0
    world.server.erase(person)
    anna.engine.round()
    assert len(beside.read_bytes()) <= 64 * 4096, "only what was written after the erasure"


@pytest.mark.timeout(300)
def test_one_asks_an_officer_confirms_and_the_certificate_says_who_has_not(postgres: str, tmp_path: Path) -> None:
    shared = shared_desk(postgres, tmp_path, "erasing")
    anna, bo = shared.laptops
    shared.add("fg.o", "Fatma Oefenaar", "auditor")
    server = ("--server", shared.address_of("fg.o"))
    partner = anna.done("add", "organisation", "name=Fictum", "kind=other", "--json").json["records"][0]
    told_of_him = ("last_name=Kwatsj", "first_name=Bo", "phone=0660000001", f"source_org={partner}")
    person = anna.done("add", "candidate", *told_of_him, "--json").json["records"][0]
    anna.done("sync")
    bo.done("sync")
    asked = anna.done("erase", person, "--reference", "2026-14", "--json").json
    assert asked == {"person": person, "asked": True}
    assert "2026-14" in bo.done("erasures").out
    assert anna.done("find", "kwatsj", "--json").json, "nothing goes before somebody else confirms"
    certificate = tmp_path / "bewijs.pdf"
    confirmed = shared.admin.done("server", "erase", "confirm", person, *server, "-o", str(certificate), "--json").json
    assert confirmed["confirmed_by"] == "fg.o"
    assert confirmed["removed"]["app.candidate"] == 1
    text = structure(certificate.read_bytes()).text()
    assert "2026-14" in text
    assert "anna.o" in text
    assert "Kwatsj" not in text
    anna.done("sync")
    assert anna.done("find", "kwatsj", "--json").json == []
    told = shared.admin.done("server", "erase", "certificate", "2026-14", *server).out
    assert "bo.o" in told
    assert "anna.o" not in told
    bo.done("sync")
    file = tmp_path / "bewijs.json"
    shared.admin.done("server", "erase", "certificate", person, *server, "-o", str(file))
    assert all(laptop["gone"] for laptop in json.loads(file.read_text(encoding="utf-8"))["laptops"])
