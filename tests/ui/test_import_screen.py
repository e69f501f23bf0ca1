"""A real list of a desk goes in by keyboard, is looked at row by row, and is taken back by one undo."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

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
    choose(assistant.known.choice, Choice.UPDATE, jobs)
    two.setFocus()
    two.setCurrentCell(next(row for row, text in enumerate(shown) if "ander.adres" in text), 0)
    QTest.keyClick(two, Qt.Key.Key_Left)  # the address that is here stays
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


def long_list(path: Path, rows: int) -> Path:
    people = "".join(f"Verzonnen{n};Bedacht{n};06{n:08d}\n" for n in range(rows))
    path.write_text(f"Voornaam;Achternaam;Telefoon\n{people}", encoding="utf-8")
    return path


def test_a_long_import_tells_how_far_it_is_and_is_stopped_without_a_trace(
    qtbot: QtBot, room: Workroom, assistant: ImportView, jobs: Jobs, store: LocalStore, tmp_path: Path
) -> None:
    assistant.open(long_list(tmp_path / "lijst.csv", 3000))
    jobs.finish()
    before, actions = len(store.where(Candidate)), len(store.actions())
    QTest.keySequence(assistant, "Ctrl+Return")
    qtbot.waitUntil(lambda: assistant.waiting.told.text().startswith("Writing"))
    assert assistant.waiting.isVisible()
    QTest.keySequence(assistant, "Esc")
    jobs.finish()
    assert "Nothing of this list was imported" in room.messages.text
    assert (len(store.where(Candidate)), len(store.actions())) == (before, actions)
    assert not assistant.waiting.isVisible()
    assert assistant.model.going == 3000  # the rehearsal is still there: it can be tried again
    QTest.keySequence(assistant, "Ctrl+Return")
    jobs.finish()
    assert len(store.where(Candidate)) == before + 3000


def test_reading_a_long_list_is_stopped_and_another_takes_its_place(
    qtbot: QtBot, assistant: ImportView, jobs: Jobs, tmp_path: Path
) -> None:
    assistant.open(long_list(tmp_path / "lang.csv", 3000))
    qtbot.waitUntil(assistant.waiting.isVisible)
    QTest.keySequence(assistant, "Esc")
    jobs.finish()
    assert assistant.empty.isVisible()
    assistant.open(long_list(tmp_path / "lang.csv", 3000))
    assistant.open(DATA / "aanmeldingen_bom.csv")
    jobs.finish()
    assert assistant.file.text() == "aanmeldingen_bom.csv"
    assert assistant.model.found is not None
    assert len(assistant.model.found.rehearsal.rows) == 2


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


def choose(combo: QComboBox, data: object, jobs: Jobs) -> None:
    """Go through a list with the arrow keys."""
    combo.setFocus()
    wanted = combo.findData(data)
    assert wanted >= 0
    for _ in range(abs(wanted - combo.currentIndex())):
        QTest.keyClick(combo, Qt.Key.Key_Down if combo.currentIndex() < wanted else Qt.Key.Key_Up)
        jobs.finish()
    assert combo.currentData() == data


def first_rows(assistant: ImportView) -> str:
    model = assistant.reading.rows.model()
    places = ((row, column) for row in range(model.rowCount()) for column in range(model.columnCount()))
    return " ".join(str(model.index(row, column).data()) for row, column in places)


def test_another_alphabet_is_tried_at_once_and_nothing_that_was_decided_is_lost(
    assistant: ImportView, jobs: Jobs, tmp_path: Path
) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Voornaam;Achternaam;Bijzonder\nŞenay;Yılmaz;x\nBo;Li;y\n", encoding="cp1254")
    assistant.open(path)
    jobs.finish()
    QTest.keySequence(assistant, "Ctrl+E")  # Şenay stays out
    assistant.model.send(2, "note.body")
    jobs.finish()
    QTest.keySequence(assistant, "Ctrl+R")
    assert "Þenay" in first_rows(assistant)
    choose(assistant.reading.encoding, "cp1254", jobs)
    assert "Şenay" in first_rows(assistant)
    found = assistant.model.found
    assert found is not None
    assert found.rehearsal.rows[0].values["candidate.first_name"] == "Şenay"
    assert found.rehearsal.plan.columns[2].target == "note.body"
    assert [assistant.model.goes_in(row) for row in found.rehearsal.rows] == [False, True]


def test_where_no_header_is_found_somebody_points_it_out(assistant: ImportView, jobs: Jobs, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("1;2;3\nk100;k200;k300\nx1;Bo Li;kast 100\n", encoding="utf-8")
    assistant.open(path)
    jobs.finish()
    assert "column names" in assistant.problem.text()
    assert assistant.reading.isVisible()
    assert assistant.reading.hasFocus() or assistant.reading.encoding.hasFocus()
    choose(assistant.reading.header, 2, jobs)
    found = assistant.model.found
    assert found is not None
    assert found.sheet.header.cells == ("k100", "k200", "k300")
    assert "No column of this list fits" in assistant.problem.text()
    QTest.keySequence(assistant, "Ctrl+R")
    choose(assistant.columns.combos[1], "candidate.name", jobs)
    assert assistant.model.found is not None
    assert assistant.model.found.rehearsal.rows[0].values["candidate.last_name"] == "Li"


def test_another_sheet_of_a_workbook_is_chosen(assistant: ImportView, jobs: Jobs, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Naam", "Telefoon", "E-mail"])
    book.active.append(["Bo Li", "0612345678", "bo@voorbeeld.nl"])
    other = book.create_sheet("Werkgevers")
    other.append(["Bedrijf", "KvK"])
    other.append(["Verzonnen Papier B.V.", "01234567"])
    book.save(tmp_path / "lijst.xlsx")
    assistant.open(tmp_path / "lijst.xlsx")
    jobs.finish()
    assert assistant.kind.currentData() == "candidate"
    QTest.keySequence(assistant, "Ctrl+R")
    assert not assistant.reading.encoding.isVisible()
    choose(assistant.reading.sheet, "Werkgevers", jobs)
    assert assistant.kind.currentData() == "employer"
    assert "Verzonnen Papier" in first_rows(assistant)


def test_a_file_that_is_no_list_gets_a_sentence(assistant: ImportView, jobs: Jobs, tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(b"%PDF-1.7 x")
    assistant.open(tmp_path / "brief.pdf")
    jobs.finish()
    assert "PDF" in assistant.problem.text()
