"""The whole half hour of practice by keyboard, in the town that the guide is about, as its sentences say it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from pytestqt.qtbot import QtBot

from desktop.application.practice_guide import STEPS
from desktop.domain.fields import Record
from desktop.domain.records import (
    Agreement,
    Candidate,
    Enrolment,
    Intake,
    IntakeVersion,
    Match,
    Note,
    Route,
    Task,
    Traject,
)
from desktop.persistence.workspace import Workspace
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workroom import Workroom
from tests.ui.hands import Hands
from tests.ui.test_practice import real, shown, sign_up, town_of

__all__ = ["real"]


@pytest.fixture
def room(qtbot: QtBot, real: Workspace, jobs: Jobs) -> Iterator[Workroom]:
    """Practice town, built as for everybody."""
    window = shown(qtbot, real, jobs)
    window.resize(1280, 900)
    yield town_of(window, jobs)
    window.close()
    jobs.finish()


def test_the_whole_half_hour_is_done_by_keyboard_and_the_guide_notices_each_step(
    room: Workroom, qtbot: QtBot, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, hands, guide = room.session.store, Hands(qtbot, jobs), room.guide
    assert guide is not None

    def case(fits: Callable[[Traject], bool]) -> Traject:
        return next(one for one in store.where(Traject) if fits(one))

    def below(one: Record, kind: type[Record]) -> int:
        return len(store.children(kind, one.id))

    sign_up(qtbot, room, jobs)
    noor = case(lambda one: store.get(Candidate, one.parent or "").last_name == "Oefening")
    assert "sign_up" in guide.done

    hands.press("Ctrl+3")
    hands.push("Start the intake")
    hands.answer("Duration", "45", "Tab")
    assert store.children(Intake, noor.id)[0].minutes == 45
    assert "intake" in guide.done

    talked = case(lambda one: one.substage == "S1.held")
    hands.command(talked.dossier_no or "")
    hands.press("Ctrl+3", "Ctrl+Return")
    assert below(talked, IntakeVersion) == 1
    assert "freeze" in guide.done

    choosing = case(lambda one: one.stage == "S2" and not below(one, Match))
    hands.command(choosing.dossier_no or "")
    hands.press("Ctrl+2", *["Alt+Down"] * 4)
    hands.to("Open questions")
    hands.press("Return")
    hands.push("Propose", exactly=True)
    assert "match" in guide.done
    hands.push("Record what was decided")
    hands.answer("Status", "Agreed")
    hands.answer("Candidate agreed on", "today")
    hands.answer("Employer agreed on", "today")
    hands.push("Record the decision")
    assert store.children(Match, choosing.id)[0].match_status == "agreed"

    hands.press("Alt+Down", "Alt+Down")
    hands.push("Plan a route")
    hands.push("Make the route")
    hands.press("Ins", "Return")
    assert below(store.children(Route, choosing.id)[0], Enrolment) == 1
    assert "route" in guide.done

    learning = case(lambda one: one.stage == "S4" and bool(below(one, Agreement)))
    hands.press("Escape")
    hands.command(learning.dossier_no or "")
    hands.press("Alt+Up")
    hands.push("Amend")
    hands.answer("What changes", "Minder uren in de zomer")
    hands.answer("Reason", "Vakantie")
    hands.answer("Working hours", "20")
    hands.push("Make the amendment")
    (agreement,) = store.children(Agreement, learning.id)
    assert (agreement.version, agreement.work_hours) == (2, Decimal(20))
    assert "agreement" in guide.done

    notes = below(learning, Note)
    hands.press("Ctrl+Shift+N", "Sprak met de werkgever.", "Ctrl+Return")
    assert below(learning, Note) == notes + 1
    assert "note" in guide.done

    hands.press("Ctrl+4", "Ctrl+N")
    hands.answer("Person", "Oefening")
    hands.press("Return", "Bel over het rooster", "Return", "+3", "Return")
    assert below(noor, Task) == 1
    assert "task" in guide.done

    sheet = tmp_path / "printed.pdf"
    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: to_file(dialog.printer(), sheet))
    hands.press("Ctrl+P", "Ctrl+Return")
    assert sheet.stat().st_size > 0
    assert "print" in guide.done

    hands.press("Escape", "Ctrl+Z")
    assert guide.done == {step.id for step in STEPS}
    hands.see("All steps are done: you know the way.")


def to_file(printer: QPrinter, path: Path) -> int:
    """A person chooses the printer that makes a file."""
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return 1
