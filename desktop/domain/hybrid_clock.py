"""A clock that never runs backwards: milliseconds and a counter in one number, later than every number it gave before.

It only orders values that two people wrote without seeing each other's (`desktop.domain.merge`).
"""

from __future__ import annotations

from datetime import UTC, datetime

COUNTER_BITS = 16
AHEAD = 120_000
"""Milliseconds a device's clock may be ahead of the server's; the server counts no more."""


def reading(at: datetime) -> int:
    """The first number of this moment."""
    return round(at.timestamp() * 1000) << COUNTER_BITS


def moment_of(hlc: int) -> datetime:
    """The moment a number was given."""
    return datetime.fromtimestamp((hlc >> COUNTER_BITS) / 1000, UTC)


def latest(now: datetime) -> int:
    """The highest number the server believes at this moment: a laptop set to 2036 does not win for ten years."""
    return reading(now) + (AHEAD << COUNTER_BITS)


def after(last: int, at: datetime) -> int:
    """The next number: of this moment, or one more than the last where the clock stands still or jumped back."""
    return max(last + 1, reading(at))
