"""What holds on every screen: names for who listens, no clipped words, a way in and out for the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QScrollArea,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.application.i18n import LanguageCode, language
from desktop.application.record_lists import RecordFilter
from desktop.application.settings import Settings
from desktop.persistence.store import LocalStore
from desktop.ui.forms.form_field import FormField
from desktop.ui.screens.agenda.view import AgendaView
from desktop.ui.screens.caseload.view import CaseloadView
from desktop.ui.screens.dossier.section_page import SectionPage
from desktop.ui.screens.dossier.sections import SECTIONS
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.intake.progress import on_screen
from desktop.ui.screens.intake.view import IntakeView
from desktop.ui.screens.places import DESTINATIONS
from desktop.ui.screens.records.kinds import LISTS
from desktop.ui.screens.route.timeline import Timeline
from desktop.ui.shell.create_workspace import CreateWorkspace
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.lock_screen import LockScreen
from desktop.ui.shell.session import Session
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.conftest import TestDoor
from tests.ui.leaks import all_of_it_goes
from tests.ui.people import People, whole_case

LANGUAGES: tuple[LanguageCode, ...] = ("nl", "en")


SIZES = ((1280, 800), (960, 540))
"""A small laptop at 100 %, and a laptop of 1920 by 1080 at 200 %."""


def rooms(qtbot: QtBot, session: Session, jobs: Jobs, tag: LanguageCode, size: tuple[int, int] = SIZES[0]) -> Workroom:
    """The window of an open workspace in a language."""
    made = Workroom(session, jobs, language(tag), Settings({"language": tag}), DESTINATIONS)
    made.resize(*size)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def arrive(jobs: Jobs) -> None:
    """Wait until everything that was asked for is there and has its place."""
    jobs.finish()
    QApplication.processEvents()


def every_screen(room: Workroom, jobs: Jobs, traject: str) -> Iterator[str]:
    """Go to every place of the program, a case and its sections both in reading and in editing; the name of each."""
    for destination in DESTINATIONS:
        ids = {one.page_screen: room.session.lists.ids(one.name, RecordFilter()) for one in LISTS}
        record = next(iter(ids.get(destination.screen, ())), "")
        room.go(Place(destination.screen, traject if destination.case else "", record=record))
        arrive(jobs)
        screen = room.here
        sections: tuple[str, ...] = ()
        if isinstance(screen, DossierView):
            sections = tuple(section.id for section in SECTIONS)
        elif isinstance(screen, IntakeView):
            sections = tuple(paper.key for paper in on_screen())
        if not sections:
            yield destination.screen
        if isinstance(screen, CaseloadView):
            room.commands.run("caseload.beside")
            arrive(jobs)
            yield f"{destination.screen} with a dossier beside it"
            room.commands.run("caseload.beside")
            room.commands.run("signups.csv")
            arrive(jobs)
            yield f"{destination.screen}, asking why a list goes"
            screen.asking.close_panel()
        if isinstance(screen, AgendaView):
            for mode in ("week", "month"):
                screen.show_as(mode)
                screen.entry.open("appointment")
                arrive(jobs)
                yield f"{destination.screen} by {mode}"
        for section in sections:
            assert isinstance(screen, DossierView | IntakeView)
            screen.sections.go(section)
            arrive(jobs)
            yield f"{destination.screen} {section}"
            page = screen.stack.currentWidget()
            if isinstance(page, SectionPage) and not page.edit_button.isHidden():
                page.toggle()
                arrive(jobs)
                yield f"{destination.screen} {section}, editing"
                page.toggle()


def focusable(window: QWidget) -> Iterator[QWidget]:
    """What the Tab key can reach."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget


def nameless(window: QWidget) -> list[str]:
    """The widgets in focus order that a screen reader has no name or no role for, or cannot say are reachable."""
    found = []
    for widget in focusable(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        role = interface.role()
        said = interface.text(QAccessible.Text.Name).strip()
        unknown = role == QAccessible.Role.NoRole
        unknown |= role == QAccessible.Role.Client and not isinstance(widget, QAbstractScrollArea)  # pages
        if not said or unknown or not interface.state().focusable:
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}: {said!r}, {role.name}")
    return found


def unexplained(window: QWidget) -> list[str]:
    """The fields in sight that are typed in, but do not say why they are asked."""
    return [
        found.field.key for found in window.findChildren(FormField) if found.isVisible() and not found.label.toolTip()
    ]


