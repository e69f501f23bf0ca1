"""A number that says what stands in a row, and one for many rows, whatever their order: to see that two places agree.

The shared database works out the same in SQL (`desktop.sync.postgres`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import reduce
from operator import xor

from desktop.domain.merge import Value

BETWEEN, NOTHING = "\x1f", "\x01"


def mark(parts: Iterable[Value]) -> int:
    """Of one row: its keys, its revision and its values, in the order in which they are declared."""
    text = BETWEEN.join(NOTHING if part is None else str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True)


def together(marks: Iterable[int]) -> int:
    """Of all of them."""
    return reduce(xor, marks, 0)
