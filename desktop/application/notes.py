"""Notes of contacts: written once, never changed; a correction is a new note that replaces the old one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from desktop.application.cases import not_restricted
from desktop.application.checking import must, new_record
from desktop.application.ports import Work
from desktop.domain.changes import Action, Create
from desktop.domain.errors import Invalid, Refused
from desktop.domain.free_text import unwanted
from desktop.domain.records import Note, NotePerson, Traject
from desktop.domain.said import N_, said


def add_note(
    work: Work,
    traject: str,
    body: str,
    *,
    kind: str = "talk",
    visibility: str = "counsellor",
    channel: str | None = None,
    at: datetime | None = None,
    people: Iterable[str] = (),
    confirmed: bool = False,
    replaces: str | None = None,
) -> Action:
    """Add a note. Words about health and citizen service numbers are refused until changed or ``confirmed`` (R46)."""
    not_restricted(work, work.read.get(Traject, traject).parent)
    values = {
        "note_at": at or work.clock.now(),
        "note_kind": kind,
        "channel": channel,
        "body": body,
        "visibility": visibility,
        "replaces": replaces,
    }
    made = new_record(work, "note", traject, values)
    must(work, made.values, "note", ("body",))
    if at is not None and at > work.clock.now():
        raise Invalid({"note_at": said(N_("A note is about something that happened. Choose now or earlier."))})
    free_of_secrets(made.values["body"], "body", confirmed=confirmed)
    named = [Create("note_person", work.ids.new(), made.id, {"person": name}) for name in people]
    return Action(N_("Note added"), (made, *named))


def correct_note(work: Work, note: str, body: str, *, confirmed: bool = False) -> Action:
    """Replace a note by a new one; the old one stays readable as it was."""
    old = work.read.get(Note, note)
    if work.read.where(Note, limit=1, replaces=note):
        raise Refused(said(N_("This note was corrected before. Correct the newest one.")))
    people = [p.person for p in work.read.children(NotePerson, note) if p.person]
    made = add_note(
        work,
        old.parent or "",
        body,
        kind="correction",
        visibility=old.visibility or "counsellor",
        channel=old.channel,
        people=people,
        confirmed=confirmed,
        replaces=note,
    )
    return Action(N_("Note corrected"), made.edits)


def free_of_secrets(text: str | None, field: str, *, confirmed: bool = False) -> None:
    """Refuse a text with a word about health or a citizen service number, unless somebody confirmed it."""
    if not confirmed and (found := unwanted(text)):
        raise Invalid({field: found[0]})
