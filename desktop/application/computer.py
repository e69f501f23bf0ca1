"""The computer's own clock and ids."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, date, datetime

from desktop.application.values import ZONE


class ComputerClock:
    """What time the computer says it is."""

    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """This day, where the desk is."""
        return datetime.now(ZONE).date()


class TimedIds:
    """UUID version 7 (RFC 9562) as text; each is higher than the one before, also within a millisecond."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._last = 0

    def new(self) -> str:
        """A fresh id."""
        with self._turn:
            # 48 bits of milliseconds and 12 bits of sub-millisecond time, as method 3 of the RFC allows
            nanoseconds = time.time_ns()
            self._last = max(
                self._last + 1, (nanoseconds // 1_000_000 << 12) | (nanoseconds % 1_000_000 * 4096 // 10**6)
            )
            ticks = self._last
        chance = int.from_bytes(os.urandom(8), "big") & (2**62 - 1)
        value = (ticks >> 12) << 80 | 7 << 76 | (ticks & 0xFFF) << 64 | 2 << 62 | chance
        text = f"{value:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
