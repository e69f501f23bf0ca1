"""A laptop in the thread of the test: file, store and engine are real, the line to the played server may be cut."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typing_extensions import override

from desktop.application.ports import User
from desktop.application.sync_port import SyncStore
from desktop.application.syncing import (
    Answer,
    Batch,
    BatchRefused,
    Cloned,
    Cut,
    Digest,
    Entry,
    Head,
    Heard,
    Registration,
    Row,
)
from desktop.domain.said import said
from desktop.persistence.engine import Database
from desktop.persistence.functions import Capture
from desktop.persistence.keys import DataKey
from desktop.persistence.migrate import layout
from desktop.persistence.store import LocalStore
from desktop.persistence.sync_store import LocalSync
from desktop.sync.engine import Engine, Sizes
from desktop.sync.files import Arrived
from desktop.sync.transport import Known, Transport
from tests.stillness import CountedIds, StillClock
from tests.sync.memory_server import MemoryServer

KEY = DataKey(bytes(range(32)))

PIECE = 10
"""Bytes of a file that go at once here."""


class Line:
    """A person's connection to the played server, which may be cut before or after the server did its work."""

    def __init__(self, server: MemoryServer, login: str, chance: random.Random) -> None:
        self._server, self._login, self._chance = server, login, chance
        self.risk = 0.0
        self.saw: dict[tuple[str, str, int], str] = {}
        """What it was told of the audit chains, by server, scope and position."""
        self.sent: list[tuple[str, Batch]] = []

    @contextmanager
    def _step(self) -> Iterator[None]:
        if self._chance.random() < self.risk:
            raise Cut(said("before"))
        yield
        if self._chance.random() < self.risk:
            raise Cut(said("after"))

    def may_end(self) -> None:
        """The program ends here, as often as the line is cut."""
        if self._chance.random() < self.risk:
            raise Cut(said("ended"))

    def register(self, device: str, schema: int) -> Registration:
        """As the transport."""
        with self._step():
            return self._server.register(self._login, device)

    def had(self, shas: Sequence[bytes]) -> Collection[bytes]:
        """As the transport."""
        with self._step():
            return self._server.had(self._login, shas)

    def confirm_erased(self, device: str, roots: Sequence[str]) -> None:
        """As the transport."""
        with self._step():
            self._server.confirm_erased(self._login, device, roots)

    def erase_again(self, proofs: Mapping[str, str]) -> int:
        """As the transport."""
        with self._step():
            return self._server.erase_again(self._login, proofs)

    def confirm_ended(self, device: str) -> None:
        """As the transport."""
        with self._step():
            self._server.confirm_ended(self._login, device)

    def end_too(self, device: str, copy: str) -> None:
        """As the transport."""
        with self._step():
            self._server.end_too(self._login, device, copy)

    def heads(self, seen: Mapping[str, int] | None = None) -> Sequence[Head]:
        """As the transport."""
        with self._step():
            told = self._server.heads(self._login, seen or {})
            self.saw |= {(self._server.epoch, head.scope, head.head): head.link for head in told if head.head}
            return told

    def deliver_again(self, which: int) -> None:
        """A batch of before, perhaps long after: nothing changes, unless it had been cut off on its way."""
        device, batch = self.sent[which % len(self.sent)]
        there, server = self._server.devices.get(device), self._server
        is_new = there is not None and batch.number > there.last
        before = len(server.history), [scope.head for scope in server.scopes.values()]
        with suppress(Cloned, BatchRefused):
            server.push(self._login, device, batch)
        assert is_new or before == (len(server.history), [scope.head for scope in server.scopes.values()])

    def push(self, device: str, batch: Batch) -> Answer:
        """As the transport; a message is sometimes delivered twice."""
        self.sent.append((device, batch))
        with self._step():
            answer = self._server.push(self._login, device, batch)
            if self._chance.random() < 0.2:
                assert self._server.push(self._login, device, batch) == answer
            return answer

    def feed(self, scope: str, after: int, limit: int, known: Known) -> Sequence[Entry]:
        """As the transport."""
        with self._step():
            return self._server.feed(self._login, scope, after, limit, known)

    def rows_by_id(self, table: str, ids: Sequence[str]) -> Sequence[Row]:
        """As the transport."""
        with self._step():
            return self._server.of_ids(self._login, table, ids)

    def people(self, scope: str) -> int:
        """As the transport."""
        with self._step():
            return self._server.people(self._login, scope)

    def filled(self, scopes: Sequence[str]) -> Mapping[str, Collection[str]]:
        """As the transport."""
        with self._step():
            return self._server.filled(self._login, scopes)

    def roots_of(self, scope: str, person: str) -> Sequence[str]:
        """As the transport."""
        with self._step():
            return self._server.roots_of(self._login, scope, person)

    def rows_of(self, roots: Sequence[str]) -> Sequence[Row]:
        """As the transport."""
        with self._step():
            return self._server.rows_of(self._login, roots)

    def digests(self) -> Sequence[Digest]:
        """As the transport."""
        with self._step():
            return self._server.digests(self._login)

    def marks(self, scope: str, table: str) -> Mapping[str, int]:
        """As the transport."""
        with self._step():
            return self._server.marks(self._login, scope, table)

    def history(self, asked: Mapping[str, int], limit: int) -> Sequence[Heard]:
        """As the transport."""
        with self._step():
            return self._server.history_of(self._login, asked, limit)

    def arrived(self, root: str, sha256: str) -> Arrived | None:
        """As the transport."""
        with self._step():
            return self._server.arrived(self._login, root, sha256)

    def put_piece(self, root: str, sha256: str, n: int, data: bytes) -> bool:
        """As the transport."""
        with self._step():
            return self._server.put_piece(self._login, root, sha256, n, data)

    def key_of_file(self, root: str, sha256: str) -> bytes | None:
        """As the transport."""
        with self._step():
            return self._server.key_of_file(self._login, root, sha256)

    def end_file(self, root: str, sha256: str, sent: str | None) -> bool:
        """As the transport."""
        with self._step():
            return self._server.end_file(self._login, root, sha256, sent)

    def piece(self, root: str, sha256: str, n: int) -> bytes:
        """As the transport."""
        with self._step():
            return self._server.piece(self._login, root, sha256, n)

    def snapshot_page(self, scope: str, table: str, after: str, limit: int) -> Sequence[Row]:
        """As the transport."""
        with self._step():
            return self._server.page(self._login, scope, table, after, limit)


