"""Access for the person by keyboard: one file with everything, and a line in the read log before it."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.application.attachments import attach
from desktop.application.exports.access_bundle import Part
from desktop.application.ports import Work
from desktop.bootstrap import Papers
from desktop.domain.changes import Action, Create
from desktop.domain.read_log import ReadAct
from desktop.persistence.store import LocalStore
from desktop.ui.screens.access.view import AccessView
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.session import Session
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.keys import press
from tests.ui.people import BARE_PDF, People


@pytest.fixture
def session(session: Session, work: Work) -> Session:
    """An open workspace with the real documents."""
    return replace(session, papers=Papers(work))


@pytest.fixture
def screen(room: Workroom, jobs: Jobs, people: People, store: LocalStore, work: Work) -> AccessView:
    """The screen about Bilal, in whose dossier a file is and a note that names somebody else."""
    new, case = work.ids.new, people.bilal.traject
    note = new()
    told = {"body": "Zijn zus Roos Verzonnen belde", "note_at": work.clock.now(), "note_kind": "talk"}
    store.apply(
        Action(
            "Note",
            (
                Create("note", note, case, {**told, "visibility": "team"}),
                Create("note_person", new(), note, {"person": "Roos Verzonnen"}),
            ),
        )
    )
    store.apply(attach(work, case, BARE_PDF, "cv.pdf", kind="cv", title="Cv", dated=work.clock.today()))
    room.go(Place("dossier", case))
    jobs.finish()
    dossier = room.here
    assert isinstance(dossier, DossierView)
    assert room.commands.action("go.access") in dossier.header.verbs.actions()
    room.commands.run("go.access")
    jobs.finish()
    made = room.here
    assert isinstance(made, AccessView)
    return made


def saving_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The person chooses this place."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_everything_is_handed_out_in_one_file_without_others_in_it(
    room: Workroom, screen: AccessView, jobs: Jobs, store: LocalStore, people: People, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert "Bilal" in screen.heading.text()
    assert "1 file" in screen.told[Part.FILES].text()
    saving_to(monkeypatch, tmp_path / "access.zip")
    press("Ctrl+Return")
    jobs.finish()
    assert [path.name for path in tmp_path.glob("access*")] == ["access.zip"]
    with zipfile.ZipFile(tmp_path / "access.zip") as archive:
        names = archive.namelist()
        paper, data, cv = (archive.read(name) for name in names)
    assert names[1:] == ["data.json", "files/01 cv.pdf"]
    assert cv == BARE_PDF
    told = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
    assert "Bilal" in told
    found = json.loads(data)
    assert {"candidate", "traject", "note", "document"} <= {record["kind"] for record in found["records"]}
    assert "Roos" not in data.decode()
    assert "Roos" not in told
    newest = store.reads(people.bilal.candidate)[0]
    assert (newest.act, newest.purpose, newest.recipient) == (
        ReadAct.EXPORTED, "Request for access (GDPR article 15)", screen.why.recipient.text(),
    )  # fmt: skip
    assert "saved" in room.messages.text


def test_only_what_was_asked_for_is_in_it(
    screen: AccessView, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving_to(monkeypatch, tmp_path / "access.zip")
    assert QApplication.focusWidget() is screen.boxes[Part.PAPER]
    press("Space", "Tab", "Tab", "Space", "Tab", "Space", "Ctrl+Return")  # no paper, no files, others are named
    jobs.finish()
    with zipfile.ZipFile(tmp_path / "access.zip") as archive:
        assert archive.namelist() == ["data.json"]
        assert "Roos Verzonnen" in archive.read("data.json").decode()


def test_the_log_knows_it_before_the_file_is_there_and_nothing_is_left_of_one_that_fails(
    screen: AccessView, jobs: Jobs, store: LocalStore, people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving_to(monkeypatch, tmp_path / "gone" / "access.zip")
    press("Ctrl+Return")
    jobs.finish()
    assert store.reads(people.bilal.candidate)[0].act is ReadAct.EXPORTED
    assert "does not answer" in screen.problem.text()
    assert not list(tmp_path.rglob("access*"))
    assert screen.save.isEnabled()


def test_why_and_for_whom_are_asked_and_something_has_to_be_chosen(
    qtbot: QtBot, screen: AccessView, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving_to(monkeypatch, tmp_path / "access.zip")
    screen.why.recipient.clear()
    press("Ctrl+Return")
    assert QApplication.focusWidget() is screen.why.recipient
    assert "to whom" in screen.problem.text()
    press("the candidate")
    for part in Part:
        QTest.keyClick(screen.boxes[part], Qt.Key.Key_Space)
    press("Ctrl+Return")
    jobs.finish()
    assert "Tick what" in screen.problem.text()
    assert not list(tmp_path.glob("access*"))
