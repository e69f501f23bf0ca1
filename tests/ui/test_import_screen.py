"""A real list of a desk goes in by keyboard, is looked at row by row, and is taken back by one undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.application.imports.fates import Choice
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


def test_somebody_who_is_here_is_updated_by_keyboard_and_brought_back(
    room: Workroom, assistant: ImportView, jobs: Jobs, store: LocalStore, tmp_path: Path
) -> None:
    known = next(c for c in store.where(Candidate) if c.birth_date and c.first_name)
    path = tmp_path / "lijst.csv"
    cells = (known.first_name, known.name_prefix or "", known.last_name, f"{known.birth_date:%d-%m-%Y}")
    path.write_text(
        "Voornaam;Tussenvoegsel;Achternaam;Geboortedatum;Woonplaats;E-mail\n"
        f"{';'.join(map(str, cells))};Verzonnen aan Zee;ander.adres@voorbeeld.nl\n",
        encoding="utf-8",
    )
    assistant.open(path)
    jobs.finish()
    two = assistant.known.two
    shown = [str(two.model().index(row, 2).data()) for row in range(two.rowCount())]
    assert any("Verzonnen aan Zee" in text for text in shown)
    two.setFocus()
    two.setCurrentCell(next(row for row, text in enumerate(shown) if "ander.adres" in text), 0)
    QTest.keyClick(two, Qt.Key.Key_Left)  # the address that is here stays
    assert assistant.known.choice.currentData() == Choice.UPDATE
    QTest.keySequence(assistant, "Ctrl+Return")
    jobs.finish()
    now = store.get(Candidate, known.id)
    assert (now.city, now.email) == ("Verzonnen aan Zee", known.email)
    QTest.keySequence(room, "Ctrl+Z")
    jobs.finish()
    assert store.get(Candidate, known.id) == known


def test_one_decision_holds_for_all_rows_that_are_shown(assistant: ImportView, jobs: Jobs, store: LocalStore) -> None:
    assistant.open(DATA / "aanmeldingen_bom.csv")
    jobs.finish()
    QTest.keySequence(assistant, "Ctrl+E")
    QTest.keySequence(assistant, "Ctrl+Shift+E")
    before = len(store.where(Candidate))
    QTest.keySequence(assistant, "Ctrl+Return")
    jobs.finish()
    assert "No row of this list can be imported" in assistant.problem.text()
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
