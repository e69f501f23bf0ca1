"""The preview: the exact bytes on screen, to a file, to a printer."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from desktop.domain.errors import Refused
from desktop.domain.read_log import ReadAct
from desktop.domain.said import said
from desktop.ui.screens.preview.view import PreviewView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.conftest import BarePapers
from tests.ui.people import People


@pytest.fixture
def preview(room: Workroom, jobs: Jobs, people: People) -> PreviewView:
    """The preview of Bilal's documents, on the screen."""
    room.go(Place("dossier", people.bilal.traject))
    jobs.finish()
    QTest.keySequence(room, "Ctrl+P")
    jobs.finish()
    assert isinstance(room.here, PreviewView)
    return room.here


def test_ctrl_p_shows_the_pages_of_the_document(preview: PreviewView) -> None:
    assert preview.pane.preview.pages == 1
    assert preview.pane.told.text() == "1 page"


def test_escape_goes_back_to_the_work(room: Workroom, preview: PreviewView, people: People) -> None:
    QTest.keyClick(preview.pane.preview, Qt.Key.Key_Escape)
    assert room.place == Place("dossier", people.bilal.traject)


def test_the_file_that_is_saved_holds_the_bytes_that_were_shown(
    room: Workroom, preview: PreviewView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: Jobs
) -> None:
    chosen = tmp_path / "report.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    QTest.keySequence(preview, "Ctrl+S")
    jobs.finish()
    assert chosen.read_bytes() == BarePapers().pdf("intake", "", "en")
    assert "not encrypted" in room.messages.text


def test_a_folder_that_may_not_be_written_is_answered_with_a_sentence_and_the_line_stood_there_first(
    room: Workroom, preview: PreviewView, people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: Jobs
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gone" / "report.pdf"), ""))
    QTest.keySequence(preview, "Ctrl+S")
    jobs.finish()
    assert "gone" in room.messages.text
    assert room.session.store.reads(people.bilal.candidate)[0].act is ReadAct.SAVED


def test_the_printer_gets_every_page(preview: PreviewView, tmp_path: Path, jobs: Jobs) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.print_on(printer)
    jobs.finish()
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 1


def test_the_page_grows_and_shrinks_by_key(preview: PreviewView) -> None:
    before = preview.pane.preview.factor
    QTest.keySequence(preview, "Ctrl++")
    assert preview.pane.preview.factor > before
    QTest.keySequence(preview, "Ctrl+-")
    assert preview.pane.preview.factor == pytest.approx(before)


def test_a_document_that_cannot_be_made_is_answered_where_it_would_stand(
    preview: PreviewView, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise Refused(said("This case has no route yet. Plan it first."))

    monkeypatch.setattr(BarePapers, "pdf", refuse)
    QTest.keyClicks(preview.choice.paper, "Diploma")
    jobs.finish()
    assert preview.pane.trouble.sentence.text() == "This case has no route yet. Plan it first."
    assert not preview.printing.isEnabled()


def test_every_look_at_a_case_leaves_one_line_and_what_is_handed_out_another(
    room: Workroom, preview: PreviewView, people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: Jobs
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "report.pdf"), ""))
    QTest.keySequence(preview, "Ctrl+S")
    QTest.keySequence(room, "Ctrl+Z")  # what changes the case shows it again: no new look
    jobs.finish()
    room.go(Place("dossier", people.fatima.traject))
    room.go(Place("dossier", people.bilal.traject))
    jobs.finish()
    log = room.session.store.reads(people.bilal.candidate)
    assert [(line.act, line.document) for line in reversed(log)] == [
        (ReadAct.OPENED, ""),
        (ReadAct.SAVED, "intake"),
        (ReadAct.OPENED, ""),
    ]
    assert [line.act for line in room.session.store.reads(people.fatima.candidate)] == [ReadAct.OPENED]
