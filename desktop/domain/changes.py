"""Actions and their changes: what a person did, as values; the store makes journal rows of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

DELETED = "_deleted"
"""The field of every record that says it was deleted; there is no other way to delete."""

PARENT = "parent"
"""The field of every record that says what it belongs to: a record moves with everything below it.

What belongs to a record at the top (a person, an employer) can go to another. One at the top itself goes below another
only when the two are merged, and then it is deleted: it is still found, under the one that stays.
"""

WHOLE = "*"
"""Stands for the field in the change that made a record: its value after is all fields at once."""


@dataclass(frozen=True, slots=True)
class Create:
    """Make a record with these values (Python values, empty ones may be left out)."""

    kind: str
    id: str
    parent: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetField:
    """Give one field of one record a value; `None` empties it."""

    kind: str
    id: str
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class PutBytes:
    """Keep bytes (an attachment, a frozen print) under their SHA-256; another edit makes the record that names it."""

    sha256: str
    data: bytes


Edit = Create | SetField | PutBytes


def delete(kind: str, record_id: str) -> SetField:
    """The edit that deletes a record; undoing it brings the record back."""
    return SetField(kind, record_id, DELETED, True)


def move(kind: str, record_id: str, parent: str | None) -> SetField:
    """The edit that gives a record another parent; undoing it brings the record back where it was."""
    return SetField(kind, record_id, PARENT, parent)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person did: a label for the undo list, its edits in order, and why, where a rule asks why.

    ``label`` is a marked message (`N_`) without personal data; ``counts`` fills its numbers.
    """

    label: str
    edits: tuple[Edit, ...]
    reason: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    lasting: bool = False  # of the workspace itself: never offered for undo

    def created(self, kind: str) -> str:
        """The id of the first record of this kind that the action makes."""
        return next(e.id for e in self.edits if isinstance(e, Create) and e.kind == kind)

    def __add__(self, other: Action) -> Action:
        """Both as one action under the first label, so that one undo takes both back."""
        return replace(self, edits=self.edits + other.edits, reason=self.reason or other.reason)


@dataclass(frozen=True, slots=True)
class Change:
    """One change as people read it: which field of which record, by whom, when, from what to what.

    ``seq`` is its number in the journal of this device, and 0 where it was done on another.
    ``before`` and ``after`` are Python values; for `WHOLE` the value after is a mapping. An erased change has neither.
    """

    seq: int
    action: str
    label: str
    counts: Mapping[str, int]
    reason: str | None
    actor: str
    at: datetime
    kind: str
    record: str
    root: str
    field: str
    before: Any
    after: Any
    erased: bool = False
    undoes: bool = False  # it took something back
    stands: bool = True  # where not, somebody else's value showed at that moment


@dataclass(frozen=True)
class Outcome:
    """What an applied action did: its id, when, which records it touched, and what an undo had to leave."""

    action: str
    label: str
    counts: Mapping[str, int]
    at: datetime
    touched: frozenset[tuple[str, str]]
    roots: frozenset[str]
    left: tuple[Any, ...] = ()

    def touches(self, *ids: str) -> bool:
        """Whether a screen that shows these records, or the people they belong to, must fetch them again."""
        return not (self.roots.isdisjoint(ids) and self.records.isdisjoint(ids))

    @cached_property
    def records(self) -> frozenset[str]:
        """The ids of what it touched; every open form asks, also after an import of thousands."""
        return frozenset(record for _, record in self.touched)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of record it touched."""
        return frozenset(kind for kind, _ in self.touched)


def creations(action: Action) -> Iterator[Create]:
    """The records an action makes."""
    return (e for e in action.edits if isinstance(e, Create))
