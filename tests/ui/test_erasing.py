"""Erasing somebody by keyboard: asked in the dossier, confirmed by somebody else, followed until all of it is gone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop import bootstrap
from desktop.application.candidates import register
from desktop.application.edits import add
from desktop.domain.changes import Action, Create, SetField
from desktop.domain.records import Candidate
from desktop.persistence.workspace import Workspace
from desktop.sync.postgres import PostgresTransport
from desktop.sync.server.install import add_user
from desktop.ui.screens.erasing.view import ErasuresView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.structure_reader import structure
from tests.sync.conftest import Admin
from tests.ui.hands import Hands
from tests.ui.keys import press
from tests.ui.laptops import PASSPHRASE, QUICK, Laptop, SharedDesk
from tests.ui.test_shared_desk import bo as bo
from tests.ui.test_shared_desk import desk as desk
from tests.ui.test_shared_desk import exchanged, shown
from tests.ui.test_shared_desk import room as room
from tests.ui.test_shared_desk import window as window

ASK = "Ask to erase everywhere"
LIST = "Requests to erase"


@pytest.fixture
def officer(admin: Admin, desk: SharedDesk) -> Iterator[PostgresTransport]:
    """The privacy officer, who has a login and no dossiers."""
    add_user(admin, "fatma", desk.ids.new(), desk.desk, "auditor", None)
    info = admin.info
    made = PostgresTransport(lambda: psycopg.connect(host=info.host, port=info.port, dbname=info.dbname, user="fatma"))
    yield made
    made.close()


def saving_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The person chooses this place."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def printing_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The person chooses a printer that writes here."""

    def chosen(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(path))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", chosen)


def dossier(room: Workroom, jobs: Jobs, case: str) -> None:
    """In the dossier of a case."""
    room.go(Place("dossier", case))
    jobs.finish()


def asked_by_bo(qtbot: QtBot, room: Workroom, bo: Laptop) -> tuple[str, str]:
    """Bilal and his case, whom a colleague asked to erase with number 7; he is here too."""
    person, case = bo.sign_up("Bilal", "Kwatsj", "0612345678")
    bo.sharing.asking(lambda server: server.ask_erasure(person, "7"))
    exchanged(qtbot, room)
    return person, case


