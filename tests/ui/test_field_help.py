"""F1 at a field: why it is asked, in the reader's language; nothing that is typed is asked without a reason."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.application.field_help import sentences
from desktop.application.i18n import LanguageCode, language
from desktop.domain.fields import Privacy, Record, all_fields, record
from desktop.domain.records import RECORDS, Candidate
from desktop.ui.screens.manual.view import ManualView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.people import People

GUIDANCE = [
    field
    for spec in RECORDS.values()
    for field in spec.fields.values()
    if spec.name in ("employer", "question", "module")
    or spec.parent in ("employer", "question", "module")
    or spec.scope == "person"
    if not (field.guarded or field.derived)
]
"""Every field of a dossier, an employer, a question or a module that somebody types."""


@pytest.mark.parametrize("tag", ["nl", "en"])
def test_every_field_of_the_guidance_says_why_it_is_asked_and_more_than_its_label(tag: LanguageCode) -> None:
    words = language(tag)
    wrong = {
        field.key: why
        for field in GUIDANCE
        if len(new_words(why := words.why(field), words.label(field), words.hint(field))) < 4
    }
    assert not wrong
    assert len(GUIDANCE) > 300


def new_words(sentence: str, *known: str) -> set[str]:
    """The words of a sentence that the label and the hint did not say yet."""
    return set(re.findall(r"\w+", sentence.casefold())) - set(re.findall(r"\w+", " ".join(known).casefold()))


def test_nothing_delicate_is_asked_without_a_reason() -> None:
    delicate = (Privacy.DELICATE, Privacy.NATIONAL_ID, Privacy.SPECIAL)
    assert not [field.key for field in all_fields() if field.privacy in delicate and not field.why]


def test_help_is_two_short_sentences_in_the_words_of_the_reader() -> None:
    for field in all_fields():
        why = language("nl").why(field)
        assert (why != field.why) or not why, field.key
        assert len(re.findall(r"[.!?](?= [A-Z]|$)", why)) <= 3, why
        assert len(why.split()) <= 34, why


def test_a_reason_for_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="weird has no field colour"):

        @record("weird", label="Weird", plural="Weird", why={"colour": "Nobody knows."})
        class Weird(Record):
            """A record that explains what it has not."""


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
    assert "What somebody wants to be called" in room.messages.text
    assert "Required before the next stage" in room.messages.text
    assert QApplication.focusWidget() is focus
    room.go(Place("shortcuts"))
    jobs.finish()
    QTest.keyClick(room, Qt.Key.Key_F1)
    assert isinstance(room.here, ManualView)
    assert "Ctrl+K" in room.here.page.toPlainText()
