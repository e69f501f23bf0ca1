"""What colleagues built on an action of this device: their changes stand in the tables and in no journal here."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from desktop.application.syncing import CONFLICT
from desktop.domain.changes import DELETED, PARENT
from desktop.domain.records import RECORDS
from desktop.domain.said import N_, FieldName, Said, said
from desktop.domain.synced import synced, table_of
from desktop.persistence.schema import children, table

_AMONG = sa.select(sa.func.json_each(sa.bindparam("ids")).table_valued("value").c.value)


def is_shared(connection: sa.Connection) -> bool:
    """Whether anybody else can have changed anything."""
    return connection.execute(sa.select(table("peer").c.one)).first() is not None


def standing(
    connection: sa.Connection, kinds: Mapping[str, str], left: Mapping[tuple[str, str], Any]
) -> Iterator[tuple[str, str, Any]]:
    """Of these fields of records those that hold something else than was left in them: record, field, what it holds."""
    wanted: dict[str, dict[str, list[str]]] = {}
    for record, field in left:
        wanted.setdefault(table_of(kinds[record], field), {}).setdefault(field, []).append(record)
    for name, fields in wanted.items():
        rows = table(name)
        for field, records in fields.items():
            query = sa.select(rows.c.id, rows.c[field]).where(rows.c.id.in_(_AMONG))
            for record, now in connection.execute(query, {"ids": json.dumps(records)}):
                if now != left[record, field]:
                    yield record, field, now


def decided_since(
    connection: sa.Connection, conflict: str, net: Mapping[tuple[str, str], Any], *, reopens: bool
) -> Said | None:
    """Why what two people wrote cannot be to decide again (or decided again), or nothing where it can.

    ``net`` are the fields that are taken back with it. The value that showed must show then.
    """
    conflicts = table(CONFLICT)
    found = connection.execute(sa.select(conflicts).where(conflicts.c.id == conflict)).first()
    if found is None or bool(found.settled) != reopens:
        return said(N_("A colleague has decided about this since."))
    same = (conflicts.c[name] == getattr(found, name) for name in ("tbl", "record", "field", "lost_by"))
    newer = sa.select(conflicts.c.id).where(*same, conflicts.c.settled == 0, conflicts.c.id != conflict)
    if reopens and connection.execute(newer).first() is not None:
        return said(N_("The two wrote something different here again since. Decide about that."))
    if reopens and (found.record, found.field) not in net:
        rows = table(found.tbl)
        stands = connection.execute(sa.select(rows.c[found.field]).where(rows.c.id == found.record)).first()
        if stands is None or stands[0] != found.kept:
            field = FieldName(synced()[found.tbl].spec.name, found.field)
            return said(N_("{field} was changed again since."), field=field)
    return None


def asked_again(connection: sa.Connection, decided: Mapping[str, bool]) -> frozenset[str]:
    """The records of which it is asked again whether they are deleted once these decisions are taken back."""
    conflicts, opened = table(CONFLICT), json.dumps([conflict for conflict, was_open in decided.items() if was_open])
    query = sa.select(conflicts.c.record).where(conflicts.c.id.in_(_AMONG), conflicts.c.field == DELETED)
    return frozenset(connection.scalars(query, {"ids": opened}))


def users(connection: sa.Connection, kinds: Mapping[str, str], hidden: Collection[str]) -> Iterator[str]:
    """Which of these records something else stands below or refers to."""
    of_kind: dict[str, list[str]] = {}
    for record in hidden:
        of_kind.setdefault(kinds[record], []).append(record)
    for kind, records in of_kind.items():
        columns = [table(child).c[PARENT] for child in children(kind)]
        columns += [
            table(table_of(spec.name, f.name)).c[f.name]
            for spec in RECORDS.values()
            for f in spec.stored
            if f.target == kind and not f.privacy.apart
        ]
        for column in columns:
            rows = column.table
            stands = sa.select(rows.c.id, column).where(column.in_(_AMONG), rows.c[DELETED] == 0)
            for user, used in connection.execute(stands, {"ids": json.dumps(records)}):
                if user not in hidden:
                    yield used
