"""Giving a case to a colleague: with a note of what matters, and with the open tasks and planned appointments."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.application.cases import open_case
from desktop.application.checking import changed_fields
from desktop.application.notes import add_note
from desktop.application.ports import Reader, Work
from desktop.domain.changes import Action, Edit
from desktop.domain.errors import Invalid
from desktop.domain.records import Appointment, Desk, Task, Traject, User
from desktop.domain.said import N_, Said, said


def transfer(work: Work, traject: str, to: str, note: str) -> Action:
    """Give a case to a colleague; the note stands in the dossier, for the whole team to read."""
    case, colleague = open_case(work, traject), work.read.get(User, to)
    if to == case.counsellor:
        raise Invalid({"counsellor": said(N_("{name} guides this person already. Choose another colleague."),
                                          name=colleague.name or "")})  # fmt: skip
    if colleague.active is False:
        raise Invalid({"counsellor": said(N_("{name} does not work here any more. Choose another colleague."),
                                          name=colleague.name or "")})  # fmt: skip
    place = {"team": colleague.team or case.team, "desk": colleague.desk or case.desk}
    values = {"counsellor": to, "assigned": work.clock.today(), **place}
    written = add_note(work, traject, note, kind="other", visibility="team")
    edits: list[Edit] = [*changed_fields(work, case, values), *written.edits]
    for one in going_along(work.read, case):
        edits += changed_fields(work, one, {"owner": to})
    return Action(N_("Case given to a colleague"), tuple(edits))


def leaves(read: Reader, traject: str, to: str | None) -> tuple[Said, ...]:
    """What it means where the colleague works at another desk."""
    case, colleague = read.get(Traject, traject), read.find_one(User, to)
    if colleague is None or colleague.desk in (None, case.desk):
        return ()
    desk = read.find_one(Desk, colleague.desk)
    sentence = N_(
        "The dossier goes to {desk}. In a shared workspace it is there after the next exchange, and no longer on this "
        "laptop. Until then undo takes it back."
    )
    return (said(sentence, desk=(desk and desk.name) or "–"),)


def going_along(read: Reader, case: Traject) -> Iterator[Task | Appointment]:
    """The open tasks and planned appointments of who guides the person now."""
    for task in read.children(Task, case.id):
        if task.owner == case.counsellor and task.status in ("open", "busy"):
            yield task
    for appointment in read.children(Appointment, case.id):
        if appointment.owner == case.counsellor and appointment.status == "planned":
            yield appointment
