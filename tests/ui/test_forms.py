"""Forms: checked at every keystroke, never in the way, saved on leaving, and nothing typed is lost."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QRadioButton
from pytestqt.qtbot import QtBot

from desktop.application.edits import add, change
from desktop.application.ports import Work
from desktop.domain.changes import Action, Create
from desktop.domain.records import Candidate, Consent, Intake, Traject, WorkHistory
from desktop.persistence.store import LocalStore
from desktop.ui.forms.child_list import ChildList
from desktop.ui.forms.choice_controls import ComboControl, SegmentsControl
from desktop.ui.forms.day_control import DayControl
from desktop.ui.forms.lookup_control import CompletedControl, ReferenceControl
from desktop.ui.forms.record_form import RecordForm, editable, give_letters
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workroom import Workroom
from tests.ui.people import People


@pytest.fixture
def person(qtbot: QtBot, room: Workroom, people: People, jobs: Jobs) -> RecordForm:
    """The form of Bilal's personal details, shown."""
    made = RecordForm(
        room.bench, Candidate, people.bilal.candidate, editable(tuple(Candidate.SPEC.fields.values())),
        people.bilal.traject,
    )  # fmt: skip
    qtbot.addWidget(made)
    made.resize(1000, 1400)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    jobs.finish()
    return made


def retype(form: RecordForm, name: str, text: str) -> None:
    """Replace what stands in a line, key by key."""
    line = form.fields[name].control.input
    line.setFocus()
    QTest.keySequence(line, "Ctrl+A")
    QTest.keyClicks(line, text)


def leave(form: RecordForm, name: str) -> None:
    """Enter: done with this field."""
    QTest.keyClick(form.fields[name].control.input, Qt.Key.Key_Return)


def bilal(store: LocalStore, people: People) -> Candidate:
    """The person on disk."""
    return store.get(Candidate, people.bilal.candidate)


def test_a_day_that_does_not_exist_is_answered_while_typing_and_never_refused(
    person: RecordForm, jobs: Jobs, store: LocalStore, people: People
) -> None:
    retype(person, "birth_date", "31-2-1984")
    made = person.fields["birth_date"]
    assert "31-2-1984 does not exist" in made.problem.said
    assert "does not exist" in made.control.input.accessibleDescription()
    leave(person, "birth_date")
    jobs.finish()
    assert made.control.text() == "31-2-1984"
    assert bilal(store, people).birth_date == date(1984, 3, 1)
    assert store.drafts(people.bilal.candidate)["birth_date"].text == "31-2-1984"


def test_what_can_be_read_becomes_one_change_when_the_person_leaves_the_field(
    person: RecordForm, jobs: Jobs, store: LocalStore, people: People
) -> None:
    before = len(store.history(people.bilal.candidate))
    retype(person, "birth_date", "28/2/84")
    assert person.fields["birth_date"].problem.said == ""
    assert bilal(store, people).birth_date == date(1984, 3, 1)
    leave(person, "birth_date")
    jobs.finish()
    assert bilal(store, people).birth_date == date(1984, 2, 28)
    assert person.fields["birth_date"].control.text() == "28-02-1984"
    assert len(store.history(people.bilal.candidate)) == before + 1
    assert "birth_date" not in store.drafts(people.bilal.candidate)


def test_the_draft_is_kept_when_the_typing_pauses(
    qtbot: QtBot, person: RecordForm, jobs: Jobs, store: LocalStore, people: People
) -> None:
    retype(person, "last_name", "Smit-de Wi")
    qtbot.waitUntil(lambda: "last_name" in store.drafts(people.bilal.candidate))
    assert store.drafts(people.bilal.candidate)["last_name"].text == "Smit-de Wi"
    assert bilal(store, people).last_name == "Yılmaz"


