"""Notes, tasks, calls, appointments and files of a dossier, on the real store."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from desktop.application import appointments, attachments, consents, edits, matches, notes, tasks
from desktop.application.i18n import language
from desktop.application.transfer import leaves, transfer
from desktop.domain.errors import Invalid, Refused
from desktop.domain.file_kinds import MOST_BYTES
from desktop.domain.records import Appointment, Callback, Document, Language, Note, NotePerson, Task, Traject, User
from tests import people
from tests.people import Desk

PDF = b"%PDF-1.7 diploma"


def test_a_correction_stands_beside_the_note_it_replaces(desk: Desk, traject: str) -> None:
    note = desk.do(notes.add_note(desk.work, traject, "Gebeld over maandag.", channel="phone", people=["Piet Krent"]))
    corrected = desk.do(notes.correct_note(desk.work, note, "Gebeld over dinsdag."))
    assert [(n.body, n.replaces) for n in desk.store.children(Note, traject)] == [
        ("Gebeld over maandag.", None), ("Gebeld over dinsdag.", note),
    ]  # fmt: skip
    assert desk.store.get(Note, corrected).note_kind == "correction"
    assert [p.person for p in desk.store.children(NotePerson, corrected)] == ["Piet Krent"]
    with pytest.raises(Refused, match="newest"):
        notes.correct_note(desk.work, note, "Nog eens")


def test_a_note_is_about_what_happened_and_holds_no_diagnosis(desk: Desk, traject: str) -> None:
    with pytest.raises(Invalid, match="happened"):
        notes.add_note(desk.work, traject, "Komt", at=desk.clock.now() + timedelta(minutes=1))
    with pytest.raises(Invalid) as refused:
        edits.add(desk.work, "note", traject, {"body": "Heeft diabetes"})
    assert set(refused.value.problems) == {"body"}
    with pytest.raises(Invalid):
        notes.add_note(desk.work, traject, "   ")
    desk.do(edits.add(desk.work, "note", traject, {"body": "Heeft diabetes"}, confirmed=True))
    assert desk.store.children(Note, traject)[0].note_at == desk.clock.now()


def test_a_task_is_due_today_or_later_and_ticked_off_once(desk: Desk, traject: str) -> None:
    today = desk.clock.today()
    with pytest.raises(Invalid) as refused:
        tasks.add_task(desk.work, traject, "Bel ROC", today - timedelta(days=1))
    assert set(refused.value.problems) == {"due"}
    task = desk.do(tasks.add_task(desk.work, traject, "Bel ROC", today))
    desk.do(edits.change(desk.work, "task", task, {"status": "done"}))
    assert (desk.store.get(Task, task).status, desk.store.get(Task, task).done_on) == ("done", today)
    with pytest.raises(Refused, match="already"):
        tasks.finish_task(desk.work, task)
    desk.do(edits.change(desk.work, "task", task, {"status": "open"}))
    assert desk.store.get(Task, task).done_on is None


def test_somebody_who_asks_for_a_call_is_called_in_two_working_days(desk: Desk, traject: str) -> None:
    desk.clock.at = datetime(2026, 4, 2, 12, tzinfo=UTC)  # Thursday before Easter
    values = {"phone": "0612345678", "subject": "Proefdag"}
    call = desk.do(edits.add(desk.work, "callback", traject, values))
    assert desk.store.get(Callback, call).due == date(2026, 4, 8)
    desk.do(tasks.called_back(desk.work, call))
    with pytest.raises(Refused, match="already"):
        tasks.called_back(desk.work, call)


def at(hour: int, minute: int = 0, day: int = 9) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def test_two_appointments_at_once_are_named_and_nobody_is_stopped(desk: Desk, traject: str) -> None:
    appointment = desk.do(appointments.make_appointment(desk.work, traject, at(9), at(10), "Kantoor"))
    assert desk.store.get(Traject, traject).substage == "S0.invited"
    assert len(appointments.clashes(desk.work, at(9, 59), at(11))) == 1
    assert appointments.clashes(desk.work, at(10), at(11)) == ()
    assert appointments.clashes(desk.work, at(8), at(9)) == ()
    assert appointments.clashes(desk.work, at(9), at(10), owner="somebody else") == ()
    assert appointments.clashes(desk.work, at(9), at(10), ignore=appointment) == ()
    assert len(appointments.clashes(desk.work, at(9, day=8), at(10, day=8))) == 1  # a Sunday
    with pytest.raises(Invalid) as refused:
        appointments.make_appointment(desk.work, traject, at(10), at(10), "Kantoor")
    assert set(refused.value.problems) == {"end"}


def test_an_appointment_is_missed_only_after_it_began(desk: Desk, traject: str) -> None:
    appointment = desk.do(appointments.make_appointment(desk.work, traject, at(9), at(10), "Kantoor"))
    with pytest.raises(Invalid, match="still to come"):
        appointments.set_status(desk.work, appointment, "no_show")
    desk.clock.move(days=7)
    desk.do(edits.change(desk.work, "appointment", appointment, {"status": "no_show"}))
    assert desk.store.get(Appointment, appointment).status == "no_show"
    assert desk.store.get(Traject, traject).substage == "S0.no_show"


def test_a_calendar_entry_names_the_dossier_and_nobody(desk: Desk, traject: str) -> None:
    made = appointments.make_appointment(desk.work, traject, at(9), at(10), "Kantoor", subject="Bilal Yılmaz")
    appointment = desk.do(made)
    text = appointments.calendar_file(desk.work, (appointment,), language("nl"))
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event.decoded("dtstart") == at(9)
    assert "VWNW-2026-00001" in str(event["summary"])
    for word in ("Bilal", "Yılmaz", "Emma"):
        assert word.encode() not in text


def test_a_document_is_kept_under_its_hash_with_a_clean_name(desk: Desk, traject: str) -> None:
    document = desk.do(attachments.attach(desk.work, traject, PDF, "C:\\scans\\cv <nieuw>.exe", kind="cv"))
    found = desk.store.get(Document, document)
    assert (found.file, found.title, found.size) == ("cv nieuw.pdf", "cv nieuw", len(PDF))
    assert (found.media_type, found.retention_class) == ("application/pdf", "RC2")
    assert found.sha256 == hashlib.sha256(PDF).hexdigest()
    assert attachments.content(desk.work, document) == ("cv nieuw.pdf", PDF)
    with pytest.raises(Refused, match="already"):
        attachments.attach(desk.work, traject, PDF, "nog eens.pdf", kind="cv")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "leeg.pdf"),
        (b"MZ\x90", "brief.pdf"),
        (b"%PDF" + b" " * MOST_BYTES, "groot.pdf"),
        (b"PK\x03\x04", "x.docx"),
    ],
)
def test_a_file_that_is_empty_too_large_or_something_else_is_refused(
    desk: Desk, traject: str, data: bytes, name: str
) -> None:
    with pytest.raises(Invalid) as refused:
        attachments.attach(desk.work, traject, data, name, kind="letter")
    assert set(refused.value.problems) == {"file"}


def test_a_file_of_exactly_twenty_megabytes_is_kept(desk: Desk, traject: str) -> None:
    data = PDF.ljust(MOST_BYTES, b" ")
    desk.do(attachments.attach(desk.work, traject, data, "groot.pdf", kind="letter"))
    assert desk.store.children(Document, traject)[0].size == MOST_BYTES


def test_a_word_file_is_kept(desk: Desk, traject: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    desk.do(attachments.attach(desk.work, traject, out.getvalue(), "brief.doc", kind="letter"))
    assert desk.store.children(Document, traject)[0].file == "brief.docx"


@pytest.mark.parametrize("name", ["kopie paspoort.pdf", "ID-kaart Bilal.pdf", "rijbewijs.pdf", "identiteitsbewijs.pdf"])
def test_a_copy_of_an_identity_document_is_not_kept(desk: Desk, traject: str, name: str) -> None:
    with pytest.raises(Refused, match="not kept"):
        attachments.attach(desk.work, traject, PDF, name, kind="other")


def test_a_file_name_with_a_citizen_service_number_is_refused(desk: Desk, traject: str) -> None:
    with pytest.raises(Invalid) as refused:
        attachments.attach(desk.work, traject, PDF, "diploma 111222333.pdf", kind="result")
    assert set(refused.value.problems) == {"file"}
    assert attachments.attach(desk.work, traject, PDF, "diploma 111222333.pdf", kind="result", confirmed=True).edits


def test_a_copy_of_a_diploma_needs_its_consent(desk: Desk, traject: str) -> None:
    with pytest.raises(Refused, match="C5"):
        attachments.attach(desk.work, traject, PDF, "diploma.pdf", kind="diploma")
    desk.do(consents.record_consent(desk.work, traject, "C5", given=True, how="digital"))
    desk.do(attachments.attach(desk.work, traject, PDF, "diploma.pdf", kind="diploma"))


def test_a_line_can_be_removed_and_brought_back(desk: Desk, traject: str) -> None:
    candidate = desk.store.get(Traject, traject).parent or ""
    line = desk.do(edits.add(desk.work, "language", candidate, {"language": "tr", "cefr_s": "C2"}))
    desk.do(edits.remove(desk.work, "language", line))
    assert desk.store.children(Language, candidate) == ()
    desk.store.undo()
    assert [found.cefr_s for found in desk.store.children(Language, candidate)] == ["C2"]


def test_what_others_belong_to_or_were_matched_with_stays(desk: Desk, traject: str) -> None:
    with pytest.raises(Refused, match="belongs to this"):
        edits.remove(desk.work, "employer", desk.employer)
    people.planned(desk, traject)
    with pytest.raises(Refused, match="stands in a route"):
        edits.remove(desk.work, "module", desk.module)
    desk.do(matches.propose(desk.work, traject, desk.question))
    bare = desk.do(edits.add(desk.work, "desk", None, {"name": "Loket Elders"}))
    desk.do(edits.remove(desk.work, "desk", bare))


def test_a_case_goes_to_a_colleague_with_its_open_work_and_comes_back_with_one_undo(desk: Desk, traject: str) -> None:
    colleague = desk.do(edits.add(desk.work, "user", None, {"name": "Fatih Smit", "role": "counsellor"}))
    mine = desk.store.get(Traject, traject).counsellor
    task = desk.do(tasks.add_task(desk.work, traject, "Bel ROC", desk.clock.today()))
    ready = desk.do(tasks.add_task(desk.work, traject, "Bel UWV", desk.clock.today()))
    desk.do(tasks.finish_task(desk.work, ready))
    talk = desk.do(appointments.make_appointment(desk.work, traject, at(9), at(10), "Kantoor"))
    with pytest.raises(Invalid) as refused:
        transfer(desk.work, traject, colleague, " ")
    assert set(refused.value.problems) == {"body"}
    with pytest.raises(Invalid) as refused:
        transfer(desk.work, traject, mine or "", "Tot ziens")
    assert set(refused.value.problems) == {"counsellor"}
    desk.store.apply(transfer(desk.work, traject, colleague, "Wil het liefst in de ochtend werken."))
    assert desk.store.get(User, desk.store.get(Traject, traject).counsellor or "").name == "Fatih Smit"
    assert [desk.store.get(Task, one).owner for one in (task, ready)] == [colleague, mine]
    assert desk.store.get(Appointment, talk).owner == colleague
    assert [note.visibility for note in desk.store.children(Note, traject)] == ["team"]
    desk.store.undo()
    assert desk.store.get(Traject, traject).counsellor == mine
    assert desk.store.get(Task, task).owner == mine
    assert not desk.store.children(Note, traject)


def test_giving_a_case_to_a_colleague_of_another_desk_says_that_it_leaves(desk: Desk, traject: str) -> None:
    elsewhere = desk.do(edits.add(desk.work, "desk", None, {"name": "Loket Elders"}))
    here, there = (
        desk.do(edits.add(desk.work, "user", None, {"name": name, "role": "counsellor", "desk": at}))
        for name, at in (("Fatih Smit", desk.store.get(Traject, traject).desk), ("Iris Kramer", elsewhere))
    )
    assert leaves(desk.work.read, traject, None) == leaves(desk.work.read, traject, here) == ()
    (told,) = leaves(desk.work.read, traject, there)
    assert "goes to Loket Elders" in str(told)
    desk.store.apply(transfer(desk.work, traject, there, "Is verhuisd."))
    assert desk.store.get(Traject, traject).desk == elsewhere
