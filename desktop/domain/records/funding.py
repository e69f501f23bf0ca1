"""Funding: schemes with their windows and conditions, and the lines, invoices and evidence of a traject."""

from __future__ import annotations

from datetime import date

from desktop.domain import checks
from desktop.domain.fields import Record, code, day, integer, money, record, ref, text
from desktop.domain.records.letters import B, F


@record("scheme", label="Scheme", plural="Schemes", scope="region", title=("scheme",), sort=("scheme",))
class Scheme(Record):
    """A subsidy, fund or voucher, for as long as it can be asked for."""

    scheme: str | None = text("Scheme", max=160, required=True, privacy=B, on="P", search=True)
    provider: str | None = ref("Financier", "organisation", required=True, privacy=B, on="P")
    valid_from: date | None = day("Valid from", required=True, privacy=B, on="P")
    valid_until: date | None = day("Valid until", check=checks.not_before("valid_from"), privacy=B, on="P")
    window_from: date | None = day("Window opens", privacy=B, on="P")
    window_until: date | None = day("Window closes", check=checks.not_before("window_from"), privacy=B, on="P")
    max_amount: int | None = money("Largest amount", privacy=B, on="P")
    unit: str | None = code("Per", "scheme_unit", privacy=B, on="P")


@record(
    "scheme_condition",
    label="Condition",
    plural="Conditions",
    parent="scheme",
    scope="region",
    title=("condition",),
)
class SchemeCondition(Record):
    """One condition of a scheme, with the version of the rules it stands in."""

    condition: str | None = text("Condition", max=400, privacy=B, on="P")
    version: int | None = integer("Version of the rules", low=1, privacy=B, on="P")


@record(
    "scheme_evidence",
    label="Evidence asked for",
    plural="Evidence asked for",
    parent="scheme",
    scope="region",
    title=("ev_kind",),
)
class SchemeEvidence(Record):
    """One kind of evidence a scheme asks for."""

    ev_kind: str | None = code("Kind of evidence", "evidence_kind", privacy=B, on="P")
    version: int | None = integer("Version of the rules", low=1, privacy=B, on="P")


@record(
    "funding_line",
    label="Cost and cover",
    plural="Costs and cover",
    parent="traject",
    title=("cost_kind",),
    why={
        "*": "The funder pays only what was asked for in time and can be shown afterwards.",
    },
)
class FundingLine(Record):
    """One cost of a traject with the scheme that covers it."""

    cost_kind: str | None = code("Kind of cost", "cost_kind", required=True, privacy=F, on="RP")
    amount: int | None = money("Amount", low=1, required=True, privacy=F, on="RP")
    enrolment: str | None = ref("For module", "enrolment", privacy=F, on="R")
    payer: str | None = code("Paid by", "payer", privacy=F, on="R")
    scheme: str | None = ref("Scheme", "scheme", privacy=F, on="RP")
    line_status: str | None = code("Status", "funding_status", required=True, privacy=F, on="RP")
    award_no: str | None = text("Number of the decision", max=60, privacy=F, on="P")
    award_date: date | None = day("Date of the decision", check=checks.not_in_future, privacy=F, on="P")
    applicant: str | None = ref("Applicant (organisation)", "organisation", privacy=F, on="P")
    applicant_employer: str | None = ref("Applicant (employer)", "employer", privacy=F, on="P")
    deadline: date | None = day("Deadline", privacy=F, on="P")


@record(
    "invoice",
    label="Invoice",
    plural="Invoices",
    parent="funding_line",
    title=("inv_no",),
    sort=("inv_no",),
    why={
        "*": "The funder asks for the invoice with the account of what was spent.",
    },
)
class Invoice(Record):
    """One invoice for a cost; the number is unique per supplier."""

    inv_no: str | None = text("Invoice number", max=60, privacy=F, on="P")
    inv_date: date | None = day("Date of the invoice", check=checks.not_in_future, privacy=F, on="P")
    inv_amount: int | None = money("Amount of the invoice", privacy=F, on="P")
    supplier: str | None = ref("Supplier", "organisation", privacy=F, on="P")


@record(
    "evidence",
    label="Piece of evidence",
    plural="Evidence",
    parent="funding_line",
    title=("ev_kind",),
    why={
        "*": "The funder asks for evidence of hours and results; without it the money is asked back.",
    },
)
class Evidence(Record):
    """One piece of evidence for a claim, and the judgement on it."""

    ev_kind: str | None = code("Kind of evidence", "evidence_kind", required=True, privacy=F, on="P")
    ev_from: date | None = day("Period from", required=True, privacy=F, on="P")
    ev_until: date | None = day("Period until", required=True, check=checks.not_before("ev_from"), privacy=F, on="P")
    ev_verdict: str | None = code("Judgement", "evidence_verdict", privacy=F, on="P")
    ev_by: str | None = ref("Judged by", "user", privacy=F, on="P")
    ev_on: date | None = day("Judged on", check=checks.not_in_future, privacy=F, on="P")
    document: str | None = ref("Document", "document", privacy=F, on="P")


@record(
    "personal_budget",
    label="Personal budget",
    plural="Personal budgets",
    parent="traject",
    title=("scheme",),
    why={
        "*": "It shows what is left for training before something is promised.",
    },
)
class PersonalBudget(Record):
    """Money set apart for one person; what was spent and reserved is the sum of the funding lines."""

    scheme: str | None = ref("Scheme", "scheme", privacy=F, on="RD")
    pb_total: int | None = money("In all", privacy=F, on="RD")
    pb_spent: int | None = money("Spent", derived=True, privacy=F, on="RD")
    pb_reserved: int | None = money("Reserved", derived=True, privacy=F, on="RD")
