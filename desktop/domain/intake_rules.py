"""When an intake report is complete enough to be frozen (data dictionary 3.1-3.7)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.dossier import Dossier
from desktop.domain.errors import Missing
from desktop.domain.fields import Record
from desktop.domain.records import (
    Barrier,
    Candidate,
    Education,
    Intake,
    Language,
    NextStep,
    Skill,
    Traject,
    WorkHistory,
)
from desktop.domain.said import N_, FieldName, KindName, said

SHORTEST_ADVICE = 100
"""Characters an advice has at least: one sentence is no advice."""

FILL_IN = N_("Fill in “{field}”.")
FILL_IN_OF = N_("Fill in “{field}” of each line under “{kind}”.")

_REPORTED = (Candidate, Traject, Intake)
_LINES = (WorkHistory, Education, Skill, Language, Barrier, NextStep)
_SET_BY_STAGE = frozenset({"stage", "substage", "dossier_no", "counsellor", "team", "desk"})


def intake_points(dossier: Dossier) -> tuple[Missing, ...]:
    """What still has to be filled in before the intake can be frozen; empty when nothing is missing."""
    return tuple(_points(dossier))


def _points(dossier: Dossier) -> Iterator[Missing]:
    intake = dossier.last(Intake)
    if intake is None:
        yield Missing("intake.intake_date", said(N_("Start the intake first.")))
        return
    for kind in _REPORTED:
        if found := dossier.last(kind):
            yield from _empty(found)
    candidate = dossier.last(Candidate)
    if candidate and not (candidate.phone or candidate.email):
        yield Missing("candidate.phone", said(N_("Fill in a phone number or an e-mail address.")), candidate.id)
    if candidate and candidate.work_permit_status not in (None, "unlimited") and candidate.work_permit_until is None:
        yield _fill_in(candidate, "work_permit_until")
    for line in _LINES:
        yield from _lines(dossier, line)
    if not any(language.language == "nl" for language in dossier.all(Language)):
        sentence = said(N_("Add Dutch to the languages, also when the person hardly speaks it."))
        yield Missing("language.language", sentence)
    if not dossier.all(NextStep, intake.id):
        yield Missing("next_step.what", said(N_("Add at least one next step: what, who and when.")), intake.id)
    if intake.advice and len(intake.advice) < SHORTEST_ADVICE:
        sentence = said(
            N_("The advice has {length} characters. Write at least {min}, so that the person can go on with it."),
            length=len(intake.advice),
            min=SHORTEST_ADVICE,
        )
        yield Missing("intake.advice", sentence, intake.id)


def _empty(found: Record) -> Iterator[Missing]:
    for field in found.SPEC.stored:
        if field.required and field.name not in _SET_BY_STAGE and getattr(found, field.name) is None:
            yield _fill_in(found, field.name)


def _fill_in(found: Record, name: str) -> Missing:
    kind = found.SPEC.name
    return Missing(f"{kind}.{name}", said(FILL_IN, field=FieldName(kind, name)), found.id)


def _lines(dossier: Dossier, kind: type[Record]) -> Iterator[Missing]:
    """A required field that a line leaves empty is named once, however many lines leave it empty."""
    spec = kind.SPEC
    for field in spec.stored:
        if not field.required:
            continue
        if bare := next((r for r in dossier.all(kind) if getattr(r, field.name) is None), None):
            sentence = said(FILL_IN_OF, field=FieldName(spec.name, field.name), kind=KindName(spec.name))
            yield Missing(f"{spec.name}.{field.name}", sentence, bare.id)
