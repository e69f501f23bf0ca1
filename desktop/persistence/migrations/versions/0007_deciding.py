"""Deciding between two people's values is journaled: a trigger on the conflicts, made anew after each step."""

from __future__ import annotations

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Nothing stands in another place."""
