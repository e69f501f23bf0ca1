"""What comes from the shared database on its way into the tables: the server's state first, own waiting values on top.

Nothing of it is journaled, for it is nobody's action here. The one exception is a long text that two people edited in
different places: both edits are joined, and that is an action of this device, to be sent like any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.application.syncing import CONFLICT, FIRST_ID, Page, Row
from desktop.domain.changes import DELETED, WHOLE, Action, Outcome, SetField
from desktop.domain.fields import Merge
from desktop.domain.merge import merge_lines
from desktop.domain.records import RECORDS
from desktop.domain.said import N_
from desktop.domain.synced import synced
from desktop.persistence import hearing, outbox, pieces, search_index, statements, unplaced
from desktop.persistence.engine import Raw, raw
from desktop.persistence.erased import note, noted
from desktop.persistence.erasure import remove, remove_record
from desktop.persistence.rows import from_stored
from desktop.persistence.store import LocalStore

RECEIVED = N_("Received from colleagues")


class _Absent:
    """Stands for the value of a field that the server does not have: what is here stays, in a new row nothing."""


_ABSENT = _Absent()
sqlcipher.register_adapter(_Absent, lambda _: None)

_STALE = "INSERT OR REPLACE INTO revision(tbl, id, rev, stale) VALUES (?, ?, 0, 1)"

PEOPLE = "sync.people."
"""Under which key, with the scope, a device remembers how many people the first load of a scope will bring."""


def apply_page(store: LocalStore, page: Page) -> Outcome:
    """Take in a page in one transaction, its cursor too."""
    with store.receiving() as connection:
        on = raw(connection)
        taken = take_in(store, connection, page.rows)
        scope = page.cursor.scope if page.cursor else ""
        here = [root for root in page.left if _place(on, root) in (None, scope)]
        leave(store, connection, here)
        remove(connection, page.erased)
        note(on, dict.fromkeys(page.erased, ""))
        for kind, record in page.gone:
            forget_record(store, connection, kind, record)
        if page.cursor is not None and page.begins:
            _doubt(store, connection, scope)
            search_index.leave_unordered(on)
            on.execute("INSERT OR REPLACE INTO state(k, v) VALUES (?, ?)", (PEOPLE + scope, str(page.people)))
        search_index.leave_unordered_where_many_change(on, page.coming)
        if page.cursor is not None:
            on.execute(
                "INSERT OR REPLACE INTO cursor(scope, seq, loading_table, loading_id) VALUES (?, ?, ?, ?)",
                (page.cursor.scope, page.cursor.seq, *(page.cursor.loading or (None, None))),
            )
    outcome = told(store, taken, {*here, *page.erased})
    return replace(outcome, touched=outcome.touched | set(page.gone))


def _doubt(store: LocalStore, connection: sa.Connection, scope: str) -> None:
    """What the load of a scope does not bring is no longer there.

    Of whom only a part had come, that part goes at once: the load brings all of it, or nobody is there any more.
    """
    on = raw(connection)
    if not on.execute("SELECT 1 FROM place WHERE scope = ?", (scope,)).fetchone():
        return
    tops = " UNION ALL ".join(f'SELECT id FROM "{spec.name}"' for spec in RECORDS.values() if spec.parent is None)
    partly = on.execute(f"SELECT root FROM place WHERE scope = ? AND root NOT IN ({tops})", (scope,)).fetchall()
    leave(store, connection, [root for (root,) in partly])
    on.execute("UPDATE revision SET stale = 1 WHERE id IN (SELECT root FROM place WHERE scope = ?)", (scope,))
    for kind in RECORDS:
        deleted = f"""SELECT t.id FROM "{kind}" AS t JOIN place AS p ON p.root = t.root
            WHERE t._deleted = 1 AND p.scope = ?"""
        on.execute(f"UPDATE revision SET stale = 1 WHERE tbl = ? AND id IN ({deleted})", (kind, scope))


def load_from(on: Raw, scope: str, table: str) -> None:
    """Load a scope from this table on, unless its load has not come so far yet."""
    (at,) = on.execute("SELECT loading_table FROM cursor WHERE scope = ?", (scope,)).fetchone() or (table,)
    order = [*synced(), CONFLICT]
    if at is None or order.index(at) > order.index(table):
        on.execute("UPDATE cursor SET loading_table = ?, loading_id = ? WHERE scope = ?", (table, FIRST_ID, scope))


def told(store: LocalStore, taken: Iterable[Row], others: Iterable[str] = ()) -> Outcome:
    """What came, in the words in which screens are told of any change."""
    touched, roots = set[tuple[str, str]](), set(others)
    for row in taken:
        roots.add(row.root)
        if row.table == CONFLICT:
            touched.add((synced()[str(row.values["tbl"])].spec.name, str(row.values["record"])))
        else:
            touched.add((synced()[row.table].spec.name, row.id))
    return Outcome("", RECEIVED, {}, store.now(), frozenset(touched), frozenset(roots))


def forget_record(store: LocalStore, connection: sa.Connection, kind: str, record: str) -> None:
    """A record that was deleted long ago goes for good; what was written of it since is frozen to be handed in."""
    if RECORDS[kind].parent is None:
        leave(store, connection, [record])
    else:
        root = raw(connection).execute(f'SELECT root FROM "{kind}" WHERE id = ?', (record,)).fetchone()
        if root and raw(connection).execute("SELECT 1 FROM outbox WHERE id = ? AND batch <= 0", (record,)).fetchone():
            outbox.freeze(raw(connection), 0, store.user.desk, root[0])
        remove_record(connection, kind, record)


def leave(store: LocalStore, connection: sa.Connection, roots: Iterable[str]) -> None:
    """These roots are no longer for this device: what waits of them is frozen to be handed in, the rest goes."""
    going = list(roots)
    for root in going:
        outbox.freeze(raw(connection), 0, store.user.desk, root)
    remove(connection, going, {root: pieces.to_send_of(raw(connection), root) for root in going})


def take_in(store: LocalStore, connection: sa.Connection, rows: Sequence[Row]) -> Sequence[Row]:
    """Rows that are newer than ours, table by table; which ones they were."""
    merged, taken = list[SetField](), list[Row]()
    rows = welcome(raw(connection), rows)
    unplaced.keep(raw(connection), rows)
    rows = [row for row in rows if row.known]
    order = {name: n for n, name in enumerate((*synced(), CONFLICT))}
    for table, of_table in groupby(sorted(rows, key=lambda row: order[row.table]), key=lambda row: row.table):
        newer, joined = _take_in(raw(connection), table, list(of_table))
        taken += newer
        merged += joined
    if merged:
        store.apply_within(connection, Action(N_("Texts of two people joined"), tuple(merged), lasting=True))
    return taken


def welcome(on: Raw, rows: Sequence[Row]) -> Sequence[Row]:
    """Without those of people who were erased, whatever a server has that was restored from a backup of before."""
    gone = noted(on, {row.root for row in rows})
    return [row for row in rows if row.root not in gone] if gone else rows


def drop(store: LocalStore, connection: sa.Connection, table: str, ids: Iterable[str]) -> None:
    """Rows that the server does not show us (any more): they go, those at the top with all that belongs to them."""
    on = raw(connection)
    for each in ids:
        if table != CONFLICT and synced()[table].spec.parent is None and not synced()[table].apart:
            leave(store, connection, [each])
        elif table == CONFLICT:
            on.execute("DELETE FROM conflict WHERE id = ?", (each,))
        elif _was_deleted(on, table, each):
            forget_record(store, connection, table, each)
        else:
            on.execute(f'DELETE FROM "{table}" WHERE id = ?', (each,))
        on.execute("DELETE FROM revision WHERE tbl = ? AND id = ?", (table, each))


def _was_deleted(on: Raw, table: str, record: str) -> bool:
    if synced()[table].apart:
        return False
    return on.execute(f'SELECT 1 FROM "{table}" WHERE id = ? AND {DELETED} = 1', (record,)).fetchone() is not None


def _place(on: Raw, root: str) -> str | None:
    found = on.execute("SELECT scope FROM place WHERE root = ?", (root,)).fetchone()
    return found[0] if found else None


def _take_in(on: Raw, table: str, rows: list[Row]) -> tuple[list[Row], list[SetField]]:
    ids = json.dumps([row.id for row in rows])
    known = {
        each: (rev, stale)
        for each, rev, stale in on.execute(
            "SELECT id, rev, stale FROM revision WHERE tbl = ? AND id IN (SELECT value FROM json_each(?))", (table, ids)
        )
    }
    newer = [row for row in rows if row.id not in known or known[row.id][1] or row.rev > known[row.id][0]]
    parts = {row.id for row in newer if not row.whole}
    if lacking := {each for each in parts if known.get(each, (0, 1))[1]}:
        # what it was to go into is no longer here, or no longer as the server was told
        on.executemany(_STALE, [(table, each) for each in sorted(lacking)])
        rows, newer = ([row for row in some if row.id not in lacking] for some in (rows, newer))
    _write(on, table, _values(table, [row for row in newer if row.whole]))
    _write_parts(on, table, (row for row in newer if not row.whole))
    merged = [] if table == CONFLICT else _on_top(on, table, newer)
    on.execute(
        "INSERT OR REPLACE INTO revision(tbl, id, rev, stale) SELECT ?, key, value, 0 FROM json_each(?)",
        (table, json.dumps({row.id: row.rev for row in newer})),
    )
    on.execute(
        """INSERT INTO place(root, scope) SELECT key, value FROM json_each(?) WHERE true
        ON CONFLICT(root) DO UPDATE SET scope = excluded.scope WHERE scope <> excluded.scope""",
        (json.dumps({row.root: row.scope for row in rows if row.whole}),),  # a part comes where the whole stands
    )
    hearing.falls_behind(on, {row.root for row in rows})
    return newer, merged


def _on_top(on: Raw, table: str, rows: list[Row]) -> list[SetField]:
    """Put own waiting values over what came; the edits of long texts that join with it are given back instead."""
    if not on.execute("SELECT 1 FROM outbox WHERE tbl = ? LIMIT 1", (table,)).fetchone():
        return []
    came, spec, merged = {row.id: row for row in rows}, synced()[table].spec, []
    lines = list(outbox.pending(on, table, json.dumps([*came])))
    frozen = {(line[0], line[1]) for line in lines if line[3]}
    gone = {line[0] for line in lines if line[1] == DELETED and line[2]} | {row.id for row in rows if row.deleted}
    for record, field, value, batch, base, before, known in lines:
        row = came[record]
        if not row.whole and field != WHOLE and field not in row.values:
            continue  # nothing came that could hide it
        if not known:
            continue  # it left and came back: only its frozen batch knows the value, and it is fetched after the answer
        if field == WHOLE:
            own = {} if batch else json.loads(value)
            for name in outbox.columns(table):
                if not batch:
                    _put(on, table, name, record, own.get(name))
            continue
        if field != DELETED and synced()[table].rule(field) is Merge.LINES and not batch and base < row.rev:
            theirs = row.values.get(field)
            whole = merge_lines(before, value, theirs if isinstance(theirs, str) else None)
            fits = whole is not None and len(whole) <= (spec.fields[field].max or len(whole))
            if fits and (record, field) not in frozen and record not in gone:
                on.execute(
                    "DELETE FROM outbox WHERE tbl = ? AND id = ? AND field = ? AND batch = 0", (table, record, field)
                )
                if whole != theirs:
                    merged.append(SetField(spec.name, record, field, from_stored(spec.fields[field], whole)))
                continue
        _put(on, table, field, record, value)
    return merged


def _put(on: Raw, table: str, column: str, record: str, value: object) -> None:
    on.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (value, record))


@cache
def _columns(table: str) -> tuple[str, ...]:
    if table == CONFLICT:
        told = ("kept", "lost", "kept_by", "kept_hlc", "lost_by", "lost_hlc", "settled")
        return ("id", "root", "tbl", "record", "field", *told)
    keys = ("id", "root") if synced()[table].apart else ("id", "root", "parent", DELETED)
    return (*keys, *outbox.columns(table))


def _write(on: Raw, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """New rows whole; of the others the columns that differ, for each one written costs a trigger and an index."""
    columns, ids = _columns(table), json.dumps([row[0] for row in rows])
    asked = f'SELECT {_list(columns)} FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'
    here = {row[0]: row for row in on.execute(asked, (ids,))}
    new = (row for row in rows if row[0] not in here)
    with search_index.noting_new(on, table):
        on.executemany(statements.insert(table, columns), new)
    differing: dict[tuple[int, ...], list[list[object]]] = {}
    for row in rows if here else ():
        if (now := here.get(row[0])) is not None and now != row:
            at = tuple(n for n, value in enumerate(row) if value is not _ABSENT and value != now[n])
            if at:
                differing.setdefault(at, []).append([*(row[n] for n in at), row[0]])
    for at, values in differing.items():
        _update(on, table, [columns[n] for n in at], values)


def _write_parts(on: Raw, table: str, rows: Iterable[Row]) -> None:
    """The fields that came, each group of rows with the same fields at once."""
    alike: dict[tuple[str, ...], list[list[object]]] = {}
    for row in rows:
        alike.setdefault(tuple(row.values), []).append([*row.values.values(), row.id])
    for names, values in alike.items():
        if names:
            _update(on, table, names, values)


def _update(on: Raw, table: str, columns: Iterable[str], values: Iterable[Sequence[object]]) -> None:
    """``values`` are those of the columns, then the id."""
    sets = ", ".join(f'"{name}" = ?' for name in columns)
    on.executemany(f'UPDATE "{table}" SET {sets} WHERE id = ?', values)


def _list(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _values(table: str, rows: Iterable[Row]) -> list[tuple[object, ...]]:
    """The rows in the order of `_columns`."""
    keys = 2 if table == CONFLICT or synced()[table].apart else 4
    names = _columns(table)[keys:]
    made = list[tuple[object, ...]]()
    for row in rows:
        here = (row.id, row.root, row.parent, int(row.deleted))[:keys]
        if tuple(row.values) == names:  # as it comes where both know the same fields
            made.append((*here, *row.values.values()))
        else:
            made.append((*here, *(row.values.get(name, _ABSENT) for name in names)))
    return made
