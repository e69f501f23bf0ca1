"""Signing somebody up by keyboard, and noticing that the person is known already."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.application.edits import add
from desktop.application.ports import Work
from desktop.domain.records import Candidate
from desktop.persistence.store import LocalStore
from desktop.ui.forms.lookup_control import ReferenceControl
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.screens.register.view import RegisterView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.people import People


@pytest.fixture
def register(room: Workroom, jobs: Jobs) -> RegisterView:
    """The form, reached from the caseload by its key."""
    room.go(Place("caseload"))
    jobs.finish()
    QTest.keySequence(room, "Ctrl+N")
    jobs.finish()
    assert isinstance(room.here, RegisterView)
    return room.here


def type_in(register: RegisterView, name: str, text: str) -> None:
    """Fill in a field and go on."""
    line = register.form.fields[name].control.input
    line.setFocus()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_a_new_person_is_signed_up_and_the_dossier_opens(
    qtbot: QtBot, room: Workroom, register: RegisterView, jobs: Jobs, store: LocalStore, work: Work
) -> None:
    store.apply(add(work, "organisation", None, {"name": "UWV Oefenstad", "kind": "uwv"}))
    type_in(register, "first_name", "Noor")
    type_in(register, "last_name", "Jansen")
    type_in(register, "phone", "06 12 34 56 99")
    partner = register.form.fields["source_org"].control
    assert isinstance(partner, ReferenceControl)
    partner.line.setFocus()
    QTest.keyClicks(partner.line, "uwv")
    qtbot.waitUntil(partner.popup.isVisible)
    QTest.keyClick(partner.popup, Qt.Key.Key_Down)
    QTest.keyClick(partner.popup, Qt.Key.Key_Return)
    QTest.keySequence(register, "Ctrl+Return")
    jobs.finish()
    assert isinstance(room.here, DossierView)
    assert room.here.header.name.text() == "Noor Jansen"
    assert [c.phone for c in store.where(Candidate, last_name="Jansen")] == ["+31612345699"]


def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    room: Workroom, register: RegisterView, jobs: Jobs, store: LocalStore
) -> None:
    type_in(register, "last_name", "Jansen")
    QTest.keySequence(register, "Ctrl+Return")
    jobs.finish()
    assert register.problem.said.startswith("This sign-up is not complete yet")
    assert register.form.fields["last_name"].control.text() == "Jansen"
    assert store.drafts("+candidate")["+candidate.last_name"].text == "Jansen"


def test_somebody_who_is_known_already_is_noticed_with_the_reason(
    qtbot: QtBot, room: Workroom, register: RegisterView, jobs: Jobs, people: People
) -> None:
    type_in(register, "phone", "0612345678")
    qtbot.waitUntil(register.alike.isVisible)
    assert "Daan van Yildirim is known already. Same phone number." in register.alike.text()
    QTest.keyClick(register.alike, Qt.Key.Key_Space)
    jobs.finish()
    assert room.place == Place("dossier", people.daan.traject)
