"""Each kind of list goes in by keys alone and is taken back by one undo; odd files get a clear sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from desktop.application.imports.delimited import read_delimited
from desktop.application.imports.guessing import any_header
from desktop.domain.fields import Record
from desktop.domain.records import Candidate, Employer, Module, Question
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


@pytest.fixture
def give(assistant: ImportView, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Chooses a file; the window in which its name is typed belongs to the system."""

    def choose(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        QTest.keySequence(assistant, "Ctrl+O")
        jobs.finish()

    return choose


def as_workbook(path: Path, tmp_path: Path) -> Path:
    """The same rows on the sheet of a workbook."""
    book = openpyxl.Workbook()
    for line in read_delimited(path, any_header).lines:
        book.active.append(list(line.cells))
    book.save(tmp_path / f"{path.stem}.xlsx")
    return tmp_path / f"{path.stem}.xlsx"


@pytest.mark.parametrize(
    ("file", "kind", "record", "column", "new"),
    [
        ("aanmeldingen_tab.txt", "candidate", Candidate, 0, 2),
        ("werkgevers.csv", "employer", Employer, 2, 2),
        ("modules.csv", "module", Module, 9, 1),
        ("vragen.csv", "question", Question, 6, 2),
    ],
)
@pytest.mark.parametrize("workbook", [False, True], ids=["text", "workbook"])
def test_a_list_goes_in_by_keys_alone_and_one_undo_takes_it_back(
    file: str,
    kind: str,
    record: type[Record],
    column: int,
    new: int,
    workbook: bool,
    give: Callable[[Path], None],
    room: Workroom,
    assistant: ImportView,
    jobs: Jobs,
    store: LocalStore,
    tmp_path: Path,
) -> None:
    before = store.where(record)
    give(as_workbook(DATA / file, tmp_path) if workbook else DATA / file)
    assert assistant.kind.currentData() == kind
    combo = assistant.columns.combos[column]
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)  # this column stays out
    jobs.finish()
    assert assistant.model.found is not None
    assert assistant.model.found.rehearsal.plan.columns[column].target is None
    QTest.keySequence(assistant, "Ctrl+Return")
    jobs.finish()
    assert len(store.where(record)) == len(before) + new
    QTest.keySequence(room, "Ctrl+Z")
    jobs.finish()
    assert store.where(record) == before


OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
LIST = "Voornaam;Achternaam;Telefoon\nZoë;Bedacht;0612345678\n"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty"),
        (OLD_EXCEL, "old Excel file"),
        (LIST.encode("utf-16-le"), "not readable text"),
        (b'Voornaam;Achternaam\n"Bo;Li\n' + b"Jan;Bedacht\n" * 3, "quotation mark on row 2 is never closed"),
    ],
    ids=["nothing", "xls called csv", "UTF-16 without a mark", "open quotation mark"],
)
def test_an_odd_file_gets_a_sentence_and_the_next_one_is_read(
    data: bytes, sentence: str, assistant: ImportView, jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "vreemd.csv").write_bytes(data)
    (tmp_path / "goed.csv").write_text(LIST, encoding="utf-8")
    assistant.open(tmp_path / "vreemd.csv")
    jobs.finish()
    assert sentence in assistant.problem.text()
    assert assistant.empty.isVisible()
    assistant.open(tmp_path / "goed.csv")
    jobs.finish()
    assert assistant.problem.text() == ""
    assert assistant.model.going == 1


def test_what_would_be_a_formula_or_has_lines_in_it_is_kept_as_text_and_sixty_columns_fit_the_window(
    assistant: ImportView, jobs: Jobs, store: LocalStore, tmp_path: Path
) -> None:
    more = ";".join(f"Kolom {n}" for n in range(57))
    path = tmp_path / "breed.csv"
    path.write_text(
        f'Voornaam;Achternaam;Woonplaats;{more}\nBo;=1+1;"Verzonnen\naan Zee"{";x" * 57}\n', encoding="utf-8"
    )
    assistant.open(path)
    jobs.finish()
    assert len(assistant.columns.combos) == 60
    assert assistant.columns.horizontalScrollBar().maximum() == 0
    assert assistant.table.horizontalScrollBar().maximum() == 0
    QTest.keySequence(assistant, "Ctrl+Return")
    jobs.finish()
    found = next(person for person in store.where(Candidate) if person.first_name == "Bo")
    assert found.last_name == "=1+1"
    assert (found.city or "").split() == ["Verzonnen", "aan", "Zee"]
