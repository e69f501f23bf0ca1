"""One act for many cases: looked ahead per person, then done as one action, so that one undo takes all of it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from desktop.application import pauses, tasks
from desktop.application.cases import open_case
from desktop.application.edits import change
from desktop.application.ports import Work
from desktop.application.transfer import transfer
from desktop.domain.changes import Action, Edit
from desktop.domain.errors import Invalid, OverstapError, Refused
from desktop.domain.said import N_, Said, said

Act = Callable[[Work, str], Action]
"""What is done to one case."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What would happen to one case: its edits, or why it is left out."""

    traject: str
    edits: tuple[Edit, ...] = ()
    why: Said | None = None


def hand_over(counsellor: str, note: str) -> Act:
    """Give cases to a colleague, each with the same note and with its open tasks and appointments."""
    return partial(_hand_over, counsellor, note)


def put_in_programme(programme: str) -> Act:
    """Put cases in a programme."""
    return partial(_put_in_programme, programme)


def plan_task(task: str, due: date) -> Act:
    """Plan the same task in cases, each for the counsellor of the case."""
    return partial(_plan_task, task, due)


def put_on_hold(reason: str, review: date) -> Act:
    """Pause cases for one reason, to look again on a day."""
    return partial(_put_on_hold, reason, review)


def look_ahead(work: Work, act: Act, trajects: Iterable[str]) -> tuple[Fate, ...]:
    """What would happen to each of these cases now; nothing is changed."""
    return tuple(_fate(work, act, traject) for traject in trajects)


def together(work: Work, label: str, act: Act, trajects: Sequence[str]) -> Action:
    """The act for all cases it fits, as one action; ``label`` may name how many: ``{n}``."""
    fates = [fate for fate in look_ahead(work, act, trajects) if fate.edits]
    if not fates:
        raise Refused(said(N_("This fits none of the chosen people any more. Look ahead again.")))
    return Action(label, tuple(edit for fate in fates for edit in fate.edits), counts={"n": len(fates)})


def _fate(work: Work, act: Act, traject: str) -> Fate:
    try:
        edits = act(work, traject).edits
    except Invalid as invalid:
        return Fate(traject, why=next(iter(dict(invalid.problems).values()), invalid.said))
    except OverstapError as refusal:
        return Fate(traject, why=refusal.said)
    return Fate(traject, edits) if edits else Fate(traject, why=said(N_("It is so already.")))


def _hand_over(counsellor: str, note: str, work: Work, traject: str) -> Action:
    return transfer(work, traject, counsellor, note)


def _put_in_programme(programme: str, work: Work, traject: str) -> Action:
    open_case(work, traject)
    return change(work, "traject", traject, {"programme": programme})


def _plan_task(task: str, due: date, work: Work, traject: str) -> Action:
    return tasks.add_task(work, traject, task, due, owner=open_case(work, traject).counsellor)


def _put_on_hold(reason: str, review: date, work: Work, traject: str) -> Action:
    return pauses.pause(work, traject, reason, review)
