"""What moved the end of a route last: read from the journal by taking steps back, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.domain.changes import DELETED, WHOLE, Change
from desktop.domain.records import Enrolment

_SEEN = ("start", "end", "status")
_NO_TIME = ("exempt", "stopped")
_State = dict[str, dict[str, Any]]
"""Per module what counts for the end: first day, last day, status."""

_Step = dict[tuple[str, str], tuple[Any, Any]]
"""Per module and field what it was and what it became; a module that is not there has `DELETED`."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What a step did to a module: ``moved`` or ``longer`` by days, or how it came, went, stopped or goes on."""

    enrolment: str
    what: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class EndMoved:
    """The end of a route before the step that moved it last, and what that step did."""

    was: date
    causes: tuple[Cause, ...]


def end_moved(
    changes: Sequence[Change], enrolments: Iterable[Enrolment], elsewhere: Set[str] = frozenset()
) -> EndMoved | None:
    """The newest step that moved the end and was not taken back.

    ``changes`` stand newest first; ``elsewhere`` holds the enrolments of other routes of the case.
    """
    own = [c for c in changes if c.kind == Enrolment.SPEC.name and c.record not in elsewhere]
    state: _State = {e.id: {name: getattr(e, name) for name in _SEEN} for e in enrolments}
    for step in reversed(_standing(own)):
        before = _without(state, step, own)
        was, now = _end(before), _end(state)
        if was != now:
            return EndMoved(was, tuple(_causes(step))) if was else None
        state = before
    return None


def _standing(changes: Sequence[Change]) -> list[_Step]:
    """The steps that were not taken back, oldest first."""
    steps: dict[str, _Step] = {}
    undoing: set[str] = set()
    for change in reversed(changes):
        if change.field == WHOLE:
            steps.setdefault(change.action, {})[change.record, DELETED] = (True, False)
        elif change.field in (DELETED, *_SEEN):
            steps.setdefault(change.action, {})[change.record, change.field] = (change.before, change.after)
        if change.undoes:
            undoing.add(change.action)
    found: list[_Step] = []
    for action, step in steps.items():
        if action in undoing and found and found[-1] == {key: (after, before) for key, (before, after) in step.items()}:
            found.pop()
        else:
            found.append(step)
    return found


def _without(state: _State, step: _Step, changes: Sequence[Change]) -> _State:
    """The modules as they were before a step."""
    before = {id_: dict(values) for id_, values in state.items()}
    for (record, field), (was, _) in step.items():
        if field != DELETED:
            before.setdefault(record, {})[field] = was
        elif was:
            before.pop(record, None)
        else:
            before[record] = _last_known(record, changes)
    return before


def _last_known(record: str, changes: Sequence[Change]) -> dict[str, Any]:
    """What the journal says of a module that was taken out."""
    known: dict[str, Any] = {}
    for change in reversed(changes):
        if change.record == record and change.field == WHOLE and isinstance(change.after, Mapping):
            known |= {name: change.after.get(name) for name in _SEEN}
        elif change.record == record and change.field in _SEEN:
            known[change.field] = change.after
    return known


def _end(state: _State) -> date | None:
    ends = [each.get("end") for each in state.values() if each.get("status") not in _NO_TIME]
    return max((end for end in ends if end), default=None)


def _causes(step: _Step) -> Iterable[Cause]:
    for record in dict.fromkeys(record for record, _ in step):
        of_record = {field: values for (id_, field), values in step.items() if id_ == record}
        if DELETED in of_record:
            yield Cause(record, "added" if of_record[DELETED][0] else "taken_out")
        elif "status" in of_record and of_record["status"][1] in _NO_TIME:
            yield Cause(record, of_record["status"][1])
        else:
            moved = ((what, of_record.get(field)) for field, what in (("start", "moved"), ("end", "longer")))
            yield next(
                (Cause(record, what, (pair[1] - pair[0]).days) for what, pair in moved if pair and all(pair)),
                Cause(record, "resumed"),
            )
