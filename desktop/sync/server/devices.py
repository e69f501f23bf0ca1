"""What an administrator sees of the laptops, and what is done about one that is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.errors import NotThere, Refused
from desktop.domain.said import N_, said
from desktop.sync.server.install import Connection

_DEVICES = """SELECT d.short, d.login::text, d.last_seen, d.last_seen + m.lease_days * interval '1 day', d.client,
    CASE WHEN d.revoked THEN 'left' ELSE d.ended END, d.ended_at, d.done_at,
    (SELECT count(*) FROM sync.held h WHERE h.device = d.device) FROM sync.device d, sync.meta m ORDER BY d.short"""

_MOST = 3650
"""Ten years."""

_HELD = """SELECT h.root::text, nullif(h.since, '-infinity'), nullif(h.until, 'infinity'),
    (SELECT string_agg(t.dossier_no, ', ' ORDER BY t.id) FROM app.traject t WHERE t.root = h.root)
    FROM sync.held h JOIN sync.device d USING (device) WHERE d.short = %s
    AND EXISTS (SELECT FROM app.candidate c WHERE c.id = h.root) ORDER BY 4, 1"""


@dataclass(frozen=True, slots=True)
class Device:
    """One laptop as the server knows it; ``ended``: nothing, ``close``, ``erase``, or ``left`` where the login went."""

    number: int
    login: str
    seen: datetime
    until: datetime
    version: int
    ended: str
    ended_at: datetime | None
    done_at: datetime | None
    held: int


@dataclass(frozen=True, slots=True)
class Held:
    """A person whose dossier a laptop may have held: the numbers of the cases, since when, until when."""

    root: str
    since: datetime | None
    until: datetime | None
    numbers: str | None


def devices(connection: Connection) -> Sequence[Device]:
    """Every laptop that was ever connected."""
    return [Device(*row) for row in connection.execute(_DEVICES).fetchall()]  # type: ignore[arg-type] # as selected


def held(connection: Connection, number: int) -> Sequence[Held]:
    """Whose dossiers a laptop may have held; more rather than fewer."""
    return [Held(*row) for row in connection.execute(_HELD, (number,)).fetchall()]  # type: ignore[arg-type] # as selected


def end(connection: Connection, number: int, order: str) -> str:
    """Order for a laptop: ``close``, ``erase``, or nothing to take the order back; whose it is."""
    found = connection.execute("SELECT sync.end_device(%s, %s)", (number, order)).fetchone()
    if found is None or found[0] is None:
        raise NotThere(said(N_("There is no laptop with this number. “overstap server device list” shows them.")))
    return str(found[0])


def set_limits(connection: Connection, *, lease: int | None, oldest: int | None) -> None:
    """How many days a laptop may be away (0: no limit), and from which version on one may fetch."""
    if any(value is not None and not 0 <= value <= _MOST for value in (lease, oldest)):
        raise Refused(said(N_("Choose a number from 0 to {most}."), most=_MOST))
    connection.execute(
        "UPDATE sync.meta SET lease_days = coalesce(%s, lease_days), min_client = coalesce(%s, min_client)",
        (lease, oldest),
    )
