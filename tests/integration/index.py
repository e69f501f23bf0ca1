"""What must hold for the search index whatever was done."""

from __future__ import annotations

import sqlalchemy as sa


def holds_what_stands(connection: sa.Connection, kind: str) -> bool:
    """Whether exactly the records of a kind that are not deleted are in the index, and it fits together."""
    connection.exec_driver_sql(f"INSERT INTO {kind}_fts({kind}_fts) VALUES ('integrity-check')")
    indexed = connection.exec_driver_sql(f"SELECT id FROM {kind}_fts_docsize ORDER BY id").all()
    return indexed == connection.exec_driver_sql(f"SELECT n FROM {kind} WHERE _deleted = 0 ORDER BY n").all()
