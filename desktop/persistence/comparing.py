"""Whether the rows here are those of the shared database: once a day, when nothing waits; what differs comes again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from desktop.application.syncing import Digest
from desktop.domain.changes import DELETED
from desktop.domain.digest import mark, together
from desktop.domain.synced import synced
from desktop.persistence import outbox
from desktop.persistence.engine import Raw

EVERY = timedelta(days=1)
_WHEN = "sync.compared"


def is_due(on: Raw, now: datetime) -> bool:
    """Whether it is time; also where a clock went back."""
    last = on.execute("SELECT v FROM state WHERE k = ?", (_WHEN,)).fetchone()
    waits = on.execute("SELECT 1 FROM outbox LIMIT 1").fetchone()
    return waits is None and (last is None or abs(now - datetime.fromisoformat(last[0])) >= EVERY)


def is_done(on: Raw, now: datetime) -> None:
    """The next time is a day later."""
    on.execute("INSERT OR REPLACE INTO state(k, v) VALUES (?, ?)", (_WHEN, now.isoformat()))


def differing(on: Raw, there: Sequence[Digest], now: datetime) -> Collection[tuple[str, str]]:
    """Scopes and tables that differ, of the scopes of which everything was taken in that the server had then."""
    is_done(on, now)
    followed = dict(on.execute("SELECT scope, seq FROM cursor WHERE loading_table IS NULL").fetchall())
    heads = {one.scope: one.head for one in there}
    level = {scope for scope, seq in followed.items() if heads.get(scope) == seq}
    told = {(one.scope, one.table): (one.rows, one.mark) for one in there if one.table and one.scope in level}
    here: dict[tuple[str, str], list[int]] = {}
    for table in synced():
        for scope, _, made in _marks(on, table):
            if scope in level:
                here.setdefault((scope, table), []).append(made)
    known = {key: (len(marks), together(marks)) for key, marks in here.items()}
    return sorted(key for key in told.keys() | known.keys() if told.get(key) != known.get(key))


def fetch_again(on: Raw, scope: str, table: str, there: Mapping[str, int]) -> None:
    """Mark what differs, what is missing here and what is too much."""
    here = {record: made for of_scope, record, made in _marks(on, table) if of_scope == scope}
    on.executemany(
        """INSERT INTO revision(tbl, id, rev, stale) VALUES (?, ?, 0, 1)
        ON CONFLICT(tbl, id) DO UPDATE SET stale = 1""",
        [(table, i) for i in sorted(here.keys() | there.keys()) if here.get(i) != there.get(i)],
    )


def _marks(on: Raw, table: str) -> Iterable[tuple[str, str, int]]:
    """Scope, id and mark of every row."""
    keys = ("root",) if synced()[table].apart else ("root", "parent", DELETED)
    read = ", ".join(f't."{name}"' for name in (*keys, *outbox.columns(table)))
    rows = on.execute(
        f"""SELECT p.scope, t.id, coalesce(r.rev, 0), {read} FROM "{table}" AS t JOIN place AS p ON p.root = t.root
        LEFT JOIN revision AS r ON r.tbl = ? AND r.id = t.id""",
        (table,),
    )
    return ((scope, record, mark((record, *parts))) for scope, record, *parts in rows)
