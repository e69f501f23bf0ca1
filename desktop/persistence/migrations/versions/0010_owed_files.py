"""Files that are owed have their table; what is written for each row that comes takes less: three tables change shape.

Sort keys are no longer made again at every change of a row: they are a column like any other, kept by a trigger.
"""

from __future__ import annotations

import re

from alembic import op

revision = "0010"
down_revision = "0009"

_MADE = re.compile(r"_sort TEXT GENERATED ALWAYS AS \((sort_key\([^)]*\))\) STORED")


def upgrade() -> None:
    """Make the tables anew with what they hold."""
    on = op.get_bind()
    for statement in (
        "CREATE TABLE owed (root TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (root, sha256)) WITHOUT ROWID",
        "CREATE TABLE behind (root TEXT NOT NULL, PRIMARY KEY (root)) WITHOUT ROWID",
        "INSERT INTO behind(root) SELECT root FROM listened WHERE behind = 1",
        "DROP INDEX listened_behind",
        "ALTER TABLE listened DROP COLUMN behind",
        "DROP INDEX place_scope",
        "ALTER TABLE place RENAME TO place_before",
        "CREATE TABLE place (root TEXT NOT NULL, scope TEXT NOT NULL, PRIMARY KEY (root)) WITHOUT ROWID",
        "INSERT INTO place(root, scope) SELECT root, scope FROM place_before",
        "DROP TABLE place_before",
        "CREATE INDEX place_scope ON place (scope)",
        "CREATE INDEX batch_answered ON batch (answered)",
    ):
        on.exec_driver_sql(statement)
    tables = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%_sort TEXT GENERATED%'"
    for name, sql in on.exec_driver_sql(tables).all():
        (made,) = _MADE.findall(sql)
        on.exec_driver_sql(f'DROP INDEX "{name}_sort"')
        on.exec_driver_sql(f'ALTER TABLE "{name}" DROP COLUMN _sort')
        on.exec_driver_sql(f"ALTER TABLE \"{name}\" ADD COLUMN _sort TEXT DEFAULT '' NOT NULL")
        on.exec_driver_sql(f'UPDATE "{name}" SET _sort = {made}')  # noqa: S608 - as the table itself says
        on.exec_driver_sql(f'CREATE INDEX "{name}_sort" ON "{name}" (_deleted, _sort, id)')
