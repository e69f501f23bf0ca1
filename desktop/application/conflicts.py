"""Deciding what two people wrote differently: an ordinary action, so that one undo opens the question again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from desktop.application.edits import change
from desktop.application.ports import Reader, Work
from desktop.application.sync_port import SyncStore
from desktop.application.syncing import CONFLICT, SETTLED, Conflict
from desktop.application.values import parse, yes_or_no
from desktop.domain.changes import DELETED, WHOLE, Action, Change, SetField
from desktop.domain.checks import Unfit
from desktop.domain.codes import Stage
from desktop.domain.errors import NotThere, Refused
from desktop.domain.fields import Beside
from desktop.domain.hybrid_clock import moment_of
from desktop.domain.merge import in_stage
from desktop.domain.said import N_, said
from desktop.domain.stages import first_step
from desktop.domain.synced import synced

MINE, THEIRS = "mine", "theirs"


_SAME = timedelta(seconds=1)
"""The clock of sync counts in milliseconds, a journal in seconds."""

DECIDED = N_("Decided between two people's values")


def decided(work: Work, conflict: Conflict, choice: str, own: int) -> Action:
    """The action that makes the choice true and says that it was made; where the value shows already only the latter.

    ``choice`` is `MINE`, `THEIRS` or another value as it is typed; ``own`` is the number of this device.
    """
    if choice not in (MINE, THEIRS):
        return typing(work, conflict, choice)
    if own not in (conflict.kept_by, conflict.lost_by):
        raise Refused(said(N_("Neither value was written on this computer. Type the value that it must be.")))
    return taking(work.read, conflict, shown=(conflict.kept_by == own) == (choice == MINE))


def typing(work: Work, conflict: Conflict, text: str) -> Action:
    """The action that makes it what is typed."""
    spec = synced()[conflict.table].spec
    if conflict.field == DELETED:
        if (is_deleted := yes_or_no(text)) is None:
            raise Refused(said(N_("It is deleted or it is not. Choose “mine” or “theirs”, or type yes or no.")))
        return taking(work.read, conflict, shown=is_deleted == bool(conflict.kept))
    found = work.read.find_one(spec.type, conflict.record)
    if found is None:
        raise NotThere(said(N_("What this is about was deleted. Bring it back first, or leave it.")))
    try:
        value = parse(spec.fields[conflict.field], text, Beside(work.clock.today(), found.values()))
    except Unfit as problem:
        raise Refused(problem.said) from problem
    changed = change(work, spec.name, conflict.record, {conflict.field: value}, confirmed=True)
    return replace(changed, label=DECIDED, edits=(*changed.edits, *_settles(conflict)))


def taking(read: Reader, conflict: Conflict, *, shown: bool) -> Action:
    """The action that takes the value that shows, or the other one."""
    kind = synced()[conflict.table].spec.name
    taken: tuple[SetField, ...] = ()
    if not shown and conflict.field == DELETED and not conflict.lost:
        taken = _brought_back(read, conflict)
    elif not shown:
        taken = (SetField(kind, conflict.record, conflict.field, conflict.lost),)
        if conflict.field == synced()[conflict.table].stage and conflict.lost is not None:
            taken += (SetField(kind, conflict.record, "substage", _step(conflict)),)
    return Action(DECIDED, (*taken, *_settles(conflict)))


def _brought_back(read: Reader, conflict: Conflict) -> tuple[SetField, ...]:
    """What is asked about, with all that was deleted along with it: above it, below it and beside it."""
    own, newest = (conflict.table, conflict.record), dict[tuple[str, str], Change]()
    for step in read.history(conflict.root):
        if step.field == DELETED and step.stands:
            newest.setdefault((step.kind, step.record), step)
    along = (key for key, step in newest.items() if step.after and own in newest and step.action == newest[own].action)
    order = [*synced()]
    records = sorted({own, *along}, key=lambda each: order.index(each[0]))
    return tuple(SetField(kind, record, DELETED, False) for kind, record in records)


def _settles(conflict: Conflict) -> tuple[SetField, ...]:
    return tuple(SetField(CONFLICT, each.id, SETTLED, True) for each in (conflict, *conflict.along))


def _step(conflict: Conflict) -> object:
    """The step that was written with the stage that did not show, else the first one of that stage."""
    written = (each.lost for each in conflict.along if each.lost is not None and in_stage(each.lost, conflict.lost))
    return next(written, first_step(Stage(conflict.lost)))


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two values: who wrote it (the id of a colleague, where it is known), when, and in place of what."""

    value: Any
    who: str
    at: datetime
    seen: Any
    is_seen_known: bool
    is_mine: bool
    shows: bool
    work: Change | None = None  # what was done elsewhere in the dossier, where that is why it was not to be deleted


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict as people decide it: what was written here comes first, else what shows."""

    conflict: Conflict
    kind: str
    sides: tuple[Side, Side]
    was: Mapping[str, Any] = field(default_factory=dict)  # the last values of the person or employer it is about

    @property
    def key(self) -> tuple[str, str]:
        """The record and the field it is about."""
        return self.conflict.record, self.conflict.field


def disputes(work: Work, local: SyncStore) -> tuple[Dispute, ...]:
    """What is to be decided, oldest first."""
    state = local.sync_state()
    own = state.short if state is not None else 0
    return tuple(_dispute(work, conflict, own) for conflict in local.conflicts())


def _dispute(work: Work, conflict: Conflict, own: int) -> Dispute:
    everything = work.read.history(conflict.root)
    steps = [s for s in everything if (s.record, s.field) == (conflict.record, conflict.field)]

    def side(value: Any, by: int, hlc: int, *, shows: bool) -> Side:
        at, did = moment_of(hlc), None
        step = next((s for s in steps if s.after == value and (s.actor == work.user.id) == (by == own)), None)
        if step is None and conflict.field == DELETED:
            done = (s for s in everything if abs(s.at - at) < _SAME and (s.actor == work.user.id) == (by == own))
            did = next(done, None)
        who = next((s.actor for s in (step, did) if s is not None), work.user.id if by == own else "")
        seen = step.before if step is not None else None
        return Side(value, who, at, seen, step is not None, by == own, shows, did)

    kept = side(conflict.kept, conflict.kept_by, conflict.kept_hlc, shows=True)
    lost = side(conflict.lost, conflict.lost_by, conflict.lost_hlc, shows=False)
    kind = synced()[conflict.table].spec.name
    was = _last_values(s for s in everything if s.record == conflict.root)
    return Dispute(conflict, kind, (lost, kept) if lost.is_mine else (kept, lost), was)


def _last_values(newest_first: Iterable[Change]) -> Mapping[str, Any]:
    values: dict[str, Any] = {}
    for step in newest_first:
        for name, value in (step.after or {} if step.field == WHOLE else {step.field: step.after}).items():
            values.setdefault(name, value)
    return values


def open_conflict(conflicts: list[Conflict], wanted: str) -> Conflict:
    """The one with this id, or the start of it."""
    found = [conflict for conflict in conflicts if conflict.id.startswith(wanted)]
    if len(found) != 1:
        raise NotThere(said(N_("There is no open conflict with this number. “overstap conflicts” lists them.")))
    return found[0]
