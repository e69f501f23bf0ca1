"""A section of a case on the screen, and the act that is open in it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.ui.forms.act_panel import ActPanel
from desktop.ui.forms.act_slot import ActSlot
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom

P = TypeVar("P", bound=CasePage)


def section(room: Workroom, jobs: Jobs, traject: str, name: str, kind: type[P]) -> P:
    """A section of the dossier of a case, on the screen."""
    room.go(Place("dossier", traject))
    jobs.finish()
    assert isinstance(room.here, DossierView)
    room.here.sections.go(name)
    jobs.finish()
    page = room.here.stack.currentWidget()
    assert isinstance(page, kind)
    return page


def panel(slot: ActSlot, jobs: Jobs) -> ActPanel:
    """The act that is open, after it looked at what would happen."""
    assert slot.panel is not None
    slot.panel.model.look()
    jobs.finish()
    return slot.panel


def press(button: QWidget, jobs: Jobs) -> None:
    """Space on a button."""
    QTest.keyClick(button, Qt.Key.Key_Space)
    jobs.finish()


def fill(act: ActPanel, **texts: str) -> None:
    """Type in the fields of an act."""
    for name, text in texts.items():
        line = act.form.fields[name].control.input
        line.setFocus()
        if isinstance(line, QLineEdit):
            line.selectAll()
        QTest.keyClicks(line, text)


def words(widget: QWidget) -> str:
    """Everything that can be read on a widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())
