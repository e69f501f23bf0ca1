"""A desk that is shared: one person at the keyboard of the window, a colleague elsewhere, a real PostgreSQL between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import bootstrap
from desktop.application import notes
from desktop.application.attachments import attach
from desktop.application.connection import written
from desktop.application.i18n import language
from desktop.application.settings import Settings
from desktop.application.syncing import Cut
from desktop.domain.changes import Outcome
from desktop.domain.records import Candidate, Note
from desktop.persistence.workspace import Workspace
from desktop.sync.server.devices import devices, end
from desktop.ui.screens.caseload.view import CaseloadView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.sync.conftest import Admin
from tests.ui.hands import Hands
from tests.ui.keys import press
from tests.ui.laptops import PASSPHRASE, QUICK, Laptop, SharedDesk
from tests.ui.people import BARE_PDF
from tests.ui.test_documents import documents, titles


@pytest.fixture
def desk(admin: Admin, tmp_path: Path) -> SharedDesk:
    """A desk that two people share."""
    return SharedDesk(admin, tmp_path)


@pytest.fixture
def bo(desk: SharedDesk) -> Iterator[Laptop]:
    """The colleague."""
    laptop = desk.laptop("bo", "Bo Oefenaar")
    yield laptop
    laptop.close()


def shown(qtbot: QtBot, space: Workspace, jobs: Jobs) -> MainWindow:
    """The window on a workspace, locked."""
    made = MainWindow(bootstrap.door(space), jobs, Settings({"language": "en", "theme": "light"}), language)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


@pytest.fixture
def window(qtbot: QtBot, desk: SharedDesk, bo: Laptop, jobs: Jobs) -> Iterator[MainWindow]:
    """The window of Anna, open."""
    anna = desk.laptop("anna", "Anna Oefenaar")
    anna.close()
    made = shown(qtbot, anna.space, jobs)
    made.open_room(bootstrap.session(bootstrap.open_for_work(anna.space, PASSPHRASE, "window")))
    yield made
    made.close()
    jobs.finish()


@pytest.fixture
def room(qtbot: QtBot, window: MainWindow) -> Workroom:
    """What is in the window, after its first exchange of today."""
    assert isinstance(window.room, Workroom)
    made = window.room
    qtbot.waitUntil(lambda: made.sync.view.state == "calm" and "as of" in made.status.sync.text(), timeout=20_000)
    return made


def stands(room: Workroom) -> str:
    """What the status bar says of sharing."""
    return room.status.sync.text()


def exchanged(qtbot: QtBot, room: Workroom) -> None:
    """F5, and wait for what it brings."""
    rounds: list[object] = []
    room.sync.changed.connect(rounds.append)
    press("F5")
    qtbot.waitUntil(lambda: bool(rounds) and room.sync.view.state != "busy", timeout=20_000)
    room.sync.changed.disconnect(rounds.append)
    room.bench.jobs.finish()


def test_what_a_colleague_does_appears_and_what_is_typed_here_arrives(
    qtbot: QtBot, room: Workroom, bo: Laptop, jobs: Jobs
) -> None:
    caseload = room.here
    assert isinstance(caseload, CaseloadView)
    person, case = bo.sign_up("Bilal", "Yılmaz", "0612345678")
    caseload.empty.everybody_asked.emit()
    exchanged(qtbot, room)
    qtbot.waitUntil(lambda: caseload.table.ids == [case])
    room.go(Place("dossier", case, "candidate.phone"))
    jobs.finish()
    bo.write(person, city="Zutphen")
    bo.sharing.round()
    field = QApplication.focusWidget()
    press("Ctrl+A", "06 12 34 56 99")
    exchanged(qtbot, room)
    assert room.session.store.get(Candidate, person).city == "Zutphen"
    assert QApplication.focusWidget() is field
    assert field is not None
    assert field.property("text") == "06 12 34 56 99", "what is being typed stays"
    press("Return")
    jobs.finish()
    qtbot.waitUntil(lambda: "1 waiting" in stands(room))
    exchanged(qtbot, room)
    assert "waiting" not in stands(room)
    bo.sharing.round()
    assert bo.opened.store.get(Candidate, person).phone == "+31612345699"


def test_without_a_line_the_work_waits_and_is_handed_in_when_it_is_back(
    qtbot: QtBot, desk: SharedDesk, room: Workroom, bo: Laptop, jobs: Jobs
) -> None:
    person, case = bo.sign_up("Bilal", "Yılmaz", "0612345678")
    exchanged(qtbot, room)
    desk.open_to(anybody=False)
    room.go(Place("dossier", case, "candidate.phone"))
    jobs.finish()
    press("Ctrl+A", "06 12 34 56 99", "Return")
    jobs.finish()
    exchanged(qtbot, room)
    assert "1 waiting · offline since" in stands(room)
    assert room.sync.next.isActive(), "it is tried again by itself"
    desk.open_to(anybody=True)
    exchanged(qtbot, room)
    assert "waiting" not in stands(room)
    bo.sharing.round()
    assert bo.opened.store.get(Candidate, person).phone == "+31612345699"


def test_a_laptop_that_the_administrator_ends_locks_by_itself_and_stays_locked(
    qtbot: QtBot, window: MainWindow, room: Workroom, admin: Admin
) -> None:
    (number,) = [each.number for each in devices(admin) if each.login == "anna"]
    end(admin, number, "close")
    press("F5")
    qtbot.waitUntil(lambda: window.room is None, timeout=20_000)
    assert devices(admin)[number - 1].done_at is not None


def test_the_first_load_brings_ones_own_people_first_and_goes_on_after_a_cut(
    desk: SharedDesk, bo: Laptop, tmp_path: Path
) -> None:
    connection = desk.connection("anna", "Anna Oefenaar")
    cases = [bo.sign_up("Bilal", name, f"06123456{n}0") for n, name in enumerate(("Yılmaz", "Bakker", "de Wit"))]
    bo.give(cases[1][1], connection.person)
    bo.sharing.round()
    anna = desk.made("anna", connection)
    anna.sharing.connect(connection, "")
    assert anna.sharing.standing().loading == (0, 0), "nothing has come, which is not the same as nobody"

    def cut(came: Outcome) -> None:
        anna.sharing.interrupt()

    with pytest.raises(Cut):
        anna.sharing.round(cut)
    assert [person.id for person in anna.opened.store.where(Candidate)] == [cases[1][0]]
    assert anna.sharing.standing().loading == (1, 3)
    anna.sharing.round()
    assert len(anna.opened.store.where(Candidate)) == 3
    assert anna.sharing.standing().loading is None
    anna.close()


def test_a_new_laptop_joins_the_desk_by_keyboard(
    qtbot: QtBot, desk: SharedDesk, bo: Laptop, jobs: Jobs, hands: Hands, tmp_path: Path
) -> None:
    bo.sign_up("Bilal", "Yılmaz", "0612345678")
    file = tmp_path / "anna.json"
    file.write_text(written(desk.connection("anna", "Anna Oefenaar")), encoding="utf-8")
    window = shown(qtbot, Workspace(tmp_path / "new", hardness=QUICK), jobs)
    hands.push("I join a desk that exists")
    hands.answer("Connection file of the administrator", str(tmp_path / "no.json"), "Tab")
    hands.see("cannot be read")
    hands.answer("Connection file of the administrator", str(file), "Tab")
    hands.see("You share as Anna Oefenaar, Counsellor")
    hands.answer("Passphrase: at least", PASSPHRASE)
    hands.answer("The passphrase once more", PASSPHRASE, "Return")
    hands.see("Keep your recovery key")
    hands.push("I have kept the recovery key")
    hands.push("Begin")
    qtbot.waitUntil(lambda: isinstance(window.room, Workroom))
    room = window.room
    assert isinstance(room, Workroom)
    qtbot.waitUntil(lambda: "as of" in stands(room), timeout=20_000)
    assert len(room.session.store.where(Candidate)) == 1
    window.close()
    jobs.finish()


def test_a_laptop_is_connected_in_the_window_and_only_where_the_server_knows_the_person(
    qtbot: QtBot, desk: SharedDesk, bo: Laptop, jobs: Jobs, hands: Hands, tmp_path: Path
) -> None:
    connection = desk.connection("anna", "Anna Oefenaar")
    file, other = tmp_path / "anna.json", tmp_path / "other.json"
    file.write_text(written(connection), encoding="utf-8")
    other.write_text(written(replace(connection, login="nobody")), encoding="utf-8")
    anna = desk.made("anna", connection)
    anna.close()
    window = shown(qtbot, anna.space, jobs)
    window.open_room(bootstrap.session(bootstrap.open_for_work(anna.space, PASSPHRASE, "window")))
    room = window.room
    assert isinstance(room, Workroom)
    assert stands(room) == ""
    hands.command("Sharing with")
    hands.answer("Connection file of the administrator", str(other), "Tab")
    hands.push("Connect this laptop")
    hands.see("The shared database cannot be reached now")
    hands.answer("Connection file of the administrator", str(file), "Tab")
    hands.push("Connect this laptop")
    qtbot.waitUntil(lambda: "as of" in stands(room), timeout=20_000)
    hands.see("Everything you wrote is handed in.")
    window.close()
    jobs.finish()


def test_what_a_colleague_filed_is_fetched_when_it_is_opened_and_says_where_it_is_without_a_line(
    qtbot: QtBot, desk: SharedDesk, room: Workroom, bo: Laptop, jobs: Jobs
) -> None:
    _, case = bo.sign_up("Bilal", "Yılmaz", "0612345678")
    long = BARE_PDF + b"% a scan\n" * 60_000
    bo.opened.store.apply(attach(bo.opened.work, case, long, "cv.pdf", kind="cv"))
    bo.sharing.round()
    exchanged(qtbot, room)
    page = documents(room, jobs, case)
    assert titles(page) == ["cv"]
    assert page.table.model().index(0, 4).data() == "Bo Oefenaar", "history tells who filed it"
    desk.open_to(anybody=False)
    page.table.setFocus()
    press("Return")
    qtbot.waitUntil(lambda: "It comes when there is network" in room.messages.text, timeout=20_000)
    assert page.viewer.pdf.pages == 0
    desk.open_to(anybody=True)
    said: list[str] = []
    page.fetching._came.connect(lambda *_: said.append(page.fetching.text()))
    press("Return")
    qtbot.waitUntil(lambda: page.viewer.pdf.pages == 1, timeout=20_000)
    assert any("%" in text for text in said)
    assert page.fetching.isHidden()


def test_one_field_written_by_two_is_decided_with_a_key_and_both_are_equal(
    qtbot: QtBot, room: Workroom, bo: Laptop, jobs: Jobs, hands: Hands
) -> None:
    person, case = bo.sign_up("Bilal", "Yılmaz", "0612345678")
    exchanged(qtbot, room)
    bo.write(person, phone="+31611111111")
    room.go(Place("dossier", case, "candidate.phone"))
    jobs.finish()
    press("Ctrl+A", "06 22 22 22 22", "Return")
    jobs.finish()
    bo.sharing.round()
    exchanged(qtbot, room)
    qtbot.waitUntil(lambda: "1 conflict" in stands(room))
    hands.see("1 field with two values", "Two values were written here. Decide")
    hands.push("\N{WARNING SIGN} Two values were written here")
    hands.see("+31622222222", "you, ", "Bo Oefenaar, ", "saw “+31612345678” there", "stands in the dossier now")
    press("2")
    jobs.finish()
    hands.see("Decided. Your colleagues see it after the next exchange.", "Nobody wrote something else than you")
    assert room.session.store.get(Candidate, person).phone == "+31611111111"
    exchanged(qtbot, room)
    assert "conflict" not in stands(room)
    bo.sharing.round()
    assert bo.opened.store.get(Candidate, person).phone == "+31611111111"
    assert bo.sharing.standing().conflicts == 0
    press("Ctrl+Z")
    jobs.finish()
    assert room.session.store.get(Candidate, person).phone == "+31622222222", "the decision is a change like any other"
    qtbot.waitUntil(lambda: "1 conflict" in stands(room))
    hands.see("Bo Oefenaar, ", "stands in the dossier now")
    exchanged(qtbot, room)
    bo.sharing.round()
    assert bo.sharing.standing().conflicts == 1, "it is to decide again for everybody"
    press("Ctrl+Y")
    jobs.finish()
    qtbot.waitUntil(lambda: "conflict" not in stands(room))
    exchanged(qtbot, room)
    bo.sharing.round()
    assert bo.sharing.standing().conflicts == 0
    assert bo.opened.store.get(Candidate, person).phone == "+31611111111"


def test_a_sign_up_taken_back_while_a_colleague_works_on_it_asks_whose_and_comes_back_with_a_key(
    qtbot: QtBot, room: Workroom, bo: Laptop, jobs: Jobs, hands: Hands
) -> None:
    person, case = bo.sign_up("Bilal", "Yılmaz", "0612345678")
    exchanged(qtbot, room)
    note = notes.add_note(room.session.work, case, "Belde vanuit de kantine")
    room.session.store.apply(note)
    bo.opened.store.undo()
    bo.sharing.round()
    exchanged(qtbot, room)
    qtbot.waitUntil(lambda: "1 conflict" in stands(room))
    assert room.session.store.find_one(Candidate, person) is None
    hands.command("Conflicts")
    hands.see("Bilal Yılmaz (deleted)", "Traject: deleted or not", "you, ", "Note added", "Bo Oefenaar, ")
    press("1")
    jobs.finish()
    hands.see("Decided. Your colleagues see it after the next exchange.")
    exchanged(qtbot, room)
    bo.sharing.round()
    for store in (room.session.store, bo.opened.store):
        assert store.get(Candidate, person).last_name == "Yılmaz"
        assert store.get(Note, note.created("note")).body == "Belde vanuit de kantine"
    assert bo.sharing.standing().conflicts == 0


def test_a_third_value_can_be_typed_and_what_cannot_be_read_is_said(
    qtbot: QtBot, room: Workroom, bo: Laptop, jobs: Jobs, hands: Hands
) -> None:
    person, case = bo.sign_up("Bilal", "Yılmaz", "0612345678")
    exchanged(qtbot, room)
    bo.write(person, phone="+31611111111")
    room.go(Place("dossier", case, "candidate.phone"))
    jobs.finish()
    press("Ctrl+A", "06 22 22 22 22", "Return")
    jobs.finish()
    bo.sharing.round()
    exchanged(qtbot, room)
    qtbot.waitUntil(lambda: "1 conflict" in stands(room))
    hands.command("Conflicts")
    press("3", "31", "Return")
    hands.push("3  Type another")
    hands.see("This number cannot be called")
    hands.answer("Another value", "06 33 33 33 33")
    hands.push("3  Type another")
    hands.see("Nobody wrote something else than you")
    exchanged(qtbot, room)
    bo.sharing.round()
    assert bo.opened.store.get(Candidate, person).phone == "+31633333333"


def test_what_a_colleague_changes_in_the_field_one_types_in_is_told_before_it_is_replaced(
    qtbot: QtBot, room: Workroom, bo: Laptop, jobs: Jobs, hands: Hands
) -> None:
    person, case = bo.sign_up("Bilal", "Yılmaz", "0612345678")
    exchanged(qtbot, room)
    room.go(Place("dossier", case, "candidate.phone"))
    jobs.finish()
    press("Ctrl+A", "06 22 22")
    bo.write(person, phone="+31611111111")
    bo.sharing.round()
    exchanged(qtbot, room)
    hands.see("A colleague made this “+31611111111” while you were typing.")


def test_the_sync_centre_says_what_waits_what_came_and_copies_nothing_personal(
    qtbot: QtBot, desk: SharedDesk, room: Workroom, bo: Laptop, jobs: Jobs, hands: Hands
) -> None:
    person, case = bo.sign_up("Bilal", "Yılmaz", "0612345678")
    exchanged(qtbot, room)
    bo.write(person, city="Zutphen")
    bo.sharing.round()
    exchanged(qtbot, room)
    desk.open_to(anybody=False)
    room.go(Place("dossier", case, "candidate.phone"))
    jobs.finish()
    press("Ctrl+A", "06 22 22 22 22", "Return")
    jobs.finish()
    exchanged(qtbot, room)
    hands.command("Sharing with")
    hands.see("One change waits to be handed in.", "The shared database cannot be reached now.")
    hands.see("Bilal Yılmaz · Phone", "Bilal Yılmaz · Town · Bo Oefenaar")
    hands.push("Copy for the helpdesk")
    copied = QApplication.clipboard().text()
    assert "waiting: 1" in copied
    assert "Yılmaz" not in copied
    assert "Oefenaar" not in copied
    desk.open_to(anybody=True)
    hands.push("Try again")
    hands.see("Everything you wrote is handed in.", "Nothing waits")
    hands.to("Received lately")
    press("Return")
    jobs.finish()
    assert room.place is not None
    assert room.place.traject == case


def test_what_was_not_taken_in_stands_in_the_sync_centre_by_person_and_field_until_it_was_seen(
    qtbot: QtBot, room: Workroom, bo: Laptop, jobs: Jobs, hands: Hands, admin: Admin
) -> None:
    _, case = bo.sign_up("Bilal", "Yılmaz", "0612345678")
    exchanged(qtbot, room)
    admin.execute("UPDATE sync.staff_scope SET writes = false WHERE login = 'anna'")
    room.go(Place("dossier", case, "candidate.phone"))
    jobs.finish()
    press("Ctrl+A", "06 22 22 22 22", "Return")
    jobs.finish()
    exchanged(qtbot, room)
    hands.command("Sharing with")
    hands.see("One change was not taken in", "Not taken in", "Bilal Yılmaz · Phone")
    hands.push("Seen")
    hands.gone("One change was not taken in")
    hands.gone("Not taken in")
