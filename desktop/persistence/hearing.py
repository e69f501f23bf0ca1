"""What colleagues did, as the shared database tells it per root: after the rows, so that work can begin before it came.

A root of which a row came is behind until its history was asked for. What was done here comes back with it and is told
once (`desktop.persistence.story`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from desktop.application.syncing import Heard
from desktop.domain.changes import DELETED, PARENT, WHOLE
from desktop.domain.hybrid_clock import moment_of
from desktop.domain.synced import synced
from desktop.persistence.engine import Raw
from desktop.persistence.rows import stamp

_STEP = """INSERT OR REPLACE INTO heard(n, field, root, kind, record, before, after, taken, action, label, counts,
    actor, at, reason, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def falls_behind(on: Raw, roots: Iterable[str]) -> None:
    """Something of these roots came, so somebody did something."""
    on.execute("INSERT OR IGNORE INTO behind(root) SELECT value FROM json_each(?)", (json.dumps([*roots]),))


def behind(on: Raw, limit: int) -> Mapping[str, int]:
    """Roots to ask about, and how far each is known."""
    asked = """SELECT b.root, coalesce(l.n, 0) FROM behind AS b LEFT JOIN listened AS l ON l.root = b.root
        ORDER BY b.root LIMIT ?"""
    return dict(on.execute(asked, (limit,)).fetchall())


def hear(on: Raw, asked: Mapping[str, int], told: Sequence[Heard], *, everything: bool) -> None:
    """Take in what was told of these roots, in order; where that is not everything, the last one goes on from there."""
    on.executemany(_STEP, [step for one in told for step in _steps(one)])
    last = {one.root: one.n for one in told}
    goes_on = told[-1].root if told and not everything else None
    heard = [root for root in sorted(asked) if goes_on is None or root <= goes_on]
    on.executemany(
        """INSERT INTO listened(root, n) VALUES (?, ?)
        ON CONFLICT(root) DO UPDATE SET n = excluded.n WHERE n < excluded.n""",
        [(root, last.get(root, 0)) for root in heard],
    )
    on.executemany("DELETE FROM behind WHERE root = ?", [(root,) for root in heard if root != goes_on])


def anew(on: Raw) -> None:
    """Another server, or one restored from a backup: what it tells counts."""
    on.execute("DELETE FROM heard")
    on.execute("INSERT OR IGNORE INTO behind(root) SELECT root FROM listened")
    on.execute("DELETE FROM listened")


def from_the_beginning(on: Raw, roots: Iterable[str]) -> None:
    """More of what was done to these roots may be heard than before."""
    of_them = [*roots]
    on.execute("DELETE FROM listened WHERE root IN (SELECT value FROM json_each(?))", (json.dumps(of_them),))
    falls_behind(on, of_them)


def _steps(one: Heard) -> Iterable[tuple[object, ...]]:
    if one.table not in synced():
        return  # a newer program hears of it
    kind, did = synced()[one.table].spec.name, one.action
    at = stamp(moment_of(one.hlc))
    for field, (before, after, taken) in one.fields.items():
        if field not in (WHOLE, DELETED, PARENT) and field not in synced()[one.table].names:
            continue
        yield (
            one.n, field, one.root, kind, one.record, before,
            json.dumps(after, ensure_ascii=False) if field == WHOLE else after, int(taken), did.get("i", ""),
            did.get("l", ""), json.dumps(did.get("c", {})), one.actor, at, did.get("w"), did.get("u", 0),
        )  # fmt: skip
