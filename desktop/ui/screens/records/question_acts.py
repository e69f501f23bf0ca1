"""The verb of an employer question: bringing it to its next state."""

from __future__ import annotations

from functools import partial

from desktop.application.ports import Work
from desktop.application.questions import advance_question, next_states
from desktop.domain.changes import Action
from desktop.domain.records import Question
from desktop.domain.said import N_, said
from desktop.ui.forms.act import Act, Values, asked


def next_status_act(work: Work, question: Question) -> Act:
    """What can follow on the state the question is in, with a reason where it ends."""
    following = next_states(question)
    return Act(
        "question_step", question.id, N_("Change the status of the question"), N_("Change the status"),
        partial(_advance, work, question.id),
        fields=(asked(Question, "status"), asked(Question, "close_reason", required=False)),
        start={"status": following[0]},
        explanation=said(N_("A reason is asked where the question ends: closed or lapsed.")),
        only={"status": following},
    )  # fmt: skip


def _advance(work: Work, question: str, values: Values) -> Action:
    return advance_question(work, question, str(values.get("status") or ""), values.get("close_reason"))
