"""What was set aside, what is not known yet, who was erased, and how long a laptop may be away; in SQL as released."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from desktop.persistence.migrate import statements

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables and columns."""
    for statement in statements(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")):
        op.get_bind().exec_driver_sql(statement)
