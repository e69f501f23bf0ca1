"""What each of the eight roles of the programme sees and writes on the shared database.

A person belongs to a desk as a whole, and only who works at that desk as a counsellor or team lead sees anything of
people. What the region shares is seen by all who work there, and written by those whose work it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.synced import synced, top


@dataclass(frozen=True, slots=True)
class Role:
    """Whether it sees and writes people, and their N and S fields; and which kinds of record of the region it writes.

    Whoever writes a kind writes what belongs to it: an employer with its contacts and questions.
    """

    people: bool
    apart: bool
    writes: frozenset[str]
    region: bool = True


def _kinds(*names: str) -> frozenset[str]:
    return frozenset(names) | {"user"}  # everybody hands in their own


_OF_REGION = frozenset(top(t.spec).name for t in synced().values() if t.of_region)

ROLES = {
    "counsellor": Role(people=True, apart=True, writes=_OF_REGION),
    "team_lead": Role(people=True, apart=True, writes=_OF_REGION),
    "account_manager": Role(people=False, apart=False, writes=_kinds("employer", "organisation", "event")),
    "school": Role(people=False, apart=False, writes=_kinds("module")),
    "jobcoach": Role(people=False, apart=False, writes=_kinds()),
    "programme_manager": Role(
        people=False, apart=False, writes=_kinds("programme", "scheme", "plan", "covenant", "initiative", "event")
    ),
    "administrator": Role(
        people=False, apart=False, writes=_kinds("region", "desk", "team", "organisation", "reference")
    ),
    "auditor": Role(people=False, apart=False, writes=frozenset(), region=False),
}


def written() -> Iterator[tuple[str, str]]:
    """Each role with each table of the region that it writes."""
    for name, role in ROLES.items():
        for table in synced().values():
            if table.of_region and top(table.spec).name in role.writes:
                yield name, table.name
