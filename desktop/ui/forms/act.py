"""A verb of the work: what it asks, and the use case behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.domain.changes import Action
from desktop.domain.fields import Field, Record
from desktop.domain.said import Said

Values = Mapping[str, Any]


def nothing_more(values: Values) -> tuple[Said, ...]:
    """For an act whose changes say everything."""
    return ()


@dataclass(frozen=True, slots=True)
class Act:
    """One verb, done to one record: its words (marked messages), the fields it asks, and how the action is made.

    ``make`` runs in the store lane, also to see beforehand what would happen. ``notes`` says what the changes alone do
    not: what stays, and what is still open.
    """

    id: str
    record: str
    title: str
    verb: str
    make: Callable[[Values], Action]
    fields: tuple[Field, ...] = ()
    start: Values = field(default_factory=dict)
    explanation: Said | None = None
    notes: Callable[[Values], tuple[Said, ...]] = nothing_more
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # per field the codes that can be chosen
    words: Mapping[str, str] = field(default_factory=dict)  # per field another label, a marked message
    grave: bool = False  # it ends something: its button is not the one the eye falls on
    done: str = ""  # what is said when it is done, a marked message; empty: the label of the action


def asked(kind: type[Record], name: str, *, required: bool = True) -> Field:
    """A declared field as an act asks it, also one that no form may show."""
    return replace(kind.SPEC.fields[name], required=required, guarded=False)
