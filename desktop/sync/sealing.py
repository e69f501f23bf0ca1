"""The bytes of documents are encrypted on the laptop before they go, with a key that each person has of their own.

AES-256-GCM, with a key for each file and a counter for each piece: the same piece is the same bytes on every laptop, so
that handing in twice is handing in once, and no two pieces share a key with a counter.
"""

from __future__ import annotations

from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.domain.errors import Damaged
from desktop.domain.said import N_, Said, said


def not_what_was_filed() -> Said:
    """The sentence for bytes that are not those that were filed."""
    return said(N_("What came is not what was filed, and was thrown away. Open the document once more."))


class Sealing(Protocol):
    """How the pieces of one file go over the line."""

    def close(self, n: int, piece: bytes) -> bytes:
        """As it goes."""

    def open(self, n: int, came: bytes) -> bytes:
        """As it was; raises `Damaged`."""


class Sealed:
    """With the key of a person; ``size`` is that of a piece, for the same file in other pieces is other bytes."""

    def __init__(self, key: bytes, sha256: str, size: int) -> None:
        self._name = f"{sha256} {size}".encode()
        self._cipher = AESGCM(HKDF(SHA256(), 32, None, self._name).derive(key))

    def close(self, n: int, piece: bytes) -> bytes:
        """Encrypted."""
        return self._cipher.encrypt(n.to_bytes(12, "big"), piece, self._name)

    def open(self, n: int, came: bytes) -> bytes:
        """Decrypted."""
        try:
            return self._cipher.decrypt(n.to_bytes(12, "big"), came, self._name)
        except InvalidTag:
            raise Damaged(not_what_was_filed()) from None


class Open:
    """As it is: for a server, or a file, from before version 4."""

    def close(self, n: int, piece: bytes) -> bytes:
        """As it is."""
        return piece

    def open(self, n: int, came: bytes) -> bytes:
        """As it is."""
        return came
