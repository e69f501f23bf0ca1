"""What has to be right before a field is changed by hand: consent for special data, a ground for a number, a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desktop.application.agreement_terms import draft_only
from desktop.application.consents import SPECIAL_DATA, allows
from desktop.application.intake import BELOW, not_frozen
from desktop.application.modules import hours_fit
from desktop.application.notes import free_of_secrets
from desktop.application.ports import Work
from desktop.application.routes import changeable
from desktop.domain.errors import Invalid, Refused
from desktop.domain.fields import RECORDS, Privacy, Record, RecordType
from desktop.domain.records import (
    Candidate,
    Consent,
    Contact,
    Employer,
    Enrolment,
    Intake,
    Match,
    Module,
    Programme,
    Traject,
)
from desktop.domain.said import N_, FieldName, KindName, said

Rule = Callable[[Work, Record | None, str | None, Mapping[str, Any]], None]
"""Looks at the record (nothing when it is new), its parent and the new values; refuses with a sentence."""

MADE_BY = {
    "stage_event": N_("The program writes this with every change of stage. Change the stage instead."),
    "intake_version": N_("The program writes this when the intake is finished. Finish the intake instead."),
    "print": N_("The program writes this with every print that is filed. Print the document instead."),
    "note": N_("A note never changes. Correct it: the correction stands beside it."),
    "note_person": N_("A note never changes. Correct it: the correction stands beside it."),
    "amendment": N_("A sheet of amendment comes with what it changes. Amend the agreement instead."),
    "document": N_("A document comes with its file. Attach the file instead."),
}
"""Records with a command of their own, and the sentence that says which."""

_FREE_TEXT = {"barrier": ("barrier_text",), "note": ("body",), "traject": ("dropout_text",)}


def check_rules(
    work: Work, spec: RecordType, found: Record | None, parent: str | None, values: Mapping[str, Any]
) -> None:
    """Refuse what speaks against these values, before the fields themselves are checked."""
    for rule in _RULES.get(spec.name, ()):
        rule(work, found, parent, values)


def check_free_text(kind: str, values: Mapping[str, Any]) -> None:
    """Refuse words about health and citizen service numbers in notes, barriers and reasons (R46)."""
    for name in _FREE_TEXT.get(kind, ()):
        if name in values:
            free_of_secrets(values[name], name)


def _own_cases(work: Work, found: Record | None, parent: str | None) -> tuple[Traject, ...]:
    """The cases of a candidate, or the case an intake belongs to."""
    if isinstance(found, Candidate):
        return work.read.children(Traject, found.id)
    case = work.read.find_one(Traject, found.parent if found else parent)
    return (case,) if case else ()


def _special_data(work: Work, found: Record | None, parent: str | None, values: Mapping[str, Any]) -> None:
    kind = Candidate.SPEC if isinstance(found, Candidate) or parent is None else Intake.SPEC
    for field in kind.fields.values():
        if field.privacy is not Privacy.SPECIAL or values.get(field.name) is None:
            continue
        cases = _own_cases(work, found, parent)
        if not any(allows(work.read.children(Consent, case.id), SPECIAL_DATA) for case in cases):
            sentence = N_("“{field}” is kept with consent C4 only. Ask the person, and record the answer first.")
            raise Invalid({field.name: said(sentence, field=FieldName(kind.name, field.name))})


def _ground_for_bsn(work: Work, found: Record | None, parent: str | None, values: Mapping[str, Any]) -> None:
    if values.get("bsn") is None:
        return
    programmes = (work.read.find_one(Programme, case.programme) for case in _own_cases(work, found, parent))
    if not any(programme and programme.bsn_basis for programme in programmes):
        sentence = N_(
            "A citizen service number may only be kept in a programme with a legal ground for it. Leave it empty."
        )
        raise Invalid({"bsn": said(sentence)})


def _right_to_work(work: Work, found: Record | None, parent: str | None, values: Mapping[str, Any]) -> None:
    until, status = (
        values[name] if name in values else getattr(found, name, None)
        for name in ("work_permit_until", "work_permit_status")
    )
    if until is not None and status == "unlimited":
        sentence = N_("A right to work without end has no last day. Leave one of the two empty.")
        raise Invalid({"work_permit_until": said(sentence)})


def _draft_intake(work: Work, found: Record | None, parent: str | None, values: Mapping[str, Any]) -> None:
    if found is not None and not set(values) <= {"agreed", "agreed_on", "remark"}:
        not_frozen(work, found.id)


def _of_draft_intake(work: Work, found: Record | None, parent: str | None, values: Mapping[str, Any]) -> None:
    not_frozen(work, (found.parent if found else parent) or "")


def _draft_agreement(work: Work, found: Record | None, parent: str | None, values: Mapping[str, Any]) -> None:
    if found is not None:
        draft_only(work, found.id)


def _of_draft_agreement(work: Work, found: Record | None, parent: str | None, values: Mapping[str, Any]) -> None:
    draft_only(work, (found.parent if found else parent) or "")


def _hours_of_module(work: Work, found: Record | None, parent: str | None, values: Mapping[str, Any]) -> None:
    if isinstance(found, Module):
        hours_fit({**found.values(), **values})


def _own_contact(work: Work, found: Record | None, parent: str | None, values: Mapping[str, Any]) -> None:
    for name in ("signatory", "trainer"):
        contact = work.read.find_one(Contact, values.get(name))
        if contact is not None and isinstance(found, Employer) and contact.parent != found.id:
            sentence = N_("This contact works for another employer. Choose one of this employer, or add it first.")
            raise Invalid({name: said(sentence)})


def _changeable_route(work: Work, found: Record | None, parent: str | None, values: Mapping[str, Any]) -> None:
    if found is not None:
        changeable(work, found.id)


def _of_changeable_route(work: Work, found: Record | None, parent: str | None, values: Mapping[str, Any]) -> None:
    changeable(work, (found.parent if found else parent) or "")


_RULES: dict[str, tuple[Rule, ...]] = {
    "candidate": (_special_data, _ground_for_bsn, _right_to_work),
    "intake": (_draft_intake, _special_data),
    **{kind.SPEC.name: (_of_draft_intake,) for kind in BELOW},
    "agreement": (_draft_agreement,),
    "agreement_party": (_of_draft_agreement,),
    "bpv_year": (_of_draft_agreement,),
    "cost_split": (_of_draft_agreement,),
    "module": (_hours_of_module,),
    "employer": (_own_contact,),
    "route": (_changeable_route,),
    "enrolment": (_of_changeable_route,),
}


_STAYS = {
    "candidate": N_("A person stays as long as the retention term says. Close the case, or erase the person."),
    "traject": N_("A case is closed, not removed. Close it with its result."),
    "intake": N_("An intake stays in the dossier. Change it, or open it again."),
    "agreement": N_("An agreement stays in the dossier. End it with a reason."),
    "signature": N_("A signature stays with the version it was put under. Undo it, or amend the agreement."),
    "consent": N_("A consent stays, also when it ends. Take it back instead."),
    "user": N_("What this colleague did stays readable. Set “works here now” to no."),
}


def kept(work: Work, found: Record) -> None:
    """Refuse to remove what has to stay, and what other records still belong to."""
    spec = found.SPEC
    if spec.name in _STAYS:
        raise Refused(said(_STAYS[spec.name]))
    for below in RECORDS.values():
        if below.parent == spec.name and below.scope == "region" and work.read.children(below.type, found.id):
            sentence = N_("Something still belongs to this: {kind}. Remove that first.")
            raise Refused(said(sentence, kind=KindName(below.name)))
    if spec.name == "question" and work.read.where(Match, limit=1, question=found.id):
        raise Refused(said(N_("Candidates were matched with this question. Close it instead.")))
    if spec.name == "module" and work.read.where(Enrolment, limit=1, module=found.id):
        raise Refused(said(N_("This module stands in a route. Fill in until when it is valid instead.")))


def refuse_own_command(kind: str) -> None:
    """Refuse a record that only its own command makes or changes."""
    if kind in MADE_BY:
        raise Refused(said(MADE_BY[kind]))
