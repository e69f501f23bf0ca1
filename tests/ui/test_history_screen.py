"""Looking back by keyboard: who changed what, a value brought back, a step taken back, the dossier of another day."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.application.edits import add, change, remove
from desktop.application.ports import Work
from desktop.application.restoring import restore_value
from desktop.domain.errors import Refused
from desktop.domain.records import Candidate, Task
from desktop.persistence.store import LocalStore
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.screens.dossier.history_page import HistoryPage
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.past.view import PastView
from desktop.ui.screens.reads.view import ReadsView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from desktop.ui.widgets.text_table import TextTable
from tests.stillness import StillClock
from tests.ui.people import People

TASK = {"task": "Bellen", "due": date(2026, 3, 20)}


@pytest.fixture
def moved(store: LocalStore, work: Work, clock: StillClock, people: People) -> People:
    """Bilal lived in Oefenstad on Monday, moved on Tuesday and again on Wednesday."""
    for town in ("Utrecht", "Zwolle"):
        clock.move(days=1)
        store.apply(change(work, "candidate", people.bilal.candidate, {"city": town}))
    return people


def history(room: Workroom, jobs: Jobs, traject: str) -> HistoryPage:
    room.go(Place("dossier", traject))
    jobs.finish()
    dossier = room.here
    assert isinstance(dossier, DossierView)
    dossier.sections.go("history")
    jobs.finish()
    page = dossier.stack.currentWidget()
    assert isinstance(page, HistoryPage)
    return page


def choose(combo: PlainCombo, letters: str) -> None:
    combo.setFocus()
    QTest.keyClicks(combo, letters)


def texts(table: TextTable, column: int) -> list[str]:
    rows = table.model()
    return [rows.index(row, column).data() for row in range(rows.rowCount())]


def shown(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_the_period_and_the_field_narrow_the_list(room: Workroom, jobs: Jobs, moved: People) -> None:
    page = history(room, jobs, moved.bilal.traject)
    choose(page.field, "Town")
    assert texts(page.table, 5) == ["Zwolle", "Utrecht"]
    choose(page.period, "today")
    assert texts(page.table, 5) == ["Zwolle"]
    choose(page.who, "Emma")
    assert texts(page.table, 5) == ["Zwolle"]


def test_an_old_value_comes_back_by_key_and_can_be_undone(
    room: Workroom, jobs: Jobs, moved: People, store: LocalStore
) -> None:
    page = history(room, jobs, moved.bilal.traject)
    choose(page.field, "Town")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    page.table.choose_row(1)
    QTest.keyClick(page.restore, Qt.Key.Key_Space)
    jobs.finish()
    assert store.get(Candidate, moved.bilal.candidate).city == "Oefenstad"
    assert texts(page.table, 2)[0] == "Earlier value brought back"
    QTest.keySequence(room, "Ctrl+Z")
    jobs.finish()
    assert store.get(Candidate, moved.bilal.candidate).city == "Zwolle"


def test_a_value_that_makes_no_sense_is_refused_with_a_sentence(store: LocalStore, work: Work, moved: People) -> None:
    person = moved.bilal.candidate
    made = next(c for c in store.history(person) if c.field == "*")
    with pytest.raises(Refused, match="as a whole"):
        restore_value(work, made)
    store.apply(change(work, "candidate", person, {"city": "Utrecht"}))
    newest = next(c for c in store.history(person) if c.after == "Zwolle")
    with pytest.raises(Refused, match="nothing to bring back"):
        restore_value(work, newest)
    task = store.apply(add(work, "task", moved.bilal.traject, TASK))
    found = next(record for kind, record in task.touched if kind == "task")
    store.apply(change(work, "task", found, {"task": "Mailen"}))
    store.apply(remove(work, "task", found))
    renamed = next(c for c in store.history(person) if c.after == "Mailen")
    with pytest.raises(Refused, match="removed since"):
        restore_value(work, renamed)


def test_an_older_step_is_taken_back_or_the_reason_is_said_why_not(
    room: Workroom, jobs: Jobs, moved: People, store: LocalStore, work: Work
) -> None:
    store.apply(add(work, "task", moved.bilal.traject, TASK))
    store.apply(change(work, "candidate", moved.bilal.candidate, {"phone": "0612345678"}))
    page = history(room, jobs, moved.bilal.traject)
    choose(page.what, "steps")
    assert page.steps.isVisible()
    page.steps.choose_row(1)
    QTest.keyClick(page.take_back, Qt.Key.Key_Space)
    jobs.finish()
    assert "Bellen" not in [task.task for task in store.children(Task, moved.bilal.traject)]
    page.steps.choose_row(texts(page.steps, 2).index("Candidate signed up"))
    QTest.keyClick(page.take_back, Qt.Key.Key_Space)
    jobs.finish()
    assert store.find_one(Candidate, moved.bilal.candidate) is not None
    assert room.messages.text


def test_the_dossier_of_another_day_is_marked_only_read_and_left_with_escape(
    room: Workroom, jobs: Jobs, moved: People
) -> None:
    page = history(room, jobs, moved.bilal.traject)
    choose(page.field, "Town")
    page.table.choose_row(1)
    QTest.keyClick(page.past, Qt.Key.Key_Space)
    jobs.finish()
    past = room.here
    assert isinstance(past, PastView)
    assert "as it was on 3 March 2026" in past.said.text()
    assert "Utrecht" in shown(past)
    QTest.keySequence(past, "Alt+PgUp")
    jobs.finish()
    assert "Oefenstad" in shown(past)
    past.day.line.setFocus()
    past.day.line.selectAll()
    QTest.keyClicks(past.day.line, "1-1-2020")
    QTest.keyClick(past.day.line, Qt.Key.Key_Return)
    jobs.finish()
    assert "did not exist yet" in shown(past)
    QTest.keyClick(past.day.line, Qt.Key.Key_Escape)
    jobs.finish()
    assert isinstance(room.here, DossierView)


def test_every_section_can_be_read_as_it_was(room: Workroom, jobs: Jobs, moved: People) -> None:
    room.go(Place("past", moved.bilal.traject, "2026-03-02"))
    jobs.finish()
    past = room.here
    assert isinstance(past, PastView)
    for row in range(past.sections.count()):
        past.sections.setCurrentRow(row)
        assert past.sections.item(row).text() in shown(past.page)


def test_who_looked_stands_in_the_history_and_in_the_log_of_the_workspace(
    room: Workroom, jobs: Jobs, moved: People
) -> None:
    page = history(room, jobs, moved.bilal.traject)
    choose(page.what, "who")
    jobs.finish()
    assert texts(page.looks, 2) == ["Dossier opened"]
    room.go(Place("dossier", moved.fatima.traject))
    room.go(Place("reads"))
    jobs.finish()
    reads = room.here
    assert isinstance(reads, ReadsView)
    assert texts(reads.table, 2) == ["Fatima Yilmaz", "Bilal Yılmaz"]
    reads.table.setFocus()
    reads.table.choose_row(1)
    QTest.keyClick(reads.table, Qt.Key.Key_Return)
    jobs.finish()
    assert room.place == Place("dossier", moved.bilal.traject)


def test_the_command_box_leads_to_another_day_and_to_the_read_log(room: Workroom, jobs: Jobs, moved: People) -> None:
    room.go(Place("dossier", moved.bilal.traject))
    jobs.finish()
    names = [command.id for command in room.commands.matching("as it was")]
    assert "go.past" in names
    room.commands.run("go.past")
    jobs.finish()
    past = room.here
    assert isinstance(past, PastView)
    assert "3 March 2026" in past.said.text()
    room.commands.run("go.reads")
    jobs.finish()
    assert isinstance(room.here, ReadsView)
