"""What gathers in a dossier: notes, tasks, calls, appointments, documents and prints."""

from __future__ import annotations

from datetime import date, datetime

from desktop.domain import checks
from desktop.domain.fields import Merge, Record, code, day, flag, integer, long_text, moment, record, ref, text
from desktop.domain.records.letters import F


@record(
    "note",
    label="Note",
    plural="Notes",
    parent="traject",
    title=("note_kind",),
    append_only=True,
    why={
        "channel": "Later it shows how somebody can be reached best.",
        "body note_at note_kind": (
            "Somebody who takes over must understand what was done. The person may read it (article 15 GDPR)."
        ),
        "visibility": "Choose as few readers as the work allows. The person may always read it.",
        "replaces": "A note is never changed: the correction stands beside it, so that both can be read.",
    },
)
class Note(Record):
    """A note of a contact; it is never changed, a correction is a new note that replaces it."""

    note_at: datetime | None = moment("Date and time", required=True, privacy=F, on="D", toggled=True)
    note_kind: str | None = code("Kind", "note_kind", required=True, privacy=F, on="D", toggled=True)
    channel: str | None = code("Through", "channel", on="D")
    body: str | None = long_text(
        "Text",
        max=4000,
        required=True,
        privacy=F,
        on="D",
        toggled=True,
        search=True,
        merge=Merge.FIXED,
        hint="No diagnosis and no details about health.",
    )
    visibility: str | None = code("Who may read it", "visibility", required=True)
    replaces: str | None = ref("Replaces", "note", on="D")


@record(
    "note_person",
    label="Person in a note",
    plural="People in a note",
    parent="note",
    title=("person",),
    append_only=True,
    why={
        "person": "A colleague sees who was there and can ask further.",
    },
)
class NotePerson(Record):
    """One person who took part in the contact."""

    person: str | None = text("Person", on="D")


@record(
    "task",
    label="Task",
    plural="Tasks",
    parent="traject",
    title=("task",),
    sort=("task",),
    why={
        "task": "Begin with a verb, so that somebody else could do it for you.",
        "owner": "One name: a task of everybody is done by nobody.",
        "due": "After this day the task stands under late.",
        "prio": "It tells a colleague who fills in for you where to begin.",
        "rule_id": "The programme made the task; the rule says what it saw.",
        "status done_on": "Colleagues see what is left, also when you are not there.",
    },
)
class Task(Record):
    """Something somebody has to do before a day."""

    task: str | None = text("Task", max=200, required=True, on="C", search=True)
    owner: str | None = ref("Owner", "user", required=True, on="C")
    due: date | None = day("Before", required=True, on="C")
    prio: str | None = code("Priority", "priority", required=True, on="C")
    rule_id: str | None = code("Made by rule", "rule", on="C")
    status: str | None = code("Status", "task_status", required=True, on="C")
    done_on: date | None = day("Done on", check=checks.not_in_future, on="C")


@record(
    "callback",
    label="Request to call back",
    plural="Requests to call back",
    parent="traject",
    title=("subject",),
    why={
        "phone": "The number they left, which need not be the one in the dossier.",
        "subject": "In one line, so that whoever calls is prepared.",
        "asked_at due done_on": (
            "Who asks to be called, is called within two working days. After that the request stands under late."
        ),
    },
)
class Callback(Record):
    """Somebody asked to be called; due in two working days."""

    phone: str | None = text("Number", max=20, required=True, check=checks.phone_number)
    subject: str | None = text("Subject", max=200, required=True)
    asked_at: datetime | None = moment("Asked at", required=True)
    due: date | None = day("Before")
    done_on: date | None = day("Called on", check=checks.not_in_future)


@record(
    "appointment",
    label="Appointment",
    plural="Appointments",
    parent="traject",
    title=("subject",),
    sort=("subject",),
    why={
        "subject": "It comes into the calendar file only when you choose so: other people may see your calendar.",
        "owner": "This colleague has the conversation; it stands in their week.",
        "start end": "They stand in your week, and the calendar file takes them over.",
        "place": "Say it so that somebody who comes for the first time finds it.",
        "status": "Who did not come is called the same day; three times in a row is a talk with the team lead.",
    },
)
class Appointment(Record):
    """A meeting with a place and a time."""

    subject: str | None = text("Subject", max=200, on="C", search=True)
    owner: str | None = ref("Counsellor", "user", on="C")
    start: datetime | None = moment("From", required=True, on="C")
    end: datetime | None = moment("Until", required=True, check=checks.after("start"), on="C")
    place: str | None = text("Place", max=200, required=True, on="C")
    status: str | None = code("Status", "appointment_status", required=True, on="C")


@record(
    "document",
    label="Document",
    plural="Documents",
    parent="traject",
    title=("title",),
    sort=("title",),
    why={
        "retention_class": "It decides how long the file may be kept after the dossier closes.",
        "*": "It proves what was agreed or reached; it is kept no longer than the dossier.",
    },
)
class Document(Record):
    """A file in the dossier; its bytes are kept encrypted under their SHA-256."""

    doc_kind: str | None = code("Kind", "document_kind", required=True, privacy=F, on="D")
    title: str | None = text("Title", max=200, required=True, privacy=F, on="D", search=True)
    dated: date | None = day("Date", required=True, check=checks.not_in_future, privacy=F, on="D")
    file: str | None = text("File name", max=200, required=True, privacy=F, guarded=True, merge=Merge.FIXED)
    sha256: str | None = text("SHA-256", max=64, required=True, privacy=F, guarded=True, merge=Merge.FIXED)
    size: int | None = integer(
        "Size", low=0, high=20 * 1024 * 1024, required=True, privacy=F, guarded=True, merge=Merge.FIXED, unit="bytes"
    )
    media_type: str | None = text("Kind of file", max=100, privacy=F, guarded=True, merge=Merge.FIXED)
    retention_class: str | None = code("Retention class", "retention_class", required=True)


@record("print", label="Print", plural="Prints", parent="traject", title=("document", "printed_at"), append_only=True)
class Print(Record):
    """A print that was made: for whom, why, and the bytes when it was filed."""

    document: str | None = code("Document", "print_document", on="D", guarded=True)
    about: str | None = text("Record printed", max=36, guarded=True)
    profile: str | None = code("Profile", "dossier_profile", on="D", guarded=True)
    language: str | None = code("Language", "print_language", on="D", guarded=True)
    version: int | None = integer("Version", low=1, on="D", guarded=True)
    printed_at: datetime | None = moment("Printed on", on="D", guarded=True)
    by: str | None = ref("Printed by", "user", on="D", guarded=True)
    purpose: str | None = text("Purpose", max=200, on="D", guarded=True)
    recipient: str | None = text("Recipient", max=200, on="D", guarded=True)
    filed: bool | None = flag("Filed in the dossier", on="D", guarded=True)
    sha256: str | None = text("SHA-256", max=64, on="D", guarded=True)
    size: int | None = integer("Size", low=0, guarded=True, unit="bytes")
