"""The port through which sync reaches the local store: `desktop.persistence.sync_store` is behind it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from desktop.application.lease import Lease
from desktop.application.syncing import (
    Answer,
    Batch,
    Conflict,
    Digest,
    Head,
    Heard,
    Page,
    Passing,
    Refusal,
    Registration,
    Row,
    Standing,
    SyncState,
)


class FileStore(Protocol):
    """The bytes of documents as they come and go: in pieces of a fixed size, each kept as it comes."""

    def files_to_send(self) -> Sequence[tuple[str, str, int]]:
        """Root, SHA-256 and length of each file that is here and that the server is not known to have."""

    def piece_to_send(self, sha256: str, n: int, size: int) -> bytes:
        """A piece of a file that is here."""

    def file_is_there(self, root: str, sha256: str) -> None:
        """The server has it whole."""

    def file_is_not_taken(self, root: str, sha256: str) -> None:
        """The server does not take it: who it is of is not ours to change (any more)."""

    def pieces(self, sha256: str) -> Collection[int]:
        """The pieces that came of a file that is not whole yet."""

    def keep_piece(self, sha256: str, n: int, data: bytes) -> None:
        """Keep a piece that came."""

    def put_together(self, root: str, sha256: str) -> bool:
        """Make the file of its pieces; where they are not what its name says, they go and the answer is no."""


class SyncStore(FileStore, Protocol):
    """The local store as sync sees it; each call is one transaction, so that a crash between two loses nothing."""

    def sync_state(self) -> SyncState | None:
        """What this device remembers; nothing where it shares with no server."""

    def registered(self, registration: Registration, had: Collection[bytes] = ()) -> None:
        """Remember what the server said of this device; a restored one gets again what it did not have, of ``had``."""

    def lease(self, now: datetime) -> Lease | None:
        """How long this device may still be away; that it is ``now`` is remembered. Nothing where nothing is shared."""

    def erased(self, proofs: Mapping[str, str]) -> None:
        """Remove everything about these people, and keep per person what proves to the server that it erased them."""

    def proofs(self) -> Mapping[str, str]:
        """What is kept of everybody who was erased and for whom there is a proof."""

    def is_copy(self, there: Registration, had: Collection[bytes]) -> bool:
        """Whether a server that was restored heard of this device from another one since: from a copy of it."""

    def connect(self, device: str) -> None:
        """Start to share under this id: everything that was done here until now waits to be sent.

        Where it was shared already, this was a copy: it goes on under the new id, and what waits is kept.
        """

    def handed_in(self) -> Sequence[bytes]:
        """Every batch that is still known, by its hash: as it was handed in, and as it would be again."""

    def next_batch(self, limit: int, after: int = 0) -> Batch | None:
        """The oldest frozen batch above ``after`` without an answer; else what waits is frozen, by whole actions."""

    def answered(self, answer: Answer) -> None:
        """Take in what became of a batch."""

    def refused(self, batch: int, code: str) -> None:
        """The server cannot take in something in this batch: it is made smaller, or its only row is set aside."""

    def refusals(self) -> Sequence[Refusal]:
        """What was set aside, oldest first."""

    def try_again(self) -> None:
        """What was set aside waits to be handed in again."""

    def put_aside(self, limit: int) -> Sequence[Passing]:
        """What the server keeps for its administrator instead of taking it in, of who is here; newest first."""

    def seen(self) -> None:
        """A person knows what was handed over to another desk or put aside."""

    def waiting_texts(self) -> Mapping[str, Sequence[str]]:
        """Ids per table of rows with a long text that waits: fetched before pushing, so that texts merge by line."""

    def known(self, scope: str, table: str, roots: Mapping[str, str]) -> Mapping[str, int]:
        """Of these ids with their roots, those of which nothing would be taken in if they came again as they are."""

    def witness(self, heads: Sequence[Head]) -> None:
        """Keep what is seen of the audit chains, and whether they go on from what was seen before."""

    def stale(self) -> Mapping[str, Sequence[str]]:
        """Ids per table of rows to fetch again."""

    def sees_apart(self, scopes: Collection[str]) -> None:
        """N and S fields of these scopes may be seen: those of others go, what was not there before comes."""

    def apply_page(self, page: Page) -> None:
        """Take in what the server has; own values that wait stay on top. A first load is found when it is whole."""

    def make_findable(self) -> None:
        """Put into the search index what a crash or a cut left; until then only names find it."""

    def settle(self) -> None:
        """After a round: what it wrote is put away, so that nobody who saves has to wait for that."""

    def fetched(self, asked: Mapping[str, Sequence[str]], rows: Sequence[Row]) -> None:
        """Take in rows that were asked for by id; what did not come is not ours to see any more."""

    def is_to_compare(self) -> bool:
        """Whether it is time to see that the rows here are those of the server: now and then, when nothing waits."""

    def differing(self, there: Sequence[Digest]) -> Collection[tuple[str, str]]:
        """The scopes and tables in which they are not."""

    def fetch_again(self, scope: str, table: str, there: Mapping[str, int]) -> None:
        """Have those rows fetched whose marks are not these."""

    def behind(self, limit: int) -> Mapping[str, int]:
        """Roots of which something came whose history was not asked for since, and up to what number it is known."""

    def hear(self, asked: Mapping[str, int], told: Sequence[Heard], *, everything: bool) -> None:
        """Take in history of these roots, in order of root and number; ``everything`` says that there is no more."""

    def conflicts(self) -> Sequence[Conflict]:
        """What two people wrote differently and nobody decided yet, one for each question, oldest first."""

    def leave_scope(self, scope: str) -> None:
        """Remove everything of a scope whose access ended."""

    def outgoing(self, limit: int) -> Sequence[Passing]:
        """What waits to be handed in, newest first."""

    def incoming(self, limit: int) -> Sequence[Passing]:
        """What colleagues did, as far as it is known here, newest first."""

    def standing(self) -> Standing:
        """What waits, what is to be decided, and how far the first load is."""