def test_what_is_asked_in_the_dossier_goes_when_an_officer_confirms_and_the_list_says_who_still_has_it(
    qtbot: QtBot, room: Workroom, bo: Laptop, jobs: Jobs, hands: Hands, officer: PostgresTransport, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    person, case = bo.sign_up("Bilal", "Kwatsj", "0612345678")
    exchanged(qtbot, room)
    dossier(room, jobs, case)
    hands.command(ASK)
    hands.see("Bilal Kwatsj", "A privacy officer, with a login of their own", "every laptop at its next contact")
    hands.see("It cannot be undone")
    hands.push("Ask to erase", exactly=True)
    hands.see("The number of the request is missing")
    assert hands.focus == "Number of the request"
    hands.answer("Number of the request", "2026-14", "Return")
    assert hands.focus == "Ask to erase", "a second, deliberate press"
    hands.press("Space")
    hands.see(LIST, "○ asked, not confirmed yet", "2026-14", "Bilal Kwatsj", "anna")
    assert room.session.store.find_one(Candidate, person) is not None, "nothing goes before it is confirmed"
    bo.sharing.round()
    assert officer.confirm_erasure(person).confirmed_by == "fatma"
    exchanged(qtbot, room)
    assert room.session.store.find_one(Candidate, person) is None
    hands.press("Alt+Left")
    assert "Kwatsj" not in hands.window, "no screen shows who is erased"
    hands.command(LIST)
    hands.see("◐ erased, one laptop has not said so yet", "bo (", "○ not yet", "One laptop still has to confirm")
    assert "Kwatsj" not in hands.window
    bo.sharing.round()
    hands.press("Ctrl+R")
    hands.see("● erased everywhere", "fatma")
    saving_to(monkeypatch, tmp_path / "certificate.pdf")
    hands.press("Ctrl+S")
    hands.see("The certificate is saved")
    text = structure((tmp_path / "certificate.pdf").read_bytes()).text()
    assert "2026-14" in text
    assert "Kwatsj" not in text


def test_a_request_is_asked_once_withdrawn_and_asked_again(
    qtbot: QtBot, room: Workroom, bo: Laptop, jobs: Jobs, hands: Hands, officer: PostgresTransport
) -> None:
    person, case = asked_by_bo(qtbot, room, bo)
    dossier(room, jobs, case)
    hands.command(ASK)
    hands.answer("Number of the request", "8", "Return", "Space")
    hands.see("This was asked already, by bo on", "with number 7")
    hands.command(LIST)
    hands.see("○ asked, not confirmed yet")
    screen = room.here
    assert isinstance(screen, ErasuresView)
    assert not screen.withdraw.isEnabled(), "what a colleague asked, that colleague withdraws"
    assert not screen.save.isEnabled(), "there is nothing to certify yet"
    bo.sharing.asking(lambda server: server.drop_erasure(person))
    room.sync.begin()
    hands.press("Ctrl+R")
    hands.see("Nobody was erased and nothing was asked")
    dossier(room, jobs, case)
    hands.command(ASK)
    hands.answer("Number of the request", "8", "Return", "Space")
    hands.see("○ asked, not confirmed yet")
    hands.push("Withdraw the request")
    hands.see("Withdrawn: nothing is erased.", "Nobody was erased and nothing was asked")
    assert officer.erasures() == []
    hands.push("Ask again")
    hands.see("○ asked, not confirmed yet")
    assert [each.reference for each in officer.erasures()] == ["8"]


def test_without_a_line_it_is_said_what_to_do_and_nothing_is_asked(
    qtbot: QtBot, desk: SharedDesk, room: Workroom, bo: Laptop, jobs: Jobs, hands: Hands
) -> None:
    _, case = bo.sign_up("Bilal", "Kwatsj", "0612345678")
    exchanged(qtbot, room)
    dossier(room, jobs, case)
    desk.open_to(anybody=False)
    hands.command(ASK)
    hands.answer("Number of the request", "8", "Return", "Space")
    hands.see("The shared database cannot be reached now. Erasing is asked and kept there, so nothing was done.")
    assert hands.focus == "Ask to erase"
    hands.command(LIST)
    hands.see("so nothing was done. Connect to the network of your organisation and try again.")
    assert "Nobody was erased" not in hands.window, "nobody knows"
    desk.open_to(anybody=True)
    hands.push("Look again")
    hands.see("Nobody was erased and nothing was asked")


@dataclass
class Alone:
    """A window on a workspace that shares with nobody, and the case of a person in it."""

    window: MainWindow
    person: str
    case: str

    @property
    def room(self) -> Workroom:
        """What is in the window."""
        assert isinstance(self.window.room, Workroom)
        return self.window.room


@pytest.fixture
def alone(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[Alone]:
    """Anna, who shares with nobody, and Bilal."""
    space = Workspace(tmp_path / "anna", hardness=QUICK)
    opened, _ = bootstrap.create(
        space, name="Anna Oefenaar", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=PASSPHRASE
    )
    partner = add(opened.work, "organisation", None, {"name": "Mobiliteitscentrum Fictum", "kind": "other"})
    opened.store.apply(partner)
    bilal = {"first_name": "Bilal", "last_name": "Kwatsj", "phone": "0612345678", "city": "Oefenstad"}
    made = register(opened.work, bilal, {"source_org": partner.created("organisation")})
    opened.store.apply(made)
    opened.close()
    window = shown(qtbot, space, jobs)
    window.open_room(bootstrap.session(bootstrap.open_for_work(space, PASSPHRASE, "window")))
    jobs.finish()
    yield Alone(window, made.created("candidate"), made.created("traject"))
    window.close()
    jobs.finish()


def test_where_nothing_is_shared_a_second_person_is_named_and_it_happens_after_a_warning(
    alone: Alone, jobs: Jobs, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = alone.room.session.store
    alone.room.go(Place("intake", alone.case))
    dossier(alone.room, jobs, alone.case)
    hands.command(ASK)
    hands.see("A colleague beside you, now", "from this computer at once")
    hands.answer("Number of the request", "7", "Return")
    hands.press("Anna Oefenaar", "Return", "Space")
    hands.see("that is somebody else than you")
    hands.answer("Who confirms it beside you", "Fatma Oefenaar", "Return", "Space")
    hands.see("Everything about Bilal Kwatsj goes for good when you press once more")
    hands.answer("Number of the request", "7a")
    hands.gone("when you press once more")
    hands.push("Erase")
    assert store.find_one(Candidate, alone.person) is not None, "another number asks for another yes"
    hands.push("Erase for good")
    hands.see("● erased everywhere", "7a", "Fatma Oefenaar", "Erased. Save the certificate")
    assert store.find_one(Candidate, alone.person) is None
    assert "Kwatsj" not in hands.window
    saving_to(monkeypatch, tmp_path / "certificate.pdf")
    hands.press("Ctrl+S")
    hands.see("The certificate is saved")
    saved = (tmp_path / "certificate.pdf").read_bytes()
    assert "7a" in structure(saved).text()
    printing_to(monkeypatch, tmp_path / "printed.pdf")
    hands.command("Print the certificate")
    hands.see("Sent to the printer.")
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == len(PdfReader(io.BytesIO(saved)).pages)


def test_nothing_of_who_was_erased_is_shown_again_nor_kept_by_what_was_being_typed(
    alone: Alone, jobs: Jobs, hands: Hands
) -> None:
    store = alone.room.session.store
    alone.room.go(Place("dossier", alone.case, "candidate.birth_date"))
    jobs.finish()
    hands.press("Ctrl+A", "31-2-1984 kwatsjdatum")
    hands.command(ASK)
    hands.answer("Number of the request", "7", "Return")
    hands.press("Fatma Oefenaar", "Return", "Space", "Space")
    hands.see("● erased everywhere")
    hands.press("Alt+Left", "Alt+Left")
    assert "Kwatsj" not in hands.window
    hands.press("Ctrl+2")
    assert "Kwatsj" not in hands.window
    assert "kwatsjdatum" not in hands.window
    alone.room.flush()
    jobs.finish()
    assert store.drafts(alone.person) == {}
    hands.command(LIST)
    hands.see("● erased everywhere")


def test_who_is_erased_while_the_dossier_is_open_leaves_the_screen_and_what_is_typed_is_not_kept(
    qtbot: QtBot, room: Workroom, bo: Laptop, jobs: Jobs, hands: Hands, officer: PostgresTransport
) -> None:
    person, case = asked_by_bo(qtbot, room, bo)
    room.go(Place("dossier", case, "candidate.birth_date"))
    jobs.finish()
    officer.confirm_erasure(person)
    press("Ctrl+A", "31-2-1984 kwatsjdatum")
    exchanged(qtbot, room)
    hands.see("The dossier that was open is no longer here: the person was erased, or is at another desk now.")
    assert "kwatsj" not in hands.window.lower()
    room.flush()
    jobs.finish()
    assert room.session.store.drafts(person) == {}


def test_it_is_said_what_somebody_else_may_oblige_the_desk_to_keep(alone: Alone, jobs: Jobs, hands: Hands) -> None:
    session = alone.room.session
    dossier(alone.room, jobs, alone.case)
    hands.command(ASK)
    hands.see("Bilal Kwatsj")
    assert "What may have to stay" not in hands.window, "a sign-up without intake obliges to nothing"
    intake = Create("intake", session.work.ids.new(), alone.case, {})
    session.store.apply(Action("intake", (intake,)))
    dossier(alone.room, jobs, alone.case)
    hands.command(ASK)
    hands.see("Signed agreements and results: the term of keeping begins when the case closes.")
    today = session.work.clock.today()
    session.store.apply(
        Action("closed", (SetField("traject", alone.case, "stage", "S7"),
                          SetField("traject", alone.case, "closed_on", today)))
    )  # fmt: skip
    dossier(alone.room, jobs, alone.case)
    hands.command(ASK)
    until = today.replace(year=today.year + 10)
    hands.see(f"Evidence for subsidies: the term of keeping runs until {until:%d-%m-%Y}")
