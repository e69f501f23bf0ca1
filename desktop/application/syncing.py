"""The words that laptops and the shared database exchange, and those in which the local store tells how far it is.

State travels, not operations: the feed of a scope says which rows changed, and each row comes once, as it is. A change
goes the other way with the revision its author had seen (`desktop.domain.merge`). Values travel as they are stored.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from desktop.domain.errors import Unavailable
from desktop.domain.merge import Value
from desktop.domain.said import N_, Said, said

CONFLICT = "conflict"
"""The table on the way that holds what two people wrote differently."""

FIRST_ID = "00000000-0000-0000-0000-000000000000"
"""Before every id: where the load of a table begins."""

SETTLED = "settled"
"""Its field that says it was decided; an action gives it a value like any other, so that undo opens it again."""


PIECE = 256 * 1024
"""Bytes of a file that go at once; the server takes a hundred of them."""


class Fate(StrEnum):
    """What became of a row's changes, where the answer is not simply a new revision."""

    CONFLICT = "conflict"  # another value shows, ours stands in a conflict: fetch the row again
    SAME = "same"  # the server has these values already, perhaps with others that are not here: fetch the row again
    OFFERED = "offered"  # the person is at another desk now, which is asked about it
    PARKED = "parked"  # kept on the server for its administrator: the row is not ours to change
    ERASED = "erased"  # the person was erased: remove everything


class What(StrEnum):
    """What an entry of the feed says of a row."""

    UPSERT = "u"
    LEFT = "l"  # the root moved to another scope
    ERASED = "e"  # the root was erased
    GONE = "g"  # it was deleted thirty days ago: its content goes for good


class Row(NamedTuple):
    """A row as the server has it; of one that is here already perhaps only what is newer than its revision here."""

    table: str
    id: str
    root: str
    parent: str | None
    scope: str
    rev: int
    deleted: bool
    values: Mapping[str, Value]
    more: Mapping[str, Any] | None = None  # what a newer server has of it, which this program does not know
    known: bool = True  # whether this program knows the table
    whole: bool = (
        True  # otherwise ``values`` has only what changed, with `desktop.domain.changes.DELETED` as one of them
    )