def clipped(window: QWidget) -> list[str]:
    """Buttons and one-line labels that are narrower than their words."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QAbstractButton | QLabel) or not widget.text():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            continue
        if widget.property("row"):  # a line of a list gives way to the window; its tip holds all of it
            continue
        if widget.sizeHint().width() > widget.width() + 1:
            found.append(f"{widget.text()!r}: {widget.sizeHint().width()} > {widget.width()}")
    return found


def cut_off(window: QWidget, size: tuple[int, int]) -> list[str]:
    """Pages of which a part is out of sight at the right, and on a whole laptop also lists without own columns."""
    found = []
    for area in (*window.findChildren(QScrollArea), *window.findChildren(QTableView)):
        missing = area.horizontalScrollBar().maximum()
        own_width = (
            isinstance(area.widget(), Timeline)
            if isinstance(area, QScrollArea)
            else (size != SIZES[0] or area.accessibleName() == "Caseload")
        )
        if area.isVisible() and missing > 0 and not own_width:
            found.append(f"{type(area).__name__} {area.accessibleName()!r} misses {missing}")
    return found


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_control_on_every_screen_has_a_name_for_who_listens_and_a_field_its_reason(
    qtbot: QtBot, session: Session, jobs: Jobs, store: LocalStore, people: People, tag: LanguageCode
) -> None:
    room, traject = rooms(qtbot, session, jobs, tag), whole_case(store)
    wrong = {
        place: found for place in every_screen(room, jobs, traject) if (found := [*nameless(room), *unexplained(room)])
    }
    assert not wrong, wrong


@pytest.mark.parametrize("size", SIZES, ids=["100%", "200%"])
@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_words_are_clipped_on_any_screen(
    qtbot: QtBot, session: Session, jobs: Jobs, store: LocalStore, people: People, tag: LanguageCode,
    size: tuple[int, int],
) -> None:  # fmt: skip
    room, traject = rooms(qtbot, session, jobs, tag, size), whole_case(store)
    wrong = {}
    for place in every_screen(room, jobs, traject):
        if found := [*clipped(room), *cut_off(room, size)]:
            wrong[place] = found
        needed = room.minimumSizeHint()
        if needed.width() > size[0] or needed.height() > size[1]:
            wrong[place] = [*found, f"needs {needed.width()} x {needed.height()}"]
    assert not wrong, wrong


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("there", [True, False])
def test_the_screens_in_front_of_the_files_are_named_and_not_clipped(
    qtbot: QtBot, session: Session, jobs: Jobs, tag: LanguageCode, there: bool
) -> None:
    door = TestDoor(session, there=there)
    words = language(tag)
    made = LockScreen(door, jobs, words) if there else CreateWorkspace(door, jobs, words, (("counsellor", "x"),))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    assert nameless(made) == []
    assert clipped(made) == []


def test_tab_goes_through_the_whole_screen_and_comes_round(
    room: Workroom, jobs: Jobs, people: People, done: Callable[[], None]
) -> None:
    room.go(Place("intake", people.fatima.traject))
    done()
    first = QApplication.focusWidget()
    assert first is not None
    seen: list[QWidget] = []
    for _ in range(200):
        QTest.keyClick(QApplication.focusWidget() or room, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus is first:
            break
        seen.append(focus)
    else:
        pytest.fail("Tab never came back")
    names = [widget.accessibleName() for widget in seen]
    assert names.index("Reference of the referrer") < names.index("Source organisation")


def test_the_menu_holds_every_command_of_the_place_with_its_key(room: Workroom, people: People, jobs: Jobs) -> None:
    room.go(Place("dossier", people.bilal.traject))
    jobs.finish()
    room.rail.fill_menu()
    lines = [action.text() for action in room.rail.menu.actions() if not action.isSeparator()]
    assert {"Caseload", "Write a note", "Lock", "Nederlands / English"} <= set(lines)


def test_a_window_that_closes_leaves_nothing_behind(
    qtbot: QtBot, session: Session, jobs: Jobs, store: LocalStore, people: People
) -> None:
    traject = whole_case(store)
    room = Workroom(session, jobs, language("en"), Settings({"language": "en"}), DESTINATIONS)
    room.resize(1280, 800)
    with qtbot.waitExposed(room):
        room.show()
    assert len(list(every_screen(room, jobs, traject))) > len(DESTINATIONS)
    with all_of_it_goes(room):
        room.flush()
        room.backups.stop()
        jobs.finish()
        room.close()
        room.deleteLater()
        del room
