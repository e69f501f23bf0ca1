"""The few statements that every save uses, compiled once: SQLAlchemy writes them, the driver runs them directly.

Compiling through SQLAlchemy at each save costs ten times the save itself (`benchmarks/store.py`).
"""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import dialect

from desktop.persistence.schema import schema

_DIALECT = dialect(paramstyle="qmark")


@cache
def insert(table: str, columns: tuple[str, ...], how: str = "") -> str:
    """INSERT of these columns; the parameters stand in the same order."""
    kept = sa.table(table, *(sa.column(name) for name in columns))
    statement = sa.insert(kept).prefix_with(how) if how else sa.insert(kept)
    return str(statement.compile(dialect=_DIALECT))


@cache
def update(table: str, column: str) -> str:
    """UPDATE of one column of the row with an id: parameters value, id."""
    rows = schema().tables[table]
    return str(
        sa.update(rows)
        .where(rows.c.id == sa.bindparam("of"))
        .values({column: sa.bindparam("to")})
        .compile(dialect=_DIALECT)
    )


@cache
def root(table: str) -> str:
    """The root of the record with an id."""
    rows = schema().tables[table]
    return str(sa.select(rows.c.root).where(rows.c.id == sa.bindparam("of")).compile(dialect=_DIALECT))
