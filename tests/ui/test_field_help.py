"""F1 at a field: why it is asked, in the reader's language; nothing delicate is asked without a reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.application.field_help import REASONS, reason, sentences
from desktop.application.i18n import language
from desktop.domain.fields import Privacy, all_fields
from desktop.domain.records import RECORDS, Candidate
from desktop.ui.screens.manual.view import ManualView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.people import People

DELICATE = [f for f in all_fields() if f.privacy in (Privacy.DELICATE, Privacy.NATIONAL_ID, Privacy.SPECIAL)]


@pytest.mark.parametrize("field", DELICATE, ids=lambda field: field.key)
def test_every_delicate_field_says_why_it_is_asked_in_both_languages(field: object) -> None:
    found = next(f for f in DELICATE if f is field)
    why = reason(found)
    assert why
    assert language("nl").text(why) != why
    assert language("nl").text(why) in list(sentences(found, language("nl")))


def test_every_reason_is_about_something_that_is_asked() -> None:
    keys = {field.key for field in all_fields()} | set(RECORDS)
    assert set(REASONS) <= keys


def test_the_number_of_the_citizen_names_its_law_and_a_printed_field_its_papers() -> None:
    said = " ".join(sentences(Candidate.SPEC.fields["bsn"], language("en")))
    assert "article 46" in said
    assert "Learning-work agreement" in " ".join(sentences(Candidate.SPEC.fields["birth_date"], language("en")))


def test_f1_explains_the_field_with_the_focus_and_f1_elsewhere_opens_the_manual_there(
    room: Workroom, jobs: Jobs, people: People
) -> None:
    room.go(Place("register"))
    jobs.finish()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_F1)
    assert room.messages.text.startswith("First name.")
    assert "Required before the next stage" in room.messages.text
    assert QApplication.focusWidget() is focus
    room.go(Place("shortcuts"))
    jobs.finish()
    QTest.keyClick(room, Qt.Key.Key_F1)
    assert isinstance(room.here, ManualView)
    assert "Ctrl+K" in room.here.page.toPlainText()
