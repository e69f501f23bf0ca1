"""What this laptop saw of the chain in which the shared database keeps who changed what: one link for each scope.

A link stands for everything before it. Where the chain no longer has it at that place, what was written down was
changed since, or taken away; a restored server says itself that it is another one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from desktop.application.syncing import Head
from desktop.persistence.engine import Raw

_SAW = "sync.saw."


def seen(on: Raw) -> Mapping[str, int]:
    """Up to which position of each scope."""
    return {scope: position for scope, (position, _, _) in _kept(on).items()}


def broken(on: Raw) -> int:
    """In how many scopes what was seen is no longer there."""
    return sum(gone for _, _, gone in _kept(on).values())


def look(on: Raw, heads: Sequence[Head]) -> list[tuple[str, str]]:
    """What is to be kept of these: a newer link where the chain goes on from the one that was seen, else that it broke.

    A chain that has the old link again, because somebody put right what was wrong, is whole again.
    """
    kept, new = _kept(on), {}
    for head in heads:
        before = kept.get(head.scope)
        if not head.link or not head.head:
            continue  # an older server, or nothing was ever done there
        if before is None or head.then == before[1]:
            new[head.scope] = (head.head, head.link, 0)
        else:
            new[head.scope] = (before[0], before[1], 1)
    return [(_SAW + scope, json.dumps(link)) for scope, link in new.items() if kept.get(scope) != link]


def keep(on: Raw, links: Sequence[tuple[str, str]]) -> None:
    """Remember them."""
    on.executemany("INSERT OR REPLACE INTO state(k, v) VALUES (?, ?)", links)


def forget(on: Raw) -> None:
    """The server is another one."""
    on.execute("DELETE FROM state WHERE k LIKE ?", (f"{_SAW}%",))


def _kept(on: Raw) -> dict[str, tuple[int, str, int]]:
    found = on.execute("SELECT k, v FROM state WHERE k LIKE ?", (f"{_SAW}%",)).fetchall()
    return {key.removeprefix(_SAW): tuple(json.loads(told)) for key, told in found}
