"""The agenda: what is late stands on top and is ticked off, moved and planned by key; week, month and calendar file."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from desktop.application.agenda import Entry, Typed, plan
from desktop.application.ports import Work
from desktop.application.tasks import ask_callback
from desktop.domain.changes import Action, Create
from desktop.domain.records import Appointment, Callback, Task
from desktop.persistence.store import LocalStore
from desktop.ui.screens.agenda.calendar_grid import month_grid, overlapping, week_grid
from desktop.ui.screens.agenda.dossier_page import CaseAgendaPage
from desktop.ui.screens.agenda.view import AgendaView
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.stillness import StillClock
from tests.ui.keys import press
from tests.ui.people import People


def shown(room: Workroom, jobs: Jobs) -> AgendaView:
    """The agenda, on the screen."""
    QTest.keySequence(room, "Ctrl+4")
    jobs.finish()
    assert isinstance(room.here, AgendaView)
    return room.here


def lines(view: AgendaView) -> list[str]:
    """What the list says, a line each."""
    model = view.list.table.model()
    return [
        " ".join(str(model.index(row, column).data()) for column in (0, 1, 4, 3)).strip()
        for row in range(model.rowCount())
    ]


def test_a_request_to_call_back_turns_late_in_words_and_sign_and_is_ticked_off_by_key(
    room: Workroom, jobs: Jobs, people: People, work: Work, store: LocalStore, clock: StillClock
) -> None:
    store.apply(ask_callback(work, people.daan.traject, "0612345678", "Proefdag"))
    clock.move(days=3)
    view = shown(room, jobs)
    assert any(line.startswith("▲ 1 day late Proefdag") for line in lines(view))
    press("Down", "Down")
    assert view.list.current is not None
    assert view.list.current.what == "Proefdag"
    press("Space")
    jobs.finish()
    assert not any("Proefdag" in line for line in lines(view))
    assert store.children(Callback, people.daan.traject)[0].done_on == clock.today()
    QTest.keySequence(room, "Ctrl+Z")
    jobs.finish()
    assert any("Proefdag" in line for line in lines(view))


def test_a_late_task_goes_a_day_a_week_or_to_a_typed_day_further(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, clock: StillClock
) -> None:
    view = shown(room, jobs)
    assert lines(view)[0].startswith("▲ 3 days late")

    def due() -> date | None:
        return store.children(Task, people.bilal.traject)[0].due

    press("D")
    jobs.finish()
    assert due() == clock.today() + timedelta(days=1)
    view.list.choose(store.children(Task, people.bilal.traject)[0].id)
    press("W")
    jobs.finish()
    assert due() == clock.today() + timedelta(days=8)
    view.list.choose(store.children(Task, people.bilal.traject)[0].id)
    press("M", "vrijdag", "Return")
    jobs.finish()
    assert due() == date(2026, 3, 6)
    press("M", "ooit", "Return")
    assert "“ooit” is not a day" in room.messages.text


def test_the_parts_count_what_is_late_and_show_only_that(room: Workroom, jobs: Jobs, people: People) -> None:
    view = shown(room, jobs)
    buttons = {button.text() for button in view.list.part._group.buttons()}
    assert {"All open  3", "▲ Late  1", "● Today  1", "This week", "Later  1"} == buttons
    view.list.part.input.setFocus()
    press("Right")
    assert [line[:13] for line in lines(view)] == ["▲ 3 days late"]


def test_what_was_for_today_is_late_after_midnight_while_the_agenda_stands_open(
    room: Workroom, jobs: Jobs, people: People, clock: StillClock
) -> None:
    view = shown(room, jobs)
    before = [line for line in lines(view) if line.startswith("●")]
    assert len(before) == 1
    clock.move(days=1)
    view.list.day_watch.timeout.emit()  # the minute in which the day turned
    jobs.finish()
    assert [line[:12] for line in lines(view)[:2]] == ["▲ 4 days late"[:12], "▲ 1 day late"]
    assert not any(line.startswith("●") for line in lines(view))
    room.commands.run("agenda.week")
    title = view.calendar.table.calendar.headerData(1, Qt.Orientation.Horizontal)
    assert str(title).startswith("●")  # Tuesday


def test_what_cannot_be_read_is_said_below_its_field_and_comes_back_after_a_restart(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    view = shown(room, jobs)
    press("Ctrl+N")
    view.entry.lines["what"].input.setFocus()
    press("Bel ROC", "Return", "ooit", "Ctrl+Return")
    jobs.finish()
    assert "Choose for whom" in view.entry.fields.problems["person"].said
    press("yild", "Return")
    jobs.finish()
    press("Ctrl+Return")
    jobs.finish()
    assert "not a date" in view.entry.fields.problems["day"].said
    assert view.entry.lines["day"].input.hasFocus()
    press("Escape")
    jobs.finish()
    assert view.entry.isHidden()
    assert "ooit" in store.drafts("+agenda")["agenda.typed"].text


def test_a_time_that_is_taken_is_warned_and_not_refused(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, work: Work
) -> None:
    typed = Typed("appointment", "Intake", "morgen", "9:30", "10:30", "Kantoor")
    store.apply(plan(work, people.fatima.traject, typed))
    view = shown(room, jobs)
    view.entry.open("appointment", "3-3-2026", "10:00", people.daan.traject, "Daan")
    jobs.finish()
    assert "another appointment" in view.entry.told.text()
    press("Voortgang")
    view.entry.lines["place"].input.setFocus()
    press("Kantoor", "Ctrl+Return")
    jobs.finish()
    assert len(store.children(Appointment, people.daan.traject)) == 1
    QTest.keySequence(room, "Alt+2")
    assert view.calendar.table.calendar.clashing


def test_the_month_names_holidays_and_leads_into_the_week(room: Workroom, jobs: Jobs, people: People) -> None:
    view = shown(room, jobs)
    press("Alt+3", "Ctrl+PgDown")
    assert view.calendar.title.text() == "April 2026"
    view.calendar.table.choose(date(2026, 4, 27))
    assert "King's Day" in view.calendar.chosen.text()
    press("Return")
    assert "Week 18" in view.calendar.title.text()
    press("T")
    assert "Week 10" in view.calendar.title.text()


def test_a_week_begins_on_monday_and_grows_to_the_hours_it_needs() -> None:
    from datetime import datetime

    early = Entry("appointment", "1", "t", "A", "x", date(2026, 3, 4), datetime(2026, 3, 4, 6, 30))  # noqa: DTZ001
    grid = week_grid(date(2026, 3, 8), (early,), "nl")
    assert (grid.first, grid.last) == (date(2026, 3, 2), date(2026, 3, 8))
    assert grid.heads[:2] == ("", "6:00")
    assert grid.cell(1, 2).entries == (early,)
    assert overlapping((early,)) == frozenset()
    month = month_grid(date(2026, 2, 1), (), "nl")
    assert (month.first, month.last) == (date(2026, 1, 26), date(2026, 3, 1))
    assert [cell.outside for cell in month.rows[0]] == [True] * 6 + [False]


def test_the_page_of_a_dossier_shows_who_does_it_and_what_is_done(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    room.go(Place("dossier", people.bilal.traject, "task.task"))
    jobs.finish()
    assert isinstance(room.here, DossierView)
    page = room.here.stack.currentWidget()
    assert isinstance(page, CaseAgendaPage)
    assert page.list.table.model().index(0, 3).data() == "Emma Bakker"
    press("Space")
    jobs.finish()
    assert page.list.table.current is None
    press("Ctrl+Shift+P", "Bel ROC", "Return", "+3", "Return")
    jobs.finish()
    assert [task.status for task in store.children(Task, people.bilal.traject)] == ["done", "open"]
    assert page.list.current is not None
    assert page.list.current.what == "Bel ROC"


def test_a_colleague_gets_a_task_by_key(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, work: Work
) -> None:
    colleague = work.ids.new()
    store.apply(Action("Colleague", (Create("user", colleague, None, {"name": "Femke Smit", "role": "counsellor"}),)))
    view = shown(room, jobs)
    press("C", "Femke")
    jobs.finish()
    assert store.children(Task, people.bilal.traject)[0].owner == work.user.id  # choosing is not yet giving
    press("Return")
    jobs.finish()
    assert store.children(Task, people.bilal.traject)[0].owner == colleague
    assert not any("Yılmaz" in line for line in lines(view))
    assert view.list.table.hasFocus()


def test_what_was_agreed_is_changed_in_the_dossier(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    room.go(Place("dossier", people.bilal.traject, "task.task"))
    jobs.finish()
    press("Return")
    jobs.finish()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    focus.selectAll()
    press("Toets verzetten", "Escape")
    jobs.finish()
    assert store.children(Task, people.bilal.traject)[0].task == "Toets verzetten"


def test_what_is_typed_about_one_person_is_not_planned_for_the_next(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    page = case_page(room, jobs, people.bilal.traject)
    room.bench.commands.run("case_agenda.new")
    press("Over Bilal")
    page = case_page(room, jobs, people.daan.traject)
    assert page.entry.isHidden()
    room.bench.commands.run("case_agenda.new")
    assert page.entry.fields.typed.what == ""
    assert page.entry.fields.typed.phone == "+31612345678"
    page = case_page(room, jobs, people.bilal.traject)
    room.bench.commands.run("case_agenda.new")
    assert page.entry.fields.typed.what == "Over Bilal"
    assert page.entry.fields.typed.phone == ""


def case_page(room: Workroom, jobs: Jobs, traject: str) -> CaseAgendaPage:
    """The tasks and appointments of a dossier, on the screen."""
    room.go(Place("dossier", traject, "task.task"))
    jobs.finish()
    assert isinstance(room.here, DossierView)
    page = room.here.stack.currentWidget()
    assert isinstance(page, CaseAgendaPage)
    return page


def test_the_overview_of_a_dossier_shows_a_late_call_too(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, work: Work, clock: StillClock
) -> None:
    store.apply(ask_callback(work, people.bilal.traject, "0612345678", "Proefdag"))
    clock.move(days=3)
    room.go(Place("dossier", people.bilal.traject))
    jobs.finish()
    assert isinstance(room.here, DossierView)
    page = room.here.stack.currentWidget()
    assert page is not None
    words = [label.text() for label in page.findChildren(QLabel)]
    assert "▲ Call back: Proefdag · +31612345678 · 1 day late" in words


def test_an_appointment_moved_onto_another_one_says_so_and_can_be_undone(
    room: Workroom, jobs: Jobs, people: People, work: Work, store: LocalStore
) -> None:
    for person, day in ((people.bilal, "10-3-2026"), (people.daan, "11-3-2026")):
        store.apply(plan(work, person.traject, Typed("appointment", "Gesprek", day, "10:00", "11:00", "Bibliotheek")))
    view = shown(room, jobs)
    moved = store.children(Appointment, people.bilal.traject)[0].id
    view.list.choose(moved)
    press("D")
    jobs.finish()
    assert room.messages.text.startswith("Moved: Gesprek. There is another appointment from ")
    view.list.choose(moved)
    press("W")
    jobs.finish()
    assert room.messages.text == "Moved: Gesprek"
    view.list.choose(moved)
    press("M", "27-4-2026", "Return")
    jobs.finish()
    assert "no working day" in room.messages.text
    QTest.keySequence(room, "Ctrl+Z")
    jobs.finish()
    start = store.get(Appointment, moved).start
    assert start is not None
    assert start.date() == date(2026, 3, 18)
