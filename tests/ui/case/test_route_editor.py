"""The route editor by keyboard and by drag: modules in time and as a list, what they do to the end, and the paper."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.application import modules, routes
from desktop.application.ports import Work
from desktop.domain.changes import Action, SetField
from desktop.domain.records import Attempt, Enrolment, Exemption, Route
from desktop.persistence.store import LocalStore
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.route.bar_button import BarButton
from desktop.ui.screens.route.page import RoutePage
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests import people
from tests.people import BAKER, Desk
from tests.stillness import StillClock
from tests.ui.case.acts import press, section
from tests.ui.hands import Hands

START = date(2026, 3, 16)  # a Monday


@pytest.fixture
def desk(store: LocalStore, clock: StillClock, work: Work) -> Desk:
    """A desk with a school and three modules more: dough, and cake that needs it, and Dutch."""
    made = people.desk_at_work(store, clock, work)
    dough = add_module(made, "D1", "Deeg", kind="certificate", weeks=4, price=30000)
    add_module(made, "G1", "Gebak", kind="practice", weeks=6, needs=dough)
    add_module(made, "N1", "Nederlands", kind="language", weeks=8)
    return made


def add_module(desk: Desk, code: str, title: str, *, needs: str = "", **values: object) -> str:
    """A module of the catalogue."""
    whole = {"module_code": code, "title": title, "provider": desk.school, "level": "mbo2", "load": Decimal(80),
             "unit": "SBU", "bot": 40, "valid_from": date(2025, 1, 1), **values}  # fmt: skip
    also = {"kind": "language", "cefr": "B1"}
    prerequisites = [{"kind": "module", "required_module": needs}, also] if needs else []
    return desk.do(modules.add_module(desk.work, whole, prerequisites=prerequisites))


@pytest.fixture
def traject(desk: Desk) -> str:
    """A case in orientation."""
    return people.in_orientation(desk)


@pytest.fixture
def route(desk: Desk, traject: str) -> str:
    """A draft route that starts on a Monday, without modules."""
    values = {"name": "Brood bakken", "to_occ": BAKER, "target_credential": "mbo_certificate", "start": START,
              "fallback": "Praktijkverklaring", "end_plan": START + timedelta(days=90)}  # fmt: skip
    return desk.do(routes.plan_route(desk.work, traject, values))


def focus() -> QWidget:
    """What has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def key(jobs: Jobs, which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
    """Press a key where the focus is."""
    for _ in range(times):
        QTest.keyClick(focus(), which, held)
    jobs.finish()


def land(page: RoutePage, jobs: Jobs) -> None:
    """The pause after the last key of a gesture is over."""
    page.model.commit()
    jobs.finish()


def add(page: RoutePage, jobs: Jobs, *typed: str) -> None:
    """Search modules in the catalogue and put each in the route with Enter."""
    page.to_catalogue()
    for text in typed:
        page.catalogue.field.clear()
        QTest.keyClicks(page.catalogue.field, text)
        key(jobs, Qt.Key.Key_Return)
        jobs.finish()


def exempt(page: RoutePage, jobs: Jobs, desk: Desk) -> None:
    """Record that the exam board exempts from the chosen module, for its diploma."""
    key(jobs, Qt.Key.Key_E)
    act = page.chosen.slot.panel
    assert act is not None
    act.model.edit("exemption_ground", "diploma")
    act.model.edit("exemption_by", desk.school)
    act.model.look()
    jobs.finish()
    press(act.go, jobs)


def dates(store: LocalStore, route: str) -> list[tuple[date | None, date | None]]:
    """The days of the modules in the order of the route."""
    found = sorted(store.children(Enrolment, route), key=lambda e: e.seq or 0)
    return [(e.start, e.end) for e in found]


def weeks(first: int, last: int) -> tuple[date, date]:
    """From the Monday of a week of the route to the Sunday of another."""
    return START + timedelta(weeks=first), START + timedelta(weeks=last, days=-1)


def test_a_route_from_nothing_to_paper_by_keys_alone(
    room: Workroom, desk: Desk, traject: str, store: LocalStore, hands: Hands, saved_as: Path
) -> None:
    hands.command("yilmaz", "Yılmaz")
    hands.line("Route")
    hands.push("Plan a route")
    hands.fill({"Name": "Brood bakken", "Starts on": "16-03-2026"})
    hands.push("Make the route")
    (route,) = store.children(Route, traject)
    assert (route.name, route.start, route.from_label) == ("Brood bakken", START, "Papiermaker")
    assert hands.focus == "Search a module by name or code"
    hands.see("⚠ needs first: Deeg")
    for letters, module in (("dee", "Deeg"), ("geb", "Gebak")):
        hands.press("Ctrl+A", letters)
        hands.see(f"{module} (")
        hands.press("Return")
    assert dates(store, route.id) == [weeks(0, 4), weeks(4, 10)]
    hands.press("Escape", "Escape")  # empties the search, then back to the module that was added last
    assert hands.focus.startswith("2. Gebak")
    hands.press("Right", "Right")
    hands.see("now 24 May", "2 weeks later")
    assert dates(store, route.id)[1] == weeks(4, 10), "nothing is changed while it is tried"
    hands.see("7 June 2026", "was 24 May: “Gebak” starts 2 weeks later")
    assert dates(store, route.id)[1] == weeks(6, 12)
    hands.press("Shift+Right")
    hands.see("14 June 2026")
    hands.press("Up", "E")
    hands.fill({"Ground": "Dip"})
    hands.pick("Decided by", "roc")
    hands.push("Record the exemption")
    hands.see("80 hours saved by exemptions")
    done = min(store.children(Enrolment, route.id), key=lambda one: one.seq or 0)
    assert (done.status, len(store.children(Exemption, done.id))) == ("exempt", 1)
    hands.press("Ctrl+Z")
    hands.gone("saved by exemptions")
    assert [one.status for one in store.children(Enrolment, route.id)] == ["planned", "planned"]
    hands.push("1. Deeg")
    hands.press("Left")
    hands.see("The route starts on 16-03-2026. Let the module start then or later.")
    hands.press("Escape", "Return")
    hands.answer("Planned end", "1-5-2027")
    hands.press("Tab")
    hands.see("year")
    print(hands.window)
    print("F", hands.focus)
    hands.push("Print the route")
    hands.press("Ctrl+S")
    assert "Gebak: 27 April 2026 to 14 June 2026, planned" in hands.paper(saved_as)


def test_what_is_tried_is_taken_back_by_escape_and_by_ctrl_z_and_leaves_no_step(
    room: Workroom, jobs: Jobs, traject: str, route: str, store: LocalStore
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    add(page, jobs, "dee")
    page.to_route()
    before = store.actions(1)[0].action
    for away in ("Esc", "Ctrl+Z"):
        key(jobs, Qt.Key.Key_Right, times=3)
        assert page.figures.values[0].text() == "3 May 2026"
        QTest.keySequence(focus(), away)
        jobs.finish()
        assert page.figures.values[0].text() == "12 April 2026"
    land(page, jobs)
    assert store.actions(1)[0].action == before


def test_leaving_the_dossier_keeps_what_was_tried(
    room: Workroom, jobs: Jobs, traject: str, route: str, store: LocalStore
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    add(page, jobs, "dee")
    page.to_route()
    key(jobs, Qt.Key.Key_Right)
    room.go(Place("caseload"))
    jobs.finish()
    assert dates(store, route) == [weeks(1, 5)]


def test_a_module_is_dragged_and_stretched_by_the_pointer_in_one_step_each(
    room: Workroom, jobs: Jobs, traject: str, route: str, store: LocalStore, qtbot: QtBot
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    add(page, jobs, "dee", "geb")
    bar = page.picture.timeline.bars[page.model.chosen]
    week = page.picture.timeline.pixels_a_week
    middle = bar.rect().center()
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(bar, middle + QPoint(round(week), 0))
    assert "1 week later" in page.figures.notes[0].text()
    where = bar.mapFromGlobal(bar.mapToGlobal(middle))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=where)
    jobs.finish()
    assert dates(store, route)[1] == weeks(5, 11)
    assert room.commands.action("edit.undo").text() == "Undo: Module moved"
    edge = QPoint(bar.width() - 6, middle.y())
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(bar, edge + QPoint(round(2 * week), 0))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=edge)
    jobs.finish()
    assert dates(store, route)[1] == weeks(5, 13)
    assert room.commands.action("edit.undo").text() == "Undo: Duration of a module changed"


def test_a_module_before_what_it_needs_is_warned_about_while_it_is_tried(
    room: Workroom, jobs: Jobs, traject: str, route: str
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    add(page, jobs, "dee", "geb")
    page.to_route()
    assert page.chosen.problem.isHidden()
    assert "needs Deeg, Language level B1" in page.chosen.facts.text()
    key(jobs, Qt.Key.Key_Left)
    assert page.chosen.problem.said == "Starts before “Deeg” is over, which is needed first."
    assert focus().accessibleDescription() == page.chosen.problem.said
    page.model.cancel()
    assert page.chosen.problem.isHidden()


def test_dates_past_the_year_are_refused_with_the_sentence_of_the_rule_and_nothing_moves(
    room: Workroom, jobs: Jobs, traject: str, route: str, store: LocalStore
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    add(page, jobs, "dee")
    page.to_route()
    key(jobs, Qt.Key.Key_Left)
    assert page.chosen.problem.said == "The route starts on 16-03-2026. Let the module start then or later."
    land(page, jobs)
    assert "The route starts on 16-03-2026" in room.messages.text
    assert dates(store, route) == [weeks(0, 4)]
    assert page.figures.values[0].text() == "12 April 2026"


def test_the_list_holds_the_same_and_obeys_the_same_keys(
    room: Workroom, jobs: Jobs, traject: str, route: str, store: LocalStore
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    add(page, jobs, "dee", "geb", "ned")
    page.to_route()
    QTest.keySequence(focus(), "Ctrl+T")
    assert page.list.hasFocus()
    model = page.list.model()
    told = [[str(model.index(row, column).data()) for column in (0, 1, 3, 4)] for row in range(model.rowCount())]
    assert told == [
        ["1", "Deeg", "16 Mar", "12 Apr"],
        ["2", "Gebak", "13 Apr", "24 May"],
        ["3", "Nederlands", "25 May", "19 Jul"],
    ]
    key(jobs, Qt.Key.Key_Up)
    key(jobs, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.list.hasFocus()
    land(page, jobs)
    assert dates(store, route) == [weeks(0, 4), weeks(5, 11), weeks(11, 19)], "what follows goes along"
    key(jobs, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert [e.seq for e in store.children(Enrolment, route)] == [2, 1, 3]
    key(jobs, Qt.Key.Key_Delete)
    assert len(store.children(Enrolment, route)) == 2
    assert page.list.hasFocus()
    assert "taken out" in room.messages.text
    QTest.keySequence(focus(), "Ctrl+T")
    assert isinstance(focus(), BarButton)


def test_an_exam_and_an_exemption_are_recorded_at_the_module(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str, route: str, store: LocalStore
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    add(page, jobs, "dee", "geb")
    page.to_route()
    exempt(page, jobs, desk)
    assert page.figures.values[0].text() == "12 April 2026"
    assert page.figures.notes[0].text() == "was 24 May: “Gebak” need not be followed"
    assert page.figures.notes[3].text() == "80 hours saved by exemptions"
    page.model.step(-1)
    press(next(b for b in page.chosen.steps if b.property("status") == "started"), jobs)
    assert store.get(Enrolment, page.model.chosen).status == "started"
    press(page.chosen.attempt_button, jobs)
    act = page.chosen.slot.panel
    assert act is not None
    act.model.edit("result", "failed")
    press(act.go, jobs)
    assert store.children(Attempt, page.model.chosen)[0].result == "failed"
    assert store.get(Enrolment, page.model.chosen).status == "retake"
    assert "2 Gebak · exempt" in page.picture.timeline.labels


def test_what_is_missing_for_approval_leads_to_its_field_and_approvals_are_recorded_below(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str, route: str, store: LocalStore
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    press(page.own.submit, jobs)
    assert page.own.slot.panel is not None
    (link,) = page.own.slot.panel.missing.links
    assert "at least one module" in link.text()
    press(link, jobs)
    assert page.catalogue.field.hasFocus()
    add(page, jobs, "dee")
    press(page.own.submit, jobs)
    press(page.own.slot.panel.go, jobs)
    assert store.get(Route, route).status == "for_approval"
    desk.do(routes.approve_route(desk.work, route, "school", "Sanne Vos"))
    room.go(Place("dossier", traject))
    jobs.finish()
    assert page.own.state.text() == "Approved"
    press(page.own.stop, jobs)
    QTest.keyClicks(focus(), "Another plan")
    act = page.own.slot.panel
    assert act is not None
    press(act.go, jobs)
    assert store.get(Route, route).status == "stopped"
    assert page.catalogue.isHidden()


def test_every_bar_is_a_named_button_and_tab_reaches_the_chosen_one_only(
    room: Workroom, jobs: Jobs, traject: str, route: str
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    add(page, jobs, "dee", "geb")
    names = [bar.accessibleName() for bar in page.picture.timeline.bars.values()]
    assert names[0] == "1. Deeg, planned, 16 March 2026 to 12 April 2026, 4 weeks"
    reached = [b.enrolment for b in page.picture.timeline.bars.values() if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reached == [page.model.chosen]
    page.head.printing.setFocus()
    key(jobs, Qt.Key.Key_Tab)
    assert focus() is page.picture.timeline.bars[page.model.chosen]


def test_zoom_makes_a_week_wider_and_is_remembered(
    room: Workroom, jobs: Jobs, traject: str, route: str, store: LocalStore
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    add(page, jobs, "dee")
    page.to_route()
    before = page.picture.timeline.pixels_a_week
    QTest.keySequence(focus(), "Ctrl++")
    jobs.finish()
    assert page.picture.timeline.pixels_a_week > before
    assert store.recall("route.zoom") == "quarter"
    assert isinstance(room.here, DossierView)
    room.here.sections.setFocus()
    for keys in ("Ctrl+-", "Ctrl+T", "Ins"):  # also from the list of sections
        QTest.keySequence(room.here.sections, keys)
    jobs.finish()
    assert page.picture.timeline.pixels_a_week == before
    assert page.stack.currentWidget() is page.list
    assert page.catalogue.field.hasFocus()


def test_a_route_that_ended_says_why_it_does_not_change_and_the_other_one_can_be_chosen(
    room: Workroom, jobs: Jobs, desk: Desk, traject: str, route: str, store: LocalStore
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    add(page, jobs, "dee")
    desk.do(routes.stop_route(desk.work, route, "Another plan"))
    desk.do(routes.plan_route(desk.work, traject, {"name": "Gebak bakken", "start": START}))
    room.go(Place("dossier", traject))
    jobs.finish()
    names = [page.head.which.itemText(at) for at in range(page.head.which.count())]
    assert [name.split(maxsplit=1)[1] for name in names] == ["Brood bakken", "Gebak bakken"]
    page.head.which.setFocus()
    page.head.which.setCurrentIndex(0)
    page.head.which.activated.emit(0)
    jobs.finish()
    page.to_route()
    key(jobs, Qt.Key.Key_Right)
    assert "“Stopped” and does not change" in room.messages.text
    assert dates(store, route) == [weeks(0, 4)]


def test_escape_while_dragging_leaves_everything_as_it_was(
    room: Workroom, jobs: Jobs, traject: str, route: str, store: LocalStore
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    add(page, jobs, "dee")
    page.to_route()
    bar = page.picture.timeline.bars[page.model.chosen]
    middle = bar.rect().center()
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(bar, middle + QPoint(round(3 * page.picture.timeline.pixels_a_week), 0))
    assert page.figures.values[0].text() == "3 May 2026"
    key(jobs, Qt.Key.Key_Escape)
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=middle)
    jobs.finish()
    assert page.figures.values[0].text() == "12 April 2026"
    assert dates(store, route) == [weeks(0, 4)]


def test_a_module_without_dates_says_so_and_the_arrows_lead_to_its_fields(
    room: Workroom, jobs: Jobs, traject: str, route: str, store: LocalStore
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    add(page, jobs, "dee", "geb")
    empty = (SetField("enrolment", page.model.chosen, name, None) for name in ("start", "end"))
    room.changes.apply(partial(Action, "Details changed", tuple(empty)), room)
    jobs.finish()
    assert page.chosen.problem.said == "Has no dates yet. Fill in when it starts and ends."
    QTest.keySequence(page, "Ctrl+T")
    assert page.list.hasFocus()
    key(jobs, Qt.Key.Key_Right)
    assert focus().accessibleName() == "Starts on"


def test_the_whole_route_is_as_wide_as_its_place_also_when_the_window_grows(
    room: Workroom, jobs: Jobs, traject: str, route: str, qtbot: QtBot
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    add(page, jobs, "dee")
    for width in (1280, 1500, 1000):
        room.resize(width, 900)
        viewport = page.picture.area.viewport()
        qtbot.waitUntil(lambda: abs(page.picture.timeline.drawn_width - viewport.width()) <= 1)  # noqa: B023 (at once)
        assert page.stack.height() == page.picture.height()


def test_beside_a_guide_or_in_a_narrow_window_nothing_of_the_route_is_cut_at_the_right(
    qtbot: QtBot, room: Workroom, jobs: Jobs, traject: str, route: str
) -> None:
    page = section(room, jobs, traject, "route", RoutePage)
    add(page, jobs, "dee")
    for width in (1280, 1100, 1016):
        room.resize(width, 800)
        qtbot.waitUntil(lambda: page._page.width() <= page.viewport().width())
