"""The new job and the contacts after it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain import checks
from desktop.domain.fields import Record, code, day, decimal, flag, integer, record, ref, text
from desktop.domain.records.letters import F, S


@record(
    "placement",
    label="Placement",
    plural="Placements",
    parent="traject",
    title=("function",),
    sort=("function",),
    why={
        "employer question": (
            "The job can be at another employer than where somebody learned. With the question a seat is filled."
        ),
        "function occupation_uri": (
            "It shows whether the new work is what the route was for; the region counts the switch with the code."
        ),
        "start end": (
            "The aftercare is planned from the first day; a temporary contract asks for a talk before it ends."
        ),
        "contract hours": "Funders and the region count how much and how certain the work is.",
        "wage_band": "The funder asks whether the work pays enough; a band says that without the wage.",
        "trial_until": "Until this day both can stop at once: call before it.",
        "no_risk_ground no_risk_until wage_support wage_support_from wage_support_until jobcoach jobcoach_hours": (
            "With this scheme UWV or the municipality bears part of the employer's risk or costs. It says something "
            "about health, so it is asked only with consent (article 9 GDPR)."
        ),
    },
)
class Placement(Record):
    """The job a person started in; the employer may differ from the learning employer."""

    employer: str | None = ref("Employer", "employer", required=True, on="DP")
    question: str | None = ref("Employer question", "question", on="DP")
    function: str | None = text("Function", required=True, on="DP", search=True)
    occupation_uri: str | None = text(
        "Occupation code", max=120, complete="occupation", required=True, check=checks.occupation, on="DP"
    )
    start: date | None = day("Starts on", required=True, on="D")
    end: date | None = day("Ends on", check=checks.after("start"), on="D", hint="Empty when the contract has no end.")
    contract: str | None = code("Kind of contract", "duration_kind", required=True, on="D")
    hours: Decimal | None = decimal("Hours", low=1, high=60, required=True, on="D", unit="hours a week")
    wage_band: str | None = code("Wage band", "wage_band", privacy=F)
    trial_until: date | None = day("Trial period until", check=checks.not_before("start"), on="C")
    no_risk_ground: str | None = code("Ground for no-risk cover", "no_risk_ground", privacy=S)
    no_risk_until: date | None = day("No-risk cover until", privacy=S)
    wage_support: str | None = code("Wage support", "wage_support", privacy=S)
    wage_support_from: date | None = day("Wage support from", privacy=S)
    wage_support_until: date | None = day("Wage support until", check=checks.not_before("wage_support_from"), privacy=S)
    jobcoach: str | None = ref("Job coach", "organisation_contact", privacy=S)
    jobcoach_hours: Decimal | None = decimal("Hours of job coaching", low=0, high=999, privacy=S, unit="hours")


@record(
    "sustained",
    label="Lasting work",
    plural="Lasting work",
    parent="placement",
    title=("months",),
    why={
        "months sustained": "Work that lasts is the result that counts: it is looked at after 3, 6 and 12 months.",
        "source": "A funder believes a registration sooner than a guess.",
    },
)
class Sustained(Record):
    """Whether the person still works 3, 6 or 12 months after the start, and who says so."""

    months: int | None = integer("After", low=3, high=12, on="P", unit="months")
    sustained: str | None = code("Still at work", "yes_no_unknown", on="P")
    source: str | None = code("Source", "sustained_source", on="P")


@record(
    "aftercare",
    label="Aftercare contact",
    plural="Aftercare contacts",
    parent="traject",
    title=("planned",),
    why={
        "placement occasion": "It shows to which job and which moment the contact belongs.",
        "planned": "One week and 1, 3, 6 and 12 months after the start; most people who stop do so early.",
        "done": "Empty means that it still has to be done.",
        "channel": "It shows how the contact went and what works for next time.",
        "with_whom": "Candidate and employer are asked apart: they do not always say the same.",
        "outcome action": "Trouble that is seen early can often be solved. Say who does what.",
        "score": "Only the average is reported, never of one person.",
        "stays in_region": "The region wants to know whether people stay, at work and living here.",
        "wish": "Learning does not end with a job: it can be the beginning of a new traject.",
    },
)
class Aftercare(Record):
    """One contact after the start of the job; planned by rule, done by a person."""

    placement: str | None = ref("Placement", "placement")
    occasion: str | None = code("Occasion", "aftercare_occasion", on="DC")
    planned: date | None = day("Planned on", required=True, on="DC")
    done: date | None = day("Done on", check=checks.not_in_future, on="D")
    channel: str | None = code("Through", "channel", on="D")
    with_whom: str | None = code("With", "aftercare_with", required=True, on="D")
    outcome: str | None = code("Outcome", "aftercare_outcome", on="D")
    action: str | None = text("Action", max=300, on="D")
    score: int | None = integer("Satisfaction", low=1, high=10, on="P")
    stays: bool | None = flag("Stays in the job", on="P")
    in_region: bool | None = flag("Still lives in the region", on="P")
    wish: str | None = text("Wish to learn", max=300, on="P")
