"""The search index keeps no text and rows no folded copy of theirs; what came and is not indexed yet has its table.

The indexes that go are made anew, over all that stands, with the triggers after the last step.
"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Let the indexes and the column go, and make the table."""
    on = op.get_bind()
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql"
    for (name,) in on.exec_driver_sql(f"{tables} LIKE 'CREATE VIRTUAL TABLE%'").all():
        on.exec_driver_sql(f'DROP TABLE "{name}"')
    for (name,) in on.exec_driver_sql(f"{tables} LIKE '%_fold TEXT GENERATED%'").all():
        on.exec_driver_sql(f'ALTER TABLE "{name}" DROP COLUMN _fold')
    on.exec_driver_sql(
        "CREATE TABLE unfound (kind TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (kind, n)) WITHOUT ROWID"
    )
    on.exec_driver_sql("DELETE FROM state WHERE k = 'search.behind'")
