"""Employer questions: from collected to filled or closed, and how many seats are taken (domain.md 2.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from desktop.application.cases import TEAM_LEAD, numbers
from desktop.application.checking import known_code, must, new_record
from desktop.application.ports import Reader, Work
from desktop.domain.changes import Action, Edit, SetField
from desktop.domain.errors import GateClosed, Missing, Refused
from desktop.domain.intake_rules import FILL_IN
from desktop.domain.records import Employer, Match, Question, QuestionTask
from desktop.domain.said import N_, CodeName, FieldName, said

FEWEST_TASKS = 3
"""Tasks a question has before candidates can be matched with it (data dictionary 3.9)."""

MATCHABLE = ("open", "matching", "partly_filled")
"""The states in which a candidate can be proposed."""

_NEXT = {
    "collected": ("clarified", "lapsed"),
    "clarified": ("validated", "collected", "lapsed"),
    "validated": ("open", "clarified", "lapsed"),
    "open": ("matching", "partly_filled", "filled", "closed", "lapsed"),
    "matching": ("open", "partly_filled", "filled", "closed", "lapsed"),
    "partly_filled": ("open", "matching", "filled", "closed", "lapsed"),
    "filled": ("partly_filled", "open", "closed"),
    "closed": ("open",),
    "lapsed": ("open",),
}
_VALIDATORS = (TEAM_LEAD, "account_manager")
_WHEN_CLEAR = ("title", "kind", "seats", "occupation_uri", "contract_kind", "work_postcode", "work_city", "job_promise")


def raise_question(
    work: Work,
    employer: str,
    values: Mapping[str, Any],
    tasks: Iterable[tuple[str, int]] = (),
    requirements: Iterable[Mapping[str, Any]] = (),
) -> Action:
    """A question of an employer with its tasks (text and weight 1 to 5) and requirements, as it was collected."""
    work.read.get(Employer, employer)
    own = {"question_no": next(question_numbers(work)), **collected(work)}
    made = new_record(work, "question", employer, {**own, **values, "status": "collected"})
    must(work, made.values, "question", ("title",))
    if work.read.where(Question, limit=1, question_no=made.values["question_no"]):
        raise Refused(
            said(N_("There is a question with number {number} already. Leave the number empty to get a free one."),
                 number=made.values["question_no"])
        )  # fmt: skip
    below: list[Edit] = [
        new_record(work, "question_task", made.id, {"task": task, "weight": weight}) for task, weight in tasks
    ]
    below += [new_record(work, "requirement", made.id, requirement) for requirement in requirements]
    return Action(N_("Employer question added"), (made, *below))


def question_numbers(work: Work) -> Iterator[str]:
    """Free numbers of questions, one after the other."""
    return numbers(work, Question, "question_no", "WV")


def collected(work: Work) -> Mapping[str, Any]:
    """What every question begins with."""
    own = {"raised_by": work.user.id, "raised_on": work.clock.today(), "seats": 1, "job_promise": "none"}
    return {**own, "status": "collected"}


def advance_question(work: Work, question: str, status: str, close_reason: str | None = None) -> Action:
    """Bring a question to its next state; opening it asks all that matching needs, closing it asks a reason."""
    found = work.read.get(Question, question)
    known_code("question_status", status, FieldName("question", "status"))
    if status not in next_states(found):
        raise Refused(
            said(N_("A question that is “{now}” cannot become “{wanted}”."),
                 now=CodeName("question_status", found.status or "collected"),
                 wanted=CodeName("question_status", status))
        )  # fmt: skip
    if status == "validated" and work.user.role not in _VALIDATORS:
        raise Refused(said(N_("A team lead or an account manager validates a question. Ask one of them.")))
    if status in ("validated", "open") and (points := open_points(work, found)):
        raise GateClosed(said(N_("This question is not ready for matching yet: {first}"), first=points[0].said), points)
    if status in ("closed", "lapsed") and close_reason is None:
        raise Refused(said(N_("Choose why the question is closed.")))
    edits = [SetField("question", question, "status", status)]
    if close_reason is not None:
        known_code("question_close_reason", close_reason, FieldName("question", "close_reason"))
    if close_reason != found.close_reason:
        edits.append(SetField("question", question, "close_reason", close_reason))
    return Action(N_("Employer question changed"), tuple(edits))


def next_states(question: Question) -> tuple[str, ...]:
    """The states that can follow on the one a question is in."""
    return _NEXT[question.status or "collected"]


def open_points(work: Work, question: Question) -> tuple[Missing, ...]:
    """What is missing before candidates can be matched with a question."""
    points = [
        Missing(f"question.{name}", said(FILL_IN, field=FieldName("question", name)), question.id)
        for name in _WHEN_CLEAR
        if getattr(question, name) is None
    ]
    if len(work.read.children(QuestionTask, question.id)) < FEWEST_TASKS:
        sentence = said(
            N_("Add at least {count} tasks: matching compares them with what people can do."), count=FEWEST_TASKS
        )
        points.append(Missing("question_task.task", sentence, question.id))
    if question.closing is not None and question.closing < work.clock.today():
        sentence = said(N_("The closing date {day} has passed. Choose a later one."), day=question.closing)
        points.append(Missing("question.closing", sentence, question.id))
    return tuple(points)


def filled(read: Reader, question: str) -> int:
    """How many seats are taken: the matches that both sides agreed to."""
    return len(read.where(Match, question=question, match_status="agreed"))


def status_for(question: Question, taken: int) -> str:
    """The state that follows from the seats that are taken."""
    if taken >= (question.seats or 1):
        return "filled"
    return "partly_filled" if taken else "matching"
