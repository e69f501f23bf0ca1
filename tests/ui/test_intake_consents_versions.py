"""The intake by keyboard: consents per purpose, versions compared, who is known already, the way to the next stage."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.application.consents import allows
from desktop.application.edits import change, remove
from desktop.application.intake import freeze, reopen
from desktop.application.ports import Work
from desktop.domain.changes import Action, SetField
from desktop.domain.codes import CODES
from desktop.domain.records import Consent, Intake, WorkHistory
from desktop.persistence.store import LocalStore
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.intake.consents import ConsentPanel
from desktop.ui.screens.intake.section_page import IntakeSection
from desktop.ui.screens.intake.view import IntakeView
from desktop.ui.screens.versions.view import VersionsView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.stillness import StillClock
from tests.ui.people import BARE_PDF, People, whole_case


def opened(room: Workroom, jobs: Jobs, traject: str, section: str) -> tuple[IntakeView, IntakeSection]:
    room.go(Place("intake", traject))
    jobs.finish()
    assert isinstance(room.here, IntakeView)
    room.here.sections.go(section)
    jobs.finish()
    page = room.here.stack.currentWidget()
    assert isinstance(page, IntakeSection)
    return room.here, page


@pytest.fixture
def consents(room: Workroom, jobs: Jobs, people: People) -> ConsentPanel:
    _, page = opened(room, jobs, people.fatima.traject, "consents")
    assert page.consents is not None
    return page.consents


def test_a_consent_is_given_refused_and_taken_back_by_key(
    room: Workroom, jobs: Jobs, consents: ConsentPanel, people: People, store: LocalStore
) -> None:
    case = people.fatima.traject
    consents.focus_first()
    assert consents.buttons["C1", "yes"].hasFocus()
    QTest.keyClick(consents.buttons["C1", "yes"], Qt.Key.Key_Space)
    jobs.finish()
    assert allows(store.children(Consent, case), "C1")
    assert consents.states["C1"].text() == "✓ yes, 02-03-2026, in writing"
    assert consents.buttons["C1", "back"].hasFocus()
    QTest.keyClick(consents.buttons["C1", "back"], Qt.Key.Key_Space)
    QTest.keyClick(consents.buttons["C2", "no"], Qt.Key.Key_Space)
    jobs.finish()
    assert not allows(store.children(Consent, case), "C1")
    assert "taken back" in consents.states["C1"].text()
    assert consents.states["C2"].text().startswith("✗ no")
    assert len(store.children(Consent, case)) == 2


def test_taking_back_the_consent_for_special_data_empties_them_and_says_so_and_undo_brings_them_back(
    room: Workroom, jobs: Jobs, consents: ConsentPanel, people: People, store: LocalStore, work: Work
) -> None:
    special, needed = "need_adaptation", CODES["yes_no_unknown"].codes[0].code
    QTest.keyClick(consents.buttons["C4", "yes"], Qt.Key.Key_Space)
    jobs.finish()
    store.apply(change(work, "intake", people.fatima.intake, {special: needed}, confirmed=True))
    QTest.keyClick(consents.buttons["C4", "back"], Qt.Key.Key_Space)
    jobs.finish()
    assert getattr(store.get(Intake, people.fatima.intake), special) is None
    assert "emptied" in room.messages.text
    QTest.keySequence(room, "Ctrl+Z")
    jobs.finish()
    assert getattr(store.get(Intake, people.fatima.intake), special) == needed


def test_versions_are_compared_field_by_field_with_who_changed_them(
    room: Workroom, jobs: Jobs, store: LocalStore, work: Work, clock: StillClock
) -> None:
    case = whole_case(store)
    dossier = store.dossier(case)
    if (intake := dossier.last(Intake)) is not None and intake.version is not None:
        store.apply(reopen(work, case))
    clock.move(days=1)
    first = store.apply(freeze(work, case, BARE_PDF, "nl"))
    assert first
    clock.move(days=1)
    store.apply(reopen(work, case))
    job = dossier.all(WorkHistory)[0]
    store.apply(change(work, "candidate", dossier.candidate_id, {"city": "Zwolle"}))
    store.apply(remove(work, "work_history", job.id))
    opened(room, jobs, case, "person")
    intake_view = room.here
    assert isinstance(intake_view, IntakeView)
    QTest.keyClick(intake_view.compare, Qt.Key.Key_Space)
    jobs.finish()
    view = room.here
    assert isinstance(view, VersionsView)
    rows = view.table.model()
    told = [[rows.index(row, column).data() for column in range(6)] for row in range(rows.rowCount())]
    (town,) = [row for row in told if row[1] == "Town"]
    assert town[3] == "Zwolle"
    assert town[4] == "Emma Bakker"
    assert town[5].startswith("04-03-2026")
    assert any(row[1] == "removed" and job.job_title in row[2] for row in told)
    QTest.keyClick(view.table, Qt.Key.Key_Escape)
    jobs.finish()
    assert isinstance(room.here, IntakeView)


def test_whom_the_person_is_like_is_said_while_typing_with_the_reason(
    qtbot: QtBot, room: Workroom, jobs: Jobs, people: People
) -> None:
    _, page = opened(room, jobs, people.fatima.traject, "person")
    form = next(form for form in page.forms if "birth_date" in form.fields)
    for name, typed in (("first_name", "Bilal"), ("last_name", "Yilmaz"), ("birth_date", "1-3-1984")):
        line = form.fields[name].control.input
        line.setFocus()
        QTest.keySequence(line, "Ctrl+A")
        QTest.keyClicks(line, typed)
    assert page.alike is not None
    link = page.alike
    qtbot.waitUntil(link.isVisible)
    assert "Bilal" in link.text()
    assert "birth" in link.text()
    QTest.keyClick(link, Qt.Key.Key_Space)
    jobs.finish()
    assert isinstance(room.here, DossierView)
    assert room.place == Place("dossier", people.bilal.traject)


def test_after_the_intake_the_links_lead_to_what_the_next_stage_asks(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    store.apply(Action("Frozen", (SetField("intake", people.fatima.intake, "version", 1),)))
    view, _ = opened(room, jobs, people.fatima.traject, "person")
    assert "next stage" in view.missing.heading.text()
    link = next(link for link in view.missing.links if "C1" in link.text())
    QTest.keyClick(link, Qt.Key.Key_Space)
    jobs.finish()
    page = view.stack.currentWidget()
    assert isinstance(page, IntakeSection)
    assert page.consents is not None
    assert page.consents.buttons["C1", "yes"].hasFocus()
