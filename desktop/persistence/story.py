"""Everything that was done to a person, an employer or another root, here and elsewhere, in the order that counts.

The journal tells what was done here, step by step; `heard` what the shared database took in, in its order. What was
done here and sent is in both and told once, as the journal has it; what was not sent yet comes last.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import sqlalchemy as sa

from desktop.application.syncing import CONFLICT
from desktop.domain.changes import DELETED, WHOLE
from desktop.domain.synced import table_of
from desktop.persistence.functions import SEAL
from desktop.persistence.schema import schema, table


@dataclass(frozen=True, slots=True)
class Step:
    """One change as it is stored; where it does not stand, another value did, and ``before`` is that one."""

    seq: int
    action: str
    label: str
    counts: str
    reason: str | None
    actor: str
    at: str
    kind: str
    record: str
    root: str
    field: str
    before: Any
    after: Any
    erased: bool
    undoes: bool
    stands: bool = True

    @property
    def left(self) -> Any:
        """What stood in the field afterwards."""
        return self.after if self.stands else self.before


def story(connection: sa.Connection, roots: Collection[str]) -> list[Step]:
    """All steps of these roots, oldest first."""
    done, heard = _done(connection, roots), _heard(connection, roots)
    if not heard:
        return done
    present = {step.root for step in heard}
    here = [step for step in done if not (step.erased and step.root in present)]  # it left and came back
    mine = {(step.action, step.record): step.seq for step in here}
    taken_in = {(step.action, step.record) for step in heard}
    waiting: dict[str, list[Step]] = {}
    for step in here:
        waiting.setdefault(step.record, []).append(step)
    told: list[Step] = []
    for n, step in enumerate(heard):
        own = waiting.get(step.record, [])
        if step.field != WHOLE:  # whoever made it twice made it before anything happened to it
            told += _taken(own, lambda s: s.field == WHOLE)
        if (last := mine.get((step.action, step.record))) is not None:
            settled = _settled(_taken(own, _until(step.field, last)), step)
            told += settled if any(s.field == step.field for s in settled) else [*settled, step]
        else:
            told.append(step)
            same = next((s for s in own if s.field == step.field), step)
            alike = step.stands and same.after == step.after and (same.action, same.record) not in taken_in
            if alike and not _saw(same, heard[n + 1 :]):
                own.remove(same)  # two people wrote the same
                told.append(same)
    rest = sorted((step for steps in waiting.values() for step in steps), key=lambda step: step.seq)
    return _with(told, rest, partial(_now, connection))


def _with(told: list[Step], rest: Sequence[Step], now: Callable[[Step], Any]) -> list[Step]:
    """What nobody else knows yet comes last; what does not stand, although no refusal was heard, before what does."""
    known, goes = {step.record for step in told}, {(step.record, step.field): n for n, step in enumerate(told)}
    ends = {(step.record, step.field): step for step in rest if step.record in known and step.field != WHOLE}
    stands = {key: now(step) for key, step in ends.items()}
    gone = {key for key, step in ends.items() if stands[key] != step.after}
    before: dict[int, list[Step]] = {}
    for step in rest:
        key, last = (step.record, step.field), len(told)
        if key in gone and key not in goes:  # parked for somebody to look at
            before.setdefault(last, []).append(replace(step, stands=False, before=stands[key]))
        else:
            before.setdefault(goes[key] if key in gone else last, []).append(step)
    placed = (each for n, step in enumerate(told) for each in (*before.get(n, ()), step))
    return [*placed, *before.get(len(told), ())]


def _now(connection: sa.Connection, step: Step) -> Any:
    """What stands in the field."""
    rows = schema().tables[table_of(step.kind, step.field)]
    return connection.scalar(sa.select(rows.c[step.field]).where(rows.c.id == step.record))


def _saw(own: Step, later: Sequence[Step]) -> bool:
    """Whether a step was made on top of one of these: whoever goes back to an earlier value does so after them."""
    return any((own.record, own.field, own.before) == (step.record, step.field, step.left) for step in later)


def _until(field: str, last: int) -> Callable[[Step], bool]:
    return lambda s: s.seq <= last and (s.field == field or WHOLE in (s.field, field))


def _taken(steps: list[Step], test: Callable[[Step], bool]) -> list[Step]:
    """Those that fit, out of the list."""
    found = [step for step in steps if test(step)]
    steps[:] = [step for step in steps if not test(step)]
    return found


def _settled(own: list[Step], heard: Step) -> list[Step]:
    """Own steps, of which the last of the field does not stand where the server kept another value."""
    if heard.stands:
        return own
    at = max((n for n, step in enumerate(own) if step.field == heard.field), default=None)
    return [replace(step, stands=False, before=heard.before) if n == at else step for n, step in enumerate(own)]


def _done(connection: sa.Connection, roots: Collection[str]) -> list[Step]:
    journal, action = table("journal"), table("action")
    query = (
        sa.select(
            journal.c.seq, action.c.id, action.c.label, action.c.counts, action.c.reason, action.c.actor, action.c.at,
            journal.c.kind, journal.c.record, journal.c.root, journal.c.field, journal.c.before, journal.c.after,
            sa.func.length(journal.c.seal) != SEAL, action.c.undoes.is_not(None),
        )
        .join(action, action.c.n == journal.c.action)
        .where(journal.c.root.in_(roots), journal.c.kind != CONFLICT).order_by(journal.c.seq)
    )  # fmt: skip
    rows: Iterable[Any] = connection.execute(query)
    return [Step(*row) for row in rows]


def _heard(connection: sa.Connection, roots: Collection[str]) -> list[Step]:
    heard = table("heard")
    query = (
        sa.select(
            sa.literal(0), heard.c.action, heard.c.label, heard.c.counts, heard.c.reason, heard.c.actor, heard.c.at,
            heard.c.kind, heard.c.record, heard.c.root, heard.c.field, heard.c.before, heard.c.after, sa.false(),
            heard.c.undoes == 1, heard.c.taken == 1,
        )
        .where(heard.c.root.in_(roots)).order_by(heard.c.n, heard.c.field)
    )  # fmt: skip
    rows: Iterable[Any] = connection.execute(query)
    return [Step(*row) for row in rows]


def folded(steps: Iterable[Step]) -> dict[str, tuple[str, dict[str, Any]]]:
    """What stood after these steps: per record its kind and its columns."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for step in steps:
        _, row = found.setdefault(step.record, (step.kind, {"id": step.record, "parent": None, DELETED: 0}))
        if step.field == WHOLE:
            row |= json.loads(step.left) if step.left is not None else {}
        else:
            row[step.field] = step.left
    return found
