"""Reads the records as they stand, and as they stood: the one place where rows become records again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, time
from typing import Any, TypeVar

import sqlalchemy as sa

from desktop.application.ports import Draft, Hit
from desktop.application.values import ZONE
from desktop.domain.changes import DELETED, WHOLE, Change, Outcome
from desktop.domain.dossier import Dossier
from desktop.domain.errors import Damaged, NotThere
from desktop.domain.fields import Record, RecordType, all_fields
from desktop.domain.folding import fold
from desktop.domain.records import RECORDS, Candidate, Traject
from desktop.domain.said import N_, KindName, said
from desktop.persistence import statements
from desktop.persistence.engine import raw
from desktop.persistence.rows import journaled, moment, record_of, stamp, to_stored
from desktop.persistence.schema import apart, table
from desktop.persistence.search import complete, search

R = TypeVar("R", bound=Record)
_CHUNK = 500


class StoreReader:
    """The read side of the store; each call takes its own connection, so that any thread may ask."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._reading = reading

    def get(self, kind: type[R], record_id: str) -> R:
        found = self.find_one(kind, record_id)
        if found is None:
            raise no_record(kind.SPEC)
        return found

    def find_one(self, kind: type[R], record_id: str | None) -> R | None:
        if record_id is None:
            return None
        with self._reading() as connection:
            return next(iter(_run(connection, kind, statements.standing(kind.SPEC.name, "id"), record_id)), None)

    def children(self, kind: type[R], parent: str) -> tuple[R, ...]:
        below = statements.standing(kind.SPEC.name, "parent", of_parent=True)
        with self._reading() as connection:
            return tuple(_run(connection, kind, below, parent, parent))

    def kind_of(self, record_id: str) -> str | None:
        each = (sa.select(sa.literal(name)).where(table(name).c.id == record_id) for name in RECORDS)
        with self._reading() as connection:
            return connection.scalar(sa.union_all(*each))

    def root_of(self, kind: type[Record], record_id: str) -> str:
        rows = table(kind.SPEC.name)
        with self._reading() as connection:
            root = connection.scalar(sa.select(rows.c.root).where(rows.c.id == record_id))
        if root is None:
            raise no_record(kind.SPEC)
        return str(root)

    def where(self, kind: type[R], limit: int | None = None, **equal: Any) -> tuple[R, ...]:
        spec = kind.SPEC
        tests = [_column(spec, name) == to_stored(spec.fields[name], value) for name, value in equal.items()]
        return self._select(kind, *tests, limit=limit)

    def dossier(self, traject: str) -> Dossier:
        with self._reading() as connection:
            root = connection.scalar(sa.select(table("traject").c.root).where(table("traject").c.id == traject))
            if root is None:
                raise no_record(Traject.SPEC)
            records = [r for spec in _below("candidate") for r in _all(connection, spec, root)]
            kept = case_records(records, root, traject)
            return Dossier(root, traject, kept, _linked(kept, lambda spec, by, ids: _found(connection, spec, by, ids)))

    def dossier_as_of(self, traject: str, day: date) -> Dossier:
        end = stamp(datetime.combine(day, time.max, ZONE))
        with self._reading() as connection:
            root = connection.scalar(sa.select(table("traject").c.root).where(table("traject").c.id == traject))
            kept = case_records(_stood(connection, [root], end), root or "", traject)
            if not any(r.id == traject for r in kept):
                raise NotThere(said(N_("This dossier did not exist yet on {day}. Choose a later date."), day=day))
            linked = _linked(kept, lambda spec, by, ids: _stood_found(connection, spec, by, ids, end))
            return Dossier(root or "", traject, kept, linked)

    def history(self, root: str, record: str | None = None, field: str | None = None) -> tuple[Change, ...]:
        journal, action = table("journal"), table("action")
        query = sa.select(journal, *_words(action)).join(action, action.c.n == journal.c.action)
        query = query.where(journal.c.root == root).order_by(journal.c.seq.desc())
        if record is not None:
            query = query.where(journal.c.record == record)
        if field is not None:
            query = query.where(journal.c.field.in_((field, WHOLE)))
        with self._reading() as connection:
            return tuple(change_of(row) for row in connection.execute(query))

    def actions(self, limit: int = 50) -> tuple[Outcome, ...]:
        action = table("action")
        with self._reading() as connection:
            rows = connection.execute(sa.select(action).order_by(action.c.n.desc()).limit(limit)).all()
        return tuple(outcome_of(row) for row in rows)

    def search(self, text: str, kinds: Sequence[str] = (), limit: int = 50) -> tuple[Hit, ...]:
        with self._reading() as connection:
            return search(connection, text, kinds, limit)

    def complete(self, list_name: str, typed: str, limit: int = 12) -> tuple[Hit, ...]:
        with self._reading() as connection:
            return complete(connection, list_name, typed, limit)

    def bytes(self, sha256: str) -> bytes:
        blob = table("blob")
        with self._reading() as connection:
            data = connection.scalar(sa.select(blob.c.data).where(blob.c.sha256 == sha256))
        if data is None:
            raise NotThere(said(N_("The content of this document is not on this computer.")))
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Damaged(
                said(
                    N_("This document is damaged: its content is not what was filed. Restore a backup to get it back.")
                )
            )
        return bytes(data)

    def drafts(self, record: str) -> Mapping[str, Draft]:
        draft = table("draft")
        with self._reading() as connection:
            rows = connection.execute(sa.select(draft).where(draft.c.record == record)).all()
        return {row.field: Draft(row.record, row.field, row.text, moment(row.at)) for row in rows}

    def next_number(self, kind: type[Record], field: str, prefix: str) -> int:
        """One more than the highest number that follows this prefix in a field; deleted records count too."""
        rows = table(kind.SPEC.name)
        column, start = (rows.c["_sort"], fold(prefix)) if kind.SPEC.sort == (field,) else (rows.c[field], prefix)
        following = sa.cast(sa.func.substr(column, len(start) + 1), sa.Integer)
        query = sa.select(sa.func.max(following)).where(
            rows.c[DELETED].in_((0, 1)), column >= start, column < start + "\uffff"
        )
        with self._reading() as connection:
            return int(connection.scalar(query) or 0) + 1

    def recall(self, key: str) -> str | None:
        """What was remembered under a key: filters, mappings, everything of a person's way of working."""
        state = table("state")
        with self._reading() as connection:
            return connection.scalar(sa.select(state.c.v).where(state.c.k == key))

    def _select(self, kind: type[R], *tests: sa.ColumnElement[bool], limit: int | None = None) -> tuple[R, ...]:
        query = statements.records(kind.SPEC).where(table(kind.SPEC.name).c[DELETED] == 0, *tests).limit(limit)
        with self._reading() as connection:
            return tuple(record_of(kind, dict(row)) for row in connection.execute(query).mappings())


