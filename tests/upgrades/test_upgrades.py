"""A workspace that an older program wrote opens in this one, with everything that was in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from desktop import bootstrap
from desktop.application.papers import KINDS
from desktop.application.papers.press import pdf_of
from desktop.documents.render import render
from desktop.domain.read_log import ReadAct, Reading
from desktop.domain.records import Candidate, IntakeVersion, Traject
from desktop.persistence import integrity, journal
from desktop.persistence.migrate import layout
from tests.upgrades.make import make
from tests.upgrades.stored import PASSPHRASE, file_of, stored, unpack


@pytest.mark.parametrize("source", stored(), ids=lambda path: path.stem)
def test_a_stored_workspace_opens_with_everything_that_was_in_it(source: Path, tmp_path: Path) -> None:
    _opens(source, tmp_path)


def test_a_workspace_stored_today_opens_and_is_small(tmp_path: Path) -> None:
    made = make(tmp_path / "today.zip")
    assert made.stat().st_size < 400_000
    _opens(made, tmp_path / "folder")


def test_every_released_schema_has_its_stored_workspace() -> None:
    assert [file_of(version) for version in range(1, layout().newest + 1)] == stored()


def _opens(source: Path, folder: Path) -> None:
    workspace, expected, word = unpack(source, folder)
    assert word == "verzegeld"
    with (opened := bootstrap.open_for_work(workspace, PASSPHRASE)).workspace:
        store, database = opened.store, opened.workspace.database
        assert database.version == layout().newest
        assert integrity.verify(database) == []
        with database.reading() as connection:
            assert journal.verify(connection) == []
            actions, changes = journal.size(connection)
        assert actions >= expected.actions
        assert changes >= expected.changes
        case = store.get(Traject, expected.traject)
        assert (case.dossier_no, case.stage) == (expected.dossier_no, expected.stage)
        dossier = store.dossier(case.id)
        assert Counter(record.SPEC.name for record in dossier.records) == expected.kinds
        assert store.get(Candidate, dossier.candidate_id).last_name == expected.last_name
        assert dossier.candidate_id in [hit.id for hit in store.search(expected.last_name, kinds=("candidate",))]
        frozen = dossier.last(IntakeVersion)
        assert frozen is not None
        assert store.bytes(frozen.sha256 or "").startswith(b"%PDF-")
        for kind in KINDS:
            assert pdf_of(opened.work, render, kind, case.id, "nl", version=2, purpose="x", recipient="y")
        store.undo()
        store.log_reads(Reading(ReadAct.OPENED, case.id))
        assert [line.case for line in store.reads(dossier.candidate_id, limit=1)] == [case.id]
