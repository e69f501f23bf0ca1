"""The fourteen sections of the intake (domain.md 4.1): which fields stand where, and what is said to the person.

The report and the blank form read the same layout. A field that no section names stands in the home of its record, so
that a newly declared field is on paper at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.fields import Field
from desktop.domain.records import Candidate, Intake, Traject
from desktop.domain.said import N_

TITLE = N_("Intake report from work to work")
BLANK_TITLE = N_("Intake form from work to work")

_RECORDS = (Candidate, Traject, Intake)


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its heading, a sentence to the person, its fields, and the records at home in it."""

    key: str
    title: str
    note: str = ""
    fields: tuple[str, ...] = ()
    home: str = ""


HEALTH = N_(
    "You do not have to tell anything about your health. We only write down what is needed to arrange work or "
    "training well, and only with your consent."
)

SECTIONS = (
    Section(
        "head",
        N_("This conversation"),
        fields=("traject.dossier_no", "intake.intake_date", "intake.form", "intake.minutes", "traject.counsellor",
                "traject.desk", "traject.referrer", "traject.ref_no", "traject.source_org"),
    ),
    Section("person", N_("Your details"), N_("Check your details and tell us what has changed."), home="candidate"),
    Section(
        "situation",
        N_("Your situation now"),
        fields=("candidate.work_permit_status", "candidate.work_permit_until", "intake.available_from",
                "intake.hours_min", "intake.hours_max"),
        home="traject",
    ),
    Section(
        "goal",
        N_("What do you want to achieve?"),
        fields=("intake.goal", "intake.orientation_goal", "intake.wish_tasks", "intake.learning_pref",
                "intake.wage_wish"),
    ),
    Section("work", N_("Work experience")),
    Section(
        "schooling",
        N_("Schooling, diplomas and courses"),
        fields=("candidate.basic_qualification", "candidate.idw_status", "candidate.idw_date", "intake.work_level",
                "intake.numeracy", "intake.digital_level"),
    ),
    Section("skills", N_("Skills and behaviour")),
    Section("languages", N_("Languages")),
    Section(
        "mobility",
        N_("Mobility and availability"),
        fields=("intake.mob_postcode", "intake.max_km", "intake.max_min"),
    ),
    Section("barriers", N_("Barriers and support"), HEALTH, fields=("intake.care_duties", "intake.care_text")),
    Section("advice", N_("Advice and next steps"), fields=("intake.advice",), home="intake"),
    Section(
        "consents",
        N_("Your consents"),
        N_("You can always take back your consent. That has no consequences for earlier steps."),
    ),
    Section("privacy", N_("Your privacy in short"), fields=("traject.privacy_notice", "traject.privacy_notice_date")),
    Section(
        "signing",
        N_("Signatures"),
        fields=("intake.agreed", "intake.agreed_on", "intake.remark", "intake.version"),
    ),
)  # fmt: skip

_NAMED = {key for section in SECTIONS for key in section.fields}


def fields_of(section: Section) -> dict[str, tuple[Field, ...]]:
    """The fields of a section by record, in the order in which they are declared."""
    found: dict[str, tuple[Field, ...]] = {}
    for kind in _RECORDS:
        at_home = kind.SPEC.name == section.home
        fields = tuple(
            field
            for field in kind.SPEC.fields.values()
            if field.key in section.fields or (at_home and field.key not in _NAMED)
        )
        if fields:
            found[kind.SPEC.name] = fields
    return found