def no_record(spec: RecordType) -> NotThere:
    """The refusal for an id that names no record of a kind."""
    return NotThere(
        said(N_("There is no {kind} with this number. Look for the name with “find”."), kind=KindName(spec.name))
    )


def _column(spec: RecordType, name: str) -> sa.Column[Any]:
    if name in ("id", "parent", "root"):
        return table(spec.name).c[name]
    return (apart(spec.name) if spec.fields[name].privacy.apart else table(spec.name)).c[name]


def _below(root: str) -> list[RecordType]:
    """The kinds of record that can stand under a root, parents first."""
    names = [root]
    for spec in RECORDS.values():
        if spec.parent in names:
            names.append(spec.name)
    return [RECORDS[name] for name in names]


def _run(connection: sa.Connection, kind: type[R], reading: tuple[str, tuple[str, ...]], *values: str) -> list[R]:
    query, names = reading
    return [record_of(kind, dict(zip(names, row, strict=True))) for row in raw(connection).execute(query, values)]


def _all(connection: sa.Connection, spec: RecordType, root: str) -> Iterable[Record]:
    return _run(connection, spec.type, statements.standing(spec.name, "root" if spec.parent else "id"), root)


def _found(connection: sa.Connection, spec: RecordType, by: str, ids: Sequence[str]) -> Iterable[Record]:
    """Records by their id, also deleted ones, or the standing ones by the id of their parent."""
    return _run(connection, spec.type, statements.among(spec.name, by), json.dumps(list(ids)))


def case_records(found: Iterable[Record], root: str, traject: str) -> tuple[Record, ...]:
    """The records of one case: the person, what belongs to the person, and what belongs to this case, not another."""
    kept: dict[str, Record] = {}
    for one in sorted(found, key=lambda r: _DEPTH[r.SPEC.name]):
        if one.id == root or (one.parent in kept and (not isinstance(one, Traject) or one.id == traject)):
            kept[one.id] = one
    return tuple(kept.values())


