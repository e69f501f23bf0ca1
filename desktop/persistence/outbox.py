"""What waits to be sent: lines that name journal rows, frozen into numbered batches whose bytes never change.

A line is one field of one record with the revision its author first had before them; the journal holds the values.
Whole actions are frozen together, as far as later edits of the same field have not moved on.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from desktop.application.syncing import Batch, sealed, written
from desktop.domain.changes import DELETED, PARENT, WHOLE
from desktop.domain.fields import Merge
from desktop.domain.synced import REGION, synced
from desktop.persistence import later, refused
from desktop.persistence.engine import Raw
from desktop.persistence.functions import SEAL
from desktop.persistence.schema import children

_UPTO = 'batch = 0 AND "last" <= ?1'

_STEPS = " ".join(
    f"""UNION ALL SELECT step.* FROM (SELECT id FROM outbox WHERE {_UPTO} AND tbl = '{t.name}' AND field = '{t.stage}')
        AS stage CROSS JOIN outbox AS step ON step.tbl = '{t.name}' AND step.id = stage.id AND step.field = '{f.name}'
        WHERE step.batch = 0 AND step."last" > ?1"""
    for t in synced().values() for f in t.fields if f.merge is Merge.FOLLOWS
)  # fmt: skip
"""A step goes along with its stage, also where somebody chose another step since: apart, only one might arrive."""

_AFTER = "CASE WHEN l.field = '*' AND o.field <> '*' THEN l.after ->> o.field ELSE l.after END"
"""The value of a line; a new record may have left some of its fields behind."""

_LINES = f"""SELECT o.tbl, o.id, o.field, o.base, o.hlc, f.before,
    CASE o.field WHEN '{WHOLE}' THEN json_remove(l.after, '$.{PARENT}') ELSE {_AFTER} END,
    coalesce(l.root, ''), s.scope,
    json_object('i', a.id, 'l', a.label, 'c', json(a.counts), 'w', a.reason, 'u', a.undoes IS NOT NULL),
    CASE o.field WHEN '{WHOLE}' THEN l.after ->> '{PARENT}' END
    FROM (SELECT * FROM outbox WHERE {_UPTO} {_STEPS}) AS o
    LEFT JOIN journal AS f ON f.seq = o.first LEFT JOIN journal AS l ON l.seq = o.last
    LEFT JOIN "action" AS a ON a.n = l.action LEFT JOIN place AS s ON s.root = l.root
    WHERE ?2 IS NULL OR l.root = ?2 ORDER BY o.tbl, o.id"""


def freeze(on: Raw, limit: int, desk: str, root: str | None = None) -> Batch | None:
    """Freeze about ``limit`` lines, or everything that waits of one root; nothing where nothing waits.

    ``desk`` is the scope of a person that nobody else knows yet.
    """
    lacking = later.lacks(on)
    made = _freeze(on, limit, desk, root, lacking)
    if root is not None and lacking:
        later.release(on, root)
        made = _freeze(on, limit, desk, root, {}) or made
    return made


def _freeze(on: Raw, limit: int, desk: str, root: str | None, lacking: later.Lacks) -> Batch | None:
    mended = False
    if refused.is_anything(on):
        refused.first_seen(on)
        refused.go_along(on)
    if root is None:
        for table, record, top in refused.records(on):
            if refused.is_mended(on, table, record):
                refused.take_up(on, top)
                mended = True  # the new value goes along with the old one, whatever the limit
            else:
                refused.hold(on, _below(on, synced()[table].spec.name, record))
    else:
        refused.take_up(on, root)
    later.hold(on, lacking)
    upto = _end(on, limit) if root is None and not mended else 2**62
    lines = on.execute(_LINES, (upto, root)).fetchall()
    if not lines:
        return None
    changes = _changes(lines, desk, lacking)
    (number,) = on.execute("SELECT max(last_batch, (SELECT coalesce(max(n), 0) FROM batch)) + 1 FROM peer").fetchone()
    made = sealed(number, f"[{','.join(change.text for change in changes)}]")
    if changes:
        on.execute("INSERT INTO batch(n, sha, payload) VALUES (?, ?, ?)", (number, made.sha, made.payload))
    on.executemany(
        "UPDATE outbox SET batch = ? WHERE tbl = ? AND id = ? AND field = ? AND batch = 0",
        [(number, *line[:3]) for line in lines],
    )
    refused.superseded(on, [line[:3] for line in lines])
    _look_under(on, number, lines)
    on.executemany(
        "INSERT OR IGNORE INTO place(root, scope) VALUES (?, ?)",
        [(change.root, change.scope) for change in changes if change.id == change.root and change.scope is not None],
    )
    on.execute("UPDATE peer SET hlc = max(hlc, ?)", (max(line[4] for line in lines),))
    if not changes:  # everything was taken back before anybody saw it
        on.execute("DELETE FROM outbox WHERE batch = ?", (number,))
        return _freeze(on, limit, desk, root, lacking)
    return made


def _look_under(on: Raw, number: int, lines: Iterable[tuple[Any, ...]]) -> None:
    """What somebody took back is not on its way: where it hid a colleague's newer value, the row is fetched."""
    back = [
        (table, record, field, base) for table, record, field, base, _, old, new, *_ in lines if old == new and base
    ]
    on.executemany(
        "DELETE FROM outbox WHERE tbl = ? AND id = ? AND field = ? AND batch = ?",
        [(table, record, field, number) for table, record, field, _ in back],
    )
    on.executemany(
        "UPDATE revision SET stale = 1 WHERE tbl = ? AND id = ? AND rev > ?",
        [(table, record, base) for table, record, _, base in back],
    )


