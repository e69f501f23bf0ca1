"""Bringing back a value that stood before: an ordinary change, by the same rules as typing it."""

from __future__ import annotations

from dataclasses import replace

from desktop.application.edits import change
from desktop.application.ports import Work
from desktop.domain.changes import DELETED, WHOLE, Action, Change
from desktop.domain.errors import Refused
from desktop.domain.fields import RECORDS
from desktop.domain.said import N_, FieldName, said


def restore_value(work: Work, old: Change) -> Action:
    """Give the field of this change the value it had before it; `Refused` says why that makes no sense."""
    if old.erased:
        raise Refused(said(N_("This value was erased for good, so it cannot come back.")))
    if old.field in (WHOLE, DELETED):
        raise Refused(
            said(N_("Here something was added or removed as a whole. Take the step back in the list of steps instead."))
        )
    found = work.read.find_one(RECORDS[old.kind].type, old.record)
    if found is None:
        raise Refused(said(N_("What this value belonged to was removed since. Bring that back first.")))
    if getattr(found, old.field, None) == old.before:
        label = FieldName(old.kind, old.field)
        raise Refused(said(N_("This value stands in “{field}” now, so there is nothing to bring back."), field=label))
    action = change(work, old.kind, old.record, {old.field: old.before}, confirmed=True)
    return replace(action, label=N_("Earlier value brought back"))
