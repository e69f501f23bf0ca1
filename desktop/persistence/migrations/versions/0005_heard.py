"""What colleagues did, heard from the shared database, and bytes on their way; in SQL as released."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from desktop.persistence.migrate import statements

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make their tables and indexes."""
    for statement in statements(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")):
        op.get_bind().exec_driver_sql(statement)
