"""The few calls between a laptop and the shared database; the simulator and PostgreSQL both answer them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from desktop.application.syncing import Answer, Batch, Digest, Entry, Head, Heard, Registration, Row
from desktop.sync.files import FileLine

Known = Callable[[str, Mapping[str, str]], Mapping[str, int]]
"""Of these ids of a table, each with its root, the revisions of those that the asker has in the scope it asks about."""


def nothing_known(_table: str, _roots: Mapping[str, str]) -> Mapping[str, int]:
    """For who has no row yet."""
    return {}


class Transport(FileLine, Protocol):
    """One person's connection. Any call may raise `Cut`; a call that was cut may be made again."""

    def register(self, device: str, schema: int) -> Registration:
        """Say who this device is; the answer says what the server has of it."""

    def had(self, shas: Sequence[bytes]) -> Collection[bytes]:
        """Which of these batches, by hash, a restored server has, whoever handed them in."""

    def confirm_erased(self, device: str, roots: Sequence[str]) -> None:
        """Say that nothing is left here of these people."""

    def erase_again(self, proofs: Mapping[str, str]) -> int:
        """Hand a restored server what it said itself when it erased these people; how many of them it had lost."""

    def confirm_ended(self, device: str) -> None:
        """Say that the order of the administrator was carried out here."""

    def end_too(self, device: str, copy: str) -> None:
        """The order of the administrator for a device goes for a copy of it as well."""

    def heads(self, seen: Mapping[str, int] | None = None) -> Sequence[Head]:
        """The scopes this person may see, and how far each has come; also its audit chain at the positions ``seen``."""

    def push(self, device: str, batch: Batch) -> Answer:
        """Hand in a batch, all of it or nothing; the same batch again gets the same answer. May raise `Cloned`."""

    def feed(self, scope: str, after: int, limit: int, known: Known) -> Sequence[Entry]:
        """What changed in a scope, in the order in which it became visible; a row that is known need not come along."""

    def rows_by_id(self, table: str, ids: Sequence[str]) -> Sequence[Row]:
        """These rows as they are now, as far as this person may see them."""

    def people(self, scope: str) -> int:
        """How many people a scope has."""

    def filled(self, scopes: Sequence[str]) -> Mapping[str, Collection[str]]:
        """The tables in which each of these scopes has rows at all: only these are loaded."""

    def roots_of(self, scope: str, person: str) -> Sequence[str]:
        """The people whom a counsellor guides now, in this scope."""

    def rows_of(self, roots: Sequence[str]) -> Sequence[Row]:
        """Everything that belongs to these people."""

    def digests(self) -> Sequence[Digest] | None:
        """What stands in each scope and table, and how far each scope had come at that moment."""

    def marks(self, scope: str, table: str) -> Mapping[str, int]:
        """The mark of each row (`desktop.domain.digest`)."""

    def history(self, asked: Mapping[str, int], limit: int) -> Sequence[Heard]:
        """What was done to these roots after these numbers, in order of root and number, as far as one may see it."""

    def snapshot_page(self, scope: str, table: str, after: str, limit: int) -> Sequence[Row]:
        """The rows of a scope in order of id, for the first load."""
