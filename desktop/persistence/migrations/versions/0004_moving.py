"""Moving and merging: triggers that journal a changed parent (they are made anew after each step), and their index."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the index by which the few moves are found among all changes."""
    op.get_bind().exec_driver_sql("CREATE INDEX journal_moved ON journal (root) WHERE field = 'parent'")
