"""The intake as a form: the sections of the paper, what is still open, and freezing it to a version."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.application.edits import change
from desktop.application.papers.intake_layout import SECTIONS, fields_of
from desktop.application.ports import Work
from desktop.domain.changes import Action, Create, SetField
from desktop.domain.records import RECORDS, Intake, IntakeVersion
from desktop.persistence.store import LocalStore
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.screens.intake.progress import LINES, on_screen, shown_fields
from desktop.ui.screens.intake.section_page import IntakeSection
from desktop.ui.screens.intake.view import IntakeView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.people import People, whole_case


def opened(room: Workroom, jobs: Jobs, traject: str, section: str = "") -> IntakeView:
    """The intake of a case, on the screen."""
    room.go(Place("intake", traject))
    jobs.finish()
    assert isinstance(room.here, IntakeView)
    if section:
        room.here.sections.go(section)
        jobs.finish()
    return room.here


def page(intake: IntakeView) -> IntakeSection:
    """The section that is shown."""
    shown = intake.stack.currentWidget()
    assert isinstance(shown, IntakeSection)
    return shown


def form_of(intake: IntakeView, name: str) -> RecordForm:
    """The form on the page that holds this field."""
    return next(form for form in page(intake).forms if name in form.fields)


def section_lines(intake: IntakeView) -> list[str]:
    """The list of sections as it reads."""
    return [intake.sections.item(row).text() for row in range(intake.sections.count())]


def test_every_field_of_the_paper_can_be_filled_in_on_one_section() -> None:
    shown = [f.key for section in on_screen() for fields in shown_fields(section).values() for f in fields]
    assert len(shown) == len(set(shown))
    asked = {
        f.key for section in SECTIONS for fields in fields_of(section).values() for f in fields
        if not f.guarded and not f.derived
    }  # fmt: skip
    assert set(shown) == asked


def test_every_list_of_the_intake_stands_in_a_section() -> None:
    placed = {kind.SPEC.name for kinds in LINES.values() for kind in kinds}
    below_intake = {spec.name for spec in RECORDS.values() if spec.parent == "intake"}
    of_person = {s.name for s in RECORDS.values() if s.parent == "candidate" and s.name != "traject"}
    assert below_intake | of_person <= placed


def test_a_case_without_an_intake_offers_to_start_one(
    room: Workroom, jobs: Jobs, store: LocalStore, work: Work, people: People
) -> None:
    traject = work.ids.new()
    made = Create("traject", traject, people.bilal.candidate, {"stage": "S1", "substage": "S1.planned"})
    store.apply(Action("Case opened", (made,)))
    intake = opened(room, jobs, traject)
    assert intake.state.text() == "not started"
    QTest.keyClick(intake.empty.button, Qt.Key.Key_Space)
    jobs.finish()
    assert len(store.children(Intake, traject)) == 1
    assert isinstance(intake.stack.currentWidget(), IntakeSection)


def test_the_list_of_sections_says_how_far_each_is(room: Workroom, jobs: Jobs, people: People) -> None:
    intake = opened(room, jobs, people.fatima.traject)
    lines = section_lines(intake)
    assert any(line.startswith("◐  Your details") and line.endswith("open") for line in lines)
    assert any(line.startswith("○  Work experience") for line in lines)
    spoken = intake.sections.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("This conversation, begun")


def test_filling_in_a_field_takes_it_off_what_is_still_open(room: Workroom, jobs: Jobs, people: People) -> None:
    intake = opened(room, jobs, people.fatima.traject, "person")
    before = intake.state.text()
    assert any("Date of birth" in link.text() for link in intake.missing.links)
    line = form_of(intake, "birth_date").fields["birth_date"].control.input
    line.setFocus()
    QTest.keyClicks(line, "1-3-1990")
    QTest.keyClick(line, Qt.Key.Key_Return)
    jobs.finish()
    assert not any("Date of birth" in link.text() for link in intake.missing.links)
    assert intake.state.text() != before


def test_what_is_open_leads_to_its_field_on_its_section(room: Workroom, jobs: Jobs, people: People) -> None:
    intake = opened(room, jobs, people.fatima.traject)
    link = next(link for link in intake.missing.links if "Postcode" in link.text())
    QTest.keyClick(link, Qt.Key.Key_Space)
    jobs.finish()
    assert page(intake).section.key == "person"
    focus = room.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Postcode"


def test_the_next_section_is_one_key_away(room: Workroom, jobs: Jobs, people: People) -> None:
    intake = opened(room, jobs, people.fatima.traject)
    assert page(intake).section.key == "head"
    QTest.keySequence(intake, "Alt+Down")
    jobs.finish()
    assert page(intake).section.key == "person"
    QTest.keySequence(intake, "Alt+Up")
    assert page(intake).section.key == "head"


def test_an_unfinished_intake_is_not_frozen_and_says_what_is_missing(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    intake = opened(room, jobs, people.fatima.traject)
    QTest.keySequence(intake, "Ctrl+Return")
    jobs.finish()
    assert "cannot be finished yet" in room.messages.text
    assert intake.missing.links[0].hasFocus()
    assert store.children(IntakeVersion, people.fatima.traject) == ()


def test_a_whole_intake_is_frozen_read_only_and_can_be_opened_again(
    room: Workroom, jobs: Jobs, store: LocalStore, people: People
) -> None:
    traject = whole_case(store)
    (record,) = store.children(Intake, traject)
    versions = len(store.children(IntakeVersion, traject))
    store.apply(Action("Intake opened again", (SetField("intake", record.id, "version", None),)))
    intake = opened(room, jobs, traject, "goal")
    QTest.keySequence(intake, "Ctrl+Return")
    jobs.finish()
    assert len(store.children(IntakeVersion, traject)) == versions + 1
    assert intake.state.text().startswith("frozen as version")
    assert not form_of(intake, "goal").isEnabled()
    intake.sections.go("signing")
    jobs.finish()
    assert form_of(intake, "agreed").isEnabled()
    QTest.keyClick(intake.reopen, Qt.Key.Key_Space)
    jobs.finish()
    assert intake.state.text().startswith("draft")
    intake.sections.go("goal")
    assert form_of(intake, "goal").isEnabled()


def test_the_form_follows_what_a_colleague_changes(room: Workroom, jobs: Jobs, people: People, work: Work) -> None:
    intake = opened(room, jobs, people.fatima.traject, "person")
    born = {"birth_date": date(1990, 3, 1)}
    room.changes.apply(lambda: change(work, "candidate", people.fatima.candidate, born), room)
    jobs.finish()
    assert form_of(intake, "birth_date").fields["birth_date"].control.text() == "01-03-1990"


def test_another_person_s_intake_never_shows_the_first_one_s_answers(
    room: Workroom, jobs: Jobs, people: People
) -> None:
    opened(room, jobs, people.bilal.traject, "person")
    intake = opened(room, jobs, people.fatima.traject, "person")
    assert intake.name.text() == "Fatima Yilmaz"
    assert form_of(intake, "first_name").fields["first_name"].control.text() == "Fatima"
