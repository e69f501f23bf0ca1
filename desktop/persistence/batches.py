"""Batches after they were frozen: numbered anew, sent again to a server that was restored, without what left or went.

Their bytes change only where something must no longer be known here; their hash stays that of what was handed in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any

from desktop.application.syncing import frozen, sealed, written
from desktop.domain.synced import synced
from desktop.persistence import handed_over
from desktop.persistence.engine import Raw

KEPT_DAYS = 35
"""As long as the backups of the server: what it lost can be sent again."""

_ANEW = 2**40
"""Added to the new number of a batch while the old ones are still there."""


def number_anew(on: Raw, last: int, again: Sequence[tuple[int, str]] = ()) -> None:
    """What waits frozen comes after ``last``, behind the batches that go ``again`` (number and payload); none changes.

    What was answered gets numbers below one, in its order.
    """
    waiting = [*again, *on.execute("SELECT n, payload FROM batch WHERE answered IS NULL ORDER BY n").fetchall()]
    gone = json.dumps([number for number, _ in waiting])
    on.execute("DELETE FROM batch WHERE n IN (SELECT value FROM json_each(?))", (gone,))
    low, high = on.execute("SELECT coalesce(min(n), 0), coalesce(max(n), 0) FROM batch").fetchone()
    on.execute("UPDATE batch SET n = n - ?", (high - min(low, 1) + 1,))  # no two have the same number in between
    on.execute(f"UPDATE outbox SET batch = batch + {_ANEW} WHERE batch > 0")
    for number, (before, payload) in enumerate(waiting, last + 1):
        made = sealed(number, payload)
        on.execute("INSERT INTO batch(n, sha, payload) VALUES (?, ?, ?)", (number, made.sha, made.payload))
        on.execute("UPDATE outbox SET batch = ? WHERE batch = ?", (number, before + _ANEW))


def send_again(on: Raw, last: int, had: Collection[bytes] | None, *, seen: bool) -> None:
    """The server was restored, and knows batches up to ``last``: all but those it ``had`` go again, after these.

    A server of before version 4 does not say what it had: it has what it counted.

    Unless revisions still say there what authors had ``seen``, they become unseen: they may stand for something else.
    """
    _without_erased(on)
    known = on.execute("SELECT n, sha, payload FROM batch WHERE answered IS NOT NULL ORDER BY n").fetchall()
    lost = [
        (n, payload)
        for n, sha, payload in known
        if payload != "[]" and (n > last if had is None else not {sha, sealed(n, payload).sha} & {*had})
    ]
    if not seen:
        lost = [(n, _unseen(payload)) for n, payload in lost]
        for n, sha, payload in on.execute("SELECT n, sha, payload FROM batch WHERE answered IS NULL").fetchall():
            if had is None or sha not in had:
                on.execute("UPDATE batch SET payload = ? WHERE n = ?", (_unseen(payload), n))
        on.execute("UPDATE outbox SET base = 0")
    number_anew(on, last, lost)


def _without_erased(on: Raw) -> None:
    """Who was erased here while a batch was on its way is not in it any more where it is made anew."""
    gone = {root for (root,) in on.execute("SELECT root FROM erased").fetchall()}
    for number, payload in on.execute("SELECT n, payload FROM batch WHERE answered IS NULL").fetchall():
        changes = json.loads(payload)
        if len(stay := [change for change in changes if change["r"] not in gone]) < len(changes):
            _keep(on, number, stay)
    of_them = "SELECT seq FROM journal WHERE root IN (SELECT root FROM erased)"
    on.execute(f"DELETE FROM outbox WHERE last IN ({of_them})")


def is_of_another(on: Raw, last: int, had: Collection[bytes] | None) -> bool:
    """Whether the last batch that a restored server has of this device is of another: a copy goes by the same number.

    It has a number that was never given here, or what has that number here is not what it ``had``, where it says so.
    """
    (newest,) = on.execute("SELECT max(last_batch, (SELECT coalesce(max(n), 0) FROM batch)) FROM peer").fetchone()
    found = on.execute("SELECT sha, payload FROM batch WHERE n = ?", (last,)).fetchone()
    if last <= 0 or last > newest or found is None or had is None:
        return bool(last > newest)
    return not {found[0], sealed(last, found[1]).sha} & {*had}


def handed_in(on: Raw) -> list[bytes]:
    """The hash of every batch, and the one that it has now where something of it left this device since."""
    kept = on.execute("SELECT n, sha, payload FROM batch ORDER BY n").fetchall()
    return [each for n, sha, payload in kept for each in {sha, sealed(n, payload).sha}]


def _unseen(payload: str) -> str:
    changes: list[dict[str, Any]] = json.loads(payload)
    for change in changes:
        change["f"] = {name: [value, 0] for name, (value, _) in change.get("f", {}).items()}
    return written(changes)


def forget(on: Raw, root: str, records: Collection[str]) -> None:
    """Remove a root from all that is known for sharing; a frozen batch without an answer keeps its bytes until then."""
    ids = json.dumps(sorted(records))
    on.execute("DELETE FROM outbox WHERE batch <= 0 AND last IN (SELECT seq FROM journal WHERE root = ?)", (root,))
    on.execute("DELETE FROM revision WHERE id IN (SELECT id FROM conflict WHERE root = ?)", (root,))
    on.execute("DELETE FROM conflict WHERE root = ?", (root,))
    handed_over.forget(on, root)
    for rows in ("place", "heard", "listened", "behind", "uploaded", "owed", "refused", "unplaced"):
        on.execute(f"DELETE FROM {rows} WHERE root = ?", (root,))
    on.execute(
        """DELETE FROM revision WHERE (tbl, id) IN
        (SELECT t.value, i.value FROM json_each(?) AS t, json_each(?) AS i)""",
        (json.dumps([*synced()]), ids),
    )
    answered = "SELECT n, payload FROM batch WHERE answered IS NOT NULL AND instr(payload, ?) > 0"
    for number, payload in on.execute(answered, (root,)).fetchall():
        _keep(on, number, [change for change in json.loads(payload) if change["r"] != root])


def keep_answered(on: Raw, kept: Callable[[dict[str, Any]], bool]) -> None:
    """Of the batches that were answered only these changes stay."""
    for number, payload in on.execute("SELECT n, payload FROM batch WHERE answered IS NOT NULL").fetchall():
        changes = json.loads(payload)
        if len(stay := [change for change in changes if kept(change)]) < len(changes):
            _keep(on, number, stay)


def forget_record(on: Raw, record: str) -> None:
    """Remove one record from all that is known for sharing; a frozen batch without an answer keeps its bytes."""
    on.execute("DELETE FROM outbox WHERE batch <= 0 AND id = ?", (record,))
    on.execute("DELETE FROM conflict WHERE record = ?", (record,))
    on.execute("DELETE FROM heard WHERE record = ?", (record,))
    handed_over.forget(on, record)
    for rows in ("revision", "refused", "unplaced"):
        on.execute(f"DELETE FROM {rows} WHERE id = ?", (record,))
    answered = "SELECT n, payload FROM batch WHERE answered IS NOT NULL AND instr(payload, ?) > 0"
    for number, payload in on.execute(answered, (record,)).fetchall():
        _keep(on, number, [change for change in json.loads(payload) if change["id"] != record])


def scrub(on: Raw, number: int) -> None:
    """Take out of an answered batch the roots that left this device while it was on its way."""
    (payload,) = on.execute("SELECT payload FROM batch WHERE n = ?", (number,)).fetchone() or ("[]",)
    away = """SELECT DISTINCT j.value ->> 'r' FROM json_each(?) AS j
        WHERE j.value ->> 'r' <> '' AND NOT EXISTS (SELECT 1 FROM place AS p WHERE p.root = j.value ->> 'r')"""
    if gone := {root for (root,) in on.execute(away, (payload,)).fetchall()}:
        _keep(on, number, [change for change in json.loads(payload) if change["r"] not in gone])


def forget_old(on: Raw, now: int) -> None:
    """Batches that were answered long ago go; until then they are there for a server restored from a backup."""
    old = "SELECT n FROM batch WHERE CAST(answered AS INTEGER) < ?"  # by the index: a payload is a megabyte
    on.execute(f"DELETE FROM batch WHERE n IN ({old})", (now - KEPT_DAYS * 86_400_000,))


def _keep(on: Raw, number: int, changes: list[dict[str, Any]]) -> None:
    """Its hash stays that of what was handed in."""
    on.execute("UPDATE batch SET payload = ? WHERE n = ?", (frozen(number, changes).payload, number))