def _below(on: Raw, kind: str, record: str) -> set[str]:
    """A record and all that stands below it."""
    found, waiting = {record}, [(kind, [record])]
    while waiting:
        at, ids = waiting.pop()
        for below in children(at):
            asked = f'SELECT id FROM "{below}" WHERE parent IN (SELECT value FROM json_each(?))'
            if rows := [each for (each,) in on.execute(asked, (json.dumps(ids),)).fetchall()]:
                waiting.append((below, rows))
                found |= set(rows)
    return found


def _end(on: Raw, limit: int) -> int:
    """The journal row up to which lines go along: the last one of the action in which the limit falls."""
    at = on.execute("SELECT last FROM outbox WHERE batch = 0 ORDER BY last LIMIT 1 OFFSET ?", (limit - 1,)).fetchone()
    if at is None:
        return 2**62
    action = 'SELECT a.last FROM journal AS j JOIN "action" AS a ON a.n = j.action WHERE j.seq = ?'
    (end,) = on.execute(action, at).fetchone() or at
    return int(end)


@dataclass(frozen=True, slots=True)
class _Change:
    """What waits of one row, as it is sent; ``scope`` where the row is new."""

    table: str
    id: str
    root: str
    scope: str | None
    text: str


def _changes(lines: Iterable[tuple[Any, ...]], desk: str, lacking: later.Lacks) -> list[_Change]:
    """The lines as changes of rows, parents before their children."""
    made = (
        _change(key, [*of_row], desk, lacking.get(key[0], ())) for key, of_row in groupby(lines, key=itemgetter(0, 1))
    )
    order = {name: n for n, name in enumerate(synced())}
    used = [c for c in made if c is not None and not _merged_before(c)]
    return sorted(used, key=lambda c: (order.get(c.table, len(order)), c.id))


def _change(key: tuple[str, str], lines: list[tuple[Any, ...]], desk: str, left: Collection[str]) -> _Change | None:
    """The lines of one row; what the journal holds as JSON goes on as it is. Nothing where nothing changed.

    Of a new row the fields that are ``left`` stay here.
    """
    table, record = key
    fields: dict[str, list[Any]] = {}
    new: tuple[Any, ...] | None = None
    for line in lines:
        _, _, field, base, _, before, after, *_ = line
        if field == WHOLE:
            new = line
        elif before != after or base == 0:
            fields[field] = [after, base]
    *_, root, scope, action, _ = newest = max(lines, key=itemgetter(4))
    told = f'{{"t":"{table}","id":"{record}","r":"{root}","h":{newest[4]},"a":{action}'
    if new is None:
        return _Change(table, record, root, None, f'{told},"f":{written(fields)}}}') if fields else None
    *_, values, _, _, _, parent = new
    scope = REGION if synced()[table].of_region else scope or desk
    if fields or left:
        all_values = {name: value for name, value in json.loads(values).items() if name not in left}
        all_values |= {name: value for name, (value, _) in fields.items()}
        parent = all_values.pop(PARENT, parent)  # moved before anything was shared
        values = written(all_values)
    return _Change(table, record, root, scope, f'{told},"p":{written(parent)},"s":"{scope}","n":{values}}}')


def _merged_before(change: _Change) -> bool:
    """What was merged with another before anything was shared: nobody else needs it."""
    of = synced().get(change.table)
    return of is not None and of.spec.parent is None and change.id != change.root


def pending(on: Raw, table: str, ids: str) -> Iterator[tuple[str, str, Any, int, int, Any, int]]:
    """The lines over these rows (a JSON list of ids), oldest first.

    Each is id, field, value, batch, base, value before, and whether the journal still knows the value.
    """
    found: Iterator[tuple[str, str, Any, int, int, Any, int]] = on.execute(
        f"""SELECT o.id, o.field, {_AFTER}, o.batch, o.base, f.before, length(l.seal) = {SEAL} FROM outbox AS o
        JOIN journal AS l ON l.seq = o.last JOIN journal AS f ON f.seq = o.first
        WHERE o.tbl = ? AND o.id IN (SELECT value FROM json_each(?))
        ORDER BY CASE o.batch WHEN 0 THEN 1 END, o.batch""",
        (table, ids),
    )
    return found


def columns(table: str) -> tuple[str, ...]:
    """The columns of a table on the way that a row brings, without its keys."""
    return tuple(name for name in synced()[table].names if name != DELETED)
