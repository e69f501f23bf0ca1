"""The functions of a connection that the generated columns and triggers call.

`current_action` and `seal` answer only while an action is being applied on the store's own connection: a write outside
an action, or from a stray tool, fails in the database itself.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from desktop.domain.folding import found_by, sort_key

SALT = 16
"""Bytes of salt at the start of a seal; erasing a change's content cuts them off and leaves the commitment."""

SEAL = SALT + 32
"""Bytes of a whole seal; a shorter one is the commitment of something erased."""


def commitment(salt: bytes, *content: Any) -> bytes:
    """The salted hash that stands for content in the chain, so that the content itself may be erased."""
    return hashlib.sha256(salt + json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).digest()


def link(previous: bytes, header: bytes, body: bytes) -> bytes:
    """The next link of the chain: one per action, over the commitments of the action and of all its changes."""
    return hashlib.sha256(previous + header + body).digest()


class Capture:
    """The action that is being applied: what the triggers ask for, and the running hash over its changes."""

    def __init__(self) -> None:
        self._action: int | None = None
        self._body = hashlib.sha256()
        self._erases = False
        self._receives = False
        self._hlc = 0

    @contextmanager
    def applying(self, action: int, hlc: int) -> Iterator[None]:
        """While this lasts, changes belong to this action; whatever ends it, nothing does afterwards."""
        self._body = hashlib.sha256()
        self._hlc = hlc
        try:
            self._action = action
            yield
        finally:
            self._action = None

    @contextmanager
    def receiving(self) -> Iterator[None]:
        """While this lasts, what is written comes from the shared database: it is nobody's action here."""
        try:
            self._receives = self._erases = True
            yield
        finally:
            self._receives = self._erases = False

    @contextmanager
    def pausing_reception(self) -> Iterator[None]:
        """While this lasts, what is written is an action of one's own again."""
        try:
            self._receives = self._erases = False
            yield
        finally:
            self._receives = self._erases = True

    @contextmanager
    def erasing(self) -> Iterator[None]:
        """While this lasts, rows may be removed."""
        try:
            self._erases = True
            yield
        finally:
            self._erases = False

    def body(self) -> bytes:
        """The hash over the commitments of the changes of the newest action, in order."""
        return self._body.digest()

    def install(self, connection: Any) -> None:
        """Register the functions that need an action; only the writer's connection gets them."""
        connection.create_function("current_action", 0, self._current)
        connection.create_function("current_hlc", 0, self._current_hlc)
        connection.create_function("capturing", 0, self._captures)
        connection.create_function("seal", 5, self._seal)
        connection.create_function("erasing", 0, self._is_erasing)

    def _current(self) -> int:
        if self._action is None:
            raise RuntimeError("a write outside an action")
        return self._action

    def _seal(self, kind: str, record: str, field: str, before: Any, after: Any) -> bytes:
        salt = os.urandom(SALT)
        digest = commitment(salt, kind, record, field, before, after)
        self._body.update(digest)
        return salt + digest

    def _current_hlc(self) -> int:
        return self._hlc

    def _captures(self) -> int:
        return int(not self._receives)

    def _is_erasing(self) -> int:
        return int(self._erases)


def install(connection: Any) -> None:
    """Register what every connection needs: the folding behind the derived columns and the search index."""
    connection.create_function("fold", -1, _fold, deterministic=True)
    connection.create_function("sort_key", -1, sort_key, deterministic=True)


def _fold(*parts: str | None) -> str:
    return found_by(" ".join(part for part in parts if part))
