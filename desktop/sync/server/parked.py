"""What the shared database could not take in and keeps for its administrator: whose it is and why, never a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.errors import NotThere
from desktop.domain.said import N_, said
from desktop.sync.server.install import Connection

_PARKED = """SELECT p.n, p.login::text, p.at, p.change->>'t', p.change->>'id', p.reason, (
        SELECT coalesce(string_agg(k, ', ' ORDER BY k), '') FROM jsonb_object_keys(CASE jsonb_typeof(p.change->'n')
            WHEN 'object' THEN p.change->'n' ELSE coalesce(p.change->'f', '{}') END) k)
    FROM sync.parked p ORDER BY p.n"""


@dataclass(frozen=True, slots=True)
class Parked:
    """One change of one record: by whom and when, of which fields, and why it was not taken in."""

    number: int
    login: str
    at: datetime
    table: str
    record: str
    reason: str
    fields: str


def parked(connection: Connection) -> Sequence[Parked]:
    """All of it, oldest first."""
    return [Parked(*row) for row in connection.execute(_PARKED).fetchall()]  # type: ignore[arg-type] # as selected


def drop(connection: Connection, number: int) -> None:
    """It is of no use any more; raises `NotThere`."""
    if connection.execute("DELETE FROM sync.parked WHERE n = %s RETURNING n", (number,)).fetchone() is None:
        raise NotThere(said(N_("Nothing is kept under this number. “overstap server parked list” shows what is.")))
