"""Employer questions with their tasks and requirements, and the matches with candidates."""

from __future__ import annotations

from datetime import date

from desktop.domain import checks
from desktop.domain.fields import Record, code, day, flag, integer, long_text, money, record, ref, text
from desktop.domain.records.letters import B


@record(
    "question",
    label="Employer question",
    plural="Employer questions",
    parent="employer",
    scope="region",
    title=("question_no", "title"),
    sort=("title",),
    why={
        "question_no": "With the number everybody means the same question, on paper and on the phone.",
        "title": "Say in one line what work it is; people choose from a list of these titles.",
        "kind": "Keeping people asks something else than hiring them: a different route, and sometimes other money.",
        "raised_by raised_on": (
            "This colleague knows what the employer really said. After a while it has to be asked whether it still "
            "holds."
        ),
        "seats": "A question stays open until all seats are filled; each accepted match takes one.",
        "filled": "The programme counts it from the matches that everybody agreed to.",
        "occupation_label": (
            "The wishes of people are compared with it. Choose from the list, so that the same word is used."
        ),
        "occupation_uri": "With the code the question is found by people who name the occupation differently.",
        "contract_kind": "A job with wages differs from a trial placement without: UWV has rules for each.",
        "duration_kind": (
            "Work without an end date gives more certainty than a contract for half a year; the person chooses with "
            "open eyes."
        ),
        "hours_min hours_max": "It is compared with the hours that somebody can and wants to work.",
        "wage_from wage_to": "It is compared with the wish of the person; it may never be less than the minimum wage.",
        "work_street work_house_no work_suffix work_postcode work_city": (
            "It shows whether somebody can get there every day."
        ),
        "start": "It is compared with the day from which somebody is available.",
        "closing": "After this day the employer looks elsewhere; propose people before it.",
        "job_promise": (
            "Training with UWV benefit needs a signed intention or guarantee of a job, or another good chance of work."
        ),
        "promise_doc": "UWV and the funder ask for the paper itself, signed by the employer.",
        "learning_place": "For a practice part the company must be recognised by SBB (WEB 7.2.10).",
        "bpv_hours": "With BBL at least 610 hours of practice a study year are needed (WEB 7.2.7).",
    },
)
class Question(Record):
    """What an employer asks for: seats, tasks, a workplace, and what is promised at the end."""

    question_no: str | None = text("Question number", max=20, required=True, privacy=B, on="ARP", search=True)
    title: str | None = text("Title", required=True, privacy=B, on="ARP", search=True)
    kind: str | None = code("Kind", "question_kind", required=True, privacy=B, on="P")
    raised_by: str | None = ref("Collected by", "user", required=True, privacy=B, on="P")
    raised_on: date | None = day("Collected on", required=True, check=checks.not_in_future, privacy=B, on="P")
    seats: int | None = integer("Seats", low=1, high=999, required=True, privacy=B, on="P")
    filled: int | None = integer("Filled", low=0, derived=True, privacy=B, on="P")
    occupation_label: str | None = text(
        "Occupation", max=200, complete="occupation", required=True, privacy=B, on="RP", search=True
    )
    occupation_uri: str | None = text(
        "Occupation code",
        max=120,
        complete="occupation",
        required=True,
        check=checks.occupation,
        privacy=B,
        on="RP",
    )
    contract_kind: str | None = code("Kind of contract", "contract_kind", required=True, privacy=B, on="A")
    duration_kind: str | None = code("Employment contract", "duration_kind", privacy=B, on="A")
    hours_min: int | None = integer("Fewest hours", low=0, high=60, privacy=B, on="R", unit="hours a week")
    hours_max: int | None = integer(
        "Most hours",
        low=0,
        high=60,
        check=checks.not_below("hours_min"),
        privacy=B,
        on="R",
        unit="hours a week",
    )
    wage_from: int | None = money("Wage from", privacy=B, hint="Gross a month.")
    wage_to: int | None = money("Wage to", check=checks.not_below("wage_from"), privacy=B, hint="Gross a month.")
    work_street: str | None = text("Street", privacy=B, on="R")
    work_house_no: int | None = integer("House number", low=1, high=99999, privacy=B, on="R")
    work_suffix: str | None = text("Addition", max=10, privacy=B, on="R")
    work_postcode: str | None = text("Postcode", max=7, required=True, check=checks.postcode, privacy=B, on="R")
    work_city: str | None = text("Town", max=80, required=True, privacy=B, on="R", search=True)
    start: date | None = day("Starts on", privacy=B, on="R")
    closing: date | None = day("Closes on", privacy=B, on="R")
    job_promise: str | None = code("Job promise", "job_promise", required=True, privacy=B, on="AP")
    promise_doc: str | None = ref("Proof of the promise", "document", privacy=B, on="AP")
    learning_place: bool | None = flag("Learning place", privacy=B, on="AR")
    bpv_hours: int | None = integer("Practice hours", low=0, high=9999, privacy=B, on="AR", unit="hours")
    status: str | None = code("Status", "question_status", required=True, privacy=B, on="P", guarded=True)
    close_reason: str | None = code("Reason of closing", "question_close_reason", privacy=B, on="P", guarded=True)


