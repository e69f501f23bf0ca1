"""The few statements of every save and every dossier, compiled once: SQLAlchemy writes them, the driver runs them.

Compiling through SQLAlchemy at each save costs ten times the save itself (`benchmarks/store.py`); a dossier is fifty
small reads, which cost three times as much that way.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import dialect

from desktop.domain.changes import DELETED
from desktop.domain.fields import RecordType
from desktop.domain.records import RECORDS
from desktop.persistence.schema import apart, apart_fields, main_fields, schema, table

_DIALECT = dialect(paramstyle="qmark")


@cache
def insert(into: str, columns: tuple[str, ...], how: str = "") -> str:
    """INSERT of these columns; the parameters stand in the same order."""
    kept = sa.table(into, *(sa.column(name) for name in columns))
    statement = sa.insert(kept).prefix_with(how) if how else sa.insert(kept)
    return str(statement.compile(dialect=_DIALECT))


@cache
def update(kind: str, column: str) -> str:
    """UPDATE of one column of the row with an id: parameters value, id."""
    rows = schema().tables[kind]
    return str(
        sa.update(rows)
        .where(rows.c.id == sa.bindparam("of"))
        .values({column: sa.bindparam("to")})
        .compile(dialect=_DIALECT)
    )


@cache
def root(kind: str) -> str:
    """The root of the record with an id."""
    rows = table(kind)
    return str(sa.select(rows.c.root).where(rows.c.id == sa.bindparam("of")).compile(dialect=_DIALECT))


def records(spec: RecordType) -> sa.Select[Any]:
    """All rows of a kind with their fields, oldest first, the side table included."""
    rows = table(spec.name)
    columns = [rows.c.id, rows.c.parent, *(rows.c[f.name] for f in main_fields(spec))]
    if not apart_fields(spec):
        return sa.select(*columns).order_by(rows.c.n)
    side = apart(spec.name)
    columns += [side.c[f.name] for f in apart_fields(spec)]
    return sa.select(*columns).select_from(rows.outerjoin(side, side.c.id == rows.c.id)).order_by(rows.c.n)


@cache
def standing(kind: str, column: str, *, of_parent: bool = False) -> tuple[str, tuple[str, ...]]:
    """The records of a kind that stand, by the value of ``id`` or ``root``; also the names of the columns it gives.

    With ``of_parent`` by the id of the parent, twice: the rows of one root lie together, those of a parent do not.
    """
    spec, rows = RECORDS[kind], table(kind)
    tests = [rows.c[column] == sa.bindparam("of")]
    if of_parent:
        above = table(spec.parent) if spec.parent else rows
        root = sa.select(above.c.root).where(above.c.id == sa.bindparam("of")).scalar_subquery()
        tests = [rows.c.root == root, rows.c.parent == sa.bindparam("of")]
    return _reading(records(spec).where(*tests, rows.c[DELETED] == sa.literal_column("0")))


@cache
def among(kind: str, column: str) -> tuple[str, tuple[str, ...]]:
    """The records of a kind by many values of ``id``, deleted ones too, or of ``parent``, those that stand.

    The one parameter is a JSON list; also the names of the columns it gives.
    """
    rows = table(kind)
    values = sa.func.json_each(sa.bindparam("among")).table_valued("value")
    query = records(RECORDS[kind]).where(rows.c[column].in_(sa.select(values.c.value)))
    if column == "parent":
        query = query.where(rows.c[DELETED] == sa.literal_column("0"))
    return _reading(query)


def _reading(query: sa.Select[Any]) -> tuple[str, tuple[str, ...]]:
    return str(query.compile(dialect=_DIALECT)), tuple(column.name for column in query.selected_columns)