class Entry(NamedTuple):
    """One entry of a feed; `LEFT` and `ERASED` name the root as their row."""

    seq: int
    what: What
    table: str
    id: str
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """How many rows of a table a scope holds, and a number that differs where they do; an empty table says the head."""

    scope: str
    head: int
    table: str
    rows: int
    mark: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody did to one row: per field what stood before, what was offered, and whether that was taken.

    ``action`` says in short what it was part of: its id, label, counts, why, and whether it took something back.
    """

    n: int  # the server's own number, in order within a root
    table: str
    record: str
    root: str
    actor: str
    hlc: int
    action: Mapping[str, Any]
    fields: Mapping[str, tuple[Any, Any, bool]]


@dataclass(frozen=True, slots=True)
class Head:
    """A scope this person may see: how far its feed has come, and from where on it is whole.

    ``link`` is that of the audit chain at its head, and ``then`` the one at the position that was asked for; an older
    server says neither.
    """

    scope: str
    head: int
    pruned_to: int
    link: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """What the server knows of this device: its short number, the last batch it got, and which server this is."""

    short: int
    last_batch: int
    epoch: str
    schema: int
    now: int  # milliseconds
    erased: Sequence[str] = ()  # people who were erased, of whom this device has not said that they are gone
    lease: int = 0  # days that this device may be away; 0 where there is no limit
    ended: str = ""  # the administrator's order: close, or erase
    oldest: int = 0  # versions below it hand in and fetch nothing
    lacks: Mapping[str, Sequence[str]] = field(default_factory=dict)  # fields per table; none named: the whole table
    apart: frozenset[str] | None = None  # scopes of which N and S fields may be seen; an older server does not say
    proofs: Mapping[str, str] = field(default_factory=dict)  # per erased person, what only this server can say of it
    erasures: str = ""  # another word wherever another list of people was erased
    lifts: bool = True  # after a restore revisions are higher than all before it; an older server begins again


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a batch: the new revision per row (table, id), and the rows it went otherwise with."""

    batch: int
    revs: Mapping[tuple[str, str], int]
    fates: Sequence[tuple[str, str, Fate]] = ()
    now: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes that were frozen to be sent: their bytes never change, so that sending twice is sending once."""

    number: int
    sha: bytes
    payload: str


def written(what: Any) -> str:
    """As it is sent."""
    return json.dumps(what, ensure_ascii=False, separators=(",", ":"))


def sealed(number: int, payload: str) -> Batch:
    """The bytes that are sent."""
    return Batch(number, hashlib.sha256(payload.encode()).digest(), payload)


def frozen(number: int, changes: Sequence[Mapping[str, Any]]) -> Batch:
    """Changes as the bytes that are sent."""
    return sealed(number, written(changes))


class Cut(Unavailable):
    """The connection broke; whether the server got the batch is not known. Sending the same batch again is right."""


class TurnedAway(Unavailable):
    """The server answered and said no: access has ended, or it cannot take in what was sent. The work waits here."""


class BatchRefused(TurnedAway):
    """Something in a batch cannot be taken in: ``code`` is the number of the refusal, which names no value."""

    def __init__(self, sentence: Said, code: str) -> None:
        super().__init__(sentence)
        self.code = code


class TooOld(TurnedAway):
    """What was done here is handed in; what others did is for a newer version only."""

    def __init__(self) -> None:
        super().__init__(
            said(
                N_(
                    "What you did was handed in. What others did cannot be fetched: this version of Overstap is too "
                    "old for the shared database. Install the newer version."
                )
            )
        )


class Cloned(Unavailable):
    """The server has other batches of this device: this is a copy of another laptop, or one restored from a backup."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far this device is with a scope; while the first load runs, ``loading`` is the table and the last id."""

    scope: str
    seq: int
    loading: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of a scope to apply in one transaction: rows that came, roots that left or were erased."""

    cursor: Cursor | None
    rows: Sequence[Row] = ()
    left: Sequence[str] = ()
    erased: Sequence[str] = ()
    gone: Sequence[tuple[str, str]] = ()  # tables and ids of what was deleted long ago
    begins: bool = False  # the load of the scope begins: what it will not bring is no longer there
    people: int = 0  # how many the load will bring, where it begins
    coming: int = 0  # changes of the scope that come after this page, at the most


@dataclass(frozen=True, slots=True)
class SyncState:
    """What this device remembers of the shared database."""

    device: str
    short: int = 0
    epoch: str = ""
    last_batch: int = 0
    cursors: Mapping[str, Cursor] = field(default_factory=dict)
    scopes: frozenset[str] = frozenset()  # of which something is here
    erasures: str = ""  # the server's word for the list of people who were erased, at the last contact
    seen: Mapping[str, int] = field(default_factory=dict)  # up to where its audit chain was seen, of each scope

    def is_of_before(self, there: Registration) -> bool:
        """Whether the server was restored from a backup since."""
        return bool(self.epoch) and (there.epoch != self.epoch or there.last_batch < self.last_batch)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values of one field, written by people who had not seen each other's; ``kept`` is the one that shows."""

    id: str
    table: str
    record: str
    root: str
    field: str
    kept: Any
    kept_by: int
    kept_hlc: int
    lost: Any
    lost_by: int
    lost_hlc: int
    along: tuple[Conflict, ...] = ()  # decided with it: the step, where the stage is disputed


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that the server cannot take in; what was written of it stands here and is not sent."""

    table: str
    record: str
    root: str
    code: str
    at: int  # milliseconds


@dataclass(frozen=True, slots=True)
class Passing:
    """One field on its way: of which record, since when, and by whom, where a colleague wrote it."""

    kind: str
    record: str
    root: str
    field: str
    at: datetime
    who: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the work on this device stands beside the shared database."""

    waiting: int  # rows with changes that were not answered
    conflicts: int  # to decide
    loading: tuple[int, int] | None  # how many people of one's desk are here, of how many; nothing when all are
    as_of: datetime | None = None  # when everything was last exchanged
    refused: int = 0  # rows that the server cannot take in
    later: int = 0  # fields that the server does not know before it is upgraded
    offered: int = 0  # changes of who is at another desk now, which was asked about them
    aside: int = 0  # changes that the server did not take in
    altered: int = 0  # scopes of which the server no longer has what this device saw of its audit chain
