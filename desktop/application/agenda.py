"""The agenda of a counsellor: tasks, requests to call back and appointments of all people together, by day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from desktop.application import appointments, edits, tasks
from desktop.application.caseload import CaseloadQuery
from desktop.application.ports import Work
from desktop.application.values import ZONE, parse
from desktop.domain.changes import Action
from desktop.domain.checks import Unfit
from desktop.domain.dossier import Dossier
from desktop.domain.errors import Invalid, Refused
from desktop.domain.fields import RECORDS, Beside
from desktop.domain.records import Appointment, Callback, Task, Traject
from desktop.domain.said import N_, Said, said
from desktop.domain.working_days import next_working_day

Kind = Literal["task", "callback", "appointment"]
When = Literal["late", "today", "week", "later"]

_LASTS = timedelta(hours=1)
"""How long an appointment takes when no end is given."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the agenda, ready to read."""

    kind: Kind
    id: str
    traject: str
    name: str  # of the person, as in a list
    what: str
    day: date
    start: datetime | None = None  # of an appointment, at the desk
    end: datetime | None = None
    where: str = ""  # the place of an appointment, the number to call
    owner: str = ""
    status: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something still has to be done about it."""
        return self.status in ("open", "busy", "planned")

    def when(self, today: date) -> When:
        """Where it stands in the list; an appointment is late when nobody said how it went."""
        if self.day < today:
            return "late"
        if self.day == today:
            return "today"
        return "week" if self.day <= today + timedelta(days=6 - today.weekday()) else "later"


def agenda(work: Work, cases: CaseloadQuery, owner: str, since: date | None = None) -> tuple[Entry, ...]:
    """What is open for a colleague, by day and time; of appointments also all that began on ``since`` or later.

    A request to call back is for the counsellor of the case.
    """
    read = work.read
    found: list[Task | Callback | Appointment] = [
        *(task for status in ("open", "busy") for task in read.where(Task, owner=owner, status=status)),
        *(call for call in read.where(Callback, done_on=None) if _counsellor(work, call) == owner),
        *(
            one
            for one in read.where(Appointment, owner=owner)
            if one.status == "planned" or (since is not None and one.start and _local(one.start).date() >= since)
        ),
    ]
    rows = cases.rows(sorted({one.parent for one in found if one.parent}))
    names = {traject: row.name for traject, row in rows.items()}
    return in_order(entry_of(one, names, owner) for one in found if one.parent in names)


def _counsellor(work: Work, call: Callback) -> str | None:
    case = work.read.find_one(Traject, call.parent)
    return case.counsellor if case is not None else None


def of_case(dossier: Dossier, name: str = "") -> tuple[Entry, ...]:
    """Everything of one case, open and done, by day and time; ``name`` is the person's."""
    case = dossier.get(Traject, dossier.traject_id)
    records: list[Task | Callback | Appointment] = [
        *dossier.all(Task), *dossier.all(Callback), *dossier.all(Appointment),
    ]  # fmt: skip
    counsellor = case.counsellor if case is not None else None
    return in_order(entry_of(one, {dossier.traject_id: name}, counsellor or "") for one in records)


def entry_of(one: Task | Callback | Appointment, names: Mapping[str, str], owner: str = "") -> Entry:
    """A record as a line of the agenda; ``owner`` is whose agenda it is, where the record itself names nobody."""
    traject = one.parent or ""
    name = names.get(traject, "")
    if isinstance(one, Task):
        day = one.due or date.max
        return Entry(
            "task", one.id, traject, name, one.task or "", day, owner=one.owner or "", status=one.status or "open"
        )
    if isinstance(one, Callback):
        asked = _local(one.asked_at).date() if one.asked_at else date.max
        status = "done" if one.done_on else "open"
        return Entry(
            "callback", one.id, traject, name, one.subject or "", one.due or asked, where=one.phone or "",
            owner=owner, status=status,
        )  # fmt: skip
    start = _local(one.start) if one.start else None
    return Entry(
        "appointment", one.id, traject, name, one.subject or "", start.date() if start else date.max, start,
        _local(one.end) if one.end else None, one.place or "", one.owner or "", one.status or "planned",
    )  # fmt: skip


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By day; on a day what has a time first, by that time."""
    return tuple(sorted(entries, key=_order))


def _order(entry: Entry) -> tuple[date, time, str, str]:
    return entry.day, entry.start.time() if entry.start else time.max, entry.name, entry.id


def _local(at: datetime) -> datetime:
    return at.astimezone(ZONE)


def tick_off(work: Work, entry: Entry) -> Action:
    """It is done: the task finished, the person called, the appointment held."""
    match entry.kind:
        case "task":
            return tasks.finish_task(work, entry.id)
        case "callback":
            return tasks.called_back(work, entry.id)
        case _:
            return appointments.set_status(work, entry.id, "held")


def move(work: Work, entry: Entry, day: date) -> Action:
    """Move it to another day; an appointment keeps its time."""
    match entry.kind:
        case "task":
            return tasks.move_task(work, entry.id, day)
        case "callback":
            return tasks.move_callback(work, entry.id, day)
        case _:
            if entry.start is None or entry.end is None:
                raise Refused(said(N_("This appointment has no time yet. Open the dossier and fill it in.")))
            if day < work.clock.today():
                raise Invalid({"start": said(N_("This day has passed. Choose today or a later day."))})
            start = datetime.combine(day, entry.start.time(), ZONE)
            end = datetime.combine(day + (entry.end.date() - entry.start.date()), entry.end.time(), ZONE)
            return appointments.move_appointment(work, entry.id, start.astimezone(UTC), end.astimezone(UTC))


def against(work: Work, entry: Entry) -> tuple[Said, ...]:
    """What speaks against the time a planned appointment has now; against the day of anything else nothing does."""
    found = work.read.find_one(Appointment, entry.id)
    if found is None or found.status != "planned" or found.start is None or found.end is None:
        return ()
    return appointments.clashes(work, found.start, found.end, found.owner, ignore=found.id)


def later(entry: Entry, days: int, today: date) -> date:
    """The working day that many days after its day, or after today when it is late."""
    return next_working_day(max(entry.day, today) + timedelta(days=days))


def assign(work: Work, entry: Entry, owner: str) -> Action:
    """Give it to a colleague."""
    match entry.kind:
        case "task":
            return tasks.assign_task(work, entry.id, owner)
        case "appointment":
            return appointments.hand_over(work, entry.id, owner)
        case _:
            sentence = N_("A request to call back is for the counsellor of the case. Add a task for your colleague.")
            raise Refused(said(sentence))


def call_off(work: Work, entry: Entry) -> Action:
    """It is not needed any more: the task dropped, the appointment cancelled, the request taken away."""
    match entry.kind:
        case "task":
            return tasks.drop_task(work, entry.id)
        case "callback":
            return edits.remove(work, "callback", entry.id)
        case _:
            return appointments.set_status(work, entry.id, "cancelled")


def missed(work: Work, entry: Entry) -> Action:
    """The person did not show up."""
    if entry.kind != "appointment":
        raise Refused(said(N_("Only an appointment can be missed. Move this to another day instead.")))
    return appointments.set_status(work, entry.id, "no_show")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed to plan something, as it was typed."""

    kind: str = "task"
    what: str = ""
    day: str = ""
    start: str = ""
    end: str = ""
    place: str = ""
    phone: str = ""


