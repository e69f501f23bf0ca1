"""Long work tells how far it is, every so many things done; whoever listens may end it by raising."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

T = TypeVar("T")

Step = Callable[[int], object]
"""Gets how many are done. What it raises ends the work, of which then nothing is kept."""

EVERY: Final = 200
"""After so many it is told, and the window gets its turn."""


def nothing(_done: int) -> None:
    """For who does not listen."""


def stepping(things: Iterable[T], step: Step, done: int = 0) -> Iterator[T]:
    """The same things, telling how far it is; ``done`` were done before these."""
    for at, thing in enumerate(things, done):
        if not at % EVERY:
            step(at)
        yield thing
