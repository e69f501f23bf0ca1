"""The few statements that every save uses, compiled once: SQLAlchemy writes them, the driver runs them directly.

Compiling through SQLAlchemy at each save costs ten times the save itself (`benchmarks/store.py`).
"""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import dialect

from desktop.domain.changes import DELETED
from desktop.domain.records import RECORDS
from desktop.persistence.schema import schema

_DIALECT = dialect(paramstyle="qmark")


def compiled_text(statement: sa.ClauseElement) -> str:
    """A statement as the driver takes it, its parameters in the order in which they stand."""
    return str(statement.compile(dialect=_DIALECT))


@cache
def insert(table: str, columns: tuple[str, ...], how: str = "") -> str:
    """INSERT of these columns, and of the sort key that is made of them; the parameters stand in the same order."""
    values = {name: f"?{n}" for n, name in enumerate(columns, 1)}
    if table in RECORDS and (sort := RECORDS[table].sort):
        values["_sort"] = f"sort_key({', '.join(values.get(name, 'NULL') for name in sort)})"
    names = ", ".join(f'"{name}"' for name in values)
    return f'INSERT {how} INTO "{table}"({names}) VALUES ({", ".join(values.values())})'


@cache
def update(table: str, column: str) -> str:
    """UPDATE of one column of the row with an id: parameters value, id."""
    rows = schema().tables[table]
    return compiled_text(sa.update(rows).where(rows.c.id == sa.bindparam("of")).values({column: sa.bindparam("to")}))


@cache
def standing(table: str) -> str:
    """The root and the parent of the record with an id, and whether it was deleted."""
    rows = schema().tables[table]
    return compiled_text(sa.select(rows.c.root, rows.c.parent, rows.c[DELETED]).where(rows.c.id == sa.bindparam("of")))


@cache
def among_below(table: str) -> str:
    """The ids of the records below some, deleted ones too: parameters the root of all, their ids as a JSON list."""
    rows = schema().tables[table]
    query = sa.select(rows.c.id).where(rows.c.root == sa.bindparam("root"), rows.c.parent.in_(_listed()))
    return compiled_text(query)


@cache
def reroot(table: str) -> str:
    """UPDATE of the root of many records: parameters the new root, the old one, the ids as a JSON list."""
    rows = schema().tables[table]
    of = rows.c.record if table == "journal" else rows.c.id
    query = sa.update(rows).where(rows.c.root == sa.bindparam("old"), of.in_(_listed()))
    return compiled_text(query.values(root=sa.bindparam("new")))


def _listed() -> sa.Select[tuple[object]]:
    return sa.select(sa.func.json_each(sa.bindparam("ids")).table_valued("value").c.value)


@cache
def below(table: str) -> str:
    """The ids of the records below one: parameters its root, its id."""
    rows = schema().tables[table]
    query = sa.select(rows.c.id).where(rows.c.root == sa.bindparam("root"), rows.c.parent == sa.bindparam("of"))
    return compiled_text(query.where(rows.c[DELETED] == sa.text("0")))
