"""The local store as sync sees it: implements the port `desktop.application.sync_port.SyncStore`."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from desktop.application.lease import Lease, moment
from desktop.application.syncing import (
    CONFLICT,
    Conflict,
    Cursor,
    Digest,
    Head,
    Heard,
    Page,
    Passing,
    Registration,
    Row,
    Standing,
    SyncState,
)
from desktop.domain.errors import InUse
from desktop.domain.synced import REGION, synced
from desktop.persistence import (
    apart_rights,
    batches,
    comparing,
    handed_over,
    hearing,
    later,
    questions,
    receiving,
    refused,
    search_index,
    unplaced,
    witness,
)
from desktop.persistence.engine import SETTLES, raw
from desktop.persistence.erased import KNOWN, note
from desktop.persistence.erasure import remove
from desktop.persistence.files_here import FilesHere
from desktop.persistence.handing_in import by_table
from desktop.persistence.rows import moment as written_at

_MINUTE = 60_000

_INCOMING = """SELECT kind, record, root, field, at, actor FROM heard WHERE actor <> ? ORDER BY n DESC, field LIMIT ?"""

_WAITING = f"""SELECT count(*) FROM (
    SELECT DISTINCT coalesce(c.tbl, o.tbl), coalesce(c.record, o.id), coalesce(c.field, o.field) FROM outbox AS o
    LEFT JOIN conflict AS c ON o.tbl = '{CONFLICT}' AND c.id = o.id
    WHERE o.batch NOT IN ({refused.ASIDE}, {later.LATER}))"""
"""By field, as the sync centre lists them, but not what was set aside or waits for a newer server."""

_SCOPES = """WITH RECURSIVE here(scope) AS (SELECT min(scope) FROM place
    UNION ALL SELECT (SELECT min(p.scope) FROM place AS p WHERE p.scope > here.scope) FROM here WHERE scope NOT NULL)
    SELECT scope FROM here WHERE scope NOT NULL UNION SELECT scope FROM cursor"""
"""By the index from each to the next: there are few scopes and many people."""

_PEOPLE = """SELECT (SELECT count(DISTINCT t.root) FROM traject AS t JOIN place AS p ON p.root = t.root
    WHERE p.scope = ?1 AND t._deleted = 0), coalesce((SELECT CAST(v AS INTEGER) FROM state WHERE k = ?2), 0)"""
"""How many people of a scope are here, and how many there were when its load began."""


class LocalSync(FilesHere):
    """The whole port; handing in is in `HandingIn`, what regards files in `FilesHere`."""

    def sync_state(self) -> SyncState | None:
        """What this device remembers of the shared database; nothing where it shares with none."""
        with self._reader() as on:
            peer = on.execute("SELECT device, short, epoch, last_batch, erasures FROM peer").fetchone()
            if peer is None:
                return None
            rows = on.execute("SELECT scope, seq, loading_table, loading_id FROM cursor").fetchall()
            here = on.execute(_SCOPES).fetchall()
            seen = witness.seen(on)
        cursors = {scope: Cursor(scope, seq, (table, at) if table else None) for scope, seq, table, at in rows}
        device, short, epoch, last, erasures = peer
        return SyncState(device, short, epoch, last, cursors, frozenset(scope for (scope,) in here), erasures, seen)

    def registered(self, registration: Registration, had: Collection[bytes] = ()) -> None:
        """Remember what the server said; where it is another than before, what it lost will be sent again."""
        with self._transaction() as on:
            later.remember(on, registration.lacks)
            state = SyncState(*on.execute("SELECT device, short, epoch, last_batch FROM peer").fetchone())
            if state.is_of_before(registration):
                seen = registration.lifts and registration.epoch != state.epoch
                batches.send_again(on, registration.last_batch, had if registration.lifts else None, seen=seen)
                on.execute("UPDATE peer SET last_batch = ?", (registration.last_batch,))
                hearing.anew(on)
                on.execute("DELETE FROM uploaded")
                on.execute("DELETE FROM cursor")
                on.execute("UPDATE revision SET stale = 1")
            if state.epoch != registration.epoch:
                witness.forget(on)
            on.execute(
                """UPDATE peer SET short = ?, epoch = ?, last_batch = min(last_batch, ?), lease = ?, ended = ?,
                contact = ?, erasures = ?""",
                (
                    registration.short,
                    registration.epoch,
                    registration.last_batch,
                    registration.lease,
                    registration.ended,
                    registration.now,
                    registration.erasures,
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
            for (scope,) in on.execute("SELECT scope FROM cursor").fetchall() if new else ():
                receiving.load_from(on, scope, new[0])
            on.execute("UPDATE peer SET shape = ?", (known,))
        self.make_findable()

    def erased(self, proofs: Mapping[str, str]) -> None:
        """Remove everything about these people."""
        with self._store.receiving() as connection:
            remove(connection, [*proofs])
            note(raw(connection), proofs)

    def proofs(self) -> Mapping[str, str]:
        """Who was erased, as far as there is a proof."""
        with self._reader() as on:
            return {root: proof for root, proof in on.execute(KNOWN).fetchall() if proof}

    def known(self, scope: str, table: str, roots: Mapping[str, str]) -> Mapping[str, int]:
        """Of these ids with their roots, those of which nothing would be taken in if they came again as they are."""
        asked = """SELECT r.id, r.rev FROM json_each(?1) AS j CROSS JOIN revision AS r ON r.tbl = ?2 AND r.id = j.key
            JOIN place AS p ON p.root = j.value WHERE r.stale = 0 AND p.scope = ?3"""
        with self._reader() as on:
            return dict(on.execute(asked, (json.dumps(dict(roots)), table, scope)).fetchall())

    def witness(self, heads: Sequence[Head]) -> None:
        """Keep what is seen; where nothing happened, nothing is written."""
        with self._reader() as on:
            found = witness.look(on, heads)
        if found:
            with self._transaction() as on:
                witness.keep(on, found)

    def stale(self) -> Mapping[str, Sequence[str]]:
        """Rows to fetch again."""
        with self._reader() as on:
            found = on.execute("SELECT tbl, id FROM revision WHERE stale = 1 ORDER BY tbl, id").fetchall()
            lacking = later.lacks(on)
        # of a table that the server lacks nothing comes: that is no sign that it is gone
        return by_table([(table, i) for table, i in found if lacking.get(table, (0,))])

    def sees_apart(self, scopes: Collection[str]) -> None:
        """Follow a change of what this person may see."""
        with self._store.receiving() as connection:
            lost = apart_rights.follow(connection, scopes, self._store.user.desk)
        self._tell(receiving.told(self._store, (), lost))

    def apply_page(self, page: Page) -> None:
        """Take in a page."""
        outcome = receiving.apply_page(self._store, page)
        if (page.cursor is None or page.cursor.loading is None) and page.coming < search_index.MANY:
            self.make_findable(page.coming)  # else the rows come first, as in a first load
        self._tell(outcome)

    def make_findable(self, coming: int = 0) -> None:
        """Index what came."""
        search_index.catch_up(self._store.looking, self._store.receiving)
        if not coming:
            search_index.put_in_order(self._store.looking, self._store.receiving)

    def settle(self) -> None:
        """The journal file becomes short again."""
        with self._store.receiving() as connection:
            connection.info[SETTLES] = True

    def fetched(self, asked: Mapping[str, Sequence[str]], rows: Sequence[Row]) -> None:
        """Take in rows that were asked for; what did not come is gone from here, unless its new row still waits."""
        with self._store.receiving() as connection:
            rows = receiving.welcome(raw(connection), rows)
            came = {(row.table, row.id) for row in rows}
            taken = receiving.take_in(self._store, connection, rows)
            gone = {table: [i for i in ids if (table, i) not in came] for table, ids in asked.items()}
            for table, missing in gone.items():
                receiving.drop(self._store, connection, table, missing)
        self.make_findable()
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

    def conflicts(self) -> Sequence[Conflict]:
        """What nobody decided yet."""
        with self._reader() as on:
            return questions.open_ones(on)

    def leave_scope(self, scope: str) -> None:
        """Remove everything of a scope whose access ended."""
        with self._store.receiving() as connection:
            on = raw(connection)
            roots = [root for (root,) in on.execute("SELECT root FROM place WHERE scope = ?", (scope,)).fetchall()]
            receiving.leave(self._store, connection, roots)
            on.execute("DELETE FROM cursor WHERE scope = ?", (scope,))
        self._tell(receiving.told(self._store, (), roots))

    def incoming(self, limit: int) -> Sequence[Passing]:
        """What colleagues did, newest first."""
        with self._reader() as on:
            rows = on.execute(_INCOMING, (self._store.user.id, limit)).fetchall()
        return [Passing(kind, i, root, name, written_at(at), who) for kind, i, root, name, at, who in rows]

    def standing(self) -> Standing:
        """What waits, what is to be decided, and how far the first load is."""
        with self._reader() as on:
            (waiting,) = on.execute(_WAITING).fetchone()
            (aside,) = on.execute("SELECT count(*) FROM refused").fetchone()
            waits_longer, altered = later.fields(on), witness.broken(on)
            handed = handed_over.told(on)
            loading = on.execute("SELECT scope FROM cursor WHERE loading_table IS NOT NULL").fetchall()
            desk = self._store.user.desk
            # who sees nobody of the desk has all there is when what the region shares is here
            known = "SELECT 1 FROM cursor WHERE scope = ? OR (scope = ? AND loading_table IS NULL)"
            if not on.execute(known, (desk, REGION)).fetchone():
                loading.append((desk,))
            counted = [on.execute(_PEOPLE, (scope, receiving.PEOPLE + scope)).fetchone() for (scope,) in loading]
        so_far = (sum(here for here, _ in counted), sum(whole for _, whole in counted)) if loading else None
        return Standing(
            int(waiting), len(self.conflicts()), so_far, refused=int(aside), later=waits_longer, altered=altered,
            offered=handed.offered, aside=handed.aside,
        )  # fmt: skip
