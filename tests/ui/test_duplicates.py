"""Two that are one, merged by the keyboard and brought back; what only seems to be one stays two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.application.duplicates import likely_pairs
from desktop.application.edits import change
from desktop.application.employers import add_employer
from desktop.application.merging import look_ahead, merge
from desktop.application.notes import add_note
from desktop.application.ports import Work
from desktop.application.questions import raise_question
from desktop.domain.changes import Action, Create, SetField
from desktop.domain.errors import Refused
from desktop.domain.read_log import ReadAct, Reading
from desktop.domain.records import Candidate, Employer, Match, Note, Question, Traject
from desktop.persistence.erasure import erase
from desktop.persistence.store import LocalStore
from desktop.ui.screens.duplicates.view import DuplicatesView
from desktop.ui.shell.session import Session
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.hands import Hands
from tests.ui.people import People

Done = Callable[[], None]


def press(key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, keys)


def look(qtbot: QtBot, room: Workroom, done: Done, among: str = "") -> DuplicatesView:
    """Go there by the palette, and look among a kind by its first letters."""
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(room.palette_box.field, "duplicates")
    lines = room.palette_box.list
    qtbot.waitUntil(lambda: lines.count() > 0 and "Duplicates" in lines.item(0).text())
    QTest.keyClick(room.palette_box.field, Qt.Key.Key_Return)
    done()
    screen = room.here
    assert isinstance(screen, DuplicatesView)
    if among:
        screen.kind.setFocus()
        QTest.keyClicks(screen.kind, among)
        done()
        screen.pairs.setFocus()
    return screen


def listed(screen: DuplicatesView) -> list[tuple[str, str]]:
    rows = screen.pairs.model()
    return [(rows.index(n, 0).data(), rows.index(n, 1).data()) for n in range(rows.rowCount())]


def row_of(screen: DuplicatesView, label: str) -> int:
    return next(row for row in range(screen.two.rowCount()) if cell(screen, row, 0) == label)


def cell(screen: DuplicatesView, row: int, column: int) -> str:
    return str(screen.two.model().index(row, column).data())


@pytest.fixture
def twice(store: LocalStore, work: Work, people: People) -> People:
    """Bilal was signed up again, a letter otherwise, with a phone and another town; both cases have a note."""
    again = {"first_name": "Bilal", "last_name": "Yilmas", "birth_date": date(1984, 3, 1), "phone": "+31687654321"}
    store.apply(change(work, "candidate", people.fatima.candidate, {**again, "city": "Zwolle"}))
    store.apply(add_note(work, people.bilal.traject, "Belde over de bakkerij."))
    store.apply(add_note(work, people.fatima.traject, "Kwam langs bij de balie."))
    return people


@pytest.fixture
def bakers(store: LocalStore, work: Work, people: People) -> tuple[str, str]:
    """A bakery that was added twice, each with a question; Daan is matched with the second."""
    made = []
    for name, street in (("Bakkerij De Proef", "Proefstraat"), ("De Proef, bakkerij", "Oefenlaan")):
        action = add_employer(work, {"trade_name": name, "city": "Oefenstad", "street": street})
        store.apply(action)
        employer = action.created("employer")
        asked = raise_question(work, employer, {"title": f"Gevraagd in de {street}"})
        store.apply(asked)
        made.append((employer, asked.created("question")))
    match = {"question": made[1][1], "match_status": "proposed"}
    placement = {"employer": made[1][0], "function": "Bakker"}
    store.apply(
        Action(
            "Matched",
            (Create("match", work.ids.new(), people.daan.traject, match),
             Create("placement", work.ids.new(), people.daan.traject, placement)),
        )
    )  # fmt: skip
    return made[0][0], made[1][0]


def test_two_people_become_one_with_both_cases_and_notes_and_undo_brings_both_back(
    qtbot: QtBot, room: Workroom, store: LocalStore, twice: People, done: Done
) -> None:
    bilal, again = twice.bilal, twice.fatima
    screen = look(qtbot, room, done)
    assert listed(screen) == [("Bilal Yılmaz · Bilal Yilmas", "Same date of birth and (nearly) the same name.")]
    press(Qt.Key.Key_Return)
    assert screen.two.hasFocus()
    screen.two.setCurrentCell(row_of(screen, "Town"), 0)
    press(Qt.Key.Key_Right)
    screen.two.setCurrentCell(row_of(screen, "Last name"), 0)
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_1)
    assert "Goes along: 1 × traject." in screen.ahead.text()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    done()
    person = store.get(Candidate, bilal.candidate)
    assert (person.last_name, person.city, person.phone) == ("Yılmaz", "Zwolle", "+31687654321")
    assert store.find_one(Candidate, again.candidate) is None
    assert [case.id for case in store.children(Traject, bilal.candidate)] == [bilal.traject, again.traject]
    dossier = store.dossier(again.traject)
    assert [note.body for note in dossier.all(Note)] == ["Kwam langs bij de balie."]
    assert dossier.get(Candidate, bilal.candidate) is not None
    assert {change.record for change in store.history(bilal.candidate)} >= {again.candidate, again.traject}
    assert listed(screen) == []
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    done()
    assert [case.id for case in store.children(Traject, again.candidate)] == [again.traject]
    assert store.get(Candidate, bilal.candidate).city == "Oefenstad"
    assert store.get(Candidate, bilal.candidate).phone is None
    assert len(listed(screen)) == 1
    press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    done()
    assert store.find_one(Candidate, again.candidate) is None


def test_two_employers_become_one_with_both_questions_and_who_was_placed_there(
    qtbot: QtBot, room: Workroom, store: LocalStore, bakers: tuple[str, str], people: People, done: Done
) -> None:
    stays, goes = bakers
    screen = look(qtbot, room, done, "Em")
    assert listed(screen) == [("Bakkerij De Proef Oefenstad · De Proef, bakkerij Oefenstad",
                               "(Nearly) the same name and town.")]  # fmt: skip
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    done()
    assert {q.title for q in store.children(Question, stays)} == {
        "Gevraagd in de Proefstraat", "Gevraagd in de Oefenlaan",
    }  # fmt: skip
    dossier = store.dossier(people.daan.traject)
    assert {record.id for record in dossier.linked.values() if isinstance(record, Employer)} == {stays}
    assert len(dossier.all(Match)) == 1
    assert screen.bench.messages.text.startswith("Merged")
    screen.bench.messages._act.click()
    done()
    assert [q.title for q in store.children(Question, goes)] == ["Gevraagd in de Oefenlaan"]
    dossier = store.dossier(people.daan.traject)
    assert goes in dossier.linked


def test_who_is_not_the_same_is_not_asked_again_until_that_is_undone(
    qtbot: QtBot, room: Workroom, twice: People, done: Done
) -> None:
    screen = look(qtbot, room, done)
    press(Qt.Key.Key_Delete)
    done()
    assert listed(screen) == []
    assert screen.content.currentWidget() is screen.empty
    screen.load()
    done()
    assert listed(screen) == []
    screen.bench.messages._act.click()
    done()
    assert len(listed(screen)) == 1


def test_the_dossier_leads_to_the_pair_of_this_person(room: Workroom, twice: People, done: Done) -> None:
    room.go(Place("dossier", twice.fatima.traject))
    done()
    room.commands.run("dossier.twice")
    done()
    screen = room.here
    assert isinstance(screen, DuplicatesView)
    assert cell(screen, row_of(screen, "Town"), 2).endswith("Zwolle")


def test_two_numbers_are_two_people_and_the_screen_says_so(
    qtbot: QtBot, room: Workroom, store: LocalStore, work: Work, twice: People, done: Done
) -> None:
    for person, number in ((twice.bilal, "111222333"), (twice.fatima, "123456782")):
        store.apply(Action("Checked", (SetField("candidate", person.candidate, "bsn", number),)))
    screen = look(qtbot, room, done)
    assert "two people" in screen.ahead.text()
    assert not screen.merge.isEnabled()
    with pytest.raises(Refused, match="two people"):
        merge(work, Candidate, twice.bilal.candidate, twice.fatima.candidate, ())


def test_two_branches_of_one_employer_stay_two(session: Session, store: LocalStore, work: Work, people: People) -> None:
    made = []
    for branch in ("000000000001", "000000000002"):
        action = add_employer(work, {"trade_name": "Garage Verzonnen", "kvk": "99000010", "branch_no": branch})
        store.apply(action)
        made.append(action.created("employer"))
    assert likely_pairs(session.duplicates, Employer, ()) == ()
    with pytest.raises(Refused, match="branches"):
        look_ahead(work, Employer, *made)


def test_erasing_takes_who_was_merged_along_and_nobody_is_left_to_erase_apart(
    store: LocalStore, work: Work, twice: People
) -> None:
    bilal, again = twice.bilal.candidate, twice.fatima.candidate
    store.log_reads(Reading(ReadAct.OPENED, twice.fatima.traject))
    store.apply(merge(work, Candidate, bilal, again, ()))
    assert [line.person for line in store.reads(person=bilal)] == [again]
    with pytest.raises(Refused, match="nobody to erase"):
        erase(store, again)
    erase(store, bilal)
    assert store.kind_of(again) is None
    assert all(not line.person for line in store.reads())
    assert store.history(bilal) == () or all(change.erased for change in store.history(bilal))


def test_work_done_on_the_one_that_stays_survives_the_undo(store: LocalStore, work: Work, twice: People) -> None:
    done = store.apply(merge(work, Candidate, twice.bilal.candidate, twice.fatima.candidate, ()))
    store.apply(change(work, "candidate", twice.bilal.candidate, {"city": "Epe"}))
    store.undo(done.action)  # a field that was not chosen is in nobody's way
    assert store.get(Candidate, twice.bilal.candidate).city == "Epe"
    assert store.get(Candidate, twice.fatima.candidate).city == "Zwolle"


def test_any_two_are_chosen_swapped_and_merged_or_said_to_be_two(
    room: Workroom, store: LocalStore, people: People, hands: Hands
) -> None:
    room.go(Place("caseload"))
    hands.command("Duplicates")
    hands.see("0 pairs", "Nobody seems to be here twice.")
    hands.pick("The one that stays", "yildirim")
    hands.pick("The one that is merged into it", "fatima")
    hands.see("Daan van Yildirim · Fatima Yilmaz", "You chose these two.", "1 pair")
    hands.press("Del")
    hands.see("Remembered: these are two.", "0 pairs")
    hands.push("Undo", exactly=True)
    hands.pick("The one that stays", "yildirim")
    hands.pick("The one that is merged into it", "fatima")
    hands.see("You chose these two.")
    hands.press("Ctrl+Shift+S")
    hands.see("Fatima Yilmaz · Daan van Yildirim")
    hands.press("Ctrl+Return")
    hands.see("Merged: what belonged to both is together now.")
    assert store.find_one(Candidate, people.daan.candidate) is None
    assert len(store.children(Traject, people.fatima.candidate)) == 2
