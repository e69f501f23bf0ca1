"""The agenda of a counsellor on the real store: what is late, how it moves, and what is planned from typed words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from desktop.application import agenda, appointments, attachments, tasks
from desktop.application.agenda import Typed
from desktop.application.i18n import language
from desktop.application.ports import Work
from desktop.domain.changes import Action, Create
from desktop.domain.errors import Invalid, Refused
from desktop.domain.records import Appointment, Callback, Document, Task, User
from desktop.domain.working_days import holiday_name
from desktop.persistence.engine import Database
from desktop.persistence.lists import Caseload
from desktop.persistence.store import LocalStore
from tests import people
from tests.people import Desk
from tests.stillness import StillClock


@pytest.fixture
def desk(store: LocalStore, clock: StillClock, work: Work) -> Desk:
    return people.desk_at_work(store, clock, work)


@pytest.fixture
def traject(desk: Desk) -> str:
    return people.signed_up(desk)


@pytest.fixture
def cases(database: Database) -> Caseload:
    return Caseload(database.reading)


def mine(desk: Desk, cases: Caseload, since: date | None = None) -> tuple[agenda.Entry, ...]:
    return agenda.agenda(desk.work, cases, desk.work.user.id, since)


def test_what_is_open_stands_in_order_of_day_and_time_and_says_how_late_it_is(
    desk: Desk, traject: str, cases: Caseload
) -> None:
    desk.do(tasks.ask_callback(desk.work, traject, "0612345678", "Proefdag"))
    desk.do(agenda.plan(desk.work, traject, Typed("task", "Bel ROC", "+9")))
    desk.do(agenda.plan(desk.work, traject, Typed("appointment", "Intake", "morgen", "14:00", "", "Kantoor")))
    desk.do(agenda.plan(desk.work, traject, Typed("appointment", "Kennis", "morgen", "9", "9.45", "Kantoor")))
    desk.clock.move(days=3)
    found = mine(desk, cases)
    today = desk.clock.today()
    assert [(e.what, e.when(today)) for e in found] == [
        ("Kennis", "late"), ("Intake", "late"), ("Proefdag", "late"), ("Bel ROC", "later"),
    ]  # fmt: skip
    assert {e.name for e in found} == {"Yılmaz, Bilal"}
    assert found[0].start is not None
    assert f"{found[0].start:%H:%M}" == "09:00"


def test_ticking_off_takes_each_kind_off_the_list(desk: Desk, traject: str, cases: Caseload) -> None:
    desk.do(tasks.ask_callback(desk.work, traject, "0612345678", "Proefdag"))
    desk.do(tasks.add_task(desk.work, traject, "Bel ROC", desk.clock.today()))
    desk.do(agenda.plan(desk.work, traject, Typed("appointment", "Intake", "vandaag", "11:00", "", "Kantoor")))
    desk.clock.move(hours=4)
    for entry in mine(desk, cases):
        desk.do(agenda.tick_off(desk.work, entry))
    assert mine(desk, cases) == ()
    (kept,) = mine(desk, cases, desk.clock.today())
    assert kept.status == "held"


def test_what_is_late_moves_from_today_and_never_into_the_weekend(desk: Desk, traject: str, cases: Caseload) -> None:
    task = desk.do(tasks.add_task(desk.work, traject, "Bel ROC", desk.clock.today()))
    desk.clock.move(days=4)  # Friday
    (entry,) = mine(desk, cases)
    day = agenda.later(entry, 1, desk.clock.today())
    assert day == date(2026, 3, 9)
    desk.do(agenda.move(desk.work, entry, day))
    assert desk.store.get(Task, task).due == day
    with pytest.raises(Invalid, match="passed"):
        agenda.move(desk.work, entry, desk.clock.today() - timedelta(days=1))


def test_an_appointment_keeps_its_time_at_the_desk_when_the_clocks_change(
    desk: Desk, traject: str, cases: Caseload
) -> None:
    made = desk.do(agenda.plan(desk.work, traject, Typed("appointment", "Intake", "27-3-2026", "9:30", "", "Kantoor")))
    (entry,) = mine(desk, cases)
    desk.do(agenda.move(desk.work, entry, date(2026, 3, 30)))
    assert desk.store.get(Appointment, made).start == datetime(2026, 3, 30, 7, 30, tzinfo=UTC)
    assert desk.store.get(Appointment, made).end == datetime(2026, 3, 30, 8, 30, tzinfo=UTC)


def test_a_colleague_gets_a_task_and_an_appointment_but_not_a_call(desk: Desk, traject: str, cases: Caseload) -> None:
    colleague = desk.work.ids.new()
    desk.store.apply(
        Action("Colleague", (Create("user", colleague, None, {"name": "Femke Smit", "role": "counsellor"}),))
    )
    assert desk.store.get(User, colleague).name == "Femke Smit"
    desk.do(tasks.add_task(desk.work, traject, "Bel ROC", desk.clock.today()))
    desk.do(tasks.ask_callback(desk.work, traject, "0612345678", "Proefdag"))
    task, call = mine(desk, cases)
    desk.do(agenda.assign(desk.work, task, colleague))
    assert [e.what for e in agenda.agenda(desk.work, cases, colleague)] == ["Bel ROC"]
    with pytest.raises(Refused, match="counsellor of the case"):
        agenda.assign(desk.work, call, colleague)


def test_each_thing_that_cannot_be_read_is_named_beside_its_field(desk: Desk, traject: str) -> None:
    with pytest.raises(Invalid) as refused:
        agenda.plan(desk.work, traject, Typed("appointment", "", "ooit", "25:00", "x", ""))
    assert set(refused.value.problems) == {"what", "day", "start", "end", "place"}
    with pytest.raises(Invalid) as refused:
        agenda.plan(desk.work, traject, Typed("task", "Bel ROC", "gisteren"))
    assert set(refused.value.problems) == {"day"}
    with pytest.raises(Invalid) as refused:
        agenda.plan(desk.work, traject, Typed("callback", "Proefdag", phone="12"))
    assert set(refused.value.problems) == {"phone"}
    with pytest.raises(Invalid) as refused:
        agenda.plan(desk.work, traject, Typed("appointment", "Intake", "morgen", "10:00", "9:00", "Kantoor"))
    assert set(refused.value.problems) == {"end"}
    assert desk.store.children(Callback, traject) == ()


def test_a_calendar_file_names_the_person_only_for_who_chooses_so(desk: Desk, traject: str) -> None:
    made = desk.do(agenda.plan(desk.work, traject, Typed("appointment", "Intake", "morgen", "9:30", "", "Kantoor")))
    bare = appointments.calendar_file(desk.work, (made, made), language("nl"))
    assert len(Calendar.from_ical(bare).walk("VEVENT")) == 2
    assert b"Bilal" not in bare
    named = appointments.calendar_file(desk.work, (made,), language("nl"), named=True)
    (event,) = Calendar.from_ical(named).walk("VEVENT")
    assert "Intake" in str(event["summary"])
    assert "Bilal Yılmaz" in str(event["summary"])


def test_a_document_goes_with_a_reason_and_comes_back(desk: Desk, traject: str) -> None:
    document = desk.do(attachments.attach(desk.work, traject, b"%PDF-1.7 cv", "cv.pdf", kind="cv"))
    with pytest.raises(Refused, match="why"):
        attachments.take_out(desk.work, document, "  ")
    desk.do(attachments.take_out(desk.work, document, "Verkeerde persoon"))
    assert desk.store.children(Document, traject) == ()
    desk.store.undo()
    assert attachments.content(desk.work, document)[1] == b"%PDF-1.7 cv"


def test_holidays_have_their_name_in_the_language_of_the_reader() -> None:
    assert holiday_name(date(2026, 4, 27), "nl") == "Koningsdag"
    assert holiday_name(date(2026, 4, 27), "en") == "King's Day"
    assert holiday_name(date(2026, 4, 28), "nl") == ""
