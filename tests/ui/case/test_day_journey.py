"""A day at the desk by keys alone: notes, tasks, appointments, files, what was, and who goes to a colleague."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from icalendar import Calendar

from desktop.application import edits, tasks
from desktop.application.ports import User
from desktop.domain.changes import Action, SetField
from desktop.domain.records import Appointment, Callback, Candidate, Note, Task
from desktop.ui.shell.workroom import Workroom
from tests import people
from tests.people import Desk
from tests.ui.case.conftest import OpenRoom
from tests.ui.hands import Hands


def colleague(desk: Desk) -> Desk:
    """Frits, who works at the same desk."""
    frits = desk.do(edits.add(desk.work, "user", None, {"name": "Frits Smit", "role": "counsellor"}))
    return replace(desk, work=replace(desk.work, user=User(frits, "Frits Smit", "counsellor", desk.work.user.desk)))


def test_a_note_takes_two_keystrokes_and_a_task_a_call_and_an_appointment_a_few(
    room: Workroom, desk: Desk, hands: Hands, saved_as: Path
) -> None:
    traject = people.in_orientation(desk)
    hands.press("Ctrl+1", "Ctrl+F", "yil", "Down")
    hands.see("Yılmaz, Bilal")
    hands.press("N", "Belde over de proefdag.", "Ctrl+Return")
    assert [note.body for note in desk.store.children(Note, traject)] == ["Belde over de proefdag."]
    hands.press("Ctrl+4", "Ctrl+N")
    hands.pick("Person", "yil")
    hands.fill({"About": "Proefdag regelen", "Day": "vr"})
    hands.push("Add to the agenda")
    assert [(task.task, task.due) for task in desk.store.children(Task, traject)] == [
        ("Proefdag regelen", date(2026, 3, 6))
    ]
    hands.press("Ctrl+N")
    hands.to("What to plan")
    hands.press("Right")
    hands.pick("Person", "yil")
    hands.fill({"About": "De uren", "Number to call": "055 1234567"})
    hands.push("Add to the agenda")
    assert [call.subject for call in desk.store.children(Callback, traject)] == ["De uren"]
    hands.press("Alt+2", "Right", "Down", "Down", "N")
    hands.pick("Person", "yil")
    hands.fill({"About": "Voortgang", "Place": "Kantoor"})
    hands.push("Add to the agenda")
    assert [made.subject for made in desk.store.children(Appointment, traject)] == ["Voortgang"]
    hands.press("Ctrl+S")
    hands.see("no name and no subject")
    hands.push("Choose a file")
    (event,) = Calendar.from_ical(saved_as.read_bytes()).walk("VEVENT")
    assert f"{event.decoded('dtstart'):%Y-%m-%d %H:%M}" == "2026-03-03 08:00"
    assert "Yılmaz" not in saved_as.read_text("utf-8")
    hands.press("Alt+1")
    hands.see("Proefdag regelen")
    hands.to("Agenda as a list")
    hands.press("Down", "W")
    hands.see("Moved: Proefdag regelen", "Fri 13 Mar")
    hands.press("Ctrl+Z")
    hands.see("Fri 6 Mar")
    hands.press("Space")
    hands.see("Done: Proefdag regelen")
    assert desk.store.children(Task, traject)[0].status == "done"


def test_an_old_value_comes_back_and_the_file_is_read_as_it_was(room: Workroom, desk: Desk, hands: Hands) -> None:
    traject = people.in_orientation(desk)
    desk.clock.move(days=1)
    hands.command("yilmaz", "Yılmaz")
    hands.line("Person")
    hands.press("Ctrl+E")
    hands.answer("Town", "Elders")
    hands.press("Tab", "Ctrl+E")
    hands.see("Elders")
    hands.to("Sections of the dossier")
    hands.line("History")
    hands.see("Apeldoorn · Elders")
    hands.to("History")
    hands.press("Ctrl+Home")
    hands.push("Bring this value back")
    hands.see("Elders · Apeldoorn")
    person = desk.store.get(Candidate, desk.store.dossier(traject).candidate_id)
    assert person.city == "Apeldoorn"
    hands.press("Ctrl+Z")
    hands.push("Dossier as it was on this day")
    hands.answer("Day", "2-3-2026")
    hands.press("Return")
    hands.see("This is the dossier as it was on 2 March 2026", "Apeldoorn")
    hands.press("Escape")
    hands.gone("This is the dossier as it was")


def test_several_cases_go_to_a_colleague_with_one_note_and_are_new_to_who_gets_them(
    open_room: OpenRoom, desk: Desk, hands: Hands
) -> None:
    frits = colleague(desk)
    first, second = people.signed_up(desk), people.signed_up(desk, first_name="Noor", last_name="Oefening")
    desk.do(tasks.add_task(desk.work, first, "Bel de school", date(2026, 3, 20)))
    gone = people.signed_up(desk, first_name="Daan", last_name="Zeeman")
    desk.store.apply(Action("Case closed", (SetField("traject", gone, "stage", "S7"),)))
    open_room(desk.work)
    hands.push("also closed")
    hands.see("Oefening, Noor", "Zeeman, Daan")
    hands.to("Caseload")
    hands.press("Ctrl+A", "Ctrl+B")
    hands.see("With 3 chosen candidates")
    hands.fill({"What to do": "Hand over", "To what": "Frits"})
    hands.push("Look ahead")
    hands.see("Write what your colleague has to know about them.")
    hands.fill({"What your colleague has to know": "Beiden zijn maandag gebeld."})
    hands.push("Look ahead")
    hands.see("Yılmaz, Bilal: ", "Counsellor → Frits Smit", "1 task or appointment goes along")
    hands.see("– Zeeman, Daan: This case is closed.", "1 person is left out")
    hands.push("Do it for 2 people")
    hands.see("Handed over: 2 cases")
    assert [note.body for case in (first, second) for note in desk.store.children(Note, case)] == [
        "Beiden zijn maandag gebeld."
    ] * 2
    assert [task.owner for task in desk.store.children(Task, first)] == [frits.work.user.id]
    desk.store.user = frits.work.user
    room = open_room(frits.work)
    hands.answer("Counsellor", "my")
    hands.see("New to you · Bel de school")
    assert hands.window.count("New to you") == 2
    hands.command("yilmaz", "Yılmaz")
    hands.press("Ctrl+1")
    hands.see("Oefening")
    assert hands.window.count("New to you") == 1
    room.close()
