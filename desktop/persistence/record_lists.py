"""Lists of records in SQL: ids in order in one query, a page of records in another, and who points to one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

import sqlalchemy as sa

from desktop.application.record_lists import LinkedCase, RecordFilter
from desktop.application.reference_lists import HeldList
from desktop.domain.changes import DELETED
from desktop.domain.fields import Record, RecordType
from desktop.domain.records import RECORDS
from desktop.persistence.reference_lists import held_lists
from desktop.persistence.rows import record_of, records
from desktop.persistence.schema import children, table, top
from desktop.persistence.search import found_rows

_FOUND = 5_000
"""How many records one search shows at most, unless the list is narrowed: then all that is found may be needed."""


class RecordLists:
    """Implements the port `desktop.application.record_lists.RecordQuery`."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._reading = reading

    def ids(self, kind: str, wanted: RecordFilter, sort: str = "", descending: bool = False) -> Sequence[str]:
        """The records of a kind that fit, in order."""
        listed = _ids_query(kind, wanted, sort, descending).subquery()
        with self._reading() as connection:  # as one text: see `Caseload.ids`
            return (connection.scalar(sa.select(sa.func.group_concat(listed.c.id, " "))) or "").split()

    def rows(self, kind: str, ids: Sequence[str]) -> Mapping[str, Record]:
        """These records; one that is gone meanwhile is left out."""
        rows = table(kind)
        query = records(RECORDS[kind]).where(rows.c.id.in_(ids), rows.c[DELETED] == 0)
        with self._reading() as connection:
            found = (record_of(RECORDS[kind].type, dict(row)) for row in connection.execute(query).mappings())
            return {record.id: record for record in found}

    def linked(self, kind: str, record: str) -> tuple[LinkedCase, ...]:
        """The cases that point to a record or to what stands below it, each once, by name."""
        with self._reading() as connection:
            found = connection.execute(_linked_query(kind), {"record": record}).all()
        cases: dict[str, LinkedCase] = {}
        for row in found:
            last = " ".join(part for part in (row.name_prefix, row.last_name) if part)
            name = ", ".join(part for part in (last, row.first_name) if part)
            cases[row.id] = LinkedCase(row.id, name, row.stage or "S0", row.through)
        return tuple(cases.values())

    def reference_lists(self) -> tuple[HeldList, ...]:
        """Every reference list of which something is held."""
        with self._reading() as connection:
            return held_lists(connection)


def _ids_query(kind: str, wanted: RecordFilter, sort: str, descending: bool) -> sa.Select[Any]:
    rows, spec = table(kind), RECORDS[kind]
    query = sa.select(rows.c.id).where(rows.c[DELETED] == 0)
    for name, value in wanted.equal:
        query = query.where(rows.c[name] == value)
    if (found := found_rows(kind, wanted.text, -1 if wanted.equal else _FOUND)) is not None:
        query = query.where(rows.c.n.in_(found))
    keys: list[Any] = [rows.c["_sort"] if spec.sort else rows.c.n, rows.c.id]
    if target := _sorted_by_other(spec, sort):
        other = table(target).alias()
        query = query.outerjoin(other, other.c.id == rows.c[sort])
        keys.insert(0, other.c["_sort"])
    elif sort:
        keys.insert(0, rows.c[sort])
    if descending:
        return query.order_by(*(key.desc() for key in keys))
    return query.order_by(keys[0].nulls_last(), *keys[1:])


def _sorted_by_other(spec: RecordType, sort: str) -> str | None:
    """The kind whose names the list is sorted by, where a column points to another record."""
    return spec.parent if sort == "parent" else spec.fields[sort].target if sort else None


@cache
def _linked_query(kind: str) -> Any:
    """Every case of which a record points to one of this kind, or to a record right below it."""
    candidate = table("candidate")
    ways = []
    for spec, points in _pointing(kind):
        case, joined = _with_case(spec, table(spec.name))
        through = sa.literal(spec.name).label("through")
        ways.append(
            sa.select(case.c.id, case.c.root, case.c.stage, through)
            .select_from(joined)
            .where(points, table(spec.name).c[DELETED] == 0, case.c[DELETED] == 0)
        )
    every = sa.union_all(*ways).subquery()
    return (
        sa.select(every, candidate.c.first_name, candidate.c.name_prefix, candidate.c.last_name)
        .join(candidate, candidate.c.id == every.c.root)
        .where(candidate.c[DELETED] == 0)
        .order_by(candidate.c["_sort"], candidate.c.id)
    )


def _pointing(kind: str) -> Iterator[tuple[RecordType, sa.ColumnElement[bool]]]:
    """The kinds of people's records that point to this kind or to one right below it, each with its test."""
    asked: sa.BindParameter[str] = sa.bindparam("record")
    below = {child: table(child) for child in children(kind)}
    for spec in RECORDS.values():
        for field in spec.stored if top(spec.name) == "candidate" else ():
            column = table(spec.name).c[field.name] if not field.privacy.apart else None
            if column is None:
                continue
            if field.target == kind:
                yield spec, column == asked
            elif field.target in below:
                owned = below[field.target]
                yield spec, column.in_(sa.select(owned.c.id).where(owned.c.parent == asked))


def _with_case(spec: RecordType, rows: sa.Table) -> tuple[sa.FromClause, sa.FromClause]:
    """The case a record belongs to, and the record joined with it; what hangs on the person belongs to all of hers."""
    if spec.name == "traject":
        return rows, rows
    joined: sa.FromClause = rows
    below: sa.FromClause = rows
    parent = spec.parent
    while parent not in ("traject", "candidate"):
        between = table(str(parent)).alias()
        joined = joined.join(between, between.c.id == below.c.parent)
        below, parent = between, RECORDS[str(parent)].parent
    case = table("traject").alias()
    met = case.c.id == below.c.parent if parent == "traject" else case.c.root == below.c.root
    return case, joined.join(case, met)
