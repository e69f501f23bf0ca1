"""What proves to a restored server that it erased somebody, and its word for the list of those whom it erased."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Two columns."""
    for table, column in (("erased", "proof"), ("peer", "erasures")):
        op.get_bind().exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column} TEXT DEFAULT '' NOT NULL")
