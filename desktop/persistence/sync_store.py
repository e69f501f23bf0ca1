"""The local store as sync sees it: implements the port `desktop.application.syncing.SyncStore`."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from desktop.application.lease import Lease, moment
from desktop.application.syncing import (
    Answer,
    Batch,
    Conflict,
    Cursor,
    Digest,
    Fate,
    Heard,
    Page,
    Passing,
    Refusal,
    Registration,
    Row,
    Standing,
    SyncState,
)
from desktop.domain.changes import DELETED, Outcome
from desktop.domain.errors import InUse
from desktop.domain.fields import Merge
from desktop.domain.synced import synced
from desktop.persistence import comparing, hearing, outbox, pieces, receiving, refused, search_index, unplaced
from desktop.persistence.engine import Raw, raw
from desktop.persistence.erasure import note, remove
from desktop.persistence.journal import everything_waits
from desktop.persistence.rows import from_stored
from desktop.persistence.rows import moment as written_at
from desktop.persistence.store import LocalStore

_MINUTE = 60_000
_FIRST = "00000000-0000-0000-0000-000000000000"

_CONFLICT = "id, tbl, record, root, field, kept, kept_by, kept_hlc, lost, lost_by, lost_hlc"

_OUTGOING = """SELECT o.tbl, o.id, l.root, o.field, a.at FROM outbox AS o JOIN journal AS l ON l.seq = o.last
    JOIN "action" AS a ON a.n = l.action ORDER BY o.last DESC, o.field LIMIT ?"""

_INCOMING = """SELECT kind, record, root, field, at, actor FROM heard WHERE actor <> ? ORDER BY n DESC, field LIMIT ?"""

_PEOPLE = """SELECT (SELECT count(DISTINCT t.root) FROM traject AS t JOIN place AS p ON p.root = t.root
    WHERE p.scope = ?1 AND t._deleted = 0), coalesce((SELECT CAST(v AS INTEGER) FROM state WHERE k = ?2), 0)"""
"""How many people of a scope are here, and how many there were when its load began."""

_REVISED = """INSERT INTO revision(tbl, id, rev, stale) SELECT ?1, ?2, ?3 = 1, ?3 <> 1
    WHERE ?3 <> 0 OR EXISTS (SELECT 1 FROM revision WHERE tbl = ?1 AND id = ?2)
    ON CONFLICT(tbl, id) DO UPDATE SET
        rev = CASE rev WHEN ?3 - 1 THEN ?3 ELSE rev END, stale = max(stale, rev NOT IN (?3 - 1, ?3))"""
"""The next revision is ours; at any other something newer may lie under our own value, and the row is fetched again.
What is stale stays so until it is fetched."""


def nobody(_received: Outcome) -> None:
    """For where nobody looks at what comes."""


class LocalSync:
    """Every change is one transaction of the store's one writer; ``told`` hears what each one brought or took away."""

    def __init__(self, store: LocalStore, told: Callable[[Outcome], object] = nobody) -> None:
        self._store, self._told = store, told

    def sync_state(self) -> SyncState | None:
        """What this device remembers of the shared database; nothing where it shares with none."""
        with self._reader() as on:
            peer = on.execute("SELECT device, short, epoch, last_batch FROM peer").fetchone()
            if peer is None:
                return None
            rows = on.execute("SELECT scope, seq, loading_table, loading_id FROM cursor").fetchall()
            here = on.execute("SELECT scope FROM cursor UNION SELECT scope FROM place").fetchall()
        cursors = {scope: Cursor(scope, seq, (table, at) if table else None) for scope, seq, table, at in rows}
        device, short, epoch, last = peer
        return SyncState(device, short, epoch, last, cursors, frozenset(scope for (scope,) in here))

    def connect(self, device: str) -> None:
        """Start to share under this id, or go on under another where this is a copy."""
        with self._store.receiving() as connection:
            on = raw(connection)
            if on.execute("SELECT 1 FROM peer").fetchone():
                outbox.thaw(on)
                on.execute("UPDATE peer SET device = ?, short = 0, last_batch = 0", (device,))
                return
            on.execute(everything_waits(), (self._store.next_hlc(connection),))
            comparing.is_done(on, self._store.now())
            on.execute("INSERT INTO peer(one, device) VALUES (1, ?)", (device,))

    def registered(self, registration: Registration) -> None:
        """Remember what the server said; where it is another than before, what it lost will be sent again."""
        with self._transaction() as on:
            epoch, last = on.execute("SELECT epoch, last_batch FROM peer").fetchone()
            if epoch and (epoch != registration.epoch or registration.last_batch < last):
                outbox.send_again(on, registration.last_batch)
                hearing.anew(on)
                on.execute("DELETE FROM uploaded")
                on.execute("DELETE FROM cursor")
                on.execute("UPDATE revision SET stale = 1")
            on.execute(
                """UPDATE peer SET short = ?, epoch = ?, last_batch = min(last_batch, ?), lease = ?, ended = ?,
                contact = ?""",
                (
                    registration.short,
                    registration.epoch,
                    registration.last_batch,
                    registration.lease,
                    registration.ended,
                    registration.now,
                ),
            )
            on.execute("UPDATE peer SET seen = contact")

    def lease(self, now: datetime) -> Lease | None:
        """How long this device may still be away."""
        at = round(now.timestamp() * 1000)
        with self._reader() as on:
            found = on.execute("SELECT lease, contact, max(seen, ?), ended, seen FROM peer", (at,)).fetchone()
        if found is None:
            return None
        days, contact, latest, ended, seen = found
        if latest - seen > _MINUTE:
            with suppress(InUse), self._transaction() as on:
                on.execute("UPDATE peer SET seen = max(seen, ?)", (at,))
        return Lease(days, moment(contact), moment(latest), ended)

    def place(self) -> None:
        """A newer program puts in its place what an older one had kept; tables that are new to it load."""
        known = json.dumps([*synced()])
        with self._reader() as on:
            found = on.execute("SELECT shape, EXISTS (SELECT 1 FROM unplaced) FROM peer").fetchone()
        if found is None or (found[0] == known and not found[1]):
            return
        with self._store.receiving() as connection:
            on = raw(connection)
            receiving.take_in(self._store, connection, unplaced.place(on))
            new = [name for name in synced() if found[0] and name not in json.loads(found[0])]
            if found[1] or new:
                hearing.anew(on)
            if new:
                on.execute("UPDATE cursor SET loading_table = ?, loading_id = ?", (new[0], _FIRST))
            on.execute("UPDATE peer SET shape = ?", (known,))

    def erased(self, roots: Sequence[str]) -> None:
        """Remove everything about these people."""
        with self._store.receiving() as connection:
            remove(connection, roots)
            note(connection, roots)

    def next_batch(self, limit: int, after: int = 0) -> Batch | None:
        """The oldest batch without an answer, or a new one of what waits."""
        asked = "SELECT n, sha, payload FROM batch WHERE answered IS NULL AND n > ? ORDER BY n LIMIT 1"
        with self._transaction() as on:
            found = on.execute(asked, (after,)).fetchone()
            return Batch(*found) if found else outbox.freeze(on, limit, self._store.user.desk)

    def answered(self, answer: Answer) -> None:
        """Revisions come from the server only; where another value may show there, the row is fetched again."""
        with self._store.receiving() as connection:
            on = raw(connection)
            on.executemany(_REVISED, [(table, record, rev) for (table, record), rev in answer.revs.items()])
            erased = []
            for table, record, fate in answer.fates:
                if fate is Fate.ERASED:
                    erased.append(record)
                else:
                    _fetch_again(on, table, record)
            on.execute("DELETE FROM outbox WHERE batch = ?", (answer.batch,))
            on.execute("UPDATE batch SET answered = ? WHERE n = ?", (str(answer.now), answer.batch))
            on.execute("UPDATE peer SET last_batch = max(last_batch, ?)", (answer.batch,))
            remove(connection, erased)
            outbox.scrub(on, answer.batch)
            outbox.forget_old(on, answer.now)
        self._tell(receiving.told(self._store, (), erased))

    def refused(self, batch: int, code: str) -> None:
        """Make the batch smaller, or set its only row aside."""
        with self._transaction() as on:
            refused.split(on, batch, code, self._store.now_ms())

    def refusals(self) -> Sequence[Refusal]:
        """What was set aside, oldest first."""
        with self._reader() as on:
            rows = on.execute("SELECT tbl, id, root, code, at FROM refused ORDER BY at, tbl, id").fetchall()
        return [Refusal(*row) for row in rows]

    def try_again(self) -> None:
        """What was set aside waits again."""
        with self._transaction() as on:
            refused.take_up(on)

    def waiting_texts(self) -> Mapping[str, Sequence[str]]:
        """Rows whose long text waits, and is known to the server."""
        long = [(t.name, f.name) for t in synced().values() for f in t.fields if f.merge is Merge.LINES]
        with self._reader() as on:
            rows = on.execute(
                """SELECT DISTINCT o.tbl, o.id FROM outbox AS o JOIN json_each(?) AS j
                ON o.tbl = j.value ->> 0 AND o.field = j.value ->> 1 WHERE o.batch = 0 AND o.base > 0""",
                (json.dumps(long),),
            ).fetchall()
        return _by_table(rows)

    def known(self, scope: str, table: str, ids: Sequence[str]) -> Mapping[str, int]:
        """Rows of which nothing would be taken in if they came again at this revision."""
        asked = f"""SELECT r.id, r.rev FROM json_each(?1) AS j CROSS JOIN revision AS r ON r.tbl = ?2 AND r.id = j.value
            JOIN "{table}" AS t ON t.id = r.id JOIN place AS p ON p.root = t.root WHERE r.stale = 0 AND p.scope = ?3"""
        with self._transaction() as on:
            return dict(on.execute(asked, (json.dumps([*ids]), table, scope)).fetchall())

    def stale(self) -> Mapping[str, Sequence[str]]:
        """Rows to fetch again."""
        with self._reader() as on:
            return _by_table(on.execute("SELECT tbl, id FROM revision WHERE stale = 1 ORDER BY tbl, id").fetchall())

    def apply_page(self, page: Page) -> None:
        """Take in a page."""
        self._tell(receiving.apply_page(self._store, page))

    def make_findable(self) -> None:
        """Build the search index over what a first load brought."""
        search_index.catch_up(self._store.receiving)

    def fetched(self, asked: Mapping[str, Sequence[str]], rows: Sequence[Row]) -> None:
        """Take in rows that were asked for; what did not come is gone from here, unless its new row still waits."""
        came = {(row.table, row.id) for row in rows}
        with self._store.receiving() as connection:
            taken = receiving.take_in(self._store, connection, rows)
            gone = {table: [i for i in ids if (table, i) not in came] for table, ids in asked.items()}
            for table, missing in gone.items():
                receiving.drop(self._store, connection, table, missing)
        self._tell(receiving.told(self._store, taken, (i for missing in gone.values() for i in missing)))

    def is_to_compare(self) -> bool:
        """Whether it is time to compare."""
        with self._reader() as on:
            return comparing.is_due(on, self._store.now())

    def differing(self, there: Sequence[Digest]) -> Collection[tuple[str, str]]:
        """Where rows differ."""
        with self._transaction() as on:
            return comparing.differing(on, there, self._store.now())

    def fetch_again(self, scope: str, table: str, there: Mapping[str, int]) -> None:
        """Have what differs fetched."""
        with self._transaction() as on:
            comparing.fetch_again(on, scope, table, there)

    def behind(self, limit: int) -> Mapping[str, int]:
        """Roots whose history is to be asked for."""
        with self._transaction() as on:
            return hearing.behind(on, limit)

    def hear(self, asked: Mapping[str, int], told: Sequence[Heard], *, everything: bool) -> None:
        """Take in history."""
        with self._transaction() as on:
            hearing.hear(on, asked, told, everything=everything)
        self._tell(receiving.told(self._store, (), {one.root for one in told}))

    def files_to_send(self) -> Sequence[tuple[str, str, int]]:
        """Files that the server is not known to have."""
        with self._reader() as on:
            return pieces.to_send(on)

    def piece_to_send(self, sha256: str, n: int, size: int) -> bytes:
        """A piece of a file that is here."""
        with self._reader() as on:
            return pieces.of_file(on, sha256, n, size)

    def file_is_there(self, root: str, sha256: str) -> None:
        """The server has it whole."""
        with self._transaction() as on:
            pieces.is_there(on, root, sha256)

    def pieces(self, sha256: str) -> Collection[int]:
        """The pieces that came already."""
        with self._reader() as on:
            return pieces.came(on, sha256)

    def keep_piece(self, sha256: str, n: int, data: bytes) -> None:
        """Keep a piece that came."""
        with self._transaction() as on:
            pieces.keep(on, sha256, n, data)

    def put_together(self, root: str, sha256: str) -> bool:
        """Make the file of its pieces."""
        with self._transaction() as on:
            return pieces.put_together(on, root, sha256)

    def conflicts(self) -> Sequence[Conflict]:
        """What nobody decided yet."""
        with self._reader() as on:
            rows = on.execute(f"SELECT {_CONFLICT} FROM conflict WHERE settled = 0 ORDER BY id").fetchall()
        return [_conflict(row) for row in rows]

    def settle(self, conflict: str) -> None:
        """Say that a conflict was decided."""
        with self._store.receiving() as connection:
            on = raw(connection)
            on.execute("UPDATE conflict SET settled = 1 WHERE id = ?", (conflict,))
            on.execute(
                """INSERT OR IGNORE INTO outbox(tbl, id, field, batch, base, hlc, first, last)
                VALUES ('conflict', ?, ?, 0, 0, ?, 0, 0)""",
                (conflict, outbox.SETTLED, self._store.next_hlc(connection)),
            )

    def leave_scope(self, scope: str) -> None:
        """Remove everything of a scope whose access ended."""
        with self._store.receiving() as connection:
            on = raw(connection)
            roots = [root for (root,) in on.execute("SELECT root FROM place WHERE scope = ?", (scope,)).fetchall()]
            receiving.leave(self._store, connection, roots)
            on.execute("DELETE FROM cursor WHERE scope = ?", (scope,))
        self._tell(receiving.told(self._store, (), roots))

    def outgoing(self, limit: int) -> Sequence[Passing]:
        """What waits, newest first."""
        with self._reader() as on:
            rows = on.execute(_OUTGOING, (limit,)).fetchall()
        return [Passing(synced()[t].spec.name, i, root, name, written_at(at)) for t, i, root, name, at in rows]

    def incoming(self, limit: int) -> Sequence[Passing]:
        """What colleagues did, newest first."""
        with self._reader() as on:
            rows = on.execute(_INCOMING, (self._store.user.id, limit)).fetchall()
        return [Passing(kind, i, root, name, written_at(at), who) for kind, i, root, name, at, who in rows]

    def standing(self) -> Standing:
        """What waits, what is to be decided, and how far the first load is."""
        with self._reader() as on:
            waits = f"SELECT DISTINCT tbl, id FROM outbox WHERE batch <> {refused.ASIDE}"
            (waiting,) = on.execute(f"SELECT count(*) FROM ({waits})").fetchone()
            (aside,) = on.execute("SELECT count(*) FROM refused").fetchone()
            (conflicts,) = on.execute("SELECT count(*) FROM conflict WHERE settled = 0").fetchone()
            loading = on.execute("SELECT scope FROM cursor WHERE loading_table IS NOT NULL").fetchall()
            desk = self._store.user.desk
            if not on.execute("SELECT 1 FROM cursor WHERE scope = ?", (desk,)).fetchone():
                loading.append((desk,))
            counted = [on.execute(_PEOPLE, (scope, receiving.PEOPLE + scope)).fetchone() for (scope,) in loading]
        so_far = (sum(here for here, _ in counted), sum(whole for _, whole in counted)) if loading else None
        return Standing(int(waiting), int(conflicts), so_far, refused=int(aside))

    def _tell(self, received: Outcome) -> None:
        if received.touched or received.roots:
            self._told(received)

    @contextmanager
    def _reader(self) -> Iterator[Raw]:
        with self._store.looking() as connection:
            yield raw(connection)

    @contextmanager
    def _transaction(self) -> Iterator[Raw]:
        with self._store.receiving() as connection:
            yield raw(connection)


def _conflict(row: tuple[Any, ...]) -> Conflict:
    found = Conflict(*row)
    if found.field == DELETED:
        return replace(found, kept=bool(found.kept), lost=bool(found.lost))
    field = synced()[found.table].spec.fields[found.field]
    return replace(found, kept=from_stored(field, found.kept), lost=from_stored(field, found.lost))


def _fetch_again(on: Raw, table: str, record: str) -> None:
    on.execute(
        """INSERT INTO revision(tbl, id, rev, stale) VALUES (?, ?, 0, 1)
        ON CONFLICT(tbl, id) DO UPDATE SET stale = 1""",
        (table, record),
    )


def _by_table(rows: Sequence[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for table, record in rows:
        found.setdefault(table, []).append(record)
    return found
