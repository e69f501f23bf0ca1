"""Tab goes through a window as it is read: line by line, column by column, whatever was made first."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget


def stops(root: QWidget, at: QWidget | None = None) -> Iterator[QWidget]:
    """What Tab can reach inside a widget, in the order of its layouts, and where one is.

    Rows that came later stand where they are, not at the end.
    """
    for widget in _children(root):
        if widget.isWindow() or not widget.isVisible() or not widget.isEnabled():
            continue
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if (takes and widget.focusProxy() is None) or widget is at:
            yield widget
        if not takes or isinstance(widget, QScrollArea):  # what is inside a control is its own affair
            yield from stops(widget, at)


def next_stop(root: QWidget, at: QWidget | None, *, forward: bool) -> QWidget | None:
    """Where Tab or Shift+Tab goes from here, or the focus when what had it goes: beside it, not out of the screen."""
    order = list(stops(root, at))
    while at is not None and at not in order:  # the inside of a control, or what has just gone from the screen
        at = at.parentWidget()
        if at is not None and at not in order and (beside := [one for one in order if at.isAncestorOf(one)]):
            return beside[0 if forward else -1]
    if not order:
        return None
    if at is None:
        return order[0 if forward else -1]
    return order[(order.index(at) + (1 if forward else -1)) % len(order)]


def _children(widget: QWidget) -> list[QWidget]:
    inside = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    placed = list(_placed(widget.layout(), inside))
    return [*placed, *sorted(set(inside).difference(placed), key=lambda one: (one.y(), one.x()))]


def _placed(layout: QLayout | None, inside: list[QWidget]) -> Iterator[QWidget]:
    """The widgets of a layout in its order.

    Each is asked where it stands. Its item is never asked for: Python would keep that after Qt freed it, and take it
    for whatever is made in the same place of memory later, until that goes and the program with it.
    """
    if layout is None:
        return
    nested = layout.findChildren(QLayout, options=Qt.FindChildOption.FindDirectChildrenOnly)
    there: dict[QWidget | QLayout, int] = {one: layout.indexOf(one) for one in inside}
    there |= {one: layout.indexOf(one) for one in nested}
    there = {part: at for part, at in there.items() if at >= 0}
    if isinstance(layout, QGridLayout):
        cells = {part: layout.getItemPosition(at) for part, at in there.items()}
        order = sorted(there, key=lambda part: cells[part][:2])  # type: ignore[index] # says object
    else:
        order = sorted(there, key=there.__getitem__)
    for part in order:
        if isinstance(part, QWidget):
            yield part
        else:
            yield from _placed(part, inside)
