"""Erasing a person: content goes from tables, journal, drafts, search index and bytes; the chain stays whole.

The commitments of the changes remain, without their salt they say nothing; so the journal still proves that nothing
else was altered. Backups lose the person as they are rotated; sync (later) carries the order to other devices.
"""

from __future__ import annotations

import sqlalchemy as sa

from desktop.domain.fields import RECORDS
from desktop.domain.records import Document, IntakeVersion, Print
from desktop.persistence.engine import Database
from desktop.persistence.functions import SALT
from desktop.persistence.schema import APART, apart_fields, searched_names, table
from desktop.persistence.store import LocalStore

_FILES = (Document, IntakeVersion, Print)


def erase(database: Database, store: LocalStore, root: str) -> None:
    """Remove everything about the person (or other root record) with this id, except that something was there."""
    journal, action, draft, blob = table("journal"), table("action"), table("draft"), table("blob")
    with store.erasing(), database.writing() as connection:
        mine = connection.scalars(sa.select(journal.c.record).where(journal.c.root == root).distinct()).all()
        hashes = {
            sha
            for kind in _FILES
            for sha in connection.scalars(
                sa.select(table(kind.SPEC.name).c.sha256).where(table(kind.SPEC.name).c.root == root)
            )
            if sha is not None
        }
        reasons = sa.select(journal.c.action).where(journal.c.root == root)
        for spec in RECORDS.values():
            if apart_fields(spec):
                side = sa.table(spec.name + APART, sa.column("root"))
                connection.execute(sa.delete(side).where(side.c.root == root))
            connection.execute(sa.delete(table(spec.name)).where(table(spec.name).c.root == root))
        connection.execute(
            sa.update(action)
            .where(action.c.n.in_(reasons), sa.func.length(action.c.seal) > SALT + 31)
            .values(reason=None, seal=sa.func.substr(action.c.seal, SALT + 1))
        )
        connection.execute(
            sa.update(journal)
            .where(journal.c.root == root, sa.func.length(journal.c.seal) > SALT + 31)
            .values(before=None, after=None, seal=sa.func.substr(journal.c.seal, SALT + 1))
        )
        connection.execute(sa.delete(draft).where(draft.c.record.in_(mine)))
        still = {
            sha
            for kind in _FILES
            for sha in connection.scalars(sa.select(table(kind.SPEC.name).c.sha256).distinct())
            if sha is not None
        }
        connection.execute(sa.delete(blob).where(blob.c.sha256.in_(hashes - still)))
        for spec in RECORDS.values():
            if searched_names(spec):
                index = f"{spec.name}_fts"
                connection.exec_driver_sql(f'INSERT INTO "{index}"("{index}") VALUES (\'optimize\')')
