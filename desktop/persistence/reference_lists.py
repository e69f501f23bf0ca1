"""The reference lists in SQL: how much each holds, whose it is, and what last brought it up to date."""

from __future__ import annotations

import sqlalchemy as sa

from desktop.application.reference_lists import HeldList
from desktop.domain.changes import DELETED
from desktop.persistence.rows import moment
from desktop.persistence.schema import table
from desktop.persistence.undo import taken_back


def held_lists(connection: sa.Connection) -> tuple[HeldList, ...]:
    """Every list of which something is held."""
    rows = table("reference")
    standing = sa.func.sum(sa.case((rows.c.valid_until.is_(None), 1), else_=0))
    query = (
        sa.select(rows.c.list_name, rows.c.source, standing.label("standing"), sa.func.count().label("every"))
        .where(rows.c[DELETED] == 0)
        .group_by(rows.c.list_name, rows.c.source)
        .order_by(rows.c.list_name, sa.func.count().desc())
    )
    made = _newest(connection)
    found: dict[str, HeldList] = {}
    for row in connection.execute(query):
        before = found.get(row.list_name, HeldList(row.list_name))
        at, file = made.get(row.list_name, (None, None))
        found[row.list_name] = HeldList(
            row.list_name,
            before.entries + row.standing,
            before.gone + row.every - row.standing,
            (*before.sources, row.source) if row.source else before.sources,
            moment(at) if at else None,
            file or "",
        )
    return tuple(found.values())


def _newest(connection: sa.Connection) -> dict[str, tuple[str, str | None]]:
    """Of each list when and from which file the newest action came that was not taken back."""
    rows, journal, action = table("reference"), table("journal"), table("action")
    touched = (
        sa.select(rows.c.list_name, journal.c.action)
        .join(journal, journal.c.root == rows.c.id)
        .where(rows.c[DELETED] == 0)
        .distinct()
        .subquery()
    )
    query = (
        sa.select(touched.c.list_name, action.c.n, action.c.at, action.c.reason)
        .join(action, action.c.n == touched.c.action)
        .where(action.c.undoes.is_(None))
        .order_by(action.c.n)
    )
    gone = taken_back(connection)
    return {row.list_name: (row.at, row.reason) for row in connection.execute(query) if row.n not in gone}
