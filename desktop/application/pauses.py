"""Pause (X1) and waiting list (X2): the stage stays what it is, and there is always a day to look again."""

from __future__ import annotations

from datetime import date, timedelta

from desktop.application.cases import open_case
from desktop.application.checking import changed_fields
from desktop.application.ports import Work
from desktop.application.stage_changes import event
from desktop.domain.changes import Action
from desktop.domain.codes import Hold, code_of
from desktop.domain.errors import Invalid, Refused
from desktop.domain.records import Traject
from desktop.domain.said import N_, CodeName, said

LONGEST_PAUSE = 13
LONGEST_WAIT = 4
"""Weeks until a paused or waiting case is looked at again (domain.md 2.1)."""

_WEEKS = {Hold.PAUSED: LONGEST_PAUSE, Hold.WAITING: LONGEST_WAIT}


def pause(work: Work, traject: str, reason: str, review: date) -> Action:
    """Pause a case: a reason of the list and a day to look again, at most 13 weeks from now."""
    return _hold(work, traject, Hold.PAUSED, reason, review)


def wait(work: Work, traject: str, reason: str, review: date | None = None) -> Action:
    """Put a case on the waiting list; looked at again after four weeks, or sooner."""
    return _hold(work, traject, Hold.WAITING, reason, review or work.clock.today() + timedelta(weeks=LONGEST_WAIT))


def resume(work: Work, traject: str) -> Action:
    """Take a case up again where it was."""
    case = open_case(work, traject)
    if case.hold is None:
        raise Refused(said(N_("This case is not on hold.")))
    empty = {"hold": None, "hold_reason": None, "hold_since": None, "hold_review": None}
    return Action(N_("Case resumed"), (*changed_fields(work, case, empty), event(work, case, hold=None, reason=None)))


def _hold(work: Work, traject: str, hold: Hold, reason: str, review: date) -> Action:
    case: Traject = open_case(work, traject)
    known = code_of("hold_reason", reason)
    if known is None or known.under != hold:
        raise Invalid({"hold_reason": said(N_("This is no reason for “{hold}”. Choose one of the list."),
                                           hold=CodeName("hold", hold))})  # fmt: skip
    today = work.clock.today()
    last = today + timedelta(weeks=_WEEKS[hold])
    if not today < review <= last:
        sentence = N_("Choose a day to look again after today and not after {last}: nobody is forgotten that way.")
        raise Invalid({"hold_review": said(sentence, last=last)})
    since = case.hold_since if case.hold == hold else today
    values = {"hold": hold.value, "hold_reason": reason, "hold_since": since, "hold_review": review}
    label = N_("Case paused") if hold is Hold.PAUSED else N_("Case put on the waiting list")
    return Action(label, (*changed_fields(work, case, values), event(work, case, hold=hold.value, reason=reason)))