def test_a_draft_is_there_again_at_the_next_start_marked_as_not_saved(
    qtbot: QtBot, room: Workroom, jobs: Jobs, store: LocalStore, people: People
) -> None:
    store.keep_draft(people.bilal.candidate, "birth_date", "31-2-1984")
    store.keep_draft(people.bilal.candidate, "city", "Nieuwstad")
    form = RecordForm(room.bench, Candidate, people.bilal.candidate, editable(tuple(Candidate.SPEC.fields.values())))
    qtbot.addWidget(form)
    jobs.finish()
    assert form.fields["birth_date"].control.text() == "31-2-1984"
    assert "does not exist" in form.fields["birth_date"].problem.said
    assert form.fields["city"].control.text() == "Nieuwstad"
    assert "You typed this before" in form.fields["city"].problem.said
    form.flush()
    jobs.finish()
    assert bilal(store, people).city == "Nieuwstad"


def test_a_colleague_s_change_never_touches_the_field_being_typed_in(
    person: RecordForm, jobs: Jobs, store: LocalStore, work: Work, room: Workroom, people: People
) -> None:
    retype(person, "city", "Den H")
    theirs = {"city": "Utrecht", "phone": "0612345699"}
    room.changes.apply(lambda: change(work, "candidate", people.bilal.candidate, theirs), room)
    jobs.finish()
    assert person.fields["city"].control.text() == "Den H"
    assert person.fields["phone"].control.text() == "+31612345699"


def test_what_the_rules_refuse_stays_in_the_field_with_the_reason(
    person: RecordForm, jobs: Jobs, store: LocalStore, people: People
) -> None:
    retype(person, "bsn", "111222333")
    leave(person, "bsn")
    jobs.finish()
    assert "legal ground" in person.fields["bsn"].problem.said
    assert person.fields["bsn"].control.text() == "111222333"
    assert bilal(store, people).bsn is None


def test_ctrl_z_takes_back_typing_first_and_the_last_change_after_that(
    qtbot: QtBot, room: Workroom, jobs: Jobs, store: LocalStore, people: People
) -> None:
    form = RecordForm(room.bench, Candidate, people.bilal.candidate, (Candidate.SPEC.fields["city"],), parent=room)
    form.resize(600, 100)
    form.show()
    jobs.finish()
    retype(form, "city", "Utrecht")
    leave(form, "city")
    jobs.finish()
    line = form.fields["city"].control.input
    line.setFocus()
    QTest.keyClicks(line, "x")
    QTest.keySequence(line, "Ctrl+Z")
    jobs.finish()
    assert bilal(store, people).city == "Utrecht"
    form.flush()
    jobs.finish()
    QTest.keySequence(line, "Ctrl+Z")
    jobs.finish()
    assert bilal(store, people).city == "Oefenstad"
    assert form.fields["city"].control.text() == "Oefenstad"


def test_yes_and_no_are_chosen_with_arrows_and_emptied_with_delete(
    person: RecordForm, jobs: Jobs, store: LocalStore, people: People
) -> None:
    control = person.fields["restricted"].control
    assert isinstance(control, SegmentsControl)
    buttons = control.findChildren(QRadioButton)
    assert [b.text() for b in buttons] == ["Yes", "No"]
    assert [b.accessibleName() for b in buttons] == ["Processing restricted: Yes", "Processing restricted: No"]
    buttons[0].setFocus()
    QTest.keyClick(buttons[0], Qt.Key.Key_Space)
    QTest.keyClick(buttons[0], Qt.Key.Key_Right)
    assert control.text() == "0"
    QTest.keyClick(buttons[1], Qt.Key.Key_Delete)
    assert control.text() == ""


def test_a_choice_is_found_by_its_letters_and_saved_on_leaving(
    person: RecordForm, jobs: Jobs, store: LocalStore, people: People
) -> None:
    control = person.fields["work_permit_status"].control
    assert isinstance(control, ComboControl)
    control.combo.setFocus()
    QTest.keyClicks(control.combo, "Wi")
    leave(person, "work_permit_status")
    jobs.finish()
    assert bilal(store, people).work_permit_status == "unlimited"


