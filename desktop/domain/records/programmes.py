"""Programmes and pilots: targets, partners, legal ground and settings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain import checks
from desktop.domain.fields import Record, code, day, decimal, flag, integer, money, record, ref, text
from desktop.domain.records.letters import B


@record("programme", label="Programme", plural="Programmes", scope="region", title=("name",), sort=("name",))
class Programme(Record):
    """A programme, or a pilot under it, with its period, money, legal ground and norms."""

    name: str | None = text("Name", max=160, required=True, privacy=B, on="P", search=True)
    programme_code: str | None = text("Code", max=40, required=True, privacy=B, on="P", search=True)
    provider: str | None = ref("Financier", "organisation", required=True, privacy=B, on="P")
    part_of: str | None = ref("Part of programme", "programme", privacy=B, on="P")
    status: str | None = code("Status", "programme_status", privacy=B, on="P")
    start: date | None = day("From", required=True, privacy=B, on="P")
    end: date | None = day("Until", check=checks.not_before("start"), required=True, privacy=B, on="P")
    budget: int | None = money("Budget", required=True, privacy=B, on="P")
    legal_basis: str | None = text(
        "Legal ground (GDPR)", max=400, required=True, privacy=B, hint="Decided by the controllers, article included."
    )
    bsn_basis: str | None = text(
        "Legal ground for the BSN",
        max=400,
        privacy=B,
        hint="The article of law. Empty means: no citizen service numbers in this programme.",
    )
    bsn_controller: str | None = text("BSN decided by", max=160, privacy=B)
    bsn_date: date | None = day("BSN decided on", check=checks.not_in_future, privacy=B)
    dpia: date | None = day("Date of the DPIA", check=checks.not_in_future, required=True, privacy=B)
    max_days: int | None = integer("Longest route", low=1, high=365, required=True, privacy=B, unit="days")
    aftercare_schedule: str | None = text(
        "Aftercare schedule", required=True, privacy=B, hint="For example 7d 1m 3m 6m 12m, counted from the first day."
    )
    caseload_norm: int | None = integer(
        "Caseload norm per fte", low=1, high=500, required=True, privacy=B, unit="people"
    )
    promise_needed: bool | None = flag("Asks for a job promise", privacy=B)


@record(
    "kpi",
    label="Target",
    plural="Targets",
    parent="programme",
    scope="region",
    title=("name",),
    sort=("name",),
)
class Kpi(Record):
    """One target of a programme, such as 75 people started."""

    name: str | None = text("Target", required=True, privacy=B, on="P")
    formula: str | None = text("How it is counted", max=400, required=True, privacy=B, on="P")
    target: Decimal | None = decimal("Goal", low=0, required=True, privacy=B, on="P")


@record(
    "programme_partner",
    label="Partner",
    plural="Partners",
    parent="programme",
    scope="region",
    title=("partner",),
)
class ProgrammePartner(Record):
    """What a partner brings to a programme, in money or in hours."""

    partner: str | None = ref("Partner", "organisation", required=True, privacy=B, on="P")
    role: str | None = text("Role", required=True, privacy=B, on="P")
    contribution: int | None = money("Contribution in money", privacy=B, on="P")
    contribution_hours: Decimal | None = decimal("Contribution in hours", low=0, privacy=B, on="P", unit="hours")


@record(
    "arrangement",
    label="Arrangement",
    plural="Arrangements",
    parent="programme",
    scope="region",
    title=("kind",),
)
class Arrangement(Record):
    """An arrangement of a programme; counted apart from persons and from employers."""

    kind: str | None = text("Kind of arrangement", complete="arrangement", on="P")
    person: str | None = ref("Candidate", "candidate", on="P")
    employer: str | None = ref("Employer", "employer", on="P")
    result: str | None = text("Result", max=400, on="P")
