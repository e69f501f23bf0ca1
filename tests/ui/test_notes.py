"""Notes: written from anywhere in two keystrokes, read newest first, found, and corrected beside the old text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.application.notes import add_note, correct_note
from desktop.application.ports import Work
from desktop.domain.records import Note, NotePerson
from desktop.persistence.store import LocalStore
from desktop.ui.screens.caseload.view import CaseloadView
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.notes.note_panel import NotePanel
from desktop.ui.screens.notes.page import NotesPage
from desktop.ui.screens.notes.reading import CONTACTS, lines_of, narrowed
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.stillness import StillClock
from tests.ui.keys import press
from tests.ui.people import People


def panel(room: Workroom) -> NotePanel:
    """The note panel of the window."""
    (found,) = room.findChildren(NotePanel)
    return found


def notes_of(room: Workroom, jobs: Jobs, traject: str) -> NotesPage:
    """The notes of a dossier, on the screen."""
    room.go(Place("dossier", traject))
    jobs.finish()
    assert isinstance(room.here, DossierView)
    room.here.sections.go("notes")
    jobs.finish()
    page = room.here.stack.currentWidget()
    assert isinstance(page, NotesPage)
    return page


def test_a_note_about_who_is_chosen_in_the_list_takes_two_keystrokes_and_gives_the_focus_back(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    room.go(Place("caseload"))
    jobs.finish()
    caseload = room.here
    assert isinstance(caseload, CaseloadView)
    caseload.table.setFocus()
    chosen = caseload.case()
    press("N", "Belde over de proefdag.")
    jobs.finish()
    assert "Note about" in panel(room).title.text()
    press("Ctrl+Return")
    jobs.finish()
    assert [note.body for note in store.children(Note, chosen)] == ["Belde over de proefdag."]
    assert panel(room).isHidden()
    assert caseload.table.hasFocus()


def test_escape_keeps_the_draft_and_the_overview_shows_it_too(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    page = notes_of(room, jobs, people.bilal.traject)
    press("Ctrl+Shift+N", "half een zin")
    press("Escape")
    jobs.finish()
    assert panel(room).isHidden()
    assert store.drafts(people.bilal.traject)["note.body"].text == "half een zin"
    assert page.editor.area.toPlainText() == "half een zin"
    page.editor.area.setFocus()
    page.editor.area.selectAll()
    press("anders", "Ctrl+Shift+N")
    jobs.finish()
    assert panel(room).editor.area.toPlainText() == "anders"


def test_without_a_person_the_panel_asks_for_one(room: Workroom, jobs: Jobs, people: People, store: LocalStore) -> None:
    room.go(Place("register"))
    jobs.finish()
    press("Ctrl+Shift+N", "yildirim", "Return")
    jobs.finish()
    assert "Yildirim" in panel(room).title.text()
    press("Komt vrijdag.", "Ctrl+Return")
    jobs.finish()
    assert [note.body for note in store.children(Note, people.daan.traject)] == ["Komt vrijdag."]


def test_a_note_in_the_making_stays_with_its_person_while_one_looks_elsewhere(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    room.go(Place("dossier", people.bilal.traject))
    jobs.finish()
    press("Ctrl+Shift+N", "Over Bilal")
    room.go(Place("dossier", people.daan.traject))
    jobs.finish()
    press("Ctrl+Shift+N", ".", "Ctrl+Return")
    jobs.finish()
    assert [note.body for note in store.children(Note, people.bilal.traject)] == ["Over Bilal."]
    assert store.children(Note, people.daan.traject) == ()


def test_a_correction_is_a_new_note_and_the_old_one_stays_readable(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, work: Work, clock: StillClock
) -> None:
    store.apply(add_note(work, people.bilal.traject, "Gebeld over maandag.", channel="phone"))
    clock.move(hours=1)
    page = notes_of(room, jobs, people.bilal.traject)
    assert "Emma Bakker" in page.cards[0].head.text()
    page.cards[0].correct.setFocus()
    press("Space")
    assert page.correction.area.toPlainText() == "Gebeld over maandag."
    press("Escape")
    assert page.correction.isHidden()
    assert page.cards[0].correct.hasFocus()
    press("Space")
    assert page.correction.record.text() == "Record the correction"
    page.correction.area.selectAll()
    press("Gebeld over dinsdag.", "Ctrl+Return")
    jobs.finish()
    assert [card.body.text() for card in page.cards] == ["Gebeld over dinsdag.", "Gebeld over maandag."]
    assert page.cards[1].correct.isHidden()
    assert any("Corrected on" in label.text() for label in page.cards[1].findChildren(QLabel))
    assert [note.replaces is not None for note in store.children(Note, people.bilal.traject)] == [False, True]


def test_a_begun_correction_is_kept_and_named_after_a_restart(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore, work: Work
) -> None:
    store.apply(add_note(work, people.bilal.traject, "Gebeld over maandag."))
    page = notes_of(room, jobs, people.bilal.traject)
    page.cards[0].correct.click()
    jobs.finish()
    press(" Ik bedoel dinsdag.")
    room.flush()
    jobs.finish()
    (note,) = store.children(Note, people.bilal.traject)
    assert "dinsdag" in store.drafts(note.id)["note.body"].text
    notes_of(room, jobs, people.daan.traject)
    page = notes_of(room, jobs, people.bilal.traject)
    assert page.cards[0].correct.text() == "Go on with the correction"
    page.cards[0].correct.click()
    jobs.finish()
    assert "dinsdag" in page.correction.area.toPlainText()


def test_notes_are_found_by_words_and_kind_while_typing(
    qtbot: QtBot, room: Workroom, jobs: Jobs, people: People, store: LocalStore, work: Work
) -> None:
    for body, kind in (("Proefdag bij de bakker", "talk"), ("Rooster gemaakt", "other"), ("Niet bereikt", "attempt")):
        store.apply(add_note(work, people.bilal.traject, body, kind=kind))
    page = notes_of(room, jobs, people.bilal.traject)
    assert page.count.text() == "3 notes"
    page.editor.area.setFocus()
    press("Ctrl+F", "bakker")
    qtbot.waitUntil(lambda: [card.body.text() for card in page.cards] == ["Proefdag bij de bakker"])
    press("x")
    qtbot.waitUntil(lambda: "No note holds these words" in page.count.text())
    press("Escape")
    page.kind.setFocus()
    press("Tried")
    qtbot.waitUntil(lambda: [card.body.text() for card in page.cards] == ["Niet bereikt"])


def test_contact_moments_are_notes_that_reached_or_looked_for_somebody() -> None:
    day = datetime(2026, 3, 2, 9, tzinfo=UTC)
    notes = [
        Note(id="1", note_at=day, note_kind="other", body="Rooster"),
        Note(id="2", note_at=day.replace(hour=10), note_kind="attempt", body="Niet bereikt"),
        Note(id="3", note_at=day.replace(hour=8), note_kind="other", channel="email", body="Mail aan ROC"),
        Note(id="4", note_at=day.replace(hour=11), note_kind="correction", body="Wel bereikt", replaces="2"),
    ]
    lines = lines_of(notes, [NotePerson(id="5", parent="3", person="Sanne Vos")], {"1": "emma"})
    assert [line.note.id for line in lines] == ["4", "2", "1", "3"]
    assert lines[0].corrects == notes[1]
    assert lines[1].corrected_by == notes[3]
    assert [line.note.id for line in narrowed(lines, CONTACTS, "")] == ["2", "3"]
    assert [line.note.id for line in narrowed(lines, "", "vos")] == ["3"]
    assert lines[2].writer == "emma"
    assert replace(lines[2], writer="") == lines_of(notes, (), {})[2]


def test_correct_note_keeps_who_may_read_it(store: LocalStore, work: Work, people: People) -> None:
    made = add_note(work, people.bilal.traject, "Team mag dit lezen", visibility="team")
    store.apply(made)
    store.apply(correct_note(work, made.created("note"), "Het team mag dit lezen"))
    assert store.children(Note, people.bilal.traject)[1].visibility == "team"


def test_the_keys_of_a_section_work_from_the_list_of_sections_and_go_with_it(
    room: Workroom, jobs: Jobs, people: People
) -> None:
    page = notes_of(room, jobs, people.bilal.traject)
    assert isinstance(room.here, DossierView)
    room.here.sections.setFocus()
    press("Ctrl+F")
    assert page.search.hasFocus()
    room.here.sections.go("overview")
    room.here.sections.setFocus()
    press("Ctrl+F")
    assert room.here.sections.hasFocus()
