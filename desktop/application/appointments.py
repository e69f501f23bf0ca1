"""Appointments: made, moved, kept or missed, and as a line for a calendar that names nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from icalendar import Calendar, Event

from desktop.application.cases import not_from, not_restricted, step
from desktop.application.checking import changed_fields, known_code, must, new_record
from desktop.application.i18n import Language
from desktop.application.ports import Work
from desktop.application.values import ZONE
from desktop.domain.changes import Action, Edit
from desktop.domain.errors import Invalid
from desktop.domain.records import Appointment, Candidate, Traject
from desktop.domain.said import N_, FieldName, Said, said
from desktop.domain.working_days import is_working_day

_STEPS = {("S0", "planned"): "S0.invited", ("S0", "no_show"): "S0.no_show", ("S1", "planned"): "S1.planned"}


def make_appointment(
    work: Work,
    traject: str,
    start: datetime,
    end: datetime,
    place: str,
    *,
    subject: str | None = None,
    owner: str | None = None,
) -> Action:
    """Make an appointment for who works here, or for a colleague; look at `clashes` before."""
    case = work.read.get(Traject, traject)
    not_restricted(work, case.parent)
    values = {
        "subject": subject, "owner": owner or work.user.id, "start": start, "end": end, "place": place,
        "status": "planned",
    }  # fmt: skip
    made = new_record(work, "appointment", traject, values)
    must(work, made.values, "appointment", ("place",))
    moved = step(case, _STEPS[(case.stage or "", "planned")]) if (case.stage or "", "planned") in _STEPS else ()
    return Action(N_("Appointment made"), (made, *moved))


def clashes(
    work: Work, start: datetime, end: datetime, owner: str | None = None, ignore: str | None = None
) -> tuple[Said, ...]:
    """What speaks against a time: the same counsellor is somewhere else, or the desk is closed. Nobody is stopped."""
    found: list[Said] = []
    for other in work.read.where(Appointment, owner=owner or work.user.id, status="planned"):
        if other.id != ignore and other.start and other.end and other.start < end and start < other.end:
            sentence = N_("There is another appointment from {start} to {end}. Choose another time, or move that one.")
            found.append(said(sentence, start=other.start, end=other.end))
    day = start.astimezone(ZONE).date()
    if not is_working_day(day):
        found.append(said(N_("{day} is no working day. Check whether the person and the desk are there."), day=day))
    return tuple(found)


def set_status(work: Work, appointment: str, status: str) -> Action:
    """Record that an appointment took place, was missed, cancelled or moved."""
    found = work.read.get(Appointment, appointment)
    known_code("appointment_status", status, FieldName("appointment", "status"))
    if status in ("held", "no_show") and found.start and found.start > work.clock.now():
        raise Invalid({"status": said(N_("This appointment is still to come. Cancel it or move it."))})
    edits: list[Edit] = list(changed_fields(work, found, {"status": status}))
    case = work.read.get(Traject, found.parent or "")
    if (case.stage or "", status) in _STEPS:
        edits += step(case, _STEPS[(case.stage or "", status)])
    return Action(N_("Appointment changed"), tuple(edits))


def move_appointment(work: Work, appointment: str, start: datetime, end: datetime) -> Action:
    """Give a planned appointment another time; look at `clashes` before."""
    found = work.read.get(Appointment, appointment)
    not_from(found.status, ("planned",), "appointment_status", N_("This appointment is “{status}” already."))
    edits = changed_fields(work, found, {"start": start, "end": end})
    return Action(N_("Appointment moved to another time"), edits)


def hand_over(work: Work, appointment: str, owner: str) -> Action:
    """Give a planned appointment to a colleague."""
    found = work.read.get(Appointment, appointment)
    not_from(found.status, ("planned",), "appointment_status", N_("This appointment is “{status}” already."))
    return Action(N_("Appointment given to a colleague"), changed_fields(work, found, {"owner": owner}))


def calendar_file(work: Work, appointments: Iterable[str], language: Language, *, named: bool = False) -> bytes:
    """Appointments as an .ics file: the dossier number and no name, because calendars are shared and synced.

    ``named`` adds the subject and the name of the person, for who chooses so.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Overstap//overstap//NL")
    calendar.add("version", "2.0")
    for appointment in appointments:
        calendar.add_component(_event(work, work.read.get(Appointment, appointment), language, named=named))
    return bytes(calendar.to_ical())


def _event(work: Work, found: Appointment, language: Language, *, named: bool) -> Event:
    case = work.read.get(Traject, found.parent or "")
    summary = language.text(N_("Conversation dossier {number}"), number=case.dossier_no or "")
    if named:
        person = work.read.find_one(Candidate, case.parent)
        name = " ".join(p for p in (person.first_name, person.name_prefix, person.last_name) if p) if person else ""
        summary = " · ".join(part for part in (found.subject, name, case.dossier_no) if part)
    entry = Event()
    entry.add("uid", f"{found.id}@overstap")
    entry.add("summary", summary)
    entry.add("dtstamp", work.clock.now())
    if found.start and found.end:
        entry.add("dtstart", found.start)
        entry.add("dtend", found.end)
    entry.add("location", found.place or "")
    entry.add("class", "PRIVATE")
    entry.add("status", "CANCELLED" if found.status in ("cancelled", "moved") else "CONFIRMED")
    return entry
