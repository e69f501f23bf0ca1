"""The bytes of documents and filed prints: in pieces, so that a cut costs one piece; never sent where they are already.

They are named by their SHA-256 and belong to a root, whose rights are theirs. They travel beside the rows: handed in
after each round, fetched where somebody wants to see them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from desktop.application.sync_port import FileStore
from desktop.application.syncing import PIECE
from desktop.domain.errors import Damaged, NotThere
from desktop.domain.said import N_, said
from desktop.sync.sealing import Open, Sealed, Sealing, not_what_was_filed


@dataclass(frozen=True, slots=True)
class Arrived:
    """What the server has of a file: which pieces, whether that is all of it and was checked, and if encrypted."""

    whole: bool
    pieces: Collection[int]
    sealed: bool = False


class FileLine(Protocol):
    """What is asked of the server about files. Any call may raise `Cut`, and may be made again."""

    def arrived(self, root: str, sha256: str) -> Arrived | None:
        """What it has of a file, as far as this person may see it."""

    def put_piece(self, root: str, sha256: str, n: int, data: bytes) -> bool:
        """Hand in a piece; not taken where the root is not ours to change."""

    def key_of_file(self, root: str, sha256: str) -> bytes | None:
        """The key of a person's files; nothing where the server keeps none, or the person is not ours to see."""

    def end_file(self, root: str, sha256: str, sent: str | None) -> bool:
        """Say that this was all, and its hash where it was encrypted; where it is another, the server forgets it."""

    def piece(self, root: str, sha256: str, n: int) -> bytes:
        """One piece."""


def hand_in(store: FileStore, line: FileLine, size: int = PIECE) -> None:
    """Everything the server does not have yet; what was handed in before a cut is not sent again."""
    for root, sha256, length in store.files_to_send():
        there = line.arrived(root, sha256) or Arrived(whole=False, pieces=())
        if there.whole:
            store.file_is_there(root, sha256)
        else:
            _hand_in(store, line, root, sha256, length, size, there.pieces)


def _hand_in(
    store: FileStore, line: FileLine, root: str, sha256: str, length: int, size: int, there: Collection[int]
) -> None:
    key = line.key_of_file(root, sha256)
    sealing = _sealing(key, sha256, size)
    pieces = [sealing.close(n, store.piece_to_send(sha256, n, size)) for n in range(-(-length // size))]
    sent = None if key is None else hashlib.sha256(b"".join(pieces)).hexdigest()
    missing = (n for n in range(len(pieces)) if n not in there)
    if not all(line.put_piece(root, sha256, n, pieces[n]) for n in missing):
        store.file_is_not_taken(root, sha256)
    elif line.end_file(root, sha256, sent):
        store.file_is_there(root, sha256)


def _sealing(key: bytes | None, sha256: str, size: int) -> Sealing:
    return Open() if key is None else Sealed(key, sha256, size)


def fetch(
    store: FileStore,
    line: FileLine,
    root: str,
    sha256: str,
    progress: Callable[[int, int], object],
    size: int = PIECE,
) -> None:
    """Bring a file here; ``progress`` hears how many of how many pieces came. What came before a cut stays."""
    there = line.arrived(root, sha256)
    if there is None or not there.whole:
        sentence = N_(
            "The content of this document is still on the laptop of who filed it. It comes when that laptop has "
            "exchanged its work."
        )
        raise NotThere(said(sentence))
    here = store.pieces(sha256)
    sealing = _sealing(line.key_of_file(root, sha256) if there.sealed else None, sha256, size)
    for came, n in enumerate(sorted(there.pieces), 1):
        if n not in here:
            store.keep_piece(sha256, n, sealing.open(n, line.piece(root, sha256, n)))
        progress(came, len(there.pieces))
    if not store.put_together(root, sha256):
        raise Damaged(not_what_was_filed())
