"""The agreement of a case: made from the match, filled in, signed by all, amended and printed; by keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.application import agreements, edits
from desktop.application.i18n import Language
from desktop.domain.records import Agreement, CostSplit
from desktop.ui.screens.agreement.page import AgreementPage
from desktop.ui.screens.agreement.year_bar import YearBar
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests import people
from tests.people import Desk
from tests.stillness import StillClock
from tests.ui.case.acts import fill, panel, press, section, words


@pytest.fixture
def traject(desk: Desk) -> str:
    """A case with a match and a route, without an agreement."""
    return people.in_agreement(desk)


def test_a_missing_point_leads_to_its_field_and_the_costs_count_along_while_typing(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str
) -> None:
    agreement = people.offered(desk, traject)
    desk.store.undo()  # back to a draft whose costs add up
    desk.do(
        agreements.split_costs(desk.work, agreement, [{"cost_kind": "tuition", "amount": 100000, "payer": "employer"}])
    )
    page = section(room, jobs, traject, "agreement", AgreementPage)
    links = [link for link in page.missing.links if "too low" in link.accessibleName()]
    press(links[0], jobs)
    assert page.editing
    assert page.draft is not None
    costs = next(rows for rows in page.draft.lists if rows.kind is CostSplit)
    row = costs.rows[0]
    row.open("amount")
    assert page.costs is not None
    assert "€600.00 is not paid by anybody yet" in page.costs.words.text()
    assert row.form is not None
    line = row.form.fields["amount"].control.input
    QTest.keySequence(line, "Ctrl+A")
    QTest.keyClicks(line, "1700")
    assert "€100.00 too much" in page.costs.words.text()
    QTest.keySequence(line, "Ctrl+A")
    QTest.keyClicks(line, "1600")
    assert page.costs.words.text().startswith("✓")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    jobs.finish()
    assert desk.store.children(CostSplit, agreement)[0].amount == 160000
    assert "Everything is there" in page.missing.heading.text()


def test_the_pok_is_registered_and_ending_early_makes_room_for_a_new_agreement(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str
) -> None:
    agreement = people.offered(desk, traject)
    page = section(room, jobs, traject, "agreement", AgreementPage)
    press(page.buttons["pok"], jobs)
    fill(panel(page.slot, jobs), pok_no="POK-77", pok_date="1-3-2026")
    press(panel(page.slot, jobs).go, jobs)
    assert desk.store.get(Agreement, agreement).pok_no == "POK-77"
    press(page.buttons["end"], jobs)
    fill(panel(page.slot, jobs), reason="Werkgever stopt")
    press(panel(page.slot, jobs).go, jobs)
    assert desk.store.get(Agreement, agreement).status == "ended"
    assert page.buttons["draw_up"].isVisible()
    room.changes.undo()
    jobs.finish()
    assert desk.store.get(Agreement, agreement).status == "to_sign"


def test_the_bar_says_how_much_of_the_year_is_used_and_what_is_over(
    qtbot: QtBot, tongue: Language, clock: StillClock
) -> None:
    start = clock.today()
    within = YearBar(start, start + timedelta(days=200), start, tongue)
    qtbot.addWidget(within)
    assert within.words == "200 days of the 365 that are possible"
    assert "longer" not in words(within)
    over = YearBar(start, start + timedelta(days=375), start, tongue)
    qtbot.addWidget(over)
    assert "10 days longer than the year that is possible. Make it end on 02-03-2027 or earlier." in words(over)


def test_a_draft_is_edited_in_place_and_saves_itself(room: Workroom, jobs: Jobs, desk: Desk, traject: str) -> None:
    agreement = people.offered(desk, traject)
    desk.store.undo()
    section(room, jobs, traject, "agreement", AgreementPage)
    room.go(Place("dossier", traject, "agreement.place", agreement))
    jobs.finish()
    line = room.focusWidget()
    assert line is not None
    assert line.accessibleName() == "Workplace"
    QTest.keySequence(line, "Ctrl+A")
    QTest.keyClicks(line, "Winkel, Oefenstad")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    jobs.finish()
    assert desk.store.get(Agreement, agreement).place == "Winkel, Oefenstad"
    assert edits.change(desk.work, "agreement", agreement, {"place": "Winkel, Oefenstad"}).edits == ()