def _depth(name: str) -> int:
    parent = RECORDS[name].parent
    return 0 if parent is None else 1 + _depth(parent)


_DEPTH = {name: _depth(name) for name in RECORDS}


def _linked(
    kept: Sequence[Record], fetch: Callable[[RecordType, str, Sequence[str]], Iterable[Record]]
) -> dict[str, Record]:
    """What the records of a case point to, what that points to or stands under, and its details."""
    known = {r.id for r in kept}
    linked: dict[str, Record] = {}
    wave: Sequence[Record] = kept
    for _ in range(3):
        wanted: dict[tuple[str, str], set[str]] = {}
        for one in wave:
            for f in one.SPEC.stored:
                if f.target and (to := getattr(one, f.name)) and to not in known:
                    wanted.setdefault((f.target, "id"), set()).add(to)
            if wave is kept:
                continue
            if one.SPEC.parent and one.parent and one.parent not in known:
                wanted.setdefault((one.SPEC.parent, "id"), set()).add(one.parent)
            for detail in _DETAILS.get(one.SPEC.name, ()):
                wanted.setdefault((detail, "parent"), set()).add(one.id)
        wave = [r for (kind, by), ids in wanted.items() for r in fetch(RECORDS[kind], by, sorted(ids))]
        linked |= {r.id: r for r in wave if not isinstance(r, Candidate)}
        known |= {r.id for r in wave} | {i for ids in wanted.values() for i in ids}
    return linked


def _details() -> dict[str, list[str]]:
    """Per kind outside the case: what stands below it, is printed on agreement or route, and nothing points to."""
    pointed = {f.target for f in all_fields()}
    found: dict[str, list[str]] = {}
    for spec in RECORDS.values():
        printed = any(set("AR") & set(f.on) for f in spec.fields.values())
        if spec.parent and spec.scope == "region" and printed and spec.name not in pointed:
            found.setdefault(spec.parent, []).append(spec.name)
    return found


_DETAILS = _details()


def _stood(connection: sa.Connection, roots: Sequence[str | None], end: str) -> list[Record]:
    """The records under these roots as they stood at a moment: the sum of their changes until then."""
    journal, action = table("journal"), table("action")
    query = (
        sa.select(journal.c.kind, journal.c.record, journal.c.field, journal.c.after)
        .join(action, action.c.n == journal.c.action)
        .where(journal.c.root.in_(roots), action.c.at <= end)
        .order_by(journal.c.seq)
    )
    kinds: dict[str, str] = {}
    rows: dict[str, dict[str, Any]] = {}
    for kind, record, field, after in connection.execute(query):
        row = rows.setdefault(record, {"id": record, "parent": None, DELETED: 0})
        kinds[record] = kind
        if field == WHOLE:
            row |= json.loads(after) if after is not None else {}
        else:
            row[field] = after
    return [record_of(RECORDS[kinds[i]].type, row) for i, row in rows.items() if not row[DELETED]]


def _stood_found(connection: sa.Connection, spec: RecordType, by: str, ids: Sequence[str], end: str) -> list[Record]:
    rows = table(spec.name)
    roots = connection.scalars(sa.select(rows.c.root).where(rows.c[by].in_(ids)).distinct()).all()
    return [r for r in _stood(connection, roots, end) if r.SPEC is spec and getattr(r, by) in ids]


def _words(action: sa.Table) -> list[Any]:
    return [
        action.c.id.label("action_id"), action.c.label, action.c.counts, action.c.reason, action.c.actor, action.c.at,
        action.c.undoes,
    ]  # fmt: skip


def change_of(row: Any) -> Change:
    """One journal row joined with its action, as people read it."""
    spec = RECORDS[row.kind]
    erased = len(row.seal) <= 32
    return Change(
        row.seq, row.action_id, row.label, json.loads(row.counts), row.reason, row.actor, moment(row.at), row.kind,
        row.record, row.root, row.field, journaled(spec, row.field, row.before), journaled(spec, row.field, row.after),
        erased, row.undoes is not None,
    )  # fmt: skip


def outcome_of(row: Any) -> Outcome:
    """An action as a line of the undo list."""
    return Outcome(row.id, row.label, json.loads(row.counts), moment(row.at), frozenset(), frozenset())
