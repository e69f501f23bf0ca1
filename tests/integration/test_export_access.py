"""What a person gets who asks for everything that is kept."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from desktop.application.candidates import register
from desktop.application.exports.access import access_export
from desktop.application.ports import Work
from desktop.domain.changes import Action, Create, SetField, delete
from desktop.domain.errors import NotThere
from desktop.persistence.store import LocalStore


@pytest.fixture
def person(work: Work, store: LocalStore) -> str:
    """Somebody with a note, a consent, a document, a draft and a history."""
    action = register(
        work,
        {"first_name": "Zoë", "last_name": "Bedacht", "birth_date": date(1984, 3, 1), "phone": "+31612345678",
         "bsn": "111222333"},
        {"origin_status": "ww"}, from_list=True,
    )  # fmt: skip
    store.apply(action)
    candidate, case = action.created("candidate"), action.created("traject")
    new = work.ids.new
    store.apply(
        Action(
            "Filed",
            (
                Create("consent", new(), case, {"purpose": "C1", "given": True, "given_on": date(2026, 3, 1)}),
                Create("note", new(), case, {"body": "Belt liever", "note_at": work.clock.now(), "note_kind": "talk"}),
                Create("document", new(), case, {"title": "Diploma", "file": "diploma.pdf", "sha256": "ab" * 32,
                                                 "size": 12}),
                Create("work_history", "job-1", candidate, {"job_title": "inpakker"}),
                Create("work_task", new(), "job-1", {"task": "dozen vouwen"}),
            ),
        )
    )  # fmt: skip
    store.apply(Action("Phone changed", (SetField("candidate", candidate, "phone", "+31687654321"),), "verhuisd"))
    store.keep_draft(candidate, "street", "Dorpsstr")
    return candidate


def exported(work: Work, person: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(access_export(work, person))
    return found


def test_everything_about_a_person_is_in_it(work: Work, person: str) -> None:
    found = exported(work, person)
    kinds = [record["kind"] for record in found["records"]]
    assert set(kinds) == {
        "candidate", "traject", "stage_event", "consent", "note", "document", "work_history", "work_task",
    }  # fmt: skip
    assert found["records"][0]["values"]["bsn"] == "111222333"
    assert found["drafts"] == [
        {"record": person, "field": "street", "text": "Dorpsstr", "at": "2026-03-02T09:00:00+00:00"}
    ]
    assert found["files"][0]["sha256"] == "ab" * 32


def test_the_history_says_who_changed_what_when_and_why(work: Work, person: str) -> None:
    change = next(c for c in exported(work, person)["history"] if c["field"] == "phone")
    assert (change["before"], change["after"], change["reason"]) == ("+31612345678", "+31687654321", "verhuisd")
    assert (change["by"], change["action"]["en"]) == ("Emma Bakker", "Phone changed")


def test_fields_are_explained_in_two_languages_with_their_sensitivity(work: Work, person: str) -> None:
    kinds = exported(work, person)["kinds"]
    born = kinds["candidate"]["fields"]["birth_date"]
    assert born["label"]["en"] == "Date of birth"
    assert born["privacy"]["class"] == "O"
    assert "Intake report" in born["used_in"]["en"]
    assert "legal guardian" in born["why"]["en"]
    assert born["why"]["nl"].startswith("Onder 18")
    assert kinds["candidate"]["fields"]["bsn"]["privacy"]["class"] == "N"


def test_values_are_shown_in_words_and_names(work: Work, person: str) -> None:
    case = next(r for r in exported(work, person)["records"] if r["kind"] == "traject")
    assert case["shown"]["counsellor"] == "Emma Bakker"
    assert case["values"]["stage"] == "S0"


def test_the_same_person_gives_the_same_bytes(work: Work, person: str) -> None:
    assert access_export(work, person) == access_export(work, person)


def test_nothing_of_somebody_else_is_in_it(work: Work, store: LocalStore, person: str) -> None:
    store.apply(register(work, {"first_name": "Iemand", "last_name": "Anders"}, from_list=True))
    assert b"Anders" not in access_export(work, person)


def test_somebody_who_is_not_there_is_refused(work: Work) -> None:
    with pytest.raises(NotThere):
        access_export(work, "01890000-0000-7000-8000-00000000ffff")


def test_others_are_left_out_where_the_person_gets_it_also_in_the_history(
    work: Work, store: LocalStore, person: str
) -> None:
    note = next(record["id"] for record in exported(work, person)["records"] if record["kind"] == "note")
    present, before = work.ids.new(), work.ids.new()
    store.apply(
        Action(
            "Present",
            (
                Create("note_person", present, note, {"person": "Roos Verzonnen"}),
                Create("note_person", before, note, {"person": "Kees Weggehaald"}),
                SetField("candidate", person, "street", "bij Roos Verzonnen"),
            ),
        )
    )
    store.apply(Action("Gone", (delete("note_person", before),), "Roos Verzonnen vroeg het"))
    told = access_export(work, person, mask=True).decode()
    assert "Roos" not in told
    assert "Kees" not in told
    assert "bij (iemand anders)" in told
    assert "Bedacht" in told
    assert "Emma Bakker" in told  # a colleague of the desk is no third party
