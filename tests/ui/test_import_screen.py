"""A real list of a desk goes in by keyboard, is looked at row by row, and is taken back by one undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from desktop.domain.records import Candidate
from desktop.persistence.store import LocalStore
from desktop.ui.screens.imports.view import ImportView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workroom import Workroom

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def assistant(room: Workroom, jobs: Jobs) -> ImportView:
    """The assistant, reached by its key."""
    QTest.keySequence(room, "Ctrl+Shift+I")
    jobs.finish()
    assert isinstance(room.here, ImportView)
    return room.here


def test_a_messy_list_goes_in_as_it_was_shown_and_is_taken_back(
    room: Workroom, assistant: ImportView, jobs: Jobs, store: LocalStore
) -> None:
    before = len(store.where(Candidate))
    assistant.open(DATA / "aanmeldingen_titel_cp1252.csv")
    jobs.finish()
    assert assistant.model.found is not None
    rows = assistant.model.found.rehearsal.rows
    going = [row for row in rows if assistant.model.goes_in(row)]
    assert assistant.kind.currentData() == "candidate"
    assistant.table.choose_row(rows.index(going[0]))
    QTest.keySequence(assistant, "Ctrl+E")
    assert not assistant.model.goes_in(going[0])
    QTest.keySequence(assistant, "Ctrl+Return")
    jobs.finish()
    assert len(store.where(Candidate)) == before + len(going) - 1
    assert str(len(going) - 1) in room.messages.text
    QTest.keySequence(room, "Ctrl+Z")
    jobs.finish()
    assert len(store.where(Candidate)) == before


def test_a_column_is_sent_elsewhere_and_that_is_remembered(assistant: ImportView, jobs: Jobs) -> None:
    assistant.open(DATA / "aanmeldingen_bom.csv")
    jobs.finish()
    assert assistant.model.found is not None
    column = next(c for c in assistant.model.found.rehearsal.plan.columns if c.target == "candidate.phone")
    assistant.model.send(column.index, None)
    jobs.finish()
    assert assistant.model.found.rehearsal.plan.columns[column.index].target is None
    QTest.keySequence(assistant, "Ctrl+Return")
    jobs.finish()
    assistant.open(DATA / "aanmeldingen_bom.csv")
    jobs.finish()
    assert assistant.model.found is not None
    assert assistant.model.found.rehearsal.plan.remembered


def test_a_file_that_is_no_list_gets_a_sentence(assistant: ImportView, jobs: Jobs, tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(b"%PDF-1.7 x")
    assistant.open(tmp_path / "brief.pdf")
    jobs.finish()
    assert "PDF" in assistant.problem.text()
