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
from typing_extensions import override

from desktop.application.ports import Clock, Ids, User
from desktop.domain.changes import DELETED, Action, Create, Outcome, PutBytes, SetField
from desktop.domain.errors import BuiltOn, NotThere, Refused
from desktop.domain.fields import RecordType
from desktop.domain.records import RECORDS
from desktop.domain.said import N_, said
from desktop.persistence import undo
from desktop.persistence.functions import SALT, Capture, link
from desktop.persistence.journal import GENESIS, seal_action
from desktop.persistence.reader import StoreReader, no_record, outcome_of
from desktop.persistence.rows import stamp, to_stored
from desktop.persistence.schema import apart, apart_fields, main_fields, table

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
        self.user, self._device = user, device
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
            row = self._open_action(connection, action, stamp(now), undoes)
            self._capture.begin(row["n"])
            applied = _Applying(connection)
            try:
                applied.put([e for e in action.edits if isinstance(e, PutBytes)])
                applied.create([e for e in action.edits if isinstance(e, Create)])
                for edit in action.edits:
                    if isinstance(edit, SetField):
                        applied.set(edit)
            finally:
                body = self._capture.end()
            self._close_action(connection, row, body)
        return Outcome(
            row["id"],
            action.label,
            dict(action.counts),
            now,
            frozenset(applied.touched),
            frozenset(applied.roots),
            left,
        )

    def _open_action(self, connection: sa.Connection, action: Action, at: str, undoes: int | None) -> dict[str, Any]:
        actions = table("action")
        last = connection.execute(
            sa.select(actions.c.n, actions.c.last, actions.c.link).order_by(actions.c.n.desc()).limit(1)
        ).first()
        row: dict[str, Any] = {
            "n": last.n + 1 if last else 1, "id": self._ids.new(), "label": action.label,
            "counts": json.dumps(dict(action.counts), sort_keys=True), "reason": action.reason, "actor": self.user.id,
            "device": self._device, "at": at, "undoes": undoes, "lasting": int(action.lasting),
            "first": (last.last if last else 0) + 1,
        }  # fmt: skip
        salt = os.urandom(SALT)
        row["seal"] = salt + seal_action(salt, row)
        row["previous"] = bytes(last.link) if last else GENESIS
        return row

    def _close_action(self, connection: sa.Connection, row: dict[str, Any], body: bytes) -> None:
        previous = row.pop("previous")
        row["link"] = link(previous, row["seal"][SALT:], body)
        row["last"] = connection.scalar(sa.select(sa.func.coalesce(sa.func.max(table("journal").c.seq), 0)))
        connection.execute(sa.insert(table("action")), row)


class _Applying:
    """The edits of one action on their way into the tables."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._roots: dict[str, str] = {}
        self.touched: set[tuple[str, str]] = set()
        self.roots: set[str] = set()

    def put(self, edits: Sequence[PutBytes]) -> None:
        for edit in edits:
            self._connection.execute(
                sa.insert(table("blob")).prefix_with("OR IGNORE"),
                {"sha256": edit.sha256, "size": len(edit.data), "data": edit.data},
            )

    def create(self, edits: Sequence[Create]) -> None:
        """Records of one kind at once, in the order in which the kinds first appear: parents stand before children."""
        kinds: dict[str, list[Create]] = {}
        for edit in edits:
            kinds.setdefault(edit.kind, []).append(edit)
        for edit in edits:  # a parent made by the same action is known by its own parent's root
            if edit.parent is None:
                self._roots[edit.id] = edit.id
        for kind, made in kinds.items():
            spec = RECORDS[kind]
            self._known([e.parent for e in made if e.parent is not None and e.parent not in self._roots], spec)
            self._insert(spec, made)

    def _known(self, parents: Iterable[str], spec: RecordType) -> None:
        wanted = sorted(set(parents))
        above = table(spec.parent or spec.name)
        for start in range(0, len(wanted), 500):
            chunk = wanted[start : start + 500]
            for record, root in self._connection.execute(
                sa.select(above.c.id, above.c.root).where(above.c.id.in_(chunk))
            ):
                self._roots[record] = root
        if missing := [p for p in wanted if p not in self._roots]:
            raise no_record(RECORDS[spec.parent or spec.name]) from KeyError(missing[0])

    def _insert(self, spec: RecordType, made: Sequence[Create]) -> None:
        rows, sides = [], []
        fields, apart_ones = main_fields(spec), apart_fields(spec)
        for edit in made:
            if (edit.parent is None) != (spec.parent is None):
                raise NotThere(said(N_("This can only be added to something. Say what it belongs to.")))
            root = self._roots[edit.parent or edit.id]
            self._roots[edit.id] = root
            self.touched.add((spec.name, edit.id))
            self.roots.add(root)
            values = edit.values
            row: dict[str, Any] = {f.name: to_stored(f, values.get(f.name)) for f in fields}
            rows.append(row | {"id": edit.id, "parent": edit.parent, "root": root})
            if any(values.get(f.name) is not None for f in apart_ones):
                side: dict[str, Any] = {f.name: to_stored(f, values.get(f.name)) for f in apart_ones}
                sides.append(side | {"id": edit.id, "root": root})
        self._connection.execute(sa.insert(table(spec.name)), rows)
        if sides:
            self._connection.execute(sa.insert(apart(spec.name)), sides)

    def set(self, edit: SetField) -> None:
        spec = RECORDS[edit.kind]
        rows = table(edit.kind)
        root = self._connection.scalar(sa.select(rows.c.root).where(rows.c.id == edit.id))
        if root is None:
            raise no_record(spec)
        self.touched.add((edit.kind, edit.id))
        self.roots.add(root)
        if edit.field == DELETED:
            value: Any = int(bool(edit.value))
        else:
            value = to_stored(spec.fields[edit.field], edit.value)
            if spec.fields[edit.field].privacy.apart:
                rows = apart(edit.kind)
                present = sa.insert(rows).prefix_with("OR IGNORE")
                self._connection.execute(present, {"id": edit.id, "root": root})
        self._connection.execute(sa.update(rows).where(rows.c.id == edit.id).values({edit.field: value}))


class ReadOnlyStore(LocalStore):
    """The store while another process writes: reads work, writes are refused with a sentence."""

    @override
    def _apply(self, action: Action, undoes: int | None, left: tuple[Any, ...]) -> Outcome:
        raise Refused(
            said(N_("Overstap is open in a window, and that window does the writing. Close it, or do this there."))
        )
