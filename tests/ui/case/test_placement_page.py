"""The job and its aftercare: recorded, called about, late, stopped; by keyboard."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.application import placements, stage_changes
from desktop.application.aftercare_reading import State, job_stopped, moments
from desktop.domain.records import Aftercare, Placement, Sustained
from desktop.ui.forms.act_panel import ActPanel
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.placement.page import PlacementPage
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests import people
from tests.people import Desk
from tests.ui.case.acts import fill, panel, press, section, words


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


def choose(act: ActPanel, name: str, at: int) -> None:
    """Press the button at a place of a field with buttons side by side."""
    field = act.form.fields[name].control.input
    field.setFocus()
    for _ in range(at):
        QTest.keyClick(field.window().focusWidget() or field, Qt.Key.Key_Right)
    QTest.keyClick(field.window().focusWidget() or field, Qt.Key.Key_Space)


def test_each_party_is_recorded_on_its_own_and_the_other_stays_planned(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str, job: str
) -> None:
    page = section(room, jobs, traject, "placement", PlacementPage)
    assert page.line is not None
    assert page.line.points[0].accessibleDescription() == "late, 84 days late"
    page.line.points[0].setFocus()
    QTest.keyClick(page.line.points[0], Qt.Key.Key_Right)
    QTest.keyClick(page.line.points[1], Qt.Key.Key_Right)
    jobs.finish()
    assert page.line.points[2].hasFocus()
    press(page.buttons["record.candidate"], jobs)
    act = panel(page.slot, jobs)
    fill(act, outcome="Good")
    choose(act, "stays", 0)
    act = panel(page.slot, jobs)
    assert "nothing → Good" in words(act.outlook)
    press(act.go, jobs)
    m3 = [c for c in desk.store.children(Aftercare, traject) if c.occasion == "M3"]
    assert [(c.with_whom, c.outcome) for c in m3] == [("candidate", "good"), ("employer", None)]
    assert [(s.months, s.sustained) for s in desk.store.children(Sustained, job)] == [(3, "1")]
    assert "record.candidate" not in page.buttons
    assert "✓ today · Good" in words(page)
    press(page.buttons["record.employer"], jobs)
    act = panel(page.slot, jobs)
    fill(act, outcome="Good")
    press(act.go, jobs)
    case = desk.store.dossier(traject)
    placement = case.last(Placement)
    assert placement is not None
    assert moments(case, placement)[2].state(desk.clock.today()) is State.DONE
    room.changes.undo()
    jobs.finish()
    assert "record.employer" in page.buttons


def test_lasting_work_is_recorded_after_its_day_only(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str, job: str
) -> None:
    page = section(room, jobs, traject, "placement", PlacementPage)
    assert [name for name in page.buttons if name.startswith("lasting")] == ["lasting.3"]
    assert "○ from 1 Jun on" in words(page)
    press(page.buttons["lasting.3"], jobs)
    act = panel(page.slot, jobs)
    choose(act, "sustained", 1)
    fill(act, source="Cand")
    press(panel(page.slot, jobs).go, jobs)
    assert [s.sustained for s in desk.store.children(Sustained, job)] == ["2"]
    assert job_stopped(desk.store.dossier(traject), desk.store.get(Placement, job))


def test_a_missing_contact_of_the_gate_leads_to_its_moment(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str, job: str
) -> None:
    section(room, jobs, traject, "placement", PlacementPage)
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
    section(room, jobs, traject, "placement", PlacementPage)
    assert isinstance(room.here, DossierView)
    header = room.here.header
    assert header.missing.text() == "▲ 6 things missing before Closed"
    assert header.close_case.isVisible()
    press(header.missing, jobs)
    assert "Before it can be closed as succeeded:" in words(room.here)
    focus = room.focusWidget()
    assert focus is not None
    assert "The aftercare contact of" in focus.accessibleName()
