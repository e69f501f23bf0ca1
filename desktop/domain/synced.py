"""What travels between the laptops and the shared database: a table per record, one more for its N and S fields.

The fields with rights of their own are a table of their own on the way too, with revisions of its own: who may not see
them gets no row of it. Everything about them is generated from the declarations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from desktop.domain.changes import DELETED
from desktop.domain.fields import Field, Merge, RecordType
from desktop.domain.records import RECORDS

APART = "__apart"
"""Ends the name of the table with the fields of a record that have rights of their own."""

REGION = "00000000-0000-0000-0000-000000000000"
"""The scope of what the whole region shares; every other scope is the id of a desk."""

CASE, CASE_DESK = "traject", "desk"
"""The record whose field says at which desk a person is: a person belongs to the desk of the newest case."""


@dataclass(frozen=True)
class Synced:
    """One table on the way: whose it is, its fields in order, and whether those have rights of their own."""

    name: str
    spec: RecordType
    fields: tuple[Field, ...]
    apart: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that people change; a record can be deleted as well."""
        names = tuple(f.name for f in self.fields)
        return names if self.apart else (*names, DELETED)

    def rule(self, name: str) -> Merge:
        """How two edits of a column merge."""
        return Merge.REGISTER if name == DELETED else self.spec.fields[name].merge

    @property
    def stage(self) -> str | None:
        """The field of which the earlier value shows; others follow it."""
        return next((f.name for f in self.fields if f.merge is Merge.EARLIER), None)

    @property
    def of_region(self) -> bool:
        """Whether the region shares it."""
        return top(self.spec).scope == "region"


@cache
def synced() -> Mapping[str, Synced]:
    """Every table on the way by name: parents before children, a record before its fields with rights of their own."""
    found: dict[str, Synced] = {}
    for spec in RECORDS.values():
        apart = tuple(f for f in spec.stored if f.privacy.apart)
        found[spec.name] = Synced(spec.name, spec, tuple(f for f in spec.stored if not f.privacy.apart), apart=False)
        if apart:
            found[spec.name + APART] = Synced(spec.name + APART, spec, apart, apart=True)
    return found


@cache
def movable() -> tuple[str, ...]:
    """The kinds of record that move from desk to desk, with all that belongs to them."""
    return tuple(t.name for t in synced().values() if t.spec.parent is None and not t.apart and not t.of_region)


@cache
def table_of(kind: str, field: str) -> str:
    """The table on the way that holds a field of a record."""
    declared = RECORDS[kind].fields.get(field)
    return kind + APART if declared is not None and declared.privacy.apart else kind


def top(spec: RecordType) -> RecordType:
    """The kind of record at the top of one of this kind."""
    return spec if spec.parent is None else top(RECORDS[spec.parent])
