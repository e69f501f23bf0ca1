"""The intake: what a person wants and can, what stands in the way, and the frozen versions of the report."""

from __future__ import annotations

from datetime import date, datetime

from desktop.domain import checks
from desktop.domain.fields import Merge, Record, code, day, flag, integer, long_text, moment, money, record, ref, text
from desktop.domain.records.letters import F, S


@record(
    "intake",
    label="Intake",
    plural="Intakes",
    parent="traject",
    title=("intake_date",),
    why={
        "intake_date": "It shows how long somebody has been waiting for the report, and which version is the newest.",
        "form": "It explains what could be seen and what not, for whoever reads the report later.",
        "minutes": "Funders pay for time that can be shown, and the desk learns how long an intake really takes.",
        "goal": "The words of the person stand first in the report. Everything that follows is held against them.",
        "orientation_goal": (
            "Somebody who does not know yet which work, can still go on with what there is to find out."
        ),
        "work_level": "It shows which level of learning fits, also when the diplomas say something else.",
        "numeracy": "Technical and care modules ask for arithmetic; below the level a preparation comes first.",
        "digital_level": "Lessons are often online. It shows whether help with the computer has to come first.",
        "mob_postcode": "Employers near this place are looked at first.",
        "max_km max_min": (
            "What can be travelled every day, also at six in the morning, decides which workplaces are possible."
        ),
        "available_from": "A question of an employer that starts earlier does not fit.",
        "hours_min hours_max": (
            "Questions of employers are compared with it. Work, lessons and study together stay within 48 hours."
        ),
        "wish_tasks": "Somebody who says which tasks give pleasure, finds work that lasts.",
        "wage_wish": "It shows whether a job pays enough to live on, before anybody hopes for it.",
        "learning_pref": "The school and the practice trainer can take it into account.",
        "care_duties care_text": "Hours of work and lessons have to fit the care at home.",
        "need_adaptation need_guidance need_variation": (
            "What somebody needs at work is close to health, so it is asked only with consent (article 9 GDPR): what "
            "is needed, never why."
        ),
        "vog_needed": "Some jobs ask for a certificate of conduct; it takes weeks, so ask for it early.",
        "vog_date": "That it was given is enough: what is in it is criminal data (article 10 GDPR).",
        "advice": (
            "The person and the referrer read this. Write what you advise and why, so that somebody else can go on "
            "with it."
        ),
        "agreed agreed_on": (
            "The report is about the person: it goes further only when the person has read it and agrees."
        ),
        "remark": "The person may add what is not right, in their own words (article 16 GDPR).",
    },
)
class Intake(Record):
    """The intake of a traject: a draft until it is frozen to a numbered version."""

    intake_date: date | None = day("Date of the intake", required=True, check=checks.not_in_future, on="I")
    form: str | None = code("Form", "intake_form", required=True, on="I")
    minutes: int | None = integer("Duration", low=1, high=600, required=True, on="I", unit="minutes")
    goal: str | None = long_text("Goal in own words", max=3000, on="I", search=True)
    orientation_goal: str | None = text(
        "Goal of the orientation", max=200, on="I", hint="When there is no wished occupation yet."
    )
    work_level: str | None = code("Level of work and thinking", "work_level", required=True, on="I")
    numeracy: str | None = code("Level of arithmetic", "numeracy", on="IR")
    digital_level: str | None = code("Digital level", "digital_level", on="I")
    mob_postcode: str | None = text(
        "Postcode to look from", max=7, required=True, check=checks.postcode, on="I", hint="Usually the home address."
    )
    max_km: int | None = integer("Farthest distance", low=0, high=999, on="I", unit="km")
    max_min: int | None = integer("Longest journey", low=0, high=999, on="I", unit="minutes")
    available_from: date | None = day("Available from", required=True, on="I")
    hours_min: int | None = integer("Fewest hours", low=0, high=60, required=True, on="I", unit="hours a week")
    hours_max: int | None = integer(
        "Most hours",
        low=0,
        high=60,
        required=True,
        check=checks.not_below("hours_min"),
        on="I",
        unit="hours a week",
    )
    wish_tasks: str | None = long_text("Wished tasks", max=500, on="I")
    wage_wish: int | None = money(
        "Wished wage", privacy=F, on="I", toggled=True, hint="Gross a month. The employer never sees this."
    )
    learning_pref: str | None = long_text("Wishes for learning, and style", max=500, on="I")
    care_duties: bool | None = flag("Care duties", privacy=F, on="I", toggled=True)
    care_text: str | None = text(
        "What care means for planning", max=500, privacy=F, on="I", toggled=True, hint="Only days and times."
    )
    need_adaptation: str | None = code(
        "Workplace adaptation needed", "yes_no_unknown", privacy=S, hint="Only with consent C4. Never the cause."
    )
    need_guidance: str | None = code(
        "Guidance needed", "yes_no_unknown", privacy=S, hint="Only with consent C4. Never the cause."
    )
    need_variation: str | None = code(
        "Variation in work needed", "yes_no_unknown", privacy=S, hint="Only with consent C4. Never the cause."
    )
    vog_needed: bool | None = flag("Certificate of conduct needed", privacy=F, on="AD")
    vog_date: date | None = day(
        "Certificate of conduct received on", check=checks.not_in_future, privacy=F, on="AD", hint="Never its content."
    )
    advice: str | None = long_text(
        "Advice and summary", max=3000, required=True, on="ID", search=True, hint="At least 100 characters."
    )
    agreed: bool | None = flag("Candidate agrees", on="I")
    agreed_on: date | None = day("Agreed on", check=checks.not_in_future, on="I")
    remark: str | None = long_text("Remark of the candidate", max=1000, on="I")
    version: int | None = integer("Frozen version", low=1, guarded=True, on="I")


