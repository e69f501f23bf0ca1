"""Lists of records that are no cases (employers, their questions, modules), and the people who are tied to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.application.reference_lists import HeldList
from desktop.domain.fields import Record


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Which records are asked for: found by letters, with these values; what is left empty does not narrow."""

    text: str = ""
    equal: tuple[tuple[str, str], ...] = ()  # field and value


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """A case that points to a record: whose it is, where it stands, and the kind of record that points."""

    traject: str
    name: str
    stage: str
    through: str


class RecordQuery(Protocol):
    """Reads the lists; safe in any thread. Sorting and filtering happen here, never in a widget."""

    def ids(self, kind: str, wanted: RecordFilter, sort: str = "", descending: bool = False) -> Sequence[str]:
        """The records of a kind that fit, in order: by a field, by the owner (``parent``), or as they are called."""

    def rows(self, kind: str, ids: Sequence[str]) -> Mapping[str, Record]:
        """These records; one that is gone meanwhile is left out."""

    def linked(self, kind: str, record: str) -> tuple[LinkedCase, ...]:
        """The cases that point to a record or to what stands below it, each once, by name."""

    def reference_lists(self) -> tuple[HeldList, ...]:
        """Every reference list of which something is held."""
