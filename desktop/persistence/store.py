"""The one writer: an action becomes rows, journal and search index in one transaction, or nothing happens at all."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

import sqlalchemy as sa

from desktop.application.ports import Clock, Ids, User
from desktop.domain.changes import DELETED, Action, Create, Outcome, PutBytes, SetField
from desktop.domain.errors import BuiltOn, NotThere, Refused
from desktop.domain.fields import RecordType
from desktop.domain.records import RECORDS
from desktop.domain.said import N_, said
from desktop.persistence import statements, undo
from desktop.persistence.engine import Raw, raw
from desktop.persistence.functions import SALT, Capture, link
from desktop.persistence.journal import GENESIS, seal_action
from desktop.persistence.reader import StoreReader, no_record, outcome_of
from desktop.persistence.rows import stamp, stored, to_stored
from desktop.persistence.schema import APART, apart_fields, main_fields, table

Connecting = Callable[[], AbstractContextManager[sa.Connection]]


class LocalStore(StoreReader):
    """The encrypted store of one workspace; implements the port `desktop.application.ports.Store`."""

    def __init__(
        self,
        reading: Connecting,
        writing: Connecting,
        capture: Capture,
        clock: Clock,
        ids: Ids,
        user: User,
        device: str,
    ) -> None:
        super().__init__(reading)
        self._writing, self._capture, self._clock, self._ids = writing, capture, clock, ids
        self.user, self.device = user, device
        self._one = threading.RLock()

    def apply(self, action: Action) -> Outcome:
        """Apply all edits or none; on return the action is on disk."""
        return self._apply(action, None, ())

    def undo(self, action: str | None = None) -> Outcome:
        """Take back an action (without an id: the newest that can be): a new action."""
        with self._one:
            with self._writing() as connection:
                target = undo.find(connection, action) if action else undo.next_undo(connection)
                if target is None:
                    raise Refused(said(N_("There is nothing to undo.")))
                plan = undo.inverse(connection, target)
            if plan.left and not undo.is_bulk(target):
                raise BuiltOn(plan.left[0], plan.left)
            if plan.left and not plan.edits:
                raise BuiltOn(
                    said(N_("This cannot be undone: somebody has built on all of it. Change what is wrong instead.")),
                    plan.left,
                )
            return self._apply(Action(target.label, plan.edits, counts=json.loads(target.counts)), target.n, plan.left)

    def redo(self) -> Outcome:
        """Do again what was undone last."""
        with self._one:
            with self._writing() as connection:
                target = undo.next_redo(connection)
            if target is None:
                raise Refused(said(N_("There is nothing to do again.")))
            return self.undo(target.id)

    def undoable(self) -> Outcome | None:
        """What `undo` would take back."""
        with self._reading() as connection:
            found = undo.next_undo(connection)
        return outcome_of(found) if found is not None else None

    def redoable(self) -> Outcome | None:
        """What `redo` would do again."""
        with self._reading() as connection:
            found = undo.next_redo(connection)
        return outcome_of(found) if found is not None else None

    def keep_draft(self, record: str, field: str, text: str | None) -> None:
        """Keep what is being typed, durable and never journaled; `None` removes it."""
        draft = table("draft")
        with self._one, self._writing() as connection:
            connection.execute(sa.delete(draft).where(draft.c.record == record, draft.c.field == field))
            if text is not None:
                at = stamp(self._clock.now())
                connection.execute(sa.insert(draft).values(record=record, field=field, text=text, at=at))

    def remember(self, key: str, value: str | None) -> None:
        """Remember something of a person's way of working (filters, columns, mappings); `None` forgets it."""
        state = table("state")
        with self._one, self._writing() as connection:
            connection.execute(sa.delete(state).where(state.c.k == key))
            if value is not None:
                connection.execute(sa.insert(state).values(k=key, v=value))

    @contextlib.contextmanager
    def erasing(self) -> Iterator[None]:
        """While this lasts, rows may be removed; only erasure does."""
        with self._one:
            self._capture.erasing = True
            try:
                yield
            finally:
                self._capture.erasing = False

    def _apply(self, action: Action, undoes: int | None, left: tuple[Any, ...]) -> Outcome:
        now = self._clock.now()
        with self._one, self._writing() as connection:
            on = raw(connection)
            row = self._open_action(on, action, stamp(now), undoes)
            self._capture.begin(row["n"])
            applied = _Applying(on)
            try:
                applied.put(e for e in action.edits if isinstance(e, PutBytes))
                applied.create([e for e in action.edits if isinstance(e, Create)])
                for edit in action.edits:
                    if isinstance(edit, SetField):
                        applied.set(edit)
            finally:
                body = self._capture.end()
            self._close_action(on, row, body)
        return Outcome(
            row["id"],
            action.label,
            dict(action.counts),
            now,
            frozenset(applied.touched),
            frozenset(applied.roots),
            left,
        )

    def _open_action(self, on: Raw, action: Action, at: str, undoes: int | None) -> dict[str, Any]:
        last = on.execute('SELECT n, last, link FROM "action" ORDER BY n DESC LIMIT 1').fetchone()
        number, seq, previous = last or (0, 0, GENESIS)
        row: dict[str, Any] = {
            "n": number + 1, "id": self._ids.new(), "label": action.label,
            "counts": json.dumps(dict(action.counts), sort_keys=True), "reason": action.reason, "actor": self.user.id,
            "device": self.device, "at": at, "undoes": undoes, "lasting": int(action.lasting), "first": seq + 1,
        }  # fmt: skip
        salt = os.urandom(SALT)
        row["seal"] = salt + seal_action(salt, row)
        row["previous"] = bytes(previous)
        return row

    def _close_action(self, on: Raw, row: dict[str, Any], body: bytes) -> None:
        row["link"] = link(row.pop("previous"), row["seal"][SALT:], body)
        row["last"] = on.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0]
        on.execute(statements.insert("action", tuple(row)), tuple(row.values()))


