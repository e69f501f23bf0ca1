"""Which field stands on which paper: every declared field is changed, and only papers that may show it change too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from desktop.application.paper import texts
from desktop.application.papers import Occasion, Profile, compose, togglable
from desktop.application.papers.dossier_paper import CHAPTERS
from desktop.application.papers.masking import OTHERS
from desktop.application.papers.sheet import ASKED
from desktop.domain.dossier import Dossier
from desktop.domain.errors import Refused
from desktop.domain.fields import RECORDS, Field, Kind, all_fields
from desktop.domain.records import Consent
from tests import dossiers as d

LETTERS = {"intake": "I", "blank_intake": "", "agreement": "A", "route": "R", "dossier": "DIRAC"}

ANNEXED = {
    "agreement": {"question_task", "requirement", "module", "route", "enrolment", "attempt", "funding_line",
                  "personal_budget"}
}  # fmt: skip
"""Annexes 1 to 3 of the agreement are the route, the tasks and the money: what belongs there is lettered R."""

NO_IMAGE = {"desk.logo"}  # paper has no block for an image

STEERING = {
    "agreement.clawback_checked": "an unchecked study-cost clause is not printed",
    "note.visibility": "decides whether the note is printed",
    "consent.purpose": "decides what may be handed over",
    "agreement.route": "says which agreement gives the hours of a route",
    "agreement.pathway": "decides whether BBL hours are counted",
    "agreement.work_hours": "is part of the heaviest week",
    "agreement.school_hours": "is part of the heaviest week",
    "traject.desk": "says whose name stands at the top",
}
"""Fields that change a paper without standing on it."""

REACHED = {"user.name", "user.phone", "user.email"}  # who the counsellor is and how to call back


TICKED = frozenset(field.key for letter in "ID" for field in togglable(letter))
PRINT = Occasion(
    language="en", printed_at=d.PRINTED, today=d.TODAY, printed_by="X", purpose="purpose", recipient="recipient",
    ticked=TICKED, notes=frozenset({"team"}),
)  # fmt: skip
OCCASIONS = {
    "ticked": PRINT,
    "handover": replace(PRINT, profile=Profile.HANDOVER),
    "access": replace(PRINT, profile=Profile.ACCESS, ticked=frozenset(), notes=frozenset()),
    "bare": replace(PRINT, ticked=frozenset(), notes=frozenset()),
    "wage wish": replace(PRINT, ticked=frozenset({"intake.wage_wish"})),
}


def printed(kind: str, dossier: Dossier, on: Occasion) -> tuple[str, ...]:
    try:
        return tuple(texts(compose(kind, dossier, on).blocks))
    except Refused as refusal:
        return (str(refusal),)


@cache
def marked() -> Dossier:
    """A dossier with a value in every field, of somebody who agreed to every handover."""
    dossier = d.marked()
    consent = Consent(id="C2", parent="traject", purpose="C2", given=True)
    return replace(dossier, records=(*dossier.records, consent, replace(consent, id="C3", purpose="C3")))


@cache
def shown(kind: str, on: str, among: frozenset[str] = frozenset()) -> frozenset[str]:
    """The fields (all, or some) of which another value, in any record that has it, makes another paper."""
    dossier, occasion = marked(), OCCASIONS[on]
    before = printed(kind, dossier, occasion)
    return frozenset(
        field.key
        for record in (*dossier.records, *dossier.linked.values())
        for field in record.SPEC.stored
        if (not among or field.key in among)
        and (value := getattr(record, field.name)) is not None
        and printed(kind, d.changed(dossier, record.id, **{field.name: d.other_value(field, value)}), occasion)
        != before
    )


def stored() -> Iterator[Field]:
    return (field for field in all_fields() if not field.derived)


def lettered(field: Field, letters: str) -> bool:
    return bool(set(letters) & set(field.on)) or any(field.key in ASKED.get(letter, ()) for letter in letters)


@cache
def names(letters: str) -> frozenset[str]:
    """The fields that name a record which a printed reference points to."""
    targets = {field.target for field in stored() if field.kind is Kind.REF and lettered(field, letters)}
    return frozenset(f"{target}.{name}" for target in targets if target for name in RECORDS[target].title)


def declared(letters: str) -> frozenset[str]:
    return frozenset(field.key for field in stored() if lettered(field, letters))


@pytest.mark.parametrize("kind", ["intake", "agreement", "route"])
def test_a_paper_shows_exactly_the_fields_that_are_declared_for_it(kind: str) -> None:
    letters, annexed = LETTERS[kind], ANNEXED.get(kind, set())
    on_paper, meant = shown(kind, "ticked"), declared(letters)
    explained = STEERING.keys() | REACHED | names(letters + "R" * bool(annexed))
    extra = {key for key in on_paper - meant - explained if key.split(".")[0] not in annexed}
    the_case_has_one_too = {"agreement_party.desk"} if kind == "agreement" else set()
    the_route_says_who_asks = {"employer.trade_name"} if kind == "route" else set()
    assert meant - on_paper - NO_IMAGE == the_case_has_one_too
    assert extra == the_route_says_who_asks


def test_the_blank_form_holds_nothing_but_the_number_and_the_desk() -> None:
    assert {key for key in shown("blank_intake", "ticked") if not key.startswith("desk.")} <= {"traject.desk"}
    number = compose("blank-intake", marked(), PRINT).number
    assert number == d.marker(RECORDS["traject"].fields["dossier_no"])


@pytest.mark.parametrize("on", ["ticked", "handover"])
def test_a_dossier_shows_nothing_that_is_declared_for_no_chapter(on: str) -> None:
    letters = LETTERS["dossier"]
    undeclared = {field.key for field in stored()} - declared(letters)
    among = frozenset(undeclared - names(letters) - STEERING.keys() - REACHED)
    assert shown("dossier", on, among) == set()


def test_the_archive_shows_every_field_that_its_chapters_are_declared_for() -> None:
    meant = {key for chapter in CHAPTERS for key in declared(chapter.letters) if key.split(".")[0] in chapter.kinds}
    only_its_first_eight_signs = {"document.sha256"}
    assert meant - shown("dossier", "ticked") == only_its_first_eight_signs


def test_every_kind_of_record_of_a_person_has_a_chapter() -> None:
    kinds = [kind for chapter in CHAPTERS for kind in chapter.kinds]
    assert len(kinds) == len(set(kinds))
    assert {record.SPEC.name for record in marked().records} == set(kinds)


def test_access_shows_the_person_everything_but_other_people() -> None:
    kinds = {record.SPEC.name for record in marked().records}
    kept = {field for field in stored() if field.record in kinds}
    text = "\n".join(printed("dossier", marked(), OCCASIONS["access"]))
    written = {field.key for field in kept if d.marker(field) in text}
    others = frozenset(field.key for field in kept if field.kind not in (Kind.TEXT, Kind.LONG))
    missing = {field.key for field in kept} - written - shown("dossier", "access", others)
    in_words_or_short = {"intake_version.snapshot", "document.sha256"}
    assert missing <= OTHERS | in_words_or_short
    assert in_words_or_short <= missing


@pytest.mark.parametrize("kind", list(LETTERS))
@pytest.mark.parametrize("on", ["ticked", "handover"])
def test_national_numbers_and_special_data_are_on_no_paper_for_others(kind: str, on: str) -> None:
    apart = [field for field in stored() if field.privacy.apart]
    everything = "\n".join(printed(kind, marked(), OCCASIONS[on]))
    assert [field.key for field in apart if d.marker(field) in everything] == []
    assert shown(kind, on, frozenset(field.key for field in apart)) == set()


@pytest.mark.parametrize("kind", ["intake", "dossier"])
def test_what_is_not_ticked_is_not_printed(kind: str) -> None:
    assert shown(kind, "bare", TICKED) == set()


def test_the_wage_wish_is_printed_only_when_it_is_ticked() -> None:
    assert shown("intake", "wage wish", TICKED) == {"intake.wage_wish"}


@pytest.mark.parametrize("kind", list(LETTERS))
def test_the_title_of_a_file_names_nobody(kind: str) -> None:
    made = compose(kind, marked(), PRINT)
    outside = f"{made.title} {made.kind} {made.header.document}"
    named = [field.key for field in stored() if "name" in field.name and d.marker(field) in outside]
    assert named == []
