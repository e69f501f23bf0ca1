"""What the shared database did not take in as it was sent, until a person has seen that: which fields, never a value.

Of whom is at another desk now only the number of changes is known here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from desktop.application.lease import moment
from desktop.application.syncing import CONFLICT, Fate, Passing
from desktop.domain.changes import WHOLE
from desktop.domain.synced import synced
from desktop.persistence.engine import Raw

_KEY = "sync.handed_over"


@dataclass(slots=True)
class HandedOver:
    """How many changes other desks were asked about, and what was put aside: fields of who is here, a number of others.

    A line of ``here`` is a table, an id, a root, a field, and when (milliseconds).
    """

    offered: int = 0
    away: int = 0
    here: list[tuple[str, str, str, str, int]] = field(default_factory=list)

    @property
    def aside(self) -> int:
        """How many changes were put aside."""
        return self.away + len(self.here)


def told(on: Raw) -> HandedOver:
    """What nobody has seen yet."""
    found = on.execute("SELECT v FROM state WHERE k = ?", (_KEY,)).fetchone()
    return HandedOver(**json.loads(found[0])) if found else HandedOver()


def seen(on: Raw) -> None:
    """A person knows."""
    on.execute("DELETE FROM state WHERE k = ?", (_KEY,))


def note(on: Raw, batch: int, fates: Iterable[tuple[str, str, Fate]], at: int) -> None:
    """Remember what became of a batch whose lines are still here."""
    went = {(t, i): fate for t, i, fate in fates if fate in (Fate.OFFERED, Fate.PARKED) and t != CONFLICT}
    found = on.execute("SELECT payload FROM batch WHERE n = ?", (batch,)).fetchone() if went else None
    if found is None:
        return
    known = told(on)
    for change in json.loads(found[0]):
        fate, names = went.get((change["t"], change["id"])), [WHOLE] if "n" in change else change["f"]
        if fate is Fate.OFFERED:
            known.offered += len(names)
        elif fate is Fate.PARKED:
            known.here += [(change["t"], change["id"], change["r"], name, at) for name in names]
    _keep(on, known)


def forget(on: Raw, gone: str) -> None:
    """Who left is no longer named, and no record that is gone; how many there were stays."""
    known = told(on)
    stays = [line for line in known.here if gone not in line[1:3]]
    known.away += len(known.here) - len(stays)
    if len(stays) < len(known.here):
        known.here = stays
        _keep(on, known)


def lines(on: Raw, limit: int) -> list[Passing]:
    """What was put aside of who is here, newest first."""
    kinds: Mapping[str, str] = {t.name: t.spec.name for t in synced().values()}
    newest = sorted(told(on).here, key=lambda line: -line[4])[:limit]
    return [Passing(kinds[t], i, root, name, moment(at)) for t, i, root, name, at in newest if t in kinds]


def _keep(on: Raw, known: HandedOver) -> None:
    here = {root for (root,) in on.execute("SELECT root FROM place").fetchall()} if known.here else set()
    known.away += sum(line[2] not in here for line in known.here)
    known.here = [line for line in known.here if line[2] in here]
    on.execute("INSERT OR REPLACE INTO state(k, v) VALUES (?, ?)", (_KEY, json.dumps(asdict(known))))
