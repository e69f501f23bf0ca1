"""Chapters 11 to 14 of the complete dossier: what gathered in it, and what the person agreed to."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.application.paper import Block, Cell
from desktop.application.papers.grid import Col, grid
from desktop.application.papers.intake_tables import consents as consent_table
from desktop.application.papers.sheet import Sheet
from desktop.domain.fields import Record
from desktop.domain.records import Appointment, Callback, Consent, Document, Note, NotePerson, Task, Traject
from desktop.domain.said import N_

_HASH_SHOWN = 8


def notes(sheet: Sheet) -> Iterator[Block]:
    """Chapter 11: the notes that may be seen here, in order of time."""
    chosen = [n for n in sheet.dossier.all(Note) if sheet.full or n.visibility in sheet.occasion.notes]
    if not chosen or not sheet.may(Note.SPEC.fields["body"]):
        yield sheet.paragraph(N_("No notes were chosen for this print."), style="missing")
        return
    chosen.sort(key=lambda note: str(note.note_at))

    def head(note: Record) -> str | Cell:
        people = ", ".join(filter(None, (sheet.value(p, "person") for p in sheet.dossier.all(NotePerson, note.id))))
        told = (sheet.value(note, "note_at"), sheet.value(note, "note_kind"), sheet.value(note, "channel"), people)
        return "\n".join(filter(None, (*told, _replaced(sheet, note)))) or sheet.missing()

    columns = (
        Col(("note_at", "note_kind", "channel", "replaces"), N_("When, what, with whom"), 1.2, read=head),
        Col(("body",), weight=3),
    )
    yield grid(sheet, chosen, columns, summary=sheet.say(N_("Notes, oldest first")))


def _replaced(sheet: Sheet, note: Record) -> str:
    """Which earlier note a correction replaces."""
    if not isinstance(note, Note) or not sheet.value(note, "replaces"):
        return ""
    when = sheet.value(sheet.dossier.get(Note, note.replaces), "note_at")
    return sheet.say(N_("replaces the note of {when}"), when=when or "?")


def tasks(sheet: Sheet) -> Iterator[Block]:
    """Chapter 12: what was to be done, calls to return, and appointments."""
    todo, meetings = sheet.dossier.all(Task), sheet.dossier.all(Appointment)
    calls = [call for call in sheet.dossier.all(Callback) if sheet.value(call, "subject")]
    if todo:
        columns = (
            Col(("task",), weight=2.2),
            Col(("owner",)),
            Col(("due",), weight=1.2),
            Col(("prio",), weight=0.9),
            Col(("status", "done_on"), weight=1.2),
        )
        yield grid(sheet, todo, columns, summary=sheet.language.record(Task.SPEC, plural=True))
    if meetings:
        columns_of_meeting = (
            Col(("subject",), weight=1.8),
            Col(("start", "end"), N_("From – until"), 1.8, between=" –\n"),
            Col(("place",), weight=1.2),
            Col(("owner",)),
            Col(("status",)),
        )
        yield grid(sheet, meetings, columns_of_meeting, summary=sheet.language.record(Appointment.SPEC, plural=True))
    if calls:
        columns_of_call = (Col(("subject",), weight=2), Col(("phone",)), Col(("asked_at",)), Col(("due",)))
        yield grid(sheet, calls, columns_of_call, summary=sheet.language.record(Callback.SPEC, plural=True))
    if not (todo or meetings or calls):
        yield sheet.paragraph(N_("There are no tasks and no appointments."), style="missing")


def documents(sheet: Sheet) -> Iterator[Block]:
    """Chapter 13: what is filed, each with the first signs of its hash."""
    filed = sheet.dossier.all(Document)

    def hashed(document: Record) -> str:
        return sheet.value(document, "sha256")[:_HASH_SHOWN]

    columns = (
        Col(("title",), weight=2.2),
        Col(("doc_kind",), weight=1.4),
        Col(("dated",), weight=1.2),
        Col(("sha256",), N_("SHA-256 (first 8)"), 1.2, read=hashed),
    )
    if filed:
        yield grid(sheet, filed, columns, summary=sheet.language.record(Document.SPEC, plural=True))
    else:
        yield sheet.paragraph(N_("No documents are filed."), style="missing")


def consents(sheet: Sheet, purposes: frozenset[str] | None = None) -> Iterator[Block]:
    """Chapter 14: what was agreed to, said no to and taken back; ``purposes`` narrows it."""
    yield consent_table(sheet, purposes)
    given = [c for c in sheet.dossier.all(Consent) if purposes is None or c.purpose in purposes]
    if len(given) > len({consent.purpose for consent in given}):
        columns = (
            Col(("purpose",), weight=2.2),
            Col(("given",)),
            Col(("given_on",)),
            Col(("how",)),
            Col(("withdrawn_at",)),
        )
        yield sheet.paragraph(N_("Every answer, oldest first:"))
        yield grid(sheet, given, columns, summary=sheet.say(N_("Every answer, oldest first:")))
    notice = sheet.pairs(sheet.dossier.last(Traject), ("privacy_notice", "privacy_notice_date"))
    yield from sheet.facts(notice, sheet.say(N_("Privacy notice")))
