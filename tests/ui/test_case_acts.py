"""The verbs of a case, each with its effects shown before it happens; by keyboard, and undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.domain.records import Traject
from desktop.persistence.store import LocalStore
from desktop.ui.forms.act_panel import ActPanel
from desktop.ui.screens.dossier.view import DossierView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.people import People


def words(widget: QWidget) -> str:
    """Everything that can be read on a widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def asked(room: Workroom, jobs: Jobs, traject: str, verb: str) -> tuple[DossierView, ActPanel]:
    """A verb of a case, opened as from the palette, with its effects shown."""
    room.go(Place("dossier", traject))
    jobs.finish()
    assert isinstance(room.here, DossierView)
    room.commands.run(f"dossier.{verb}")
    return room.here, settled(room, jobs)


def settled(room: Workroom, jobs: Jobs) -> ActPanel:
    """The open act, after it looked at what would happen."""
    assert isinstance(room.here, DossierView)
    panel = room.here.acts.slot.panel
    assert panel is not None
    panel.model.look()
    jobs.finish()
    return panel


def test_a_day_too_far_away_is_refused_beside_its_field_and_what_was_typed_stays(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    dossier, panel = asked(room, jobs, people.bilal.traject, "wait")
    panel.form.fields["hold_reason"].control.input.setFocus()
    QTest.keyClicks(panel.form.fields["hold_reason"].control.input, "No funding")
    panel.form.go_to("hold_review")
    line = room.focusWidget()
    assert line is not None
    QTest.keySequence(line, "Ctrl+A")
    QTest.keyClicks(line, "1-9-2026")
    QTest.keyClick(panel.go, Qt.Key.Key_Space)
    jobs.finish()
    assert "nobody is forgotten" in panel.form.fields["hold_review"].problem.said
    assert store.get(Traject, people.bilal.traject).hold is None
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    jobs.finish()
    assert dossier.acts.slot.panel is None
    _, again = asked(room, jobs, people.bilal.traject, "wait")
    assert again.form.fields["hold_review"].control.text() == "1-9-2026"


def test_a_counsellor_is_told_before_typing_that_a_team_lead_countersigns(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    _, panel = asked(room, jobs, people.bilal.traject, "drop_out")
    assert "Only a team lead" in words(panel)
    QTest.keyClicks(panel.form.fields["dropout_reason"].control.input, "Moved")
    QTest.keyClicks(panel.form.fields["reason"].control.input, "Well")
    QTest.keyClick(panel.go, Qt.Key.Key_Space)
    jobs.finish()
    assert "A team lead countersigns this" in panel.problem.said
    assert store.get(Traject, people.bilal.traject).stage == "S4"


def test_success_is_not_recorded_before_aftercare_and_says_what_is_missing(
    room: Workroom, jobs: Jobs, people: People
) -> None:
    _, panel = asked(room, jobs, people.daan.traject, "close")
    QTest.keyClicks(panel.form.fields["result"].control.input, "Succeeded, lasting")
    QTest.keyClicks(panel.form.fields["close_reason"].control.input, "Goal")
    settled(room, jobs)
    assert "Only a case in aftercare can be closed as succeeded" in panel.missing.links[0].accessibleName()


def test_a_case_goes_back_a_stage_with_a_reason(room: Workroom, jobs: Jobs, people: People, store: LocalStore) -> None:
    _, panel = asked(room, jobs, people.daan.traject, "stage_back")
    QTest.keyClicks(panel.form.fields["reason"].control.input, "The employer withdrew")
    assert "Placement → Modules" in words(settled(room, jobs).outlook)
    QTest.keyClick(panel.go, Qt.Key.Key_Space)
    jobs.finish()
    assert store.get(Traject, people.daan.traject).stage == "S4"


def test_who_comes_back_gets_a_new_case_beside_the_closed_one(
    room: Workroom, jobs: Jobs, people: People, store: LocalStore
) -> None:
    dossier, panel = asked(room, jobs, people.fatima.traject, "close")
    QTest.keyClicks(panel.form.fields["result"].control.input, "Not started")
    QTest.keyClicks(panel.form.fields["close_reason"].control.input, "Withdrew")
    settled(room, jobs)
    QTest.keyClick(panel.go, Qt.Key.Key_Space)
    jobs.finish()
    assert dossier.header.advance.isHidden()
    assert "This case is closed" in words(dossier)
    QTest.keyClick(dossier.header.start_again, Qt.Key.Key_Space)
    QTest.keyClick(settled(room, jobs).go, Qt.Key.Key_Space)
    jobs.finish()
    cases = store.children(Traject, people.fatima.candidate)
    assert [case.stage for case in cases] == ["S7", "S0"]
    assert room.place == Place("dossier", cases[-1].id)
