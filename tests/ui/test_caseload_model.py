"""What the caseload asks for, without a screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.application.caseload import CaseFilter
from desktop.persistence.engine import Database
from desktop.persistence.lists import Caseload
from desktop.ui.screens.caseload import view_model
from desktop.ui.screens.caseload.view_model import CaseloadViewModel, Listed
from desktop.ui.shell.jobs import Jobs
from tests.ui.people import People


@pytest.fixture
def asked(qapp: QApplication, database: Database, jobs: Jobs, people: People) -> Iterator[CaseloadViewModel]:
    """The question about three people."""
    model = CaseloadViewModel(Caseload(database.reading), jobs)
    yield model
    jobs.finish()


def answers(model: CaseloadViewModel) -> list[Listed]:
    """Every answer from now on."""
    heard: list[Listed] = []
    model.listed.connect(heard.append)
    return heard


def test_the_first_answer_is_a_piece_that_does_not_say_how_many_there_are(
    asked: CaseloadViewModel, jobs: Jobs, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_model, "FIRST", 2)
    heard = answers(asked)
    asked.refresh()
    jobs.finish()
    piece, whole = heard
    assert list(piece.ids) == [people.daan.traject, people.bilal.traject]
    assert piece.counts is None
    assert list(whole.ids) == [people.daan.traject, people.bilal.traject, people.fatima.traject]
    assert whole.counts is not None
    asked.refresh()
    jobs.finish()
    assert [len(a.ids) for a in heard] == [2, 3, 3], "later questions are answered at once"


def test_an_answer_to_an_older_question_is_not_shown(asked: CaseloadViewModel, jobs: Jobs, people: People) -> None:
    heard = answers(asked)
    asked.refresh()
    asked.search("bil")
    jobs.finish()
    assert {a.wanted for a in heard} == {CaseFilter(text="bil")}
    assert not asked.is_asking
