"""Printing by keyboard on real documents: for whom and why, chapters, filing, many at once; read back from the PDF."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.application.candidates import register
from desktop.application.ports import Work
from desktop.bootstrap import Papers
from desktop.domain.changes import Action, SetField
from desktop.domain.read_log import ReadAct
from desktop.domain.records import Print
from desktop.persistence.store import LocalStore
from desktop.ui.screens.preview.view import PreviewView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.session import Session
from desktop.ui.shell.why_fields import remembered
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.people import People, whole_case


@pytest.fixture
def session(session: Session, work: Work) -> Session:
    """An open workspace with the real documents."""
    return replace(session, papers=Papers(work))


def at_the_preview(room: Workroom, jobs: Jobs, place: Place) -> PreviewView:
    room.go(place)
    jobs.finish()
    assert isinstance(room.here, PreviewView)
    return room.here


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_dossier_asks_for_whom_and_why_and_says_so_on_the_cover_and_in_the_log(
    room: Workroom, jobs: Jobs, store: LocalStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = whole_case(store)
    view = at_the_preview(room, jobs, Place("preview", case, "dossier"))
    assert "purpose" in view.pane.trouble.sentence.text()
    assert not view.saving.isEnabled()
    QTest.keyClick(view.pane.trouble.button, Qt.Key.Key_Space)
    assert view.options.purpose.hasFocus()
    QTest.keyClicks(view.options.purpose, "advice of the doctor")
    QTest.keyClick(view.options.purpose, Qt.Key.Key_Tab)
    QTest.keyClicks(view.options.recipient, "the participant")
    for number, box in view.options.chapters.items():
        if number not in (3, 15):
            QTest.keyClick(box, Qt.Key.Key_Space)
    jobs.finish()
    chosen = tmp_path / "dossier.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    QTest.keySequence(view, "Ctrl+S")
    jobs.finish()
    told = words(chosen.read_bytes())
    assert "advice of the doctor" in told
    assert "3. Personal details" in told
    assert "13. Documents" not in told
    person = store.dossier(case).candidate_id
    newest = store.reads(person)[0]
    assert (newest.act, newest.document, newest.purpose, newest.recipient) == (
        ReadAct.SAVED, "dossier", "advice of the doctor", "the participant",
    )  # fmt: skip
    assert remembered(store) == ["advice of the doctor"]


def test_a_filed_print_is_shown_again_byte_for_byte(room: Workroom, jobs: Jobs, store: LocalStore) -> None:
    case = whole_case(store)
    before = len(store.dossier(case).all(Print))
    view = at_the_preview(room, jobs, Place("preview", case, "agreement"))
    QTest.keyClick(view.filing, Qt.Key.Key_Space)
    jobs.finish()
    prints = store.dossier(case).all(Print)
    assert len(prints) == before + 1
    view.choice.version.setFocus()
    QTest.keyClick(view.choice.version, Qt.Key.Key_Down)
    jobs.finish()
    assert view.choice.version.currentText().startswith("version")
    assert view._pdf == store.bytes(prints[-1].sha256 or "")
    assert not view.filing.isEnabled()
    QTest.keySequence(room, "Ctrl+Z")
    jobs.finish()
    assert len(store.dossier(case).all(Print)) == before


def test_what_is_missing_on_the_paper_is_a_link_to_where_it_is_filled_in(
    room: Workroom, jobs: Jobs, people: People
) -> None:
    view = at_the_preview(room, jobs, Place("preview", people.fatima.traject, "intake"))
    link = view.missing.links[0]
    assert link.isVisible()
    QTest.keyClick(link, Qt.Key.Key_Space)
    jobs.finish()
    assert room.place is not None
    assert (room.place.screen, room.place.traject) == ("intake", people.fatima.traject)
    assert room.place.at


def test_many_people_get_a_file_each_and_whom_it_cannot_be_made_for_is_said(
    room: Workroom, jobs: Jobs, store: LocalStore, people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with_route = whole_case(store)
    others = (people.fatima.traject, people.bilal.traject)
    view = at_the_preview(room, jobs, Place("preview", with_route, "route", others=others))
    assert "1 of 3" in view.name.text()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    QTest.keySequence(view, "Ctrl+S")
    jobs.finish()
    (made,) = tmp_path.glob("route-*.pdf")
    assert made.read_bytes().startswith(b"%PDF-")
    assert "2 were left out" in room.messages.text
    assert [line.act for line in store.reads(people.bilal.candidate)] == []
    assert store.reads(store.dossier(with_route).candidate_id)[0].act is ReadAct.SAVED


def test_many_people_are_one_job_of_the_printer_and_each_leaves_a_line(
    room: Workroom, jobs: Jobs, store: LocalStore, people: People, tmp_path: Path
) -> None:
    cases = (people.fatima.traject, people.bilal.traject, people.daan.traject)
    view = at_the_preview(room, jobs, Place("preview", cases[0], "intake", others=cases[1:]))
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "all.pdf"))
    view.print_on(printer)
    jobs.finish()
    assert len(PdfReader(tmp_path / "all.pdf").pages) >= 3 * view.pane.preview.pages - 3
    for person in (people.fatima, people.bilal, people.daan):
        assert store.reads(person.candidate)[0].act is ReadAct.PRINTED


def test_a_run_of_many_can_be_stopped(
    room: Workroom, jobs: Jobs, people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = (people.fatima.traject, people.bilal.traject, people.daan.traject)
    view = at_the_preview(room, jobs, Place("preview", cases[0], "intake", others=cases[1:]))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    QTest.keySequence(view, "Ctrl+S")
    assert view.halt.isVisible()
    QTest.keyClick(view.halt, Qt.Key.Key_Space)
    jobs.finish()
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    assert "Stopped" in room.messages.text


def test_pages_are_small_beside_it_and_words_are_found(
    qtbot: QtBot, room: Workroom, jobs: Jobs, store: LocalStore
) -> None:
    view = at_the_preview(room, jobs, Place("preview", whole_case(store), "agreement"))
    assert view.pane.thumbnails.count() == view.pane.preview.pages > 1
    qtbot.waitUntil(lambda: view.pane.thumbnails.drawn == view.pane.preview.pages)
    view.pane.thumbnails.setFocus()
    QTest.keyClick(view.pane.thumbnails, Qt.Key.Key_Down)
    assert view.pane.preview.page == 1
    QTest.keySequence(view, "Ctrl+F")
    QTest.keyClicks(view.pane.search, "agreement")
    qtbot.waitUntil(lambda: view.pane.told.text().startswith("found"))


def test_what_is_printed_only_when_ticked_is_ticked_here(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    wish = (SetField("intake", people.fatima.intake, "wage_wish", 245000),)
    store.apply(Action("Intake changed", wish))
    view = at_the_preview(room, jobs, Place("preview", people.fatima.traject, "intake"))
    assert "2,450" not in words(view.pane.preview.pdf)
    QTest.keyClick(view.options.extras["intake.wage_wish"], Qt.Key.Key_Space)
    jobs.finish()
    assert "2,450" in words(view.pane.preview.pdf)


def test_more_than_twenty_five_people_ask_a_purpose(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, work: Work, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    cases = [people.fatima.traject]
    for number in range(25):
        signed = register(work, {"last_name": f"Proef{number}", "phone": f"06600000{number:02}"}, {}, from_list=True)
        store.apply(signed)
        cases.append(signed.created("traject"))
    view = at_the_preview(room, jobs, Place("preview", cases[0], "blank_intake", others=tuple(cases[1:])))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    QTest.keySequence(view, "Ctrl+S")
    assert "purpose" in room.messages.text
    assert view.options.purpose.hasFocus()
    assert list(tmp_path.glob("*.pdf")) == []
    QTest.keyClicks(view.options.purpose, "open day")
    QTest.keySequence(view, "Ctrl+S")
    jobs.finish()
    assert len(list(tmp_path.glob("*.pdf"))) == 26
    assert {line.purpose for line in store.reads() if line.act is ReadAct.SAVED} == {"open day"}
