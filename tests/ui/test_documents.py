"""Documents: dropped or chosen, shown here, opened elsewhere in a copy that is gone after lock, quit or a kill."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop import bootstrap
from desktop.application.attachments import attach
from desktop.application.i18n import Language, language
from desktop.application.papers.filing import file_print
from desktop.application.ports import Work
from desktop.application.settings import Settings
from desktop.domain.read_log import ReadAct
from desktop.domain.records import Document
from desktop.persistence.opened_files import OpenedFiles
from desktop.persistence.store import LocalStore
from desktop.persistence.workspace import Workspace
from desktop.ui.screens.documents.page import DocumentsPage
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.places import DESTINATIONS
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.session import Session
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.integration.small_workspace import FAST, PASSPHRASE
from tests.ui.keys import press
from tests.ui.people import BARE_PDF, People


def documents(room: Workroom, jobs: Jobs, traject: str) -> DocumentsPage:
    """The documents of a dossier, on the screen."""
    room.go(Place("dossier", traject))
    jobs.finish()
    assert isinstance(room.here, DossierView)
    room.here.sections.go("documents")
    jobs.finish()
    page = room.here.stack.currentWidget()
    assert isinstance(page, DocumentsPage)
    return page


def drop(page: DocumentsPage, *paths: Path) -> None:
    """Let go of these files above the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(50, 50), copy, data, left, none))


def a_file(folder: Path, name: str = "cv Bilal.pdf", data: bytes = BARE_PDF) -> Path:
    """A file outside the program."""
    path = folder / name
    path.write_bytes(data)
    return path


def titles(page: DocumentsPage) -> list[str]:
    """What the list says."""
    model = page.table.model()
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def test_a_dropped_file_is_filed_under_its_kind_and_shown_here_without_touching_the_disk(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, tmp_path: Path
) -> None:
    page = documents(room, jobs, people.bilal.traject)
    drop(page, a_file(tmp_path))
    press("Ctrl+Return")
    assert "what kind" in page.new_file.problem.said
    press("CV", "Ctrl+Return")
    jobs.finish()
    (kept,) = store.children(Document, people.bilal.traject)
    assert (kept.doc_kind, kept.title, kept.media_type) == ("cv", "cv Bilal", "application/pdf")
    assert titles(page) == ["cv Bilal"]
    assert "still where it was" in room.messages.text
    assert page.table.hasFocus()
    assert page.table.model().index(0, 4).data() == "Emma Bakker"
    press("Return")
    jobs.finish()
    assert page.viewer.pdf.pages == 1
    assert not (tmp_path / "opened").exists()
    press("Escape")
    assert page.table.hasFocus()
    assert page.viewer.pdf.pages == 0


def test_what_may_not_be_filed_is_said_beside_it_and_the_next_file_follows(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, tmp_path: Path
) -> None:
    page = documents(room, jobs, people.bilal.traject)
    passport, letter = a_file(tmp_path, "paspoort.pdf"), a_file(tmp_path, "brief diabetes.pdf", BARE_PDF + b"\n")
    drop(page, passport, letter, tmp_path)
    assert "no folders" in room.messages.text
    assert "1 more file" in page.new_file.rest.text()
    press("CV", "Ctrl+Return")
    jobs.finish()
    assert "identity documents are not kept" in page.new_file.problem.said
    press("Escape")
    assert page.new_file.name.text() == "brief diabetes.pdf"
    press("Down", "Ctrl+Return")
    jobs.finish()
    assert page.new_file.file.text() == "File it anyway"
    press("Ctrl+Return")
    jobs.finish()
    assert [one.title for one in store.children(Document, people.bilal.traject)] == ["brief diabetes"]
    assert page.new_file.isHidden()


def test_a_file_that_is_no_document_or_too_large_is_answered_with_a_sentence(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = documents(room, jobs, people.bilal.traject)
    large = tmp_path / "film.pdf"
    with large.open("wb") as file:
        file.truncate(30 * 1024 * 1024)
    page.empty.button.setFocus()
    chosen = ([str(a_file(tmp_path, "tabel.xlsx", b"PK\x03\x04")), str(large)], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: chosen)
    press("Ctrl+Shift+A")
    press("CV", "Ctrl+Return")
    jobs.finish()
    assert "no PDF, JPEG, PNG or Word" in page.new_file.problem.said
    press("Escape", "Down", "Ctrl+Return")
    jobs.finish()
    assert "30 MB" in page.new_file.problem.said
    assert store.children(Document, people.bilal.traject) == ()


def test_another_program_gets_a_private_copy_that_cannot_be_changed(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, work: Work
) -> None:
    store.apply(attach(work, people.bilal.traject, BARE_PDF, "cv.pdf", kind="cv"))
    page = documents(room, jobs, people.bilal.traject)
    seen: list[Path] = []

    def open_it(path: Path) -> bool:
        seen.append(path)
        return len(seen) == 1

    page.copies.opener = open_it
    page.table.setFocus()
    press("Ctrl+O")
    jobs.finish()
    (path,) = seen
    assert path.read_bytes() == BARE_PDF
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in list(path.parents)[:2]} == {0o700}
    assert "removes the copy when you lock" in room.messages.text
    assert ReadAct.SAVED in {line.act for line in store.reads()}
    press("Ctrl+O")
    jobs.finish()
    assert "no program" in room.messages.text
    room.session.files.empty()
    assert not any(path.parents[1].iterdir())


