"""The read log (who looked at whose dossier): a table of its own beside the journal, in SQL as it was released."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from desktop.persistence.migrate import statements

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make its table and indexes."""
    for statement in statements(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")):
        op.get_bind().exec_driver_sql(statement)
