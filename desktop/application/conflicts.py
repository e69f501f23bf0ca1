"""Deciding what two people wrote differently: the choice is an ordinary action, so that it can be undone."""

from __future__ import annotations

from desktop.application.edits import change
from desktop.application.ports import Work
from desktop.application.syncing import Conflict
from desktop.application.values import parse
from desktop.domain.changes import DELETED, Action, SetField
from desktop.domain.errors import NotThere, Refused
from desktop.domain.fields import Beside
from desktop.domain.said import N_, said
from desktop.domain.synced import synced

MINE, THEIRS = "mine", "theirs"


def decided(work: Work, conflict: Conflict, choice: str, own: int) -> Action | None:
    """The action that makes the choice true, or nothing where the chosen value shows already.

    ``choice`` is `MINE`, `THEIRS` or another value as it is typed; ``own`` is the number of this device.
    """
    spec = synced()[conflict.table].spec
    found = work.read.find_one(spec.type, conflict.record)
    if found is None and conflict.field != DELETED:
        raise NotThere(said(N_("What this is about was deleted. Bring it back first, or leave it.")))
    label = N_("Decided between two people's values")
    if choice not in (MINE, THEIRS):
        if conflict.field == DELETED:
            raise Refused(said(N_("Choose “mine” or “theirs”: it is deleted or it is not.")))
        beside = Beside(work.clock.today(), found.values() if found else {})
        typed = {conflict.field: parse(spec.fields[conflict.field], choice, beside)}
        return change(work, spec.name, conflict.record, typed, confirmed=True)
    if own not in (conflict.kept_by, conflict.lost_by):
        raise Refused(said(N_("Neither value was written on this computer. Type the value that it must be.")))
    shows = (conflict.kept_by == own) == (choice == MINE)
    value = conflict.kept if shows else conflict.lost
    if shows:
        return None
    return Action(label, (SetField(spec.name, conflict.record, conflict.field, value),))


def open_conflict(conflicts: list[Conflict], wanted: str) -> Conflict:
    """The one with this id, or the start of it."""
    found = [conflict for conflict in conflicts if conflict.id.startswith(wanted)]
    if len(found) != 1:
        raise NotThere(said(N_("There is no open conflict with this number. “overstap conflicts” lists them.")))
    return found[0]