class Ending(LocalSync):
    """The store of a program that may end when the server has answered, before that is written here."""

    def __init__(self, store: LocalStore, line: Line) -> None:
        super().__init__(store)
        self._line = line

    @override
    def answered(self, answer: Answer) -> None:
        """As the store; the next batch may have been taken in there already."""
        self._line.may_end()
        super().answered(answer)


@dataclass
class Laptop:
    """One real device."""

    number: int
    login: str
    folder: Path
    clock: StillClock
    line: Line
    new_id: Callable[[], str]
    home: str = ""
    ids: CountedIds = field(init=False)

    def __post_init__(self) -> None:
        self.ids = CountedIds(self.number * 1_000_000)
        self.open()

    def open(self) -> None:
        """Start the program."""
        self.database = Database(self.folder / "overstap.db", KEY, layout().setup, layout().newest)
        capture = Capture()
        self.database.on_writer(capture.install)
        user = User(self.ids.new(), self.login, "counsellor", self.home)
        self.store = LocalStore(
            self.database.writing, self.database.writing, capture, self.clock, self.ids, user, f"device-{self.number}"
        )
        self.sync = Ending(self.store, self.line)
        self.engine = Engine(
            self.sync, self.line, Sizes(batch=3, page=4, load=4, first=2, piece=PIECE), self.new_id, person=self.login
        )

    def close(self) -> None:
        """Stop the program; nothing but the file is left of it."""
        self.database.close()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What stands in the file."""
        with self.database.writing() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql, values).all()]


def conforms(line: Line, store: LocalSync) -> tuple[Transport, SyncStore]:
    """The type checker holds the players to the protocols."""
    return line, store
