"""Taking back: the inverse of an action from its journal rows, and what stands in the way.

An undo is an action of its own that says what it takes back; a redo takes back an undo. What an action left may be
taken back as long as it still stands as it was left: nobody changed it, added to it or referred to it since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from desktop.domain.changes import DELETED, WHOLE, SetField
from desktop.domain.errors import NotThere
from desktop.domain.fields import RecordType
from desktop.domain.records import RECORDS
from desktop.domain.said import N_, FieldName, KindName, Said, said
from desktop.persistence.rows import from_stored
from desktop.persistence.schema import APART, apart_fields, main_fields, referring, schema, table

Row = sa.Row[Any]
_CHUNK = 500
BULK = 25
"""From this many records an action counts as bulk: its undo takes back what it can and lists the rest."""


@dataclass(frozen=True)
class Inverse:
    """The edits that take an action back, and a sentence for each thing that must stay as it is."""

    edits: tuple[SetField, ...]
    left: tuple[Said, ...]


def find(connection: sa.Connection, action: str) -> Row:
    """The action with this id."""
    actions = table("action")
    found = connection.execute(sa.select(actions).where(actions.c.id == action)).first()
    if found is None:
        raise NotThere(said(N_("There is no action with this number. Look in the history for the right one.")))
    return found


def next_undo(connection: sa.Connection) -> Row | None:
    """The newest action of this device that still stands and is not itself an undo."""
    actions = table("action")
    return _newest(connection, actions.c.undoes.is_(None))


def next_redo(connection: sa.Connection) -> Row | None:
    """The newest undo that still stands, as long as nothing else was done since."""
    actions, every, taken_back = table("action"), table("action").alias(), table("action").alias()
    plain = sa.select(sa.func.max(every.c.n)).where(every.c.undoes.is_(None)).scalar_subquery()
    of_plain = sa.exists().where(taken_back.c.n == actions.c.undoes, taken_back.c.undoes.is_(None))
    return _newest(connection, sa.and_(actions.c.undoes.is_not(None), of_plain, actions.c.n > plain))


def _newest(connection: sa.Connection, test: sa.ColumnElement[bool]) -> Row | None:
    actions = table("action")
    gone = _undone(connection)
    query = sa.select(actions).where(test, actions.c.lasting == 0).order_by(actions.c.n.desc())
    return next((row for row in connection.execute(query) if row.n not in gone), None)


def _undone(connection: sa.Connection) -> set[int]:
    """The actions that are taken back: by an undo that is not itself taken back."""
    actions = table("action")
    gone: set[int] = set()
    pairs = connection.execute(
        sa.select(actions.c.n, actions.c.undoes).where(actions.c.undoes.is_not(None)).order_by(actions.c.n.desc())
    )
    for n, undoes in pairs:
        if n not in gone:
            gone.add(undoes)
    return gone


def is_bulk(action: Row) -> bool:
    """Whether an undo may leave some of it: an import, a bulk change."""
    return bool(json.loads(action.counts).get("n", 0) >= BULK) or action.last - action.first >= BULK * 2


def inverse(connection: sa.Connection, action: Row) -> Inverse:
    """The edits that bring everything back to what it was before this action, and what has been built on."""
    if action.n in _undone(connection):
        raise NotThere(said(N_("This was undone already.")))
    if action.lasting:
        raise NotThere(said(N_("This belongs to the workspace itself and cannot be undone.")))
    journal = table("journal")
    changes = connection.execute(
        sa.select(journal).where(journal.c.seq >= action.first, journal.c.seq <= action.last).order_by(journal.c.seq)
    ).all()
    return _Undoing(connection, changes).plan()


class _Undoing:
    def __init__(self, connection: sa.Connection, changes: Sequence[Row]) -> None:
        self._connection, self._changes = connection, changes
        self._kinds = {c.record: c.kind for c in changes}
        self._made = {c.record for c in changes if c.field == WHOLE}
        self._left_as = self._what_it_left()

    def plan(self) -> Inverse:
        now = self._as_it_stands()
        stuck: dict[str, Said] = {}
        for (record, field), value in self._left_as.items():
            if now.get(record, {}).get(field) != value and record not in stuck:
                stuck[record] = self._changed_since(record, field)
        for record in self._used() - stuck.keys():
            label = KindName(self._kinds[record])
            stuck[record] = said(N_("{kind}: something was added to it or refers to it since."), kind=label)
        edits, done = [], set()
        for change in reversed(self._changes):
            if change.record in stuck:
                continue
            if change.field == WHOLE:
                edits.append(SetField(change.kind, change.record, DELETED, True))
            elif change.record not in self._made and (change.record, change.field) not in done:
                first = next(c for c in self._changes if (c.record, c.field) == (change.record, change.field))
                done.add((change.record, change.field))
                edits.append(SetField(change.kind, change.record, change.field, self._value(change, first.before)))
        return Inverse(tuple(edits), tuple(stuck.values()))

    def _value(self, change: Row, stored: Any) -> Any:
        if change.field == DELETED:
            return bool(stored)
        return from_stored(RECORDS[change.kind].fields[change.field], stored)

    def _what_it_left(self) -> dict[tuple[str, str], Any]:
        left: dict[tuple[str, str], Any] = {}
        for change in self._changes:
            if change.field != WHOLE:
                left[change.record, change.field] = change.after
                continue
            told = json.loads(change.after) if change.after is not None else {}
            left[change.record, DELETED] = 0
            for field in main_fields(RECORDS[change.kind]):
                left[change.record, field.name] = told.get(field.name)
        return left

    def _as_it_stands(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for kind, ids in _by_kind(self._kinds).items():
            for name in (kind, kind + APART) if apart_fields(RECORDS[kind]) else (kind,):
                rows = schema().tables[name]
                for chunk in _chunks(ids):
                    for row in self._connection.execute(sa.select(rows).where(rows.c.id.in_(chunk))).mappings():
                        found.setdefault(row["id"], {}).update(row)
        return found

    def _changed_since(self, record: str, field: str) -> Said:
        spec = RECORDS[self._kinds[record]]
        if field == DELETED:
            return said(N_("{kind}: was deleted or brought back since."), kind=KindName(spec.name))
        return said(N_("{field} was changed again since."), field=FieldName(spec.name, field))

    def _used(self) -> set[str]:
        """Records made here that others, not made here, stand under or point to."""
        used: set[str] = set()
        for kind, ids in _by_kind({r: k for r, k in self._kinds.items() if r in self._made}).items():
            for child in RECORDS.values():
                if child.parent == kind:
                    used |= self._pointing(child, "parent", ids)
            for spec, field in referring(kind):
                if not field.privacy.apart:
                    used |= self._pointing(spec, field.name, ids)
        return used

    def _pointing(self, spec: RecordType, column: str, ids: Sequence[str]) -> set[str]:
        rows = table(spec.name)
        found: set[str] = set()
        for chunk in _chunks(ids):
            query = sa.select(rows.c.id, rows.c[column]).where(rows.c[column].in_(chunk), rows.c[DELETED] == 0)
            found |= {to for record, to in self._connection.execute(query) if record not in self._made}
        return found


def _by_kind(kinds: dict[str, str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for record, kind in kinds.items():
        grouped.setdefault(kind, []).append(record)
    return grouped


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
