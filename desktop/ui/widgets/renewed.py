"""A part of a page that is built anew: it takes the place of the old one, and the focus stays where it was."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from desktop.ui.widgets.reading_order import stops


def renew(column: QBoxLayout, old: QWidget, new: QWidget) -> QWidget:
    """Put the new part in the place of the old one; the focus goes to what is called the same, else to the first."""
    focus = QApplication.focusWidget()
    had = focus if focus is not None and old.isAncestorOf(focus) else None
    column.replaceWidget(old, new)
    new.show()
    if had is not None:
        there = list(stops(new))
        called = (one for one in there if one.accessibleName() == had.accessibleName())
        found = next(called, there[0] if there else None)
        (found or new.parentWidget() or new).setFocus()
    old.hide()
    old.deleteLater()
    return new
