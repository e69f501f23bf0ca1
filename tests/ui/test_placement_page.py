"""The job and its aftercare: recorded, called about, late, stopped; by keyboard."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.application import aftercare, placements, stage_changes
from desktop.application.aftercare_reading import State, job_stopped, moments
from desktop.application.i18n import Language
from desktop.application.ports import Work
from desktop.application.settings import Settings
from desktop.domain.records import Aftercare, Placement, Sustained
from desktop.persistence.store import LocalStore
from desktop.ui.forms.act_panel import ActPanel
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.placement.page import PlacementPage
from desktop.ui.screens.places import DESTINATIONS
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.session import Session
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests import people
from tests.people import Desk
from tests.stillness import StillClock
from tests.ui.desk import at_desk


@pytest.fixture
def desk(store: LocalStore, clock: StillClock, work: Work) -> Desk:
    """A desk with an employer and an open question."""
    return people.desk_at_work(store, clock, work)


@pytest.fixture
def traject(desk: Desk) -> str:
    """A case with an agreed match."""
    traject = people.in_orientation(desk)
    people.matched(desk, traject)
    return traject


@pytest.fixture
def job(desk: Desk, traject: str) -> str:
    """A job that began three months ago."""
    values = {"start": date(2025, 12, 1), "contract": "O", "hours": Decimal(24)}
    return desk.do(placements.place(desk.work, traject, values))


@pytest.fixture
def room(qtbot: QtBot, session: Session, desk: Desk, jobs: Jobs, tongue: Language) -> Workroom:
    """The window of who works there."""
    made = Workroom(at_desk(session, desk), jobs, tongue, Settings({"language": "en"}), DESTINATIONS)
    made.resize(1280, 800)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(room: Workroom, jobs: Jobs, traject: str) -> PlacementPage:
    """The placement of a case, on the screen."""
    room.go(Place("dossier", traject))
    jobs.finish()
    assert isinstance(room.here, DossierView)
    room.here.sections.go("placement")
    jobs.finish()
    page = room.here.stack.currentWidget()
    assert isinstance(page, PlacementPage)
    return page


def press(button: QWidget, jobs: Jobs) -> None:
    """Space on a button."""
    QTest.keyClick(button, Qt.Key.Key_Space)
    jobs.finish()


def panel(page: PlacementPage, jobs: Jobs) -> ActPanel:
    """The act that is open, after it looked at what would happen."""
    assert page.slot.panel is not None
    page.slot.panel.model.look()
    jobs.finish()
    return page.slot.panel


def fill(act: ActPanel, **texts: str) -> None:
    """Type in the lines of an act."""
    for name, text in texts.items():
        QTest.keyClicks(act.form.fields[name].control.input, text)


def choose(act: ActPanel, name: str, at: int) -> None:
    """Press the button at a place of a field with buttons side by side."""
    field = act.form.fields[name].control.input
    field.setFocus()
    for _ in range(at):
        QTest.keyClick(field.window().focusWidget() or field, Qt.Key.Key_Right)
    QTest.keyClick(field.window().focusWidget() or field, Qt.Key.Key_Space)


def words(widget: QWidget) -> str:
    """Everything that can be read on a widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_the_job_is_recorded_from_the_match_and_its_aftercare_is_planned(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str
) -> None:
    page = shown(room, jobs, traject)
    press(page.buttons["place"], jobs)
    act = panel(page, jobs)
    assert act.form.fields["function"].control.text() == "Bakker"
    fill(act, start="1-4-2026", hours="24")
    choose(act, "contract", 1)
    act = panel(page, jobs)
    assert "5 new ones" in words(act.outlook)
    press(act.go, jobs)
    made = desk.store.children(Placement, traject)[0]
    assert (made.employer, made.start, made.occupation_uri) == (desk.employer, date(2026, 4, 1), people.BAKER)
    assert page.line is not None
    assert [point.accessibleName() for point in page.line.points] == [
        "Week 1, 8 Apr", "Month 1, 1 May", "Month 3, 1 Jul", "Month 6, 1 Oct", "Month 12, 1 Apr 2027",
    ]  # fmt: skip


