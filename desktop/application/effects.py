"""What an action will do, told before it is done: the changes it would write in the journal, with nothing written."""

from __future__ import annotations

from desktop.application.ports import Work
from desktop.domain.changes import DELETED, WHOLE, Action, Change, Create, Edit, SetField
from desktop.domain.fields import RECORDS
from desktop.domain.records import StageEvent

_TOLD_BY_THE_REST = (StageEvent.SPEC.name,)
"""Records that only say again what the other changes of the same action say."""


def foreseen(work: Work, action: Action) -> tuple[Change, ...]:
    """The changes of an action that somebody would notice, in its order."""
    made = {edit.id for edit in action.edits if isinstance(edit, Create)}
    found = (_change(work, action, edit, made) for edit in action.edits)
    return tuple(change for change in found if change is not None)


def _change(work: Work, action: Action, edit: Edit, made: set[str]) -> Change | None:
    if isinstance(edit, Create) and edit.kind not in _TOLD_BY_THE_REST:
        return _row(work, action, edit, WHOLE, None, edit.values)
    if isinstance(edit, SetField) and edit.id not in made:
        record = work.read.find_one(RECORDS[edit.kind].type, edit.id)
        before = None if record is None or edit.field == DELETED else getattr(record, edit.field)
        if before != edit.value:
            return _row(work, action, edit, edit.field, before, edit.value)
    return None


def _row(work: Work, action: Action, edit: Create | SetField, field: str, before: object, after: object) -> Change:
    return Change(
        seq=0, action="", label=action.label, counts=action.counts, reason=action.reason, actor=work.user.id,
        at=work.clock.now(), kind=edit.kind, record=edit.id, root="", field=field, before=before, after=after,
    )  # fmt: skip
