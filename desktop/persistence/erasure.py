"""Erasing a person: content goes from tables, journal, drafts, search index and bytes; the chain stays whole.

The commitments of the changes remain, without their salt they say nothing; so the journal still proves that nothing
else was altered. Backups lose the person as they are rotated; the feed carries the order to other devices.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa

from desktop.domain.changes import DELETED
from desktop.domain.errors import NotThere
from desktop.domain.fields import RECORDS
from desktop.domain.said import N_, said
from desktop.persistence import batches, pieces, read_log
from desktop.persistence.engine import LEAVES_NOTHING, raw
from desktop.persistence.erased import note
from desktop.persistence.functions import SALT, SEAL
from desktop.persistence.rows import stamp
from desktop.persistence.schema import apart, apart_fields, children, depth, names_of_bytes, searched_names, table
from desktop.persistence.store import LocalStore

UNDOABLE = timedelta(days=30)
"""So long what was deleted can be brought back."""

Removed = Mapping[str, int]
"""How many rows of which table went."""


def erase(store: LocalStore, root: str, remember: Callable[[Removed], Mapping[str, str]] = lambda _: {}) -> Removed:
    """Remove everything about the person (or other root record) with this id, except that something was there.

    What was given as the reason of an action goes too, where that action touched the person. What there is to
    ``remember`` of it, by key, is kept in the same transaction.
    """
    with store.erasing() as connection:
        top = kind_at_top(connection, root)
        if top is None:
            raise NotThere(said(N_("There is nobody to erase with this number. Look for the name with “find”.")))
        found = ((kind, len(_column(connection, table(kind).c.id, root))) for kind in sorted(below(top)))
        removed = {kind: number for kind, number in found if number}
        remove(connection, [root])
        note(raw(connection), {root: ""})
        raw(connection).executemany("INSERT OR REPLACE INTO state(k, v) VALUES (?, ?)", [*remember(removed).items()])
    return removed


def came_back(store: LocalStore) -> list[str]:
    """Who was erased and is here, after a backup from before was restored."""
    with store.looking() as connection:
        noted = [root for (root,) in raw(connection).execute("SELECT root FROM erased").fetchall()]
        return [root for root in noted if kind_at_top(connection, root) is not None]


def erase_again(store: LocalStore) -> None:
    """They go before anybody sees them."""
    if back := came_back(store):
        with store.erasing() as connection:
            remove(connection, back)


def tidy(store: LocalStore, now: datetime) -> int:
    """Where nothing is shared: what was deleted for thirty days goes for good, from below upwards; how many records."""
    before, gone = stamp(now - UNDOABLE), 0
    with store.erasing() as connection:
        if raw(connection).execute("SELECT 1 FROM peer").fetchone():
            return 0  # the server says when
        for kind in sorted(RECORDS, key=depth, reverse=True):
            stands = "".join(
                f' AND NOT EXISTS (SELECT 1 FROM "{child}" AS c WHERE c.parent = t.id)' for child in children(kind)
            )
            old = f"""SELECT t.id FROM "{kind}" AS t WHERE t._deleted = 1{stands} AND (
                SELECT max(a.at) FROM journal AS j JOIN "action" AS a ON a.n = j.action
                WHERE j.root = t.root AND j.record = t.id AND j.field = '{DELETED}') < ?"""
            for (record,) in raw(connection).execute(old, (before,)).fetchall():
                if RECORDS[kind].parent is None:
                    remove(connection, [record])
                else:
                    remove_record(connection, kind, record)
                gone += 1
    return gone


def kind_at_top(connection: sa.Connection, root: str) -> str | None:
    """What kind of record has this id and stands at the top; nothing where none does."""
    tops = (table(spec.name) for spec in RECORDS.values() if spec.parent is None)
    return connection.scalar(
        sa.union_all(*(sa.select(sa.literal(rows.name)).where(rows.c.id == root, rows.c.root == root) for rows in tops))
    )


def remove(connection: sa.Connection, roots: Collection[str], owed: Mapping[str, set[str]] = {}) -> None:
    """Take the content of these root records, with all that belongs to them, out of every place of this file.

    The files that are still ``owed`` to the shared database stay until it has them.
    """
    touched: set[str] = set()
    if roots:
        connection.info[LEAVES_NOTHING] = True
    for root in roots:
        top = kind_at_top(connection, root)
        kinds = below(top) if top else _without_top(connection, root)
        mine = _column(connection, table("journal").c.record, root)
        mine = mine.union(*(_column(connection, table(kind).c.id, root) for kind in kinds))
        tops = {root} | (_column(connection, table(top).c.id, root) if top else set())  # who was merged into it too
        hashes = _hashes(connection, root) | pieces.owed(raw(connection), root)
        for kind in kinds:
            for rows in (apart(kind), table(kind)) if apart_fields(RECORDS[kind]) else (table(kind),):
                connection.execute(sa.delete(rows).where(rows.c.root == root))
        batches.forget(raw(connection), root, mine)
        pieces.owe(raw(connection), root, owed.get(root, ()))
        _silence(connection, root)
        for each in tops:
            read_log.silence(connection, each)
        _forget_typing(connection, mine)
        remove_bytes(connection, hashes)
        touched |= kinds
    for kind in touched:
        if searched_names(RECORDS[kind]):
            connection.exec_driver_sql(f'INSERT INTO "{kind}_fts"("{kind}_fts") VALUES (\'optimize\')')


def remove_record(connection: sa.Connection, kind: str, record: str) -> None:
    """Take the content of one record, which was deleted long ago, out of every place of this file."""
    on, rows = raw(connection), table(kind)
    connection.info[LEAVES_NOTHING] = True
    hashes = set[str]()
    for name in names_of_bytes(RECORDS[kind]):
        of_it = sa.select(rows.c[name]).where(rows.c.id == record, rows.c[name].is_not(None))
        hashes.update(connection.scalars(of_it))
    for each in (apart(kind), rows) if apart_fields(RECORDS[kind]) else (rows,):
        connection.execute(sa.delete(each).where(each.c.id == record))
    journal = table("journal")
    whole = sa.func.length(journal.c.seal) == SEAL
    silent = {"before": None, "after": None, "seal": sa.func.substr(journal.c.seal, SALT + 1)}
    of_record = journal.c.seq.in_([*connection.scalars(sa.select(journal.c.seq).where(journal.c.record == record))])
    connection.execute(sa.update(journal).where(of_record, whole).values(silent))
    batches.forget_record(on, record)
    _forget_typing(connection, {record})
    remove_bytes(connection, hashes)
    if searched_names(RECORDS[kind]):
        connection.exec_driver_sql(f'INSERT INTO "{kind}_fts"("{kind}_fts") VALUES (\'optimize\')')


def remove_bytes(connection: sa.Connection, hashes: set[str]) -> None:
    """Those that no record names any more, and that are not owed."""
    for sha in hashes - _hashes(connection) - pieces.owed(raw(connection)) if hashes else ():
        connection.info[LEAVES_NOTHING] = True
        for rows in map(table, ("blob", "piece")):
            connection.execute(sa.delete(rows).where(rows.c.sha256 == sha))


def below(kind: str) -> set[str]:
    """A kind of record and all kinds that may belong to it."""
    return {kind}.union(*(below(child) for child in children(kind)))


def _without_top(connection: sa.Connection, root: str) -> set[str]:
    """The kinds of which something is here, though the record at the top has not come: a first load was cut off."""
    found = set()
    for kind, spec in RECORDS.items():
        for rows in (table(kind), apart(kind)) if apart_fields(spec) else (table(kind),):
            if connection.scalar(sa.select(sa.literal(1)).where(rows.c.root == root).limit(1)):
                found.add(kind)
    return found


def _column(connection: sa.Connection, column: sa.Column[str], root: str) -> set[str]:
    return set(connection.scalars(sa.select(column).where(column.table.c.root == root).distinct()))


def _hashes(connection: sa.Connection, root: str | None = None) -> set[str]:
    """The bytes that the records of one root name, or those that any record names."""
    found: set[str] = set()
    for spec in RECORDS.values():
        rows = table(spec.name)
        for name in names_of_bytes(spec):
            query = sa.select(rows.c[name]).where(rows.c[name].is_not(None))
            found.update(connection.scalars(query if root is None else query.where(rows.c.root == root)))
    return found


def _silence(connection: sa.Connection, root: str) -> None:
    """Take content and salt from the changes, and from the actions they belong to the reason."""
    action, journal = table("action"), table("journal")
    of_root = journal.c.root == root
    for rows, test, content in (
        (action, action.c.n.in_(sa.select(journal.c.action).where(of_root)), ("reason",)),
        (journal, of_root, ("before", "after")),
    ):
        whole = sa.func.length(rows.c.seal) == SEAL
        commitment = sa.func.substr(rows.c.seal, SALT + 1)
        connection.execute(sa.update(rows).where(test, whole).values(dict.fromkeys(content) | {"seal": commitment}))


def _forget_typing(connection: sa.Connection, mine: set[str]) -> None:
    """Drafts of these records, and what was remembered about a person's work that names one of them."""
    draft, state = table("draft"), table("state")
    for record in mine:
        connection.execute(sa.delete(draft).where(draft.c.record == record))
    for key, value in connection.execute(sa.select(state.c.k, state.c.v)).all():
        if any(record in key or record in value for record in mine):
            connection.execute(sa.delete(state).where(state.c.k == key))
