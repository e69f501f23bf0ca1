"""How far an intake is: per section, and as a whole; counted from the records, not from what is on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.application.papers.intake_layout import SECTIONS, Section, fields_of
from desktop.domain.dossier import Dossier
from desktop.domain.errors import Missing
from desktop.domain.fields import Field, Record
from desktop.domain.intake_rules import intake_points
from desktop.domain.records import (
    RECORDS,
    Barrier,
    Behaviour,
    Consent,
    Course,
    Education,
    Language,
    Licence,
    NextStep,
    Skill,
    Support,
    TargetGroup,
    Transport,
    WishOccupation,
    WishSector,
    WorkHistory,
    WorkingTime,
)

LINES: dict[str, tuple[type[Record], ...]] = {
    "situation": (TargetGroup,),
    "goal": (WishOccupation, WishSector),
    "work": (WorkHistory,),
    "schooling": (Education, Course),
    "skills": (Skill, Behaviour),
    "languages": (Language,),
    "mobility": (Licence, Transport, WorkingTime),
    "barriers": (Barrier, Support),
    "advice": (NextStep,),
    "consents": (Consent,),
}
"""The lists of records in a section; their fields are read from the declarations."""


class State(StrEnum):
    """How far a section is."""

    DONE = "✓"
    BEGUN = "◐"
    EMPTY = "○"


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """A section with what still has to be filled in."""

    section: Section
    state: State
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class IntakeProgress:
    """The whole intake."""

    sections: tuple[SectionProgress, ...]
    missing: tuple[Missing, ...]
    percent: int


def section_of(key: str) -> Section:
    """The section a field stands in, by ``record.field``."""
    kind = key.partition(".")[0]
    for section in SECTIONS:
        if any(f.key == key for fields in shown_fields(section).values() for f in fields):
            return section
        if any(k.SPEC.name == kind for k in LINES.get(section.key, ())):
            return section
    return SECTIONS[0]


def is_on_screen(key: str) -> bool:
    """Whether a field, by ``record.field``, is filled in somewhere in the intake."""
    kind = key.partition(".")[0]
    on_paper = any(f.key == key for section in SECTIONS for fields in shown_fields(section).values() for f in fields)
    return on_paper or any(k.SPEC.name == kind for kinds in LINES.values() for k in kinds)


def shown_fields(section: Section) -> dict[str, tuple[Field, ...]]:
    """The fields of a section that can be filled in, by record."""
    found = {
        kind: tuple(f for f in fields if not f.guarded and not f.derived) for kind, fields in fields_of(section).items()
    }
    return {kind: fields for kind, fields in found.items() if fields}


def progress(dossier: Dossier) -> IntakeProgress:
    """How far the intake of a dossier is."""
    points = intake_points(dossier)
    by_section: dict[str, list[Missing]] = {}
    for point in points:
        by_section.setdefault(section_of(point.field).key, []).append(point)
    sections = tuple(_section(section, dossier, tuple(by_section.get(section.key, ()))) for section in on_screen())
    asked = sum(f.required for section in SECTIONS for fields in shown_fields(section).values() for f in fields)
    return IntakeProgress(sections, points, max(0, min(100, round(100 * (1 - len(points) / max(1, asked))))))


def on_screen() -> tuple[Section, ...]:
    """The sections that have something to fill in."""
    return tuple(section for section in SECTIONS if shown_fields(section) or section.key in LINES)


def _section(section: Section, dossier: Dossier, missing: tuple[Missing, ...]) -> SectionProgress:
    if _is_empty(section, dossier):
        return SectionProgress(section, State.EMPTY, missing)
    return SectionProgress(section, State.BEGUN if missing else State.DONE, missing)


def _is_empty(section: Section, dossier: Dossier) -> bool:
    if any(dossier.all(kind) for kind in LINES.get(section.key, ())):
        return False
    for kind, fields in shown_fields(section).items():
        found = dossier.last(RECORDS[kind].type)
        if found is not None and any(getattr(found, field.name) is not None for field in fields):
            return False
    return True
