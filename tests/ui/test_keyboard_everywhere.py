"""By keyboard on every screen: Tab comes round, in reading order, and what has the focus looks like it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.persistence.store import LocalStore
from desktop.ui import theme
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.session import Session
from desktop.ui.widgets.reading_order import stops
from tests.ui.people import People, whole_case
from tests.ui.test_everyone_can_use_it import every_screen, focusable, rooms

_SLACK = 8
"""Pixels by which two controls of one line may differ in height."""
_MARKS = ("primary", "quiet", "row", "link", "segment", "sections")
"""What the sheet tells controls of one class apart by."""


def look(widget: QWidget) -> QImage:
    """What is seen of a control; of what one types in only its left edge, for the cursor alone is no sign of focus."""
    image = widget.grab().toImage()
    return image.copy(QRect(0, 0, 3, image.height())) if isinstance(widget, QLineEdit | QPlainTextEdit) else image


def place_of(widget: QWidget, room: QWidget) -> QRect:
    """Where a control is in the window."""
    return QRect(widget.mapTo(room, QPoint(0, 0)), widget.size())


def named(widget: QWidget) -> str:
    """A control in a sentence."""
    return f"{type(widget).__name__} {QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)!r}"


def against_reading(before: QRect, now: QRect) -> bool:
    """Whether a step goes back: up without going on to a next column, or to the left on one line."""
    up = now.bottom() < before.top() + _SLACK
    level = not up and now.top() < before.bottom() - _SLACK
    return (up and now.left() < before.right()) or (level and now.right() < before.left() + _SLACK)


def round_by_tab(first: QWidget, past: QWidget | None = None) -> Iterator[tuple[QWidget, QWidget]]:
    """Each step of Tab from where the work begins until it is there again; ``past`` a part that was tried before."""
    at, passed = first, {first}
    while True:
        QTest.keyClick(at, Qt.Key.Key_Tab)
        QApplication.processEvents()  # what scrolls and grows has its place
        now = QApplication.focusWidget()
        assert now is not None, f"the focus is lost after {named(at)}"
        yield at, now
        if now in passed:
            reachable = bool(
                first.focusPolicy() & Qt.FocusPolicy.TabFocus
            )  # not the answer of a group that is not given
            assert now is first or not reachable, (
                f"Tab goes round from {named(at)} to {named(now)}, without {named(first)}"
            )
            return
        passed.add(now)
        at = now
        if past is not None and past.isAncestorOf(now):
            at = list(stops(past))[-1]
            at.setFocus()


def test_tab_comes_round_in_reading_order_and_shows_where_it_is(
    qtbot: QtBot, session: Session, jobs: Jobs, store: LocalStore, people: People
) -> None:
    room, traject = rooms(qtbot, session, jobs, "nl"), whole_case(store)
    wrong: dict[str, list[str]] = {}
    for place in every_screen(room, jobs, traject):
        focus = QApplication.focusWidget()
        if focus is None:
            wrong.setdefault(place, []).append("nothing has the focus")
            continue
        here, looks = [], {focus: look(focus)}
        tried = place != "caseload"
        try:
            for before, now in round_by_tab(focus, room.rail if tried else None):
                if not room.rail.isAncestorOf(before) and looks[before] == look(before):
                    here.append(f"no focus to be seen: {named(before)}")
                looks[now] = look(now)
                chrome = room.rail.isAncestorOf(before) or room.rail.isAncestorOf(now) or now is focus
                if not chrome and against_reading(place_of(before, room), place_of(now, room)):
                    here.append(
                        f"from {named(before)} {place_of(before, room)} back to {named(now)} {place_of(now, room)}"
                    )
        except AssertionError as trap:
            here.append(str(trap))
        if here:
            wrong[place] = here
    assert not wrong, wrong


@pytest.mark.parametrize("name", ["dark", "contrast"])
def test_each_kind_of_control_shows_the_focus_in_the_other_palettes(
    qtbot: QtBot, session: Session, jobs: Jobs, store: LocalStore, people: People, qapp: QApplication,
    name: theme.ThemeName,
) -> None:  # fmt: skip
    theme.apply_theme(qapp, name)
    try:
        room, traject = rooms(qtbot, session, jobs, "en"), whole_case(store)
        seen: set[tuple[str, ...]] = set()
        wrong = []
        for place in every_screen(room, jobs, traject):
            for control in list(focusable(room)):
                looks = tuple(map(str, (control.property(mark) for mark in _MARKS)))
                if (kind := (type(control).__name__, *looks)) in seen or not control.isEnabled():
                    continue
                seen.add(kind)
                control.setFocus()
                with_focus = look(control)
                (QApplication.focusWidget() or control).clearFocus()
                if look(control) == with_focus:
                    wrong.append(f"{named(control)} at {place}")
        assert len(seen) > len(_MARKS)
        assert not wrong, wrong
    finally:
        theme.apply_theme(qapp, "light")