def plan(work: Work, traject: str, typed: Typed) -> Action:
    """A task, request to call back or appointment from what was typed; `Invalid` names the fields of `Typed`."""
    problems: dict[str, Said] = {}
    if not typed.what.strip():
        problems["what"] = said(N_("Say what it is about."))
    made: Action | None = None
    match typed.kind:
        case "callback":
            if not typed.phone.strip():
                problems["phone"] = said(N_("Fill in the number to call."))
            if not problems:
                made = _renamed(lambda: tasks.ask_callback(work, traject, typed.phone, typed.what.strip()))
        case "appointment":
            times = times_of(work, typed, problems)
            if not typed.place.strip():
                problems["place"] = said(N_("Say where: a place, or “phone”."))
            if times is not None and not problems:
                start, end = times
                subject, place = typed.what.strip(), typed.place.strip()
                made = _renamed(
                    lambda: appointments.make_appointment(work, traject, start, end, place, subject=subject)
                )
        case _:
            day = _day(work, typed, problems)
            if day is not None and not problems:
                made = _renamed(lambda: tasks.add_task(work, traject, typed.what.strip(), day))
    if made is None:
        raise Invalid(problems)
    return made


def times_of(work: Work, typed: Typed, problems: dict[str, Said] | None = None) -> tuple[datetime, datetime] | None:
    """From when until when, where that can be read; what is wrong with it is added to ``problems``."""
    problems = {} if problems is None else problems
    day = _day(work, typed, problems)
    start, end = _clock(typed.start), _clock(typed.end)
    if start is None:
        problems["start"] = said(N_("Type the time as hours and minutes, for example 9:30."))
    if end is None and typed.end.strip():
        problems["end"] = said(N_("Type the time as hours and minutes, for example 9:30."))
    if day is None or start is None or "end" in problems:
        return None
    begins = datetime.combine(day, start, ZONE)
    ends = datetime.combine(day, end, ZONE) if end is not None else begins + _LASTS
    if ends <= begins:
        problems["end"] = said(N_("The end is before the beginning. Type a later time."))
        return None
    return begins.astimezone(UTC), ends.astimezone(UTC)


def day_of(typed: str, today: date) -> date | None:
    """The day that was typed, where it can be read."""
    try:
        found = parse(RECORDS["task"].fields["due"], typed, Beside(today))
    except Unfit:
        return None
    return found if isinstance(found, date) else None


def _day(work: Work, typed: Typed, problems: dict[str, Said]) -> date | None:
    field = RECORDS["task"].fields["due"]
    try:
        found = parse(field, typed.day, Beside(work.clock.today()))
    except Unfit as unfit:
        problems["day"] = unfit.said
        return None
    if not isinstance(found, date):
        problems["day"] = said(N_("Type the day, for example 28-02-2027, tomorrow, friday or +7."))
        return None
    return found


def _clock(typed: str) -> time | None:
    """A time as people type it: 9:30, 9.30, 930, 9."""
    digits = typed.strip().replace(".", ":").removesuffix("u").strip()
    hours, colon, minutes = digits.partition(":")
    if not colon and len(digits) > 2:
        hours, minutes = digits[:-2], digits[-2:]
    if not hours.isdecimal() or (minutes and not minutes.isdecimal()) or len(hours) > 2 or len(minutes) not in (0, 2):
        return None
    hour, minute = int(hours), int(minutes or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


_FIELDS = {"task": "what", "subject": "what", "due": "day"}
"""Where the problem of a field of a record is shown: the field of `Typed` it was typed in."""


def _renamed(make: Callable[[], Action]) -> Action:
    try:
        return make()
    except Invalid as invalid:
        raise Invalid({_FIELDS.get(name, name): why for name, why in invalid.problems.items()}) from None
