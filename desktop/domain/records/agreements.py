"""The learning-work agreement: parties, hours, costs, signatures and sheets of amendment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain import checks
from desktop.domain.fields import Record, code, day, decimal, flag, integer, long_text, money, record, ref, text
from desktop.domain.records.letters import F


@record(
    "agreement",
    label="Learning-work agreement",
    plural="Learning-work agreements",
    parent="traject",
    title=("agreement_no",),
    sort=("agreement_no",),
)
class Agreement(Record):
    """What candidate, employer, school and desk agree on; at most one year."""

    agreement_no: str | None = text("Number", max=30, required=True, on="AD", search=True)
    version: int | None = integer("Version", low=1, required=True, on="AD", guarded=True)
    kind: str | None = code("Kind", "agreement_kind", required=True, on="AD")
    question: str | None = ref("Employer question", "question", required=True, on="A")
    route: str | None = ref("Route", "route", required=True, on="A")
    start: date | None = day("Starts on", required=True, on="AC")
    end: date | None = day(
        "Ends on",
        required=True,
        check=checks.all_of(checks.after("start"), checks.within_days("start", 365)),
        on="AC",
        hint="At most one year after the start.",
    )
    pathway: str | None = code("Learning pathway", "pathway", required=True, on="A")
    work_hours: Decimal | None = decimal("Working hours", low=0, high=60, required=True, on="A", unit="hours a week")
    school_hours: Decimal | None = decimal("School hours", low=0, high=60, required=True, on="A", unit="hours a week")
    bpv_total: int | None = integer("Practice hours in all", low=0, high=9999, on="A", unit="hours")
    function: str | None = text("Function", required=True, on="A")
    place: str | None = text("Workplace", max=200, required=True, on="A")
    pay: int | None = money("Wage or allowance", privacy=F, on="A", hint="Gross a month.")
    pay_text: str | None = text("About the wage", max=300, privacy=F, on="A")
    employment_kind: str | None = code("Form of contract", "duration_kind", on="A")
    trial_weeks: int | None = integer(
        "Trial period",
        low=0,
        high=9,
        on="A",
        unit="weeks",
        hint="None in a contract up to 6 months, at most 1 month in one under 2 years.",
    )
    trainer: str | None = ref("Practice trainer", "contact", required=True, on="A")
    school_guide: str | None = ref("School mentor", "organisation_contact", required=True, on="A")
    target_part: str | None = text("Part to pass", max=400, required=True, on="AR")
    assessment: str | None = long_text("How it is judged", max=2000, required=True, on="AR")
    clawback: str | None = long_text(
        "Study-cost clause", max=2000, privacy=F, on="A", hint="Often not allowed since 1 August 2022."
    )
    clawback_checked: bool | None = flag("Clause checked by a lawyer", privacy=F)
    job_promise: str | None = code("Job promise", "job_promise", required=True, on="A")
    insured: bool | None = flag("Insured by the employer", required=True, on="A")
    insurance: str | None = long_text("Insurance and liability", max=2000, required=True, on="A")
    termination: str | None = long_text("Ending", max=2000, required=True, on="A")
    replacement: str | None = long_text("Replacement", max=2000, on="A")
    pok_no: str | None = text("POK number", max=60, on="DP", hint="The practice agreement of the school.")
    pok_sheet: str | None = text("POK sheet", max=60, on="DP")
    pok_date: date | None = day("Date of the POK", check=checks.not_in_future, on="DP")
    status: str | None = code("Status", "agreement_status", required=True, on="CD", guarded=True)


@record("agreement_party", label="Party", plural="Parties", parent="agreement", title=("role",))
class AgreementParty(Record):
    """One party of an agreement; the participant is the person of the dossier."""

    role: str | None = code("Party", "party_role", required=True, on="A")
    employer: str | None = ref("Employer", "employer", on="A")
    organisation: str | None = ref("Organisation", "organisation", on="A")
    desk: str | None = ref("Desk", "desk", on="A")
    represented_by: str | None = text("Represented by", max=160, on="A")


@record("bpv_year", label="Practice hours a year", plural="Practice hours a year", parent="agreement")
class BpvYear(Record):
    """The practice hours of one study year; together they are the total."""

    study_year: str | None = text("Study year", max=9, on="A", hint="For example 2026/2027.")
    hours: int | None = integer("Hours", low=0, high=9999, on="A", unit="hours")


@record("cost_split", label="Cost", plural="Division of costs", parent="agreement", title=("cost_kind",))
class CostSplit(Record):
    """Who pays one kind of cost."""

    cost_kind: str | None = code("Kind of cost", "cost_kind", required=True, privacy=F, on="A")
    amount: int | None = money("Amount", required=True, privacy=F, on="A")
    payer: str | None = code("Paid by", "payer", required=True, privacy=F, on="A")
    scheme: str | None = ref("Scheme", "scheme", privacy=F, on="A")


@record("signature", label="Signature", plural="Signatures", parent="agreement", title=("sig_name",))
class Signature(Record):
    """One party signed one version of an agreement."""

    sig_party: str | None = ref("Party", "agreement_party", required=True, on="AD")
    sig_name: str | None = text("Name", max=160, required=True, on="AD")
    sig_role: str | None = text("Function", required=True, on="AD")
    sig_date: date | None = day("Signed on", required=True, check=checks.not_in_future, on="AD")
    sig_how: str | None = code("How", "signature_how", required=True, on="AD")
    sig_doc: str | None = ref("Scan", "document", required=True, on="AD")
    version: int | None = integer("Version signed", low=1, on="AD")


@record(
    "amendment",
    label="Amendment",
    plural="Amendments",
    parent="agreement",
    title=("version", "what"),
    append_only=True,
)
class Amendment(Record):
    """A sheet of amendment: it makes the next version, which everybody signs again."""

    version: int | None = integer("Version", low=2, on="AD", guarded=True)
    what: str | None = long_text("What changes", max=2000, on="AD", guarded=True)
    from_date: date | None = day("From", on="AD", guarded=True)
    reason: str | None = text("Reason", max=500, on="AD", guarded=True)
