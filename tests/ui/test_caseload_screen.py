"""The caseload: found while typing, narrowed, sorted, opened with Enter."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.application.appointments import make_appointment
from desktop.application.caseload_choice import CaseChoice, last_choice, named_choices
from desktop.application.edits import change
from desktop.application.imports.existing import StoredRecords
from desktop.application.imports.fates import Fate
from desktop.application.imports.reading import read
from desktop.application.imports.rehearsal import rehearse
from desktop.application.imports.vocabulary import vocabulary
from desktop.application.ports import Work
from desktop.application.stage_changes import set_step
from desktop.application.tasks import ask_callback
from desktop.domain.changes import Action, Create, SetField
from desktop.domain.read_log import ReadAct
from desktop.domain.records import Task
from desktop.persistence.store import LocalStore
from desktop.ui.screens.caseload.view import CaseloadView
from desktop.ui.screens.caseload.view_model import FIRST, CaseloadViewModel, Listed
from desktop.ui.screens.dossier.overview import Overview
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.preview.view import PreviewView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.session import Session
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.stillness import StillClock
from tests.ui.keys import press
from tests.ui.people import People

WHOLE_PERSON = {
    "initials": "B.", "salutation": "mr", "birth_date": date(1999, 2, 28), "street": "Oefenlaan", "house_no": 12,
    "suffix": "a", "postcode": "1234 AB", "phone": "+31612345678", "email": "bilal@voorbeeld.example",
    "contact_pref": "email",
}  # fmt: skip
"""What is known of somebody, in a value of every kind."""


@pytest.fixture
def caseload(room: Workroom, jobs: Jobs) -> CaseloadView:
    """The caseload, on the screen."""
    room.go(Place("caseload"))
    jobs.finish()
    assert isinstance(room.here, CaseloadView)
    return room.here


def names(caseload: CaseloadView) -> list[str]:
    """The names in the list, from top to bottom."""
    rows = caseload.table.model()
    return [rows.index(row, 1).data() for row in range(rows.rowCount())]


def cell(caseload: CaseloadView, name: str, title: str) -> str:
    """What stands in a column beside a name."""
    rows = caseload.table.model()
    column = next(n for n, c in enumerate(caseload.table.columns) if c.title == title)
    return str(rows.index(names(caseload).index(name), column).data())


def type_in_search(qtbot: QtBot, caseload: CaseloadView, jobs: Jobs, letters: str) -> None:
    """Type, and wait until the list answers."""
    with qtbot.waitSignal(caseload.search.search):
        QTest.keyClicks(caseload.search, letters)
    jobs.finish()


def test_the_list_stands_in_the_order_of_dutch_names(caseload: CaseloadView) -> None:
    assert names(caseload) == ["van Yildirim, Daan", "Yılmaz, Bilal", "Yilmaz, Fatima"]


def test_letters_without_accents_find_names_with_them(qtbot: QtBot, caseload: CaseloadView, jobs: Jobs) -> None:
    type_in_search(qtbot, caseload, jobs, "yilm")
    assert names(caseload) == ["Yılmaz, Bilal", "Yilmaz, Fatima"]
    assert caseload.count.text() == "2 candidates"


def test_ctrl_f_types_down_enters_the_list_and_enter_opens_the_dossier(
    qtbot: QtBot, room: Workroom, caseload: CaseloadView, jobs: Jobs, people: People
) -> None:
    caseload.table.setFocus()
    QTest.keySequence(caseload.table, "Ctrl+F")
    assert caseload.search.hasFocus()
    type_in_search(qtbot, caseload, jobs, "bil")
    QTest.keyClick(caseload.search, Qt.Key.Key_Down)
    assert caseload.table.hasFocus()
    QTest.keyClick(caseload.table, Qt.Key.Key_Return)
    assert room.place == Place("dossier", people.bilal.traject)


def test_enter_in_the_search_opens_the_first_who_is_found(
    qtbot: QtBot, room: Workroom, caseload: CaseloadView, jobs: Jobs, people: People
) -> None:
    caseload.table.choose_row(2)
    QTest.keySequence(caseload.table, "Ctrl+F")
    type_in_search(qtbot, caseload, jobs, "yilm")
    QTest.keyClick(caseload.search, Qt.Key.Key_Return)
    assert room.place == Place("dossier", people.bilal.traject)


def test_enter_right_after_the_letters_waits_for_their_answer(
    room: Workroom, caseload: CaseloadView, jobs: Jobs, people: People
) -> None:
    QTest.keySequence(caseload.table, "Ctrl+F")
    QTest.keyClicks(caseload.search, "fatima")
    QTest.keyClick(caseload.search, Qt.Key.Key_Enter)
    jobs.finish()
    assert room.place == Place("dossier", people.fatima.traject)


def test_enter_opens_nobody_when_nobody_is_found_or_the_letters_change(
    qtbot: QtBot, room: Workroom, caseload: CaseloadView, jobs: Jobs
) -> None:
    QTest.keySequence(caseload.table, "Ctrl+F")
    QTest.keyClicks(caseload.search, "xyz")
    QTest.keyClick(caseload.search, Qt.Key.Key_Return)
    jobs.finish()
    assert room.place == Place("caseload")
    QTest.keySequence(caseload.search, "Ctrl+A")
    QTest.keyClicks(caseload.search, "yilm")
    QTest.keyClick(caseload.search, Qt.Key.Key_Return)
    QTest.keyClick(caseload.search, Qt.Key.Key_A)
    jobs.finish()
    assert room.place == Place("caseload")


def test_when_nobody_is_found_the_list_says_what_to_do(qtbot: QtBot, caseload: CaseloadView, jobs: Jobs) -> None:
    type_in_search(qtbot, caseload, jobs, "xyz")
    assert "Nobody is found by these letters" in caseload.empty.sentence.text()
    with qtbot.waitSignal(caseload.search.search):
        QTest.keyClick(caseload.empty.button, Qt.Key.Key_Space)
    jobs.finish()
    assert len(names(caseload)) == 3


def test_escape_empties_the_search(qtbot: QtBot, caseload: CaseloadView, jobs: Jobs) -> None:
    type_in_search(qtbot, caseload, jobs, "bil")
    with qtbot.waitSignal(caseload.search.search):
        QTest.keyClick(caseload.search, Qt.Key.Key_Escape)
    jobs.finish()
    assert len(names(caseload)) == 3


def test_the_list_is_narrowed_to_a_stage_and_to_what_asks_for_attention(caseload: CaseloadView, jobs: Jobs) -> None:
    QTest.keyClicks(caseload.filters.stage, "Modules")
    jobs.finish()
    assert names(caseload) == ["Yılmaz, Bilal"]
    QTest.keyClick(caseload.filters.stage, Qt.Key.Key_Home)
    QTest.keyClicks(caseload.filters.attention, "now")
    jobs.finish()
    assert names(caseload) == ["Yılmaz, Bilal", "Yilmaz, Fatima"]


def test_the_filter_says_how_many_are_in_each_stage(caseload: CaseloadView) -> None:
    labels = [caseload.filters.stage.itemText(n) for n in range(caseload.filters.stage.count())]
    assert "Modules  1" in labels
    assert "Sign-up  0" in labels


def test_what_is_late_is_said_with_a_sign_and_in_words(caseload: CaseloadView) -> None:
    assert cell(caseload, "Yılmaz, Bilal", "!") == "▲"
    assert cell(caseload, "Yılmaz, Bilal", "What comes next") == "Toets inplannen · 3 days late"
    assert cell(caseload, "Yilmaz, Fatima", "!") == "●"
    assert cell(caseload, "Yilmaz, Fatima", "Due") == "today"
    assert cell(caseload, "van Yildirim, Daan", "Due") == "11 Mar"


def test_a_header_sorts_and_the_second_click_turns_around(caseload: CaseloadView, jobs: Jobs) -> None:
    caseload.table.horizontalHeader().sectionClicked.emit(2)
    jobs.finish()
    assert names(caseload) == ["Yilmaz, Fatima", "Yılmaz, Bilal", "van Yildirim, Daan"]
    caseload.table.horizontalHeader().sectionClicked.emit(2)
    jobs.finish()
    assert names(caseload) == ["van Yildirim, Daan", "Yılmaz, Bilal", "Yilmaz, Fatima"]


def test_a_change_elsewhere_shows_without_moving_the_chosen_row(
    room: Workroom, caseload: CaseloadView, jobs: Jobs, work: Work, people: People
) -> None:
    caseload.table.choose_row(1)
    room.changes.apply(lambda: set_step(work, people.bilal.traject, "S4.behind"), room)
    room.changes.apply(lambda: change(work, "candidate", people.daan.candidate, {"last_name": "Aal"}), room)
    jobs.finish()
    assert caseload.table.current == people.bilal.traject
    assert cell(caseload, "Yılmaz, Bilal", "Step") == "Behind"


def test_ctrl_k_finds_people_and_commands(
    qtbot: QtBot, room: Workroom, caseload: CaseloadView, jobs: Jobs, people: People
) -> None:
    QTest.keySequence(caseload.table, "Ctrl+K")
    box = room.palette_box
    assert box.field.hasFocus()
    QTest.keyClicks(box.field, "fatima")
    qtbot.waitUntil(lambda: box.list.count() == 1)
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    jobs.finish()
    assert room.place == Place("dossier", people.fatima.traject)
    QTest.keySequence(room, "Ctrl+K")
    QTest.keyClicks(box.field, "case")
    qtbot.waitUntil(lambda: "Caseload" in (box.list.item(0).text() if box.list.count() else ""))
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert room.place == Place("caseload")


def test_the_first_lines_stand_there_before_everybody_is_counted(
    qtbot: QtBot, session: Session, people: People, jobs: Jobs
) -> None:
    model = CaseloadViewModel(session.caseload, jobs)
    answers: list[Listed] = []
    model.listed.connect(answers.append)
    model.refresh()
    jobs.finish()
    first, whole = answers
    assert first.counts is None  # what is not counted is not called a number of people
    assert whole.counts is not None
    assert list(first.ids) == list(whole.ids)[:FIRST]
    assert session.caseload.ids(model.wanted, limit=1) == list(whole.ids)[:1]
    model.refresh()
    jobs.finish()
    assert len(answers) == 3


def test_my_people_stand_there_first_and_everybody_is_one_choice_away(
    room: Workroom, caseload: CaseloadView, jobs: Jobs, work: Work, store: LocalStore, people: People
) -> None:
    colleague = work.ids.new()
    store.apply(Action("Colleague", (Create("user", colleague, None, {"name": "Frits Smit"}),
                                     SetField("traject", people.daan.traject, "counsellor", colleague))))  # fmt: skip
    room.go(Place("caseload"))
    jobs.finish()
    assert names(caseload) == ["Yılmaz, Bilal", "Yilmaz, Fatima"]
    QTest.keyClick(caseload.filters.counsellor, Qt.Key.Key_Home)
    jobs.finish()
    assert len(names(caseload)) == 3
    QTest.keyClick(caseload.filters.counsellor, Qt.Key.Key_End)
    jobs.finish()
    assert names(caseload) == ["van Yildirim, Daan"]
    assert last_choice(store, work.user.id).counsellor == colleague


def another(room: Workroom, jobs: Jobs) -> CaseloadView:
    """The caseload of the next day."""
    room.flush()
    jobs.finish()
    assert room.here is not None
    room.commands.forget(room.here)
    made = CaseloadView(room.bench, room)
    made.visit(Place("caseload"))
    jobs.finish()
    return made


def test_own_columns_are_moved_and_chosen_by_keyboard_and_are_there_the_next_day(
    room: Workroom, caseload: CaseloadView, jobs: Jobs
) -> None:
    assert "counsellor" not in [caseload.table.columns[at].key for at in caseload.columns.shown()]
    caseload.table.choose_row(0)
    caseload.table.setFocus()
    for _ in range(2):
        QTest.keyClick(caseload.table, Qt.Key.Key_Right)
    QTest.keySequence(caseload.table, "Ctrl+Shift+Left")
    wide = caseload.table.columnWidth(2)
    QTest.keySequence(caseload.table, "Ctrl+Shift+Up")
    menu = caseload.menus[1].menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Changed").trigger()
    tomorrow = another(room, jobs)
    shown = [tomorrow.table.columns[at].key for at in tomorrow.columns.shown()]
    assert shown == ["sign", "stage", "name", "step", "due", "next", "changed"]
    assert tomorrow.table.columnWidth(2) > wide


def test_a_choice_is_saved_under_a_name_picked_renamed_and_deleted(
    room: Workroom, caseload: CaseloadView, jobs: Jobs
) -> None:
    QTest.keyClicks(caseload.filters.stage, "Modules")
    QTest.keySequence(caseload.table, "Ctrl+S")
    assert caseload.named.name.hasFocus()
    QTest.keyClicks(caseload.named.name, "In de klas")
    QTest.keyClick(caseload.named.name, Qt.Key.Key_Return)
    QTest.keyClick(caseload.filters.stage, Qt.Key.Key_Home)
    jobs.finish()
    assert len(names(caseload)) == 3
    tomorrow = another(room, jobs)
    tomorrow.named.pick("In de klas")
    jobs.finish()
    assert names(tomorrow) == ["Yılmaz, Bilal"]
    tomorrow.named.rename()
    QTest.keyClicks(tomorrow.named.name, "Op school")
    QTest.keyClick(tomorrow.named.name, Qt.Key.Key_Return)
    assert list(tomorrow.named.named) == ["Op school"]
    tomorrow.named.delete()
    assert not tomorrow.named.named
    jobs.finish()
    assert named_choices(room.session.store) == {}


def test_a_remembered_choice_of_another_version_does_no_harm(store: LocalStore, work: Work) -> None:
    store.remember("caseload.choice", '{"step": "S4", "sort": "shoe_size", "closed": "yes", "hat": 1}')
    assert last_choice(store, work.user.id) == CaseChoice(step="S4")
    store.remember("caseload.choice", "{half")
    assert last_choice(store, work.user.id) == CaseChoice(counsellor=work.user.id)


def test_a_task_for_many_asks_its_day_and_escape_leaves_everything_as_it_was(
    caseload: CaseloadView, jobs: Jobs, store: LocalStore, people: People
) -> None:
    caseload.table.setFocus()
    QTest.keySequence(caseload.table, "Ctrl+A")
    QTest.keySequence(caseload.table, "Ctrl+B")
    panel = caseload.bulk
    QTest.keyClicks(panel.what, "Plan")
    QTest.keyClicks(panel.task, "Bel voor de zomer")
    QTest.keyClick(panel.task, Qt.Key.Key_Return)
    assert "Fill in everything on this line" in panel.problem.text()
    QTest.keyClicks(panel.day, "1-6-2026")
    QTest.keyClick(panel.day, Qt.Key.Key_Return)
    jobs.finish()
    assert panel.lines.item(0).text() == "✓ van Yildirim, Daan: Bel voor de zomer · 01-06-2026 · Emma Bakker"
    QTest.keyClick(panel.do, Qt.Key.Key_Escape)
    assert caseload.table.isVisible()
    assert store.where(Task, task="Bel voor de zomer") == ()


def test_what_stands_on_the_screen_goes_to_a_file_in_its_columns_and_order(
    room: Workroom, caseload: CaseloadView, jobs: Jobs, work: Work, people: People, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    work_name = {"last_name": "=Aal()", "name_prefix": None}
    room.changes.apply(lambda: change(work, "candidate", people.daan.candidate, work_name), room)
    caseload.columns.show_state('[["stage", 200, true], ["name", 200, true], ["sign", 20, false]]')
    jobs.finish()
    saved: dict[str, bytes] = {}
    for kind in ("csv", "xlsx", "pdf"):
        path = tmp_path / f"list.{kind}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, to=str(path): (to, ""))
        room.commands.run(f"caseload.{kind}")
        jobs.finish()
        press("meeting", "Return")
        jobs.finish()
        caseload.asking.why.show_reason()
        saved[kind] = path.read_bytes()
    lines = saved["csv"].decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Stage;Name;Step;Due")
    assert [line.split(";")[1] for line in lines[1:]] == ["'=Aal(), Daan", *names(caseload)[1:]]
    assert not any(cell.startswith("=") for line in lines for cell in line.split(";"))
    assert openpyxl.load_workbook(tmp_path / "list.xlsx").active["A1"].value == "Stage"
    assert saved["pdf"].startswith(b"%PDF")
    assert "keep it safe" in room.messages.text


def test_the_dossier_stands_beside_the_list_and_follows_the_row(
    qtbot: QtBot, room: Workroom, caseload: CaseloadView, jobs: Jobs
) -> None:
    caseload.table.choose_row(1)
    caseload.table.setFocus()
    QTest.keySequence(caseload.table, "Ctrl+I")
    qtbot.waitUntil(lambda: "Bilal" in caseload.beside.name.text())
    assert "Toets inplannen" in caseload.beside.planned.text()
    QTest.keyClick(caseload.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Fatima" in caseload.beside.name.text())
    assert caseload.table.hasFocus()
    assert not another(room, jobs).beside.isHidden()


def test_the_chosen_people_go_to_the_preview_as_one_run_and_one_person_alone_does_not(
    room: Workroom, caseload: CaseloadView, jobs: Jobs, people: People
) -> None:
    caseload.table.choose_row(1)
    caseload.table.setFocus()
    QTest.keyClick(caseload.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keySequence(caseload.table, "Ctrl+Shift+P")
    jobs.finish()
    preview = room.here
    assert isinstance(preview, PreviewView)
    assert "1 of 2" in preview.name.text()
    assert preview.printing.text() == "Print 2 documents"
    QTest.keySequence(preview, "Alt+Down")
    jobs.finish()
    assert "Fatima" in preview.name.text()
    room.go(Place("preview", people.bilal.traject))
    jobs.finish()
    assert preview.printing.text() == "Print"


def test_who_was_chosen_stays_chosen_when_the_list_changes(
    room: Workroom, caseload: CaseloadView, jobs: Jobs, work: Work, people: People
) -> None:
    caseload.table.setFocus()
    caseload.table.choose_row(2)
    QTest.keyClick(caseload.table, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    room.changes.apply(lambda: change(work, "candidate", people.daan.candidate, {"last_name": "Zeeman"}), room)
    jobs.finish()
    assert names(caseload)[-1] == "van Zeeman, Daan"
    assert set(caseload.table.marked) == {people.bilal.traject, people.fatima.traject}
    assert caseload.table.current == people.bilal.traject


def test_the_panel_for_many_keeps_its_people_and_what_was_typed_while_one_is_away(
    room: Workroom, caseload: CaseloadView, jobs: Jobs, people: People
) -> None:
    caseload.table.setFocus()
    QTest.keySequence(caseload.table, "Ctrl+A")
    QTest.keySequence(caseload.table, "Ctrl+B")
    panel = caseload.bulk
    QTest.keyClicks(panel.what, "Plan")
    QTest.keyClicks(panel.task, "Bel voor de zomer")
    QTest.keyClicks(panel.day, "1-6-2026")
    QTest.keyClick(panel.day, Qt.Key.Key_Return)
    jobs.finish()
    assert panel.do.isVisible()
    room.go(Place("dossier", people.daan.traject))
    jobs.finish()
    room.go(Place("caseload"))
    jobs.finish()
    assert panel.isVisible()
    assert panel.what.hasFocus()
    assert not panel.do.isVisible()  # what was looked ahead at is asked for again
    QTest.keyClick(panel.task, Qt.Key.Key_Return)
    jobs.finish()
    assert panel.heading.text() == "With 3 chosen candidates"
    assert panel.lines.count() == 3


def test_what_asks_for_attention_follows_the_day_while_the_screen_stands_open(
    caseload: CaseloadView, jobs: Jobs, clock: StillClock
) -> None:
    QTest.keyClicks(caseload.filters.attention, "now")
    jobs.finish()
    assert names(caseload) == ["Yılmaz, Bilal", "Yilmaz, Fatima"]
    clock.move(days=9)  # the 11th, when something of Daan is due
    caseload.day.timeout.emit()
    jobs.finish()
    assert names(caseload) == ["van Yildirim, Daan", "Yılmaz, Bilal", "Yilmaz, Fatima"]


def test_a_list_in_the_making_can_be_stopped_and_leaves_nothing_behind(
    room: Workroom, caseload: CaseloadView, jobs: Jobs, store: LocalStore, people: People, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = tmp_path / "list.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    before = store.reads(people.bilal.candidate)
    room.commands.run("caseload.pdf")
    press("meeting", "Return")
    room.commands.run("caseload.stop")
    jobs.finish()
    assert room.messages.text == "Stopped: no file was made."
    assert not path.exists()
    assert store.reads(people.bilal.candidate) == before
    room.commands.run("caseload.pdf")
    press("Return")  # what was typed is still there
    jobs.finish()
    assert path.read_bytes().startswith(b"%PDF")
    newest = store.reads(people.bilal.candidate)[0]
    assert (newest.act, newest.purpose) == (ReadAct.EXPORTED, "meeting")


def test_people_go_to_another_desk_as_sign_ups_that_its_import_takes_in(
    room: Workroom, caseload: CaseloadView, jobs: Jobs, store: LocalStore, people: People, work: Work, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    room.changes.apply(lambda: change(work, "candidate", people.bilal.candidate, WHOLE_PERSON), room)
    jobs.finish()
    path = tmp_path / "sign-ups.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    room.commands.run("signups.csv")
    jobs.finish()
    panel = caseload.asking
    assert "personal data of 3 people" in panel.heading.text()
    assert panel.doubt.said.startswith("3 of them did not agree to a handover")
    press("Return")
    assert "why" in panel.problem.said
    press("they move to another region", "Return")
    assert "to whom" in panel.problem.said
    assert panel.why.recipient.hasFocus()
    press("desk of Fictum", "Return")
    jobs.finish()
    assert not panel.isVisible()
    for person in (people.bilal, people.fatima, people.daan):
        line = store.reads(person.candidate)[0]
        assert (line.act, line.case, line.purpose, line.recipient) == (
            ReadAct.EXPORTED, person.traject, "they move to another region", "desk of Fictum",
        )  # fmt: skip
    sheet = read(path, vocabulary("candidate").likeness)
    rehearsed = rehearse(sheet, "candidate", StoredRecords(store), work.clock.today())
    assert {row.fate for row in rehearsed.rows} == {Fate.KNOWN}  # here they are known already
    taken = next(row.values for row in rehearsed.rows if row.values["candidate.first_name"] == "Bilal")
    assert {name: taken[f"candidate.{name}"] for name in WHOLE_PERSON} == WHOLE_PERSON
    assert not any(row.kept for row in rehearsed.rows)


def test_a_list_of_people_that_is_not_taken_along_after_all_leaves_no_line(
    room: Workroom, caseload: CaseloadView, jobs: Jobs, store: LocalStore, people: People
) -> None:
    before = store.reads(people.bilal.candidate)
    caseload.table.setFocus()
    room.commands.run("caseload.csv")
    press("meeting", "Escape")
    jobs.finish()
    assert not caseload.asking.isVisible()
    assert caseload.table.hasFocus()
    assert store.reads(people.bilal.candidate) == before


def test_beside_the_list_stands_what_the_overview_of_the_dossier_says_is_planned(
    qtbot: QtBot, room: Workroom, caseload: CaseloadView, jobs: Jobs, work: Work, people: People
) -> None:
    start = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
    made = partial(make_appointment, work, people.bilal.traject, start, start + timedelta(hours=1), "Bibliotheek")
    room.changes.apply(made, room)
    room.changes.apply(partial(ask_callback, work, people.bilal.traject, "0612345678", "Proefdag"), room)
    jobs.finish()
    caseload.table.choose_row(1)
    QTest.keySequence(caseload.table, "Ctrl+I")
    qtbot.waitUntil(lambda: "Bilal" in caseload.beside.name.text())
    beside = [line.partition("  ")[2] for line in caseload.beside.planned.text().splitlines()]
    room.go(Place("dossier", people.bilal.traject))
    jobs.finish()
    assert isinstance(room.here, DossierView)
    overview = room.here.stack.currentWidget()
    assert isinstance(overview, Overview)
    said = [label.text() for label in overview.planned.findChildren(QLabel)]
    assert len(beside) == 3
    assert all(line in said for line in beside)
