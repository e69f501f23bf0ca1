"""What the server refuses: a batch is cut in halves until the one bad row stands alone; it is set aside and kept.

A batch that was refused wrote nothing there, and none after it was sent: their numbers and bytes may still change.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from desktop.application.syncing import frozen
from desktop.persistence.engine import Raw
from desktop.persistence.erased import noted
from desktop.persistence.functions import SEAL

ASIDE = -1
"""The batch of lines that are not sent until somebody says so, or until the server is another version."""

_FAR = 2**40
"""Above every number of a batch."""

_STANDS = f"last IN (SELECT seq FROM journal WHERE length(seal) = {SEAL})"
"""What was written is still here: where the person left this laptop, only what was refused has it."""

Change = dict[str, Any]


def split(on: Raw, number: int, code: str, at: int) -> None:
    """Make of a refused batch two smaller ones, or set its only row aside with all that cannot be without it."""
    (payload,) = on.execute("SELECT payload FROM batch WHERE n = ?", (number,)).fetchone()
    changes: list[Change] = json.loads(payload)
    if len(changes) > 1:
        half = len(changes) // 2
        _renumber(on, number, 1)
        _rewrite(on, number, changes[:half])
        _rewrite(on, number + 1, changes[half:])
        _move(on, changes[half:], number, number + 1)
        return
    _aside(on, number, changes, code, at)
    _drop(on, number)
    if "n" in changes[0]:
        _without_what_is_below(on, number, changes[0], code, at)


def hold(on: Raw, ids: Collection[str]) -> None:
    """What waits of these records waits aside."""
    listed = "batch = 0 AND id IN (SELECT value FROM json_each(?))"
    on.execute(f"UPDATE OR REPLACE outbox SET batch = {ASIDE} WHERE {listed}", (json.dumps(sorted(ids)),))


def records(on: Raw) -> list[tuple[str, str, str]]:
    """The table, id and root of each new record that was refused; nothing below it can be sent."""
    found = on.execute("SELECT tbl, id, root FROM refused WHERE json_type(payload, '$.n') = 'object'").fetchall()
    return [(tbl, record, root) for tbl, record, root in found]


def is_mended(on: Raw, table: str, record: str) -> bool:
    """Whether somebody worked on a new record since it was refused: then it may be taken in now."""
    waits = "SELECT 1 FROM outbox WHERE tbl = ? AND id = ? AND batch = 0"
    return on.execute(waits, (table, record)).fetchone() is not None


def is_anything(on: Raw) -> bool:
    """Whether anything was set aside; mostly not, and what waits is not read for it."""
    return on.execute(f"SELECT 1 FROM outbox WHERE batch = {ASIDE} LIMIT 1").fetchone() is not None


def first_seen(on: Raw) -> None:
    """Who writes again what was set aside has seen of others what they had seen then: their own value hid the rest."""
    on.execute(
        f"""UPDATE outbox SET base = aside.base, first = aside.first FROM outbox AS aside WHERE outbox.batch = 0
        AND aside.batch = {ASIDE} AND (aside.tbl, aside.id, aside.field) = (outbox.tbl, outbox.id, outbox.field)"""
    )


def go_along(on: Raw) -> None:
    """Where one field of what was set aside is written again, the others that were set aside with it go along."""
    on.execute(
        f"""UPDATE OR IGNORE outbox SET batch = 0 WHERE batch = {ASIDE} AND (tbl, id) IN (SELECT o.tbl, o.id
        FROM outbox AS o JOIN outbox AS aside ON (aside.tbl, aside.id, aside.field) = (o.tbl, o.id, o.field)
        WHERE o.batch = 0 AND aside.batch = {ASIDE}) AND {_STANDS}"""
    )


def superseded(on: Raw, lines: Iterable[tuple[str, str, str]]) -> None:
    """These fields are sent with a newer value: what was set aside of them is of no use any more."""
    on.executemany(f"DELETE FROM outbox WHERE tbl = ? AND id = ? AND field = ? AND batch = {ASIDE}", [*lines])
    on.execute(
        f"""DELETE FROM refused WHERE root IN (SELECT root FROM place) AND NOT EXISTS (
        SELECT 1 FROM outbox AS o WHERE o.tbl = refused.tbl AND o.id = refused.id AND o.batch = {ASIDE})"""
    )


def take_up(on: Raw, root: str | None = None) -> None:
    """What was set aside (of one root) waits to be sent again; what is here no longer goes as it was refused."""
    of_root = "(?1 IS NULL OR last IN (SELECT seq FROM journal WHERE root = ?1))"
    aside = f"FROM outbox WHERE batch = {ASIDE} AND {of_root} AND"
    lines = on.execute(f"SELECT tbl, id, field, base, hlc, first, last {aside} {_STANDS}", (root,)).fetchall()
    gone = set(on.execute(f"SELECT DISTINCT tbl, id {aside} NOT {_STANDS}", (root,)).fetchall())
    on.executemany(
        """INSERT INTO outbox(tbl, id, field, batch, base, hlc, first, last) VALUES (?, ?, ?, 0, ?, ?, ?, ?)
        ON CONFLICT(tbl, id, field, batch) DO UPDATE SET base = excluded.base, first = excluded.first""",
        lines,
    )
    on.execute(f"DELETE FROM outbox WHERE batch = {ASIDE} AND {of_root} AND {_STANDS}", (root,))
    here = {(line[0], line[1]) for line in lines} - gone
    for tbl, record, payload in on.execute(
        "SELECT tbl, id, payload FROM refused WHERE ?1 IS NULL OR root = ?1 ORDER BY at, tbl", (root,)
    ).fetchall():
        if (tbl, record) not in here:
            newest = "SELECT max(last_batch, (SELECT coalesce(max(n), 0) FROM batch)) + 1 FROM peer"
            (number,), change = on.execute(newest).fetchone(), json.loads(payload)
            _rewrite(on, number, [change])
            _move(on, [change], ASIDE, number)
    on.execute(f"DELETE FROM outbox WHERE batch = {ASIDE} AND {of_root}", (root,))
    on.execute("DELETE FROM refused WHERE ?1 IS NULL OR root = ?1", (root,))


def _without_what_is_below(on: Raw, number: int, top: Change, code: str, at: int) -> None:
    """A record that is not there cannot have others below it: they leave the batches that follow.

    What was written in the record itself since waits, and is sent as one with it: it may be what mends it.
    """
    ids = {top["id"]}
    found = on.execute("SELECT n, payload FROM batch WHERE n >= ? ORDER BY n DESC", (number,)).fetchall()
    batches, before = [(n, json.loads(payload)) for n, payload in found], -1
    while before < len(ids):
        before = len(ids)
        ids |= {change["id"] for _, changes in batches for change in changes if change.get("p") in ids}
    for n, changes in batches:
        if below := [change for change in changes if change["id"] in ids]:
            newer = [change for change in below if (change["t"], change["id"]) == (top["t"], top["id"])]
            _move(on, newer, n, 0)
            _aside(on, n, [change for change in below if change not in newer], code, at)
            if kept := [change for change in changes if change["id"] not in ids]:
                _rewrite(on, n, kept)
            else:
                _drop(on, n)


def _aside(on: Raw, number: int, changes: list[Change], code: str, at: int) -> None:
    _move(on, changes, number, ASIDE)
    erased = noted(on, {c["r"] for c in changes})  # while it was on its way
    on.executemany(
        "INSERT OR REPLACE INTO refused(tbl, id, root, code, at, payload) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (c["t"], c["id"], c["r"], code, at, json.dumps(c, ensure_ascii=False))
            for c in changes
            if c["r"] not in erased
        ],
    )
    on.executemany(
        f"DELETE FROM outbox WHERE tbl = ? AND id = ? AND batch = {ASIDE}",
        [(c["t"], c["id"]) for c in changes if c["r"] in erased],
    )


def _move(on: Raw, changes: list[Change], number: int, to: int) -> None:
    on.executemany(
        "UPDATE OR REPLACE outbox SET batch = ? WHERE tbl = ? AND id = ? AND batch = ?",
        [(to, change["t"], change["id"], number) for change in changes],
    )


def _drop(on: Raw, number: int) -> None:
    on.execute("DELETE FROM batch WHERE n = ?", (number,))
    _renumber(on, number, -1)


def _renumber(on: Raw, above: int, by: int) -> None:
    """In two steps, so that no two have the same number in between."""
    for rows, column in (("batch", "n"), ("outbox", "batch")):
        on.execute(f"UPDATE {rows} SET {column} = {column} + {_FAR} + ? WHERE {column} > ?", (by, above))
        on.execute(f"UPDATE {rows} SET {column} = {column} - {_FAR} WHERE {column} > {_FAR}")


def _rewrite(on: Raw, number: int, changes: list[Change]) -> None:
    made = frozen(number, changes)
    on.execute("INSERT OR REPLACE INTO batch(n, sha, payload) VALUES (?, ?, ?)", (number, made.sha, made.payload))