def test_a_picture_is_shown_here_and_a_copy_is_saved_where_one_chooses(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, work: Work, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    image, buffer = QImage(40, 20, QImage.Format.Format_RGB32), QBuffer()
    image.fill(Qt.GlobalColor.red)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know the name of a format only as bytes
    png = bytes(buffer.data().data())
    store.apply(attach(work, people.bilal.traject, png, "certificaat.png", kind="certificate"))
    page = documents(room, jobs, people.bilal.traject)
    page.table.setFocus()
    press("Return")
    jobs.finish()
    assert page.viewer.picture.accessibleName() == "certificaat"
    assert page.viewer.picture._label.pixmap().width() == 40
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "kopie.png"), ""))
    press("Ctrl+S")
    jobs.finish()
    assert (tmp_path / "kopie.png").read_bytes() == png
    assert "not encrypted" in room.messages.text


def test_a_filed_print_is_printed_again_from_the_bytes_that_were_kept(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, work: Work, tmp_path: Path
) -> None:
    store.apply(file_print(work, store.dossier(people.bilal.traject), "route", BARE_PDF, "nl"))
    page = documents(room, jobs, people.bilal.traject)
    assert titles(page) == ["Diploma route, version 1"]
    assert not page.strip.remove.isEnabled()
    page.table.setFocus()
    press("Return")
    jobs.finish()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert page.current is not None
    page.copies.print_on(printer, page.current, store.bytes(page.current.sha256), people.bilal.traject)
    jobs.finish()
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 1
    assert [(line.act, line.document) for line in store.reads() if line.act == ReadAct.PRINTED] == [
        (ReadAct.PRINTED, "route")
    ]


def test_a_document_is_taken_out_with_a_reason_and_comes_back_with_undo(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, work: Work
) -> None:
    store.apply(attach(work, people.bilal.traject, BARE_PDF, "cv.pdf", kind="cv"))
    page = documents(room, jobs, people.bilal.traject)
    page.table.setFocus()
    press("Del", "Return")
    jobs.finish()
    assert "Say why" in room.messages.text
    press("verkeerde persoon", "Return")
    jobs.finish()
    assert titles(page) == []
    press("Ctrl+Z")
    jobs.finish()
    assert titles(page) == ["cv"]


def test_locking_removes_what_another_program_was_given(qtbot: QtBot, tmp_path: Path, jobs: Jobs) -> None:
    space = Workspace(tmp_path / "space", hardness=FAST)
    opened, _ = bootstrap.create(space, name="Emma", desk="Oefenstad", role="counsellor", passphrase=PASSPHRASE)
    session = bootstrap.session(opened)
    window = MainWindow(bootstrap.door(space), jobs, Settings({"language": "en", "theme": "light"}), language)
    qtbot.addWidget(window)
    window.open_room(session)
    path = session.files.put("cv.pdf", b"%PDF-1.7 secret")
    assert path.exists()
    window.lock()
    jobs.finish()
    assert not list((space.folder / "opened").rglob("*"))


def test_what_a_killed_program_left_is_gone_before_anybody_unlocks(tmp_path: Path) -> None:
    folder = tmp_path / "space"
    ran = subprocess.run([sys.executable, "-m", "tests.opened_worker", str(folder)], capture_output=True, text=True)
    left = Path(ran.stdout.strip())
    assert left.read_bytes() == b"%PDF-1.7 secret"
    bootstrap.door(Workspace(folder, hardness=FAST)).warm_up()
    assert not left.exists()
    assert not any((folder / "opened").iterdir())


def test_emptying_leaves_alone_what_a_link_points_to(tmp_path: Path) -> None:
    outside = a_file(tmp_path, "outside.pdf")
    files = OpenedFiles(tmp_path / "opened")
    path = files.put("cv.pdf", BARE_PDF)
    (path.parent / "link.pdf").symlink_to(outside)
    assert files.empty() == 0
    assert outside.read_bytes() == BARE_PDF


def test_the_title_and_kind_of_a_document_are_changed_in_place(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, work: Work
) -> None:
    store.apply(attach(work, people.bilal.traject, BARE_PDF, "scan0001.pdf", kind="cv"))
    page = documents(room, jobs, people.bilal.traject)
    page.table.setFocus()
    press("Ctrl+E")
    jobs.finish()
    assert page.slot.form is not None
    page.slot.form.go_to("title")
    title = page.slot.form.fields["title"].control
    title.input.setFocus()
    press("Ctrl+A", "Bewijs rijschool", "Return", "Escape")
    jobs.finish()
    assert titles(page) == ["Bewijs rijschool"]
    assert page.table.hasFocus()


def test_files_that_wait_are_found_again_after_leaving_and_after_a_lock(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, tmp_path: Path, session: Session,
    tongue: Language, qtbot: QtBot,
) -> None:  # fmt: skip
    page = documents(room, jobs, people.bilal.traject)
    drop(page, a_file(tmp_path), a_file(tmp_path, "brief.pdf", BARE_PDF + b"\n"))
    press("CV")
    page.new_file.title.setFocus()
    press(" van maart")
    documents(room, jobs, people.fatima.traject)
    assert page.new_file.isHidden()
    room.flush()
    jobs.finish()
    unlocked = Workroom(session, jobs, tongue, Settings({"language": "en"}), DESTINATIONS)
    qtbot.addWidget(unlocked)
    unlocked.show()
    again = documents(unlocked, jobs, people.bilal.traject)
    assert again.new_file.isVisible()
    assert (again.new_file.name.text(), again.new_file.title.text()) == ("cv Bilal.pdf", "cv Bilal van maart")
    assert "1 more file" in again.new_file.rest.text()
    again.new_file.title.setFocus()
    press("Ctrl+Return")
    jobs.finish()
    press("Escape")
    jobs.finish()
    assert titles(again) == ["cv Bilal van maart"]
    assert store.drafts(people.bilal.traject) == {}
