"""A dossier: one person's case with everything in it, as a frozen value that rules and documents read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from desktop.domain.fields import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Dossier:
    """The records of one case: the person, the case itself, all records below both, and what they refer to.

    ``linked`` holds the records of others that are pointed to (employer, question, module, organisation, user, desk),
    by id. Records stand oldest first.
    """

    candidate_id: str
    traject_id: str
    records: tuple[Record, ...]
    linked: Mapping[str, Record] = field(default_factory=dict)

    @cached_property
    def _by_kind(self) -> dict[type[Record], tuple[Record, ...]]:
        kinds: dict[type[Record], list[Record]] = {}
        for found in self.records:
            kinds.setdefault(type(found), []).append(found)
        return {kind: tuple(found) for kind, found in kinds.items()}

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {found.id: found for found in self.records}

    def all(self, kind: type[R], parent: str | None = None) -> tuple[R, ...]:
        """All records of a kind, or those below one parent."""
        found: Iterable[Record] = self._by_kind.get(kind, ())
        return tuple(r for r in found if isinstance(r, kind) and (parent is None or r.parent == parent))

    def last(self, kind: type[R], parent: str | None = None) -> R | None:
        """The newest record of a kind."""
        found = self.all(kind, parent)
        return found[-1] if found else None

    def get(self, kind: type[R], record_id: str | None) -> R | None:
        """A record of this kind by its id: of the case itself or one it refers to."""
        found = self._by_id.get(record_id or "") or self.linked.get(record_id or "")
        return found if isinstance(found, kind) else None

    def beside(self, kind: type[R], parent: str | None = None) -> tuple[R, ...]:
        """The records of others of a kind that this case refers to, or those below one of them."""
        return tuple(r for r in self.linked.values() if isinstance(r, kind) and (parent is None or r.parent == parent))
