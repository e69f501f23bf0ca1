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
    why={
        "agreement_no": "With the number everybody means the same paper, also after an amendment.",
        "kind": (
            "The practice agreement (POK) belongs to the school and is only registered here; the learning-work "
            "agreement is ours."
        ),
        "question": "Training and a job belong together: without a question there is no work at the end.",
        "route": "The agreement promises time and money for exactly this route.",
        "start": "Everybody signs before this day; a scheme can refuse what began without signatures.",
        "end": "A switch takes one year at most; UWV keeps to the same limit.",
        "pathway": (
            "BBL is working and learning, BOL is school with practice. It decides which hours the law asks and which "
            "scheme pays."
        ),
        "work_hours school_hours": (
            "Work and lessons together: above 48 hours a week it is too much for nearly everybody."
        ),
        "bpv_total": "The practice agreement must name them (WEB 7.2.8).",
        "function place": "Candidate and employer must mean the same work, at the same place.",
        "pay pay_text": "The parties agree about the wage in writing, so that nobody is surprised afterwards.",
        "employment_kind": "It decides whether a trial period is allowed, and how much certainty there is afterwards.",
        "trial_weeks": "A trial period that is too long is void (article 7:652 of the Civil Code).",
        "trainer": "Guidance at work must be arranged: this person does it (WEB 7.2.8).",
        "school_guide": "Candidate and trainer know whom to call at the school.",
        "target_part": "What has to be passed in the practice, and nothing more (WEB 7.2.8).",
        "assessment": (
            "The school decides, and takes the judgement of the employer into account (WEB 7.2.8). Say how and when."
        ),
        "clawback": (
            "Training that a law or collective agreement obliges the employer to give must be free (article 7:611a "
            "of the Civil Code)."
        ),
        "clawback_checked": "A clause that is not allowed does not hold, and can cost the employee money.",
        "job_promise": "It says what follows when the route succeeds, so that nobody learns for nothing.",
        "insured insurance": "Somebody who has an accident or breaks something at work must know who pays.",
        "termination": "The agreement must say in which cases and how it can end early (WEB 7.2.8).",
        "replacement": "When a practice place falls away, the school helps to find another one (WEB 7.2.9).",
        "pok_no pok_sheet pok_date": (
            "With practice for a diploma the school, the student and the company sign a practice agreement (WEB "
            "7.2.8). Note its number here."
        ),
    },
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


@record(
    "agreement_party",
    label="Party",
    plural="Parties",
    parent="agreement",
    title=("role",),
    why={
        "role": "It decides who has to sign. Candidate, employer, school and desk always do.",
        "employer organisation desk": "The paper names this party with its full name and address.",
        "represented_by": "A company or school signs through a person who may do so.",
    },
)
class AgreementParty(Record):
    """One party of an agreement; the participant is the person of the dossier."""

    role: str | None = code("Party", "party_role", required=True, on="A")
    employer: str | None = ref("Employer", "employer", on="A")
    organisation: str | None = ref("Organisation", "organisation", on="A")
    desk: str | None = ref("Desk", "desk", on="A")
    represented_by: str | None = text("Represented by", max=160, on="A")


@record(
    "bpv_year",
    label="Practice hours a year",
    plural="Practice hours a year",
    parent="agreement",
    why={
        "study_year hours": (
            "The practice hours are divided over the study years (WEB 7.2.8); together they are the total."
        ),
    },
)
class BpvYear(Record):
    """The practice hours of one study year; together they are the total."""

    study_year: str | None = text("Study year", max=9, on="A", hint="For example 2026/2027.")
    hours: int | None = integer("Hours", low=0, high=9999, on="A", unit="hours")


@record(
    "cost_split",
    label="Cost",
    plural="Division of costs",
    parent="agreement",
    title=("cost_kind",),
    why={
        "*": "The parties and the funders each pay a part; together it must be the whole.",
    },
)
class CostSplit(Record):
    """Who pays one kind of cost."""

    cost_kind: str | None = code("Kind of cost", "cost_kind", required=True, privacy=F, on="A")
    amount: int | None = money("Amount", required=True, privacy=F, on="A")
    payer: str | None = code("Paid by", "payer", required=True, privacy=F, on="A")
    scheme: str | None = ref("Scheme", "scheme", privacy=F, on="A")


@record(
    "signature",
    label="Signature",
    plural="Signatures",
    parent="agreement",
    title=("sig_name",),
    why={
        "sig_party": "Each party signs once for each version; what is missing stands beside the agreement.",
        "sig_name sig_role": "It must be clear who signed and why that person may.",
        "sig_date": "Signatures belong before the first day; a scheme looks at this date.",
        "sig_how": "It says which original has to be kept: the paper, or the signed file.",
        "sig_doc": "The signed paper is the proof. Add the scan to the documents first.",
        "version": "A signature holds for the version that was read, not for the next one.",
    },
)
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
    why={
        "what from_date": "Everybody signs again, so it must be plain what changes and from when.",
        "reason": "Whoever looks back later understands why the agreement changed.",
    },
)
class Amendment(Record):
    """A sheet of amendment: it makes the next version, which everybody signs again."""

    version: int | None = integer("Version", low=2, on="AD", guarded=True)
    what: str | None = long_text("What changes", max=2000, on="AD", guarded=True)
    from_date: date | None = day("From", on="AD", guarded=True)
    reason: str | None = text("Reason", max=500, on="AD", guarded=True)