class _Applying:
    """The edits of one action on their way into the tables."""

    def __init__(self, on: Raw) -> None:
        self._on = on
        self._roots: dict[str, str] = {}
        self.touched: set[tuple[str, str]] = set()
        self.roots: set[str] = set()

    def put(self, edits: Iterable[PutBytes]) -> None:
        for edit in edits:
            self._on.execute(
                "INSERT OR IGNORE INTO blob(sha256, size, data) VALUES (?, ?, ?)",
                (edit.sha256, len(edit.data), edit.data),
            )

    def create(self, edits: Sequence[Create]) -> None:
        """Records of one kind at once, in the order in which the kinds first appear: parents stand before children."""
        kinds: dict[str, list[Create]] = {}
        for edit in edits:
            kinds.setdefault(edit.kind, []).append(edit)
        for kind, made in kinds.items():
            self._insert(RECORDS[kind], made)

    def _insert(self, spec: RecordType, made: Sequence[Create]) -> None:
        for edit in made:
            if (edit.parent is None) != (spec.parent is None):
                raise NotThere(said(N_("This can only be added to something. Say what it belongs to.")))
            self._roots[edit.id] = self._root_of(spec, edit.parent) if edit.parent else edit.id
            self.touched.add((spec.name, edit.id))
        used = {name for edit in made for name in edit.values}
        fields = [f for f in main_fields(spec) if f.name in used]
        self._on.executemany(
            statements.insert(spec.name, ("id", "parent", "root", *(f.name for f in fields))),
            [(e.id, e.parent, self._roots[e.id], *stored(fields, e.values)) for e in made],
        )
        if fields := [f for f in apart_fields(spec) if f.name in used]:
            self._on.executemany(
                statements.insert(spec.name + APART, ("id", "root", *(f.name for f in fields))),
                [
                    (e.id, self._roots[e.id], *stored(fields, e.values))
                    for e in made
                    if any(e.values.get(f.name) for f in fields)
                ],
            )
        self.roots |= {self._roots[e.id] for e in made}

    def _root_of(self, spec: RecordType, parent: str) -> str:
        root = self._roots.get(parent)
        if root is None:
            above = spec.parent or spec.name
            found = self._on.execute(statements.root(above), (parent,)).fetchone()
            if found is None:
                raise no_record(RECORDS[above])
            root = self._roots[parent] = found[0]
        return root

    def set(self, edit: SetField) -> None:
        spec = RECORDS[edit.kind]
        found = self._on.execute(statements.root(edit.kind), (edit.id,)).fetchone()
        if found is None:
            raise no_record(spec)
        self.touched.add((edit.kind, edit.id))
        self.roots.add(found[0])
        kind, value = edit.kind, edit.value
        if edit.field == DELETED:
            value = int(bool(value))
        else:
            field = spec.fields[edit.field]
            value = to_stored(field, value)
            if field.privacy.apart:
                kind += APART
                self._on.execute(statements.insert(kind, ("id", "root"), "OR IGNORE"), (edit.id, found[0]))
        self._on.execute(statements.update(kind, edit.field), (value, edit.id))
