"""Records that share a value, in SQL: implements the port `desktop.application.duplicates.DuplicateQuery`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from desktop.domain.changes import DELETED
from desktop.persistence.schema import table


class Duplicates:
    """Only what is shared leaves the database: one query per field, grouped there."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._reading = reading

    def sharing(self, kind: str, field: str, most: int, also: Sequence[str]) -> Iterator[Sequence[Sequence[Any]]]:
        """Groups of 2 to ``most`` records with the same value, capitals aside: of each its id and ``also``."""
        rows = table(kind)
        value = sa.func.lower(sa.func.trim(rows.c[field]))
        several = (
            sa.select(value.label("value"))
            .where(rows.c[DELETED] == 0, rows.c[field] != "")
            .group_by(value)
            .having(sa.func.count().between(2, most))
            .subquery()
        )
        query = (
            sa.select(several.c.value, rows.c.id, *(rows.c[name] for name in also))
            .join(several, several.c.value == value)
            .where(rows.c[DELETED] == 0)
            .order_by(several.c.value, rows.c.id)
        )
        with self._reading() as connection:
            found = connection.execute(query).all()
        for _, group in groupby(found, key=lambda row: row[0]):
            yield [tuple(row)[1:] for row in group]
