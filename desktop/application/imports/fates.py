"""What becomes of the rows of a list, as values: shown before an import, and what the import then makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple

from desktop.application.imports.duplicates import Who
from desktop.application.imports.mapping import Plan
from desktop.application.imports.targets import ImportKind
from desktop.domain.said import N_, FieldName, Said

_NO_VALUES: Final[Mapping[str, Any]] = {}


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    INCOMPLETE = "incomplete"  # imported; what a sign-up needs is not complete yet
    JOINED = "joined"  # another contact of the employer of an earlier row
    TWICE = "twice"  # the same as an earlier row
    KNOWN = "known"  # here already
    REFUSED = "refused"
    REPEATED = "repeated"  # the header again, or a line of totals
    EMPTY = "empty"

    @property
    def imported(self) -> bool:
        """Whether such a row is imported unless somebody decides otherwise."""
        return self in (Fate.NEW, Fate.INCOMPLETE, Fate.JOINED)


FATES: Final[Mapping[Fate, str]] = {
    Fate.NEW: N_("new"),
    Fate.INCOMPLETE: N_("new, something is still missing"),
    Fate.JOINED: N_("joined with an earlier row"),
    Fate.TWICE: N_("twice on the list"),
    Fate.KNOWN: N_("known already"),
    Fate.REFUSED: N_("not imported"),
    Fate.REPEATED: N_("header or total"),
    Fate.EMPTY: N_("empty"),
}
"""What each fate is called."""


class Choice(StrEnum):
    """What somebody decides about a row."""

    NEW = "new"
    LEAVE = "leave"
    UPDATE = "update"  # it is who is here already: what the list says more or otherwise goes there


class Row(NamedTuple):
    """What becomes of one row: its values by ``record.field`` as they would be kept, and the reasons in sentences.

    ``missing`` are fields it still needs; ``kept`` is text (column, cell) that found no field and goes to a remark.
    """

    number: int
    fate: Fate
    values: Mapping[str, Any] = _NO_VALUES
    reasons: tuple[Said, ...] = ()
    missing: tuple[FieldName, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    twin: Who | None = None

    @property
    def offers(self) -> tuple[Choice, ...]:
        """What may be decided about this row; nothing where there is nothing to decide."""
        if self.fate in (Fate.REFUSED, Fate.REPEATED, Fate.EMPTY):
            return ()
        return tuple(Choice) if isinstance(self.twin, str) else (Choice.NEW, Choice.LEAVE)

    @property
    def proposed(self) -> Choice:
        """What becomes of it unless somebody decides otherwise."""
        return Choice.NEW if self.fate.imported else Choice.LEAVE


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What an import of this list would do."""

    kind: ImportKind
    plan: Plan
    rows: tuple[Row, ...]
    notices: tuple[Said, ...]

    def chosen(self, choices: Mapping[int, Choice]) -> Iterator[tuple[Row, Choice]]:
        """The rows of which something comes, and what; contacts follow the row that they would have joined."""
        left: set[Who] = set()
        for row in self.rows:
            choice = choices.get(row.number, row.proposed)
            if choice not in row.offers or (row.fate is Fate.JOINED and row.twin in left):
                choice = Choice.LEAVE
            if choice is Choice.LEAVE:
                left.add(row.number)
            else:
                yield row, choice

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many rows have each fate, in the order of the fates."""
        found = Counter(row.fate for row in self.rows)
        return {fate: found[fate] for fate in Fate if found[fate]}
