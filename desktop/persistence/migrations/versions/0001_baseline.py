"""The tables of version 1, as they were released: frozen in SQL, so that later declarations do not change the past."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from desktop.persistence.migrate import statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table and index of version 1."""
    for statement in statements(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")):
        op.get_bind().exec_driver_sql(statement)
