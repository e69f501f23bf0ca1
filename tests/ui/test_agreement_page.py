"""The agreement of a case: made from the match, filled in, signed by all, amended and printed; by keyboard."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.application import agreements, edits
from desktop.application.i18n import Language
from desktop.application.ports import Work
from desktop.application.settings import Settings
from desktop.domain.records import Agreement, AgreementParty, Amendment, CostSplit, Signature
from desktop.persistence.store import LocalStore
from desktop.ui.forms.act_panel import ActPanel
from desktop.ui.screens.agreement.page import AgreementPage
from desktop.ui.screens.agreement.year_bar import YearBar
from desktop.ui.screens.dossier.view import DossierView
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
    """A desk with a school, an employer, an open question and a module."""
    return people.desk_at_work(store, clock, work)


@pytest.fixture
def traject(desk: Desk) -> str:
    """A case with a match and a route, without an agreement."""
    return people.in_agreement(desk)


@pytest.fixture
def room(qtbot: QtBot, session: Session, desk: Desk, jobs: Jobs, tongue: Language) -> Workroom:
    """The window of who works there."""
    made = Workroom(at_desk(session, desk), jobs, tongue, Settings({"language": "en"}), DESTINATIONS)
    made.resize(1280, 800)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(room: Workroom, jobs: Jobs, traject: str) -> AgreementPage:
    """The agreement of a case, on the screen."""
    room.go(Place("dossier", traject))
    jobs.finish()
    assert isinstance(room.here, DossierView)
    room.here.sections.go("agreement")
    jobs.finish()
    page = room.here.stack.currentWidget()
    assert isinstance(page, AgreementPage)
    return page


def panel(page: AgreementPage, jobs: Jobs) -> ActPanel:
    """The act that is open, after it looked at what would happen."""
    assert page.slot.panel is not None
    page.slot.panel.model.look()
    jobs.finish()
    return page.slot.panel


def press(button: QWidget, jobs: Jobs) -> None:
    """Space on a button."""
    QTest.keyClick(button, Qt.Key.Key_Space)
    jobs.finish()


def words(widget: QWidget) -> str:
    """Everything that can be read on a widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def fill(act: ActPanel, **texts: str) -> None:
    """Type in the fields of an act."""
    for name, text in texts.items():
        line = act.form.fields[name].control.input
        line.setFocus()
        QTest.keySequence(line, "Ctrl+A")
        QTest.keyClicks(line, text)


def test_the_agreement_is_made_from_the_match_with_what_is_known_filled_in(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str
) -> None:
    page = shown(room, jobs, traject)
    assert page.agreement is None
    press(page.buttons["draw_up"], jobs)
    act = panel(page, jobs)
    assert act.form.fields["function"].control.text() == "Bakker"
    assert "Parties" in words(act.outlook)
    fill(act, work_hours="28", school_hours="8")
    press(act.go, jobs)
    made = desk.store.children(Agreement, traject)[0]
    assert (made.status, made.function, made.work_hours) == ("draft", "Bakker", Decimal(28))
    assert {p.role for p in desk.store.children(AgreementParty, made.id)} == {
        "participant", "employer", "school", "desk",
    }  # fmt: skip
    assert "things are missing" in words(page)


def test_a_missing_point_leads_to_its_field_and_the_costs_count_along_while_typing(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str
) -> None:
    agreement = people.offered(desk, traject)
    desk.store.undo()  # back to a draft whose costs add up
    desk.do(
        agreements.split_costs(desk.work, agreement, [{"cost_kind": "tuition", "amount": 100000, "payer": "employer"}])
    )
    page = shown(room, jobs, traject)
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


def test_every_party_signs_and_what_is_missing_is_shown_until_the_last(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str
) -> None:
    agreement = people.offered(desk, traject)
    page = shown(room, jobs, traject)
    for left in (4, 3, 2, 1):
        assert page.parties is not None
        assert words(page.parties).count("not signed yet") == left
        press(page.parties.buttons[0], jobs)
        act = panel(page, jobs)
        fill(act, sig_name=f"Hand {left}", sig_role="Partij")
        press(act.go, jobs)
    assert desk.store.get(Agreement, agreement).status == "complete"
    assert page.parties is not None
    assert "not signed yet" not in words(page.parties)
    assert "✓ Hand 4, today, with a pen" in words(page.parties)
    assert len(desk.store.children(Signature, agreement)) == 4


def test_an_amendment_makes_a_version_that_says_what_changed_and_is_on_paper(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str
) -> None:
    agreement = people.offered(desk, traject)
    people.sign_all(desk, agreement)
    page = shown(room, jobs, traject)
    assert "edit" not in page.buttons
    press(page.buttons["amend"], jobs)
    act = panel(page, jobs)
    fill(act, what="Meer uren in de winter", reason="Drukte", work_hours="32")
    act = panel(page, jobs)
    assert "28 → 32" in words(act.outlook)
    press(act.go, jobs)
    found = desk.store.get(Agreement, agreement)
    assert (found.version, found.status, found.work_hours) == (2, "to_sign", Decimal(32))
    assert desk.store.children(Amendment, agreement)[0].reason == "Drukte"
    shown_words = words(page)
    assert "Version 2, from 02-03-2026" in shown_words
    assert "28 → 32" in shown_words
    assert words(page.parties or page).count("not signed yet") == 4  # everybody signs the new version
    press(page.buttons["print"], jobs)
    assert room.place == Place("preview", traject, "agreement")
    pdf = PdfReader(io.BytesIO(room.bench.session.papers.pdf("agreement", traject, "nl")))
    text = "".join(sheet.extract_text() for sheet in pdf.pages)
    assert "Meer uren in de winter" in text
    assert "Bakkerij Krent" in text


def test_the_pok_is_registered_and_ending_early_makes_room_for_a_new_agreement(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str
) -> None:
    agreement = people.offered(desk, traject)
    page = shown(room, jobs, traject)
    press(page.buttons["pok"], jobs)
    fill(panel(page, jobs), pok_no="POK-77", pok_date="1-3-2026")
    press(panel(page, jobs).go, jobs)
    assert desk.store.get(Agreement, agreement).pok_no == "POK-77"
    press(page.buttons["end"], jobs)
    fill(panel(page, jobs), reason="Werkgever stopt")
    press(panel(page, jobs).go, jobs)
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
    shown(room, jobs, traject)
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
