"""Signing somebody up, finding out whether the person is known already, and coming back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from desktop.application.cases import numbers
from desktop.application.checking import fitting
from desktop.application.ports import Work
from desktop.domain.changes import Action, Create, Edit
from desktop.domain.codes import Stage
from desktop.domain.errors import GateClosed, Invalid
from desktop.domain.fields import RECORDS
from desktop.domain.folding import fold
from desktop.domain.gates import signed_up
from desktop.domain.records import Candidate, Traject, User
from desktop.domain.said import N_, FieldName, Said, said
from desktop.domain.stages import first_step

ALIKE = 90
"""From this likeness in percent two names are taken for one (R47)."""


def register(
    work: Work, person: Mapping[str, Any], case: Mapping[str, Any] | None = None, *, from_list: bool = False
) -> Action:
    """Sign somebody up: the person, a case in S0 with its number, and the event of entering.

    ``case`` holds fields of the traject. A list keeps what a desk has (``from_list``); by hand a way to reach the
    person and the source organisation are asked at once, as domain.md 2.2 does for S0.
    """
    edits = registration(work, person, case or {}, next(dossier_numbers(work)))
    if not from_list:
        candidate = Candidate(id="", **_values(edits, "candidate"))
        if points := tuple(signed_up(candidate, Traject(id="", **_values(edits, "traject")))):
            raise GateClosed(said(N_("This sign-up is not complete yet: {first}"), first=points[0].said), points)
    return Action(N_("Candidate signed up"), edits)


def registration(work: Work, person: Mapping[str, Any], case: Mapping[str, Any], number: str) -> tuple[Edit, ...]:
    """The edits of a sign-up under a number of `dossier_numbers`; the last name is all that is always asked."""
    values = fitting(work, RECORDS["candidate"], person)
    if not values.get("last_name"):
        raise Invalid({"last_name": said(N_("Fill in “{field}”."), field=FieldName("candidate", "last_name"))})
    candidate = work.ids.new()
    return (Create("candidate", candidate, None, values), *new_case(work, candidate, case, number))


def new_case(work: Work, candidate: str, case: Mapping[str, Any], number: str) -> tuple[Edit, ...]:
    """The edits that open a case in S0 for a person: the traject, of who works here, and its first event."""
    colleague = work.read.find_one(User, work.user.id)
    today = work.clock.today()
    own = {
        "opened_on": today,
        "assigned": today,
        "counsellor": work.user.id,
        "team": colleague.team if colleague else None,
        "desk": colleague.desk if colleague else None,
    }
    given = fitting(work, RECORDS["traject"], {**own, **{k: v for k, v in case.items() if v is not None}})
    given |= {"dossier_no": number, "stage": Stage.SIGN_UP.value, "substage": first_step(Stage.SIGN_UP)}
    traject = work.ids.new()
    event = {"at": work.clock.now(), "by": work.user.id, "to_stage": Stage.SIGN_UP.value, "override": False}
    return (
        Create("traject", traject, candidate, given),
        Create("stage_event", work.ids.new(), traject, event),
    )


def dossier_numbers(work: Work) -> Iterator[str]:
    """Free dossier numbers of the block of who works here, one after the other."""
    return numbers(work, Traject, "dossier_no", "VWNW")


def _values(edits: tuple[Edit, ...], kind: str) -> Mapping[str, Any]:
    return next(edit.values for edit in edits if isinstance(edit, Create) and edit.kind == kind)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A person who may be the same one: how alike in percent, and why we think so."""

    candidate: str
    score: int
    reasons: tuple[Said, ...]


def likely_duplicates(work: Work, values: Mapping[str, Any]) -> tuple[Likeness, ...]:
    """People in the store who may be this person (R47), most alike first; ``values`` holds fields of the candidate."""
    found: dict[str, Candidate] = {}
    for name in ("phone", "birth_date"):
        if values.get(name) is not None:
            found |= {c.id: c for c in work.read.where(Candidate, **{name: values[name]})}
    for text in filter(None, (_full_name(values), values.get("email"))):
        for hit in work.read.search(str(text), kinds=("candidate",), limit=20):
            if hit.id not in found and (person := work.read.find_one(Candidate, hit.id)):
                found[hit.id] = person
    likely = (compare(values, person) for person in found.values())
    return tuple(sorted((one for one in likely if one), key=lambda one: -one.score))


def compare(values: Mapping[str, Any], person: Candidate) -> Likeness | None:
    """Whether these values may belong to a person: same name and birth date, same phone or same e-mail."""
    name = round(fuzz.token_sort_ratio(_full_name(values), _full_name(person.values())))
    reasons: list[Said] = []
    scores = [0]
    if values.get("birth_date") is not None and values["birth_date"] == person.birth_date and name >= ALIKE:
        reasons.append(said(N_("Same date of birth and (nearly) the same name.")))
        scores.append(name)
    if values.get("phone") is not None and values["phone"] == person.phone:
        reasons.append(said(N_("Same phone number.")))
        scores.append(max(ALIKE, name))
    mail = str(values.get("email") or "").casefold()
    if mail and mail == (person.email or "").casefold():
        reasons.append(said(N_("Same e-mail address.")))
        scores.append(max(ALIKE, name))
    if not reasons and name == 100 and None in (values.get("birth_date"), person.birth_date):
        reasons.append(said(N_("Same name; one of the two has no date of birth yet.")))
        scores.append(ALIKE)
    return Likeness(person.id, max(scores), tuple(reasons)) if reasons else None


def _full_name(values: Mapping[str, Any]) -> str:
    parts = (values.get("first_name") or values.get("initials"), values.get("name_prefix"), values.get("last_name"))
    return fold(" ".join(str(part) for part in parts if part))
