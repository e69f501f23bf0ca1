"""Printing from the real store: what a case refers to is there, and what was filed comes back byte for byte."""

from __future__ import annotations

import hashlib

import pytest

from desktop.application.intake import freeze, reopen
from desktop.application.paper import texts
from desktop.application.papers import Profile, compose, occasion_of
from desktop.application.papers.filing import file_print
from desktop.application.papers.press import chapters_of, known_kind, pdf_of, subject_of
from desktop.application.ports import Work
from desktop.documents.render import render
from desktop.domain.changes import Action, SetField
from desktop.domain.errors import Refused
from desktop.domain.records import IntakeVersion, Print
from desktop.persistence.store import LocalStore
from tests import dossiers as d
from tests.stillness import StillClock


@pytest.fixture
def case(store: LocalStore, work: Work) -> str:
    """The sample case in a real store, its intake not frozen yet."""
    draft = d.without(d.changed(d.filled(), "intake", version=None, agreed=None, agreed_on=None), IntakeVersion, Print)
    store.apply(d.written(draft))
    return "traject"


def frozen(store: LocalStore, work: Work, case: str) -> bytes:
    store.apply(freeze(work, case, lambda version: pdf_of(work, render, "intake", case, "nl", version=version), "nl"))
    return pdf_of(work, render, "intake", case, "nl")


def test_everything_a_paper_names_is_read_from_the_store(work: Work, case: str) -> None:
    dossier, on = work.read.dossier(case), occasion_of(work, "en")
    for kind in ("agreement", "route"):
        made = "\n".join(texts(compose(kind, dossier, on)))
        for part in ("Installatiebedrijf Verzonnen bv", "Leidingen aanleggen", "Rijbewijs B", "Petra Praktijk"):
            assert part in made, (kind, part)
    route = "\n".join(texts(compose("route", dossier, on)))
    for part in ("MWI-01 Leidingen aanleggen in woningen", "B1-K1-W1", "Plaatst een warmtepomp volgens tekening"):
        assert part in route


def test_who_prints_and_when_come_from_who_works_here(work: Work, case: str) -> None:
    made = compose("route", work.read.dossier(case), occasion_of(work, "nl"))
    assert made.footer.printed == "afgedrukt 02-03-2026 10:00 door Emma Bakker"


def test_a_frozen_report_is_the_stored_bytes_whatever_changes_afterwards(
    store: LocalStore, work: Work, case: str, clock: StillClock
) -> None:
    pdf = frozen(store, work, case)
    version = work.read.dossier(case).last(IntakeVersion)
    assert version is not None
    assert version.sha256 == hashlib.sha256(pdf).hexdigest()
    assert not compose("intake", work.read.dossier(case), occasion_of(work, "nl", version=1)).draft
    clock.move(days=30)
    store.apply(Action("Phone changed", (SetField("candidate", "candidate", "phone", "+31612345699"),)))
    assert pdf_of(work, render, "intake", case, "nl") == pdf


def test_another_language_and_a_reopened_intake_are_drawn_anew(store: LocalStore, work: Work, case: str) -> None:
    pdf = frozen(store, work, case)
    assert pdf_of(work, render, "intake", case, "en") != pdf
    store.apply(reopen(work, case))
    assert pdf_of(work, render, "intake", case, "nl") != pdf


def test_a_filed_print_is_numbered_says_why_and_for_whom_and_comes_back(
    store: LocalStore, work: Work, case: str
) -> None:
    dossier = work.read.dossier(case)
    pdf = pdf_of(work, render, "route", case, "nl")
    store.apply(file_print(work, dossier, "route", pdf, "nl", "Bespreken", "ROC Oefenstad", about="route"))
    store.apply(
        file_print(work, work.read.dossier(case), "route", pdf, "nl", "Nog eens", "ROC Oefenstad", about="route")
    )
    first, second = work.read.dossier(case).all(Print)
    assert (first.version, second.version) == (1, 2)
    assert (first.purpose, first.recipient, first.by) == ("Bespreken", "ROC Oefenstad", work.user.id)
    assert work.read.bytes(first.sha256 or "") == pdf


def test_a_filed_access_report_remembers_its_profile(store: LocalStore, work: Work, case: str) -> None:
    dossier = work.read.dossier(case)
    pdf = pdf_of(work, render, "dossier", case, "nl", profile=Profile.ACCESS, purpose="Inzage", recipient="Deelnemer")
    store.apply(file_print(work, dossier, "dossier", pdf, "nl", "Inzage", "Deelnemer", profile=Profile.ACCESS))
    (made,) = work.read.dossier(case).all(Print)
    assert (made.document, made.profile, made.size) == ("dossier", "access", len(pdf))


def test_the_log_of_an_access_report_tells_what_was_done_and_by_which_role(
    store: LocalStore, work: Work, case: str
) -> None:
    frozen(store, work, case)
    dossier = work.read.dossier(case)
    chosen = occasion_of(work, "en", dossier, profile=Profile.ACCESS, purpose="Access", recipient="Participant")
    made = list(texts(compose("dossier", dossier, chosen)))
    assert "Intake frozen" in made
    assert "Counsellor" in made


def test_the_id_of_a_person_a_case_or_an_agreement_leads_to_the_case(work: Work, case: str) -> None:
    assert subject_of(work.read, "candidate") == (case, None)
    assert subject_of(work.read, case) == (case, None)
    assert subject_of(work.read, "agreement") == (case, "agreement")
    with pytest.raises(Refused, match="names no case"):
        subject_of(work.read, "employer")


def test_a_document_that_does_not_exist_is_refused_with_those_that_do() -> None:
    assert known_kind("blank-intake") == "blank_intake"
    with pytest.raises(Refused, match="blank-intake"):
        known_kind("poster")


def test_chapters_are_typed_as_numbers() -> None:
    assert chapters_of("3, 4,7") == frozenset({3, 4, 7})
    assert chapters_of(None) is None
    assert chapters_of(" ") is None
    with pytest.raises(Refused, match="for example 3,4,7"):
        chapters_of("intake")
