"""The route to a diploma or certificate: modules in order, attempts, exemptions and guided weeks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain import checks
from desktop.domain.fields import Record, code, day, decimal, flag, integer, long_text, record, ref, text


@record(
    "route",
    label="Route",
    plural="Routes",
    parent="traject",
    title=("route_no", "name"),
    sort=("name",),
    why={
        "route_no": "With the number school and desk mean the same route.",
        "name": "A name that the candidate recognises as the own plan.",
        "question": "A route leads to a job that exists: this employer waits at the end.",
        "from_occ from_label to_occ to_label": (
            "The switch in one line. With the codes the region counts from which to which work people go."
        ),
        "target_credential": "Choose the lightest that opens the job: a whole diploma rarely fits in one year.",
        "crebo croho level": "The school builds the route on this qualification, and BBL schemes ask for the code.",
        "pathway": "It decides which hours the law asks and which scheme pays.",
        "start": "Modules, the one-year limit and the funding count from this day.",
        "end_plan": (
            "It moves along when a module moves. Longer than a year is only possible with a reason of the team lead."
        ),
        "end_real": "Beside the planned end it shows what a route really takes, for who comes after.",
        "fallback": "When a module or the job falls away, this is the plan. Nobody should leave with empty hands.",
    },
)
class Route(Record):
    """The way from one occupation to another, at most one year long."""

    route_no: str | None = text("Route number", max=30, required=True, on="RD", search=True)
    name: str | None = text("Name", max=160, required=True, on="RD", search=True)
    question: str | None = ref("Employer question", "question", on="R")
    from_occ: str | None = text(
        "Occupation now (code)", max=120, complete="occupation", check=checks.occupation, required=True, on="RP"
    )
    from_label: str | None = text("Occupation now", max=200, complete="occupation", on="RP")
    to_occ: str | None = text(
        "New occupation (code)", max=120, complete="occupation", check=checks.occupation, required=True, on="RP"
    )
    to_label: str | None = text("New occupation", max=200, complete="occupation", on="RP")
    target_credential: str | None = code("Credential to reach", "credential", required=True, on="RDP")
    crebo: str | None = text("Crebo", max=5, complete="crebo", check=checks.crebo, on="AR")
    croho: str | None = text("Croho", max=5, complete="croho", check=checks.croho, on="AR")
    level: str | None = code("Level", "module_level", on="AR")
    pathway: str | None = code("Learning pathway", "pathway", on="R")
    start: date | None = day("Starts on", required=True, on="RC")
    end_plan: date | None = day(
        "Planned end",
        required=True,
        check=checks.all_of(checks.after("start"), checks.within_days("start", 365)),
        on="RC",
        hint="At most one year after the start.",
    )
    end_real: date | None = day("Real end", check=checks.not_before("start"), on="RC")
    load_total: Decimal | None = decimal("Load in all", derived=True, on="R", unit="hours")
    fallback: str | None = long_text(
        "If it does not work out",
        max=2000,
        required=True,
        on="R",
        hint="A retake, a certificate, a practice statement.",
    )
    status: str | None = code("Status", "route_status", required=True, on="RC", guarded=True)
    outcome: str | None = code(
        "Credential reached", "credential", on="RDP", guarded=True, hint="May be lighter than the credential aimed at."
    )


@record(
    "approval",
    label="Approval",
    plural="Approvals",
    parent="route",
    title=("role", "name"),
    why={
        "role name approved_on": (
            "School, candidate and employer each say yes to the route before the agreement is made."
        ),
    },
)
class Approval(Record):
    """School, candidate or employer approved the route."""

    role: str | None = code("Party", "party_role", required=True, on="R")
    name: str | None = text("Name", max=160, required=True, on="R")
    approved_on: date | None = day("Approved on", required=True, check=checks.not_in_future, on="R")


@record(
    "enrolment",
    label="Enrolment",
    plural="Enrolments",
    parent="route",
    title=("module",),
    why={
        "module": "It counts for the hours, the cost and the end of the route.",
        "seq": "What is needed first stands first; modules beside each other make a full week.",
        "mandatory": "The stage Modules is finished when all mandatory modules are passed or exempt.",
        "start end": "Together they make the timeline; what comes after moves along.",
        "attendance": "Funders want to see it, and somebody who is often away may need help.",
    },
)
class Enrolment(Record):
    """One module in a route, planned and followed."""

    module: str | None = ref("Module", "module", required=True, on="RC")
    seq: int | None = integer("Order", low=1, high=999, required=True, on="RC")
    mandatory: bool | None = flag("Mandatory", required=True, on="RC")
    start: date | None = day("Starts on", required=True, on="RC")
    end: date | None = day("Planned end", required=True, check=checks.not_before("start"), on="RC")
    status: str | None = code("Status", "enrolment_status", required=True, on="RC", guarded=True)
    attendance: Decimal | None = decimal("Attendance", low=0, high=100, on="DP", unit="%")


@record(
    "attempt",
    label="Attempt",
    plural="Attempts",
    parent="enrolment",
    title=("attempt_no",),
    why={
        "attempt_no attempt_date": (
            "At most three attempts; after the second one look at the route again with the school."
        ),
        "result": "Passed closes the module. With not passed a new attempt is planned, or another module.",
        "grade": "Only when the school gives one; it stands on the list of results.",
    },
)
class Attempt(Record):
    """One exam or assessment of a module; at most three."""

    attempt_no: int | None = integer("Attempt", low=1, high=3, required=True, on="RD")
    attempt_date: date | None = day("Date", required=True, on="RD")
    result: str | None = code("Result", "attempt_result", on="RD")
    grade: Decimal | None = decimal("Grade", low=1, high=10, on="RD")


@record(
    "exemption",
    label="Exemption",
    plural="Exemptions",
    parent="enrolment",
    title=("exemption_ground",),
    why={
        "exemption_ground": "The exam board wants to know on what it may rely.",
        "exemption_by exemption_date": "Only the exam board decides on an exemption, not the desk or the employer.",
        "certificate_date": "An older certificate of experience often counts no more.",
        "evidence": "The paper on which the exam board decided.",
    },
)
class Exemption(Record):
    """The exam board decided that a module need not be followed."""

    exemption_ground: str | None = code("Ground", "exemption_ground", required=True, on="RD")
    exemption_by: str | None = ref("Decided by (exam board)", "organisation", required=True, on="RD")
    exemption_date: date | None = day("Decided on", required=True, check=checks.not_in_future, on="RD")
    certificate_date: date | None = day(
        "Date of the certificate",
        check=checks.not_in_future,
        on="RD",
        hint="An EVC certificate counts for 24 months.",
    )
    evidence: str | None = ref("Evidence", "document", on="RD")


@record(
    "guided_week",
    label="Guided week",
    plural="Guided weeks",
    parent="enrolment",
    title=("week",),
    why={
        "week": "The scheme Praktijkleren pays by the weeks in which somebody was guided: 42 weeks are a full place.",
    },
)
class GuidedWeek(Record):
    """One week in which the person was guided at work; counted for claims."""

    week: date | None = day("Week", check=checks.all_of(checks.not_in_future, checks.monday), on="P")
