"""Work with very many values, among which there are no cycles to look for."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 20_000


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for cycles meanwhile; where very many values came of it, they are not looked through later.

    Looking through the rows of a long list stops every thread, the window's too, for a tenth of a second. Values go
    when nobody needs them, as always; a cycle that became free in this moment stays until the program ends.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY:
            gc.freeze()
        if collecting:
            gc.enable()
