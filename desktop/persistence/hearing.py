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
    on.execute(
        """INSERT INTO listened(root) SELECT value FROM json_each(?) WHERE true
        ON CONFLICT(root) DO UPDATE SET behind = 1 WHERE behind = 0""",
        (json.dumps([*roots]),),
    )


def behind(on: Raw, limit: int) -> Mapping[str, int]:
    """Roots to ask about, and how far each is known."""
    return dict(on.execute("SELECT root, n FROM listened WHERE behind = 1 ORDER BY root LIMIT ?", (limit,)).fetchall())


def hear(on: Raw, asked: Mapping[str, int], told: Sequence[Heard], *, everything: bool) -> None:
    """Take in what was told of these roots, in order; where that is not everything, the last one goes on from there."""
    on.executemany(_STEP, [step for one in told for step in _steps(one)])
    last = {one.root: one.n for one in told}
    goes_on = told[-1].root if told and not everything else None
    on.executemany(
        "UPDATE listened SET n = max(n, ?), behind = ? WHERE root = ?",
        [
            (last.get(root, 0), int(root == goes_on), root)
            for root in sorted(asked)
            if goes_on is None or root <= goes_on
        ],
    )


def anew(on: Raw) -> None:
    """Another server, or one restored from a backup: what it tells counts."""
    on.execute("DELETE FROM heard")
    on.execute("UPDATE listened SET n = 0, behind = 1")


def from_the_beginning(on: Raw, roots: Iterable[str]) -> None:
    """More of what was done to these roots may be heard than before."""
    on.executemany("UPDATE listened SET n = 0, behind = 1 WHERE root = ?", [(root,) for root in roots])


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
