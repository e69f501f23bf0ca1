"""The one writer: an action becomes rows, journal and search index in one transaction, or nothing happens at all."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from desktop.application.ports import Clock, Ids, User
from desktop.application.steps import Step, nothing
from desktop.domain.changes import Action, Outcome
from desktop.domain.errors import Refused
from desktop.domain.hybrid_clock import after
from desktop.domain.read_log import Reading
from desktop.domain.said import N_, Said, said
from desktop.persistence import read_log, statements, undo
from desktop.persistence.applying import Applying
from desktop.persistence.engine import Raw, raw
from desktop.persistence.erased import noted
from desktop.persistence.functions import SALT, Capture, link
from desktop.persistence.journal import GENESIS, seal_action
from desktop.persistence.reader import StoreReader, outcome_of, refusing_what_no_file_holds
from desktop.persistence.rows import stamp
from desktop.persistence.schema import table

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
        noting: Connecting | None = None,
    ) -> None:
        """``noting`` writes the read log also where another program is the one writer."""
        super().__init__(reading)
        self._noting = noting or writing
        self._writing, self._capture, self._clock, self._ids = writing, capture, clock, ids
        self.user, self.device = user, device
        self._hlc: int | None = None

    def apply(self, action: Action, step: Step = nothing) -> Outcome:
        """Apply all edits or none; on return the action is on disk. What belongs to a deleted record goes with it.

        What ``step`` raises takes back all that was written.
        """
        with self._write() as connection:
            return self._apply(connection, action, step=step)

    def undo(self, action: str | None = None) -> Outcome:
        """Take back an action (without an id: the newest that can be): a new action."""
        with self._write() as connection:
            target = undo.find(connection, action) if action else undo.next_undo(connection)
            if target is None:
                raise Refused(said(N_("There is nothing to undo.")))
            return self._take_back(connection, target)

    def redo(self) -> Outcome:
        """Do again what was undone last."""
        with self._write() as connection:
            target = undo.next_redo(connection)
            if target is None:
                raise Refused(said(N_("There is nothing to do again.")))
            return self._take_back(connection, target)

    def undoable(self) -> Outcome | None:
        """What `undo` would take back."""
        with self._read() as connection:
            found = undo.next_undo(connection)
        return outcome_of(found) if found is not None else None

    def redoable(self) -> Outcome | None:
        """What `redo` would do again."""
        with self._read() as connection:
            found = undo.next_redo(connection)
        return outcome_of(found) if found is not None else None

    def keep_draft(self, record: str, field: str, text: str | None) -> None:
        """Keep what is being typed, durable, never journaled, and not of who was erased; `None` removes it."""
        draft = table("draft")
        with self._write() as connection:
            connection.execute(sa.delete(draft).where(draft.c.record == record, draft.c.field == field))
            if text is not None and not noted(raw(connection), {record}):
                kept = text.encode(errors="replace").decode()  # a keyboard may send half a character
                at = stamp(self._clock.now())
                connection.execute(sa.insert(draft).values(record=record, field=field, text=kept, at=at))

    def remember(self, key: str, value: str | None) -> None:
        """Remember something of a person's way of working (filters, columns, mappings); `None` forgets it."""
        state = table("state")
        with self._write() as connection:
            connection.execute(sa.delete(state).where(state.c.k == key))
            if value is not None:
                connection.execute(sa.insert(state).values(k=key, v=value))

    def log_reads(self, *readings: Reading) -> None:
        """Leave a line in the read log for each; lines that are older than they may be kept go."""
        now = self._clock.now()
        with refusing_what_no_file_holds(), self._noting() as connection:
            read_log.add(connection, [(self._ids.new(), one) for one in readings], now, self.user.id, self.device)
            with self._capture.erasing():
                read_log.rotate(connection, now)

    def now(self) -> datetime:
        """What time it is for this store."""
        return self._clock.now()

    @contextlib.contextmanager
    def looking(self) -> Iterator[sa.Connection]:
        """A reader that sees everything as it is now."""
        with self._read() as connection:
            yield connection

    @contextlib.contextmanager
    def receiving(self) -> Iterator[sa.Connection]:
        """A transaction for what comes from the shared database; `apply_within` makes an action of one's own in it."""
        with self._write() as connection, self._capture.receiving():
            yield connection

    def apply_within(self, connection: sa.Connection, action: Action) -> Outcome:
        """Apply an action inside `receiving`, captured as any other."""
        with self._capture.pausing_reception():
            return self._apply(connection, action)

    def now_ms(self) -> int:
        """The moment, in milliseconds."""
        return round(self._clock.now().timestamp() * 1000)

    def next_hlc(self, connection: sa.Connection) -> int:
        """The next number of the clock that orders what two people write at once."""
        if self._hlc is None:
            known = "SELECT max((SELECT coalesce(max(hlc), 0) FROM outbox), (SELECT coalesce(max(hlc), 0) FROM peer))"
            self._hlc = int(raw(connection).execute(known).fetchone()[0])
        self._hlc = after(self._hlc, self._clock.now())
        return self._hlc

    @contextlib.contextmanager
    def erasing(self) -> Iterator[sa.Connection]:
        """A transaction in which rows may be removed; only erasure needs one."""
        with self._write() as connection, self._capture.erasing():
            yield connection

    @contextlib.contextmanager
    def _write(self) -> Iterator[sa.Connection]:
        with refusing_what_no_file_holds(), self._writing() as connection:
            yield connection

    def _take_back(self, connection: sa.Connection, target: sa.Row[Any]) -> Outcome:
        plan = undo.inverse(connection, target)
        action = Action(target.label, plan.edits, counts=json.loads(target.counts))
        return self._apply(connection, action, target.n, plan.left)

    def _apply(
        self,
        connection: sa.Connection,
        action: Action,
        undoes: int | None = None,
        left: Sequence[Said] = (),
        step: Step = nothing,
    ) -> Outcome:
        now, on = self._clock.now(), raw(connection)
        row = self._open_action(on, action, stamp(now), undoes)
        applying = Applying(on, below=undoes is None, step=step)
        with self._capture.applying(row["n"], self.next_hlc(connection)):
            applying.write(action.edits)
        self._close_action(on, row, self._capture.body())
        return Outcome(
            row["id"],
            action.label,
            dict(action.counts),
            now,
            frozenset(applying.touched),
            frozenset(applying.roots),
            tuple(left),
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
