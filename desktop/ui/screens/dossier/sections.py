"""The sections of a dossier: which records stand where; the fields of each are read from its declaration."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.fields import RECORDS, Record
from desktop.domain.records import (
    Aftercare,
    Agreement,
    Appointment,
    Barrier,
    Behaviour,
    Callback,
    Candidate,
    Consent,
    Course,
    Document,
    Education,
    FundingLine,
    Intake,
    IntakeVersion,
    Language,
    Licence,
    Match,
    Note,
    PersonalBudget,
    Placement,
    Print,
    Route,
    Skill,
    StageEvent,
    Support,
    TargetGroup,
    Task,
    Traject,
    WorkHistory,
)
from desktop.domain.said import N_

OVERVIEW, HISTORY = "overview", "history"


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the dossier: its name, the single records on it, and the lists of records."""

    id: str
    title: str
    singles: tuple[type[Record], ...] = ()
    lists: tuple[type[Record], ...] = ()
    step: str = ""  # the step of the stepper that leads here


SECTIONS = (
    Section(OVERVIEW, N_("Now")),
    Section(
        "person", N_("Person"), (Candidate,), (WorkHistory, Education, Course, Skill, Behaviour, Language, Licence)
    ),
    Section("case", N_("Case"), (Traject,), (TargetGroup, Consent, StageEvent)),
    Section("intake", N_("Intake"), (Intake,), (Barrier, Support, IntakeVersion), "intake"),
    Section("match", N_("Match and question"), (), (Match,)),
    Section("agreement", N_("Agreement"), (), (Agreement,), "agreement"),
    Section("route", N_("Route and modules"), (), (Route,), "modules"),
    Section("funding", N_("Funding"), (), (FundingLine, PersonalBudget)),
    Section("placement", N_("Placement and aftercare"), (), (Placement, Aftercare), "placement"),
    Section("notes", N_("Notes"), (), (Note,)),
    Section("agenda", N_("Tasks and appointments"), (), (Task, Callback, Appointment)),
    Section("documents", N_("Documents"), (), (Document, Print)),
    Section(HISTORY, N_("History")),
)


def section_of(kind: str) -> Section:
    """Where a kind of record stands, also one that hangs below another."""
    while True:
        for section in SECTIONS:
            if any(k.SPEC.name == kind for k in (*section.singles, *section.lists)):
                return section
        parent = RECORDS[kind].parent
        if parent is None:
            return SECTIONS[0]
        kind = parent


def owner_of(kind: type[Record], candidate: str, traject: str) -> str:
    """The record a list of this kind belongs to: the person or the case."""
    return candidate if kind.SPEC.parent == "candidate" else traject
