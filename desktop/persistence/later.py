"""What this program knows and the shared database does not know yet: it waits here and goes after the upgrade.

The lines stay in the outbox with the revision their author had first seen. Of a new record the known fields go.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from desktop.domain.changes import WHOLE
from desktop.persistence.engine import Raw

LATER = -2
"""The batch of lines that are not sent until the shared database is upgraded."""

Lacks = Mapping[str, Sequence[str]]
"""Fields per table that the shared database lacks; of a table with none named, it lacks the whole."""

_KEY = "sync.lacks"
_LACKING = """EXISTS (SELECT 1 FROM json_each(?1) AS t WHERE t.key = o.tbl
    AND (json_array_length(t.value) = 0 OR o.field IN (SELECT f.value FROM json_each(t.value) AS f)))"""
_PUT = "INSERT INTO outbox(tbl, id, field, batch, base, hlc, first, last) VALUES (?, ?, ?, {}, ?, ?, ?, ?) {}"
_NEWER = "ON CONFLICT(tbl, id, field, batch) DO UPDATE SET hlc = excluded.hlc, last = excluded.last"
_OLDER = "ON CONFLICT(tbl, id, field, batch) DO UPDATE SET base = excluded.base, first = excluded.first"


def lacks(on: Raw) -> Lacks:
    """What the shared database lacked at the last contact."""
    found = on.execute("SELECT v FROM state WHERE k = ?", (_KEY,)).fetchone()
    told: dict[str, list[str]] = json.loads(found[0]) if found else {}
    return told


def remember(on: Raw, lacking: Lacks) -> None:
    """The server said what it lacks; what it knows now waits as everything does."""
    on.execute("DELETE FROM state WHERE k = ?", (_KEY,))
    if lacking:
        on.execute("INSERT INTO state(k, v) VALUES (?, ?)", (_KEY, _told(lacking)))
    _move(on, f"o.batch = {LATER} AND NOT {_LACKING}", _told(lacking), LATER, 0, _OLDER)


def hold(on: Raw, lacking: Lacks) -> None:
    """Lines of what the server lacks wait apart; a new record that it knows leaves those of its values behind."""
    if not lacking:
        return
    born = "CASE WHEN o.base < 1 AND o.tbl NOT LIKE '%!_!_apart' ESCAPE '!' THEN 1 ELSE o.base END"
    _move(on, f"o.batch = 0 AND {_LACKING}", _told(lacking), 0, LATER, _NEWER, born)
    on.execute(
        f"""INSERT INTO outbox(tbl, id, field, batch, base, hlc, first, last)
        SELECT o.tbl, o.id, f.value, {LATER}, 1, o.hlc, o.first, o.last FROM outbox AS o
        JOIN json_each(?) AS t ON t.key = o.tbl JOIN json_each(t.value) AS f JOIN journal AS l ON l.seq = o.last
        WHERE o.batch = 0 AND o.field = '{WHOLE}' AND l.after ->> f.value IS NOT NULL
        ON CONFLICT(tbl, id, field, batch) DO UPDATE SET first = min(first, excluded.first)""",
        (_told(lacking),),
    )


def release(on: Raw, root: str) -> None:
    """What waits of a root that leaves this device goes now: the server keeps it for somebody to look at."""
    of_root = f"o.batch = {LATER} AND o.last IN (SELECT seq FROM journal WHERE root = ?1)"
    _move(on, of_root, root, LATER, 0, _OLDER)


def fields(on: Raw) -> int:
    """How many fields wait for the upgrade."""
    (several,) = on.execute(
        f"""SELECT coalesce(sum(CASE o.field WHEN '{WHOLE}' THEN (SELECT count(*) FROM json_each(l.after) AS v
            WHERE v.key <> 'parent' AND v.type <> 'null') ELSE 1 END), 0)
        FROM outbox AS o LEFT JOIN journal AS l ON l.seq = o.last WHERE o.batch = {LATER}"""
    ).fetchone()
    return int(several)


def _told(lacking: Lacks) -> str:
    return json.dumps({table: [*names] for table, names in lacking.items()})


def _move(on: Raw, which: str, value: str, before: int, after: int, joined: str, base: str = "o.base") -> None:
    read = f"SELECT o.tbl, o.id, o.field, {base}, o.hlc, o.first, o.last FROM outbox AS o WHERE {which}"
    lines = on.execute(read, (value,)).fetchall()
    on.executemany(_PUT.format(after, joined), lines)
    taken = "DELETE FROM outbox WHERE tbl = ? AND id = ? AND field = ? AND batch = ?"
    on.executemany(taken, [(*line[:3], before) for line in lines])