@record(
    "transport",
    label="Means of transport",
    plural="Transport",
    parent="intake",
    title=("transport",),
    why={
        "transport": "With it you know whether a workplace or an early shift can be reached.",
    },
)
class Transport(Record):
    """One means of transport a person has."""

    transport: str | None = code("Means of transport", "transport", on="I")


@record(
    "working_time",
    label="Working time",
    plural="Working times",
    parent="intake",
    title=("working_time",),
    why={
        "working_time": "A roster that does not fit at home is the way to dropping out.",
    },
)
class WorkingTime(Record):
    """One day or shift a person can work."""

    working_time: str | None = code("Days and shifts", "working_time", on="I")


@record(
    "wish_occupation",
    label="Wished occupation",
    plural="Wished occupations",
    parent="intake",
    title=("occupation_label",),
    why={
        "rank": "The first choice is looked at first; the others are the way out when there is no question for it.",
        "occupation_label": "Open questions of employers are compared with it. Choose from the list where you can.",
        "occupation_uri": "With the code a question is found that has another name for the same occupation.",
    },
)
class WishOccupation(Record):
    """One of the three occupations a person wants, in order."""

    rank: int | None = integer("Order", low=1, high=3, on="IR")
    occupation_label: str | None = text("Wished occupation", max=200, complete="occupation", on="IR", search=True)
    occupation_uri: str | None = text(
        "Occupation code", max=120, complete="occupation", check=checks.occupation, on="IR"
    )


@record(
    "wish_sector",
    label="Wished sector",
    plural="Wished sectors",
    parent="intake",
    title=("sector",),
    why={
        "sector": "Somebody may know the sector before the occupation. It widens the search.",
    },
)
class WishSector(Record):
    """One sector a person wants to work in."""

    sector: str | None = text("Wished sector", complete="sbi", on="I")


@record(
    "next_step",
    label="Next step",
    plural="Next steps",
    parent="intake",
    title=("what",),
    sort=("what",),
    why={
        "what": "Both go home with the same list: it stands at the end of the report.",
        "who": "A step without a name is not taken. It can be the person, you or somebody else.",
        "due": "With a day you can come back to it.",
    },
)
class NextStep(Record):
    """What happens next, who does it, and when."""

    what: str | None = text("What", max=200, required=True, on="I")
    who: str | None = text("Who", required=True, on="I")
    due: date | None = day("When", required=True, on="I")


@record(
    "barrier",
    label="Barrier",
    plural="Barriers",
    parent="traject",
    title=("barrier_cat",),
    why={
        "*": "What stands in the way is solved with the person, step by step. It is not shown to employers.",
    },
)
class Barrier(Record):
    """Something that stands in the way, with who does what about it."""

    barrier_cat: str | None = code("Kind of barrier", "barrier", required=True, privacy=F, on="ID", toggled=True)
    barrier_text: str | None = long_text(
        "Description", max=500, privacy=F, on="ID", toggled=True, hint="No diagnosis and no details about health."
    )
    owner: str | None = ref("Who picks it up", "user", privacy=F, on="D")
    action: str | None = text("Action", max=200, privacy=F, on="D")
    solved: date | None = day("Solved on", check=checks.not_in_future, privacy=F, on="D")


@record(
    "support",
    label="Support",
    plural="Support",
    parent="traject",
    title=("support_kind",),
    why={
        "*": "It prevents that two organisations do the same, and shows who can be asked.",
    },
)
class Support(Record):
    """One kind of support, with who gives it; never why."""

    support_kind: str | None = code("Kind of support", "support", privacy=F, on="I")
    provider: str | None = ref("Given by", "organisation", privacy=F, on="I")


@record(
    "intake_version",
    label="Version of the intake",
    plural="Versions of the intake",
    parent="traject",
    title=("version",),
    append_only=True,
)
class IntakeVersion(Record):
    """A frozen intake report: the stored print is the document, the snapshot is what it was made from."""

    version: int | None = integer("Version", low=1, required=True, merge=Merge.FIXED, guarded=True, on="I")
    frozen_at: datetime | None = moment("Frozen on", required=True, merge=Merge.FIXED, guarded=True, on="I")
    frozen_by: str | None = ref("Frozen by", "user", merge=Merge.FIXED, guarded=True, on="I")
    sha256: str | None = text("SHA-256 of the print", max=64, required=True, merge=Merge.FIXED, guarded=True, on="I")
    size: int | None = integer("Size", low=0, merge=Merge.FIXED, guarded=True, unit="bytes")
    snapshot: str | None = long_text("Values as JSON", max=1_000_000, merge=Merge.FIXED, guarded=True)
