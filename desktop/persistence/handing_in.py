"""What is handed in to the shared database: batches, their answers, and what was refused of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from desktop.application.syncing import Answer, Batch, Fate, Passing, Refusal, Registration
from desktop.domain.changes import Outcome
from desktop.domain.fields import Merge
from desktop.domain.synced import synced
from desktop.persistence import batches, comparing, handed_over, outbox, receiving, refused
from desktop.persistence.engine import Raw, raw
from desktop.persistence.erased import note
from desktop.persistence.erasure import remove
from desktop.persistence.functions import SEAL
from desktop.persistence.journal import everything_waits
from desktop.persistence.rows import moment as written_at
from desktop.persistence.store import LocalStore

_OUTGOING = """SELECT coalesce(c.tbl, o.tbl), coalesce(c.record, o.id), l.root, coalesce(c.field, o.field), a.at
    FROM outbox AS o JOIN journal AS l ON l.seq = o.last JOIN "action" AS a ON a.n = l.action
    LEFT JOIN conflict AS c ON o.tbl = 'conflict' AND c.id = o.id
    WHERE o.tbl <> 'conflict' OR c.id IS NOT NULL
    GROUP BY 1, 2, 4 ORDER BY max(o.last) DESC, 4 LIMIT ?"""
"""A field with the decision about it is one line."""

_REVISED = """INSERT INTO revision(tbl, id, rev, stale) SELECT ?1, ?2, ?3 = 1, ?3 <> 1
    WHERE ?3 <> 0 OR EXISTS (SELECT 1 FROM revision WHERE tbl = ?1 AND id = ?2)
    ON CONFLICT(tbl, id) DO UPDATE SET
        rev = CASE rev WHEN ?3 - 1 THEN ?3 ELSE rev END, stale = max(stale, rev NOT IN (?3 - 1, ?3))"""
"""The next revision is ours; at any other something newer may lie under our own value, and the row is fetched again.
What is stale stays so until it is fetched."""


_LEFT = f"""SELECT DISTINCT o.tbl, o.id FROM outbox AS o JOIN journal AS l ON l.seq = o.last
    WHERE o.batch = ? AND length(l.seal) <> {SEAL}"""
"""Of what left this device before its batch was answered, and may be back by now, the values are not here."""


_TEXTS = [(t.name, f.name) for t in synced().values() for f in t.fields if f.merge is Merge.LINES]
_LONG = f"""SELECT DISTINCT tbl, id FROM outbox WHERE tbl IN ({", ".join({repr(table): 0 for table, _ in _TEXTS})})
    AND (tbl, field) IN (VALUES {", ".join(map(str, _TEXTS))}) AND batch = 0 AND base > 0"""


def nobody(_received: Outcome) -> None:
    """For where nobody looks at what comes."""


class HandingIn:
    """Every change is one transaction of the store's one writer; ``told`` hears what each one brought or took away."""

    def __init__(self, store: LocalStore, told: Callable[[Outcome], object] = nobody) -> None:
        self._store, self._told = store, told

    def handed_in(self) -> Sequence[bytes]:
        """Batches by their hash."""
        with self._reader() as on:
            return batches.handed_in(on)

    def is_copy(self, there: Registration, had: Collection[bytes]) -> bool:
        """Whether the newest batch there is not from here."""
        with self._reader() as on:
            return batches.is_of_another(on, there.last_batch, had if there.lifts else None)

    def connect(self, device: str) -> None:
        """Start to share under this id, or go on under another where this is a copy."""
        with self._store.receiving() as connection:
            on = raw(connection)
            if on.execute("SELECT 1 FROM peer").fetchone():
                batches.number_anew(on, 0)
                on.execute("UPDATE peer SET device = ?, short = 0, last_batch = 0", (device,))
                return
            on.execute(everything_waits(), (self._store.next_hlc(connection),))
            comparing.is_done(on, self._store.now())
            on.execute("INSERT INTO peer(one, device) VALUES (1, ?)", (device,))

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
            for table, record in on.execute(_LEFT, (answer.batch,)).fetchall():
                _fetch_again(on, table, record)
            erased = []
            for table, record, fate in answer.fates:
                if fate is Fate.ERASED:
                    erased.append(record)
                else:
                    _fetch_again(on, table, record)
            handed_over.note(on, answer.batch, answer.fates, answer.now)
            on.execute("DELETE FROM outbox WHERE batch = ?", (answer.batch,))
            on.execute("UPDATE batch SET answered = ? WHERE n = ?", (str(answer.now), answer.batch))
            on.execute("UPDATE peer SET last_batch = max(last_batch, ?)", (answer.batch,))
            remove(connection, erased)
            note(raw(connection), dict.fromkeys(erased, ""))
            batches.scrub(on, answer.batch)
            batches.forget_old(on, answer.now)
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

    def put_aside(self, limit: int) -> Sequence[Passing]:
        """What the server did not take in of who is here, newest first."""
        with self._reader() as on:
            return handed_over.lines(on, limit)

    def seen(self) -> None:
        """What was handed over or put aside is told no longer."""
        with self._transaction() as on:
            handed_over.seen(on)

    def waiting_texts(self) -> Mapping[str, Sequence[str]]:
        """Rows whose long text waits, and is known to the server."""
        with self._reader() as on:
            return by_table(on.execute(_LONG).fetchall())

    def outgoing(self, limit: int) -> Sequence[Passing]:
        """What waits, newest first."""
        with self._reader() as on:
            rows = on.execute(_OUTGOING, (limit,)).fetchall()
        return [Passing(synced()[t].spec.name, i, root, name, written_at(at)) for t, i, root, name, at in rows]

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


def _fetch_again(on: Raw, table: str, record: str) -> None:
    on.execute(
        """INSERT INTO revision(tbl, id, rev, stale) VALUES (?, ?, 0, 1)
        ON CONFLICT(tbl, id) DO UPDATE SET stale = 1""",
        (table, record),
    )


def by_table(rows: Sequence[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    """The ids of each table."""
    found: dict[str, list[str]] = {}
    for table, record in rows:
        found.setdefault(table, []).append(record)
    return found