def test_enter_goes_to_the_next_field(person: RecordForm) -> None:
    person.fields["first_name"].control.input.setFocus()
    leave(person, "first_name")
    assert person.fields["initials"].control.input.hasFocus()


def test_every_label_has_a_letter_of_its_own_that_goes_to_its_field(person: RecordForm) -> None:
    give_letters(tuple(person.fields.values()))
    marked = [made.label.text() for made in person.fields.values() if "&" in made.label.text()]
    letters = [text[text.index("&") + 1].lower() for text in marked]
    assert len(letters) == len(set(letters)) >= 15
    QTest.keyClick(person, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert person.fields["first_name"].control.input.hasFocus()


def test_tab_leaves_a_long_text_and_enter_stays_in_it(qtbot: QtBot, room: Workroom, jobs: Jobs, people: People) -> None:
    fields = tuple(Intake.SPEC.fields[name] for name in ("goal", "wish_tasks"))
    form = RecordForm(room.bench, Intake, people.fatima.intake, fields, parent=room)
    form.resize(900, 400)
    form.show()
    jobs.finish()
    area = form.fields["goal"].control.input
    assert isinstance(area, QPlainTextEdit)
    small = area.height()
    area.setFocus()
    QTest.keyClicks(area, "First")
    for _ in range(5):
        QTest.keyClick(area, Qt.Key.Key_Return)
    QTest.keyClicks(area, "last")
    QTest.keyClick(area, Qt.Key.Key_Tab)
    assert form.fields["wish_tasks"].control.input.hasFocus()
    assert area.toPlainText() == "First\n\n\n\n\nlast"
    qtbot.waitUntil(lambda: area.height() > small)


def test_a_day_can_be_picked_from_a_calendar_with_the_keyboard(
    person: RecordForm, jobs: Jobs, store: LocalStore, people: People
) -> None:
    control = person.fields["birth_date"].control
    assert isinstance(control, DayControl)
    control.line.setFocus()
    QTest.keyClick(control.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = control.calendar
    assert calendar is not None
    assert calendar.selectedDate().toPython() == date(1984, 3, 1)
    calendar.activated.emit(calendar.selectedDate().addDays(1))
    jobs.finish()
    assert bilal(store, people).birth_date == date(1984, 3, 2)


def test_an_entry_of_a_reference_list_fills_the_code_beside_it(
    qtbot: QtBot, room: Workroom, jobs: Jobs, store: LocalStore, work: Work, people: People
) -> None:
    entry = {"list_name": "occupation", "code": "7126", "label": "Loodgieter en pijpfitter"}
    store.apply(Action("List imported", (Create("reference", work.ids.new(), None, entry),)))
    fields = tuple(Traject.SPEC.fields[name] for name in ("current_job", "current_job_code"))
    form = RecordForm(room.bench, Traject, people.bilal.traject, fields, parent=room)
    form.resize(900, 200)
    form.show()
    jobs.finish()
    control = form.fields["current_job"].control
    assert isinstance(control, CompletedControl)
    retype(form, "current_job", "loodg")
    qtbot.waitUntil(control.popup.isVisible)
    QTest.keyClick(control.popup, Qt.Key.Key_Down)
    QTest.keyClick(control.popup, Qt.Key.Key_Return)
    jobs.finish()
    found = store.get(Traject, people.bilal.traject)
    assert (found.current_job, found.current_job_code) == ("Loodgieter en pijpfitter", "7126")


def test_a_reference_takes_only_what_is_in_the_list(
    qtbot: QtBot, room: Workroom, jobs: Jobs, store: LocalStore, people: People
) -> None:
    form = RecordForm(
        room.bench, Traject, people.bilal.traject, (Traject.SPEC.fields["counsellor"],), parent=room
    )  # fmt: skip
    form.resize(900, 100)
    form.show()
    jobs.finish()
    control = form.fields["counsellor"].control
    assert isinstance(control, ReferenceControl)
    assert control.line.text() == "Emma Bakker"
    retype(form, "counsellor", "Nobody")
    QTest.keyClick(control.line, Qt.Key.Key_Return)
    jobs.finish()
    assert "“Nobody” is not in the list" in form.fields["counsellor"].problem.said
    assert store.get(Traject, people.bilal.traject).counsellor is not None


def test_a_row_is_added_edited_in_place_removed_and_brought_back(
    qtbot: QtBot, room: Workroom, jobs: Jobs, store: LocalStore, people: People
) -> None:
    rows = ChildList(room.bench, WorkHistory, people.bilal.candidate, people.bilal.traject)
    qtbot.addWidget(rows)
    rows.resize(900, 700)
    with qtbot.waitExposed(rows):
        rows.show()
    rows.activateWindow()
    jobs.finish()
    QTest.keyClick(rows.add, Qt.Key.Key_Space)
    jobs.finish()
    (row,) = rows.rows
    assert row.form is not None
    assert row.form.fields["job_title"].control.input.hasFocus()
    retype(row.form, "job_title", "Drukker")
    leave(row.form, "job_title")
    jobs.finish()
    assert row.line.text().startswith("Drukker")
    QTest.keyClick(row.remove, Qt.Key.Key_Space)
    jobs.finish()
    assert store.children(WorkHistory, people.bilal.candidate) == ()
    assert rows.rows == ()
    assert room.messages.text == "Removed: Job"
    room.changes.undo()
    jobs.finish()
    assert [r.job_title for r in store.children(WorkHistory, people.bilal.candidate)] == ["Drukker"]
    assert len(rows.rows) == 1


def test_a_consent_is_filled_in_first_and_then_added_by_its_own_rules(
    qtbot: QtBot, room: Workroom, jobs: Jobs, store: LocalStore, people: People
) -> None:
    rows = ChildList(room.bench, Consent, people.bilal.traject, people.bilal.traject)
    qtbot.addWidget(rows)
    rows.resize(900, 500)
    with qtbot.waitExposed(rows):
        rows.show()
    rows.activateWindow()
    jobs.finish()
    rows.add_row()
    jobs.finish()
    assert rows.new is not None
    form = rows.new.form
    purpose = form.fields["purpose"].control
    assert isinstance(purpose, ComboControl)
    purpose.combo.setFocus()
    QTest.keyClicks(purpose.combo, "Share")
    QTest.keyClick(purpose.combo, Qt.Key.Key_Down)
    QTest.keyClick(rows.new.add, Qt.Key.Key_Space)
    jobs.finish()
    assert store.children(Consent, people.bilal.traject) == ()
    assert any(made.problem.said for made in form.fields.values()) or rows.new.problem.said
    given = form.fields["given"].control.findChildren(QRadioButton)[0]
    given.setFocus()
    QTest.keyClick(given, Qt.Key.Key_Space)
    how = form.fields["how"].control
    if isinstance(how, ComboControl):
        how.combo.setFocus()
        QTest.keyClicks(how.combo, "In")
    QTest.keyClick(rows.new.add, Qt.Key.Key_Space)
    jobs.finish()
    (consent,) = store.children(Consent, people.bilal.traject)
    assert (consent.purpose, consent.given, consent.how) == ("C2", True, "written")
    assert rows.new is None


def test_rows_made_elsewhere_appear_in_the_list(
    qtbot: QtBot, room: Workroom, jobs: Jobs, work: Work, people: People
) -> None:
    rows = ChildList(room.bench, WorkHistory, people.bilal.candidate, people.bilal.traject)
    qtbot.addWidget(rows)
    jobs.finish()
    job = {"job_title": "Monteur"}
    room.changes.apply(lambda: add(work, "work_history", people.bilal.candidate, job), room)
    jobs.finish()
    assert [row.line.text() for row in rows.rows] == ["Monteur"]
