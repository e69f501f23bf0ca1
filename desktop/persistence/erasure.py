"""Erasing a person: content goes from tables, journal, drafts, search index and bytes; the chain stays whole.

The commitments of the changes remain, without their salt they say nothing; so the journal still proves that nothing
else was altered. Backups lose the person as they are rotated; the feed carries the order to other devices.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sqlalchemy as sa

from desktop.domain.errors import NotThere
from desktop.domain.fields import RECORDS
from desktop.domain.said import N_, said
from desktop.persistence import outbox, read_log
from desktop.persistence.engine import LEAVES_NOTHING, raw
from desktop.persistence.functions import SALT, SEAL
from desktop.persistence.schema import apart, apart_fields, children, searched_names, table
from desktop.persistence.store import LocalStore

_HASH = "sha256"
"""What every record calls the field that names its bytes."""


def erase(store: LocalStore, root: str) -> Mapping[str, int]:
    """Remove everything about the person (or other root record) with this id, except that something was there.

    What comes back says how many rows of which table that were.

    What was given as the reason of an action goes too, where that action touched the person.
    """
    with store.erasing() as connection:
        top = kind_at_top(connection, root)
        if top is None:
            raise NotThere(said(N_("There is nobody to erase with this number. Look for the name with “find”.")))
        removed = {kind: len(_column(connection, table(kind).c.id, root)) for kind in sorted(below(top))}
        remove(connection, [root])
    return {kind: number for kind, number in removed.items() if number}


def kind_at_top(connection: sa.Connection, root: str) -> str | None:
    """What kind of record has this id and stands at the top; nothing where none does."""
    tops = (table(spec.name) for spec in RECORDS.values() if spec.parent is None)
    return connection.scalar(
        sa.union_all(*(sa.select(sa.literal(rows.name)).where(rows.c.id == root, rows.c.root == root) for rows in tops))
    )


def remove(connection: sa.Connection, roots: Collection[str]) -> None:
    """Take the content of these root records, with all that belongs to them, out of every place of this file."""
    touched: set[str] = set()
    if roots:
        connection.info[LEAVES_NOTHING] = True
    for root in roots:
        top = kind_at_top(connection, root)
        kinds = below(top) if top else set()
        mine = _column(connection, table("journal").c.record, root)
        mine = mine.union(*(_column(connection, table(kind).c.id, root) for kind in kinds))
        tops = {root} | (_column(connection, table(top).c.id, root) if top else set())  # who was merged into it too
        hashes = _hashes(connection, root)
        for kind in kinds:
            for rows in (apart(kind), table(kind)) if apart_fields(RECORDS[kind]) else (table(kind),):
                connection.execute(sa.delete(rows).where(rows.c.root == root))
        outbox.forget(raw(connection), root, mine)
        _silence(connection, root)
        for each in tops:
            read_log.silence(connection, each)
        _forget_typing(connection, mine)
        for sha in hashes - _hashes(connection):
            for rows in map(table, ("blob", "piece")):
                connection.execute(sa.delete(rows).where(rows.c.sha256 == sha))
        touched |= kinds
    for kind in touched:
        if searched_names(RECORDS[kind]):
            connection.exec_driver_sql(f'INSERT INTO "{kind}_fts"("{kind}_fts") VALUES (\'optimize\')')


def below(kind: str) -> set[str]:
    """A kind of record and all kinds that may belong to it."""
    return {kind}.union(*(below(child) for child in children(kind)))


def _column(connection: sa.Connection, column: sa.Column[str], root: str) -> set[str]:
    return set(connection.scalars(sa.select(column).where(column.table.c.root == root).distinct()))


def _hashes(connection: sa.Connection, root: str | None = None) -> set[str]:
    """The bytes that the records of one root name, or those that any record names."""
    found: set[str] = set()
    for spec in RECORDS.values():
        if _HASH in spec.fields:
            rows = table(spec.name)
            query = sa.select(rows.c[_HASH]).where(rows.c[_HASH].is_not(None))
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
