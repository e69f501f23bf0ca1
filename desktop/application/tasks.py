"""Tasks with a day before which they have to be done, and requests to be called back."""

from __future__ import annotations

from datetime import date

from desktop.application.cases import not_from, not_restricted
from desktop.application.checking import changed_fields, known_code, must, new_record
from desktop.application.ports import Work
from desktop.domain.changes import Action
from desktop.domain.errors import Invalid, Refused
from desktop.domain.records import Callback, Task, Traject
from desktop.domain.said import N_, FieldName, said
from desktop.domain.working_days import add_working_days

CALL_BACK_WITHIN = 2
"""Working days in which somebody who asked for it is called (R02)."""


def add_task(
    work: Work, traject: str, task: str, due: date, *, owner: str | None = None, prio: str = "normal"
) -> Action:
    """Add a task, for who works here unless somebody else is named; it is due today or later."""
    not_restricted(work, work.read.get(Traject, traject).parent)
    _not_passed(work, due)
    values = {"task": task, "owner": owner or work.user.id, "due": due, "prio": prio, "status": "open"}
    made = new_record(work, "task", traject, values)
    must(work, made.values, "task", ("task",))
    return Action(N_("Task added"), (made,))


def begin_task(work: Work, task: str, status: str = "busy") -> Action:
    """Take a task in hand, or put it back to open, also after it was done."""
    found = work.read.get(Task, task)
    known_code("task_status", status, FieldName("task", "status"))
    return Action(N_("Task changed"), changed_fields(work, found, {"status": status, "done_on": None}))


def finish_task(work: Work, task: str, on: date | None = None) -> Action:
    """Tick a task off."""
    found = _open(work, task)
    return Action(N_("Task done"), changed_fields(work, found, {"status": "done", "done_on": on or work.clock.today()}))


def drop_task(work: Work, task: str) -> Action:
    """Let go of a task that is not needed any more; it stays in the list."""
    return Action(N_("Task dropped"), changed_fields(work, _open(work, task), {"status": "dropped"}))


def move_task(work: Work, task: str, due: date) -> Action:
    """Give a task another day, today or later."""
    found = _open(work, task)
    _not_passed(work, due)
    return Action(N_("Task moved to another day"), changed_fields(work, found, {"due": due}))


def assign_task(work: Work, task: str, owner: str) -> Action:
    """Give a task to a colleague."""
    return Action(N_("Task given to a colleague"), changed_fields(work, _open(work, task), {"owner": owner}))


def _not_passed(work: Work, due: date) -> None:
    if due < work.clock.today():
        raise Invalid({"due": said(N_("This day has passed. Choose today or a later day."))})


def _open(work: Work, task: str) -> Task:
    found = work.read.get(Task, task)
    not_from(found.status, ("open", "busy"), "task_status", N_("This task is “{status}” already."))
    return found


def ask_callback(work: Work, traject: str, phone: str, subject: str) -> Action:
    """Somebody asked to be called; due in two working days."""
    not_restricted(work, work.read.get(Traject, traject).parent)
    due = add_working_days(work.clock.today(), CALL_BACK_WITHIN)
    values = {"phone": phone, "subject": subject, "asked_at": work.clock.now(), "due": due}
    made = new_record(work, "callback", traject, values)
    must(work, made.values, "callback", ("phone", "subject"))
    return Action(N_("Request to call back added"), (made,))


def called_back(work: Work, callback: str, on: date | None = None) -> Action:
    """The person was called."""
    found = work.read.get(Callback, callback)
    if found.done_on is not None:
        raise Refused(said(N_("This request was answered on {day} already."), day=found.done_on))
    return Action(N_("Called back"), changed_fields(work, found, {"done_on": on or work.clock.today()}))


def move_callback(work: Work, callback: str, due: date) -> Action:
    """Agree on another day to call."""
    found = work.read.get(Callback, callback)
    _not_passed(work, due)
    return Action(N_("Call moved to another day"), changed_fields(work, found, {"due": due}))