def test_each_party_is_recorded_on_its_own_and_the_other_stays_planned(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str, job: str
) -> None:
    page = shown(room, jobs, traject)
    assert page.line is not None
    assert page.line.points[0].accessibleDescription() == "late, 84 days late"
    page.line.points[0].setFocus()
    QTest.keyClick(page.line.points[0], Qt.Key.Key_Right)
    QTest.keyClick(page.line.points[1], Qt.Key.Key_Right)
    jobs.finish()
    assert page.line.points[2].hasFocus()
    press(page.buttons["record.candidate"], jobs)
    act = panel(page, jobs)
    fill(act, outcome="Good")
    choose(act, "stays", 0)
    act = panel(page, jobs)
    assert "nothing → Good" in words(act.outlook)
    press(act.go, jobs)
    m3 = [c for c in desk.store.children(Aftercare, traject) if c.occasion == "M3"]
    assert [(c.with_whom, c.outcome) for c in m3] == [("candidate", "good"), ("employer", None)]
    assert [(s.months, s.sustained) for s in desk.store.children(Sustained, job)] == [(3, "1")]
    assert "record.candidate" not in page.buttons
    assert "✓ today · Good" in words(page)
    press(page.buttons["record.employer"], jobs)
    act = panel(page, jobs)
    fill(act, outcome="Good")
    press(act.go, jobs)
    case = desk.store.dossier(traject)
    placement = case.last(Placement)
    assert placement is not None
    assert moments(case, placement)[2].state(desk.clock.today()) is State.DONE
    room.changes.undo()
    jobs.finish()
    assert "record.employer" in page.buttons


def test_a_job_that_stopped_says_what_can_happen_next(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str, job: str
) -> None:
    page = shown(room, jobs, traject)
    assert "What happens next" not in words(page)
    first = desk.store.children(Aftercare, traject)[0]
    room.changes.apply(lambda: aftercare.record_party(desk.work, first.id, "employer", {"outcome": "stopped"}), room)
    jobs.finish()
    assert "The job stopped. What happens next?" in words(page)
    press(page.buttons["close"], jobs)
    assert isinstance(room.here, DossierView)
    assert room.here.acts.slot.panel is not None
    assert room.here.acts.slot.panel.act.id == "close"


def test_lasting_work_is_recorded_after_its_day_only(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str, job: str
) -> None:
    page = shown(room, jobs, traject)
    assert [name for name in page.buttons if name.startswith("lasting")] == ["lasting.3"]
    assert "○ from 1 Jun on" in words(page)
    press(page.buttons["lasting.3"], jobs)
    act = panel(page, jobs)
    choose(act, "sustained", 1)
    fill(act, source="Cand")
    press(panel(page, jobs).go, jobs)
    assert [s.sustained for s in desk.store.children(Sustained, job)] == ["2"]
    assert job_stopped(desk.store.dossier(traject), desk.store.get(Placement, job))


def test_a_missing_contact_of_the_gate_leads_to_its_moment(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str, job: str
) -> None:
    shown(room, jobs, traject)
    contact = next(c for c in desk.store.children(Aftercare, traject) if c.occasion == "M12")
    room.go(Place("dossier", traject, "aftercare.done", contact.id))
    jobs.finish()
    focus = room.focusWidget()
    assert focus is not None
    assert focus.accessibleName().startswith("Month 12")


def test_in_aftercare_the_overview_says_what_success_still_asks(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str, job: str
) -> None:
    room.changes.apply(lambda: stage_changes.advance_stage(desk.lead, traject, "S6", "Hired at once"), room)
    shown(room, jobs, traject)
    assert isinstance(room.here, DossierView)
    header = room.here.header
    assert header.missing.text() == "▲ 6 things missing before Closed"
    assert header.close_case.isVisible()
    press(header.missing, jobs)
    assert "Before it can be closed as succeeded:" in words(room.here)
    focus = room.focusWidget()
    assert focus is not None
    assert "The aftercare contact of" in focus.accessibleName()