@record(
    "question_task",
    label="Task",
    plural="Tasks",
    parent="question",
    scope="region",
    title=("task",),
    sort=("task",),
    why={
        "task": "Work is put together from tasks. Three or more are needed to compare it with what somebody can.",
        "weight": "From 1 (now and then) to 5 (the heart of the work): gaps in a heavy task count most.",
    },
)
class QuestionTask(Record):
    """One task of the work; matching needs at least three."""

    task: str | None = text("Task", privacy=B, on="R", search=True)
    weight: int | None = integer("Weight", low=1, high=5, privacy=B, on="R")


@record(
    "requirement",
    label="Requirement",
    plural="Requirements",
    parent="question",
    scope="region",
    title=("requirement",),
    why={
        "requirement": "Ask only what the work needs; each needless requirement keeps good people away.",
        "necessity": "What is nice to have may not close the door; it can be learned on the way.",
        "legal_ground": "A requirement without a reason can be discrimination, also when nobody means it so.",
    },
)
class Requirement(Record):
    """What the employer must have or likes to have, and on which ground it may be asked."""

    requirement: str | None = text("Requirement", max=200, privacy=B, on="R")
    necessity: str | None = code("Must or nice", "necessity", privacy=B, on="R")
    legal_ground: str | None = text(
        "Why it may be asked", max=200, privacy=B, on="R", hint="A law, a safety rule, or what the work itself needs."
    )


@record(
    "question_tag",
    label="Cluster or theme",
    plural="Clusters and themes",
    parent="question",
    scope="region",
    title=("tag",),
    sort=("tag",),
    why={
        "tag kind": "The region counts with it which clusters and shortages are helped.",
    },
)
class QuestionTag(Record):
    """One cluster, theme or shortage that the question belongs to."""

    tag: str | None = text("Cluster or theme", max=80, complete="theme", privacy=B, on="P")
    kind: str | None = code("Kind of tag", "tag_kind", privacy=B, on="P")


@record(
    "match",
    label="Match",
    plural="Matches",
    parent="traject",
    title=("match_status",),
    why={
        "question": "The person is put beside what this employer asks.",
        "score parts": "A help to look in the right order. People decide; nobody is refused by a number.",
        "gaps": "What is missing now can be learned: the route begins here.",
        "candidate_agreed employer_agreed": "Only when both have said yes, agreement and route may follow.",
    },
)
class Match(Record):
    """A candidate put beside a question, with the explained score and who decided what."""

    question: str | None = ref("Employer question", "question", required=True, on="R")
    score: int | None = integer("Score", low=0, high=100, on="R")
    parts: str | None = long_text("Score by part", on="R", hint="As JSON.")
    gaps: str | None = long_text("Gaps", on="R", hint="What is still missing, in words.")
    match_status: str | None = code("Status", "match_status", required=True, on="D", guarded=True)
    decided_by: str | None = ref("Decided by", "user", on="D", guarded=True)
    decided_on: date | None = day("Decided on", check=checks.not_in_future, on="D", guarded=True)
    candidate_agreed: date | None = day("Candidate agreed on", check=checks.not_in_future, on="D")
    employer_agreed: date | None = day("Employer agreed on", check=checks.not_in_future, on="D")
