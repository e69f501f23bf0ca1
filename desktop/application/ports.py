"""What the use cases need from outside: a store, a clock, ids. The outer packages implement these."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from desktop.application.steps import Step, nothing
from desktop.domain.changes import Action, Change, Outcome
from desktop.domain.dossier import Dossier
from desktop.domain.fields import Record
from desktop.domain.read_log import Reading, ReadLine

R = TypeVar("R", bound=Record)

SORT_KEY = "_sort"
"""The column with the folded text that records of a kind are sorted by."""


class Clock(Protocol):
    """What time it is; a test sets it, the program asks the computer."""

    def now(self) -> datetime:
        """This moment, in UTC."""

    def today(self) -> date:
        """This day, where the desk is (Europe/Amsterdam)."""


class Ids(Protocol):
    """New ids: UUID version 7 as text, so that newer records sort later."""

    def new(self) -> str:
        """A fresh id."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of a search result: what it is, what it is called, what it was found by."""

    kind: str
    id: str
    root: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Text being typed that is not yet a change."""

    record: str
    field: str
    text: str
    at: datetime


class Reader(Protocol):
    """Reads the records as they stand; deleted ones are not there. Safe in any thread."""

    def get(self, kind: type[R], record_id: str) -> R:
        """One record; `NotThere` where there is none."""

    def find_one(self, kind: type[R], record_id: str | None) -> R | None:
        """One record, or nothing."""

    def children(self, kind: type[R], parent: str) -> tuple[R, ...]:
        """The records of a kind below a parent, oldest first."""

    def kind_of(self, record_id: str) -> str | None:
        """What kind of record has this id; nothing where none has."""

    def root_of(self, kind: type[Record], record_id: str) -> str:
        """The id of the person, employer or other record at the top of this one."""

    def where(self, kind: type[R], limit: int | None = None, **equal: Any) -> tuple[R, ...]:
        """The records of a kind with these field values, oldest first; without values: all of them."""

    def brief(
        self, kind: type[Record], names: Sequence[str], among: Mapping[str, Collection[Any]] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """The id and these fields of the records of a kind, oldest first, one by one as they are read.

        ``among``: only those with one of these values in one of these text or day fields, capitals aside; `SORT_KEY`
        stands for the folded text that the kind is sorted by (`domain.folding.sort_key`).
        """

    def dossier(self, traject: str) -> Dossier:
        """A person's case with everything in it and everything it points to."""

    def dossier_as_of(self, traject: str, day: date) -> Dossier:
        """The same as it was at the end of a day; `NotThere` where it did not exist yet."""

    def history(self, root: str, record: str | None = None, field: str | None = None) -> tuple[Change, ...]:
        """The changes to a person, employer or other root record, newest first; narrowed to a record or a field."""

    def actions(self, limit: int = 50) -> tuple[Outcome, ...]:
        """The newest actions, newest first, for the undo list."""

    def reads(
        self,
        person: str | None = None,
        actor: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> tuple[ReadLine, ...]:
        """Who read whose data and why, newest first: about a person, by a colleague, in a period."""

    def search(self, text: str, kinds: Sequence[str] = (), limit: int = 50) -> tuple[Hit, ...]:
        """What is found by these letters, best first."""

    def complete(self, list_name: str, typed: str, limit: int = 12) -> tuple[Hit, ...]:
        """Entries of a reference list that fit what was typed."""

    def holds(self, sha256: str) -> bool:
        """Whether the bytes with this hash are on this computer."""

    def bytes(self, sha256: str) -> bytes:
        """The kept bytes with this hash; checked against it. `NotThere` where they are gone."""

    def next_number(self, kind: type[Record], field: str, prefix: str) -> int:
        """One more than the highest number that follows this prefix in a field."""

    def recall(self, key: str) -> str | None:
        """What was remembered under a key (filters, columns, mappings); kept in the encrypted store."""

    def drafts(self, record: str) -> Mapping[str, Draft]:
        """What was being typed in a record, per field."""


class Store(Reader, Protocol):
    """The one writer. Everything is applied as an action: tables, journal and search index in one transaction."""

    def apply(self, action: Action, step: Step = nothing) -> Outcome:
        """Apply all edits or none; on return the action is on disk. ``step`` as in `application.steps`."""

    def undo(self, action: str | None = None) -> Outcome:
        """Take back an action (the newest own one): a new action. `BuiltOn` where somebody built on it."""

    def redo(self) -> Outcome:
        """Do again what was undone last."""

    def undoable(self) -> Outcome | None:
        """What `undo` would take back."""

    def redoable(self) -> Outcome | None:
        """What `redo` would do again."""

    def log_reads(self, *readings: Reading) -> None:
        """Leave a line in the read log for each. Not a change: never undone, and only erasure touches it."""

    def keep_draft(self, record: str, field: str, text: str | None) -> None:
        """Keep what is being typed (durable, not a change); `None` when it became a change or was given up."""

    def remember(self, key: str, value: str | None) -> None:
        """Remember something of a person's way of working; `None` forgets it. Not a change, never synced."""


@dataclass(frozen=True, slots=True)
class User:
    """Who works here. Until a server knows the person, the role guides and does not protect."""

    id: str
    name: str
    role: str
    desk: str


@dataclass(frozen=True, slots=True)
class Work:
    """What every use case gets: the records as they stand, the clock, fresh ids and who is working."""

    read: Reader
    clock: Clock
    ids: Ids
    user: User
