"""The intake: a draft, frozen to numbered versions the candidate agrees to, and opened again for the next one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from desktop.application.cases import open_case, step
from desktop.application.checking import changed_fields, new_record
from desktop.application.i18n import LanguageCode
from desktop.application.ports import Work
from desktop.domain.changes import Action, Create, PutBytes, SetField
from desktop.domain.dossier import Dossier
from desktop.domain.errors import GateClosed, Refused
from desktop.domain.intake_rules import intake_points
from desktop.domain.records import (
    Barrier,
    Behaviour,
    Candidate,
    Consent,
    Course,
    Education,
    Intake,
    IntakeVersion,
    Language,
    Licence,
    NextStep,
    Skill,
    Support,
    TargetGroup,
    Traject,
    Transport,
    WishOccupation,
    WishSector,
    WorkHistory,
    WorkingTime,
    WorkTask,
)
from desktop.domain.said import N_, said, said_n

REPORTED = (
    Candidate, Traject, TargetGroup, Intake, WorkHistory, WorkTask, Education, Course, Skill, Behaviour, Language,
    Licence, Transport, WorkingTime, WishOccupation, WishSector, Barrier, Support, NextStep, Consent,
)  # fmt: skip
"""The records an intake report is made of."""

BELOW = (Transport, WorkingTime, WishOccupation, WishSector, NextStep)
"""The lists of an intake; they are closed together with it."""


def open_intake(work: Work, traject: str, values: Mapping[str, Any] | None = None) -> Action:
    """Begin the intake of a case as a draft; where the person lives is where we look from."""
    case = open_case(work, traject)
    if work.read.children(Intake, traject):
        raise Refused(said(N_("This case has an intake already. Go on with that one.")))
    person = work.read.get(Candidate, case.parent or "")
    own = {"mob_postcode": person.postcode} if person.postcode else {}
    made = new_record(work, "intake", traject, {**own, **(values or {})})
    return Action(N_("Intake started"), (made, *step(case, "S1.held")))


def intake_of(work: Work, traject: str) -> Intake:
    """The intake of a case, or a refusal."""
    found = work.read.children(Intake, traject)
    if not found:
        raise Refused(said(N_("This case has no intake yet. Start it first.")))
    return found[-1]


def not_frozen(work: Work, intake: str) -> None:
    """Refuse to change an intake that is frozen."""
    found = work.read.find_one(Intake, intake)
    if found is not None and found.version is not None:
        sentence = N_(
            "This intake is frozen as version {version}. Open it again to change it; version {version} stays."
        )
        raise Refused(said(sentence, version=found.version))


def freeze(work: Work, traject: str, pdf: bytes | Callable[[int], bytes], language: LanguageCode) -> Action:
    """Freeze the intake to its next numbered version: a snapshot of its values and the bytes of the report.

    ``pdf`` is the report, or makes it for the number of the version. `GateClosed` lists what must be filled in first.
    """
    case = open_case(work, traject)
    found = intake_of(work, traject)
    not_frozen(work, found.id)
    dossier = work.read.dossier(traject)
    if points := intake_points(dossier):
        sentence = said_n(
            "The intake cannot be finished yet: one thing is missing.",
            "The intake cannot be finished yet: {n} things are missing.",
            len(points),
        )
        raise GateClosed(sentence, points)
    version = next_version(work, traject)
    data = pdf if isinstance(pdf, bytes) else pdf(version)
    digest = hashlib.sha256(data).hexdigest()
    frozen = {
        "version": version,
        "frozen_at": work.clock.now(),
        "frozen_by": work.user.id,
        "sha256": digest,
        "size": len(data),
        "snapshot": snapshot(dossier),
    }
    printed = {
        "document": "intake",
        "about": found.id,
        "language": language,
        "version": version,
        "printed_at": work.clock.now(),
        "by": work.user.id,
        "filed": True,
        "sha256": digest,
        "size": len(data),
    }
    edits = (
        PutBytes(digest, data),
        Create("intake_version", work.ids.new(), traject, frozen),
        Create("print", work.ids.new(), traject, printed),
        SetField("intake", found.id, "version", version),
        *step(case, "S1.report_draft"),
    )
    return Action(N_("Intake frozen"), edits)


def next_version(work: Work, traject: str) -> int:
    """The number the next frozen version gets."""
    return 1 + max((v.version or 0 for v in work.read.children(IntakeVersion, traject)), default=0)


def snapshot(dossier: Dossier) -> str:
    """The values an intake report is made of as JSON: filled ones, without national numbers and special data."""
    lines = [_line(record) for kind in REPORTED for record in dossier.all(kind)]
    return json.dumps(lines, ensure_ascii=False, sort_keys=True, default=str)


def _line(record: Any) -> dict[str, Any]:
    kept = {f.name: value for f in record.SPEC.stored if (value := getattr(record, f.name)) is not None}
    shown = {name: value for name, value in kept.items() if not record.SPEC.fields[name].privacy.apart}
    return {"kind": record.SPEC.name, "id": record.id, **shown}


def agree(work: Work, traject: str, *, agreed: bool, on: date | None = None, remark: str | None = None) -> Action:
    """Record that the candidate agrees, or does not, to the frozen report."""
    case = open_case(work, traject)
    found = intake_of(work, traject)
    if found.version is None:
        raise Refused(said(N_("Finish the intake first: a candidate agrees to a frozen report.")))
    values = {"agreed": agreed, "agreed_on": on or work.clock.today(), "remark": remark or found.remark}
    edits = changed_fields(work, found, values)
    return Action(N_("Answer of the candidate recorded"), (*edits, *(step(case, "S1.report_agreed") if agreed else ())))


def reopen(work: Work, traject: str) -> Action:
    """Open a frozen intake for its next version; the frozen ones stay as they are, the agreement is asked again."""
    open_case(work, traject)
    found = intake_of(work, traject)
    if found.version is None:
        raise Refused(said(N_("This intake is a draft already. You can change it.")))
    cleared: dict[str, Any] = {"version": None, "agreed": None, "agreed_on": None, "remark": None}
    return Action(N_("Intake opened again"), changed_fields(work, found, cleared))
