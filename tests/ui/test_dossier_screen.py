"""The dossier: who it is, where it stands, what is missing, what changed; by keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.application.candidates import register
from desktop.application.edits import add, change
from desktop.application.i18n import Language
from desktop.application.ports import Work
from desktop.application.settings import Settings
from desktop.domain.changes import Action
from desktop.domain.fields import RECORDS
from desktop.domain.records import Note, StageEvent, Traject
from desktop.persistence.store import LocalStore
from desktop.ui.screens.agreement.page import AgreementPage
from desktop.ui.screens.dossier.history_page import HistoryPage
from desktop.ui.screens.dossier.overview import Overview
from desktop.ui.screens.dossier.section_page import SectionPage
from desktop.ui.screens.dossier.sections import SECTIONS, section_of
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.intake.view import IntakeView
from desktop.ui.screens.places import DESTINATIONS
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.session import Session
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.people import People, whole_case


def opened(room: Workroom, jobs: Jobs, traject: str, section: str = "") -> DossierView:
    """The dossier of a case, on the screen."""
    room.go(Place("dossier", traject))
    jobs.finish()
    assert isinstance(room.here, DossierView)
    if section:
        room.here.sections.go(section)
        jobs.finish()
    return room.here


def overview(dossier: DossierView) -> Overview:
    """The first page."""
    page = dossier.stack.currentWidget()
    assert isinstance(page, Overview)
    return page


def words(widget: QWidget | None) -> str:
    """Everything that can be read on a widget."""
    assert widget is not None
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


@pytest.fixture
def ready(store: LocalStore, work: Work) -> str:
    """A sign-up that may go to the intake but for its appointment and privacy notice; its traject."""
    partner = add(work, "organisation", None, {"name": "UWV Oefenstad", "kind": "uwv"})
    store.apply(partner)
    person = {"first_name": "Noor", "last_name": "Jansen", "phone": "0612345678"}
    signed_up = register(work, person, {"source_org": partner.created("organisation")})
    store.apply(signed_up)
    return signed_up.created("traject")


def test_the_header_says_who_it_is_and_where_the_case_stands(room: Workroom, jobs: Jobs, people: People) -> None:
    dossier = opened(room, jobs, people.bilal.traject)
    assert dossier.header.name.text() == "Bilal Yılmaz"
    assert dossier.header.facts.text() == "VWNW-2026-00001 · since 12-01-2026"
    assert dossier.stepper.exact.text() == "S4 Modules · Started"
    states = [button.accessibleDescription() for button in dossier.stepper.buttons]
    assert states == ["done", "done", "now", "still to come"]


def test_the_stepper_goes_to_its_section_with_alt_and_a_number(room: Workroom, jobs: Jobs, people: People) -> None:
    dossier = opened(room, jobs, people.bilal.traject)
    QTest.keySequence(dossier, "Alt+2")
    jobs.finish()
    page = dossier.stack.currentWidget()
    assert isinstance(page, AgreementPage)


def test_arrows_go_along_the_steps(room: Workroom, jobs: Jobs, people: People) -> None:
    stepper = opened(room, jobs, people.bilal.traject).stepper
    stepper.buttons[0].setFocus()
    QTest.keyClick(stepper.buttons[0], Qt.Key.Key_Right)
    assert stepper.buttons[1].hasFocus()


def test_a_closed_gate_answers_with_what_is_missing_and_leads_to_the_field(
    room: Workroom, jobs: Jobs, ready: str
) -> None:
    dossier = opened(room, jobs, ready)
    assert dossier.header.advance.text() == "To Intake"
    QTest.keySequence(dossier, "Ctrl+Return")
    jobs.finish()
    missing = overview(dossier).missing
    assert "cannot be entered yet" in room.messages.text
    assert missing.links[0].hasFocus()
    links = [link for link in missing.links if "rivacy notice given on" in link.accessibleName()]
    QTest.keyClick(links[0], Qt.Key.Key_Space)
    jobs.finish()
    assert isinstance(room.here, DossierView | IntakeView)
    focus = room.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Privacy notice given on"


def test_a_counsellor_is_not_offered_the_way_through_a_closed_gate(room: Workroom, jobs: Jobs, ready: str) -> None:
    dossier = opened(room, jobs, ready)
    QTest.keySequence(dossier, "Ctrl+Return")
    jobs.finish()
    assert overview(dossier).anyway.isHidden()


@pytest.fixture
def lead_room(qtbot: QtBot, session: Session, jobs: Jobs, tongue: Language, people: People) -> Workroom:
    """The window of a team lead."""
    work = session.work
    lead = replace(work, user=replace(work.user, role="team_lead"))
    made = Workroom(replace(session, work=lead), jobs, tongue, Settings({}), DESTINATIONS)
    made.resize(1280, 800)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_team_lead_goes_through_a_closed_gate_with_a_reason_and_undo_brings_it_back(
    lead_room: Workroom, jobs: Jobs, ready: str, store: LocalStore
) -> None:
    dossier = opened(lead_room, jobs, ready)
    anyway = overview(dossier).anyway
    assert anyway.isHidden()
    QTest.keySequence(dossier, "Ctrl+Return")
    jobs.finish()
    assert anyway.isVisible()
    QTest.keyClick(anyway.reason, Qt.Key.Key_Return)
    jobs.finish()
    assert anyway.problem.said == "Say why the gate is opened anyway: the reason is kept in the dossier."
    assert anyway.reason.hasFocus()
    QTest.keyClicks(anyway.reason, "The intake is this afternoon")
    assert anyway.problem.isHidden()
    QTest.keyClick(anyway.button, Qt.Key.Key_Space)
    jobs.finish()
    assert store.get(Traject, ready).stage == "S1"
    event = store.children(StageEvent, ready)[-1]
    assert (event.reason, event.override) == ("The intake is this afternoon", True)
    assert anyway.isHidden()
    assert anyway.reason.text() == ""
    assert dossier.stepper.exact.text().startswith("S1 Intake")
    lead_room.changes.undo()
    jobs.finish()
    assert store.get(Traject, ready).stage == "S0"


def test_the_reason_for_one_person_is_not_shown_with_another(
    lead_room: Workroom, jobs: Jobs, ready: str, people: People
) -> None:
    dossier = opened(lead_room, jobs, ready)
    anyway = overview(dossier).anyway
    QTest.keySequence(dossier, "Ctrl+Return")
    jobs.finish()
    QTest.keyClicks(anyway.reason, "The intake is this afternoon")
    opened(lead_room, jobs, people.fatima.traject)
    assert anyway.isHidden()
    assert anyway.reason.text() == ""


def test_the_case_goes_on_when_nothing_is_missing_and_undo_brings_it_back(
    room: Workroom, jobs: Jobs, ready: str, store: LocalStore, work: Work
) -> None:
    dossier = opened(room, jobs, ready)
    for point in range(6):
        if not dossier.model.case or not dossier.model.case.missing:
            break
        room.changes.apply(lambda: fill_in(work, ready, dossier), room)
        jobs.finish()
        assert point < 5
    QTest.keySequence(dossier, "Ctrl+Return")
    jobs.finish()
    assert store.get(Traject, ready).stage == "S1"
    assert dossier.stepper.exact.text().startswith("S1 Intake")
    assert room.commands.action("edit.undo").text() == "Undo: Stage advanced"
    dossier.sections.setFocus()
    QTest.keySequence(dossier.sections, "Ctrl+Z")
    jobs.finish()
    assert store.get(Traject, ready).stage == "S0"
    assert dossier.stepper.exact.text().startswith("S0 Sign-up")
    QTest.keySequence(dossier.sections, "Ctrl+Y")
    jobs.finish()
    assert store.get(Traject, ready).stage == "S1"


def fill_in(work: Work, traject: str, dossier: DossierView) -> Action:
    """Give the first missing point what it asks."""
    assert dossier.model.case is not None
    kind, _, name = dossier.model.case.missing[0].field.partition(".")
    if kind == "appointment":
        start = work.clock.now() + timedelta(days=1)
        when = {"start": start, "end": start + timedelta(hours=1), "place": "Oefenstad", "status": "planned"}
        return add(work, "appointment", traject, when)
    value = work.clock.today() if name.endswith("date") else "2026-1"
    record = traject if kind == "traject" else dossier.model.case.dossier.candidate_id
    return change(work, kind, record, {name: value})


def test_a_note_keeps_itself_and_is_recorded_with_ctrl_enter(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    dossier = opened(room, jobs, people.bilal.traject)
    QTest.keySequence(dossier, "Ctrl+N")
    note = overview(dossier).note
    assert note.area.hasFocus()
    QTest.keyClicks(note.area, "Spoke about the trial day")
    room.go(Place("caseload"))
    jobs.finish()
    assert store.drafts(people.bilal.traject)["note.body"].text == "Spoke about the trial day"
    room.back()
    jobs.finish()
    note.area.setFocus()
    QTest.keyClick(note.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    jobs.finish()
    assert [n.body for n in store.children(Note, people.bilal.traject)] == ["Spoke about the trial day"]
    assert note.area.toPlainText() == ""
    assert "note.body" not in store.drafts(people.bilal.traject)
    assert store.get(Traject, people.bilal.traject).stage == "S4"


def test_a_note_about_health_is_recorded_only_when_somebody_means_it(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    note = overview(opened(room, jobs, people.bilal.traject)).note
    QTest.keyClicks(note.area, "Heeft een depressie")
    QTest.keyClick(note.record, Qt.Key.Key_Space)
    jobs.finish()
    assert store.children(Note, people.bilal.traject) == ()
    assert note.problem.said
    assert note.record.text() == "Record it anyway"
    QTest.keyClick(note.record, Qt.Key.Key_Space)
    jobs.finish()
    assert len(store.children(Note, people.bilal.traject)) == 1


def test_the_draft_of_one_person_is_not_shown_with_another(room: Workroom, jobs: Jobs, people: People) -> None:
    note = overview(opened(room, jobs, people.bilal.traject)).note
    QTest.keyClicks(note.area, "About Bilal")
    opened(room, jobs, people.fatima.traject)
    assert note.area.toPlainText() == ""
    opened(room, jobs, people.bilal.traject)
    assert note.area.toPlainText() == "About Bilal"


def test_every_kind_of_record_of_a_case_has_its_place_in_the_dossier() -> None:
    placed = {kind.SPEC.name for section in SECTIONS for kind in (*section.singles, *section.lists)}
    for spec in RECORDS.values():
        chain = [spec]
        while chain[-1].parent is not None:
            chain.append(RECORDS[chain[-1].parent])
        if chain[-1].name == "candidate":
            assert any(s.name in placed for s in chain[:-1]) or spec.name in placed, spec.name
            assert section_of(spec.name).id != "overview", spec.name


def test_every_section_can_be_read(room: Workroom, jobs: Jobs, store: LocalStore, people: People) -> None:
    traject = whole_case(store)
    for section in SECTIONS[:-1]:
        page = opened(room, jobs, traject, section.id).stack.currentWidget()
        assert len(words(page)) > 20, section.id
    history = opened(room, jobs, traject, "history").stack.currentWidget()
    assert isinstance(history, HistoryPage)
    assert history.table.model().rowCount() > 50
    agreement = words(opened(room, jobs, traject, "agreement").stack.currentWidget())
    assert "€2,380.50" in agreement or "€ 2.380,50" in agreement
    assert "Petra Praktijk" in agreement  # a reference by its name
    assert "32 hours a week" in agreement  # a number with its unit


def test_a_section_is_edited_in_place_and_what_changed_can_be_read_at_once(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    dossier = opened(room, jobs, people.bilal.traject, "person")
    QTest.keySequence(dossier, "Ctrl+E")
    jobs.finish()
    page = dossier.stack.currentWidget()
    assert isinstance(page, SectionPage)
    line = room.focusWidget()
    assert line is not None
    assert line.accessibleName() == "First name"
    QTest.keySequence(line, "Ctrl+A")
    QTest.keyClicks(line, "Bilal Can")
    QTest.keySequence(dossier, "Ctrl+E")
    jobs.finish()
    assert "Bilal Can" in words(page)
    assert dossier.header.name.text() == "Bilal Can Yılmaz"


def test_a_section_opened_to_type_takes_keys_while_the_rest_of_it_is_built(
    room: Workroom, jobs: Jobs, store: LocalStore, people: People
) -> None:
    dossier = opened(room, jobs, people.bilal.traject, "person")
    page = dossier.stack.currentWidget()
    assert isinstance(page, SectionPage)
    page.toggle()
    built = len(page._forms) + len(page._lists)
    first = next(iter(page._forms[0].fields.values()))
    assert QApplication.focusWidget() is first.control.input
    QTest.keyClicks(first.control.input, "Mo")
    before = first.control.text()
    jobs.finish()
    assert len(page._forms) + len(page._lists) > built
    assert first.control.text() == before
    assert QApplication.focusWidget() is first.control.input
    page.flush()
    jobs.finish()
    assert "Mo" in before


def test_a_field_of_a_part_that_is_not_built_yet_gets_the_focus_at_once(
    room: Workroom, jobs: Jobs, people: People
) -> None:
    dossier = opened(room, jobs, people.bilal.traject, "person")
    page = dossier.stack.currentWidget()
    assert isinstance(page, SectionPage)
    page.edit("candidate.city", "")
    city = next(form.fields["city"] for form in page._forms if "city" in form.fields)
    assert QApplication.focusWidget() is city.control.input
    jobs.finish()
    assert QApplication.focusWidget() is city.control.input


def test_the_history_says_who_changed_what_from_what_to_what(
    room: Workroom, jobs: Jobs, people: People, work: Work
) -> None:
    dossier = opened(room, jobs, people.bilal.traject, "history")
    room.changes.apply(lambda: change(work, "candidate", people.bilal.candidate, {"city": "Utrecht"}), room)
    jobs.finish()
    page = dossier.stack.currentWidget()
    assert isinstance(page, HistoryPage)
    rows = page.table.model()
    line = [rows.index(0, column).data() for column in range(6)]
    assert line == ["10:00", "Emma Bakker", "Personal details changed", "Town", "Oefenstad", "Utrecht"]
    page.field.setCurrentIndex(page.field.findText("Town"))
    page.field.activated.emit(page.field.currentIndex())
    assert {rows.index(row, 3).data() for row in range(rows.rowCount())} == {"Town"}


def test_back_and_forward_retrace_the_way(room: Workroom, jobs: Jobs, people: People) -> None:
    opened(room, jobs, people.bilal.traject)
    opened(room, jobs, people.fatima.traject)
    QTest.keySequence(room, "Alt+Left")
    jobs.finish()
    assert room.place == Place("dossier", people.bilal.traject)
    QTest.keySequence(room, "Alt+Right")
    jobs.finish()
    assert room.place == Place("dossier", people.fatima.traject)


def test_f6_goes_from_pane_to_pane_and_round_again(room: Workroom, jobs: Jobs, people: People) -> None:
    dossier = opened(room, jobs, people.bilal.traject)
    dossier.sections.setFocus()
    seen = []
    for _ in range(4):
        QTest.keySequence(room, "F6")
        focus = room.focusWidget()
        assert focus is not None
        seen.append(
            "stepper"
            if dossier.stepper.isAncestorOf(focus)
            else "sections"
            if focus is dossier.sections
            else "page"
            if dossier.stack.isAncestorOf(focus)
            else "rail"
            if room.rail.isAncestorOf(focus)
            else "?"
        )
    assert seen == ["page", "rail", "stepper", "sections"]


@pytest.mark.parametrize("section", ["overview", "person", "case", "match", "agreement", "funding", "placement"])
def test_nothing_is_cut_off_where_the_window_is_900_wide(
    room: Workroom, jobs: Jobs, store: LocalStore, people: People, section: str
) -> None:
    room.resize(900, 700)
    page = opened(room, jobs, whole_case(store), section).stack.currentWidget()
    assert isinstance(page, QScrollArea)
    inside = page.widget()
    assert inside is not None
    QApplication.processEvents()
    assert inside.width() <= page.viewport().width()
