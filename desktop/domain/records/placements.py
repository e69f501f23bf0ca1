"""The new job and the contacts after it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain import checks
from desktop.domain.fields import Record, code, day, decimal, flag, integer, record, ref, text
from desktop.domain.records.letters import F, S


@record("placement", label="Placement", plural="Placements", parent="traject", title=("function",), sort=("function",))
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


@record("sustained", label="Lasting work", plural="Lasting work", parent="placement", title=("months",))
class Sustained(Record):
    """Whether the person still works 3, 6 or 12 months after the start, and who says so."""

    months: int | None = integer("After", low=3, high=12, on="P", unit="months")
    sustained: str | None = code("Still at work", "yes_no_unknown", on="P")
    source: str | None = code("Source", "sustained_source", on="P")


@record("aftercare", label="Aftercare contact", plural="Aftercare contacts", parent="traject", title=("planned",))
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
