"""How the fields of a large record are grouped where people read or fill them in; each stands in one group."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.fields import Field
from desktop.domain.said import N_

Groups = tuple[tuple[str, str], ...]
"""Titles (marked messages) with the names of their fields."""

REST = N_("Further")
"""The group of what stands in none: a field that was declared later is never lost."""

GROUPS: dict[str, Groups] = {
    "candidate": (
        (N_("Name"), "first_name initials name_prefix last_name birth_name salutation birth_date gender"),
        (N_("Reachable"), "phone email contact_pref contact_time"),
        (N_("Address"), "street house_no suffix postcode city municipality"),
        (N_("Legal guardian"), "guardian_name guardian_phone"),
        (N_("Right to work and numbers"),
         "work_permit_status work_permit_until bsn bsn_verified education_no idw_status idw_date"),
        (N_("Indications"), "ldr_indicator basic_qualification restricted"),
    ),
    "traject": (
        (N_("Where the person comes from"),
         "origin_status current_employer current_job current_job_code job_end source_org referrer ref_no channel"),
        (N_("Who guides"), "dossier_no counsellor team desk programme assigned opened_on previous_traject"),
        (N_("Where it stands"), "stage substage hold hold_reason hold_since hold_review"),
        (N_("Privacy"), "privacy_notice privacy_notice_date retention_class retain_until"),
        (N_("How it ended"), "result close_reason dropout_reason dropout_text closed_on"),
    ),
    "agreement": (
        (N_("Period and hours"), "agreement_no kind start end pathway work_hours school_hours bpv_total"),
        (N_("The work"),
         "question function place trainer employment_kind trial_weeks pay pay_text job_promise"),
        (N_("Learning"), "route school_guide target_part assessment"),
        (N_("What was agreed further"),
         "insured insurance termination replacement clawback clawback_checked"),
        (N_("Practice agreement (POK)"), "pok_no pok_sheet pok_date"),
    ),
    "placement": (
        (N_("The job"), "employer question function occupation_uri"),
        (N_("Contract"), "start end contract hours wage_band trial_until"),
        (N_("Support"),
         "no_risk_ground no_risk_until wage_support wage_support_from wage_support_until jobcoach jobcoach_hours"),
    ),
}  # fmt: skip


def grouped(kind: str, fields: Sequence[Field]) -> list[tuple[str, tuple[Field, ...]]]:
    """Fields by group, in its order; groups without any are left out."""
    there = {field.name: field for field in fields}
    found: list[tuple[str, tuple[Field, ...]]] = []
    for title, names in GROUPS.get(kind, ()):
        inside = tuple(there.pop(name) for name in names.split() if name in there)
        if inside:
            found.append((title, inside))
    if there:
        found.append((REST if found else "", tuple(there.values())))
    return found
