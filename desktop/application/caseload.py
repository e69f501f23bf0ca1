"""What the caseload shows: one line per case, asked as ordered ids first and as rows a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

CaseSort = Literal["name", "dossier_no", "stage", "counsellor", "programme", "due", "changed_at"]
"""What the list can be sorted by: the fields of `CaseRow` of that name; every order ends with the name, then the id."""


NextKind = Literal["", "task", "callback", "appointment", "aftercare", "hold"]
"""What comes next in a case: something of one of these kinds, or nothing."""


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases are asked for; a value left empty does not narrow the list.

    ``text`` is what was typed in the search field (folded by the query, each word the beginning of a word of name,
    dossier number, phone or e-mail). ``holds`` holds X1 (paused) and X2 (waiting list). ``due_by`` keeps the cases that
    ask for attention on that day: those whose `CaseRow.due` is that day or earlier.
    """

    text: str = ""
    stages: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    counsellor: str | None = None
    programme: str | None = None
    due_by: date | None = None
    closed: bool = False  # also those in S7


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the caseload, ready to read.

    ``name`` is the person as in a list ("Yılmaz, Bilal", "van Dijk, Daan"), ``counsellor`` and ``programme`` are names.
    ``next_step`` is the title of the open task, call or appointment that comes first, ``due`` its day; of an aftercare
    contact it is the code of its occasion, of a review of a hold nothing: ``next_kind`` says which it is.
    ``unseen_by`` is its counsellor, where that colleague did not open the case on this computer since it was ``given``.
    """

    traject: str
    candidate: str
    name: str
    stage: str  # S0 to S7
    dossier_no: str = ""
    substage: str | None = None
    hold: str | None = None  # X1, X2
    counsellor: str = ""
    programme: str = ""
    goal: str = ""  # the profession the person is on the way to
    next_kind: NextKind = ""
    next_step: str = ""
    due: date | None = None
    changed_at: datetime | None = None
    unseen_by: str = ""
    given: date | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a list can be narrowed to: its id and what it is called."""

    id: str
    name: str


class CaseloadQuery(Protocol):
    """Reads the caseload; safe in any thread. Sorting and filtering happen here, never in a widget."""

    def ids(
        self, wanted: CaseFilter, sort: CaseSort = "name", descending: bool = False, limit: int | None = None
    ) -> Sequence[str]:
        """The trajects that fit, in order; with a limit only the first ones, which come much sooner by name."""

    def rows(self, ids: Sequence[str]) -> Mapping[str, CaseRow]:
        """The lines of these trajects; one that is gone meanwhile is left out."""

    def counts(self, wanted: CaseFilter) -> Mapping[str, int]:
        """How many cases fit per stage and per hold (keys S0..S7, X1, X2), were neither stage nor hold chosen."""

    def is_empty(self) -> bool:
        """Whether nobody at all is here, with a case or without."""

    def counsellors(self) -> tuple[Choice, ...]:
        """Who has cases here, by name."""

    def programmes(self) -> tuple[Choice, ...]:
        """The programmes that have cases here, by name."""
