"""The read log: every look leaves a line, nobody alters one, and erasing takes the person out of it."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from desktop.application.exports.access import access_export
from desktop.application.papers import Profile
from desktop.application.papers.press import pdf_of
from desktop.application.ports import Work
from desktop.documents.render import render
from desktop.domain.errors import NotThere
from desktop.domain.read_log import ReadAct, Reading
from desktop.domain.records import Traject
from desktop.domain.said import said
from desktop.persistence.engine import Database
from desktop.persistence.erasure import erase
from desktop.persistence.journal import verify
from desktop.persistence.store import LocalStore
from tests.stillness import StillClock


@pytest.fixture
def person(store: LocalStore, traject: str) -> str:
    return store.root_of(Traject, traject)


def test_a_look_says_who_at_whom_when_and_why(store: LocalStore, work: Work, traject: str, person: str) -> None:
    store.log_reads(Reading(ReadAct.OPENED, traject))
    store.log_reads(Reading(ReadAct.PRINTED, traject, "route", " keuze van de school ", "ROC Oefenstad"))
    printed, opened = store.reads(person)
    assert (opened.act, opened.case, opened.actor, opened.at) == (
        ReadAct.OPENED, traject, work.user.id, work.clock.now(),
    )  # fmt: skip
    assert (printed.document, printed.purpose, printed.recipient) == ("route", "keuze van de school", "ROC Oefenstad")
    assert store.reads(actor=work.user.id, limit=1) == (printed,)
    assert store.reads("somebody else") == ()


def test_a_period_is_asked_for_by_its_first_moment_and_the_one_after_it(
    store: LocalStore, clock: StillClock, traject: str
) -> None:
    start = clock.now()
    for _ in range(3):
        store.log_reads(Reading(ReadAct.OPENED, traject))
        clock.move(days=1)
    found = store.reads(since=start + timedelta(days=1), until=start + timedelta(days=2))
    assert [line.at for line in found] == [start + timedelta(days=1)]


def test_a_line_is_about_somebody_who_is_there(store: LocalStore) -> None:
    with pytest.raises(NotThere):
        store.log_reads(Reading(ReadAct.OPENED, "nobody"))


def test_a_look_is_no_change_that_undo_would_find(store: LocalStore, traject: str) -> None:
    before = store.undoable()
    store.log_reads(Reading(ReadAct.OPENED, traject))
    assert store.undoable() == before


@pytest.mark.parametrize("sql", ["UPDATE read_log SET purpose = 'x'", "DELETE FROM read_log"])
def test_the_file_refuses_to_alter_or_remove_a_line(
    store: LocalStore, database: Database, traject: str, sql: str
) -> None:
    store.log_reads(Reading(ReadAct.OPENED, traject))
    with pytest.raises(sa.exc.DatabaseError, match="only added to"), database.writing() as connection:
        connection.exec_driver_sql(sql)


@pytest.mark.parametrize("sql", ["UPDATE read_log SET purpose = 'x' WHERE n = 2", "DELETE FROM read_log WHERE n = 2"])
def test_who_gets_round_that_is_found_out(store: LocalStore, database: Database, traject: str, sql: str) -> None:
    for _ in range(3):
        store.log_reads(Reading(ReadAct.OPENED, traject))
    with store.erasing() as connection:
        connection.exec_driver_sql(sql)
    with database.reading() as connection:
        assert verify(connection) in (
            [said("Read log: line {n} was altered.", n=2)],
            [said("Read log: the chain is broken at line {n}.", n=3)],
        )


def test_after_three_years_a_line_goes_and_the_rest_still_proves_itself(
    store: LocalStore, database: Database, clock: StillClock, traject: str, person: str
) -> None:
    store.log_reads(Reading(ReadAct.OPENED, traject))
    clock.move(days=700)
    store.log_reads(Reading(ReadAct.PRINTED, traject, "route"))
    clock.move(days=700)
    store.log_reads(Reading(ReadAct.SAVED, traject, "route"))
    assert [line.act for line in store.reads(person)] == [ReadAct.SAVED, ReadAct.PRINTED]
    clock.move(days=3000)
    store.log_reads(Reading(ReadAct.OPENED, traject))
    assert [line.act for line in store.reads(person)] == [ReadAct.OPENED]
    with database.reading() as connection:
        assert verify(connection) == []


def test_erasing_a_person_leaves_that_somebody_looked_and_not_at_whom(
    store: LocalStore, database: Database, traject: str, person: str
) -> None:
    store.log_reads(Reading(ReadAct.PRINTED, traject, "route", "kwatsjdoel", "Kwatsjbedrijf"))
    erase(store, person)
    assert store.reads(person) == ()
    (line,) = store.reads()
    assert line.erased
    assert (line.act, line.case, line.document, line.purpose, line.recipient) == (ReadAct.PRINTED, "", "", "", "")
    with database.reading() as connection:
        assert verify(connection) == []


def test_the_person_gets_to_know_who_looked_by_role_and_why(
    store: LocalStore, work: Work, traject: str, person: str
) -> None:
    store.log_reads(Reading(ReadAct.SAVED, traject, "route", "keuze van de school", "ROC Oefenstad"))
    (told,) = json.loads(access_export(work, person))["reads"]
    assert (told["by"], told["purpose"], told["recipient"]) == ("counsellor", "keuze van de school", "ROC Oefenstad")
    assert work.user.name not in json.dumps(told)
    pdf = pdf_of(
        work, render, "dossier", traject, "nl",
        profile=Profile.ACCESS, chapters=frozenset({15}), purpose="inzage", recipient="de deelnemer",
    )  # fmt: skip
    assert "keuze van de school" in " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
