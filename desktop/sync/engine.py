"""One round of sync: hand in what waits, take in what others did. A round that was cut goes on in the next one.

Nothing is kept in memory between two steps, so a crash at any point is the same as a cut.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop.application.syncing import CONFLICT, Cloned, Cursor, Entry, Head, Page, Row, SyncStore, What
from desktop.domain.synced import movable, synced
from desktop.sync.transport import Transport

SCHEMA = 1
"""The version of what travels; the server says which it knows."""

FIRST_ID = "00000000-0000-0000-0000-000000000000"
"""Before every id."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much goes at once."""

    batch: int = 1000
    page: int = 2000


class Engine:
    """Sync between one local store and the shared database that a transport reaches."""

    def __init__(
        self, store: SyncStore, transport: Transport, sizes: Sizes = Sizes(), new_id: Callable[[], str] | None = None
    ) -> None:
        self._store, self._transport, self._sizes = store, transport, sizes
        self._new_id = new_id or (lambda: str(uuid.uuid4()))

    def round(self) -> None:
        """Everything once: push, then pull. Raises `Cut` where the connection breaks."""
        device = self._register()
        self.push(device)
        self.pull()

    def push(self, device: str) -> None:
        """Hand in everything that waits."""
        self._join_texts()
        while (batch := self._store.next_batch(self._sizes.batch)) is not None:
            try:
                self._store.answered(self._transport.push(device, batch))
            except Cloned:
                self._store.connect(self._new_id())
                device = self._register()

    def pull(self) -> None:
        """Take in everything that is new, scope by scope; scopes that are no longer ours are left."""
        state = self._store.sync_state()
        cursors = state.cursors if state else {}
        heads = self._transport.heads()
        for scope in sorted((state.scopes if state else frozenset()) - {head.scope for head in heads}):
            self._store.leave_scope(scope)
        for head in heads:
            cursor = cursors.get(head.scope)
            if cursor is None or cursor.seq < head.pruned_to:
                cursor = Cursor(head.scope, head.head, (next(iter(_tables())), FIRST_ID))
                self._store.apply_page(Page(cursor, begins=True))
            if cursor.loading is not None:
                cursor = self._load(cursor, cursor.loading)
            self._follow(cursor, head)
        self._fetch(self._store.stale())

    def _register(self) -> str:
        state = self._store.sync_state()
        if state is None:
            self._store.connect(self._new_id())
            return self._register()
        self._store.registered(self._transport.register(state.device, SCHEMA))
        return state.device

    def _join_texts(self) -> None:
        """Look at what others did to long texts before handing in our own, so that both are joined where they can."""
        for table, ids in self._store.waiting_texts().items():
            self._store.apply_page(Page(None, self._transport.rows_by_id(table, ids)))

    def _load(self, cursor: Cursor, loading: tuple[str, str]) -> Cursor:
        """The first load of a scope, table by table in order of id; the place reached is kept with each page."""
        tables = list(_tables())
        for table in tables[tables.index(loading[0]) :]:
            last = loading[1] if table == loading[0] else FIRST_ID
            while rows := self._transport.snapshot_page(cursor.scope, table, last, self._sizes.page):
                last = rows[-1].id
                self._store.apply_page(Page(Cursor(cursor.scope, cursor.seq, (table, last)), rows))
                if len(rows) < self._sizes.page:
                    break
        loaded = Cursor(cursor.scope, cursor.seq)
        self._store.apply_page(Page(loaded))
        return loaded

    def _follow(self, cursor: Cursor, head: Head) -> None:
        """What changed since, in the order in which it became visible."""
        at = cursor.seq
        while at < head.head:
            entries = self._transport.feed(head.scope, at, self._sizes.page)
            at = entries[-1].seq if entries else head.head
            self._store.apply_page(self._page(Cursor(head.scope, at), entries))

    def _page(self, cursor: Cursor, entries: Sequence[Entry]) -> Page:
        """A person who left one desk for another that we see as well stays here, with all that was done here."""
        left = [entry.id for entry in entries if entry.what is What.LEFT]
        moved = [row for kind in movable() if left for row in self._transport.rows_by_id(kind, left)]
        return Page(
            cursor,
            [*(entry.row for entry in entries if entry.row is not None), *moved],
            [root for root in left if root not in {row.id for row in moved}],
            [entry.id for entry in entries if entry.what is What.ERASED],
        )

    def _fetch(self, asked: Mapping[str, Sequence[str]]) -> None:
        rows: list[Row] = []
        for table, ids in asked.items():
            rows += self._transport.rows_by_id(table, ids)
        if asked:
            self._store.fetched(asked, rows)


def _tables() -> Sequence[str]:
    return (*synced(), CONFLICT)
