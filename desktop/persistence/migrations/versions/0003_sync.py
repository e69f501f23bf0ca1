"""What a device knows of the shared database: outbox, batches, revisions, cursors, conflicts; in SQL as released."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from desktop.persistence.migrate import statements

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make its tables and indexes."""
    for statement in statements(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")):
        op.get_bind().exec_driver_sql(statement)
