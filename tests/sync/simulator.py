"""Laptops, desks and one server in one thread, driven by a seed: what must never be lost is checked after every run.

The devices are real: encrypted files, the real store, the real engine. Only the server and the line are played, so that
a cut can fall at every step of the protocol. A seed that once failed stays in the tests.
"""

from __future__ import annotations

import hashlib
import random
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from typing_extensions import override

from desktop.application.ports import User
from desktop.application.sync_port import SyncStore
from desktop.application.syncing import (
    CONFLICT,
    SETTLED,
    Answer,
    Batch,
    Cut,
    Digest,
    Entry,
    Head,
    Heard,
    Registration,
    Row,
)
from desktop.domain.changes import DELETED, WHOLE, Action, Create, PutBytes, SetField
from desktop.domain.errors import NotThere, OverstapError
from desktop.domain.said import said
from desktop.domain.synced import REGION, synced
from desktop.persistence.engine import Database
from desktop.persistence.functions import SEAL, Capture
from desktop.persistence.journal import verify
from desktop.persistence.keys import DataKey
from desktop.persistence.migrate import layout
from desktop.persistence.outbox import columns
from desktop.persistence.rows import to_stored
from desktop.persistence.store import LocalStore
from desktop.persistence.story import folded, story
from desktop.persistence.sync_store import LocalSync
from desktop.sync.engine import Engine, Sizes
from desktop.sync.files import Arrived, fetch
from desktop.sync.transport import Known, Transport
from tests.stillness import CountedIds, StillClock
from tests.sync.memory_server import MemoryServer

KEY = DataKey(bytes(range(32)))
DESK_A, DESK_B = "0a000000-0000-7000-8000-00000000000a", "0b000000-0000-7000-8000-00000000000b"
LOGINS = {"anna": {REGION, DESK_A}, "bo": {REGION, DESK_A, DESK_B}, "cees": {REGION, DESK_B}}
FIELDS = {
    "candidate": ("phone", "email", "city", "bsn"),
    "traject": ("stage", "substage", "ref_no", "current_job"),
    "barrier": ("barrier_text", "owner"),
    "employer": ("trade_name", "city"),
}
KINDS = (*FIELDS, "note", "document")
KEPT = [t for t in synced().values() if t.spec.name in KINDS]
"""The tables the players use; the others are there and stay empty."""

_WORD = re.compile(r"\bw[0-9]+\b")

AnyWorld = TypeVar("AnyWorld", bound="World")

LIMITS = """A copy forgets what it handed in before: a server that is restored again later does not get it back."""


PIECE = 10
"""Bytes of a file that go at once here."""


class Line:
    """A person's connection to the played server, which may be cut before or after the server did its work."""

    def __init__(self, server: MemoryServer, login: str, chance: random.Random) -> None:
        self._server, self._login, self._chance = server, login, chance
        self.risk = 0.0

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

    def lost(self, device: str, batches: Sequence[tuple[int, bytes]]) -> Collection[int]:
        """As the transport."""
        with self._step():
            return self._server.lost(self._login, device, batches)

    def confirm_erased(self, device: str, roots: Sequence[str]) -> None:
        """As the transport."""
        with self._step():
            self._server.confirm_erased(self._login, device, roots)

    def confirm_ended(self, device: str) -> None:
        """As the transport."""
        with self._step():
            self._server.confirm_ended(self._login, device)

    def heads(self) -> Sequence[Head]:
        """As the transport."""
        with self._step():
            return [Head(scope, head, 0) for scope, head in self._server.head_of(self._login)]

    def push(self, device: str, batch: Batch) -> Answer:
        """As the transport; a message is sometimes delivered twice."""
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

    def filled(self, scope: str) -> Collection[str]:
        """As the transport."""
        with self._step():
            return self._server.filled(self._login, scope)

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

    def end_file(self, root: str, sha256: str) -> bool:
        """As the transport."""
        with self._step():
            return self._server.end_file(self._login, root, sha256)

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
class Edit:
    """Something a person did: the value that must be found somewhere afterwards."""

    root: str
    record: str
    field: str
    value: Any
    device: int
    action: str


@dataclass
class Laptop:
    """One real device."""

    number: int
    login: str
    folder: Path
    clock: StillClock
    line: Line
    chance: random.Random
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
        chance = self.chance
        new_id = lambda: f"{chance.getrandbits(128):032x}"  # noqa: E731
        self.engine = Engine(self.sync, self.line, Sizes(3, 4, 2, PIECE), new_id, person=self.login)

    def close(self) -> None:
        """Stop the program; nothing but the file is left of it."""
        self.database.close()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What stands in the file."""
        with self.database.writing() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql, values).all()]


class World:
    """All of it, from a seed."""

    line: Callable[[MemoryServer, str, random.Random], Line] = Line

    def __init__(self, seed: int, folder: Path, template: Path, server: MemoryServer | None = None) -> None:
        self.seed, self.chance = seed, random.Random(seed)
        self._folder, self._template = folder, template
        self.clock = StillClock()
        self.played = server is None  # only a played server can be restored here
        self.server = server or MemoryServer(self.clock, (DESK_A, DESK_B))
        for login, scopes in LOGINS.items():
            self.server.access[login] = set(scopes)
        self.laptops: list[Laptop] = []
        self.edits: list[Edit] = []
        self.words = 0
        self.erased: set[str] = set()
        self.gone: set[str] = set()
        """What was deleted for thirty days."""
        self.doubled = False
        self.saved: dict[str, Any] | None = None
        self.lost_with_server: set[str] = set()
        """People whose case had left the laptop of the editor already: nobody can send their edits again."""
        for login in ("anna", "bo", "cees", "bo"):
            self.add_laptop(login)

    def add_laptop(self, login: str) -> Laptop:
        """A new laptop with an empty workspace."""
        number = len(self.laptops) + 1
        folder = self._folder / f"laptop{number}"
        folder.mkdir()
        shutil.copy(self._template, folder / "overstap.db")
        home = DESK_B if login == "cees" else DESK_A
        made = self._laptop(number, login, folder, home)
        made.sync.connect(f"{self.chance.getrandbits(128):032x}")
        return made

    def _laptop(self, number: int, login: str, folder: Path, home: str) -> Laptop:
        line = self.line(self.server, login, self.chance)
        clock = StillClock(self.clock.at)
        made = Laptop(number, login, folder, clock, line, self.chance, home)
        self.laptops.append(made)
        return made

    # a day at work ----------------------------------------------------------------------------------------------

    def run(self, steps: int) -> None:
        """So many things happen, in an order that the seed decides."""
        doings: list[tuple[Callable[[Laptop], object], int]] = [
            (self.sign_up, 5), (self.add, 10), (self.file, 3), (self.look, 3),
            (self.change, 40), (self.undo, 4), (self.delete, 3), (self.move, 3), (self.sync, 30),
            (self.decide, 4), (self.restart, 3), (self.jump, 3), (self.erase, 1), (self.copy, 1), (self.backup, 1),
            (self.restore, 1), (self.access, 1), (self.tidy, 1),
        ]  # fmt: skip
        for _ in range(steps):
            self.clock.move(seconds=7)
            (doing,) = self.chance.choices([d for d, _ in doings], [w for _, w in doings])
            laptop = self.chance.choice(self.laptops)
            laptop.clock.move(seconds=7)
            doing(laptop)

    def word(self) -> str:
        """A value that is written once only, so that it can be found again."""
        self.words += 1
        return f"w{self.words}"

    def act(self, laptop: Laptop, root: str, *edits: Create | SetField | PutBytes) -> None:
        """One action of a person."""
        done = laptop.store.apply(Action("Something was done", edits)).action
        for edit in edits:
            if isinstance(edit, PutBytes) or edit.kind == CONFLICT:
                continue
            told = edit.values if isinstance(edit, Create) else {edit.field: edit.value}
            self.edits += [Edit(root, edit.id, name, value, laptop.number, done) for name, value in told.items()]

    def sign_up(self, laptop: Laptop) -> None:
        """A person with a case, sometimes at the other desk, sometimes an employer."""
        root, case = laptop.ids.new(), laptop.ids.new()
        if self.chance.random() < 0.3:
            self.act(laptop, root, Create("employer", root, None, {"trade_name": self.word()}))
            return
        desk = laptop.home if self.chance.random() < 0.8 else self.chance.choice((DESK_A, DESK_B))
        self.act(
            laptop, root, Create("candidate", root, None, {"last_name": self.word(), "bsn": self.word()}),
            Create("traject", case, root,
                   {"desk": desk, "stage": "S0", "substage": f"S0.{self.word()}", "counsellor": laptop.login,
                    "ref_no": self.word()}),
        )  # fmt: skip

    def add(self, laptop: Laptop) -> None:
        """A note or a barrier to a case."""
        if found := self.pick(laptop, "traject"):
            case, root = found
            kind, name = self.chance.choice((("note", "body"), ("barrier", "barrier_text")))
            self.act(laptop, root, Create(kind, laptop.ids.new(), case, {name: self.word()}))

    def file(self, laptop: Laptop) -> None:
        """A document, sometimes the same one twice."""
        if found := self.pick(laptop, "traject"):
            data = f"{self.chance.randrange(30)}".encode() * self.chance.randrange(1, 30)
            digest = hashlib.sha256(data).hexdigest()
            made = {"title": self.word(), "sha256": digest}
            self.act(laptop, found[1], Create("document", laptop.ids.new(), found[0], made), PutBytes(digest, data))

    def look(self, laptop: Laptop) -> None:
        """Somebody opens a document; the line may be cut in the middle of it."""
        wanted = laptop.rows("SELECT root, sha256 FROM document ORDER BY id")
        if wanted:
            laptop.line.risk = self.chance.choice((0, 0.1))
            with suppress(Cut, NotThere):
                root, sha256 = self.chance.choice(wanted)
                fetch(laptop.sync, laptop.line, root, sha256, lambda *_: None)
            laptop.line.risk = 0

    def change(self, laptop: Laptop) -> None:
        """One field."""
        kind = self.chance.choice(list(FIELDS))
        if found := self.pick(laptop, kind):
            name = self.chance.choice(FIELDS[kind])
            value = self.word()
            if name == "stage":
                self.act(laptop, found[1], *self._to_stage(found[0], f"S{self.chance.randrange(7)}"))
                return
            if name == "substage":
                ((stage,),) = laptop.rows("SELECT stage FROM traject WHERE id = ?", found[0])
                value = f"{stage}.{value}"
            elif name == "barrier_text":
                ((before,),) = laptop.rows("SELECT barrier_text FROM barrier WHERE id = ?", found[0])
                lines = (before or "").split("\n")
                lines.insert(self.chance.randrange(len(lines) + 1), value)
                value = "\n".join(lines)
            self.act(laptop, found[1], SetField(kind, found[0], name, value))

    def _to_stage(self, case: str, stage: str) -> tuple[SetField, SetField]:
        """A stage begins at its first step."""
        step = f"{stage}.{self.word()}"
        return SetField("traject", case, "stage", stage), SetField("traject", case, "substage", step)

    def undo(self, laptop: Laptop) -> list[Edit] | None:
        """Take back what was done last, unless somebody built on it; what that was."""
        target = laptop.store.undoable()
        if target is None:
            return None
        try:
            laptop.store.undo()
        except OverstapError:
            return None
        # who took it back on a copy took nothing back on the laptop on which it was done
        mine = (target.action, laptop.number)
        taken_back = [edit for edit in self.edits if (edit.action, edit.device) == mine]
        self.edits = [edit for edit in self.edits if (edit.action, edit.device) != mine]
        return taken_back

    def delete(self, laptop: Laptop) -> None:
        """A record, or bring one back."""
        kind = self.chance.choice(("barrier", "note", "traject", "employer"))
        if self.chance.random() < 0.3:
            rows = laptop.rows(f'SELECT id, root FROM "{kind}" WHERE _deleted = 1 ORDER BY id')
            if rows:
                record, root = self.chance.choice(rows)
                try:
                    self.act(laptop, root, SetField(kind, record, DELETED, False))
                except OverstapError:
                    return  # what it belongs to is deleted too
        elif found := self.pick(laptop, kind):
            self.act(laptop, found[1], SetField(kind, found[0], DELETED, True))

    def move(self, laptop: Laptop) -> None:
        """A case goes to a desk."""
        if found := self.pick(laptop, "traject"):
            desk = self.chance.choice((DESK_A, DESK_B))
            self.act(laptop, found[1], SetField("traject", found[0], "desk", desk))

    def sync(self, laptop: Laptop) -> None:
        """A round that may be cut anywhere."""
        laptop.line.risk = self.chance.choice((0, 0.05, 0.3))
        try:
            laptop.engine.round()
        except Cut:
            pass
        finally:
            laptop.line.risk = 0

    def decide(self, laptop: Laptop) -> None:
        """A conflict is decided for the value that did not show, or that shows; now and then that is taken back."""
        open_ones = [c for c in laptop.sync.conflicts() if c.field not in (DELETED, "substage")]
        if open_ones:
            chosen = self.chance.choice(open_ones)
            spec = synced()[chosen.table].spec
            edits: tuple[SetField, ...] = ()
            if self.chance.random() < 0.7:
                edits = (SetField(spec.name, chosen.record, chosen.field, chosen.lost),)
                if chosen.field == "stage":
                    edits = self._to_stage(chosen.record, chosen.lost)
            settles = (SetField(CONFLICT, each.id, SETTLED, True) for each in (chosen, *chosen.along))
            try:
                self.act(laptop, chosen.root, *edits, *settles)
            except OverstapError:
                return  # deleted meanwhile
            self._doubt(laptop)

    def _doubt(self, laptop: Laptop) -> None:
        """Who decided takes it back, at once or after it was told, and perhaps decides the same again."""
        if self.chance.random() < 0.5:
            return
        if self.chance.random() < 0.5:
            self.sync(laptop)
        taken_back = self.undo(laptop)
        if taken_back is None or self.chance.random() < 0.5:
            return
        if self.chance.random() < 0.5:
            self.sync(laptop)
        with suppress(OverstapError):
            laptop.store.redo()
            self.edits += taken_back

    def restart(self, laptop: Laptop) -> None:
        """The program stops and starts."""
        laptop.close()
        laptop.open()

    def jump(self, laptop: Laptop) -> None:
        """Somebody sets a laptop's clock."""
        laptop.clock.move(days=self.chance.choice((-400, -1, 1, 400)))
        if self.chance.random() < 0.5:
            laptop.clock.at = self.clock.at + timedelta(seconds=self.chance.randrange(-300, 300))

    def erase(self, laptop: Laptop) -> None:
        """The officer erases somebody."""
        if roots := sorted(root for root, scope in self.server.roots.items() if scope != REGION):
            root = self.chance.choice(roots)
            self.erased.add(root)
            self.server.erase(root)

    def tidy(self, laptop: Laptop) -> None:
        """Thirty days went by for everything that is deleted."""
        self.gone |= self.server.tidy()

    def copy(self, laptop: Laptop) -> None:
        """A laptop is copied, unsent work and all."""
        if len(self.laptops) > 6 or self.saved is not None:
            return  # a copied laptop and a restored server in one run: see LIMITS
        self.doubled = True
        number = len(self.laptops) + 1
        folder = self._folder / f"laptop{number}"
        folder.mkdir()
        laptop.close()
        shutil.copy(laptop.folder / "overstap.db", folder / "overstap.db")
        laptop.open()
        self._laptop(number, laptop.login, folder, laptop.home)

    def backup(self, laptop: Laptop) -> None:
        """The server is backed up."""
        if len(self.laptops) > 4 or not self.played:
            return
        self.saved = self.server.backup()

    def restore(self, laptop: Laptop) -> None:
        """The server is lost and restored."""
        if self.saved is not None:
            self.doubled = True
            self.server.restore(self.saved, self.server.access, self.erased)
            for held in self.laptops:
                gone = held.rows(f"SELECT DISTINCT root FROM journal WHERE length(seal) <> {SEAL}")
                self.lost_with_server |= {root for (root,) in gone}

    def access(self, laptop: Laptop) -> None:
        """Somebody gets a desk or loses it."""
        self.server.access["bo"] = self.server.access["bo"] ^ {self.chance.choice((DESK_A, DESK_B))}

    def pick(self, laptop: Laptop, kind: str) -> tuple[str, str] | None:
        """Some record that stands on a laptop."""
        rows = laptop.rows(f'SELECT id, root FROM "{kind}" WHERE _deleted = 0 ORDER BY id')
        return self.chance.choice(rows) if rows else None

    # what must hold ---------------------------------------------------------------------------------------------

    def quiesce(self) -> None:
        """The network stays: everybody syncs until nothing is new."""
        for _ in range(3):
            for laptop in self.laptops:
                laptop.engine.round()

    def check(self) -> None:
        """The invariants of a run."""
        self.server.look_at_everything()
        for laptop in self.laptops:
            assert laptop.sync.standing().waiting == 0, self.told("the outbox empties", laptop)
            self._equal(laptop)
            self._same_story(laptop)
            self._same_files(laptop)
            assert not laptop.sync.differing(self.server.digests(laptop.login)), self.told("digests agree", laptop)
            self._no_leak(laptop)
            with laptop.database.writing() as connection:
                assert verify(connection) == [], self.told("the journal's chain holds", laptop)
        self._nothing_lost()
        self._nothing_left_of_the_erased()
        self._one_conflict_each()
        self._steps()
        self._positions()
        if self.played and not self.doubled:
            assert len(self.server.devices) <= len(self.laptops), self.told("who is no copy is not taken for one")

    def told(self, what: str, laptop: Laptop | None = None) -> str:
        """A failure with its seed."""
        return f"seed {self.seed}: {what}" + (f" (laptop {laptop.number}, {laptop.login})" if laptop else "")

    def _equal(self, laptop: Laptop) -> None:
        """Every device equals the server within its scopes, byte for byte."""
        seen = self.server.access[laptop.login]
        for table in KEPT:
            keys = ("id", "root") if table.apart else ("id", "root", "parent", DELETED)
            names = [*keys, *columns(table.name)]
            quoted = ", ".join(f't."{name}"' for name in names)
            here = laptop.rows(
                f'SELECT {quoted}, r.rev FROM "{table.name}" AS t LEFT JOIN revision AS r '
                f"ON r.tbl = '{table.name}' AND r.id = t.id ORDER BY t.id"
            )
            rows = sorted(
                (k for k in self.server.rows.values() if k.table == table.name and k.scope in seen), key=lambda k: k.id
            )
            there = []
            for kept in rows:
                own = {"id": kept.id, "root": kept.root, "parent": kept.parent, DELETED: kept.values.get(DELETED)}
                there.append((*(own.get(n, kept.values.get(n)) for n in names), kept.rev))
            assert here == there, self.told(f"{table.name} differs: {set(here) ^ set(there)}", laptop)
        here = laptop.rows("SELECT id, settled, kept, lost FROM conflict ORDER BY id")
        there = sorted(
            (k.id, k.values["settled"], k.values["kept"], k.values["lost"])
            for k in self.server.rows.values() if k.table == CONFLICT and k.scope in seen
        )  # fmt: skip
        assert here == there, self.told(f"conflicts differ: {set(here) ^ set(there)}", laptop)

    def _same_story(self, laptop: Laptop) -> None:
        """Who may see a record knows its whole history, no more and no less, and it ends in what stands."""
        seen = self.server.access[laptop.login]
        own = {
            (action, record)
            for action, record in laptop.rows(
                f'SELECT a.id, j.record FROM journal AS j JOIN "action" AS a ON a.n = j.action '
                f"WHERE length(j.seal) = {SEAL}"
            )
        }
        there = {
            (told.n, told.field): (told.action.get("i"), told.id) for told in self.server.history if told.scope in seen
        }
        here = {(n, field) for n, field in laptop.rows("SELECT n, field FROM heard")}
        missing = {key for key in there.keys() - here if there[key] not in own}
        assert not missing, self.told(f"history is missing: {missing}", laptop)
        assert here <= there.keys(), self.told(f"history of others: {here - there.keys()}", laptop)
        roots = {root for (root,) in laptop.rows("SELECT root FROM place")}
        with laptop.database.writing() as connection:
            ends = folded(story(connection, roots))
        for table in KEPT:
            names = ["id", *columns(table.name)] + ([] if table.apart else ["parent", DELETED])
            quoted = ", ".join(f'"{name}"' for name in names)
            for row in laptop.rows(f'SELECT {quoted} FROM "{table.name}"'):
                stands = dict(zip(names, row, strict=True))
                told = {name: ends[stands["id"]][1].get(name) for name in names} if stands["id"] in ends else {}
                assert told == stands, self.told(f"the story of {table.name} ends in {told}, not {stands}", laptop)

    def _same_files(self, laptop: Laptop) -> None:
        """Every document can be opened on every laptop that has its record, unless a server lost it."""
        for root, sha256 in laptop.rows("SELECT DISTINCT root, sha256 FROM document ORDER BY id"):
            with suppress(NotThere):
                laptop.store.bytes(sha256)
                continue
            if root not in self.lost_with_server:
                fetch(laptop.sync, laptop.line, root, sha256, lambda *_: None)
                assert laptop.store.bytes(sha256)
        assert not laptop.rows("SELECT * FROM piece"), self.told("no pieces are left over", laptop)

    def _no_leak(self, laptop: Laptop) -> None:
        """No content of a case that is not ours, or that was erased, in any table."""
        mine = {root for root, scope in self.server.roots.items() if scope in self.server.access[laptop.login]}
        own = laptop.rows(f"SELECT DISTINCT root FROM journal WHERE length(seal) = {SEAL}")
        more = {root for (root,) in own} - mine
        assert not more, self.told(f"the journal holds what is not ours: {more}", laptop)
        for (payload,) in laptop.rows("SELECT payload FROM batch"):
            for root in {*self.server.roots} - mine | self.erased:
                assert root not in payload, self.told("batches hold only what is ours", laptop)

    def _nothing_lost(self) -> None:
        """The last value that each device gave a field stands somewhere, or its person was erased."""
        known = {(k.id, name, _plain(v)) for k in self.server.rows.values() for name, v in k.values.items()}
        words: set[str] = set()
        for told in self.server.history:
            known |= {(told.id, told.field, _plain(told.before)), (told.id, told.field, _plain(told.after))}
            if told.field == WHOLE:
                known |= {(told.id, name, _plain(v)) for name, v in told.after.items()}
        for kept in self.server.rows.values():
            if kept.table == CONFLICT:
                record, name = str(kept.values["record"]), str(kept.values["field"])
                known |= {(record, name, _plain(kept.values[which])) for which in ("kept", "lost")}
        for change in self.server.parked:
            known |= {(change["id"], n, _plain(v)) for n, v in change.get("n", {}).items()}
            known |= {(change["id"], n, _plain(v)) for n, (v, _) in change.get("f", {}).items()}
        for _, _, value in known:
            words |= set(value.split("\n"))
        last = {(e.record, e.field, e.device): e for e in self.edits}
        for edit in last.values():
            if edit.root in self.erased | self.lost_with_server or edit.record in self.gone:
                continue
            value = _plain(_stored(edit))
            found = set(value.split("\n")) <= words if edit.field == "barrier_text" else None
            found = (edit.record, edit.field, value) in known if found is None else found
            assert found, self.told(f"nothing is lost: {edit}")
        assert not self.erased & {k.root for k in self.server.rows.values()}, self.told("the erased stay erased")

    def _nothing_left_of_the_erased(self) -> None:
        """No word that was ever written about them stands in any table of any device, and every device has said so."""
        written = {word for e in self.edits if e.root in self.erased for word in _WORD.findall(str(e.value))}
        for laptop in self.laptops if self.erased else ():
            state = laptop.sync.sync_state()
            waiting = {root for root, devices in self.server.unconfirmed.items() if state and state.device in devices}
            assert not waiting, self.told(f"every device has confirmed: {waiting}", laptop)
            for (name,) in laptop.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
                cells = (cell for row in laptop.rows(f'SELECT * FROM "{name}"') for cell in row)
                held = {word for cell in cells if isinstance(cell, str) for word in _WORD.findall(cell)}
                assert not held & written, self.told(f"{name} holds what was erased: {held & written}", laptop)

    def _one_conflict_each(self) -> None:
        rows = [k.values for k in self.server.rows.values() if k.table == CONFLICT and not k.values["settled"]]
        keys = [(v["tbl"], v["record"], v["field"], v["lost_by"]) for v in rows]
        assert len(keys) == len(set(keys)), self.told("one open conflict each")

    def _steps(self) -> None:
        """A step stands in its own stage."""
        for kept in self.server.rows.values():
            if kept.table == "traject":
                stage, step = kept.values.get("stage"), kept.values.get("substage")
                assert step is None or str(step).startswith(f"{stage}."), self.told(
                    f"{step} is no step of {stage}: {kept.id}"
                )

    def _positions(self) -> None:
        for name, scope in self.server.scopes.items():
            positions = sorted(seq for seq, _, _ in scope.feed.values())
            assert len(positions) == len(set(positions)), self.told("positions are given out once")
            for laptop in self.laptops:
                state = laptop.sync.sync_state()
                if state and name in state.cursors:
                    assert state.cursors[name].seq == scope.head, self.told("everybody is up to date", laptop)

    def close(self) -> None:
        """Put the laptops away."""
        for laptop in self.laptops:
            laptop.close()


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _stored(edit: Edit) -> Any:
    if edit.field == DELETED:
        return int(edit.value)
    for kind in KINDS:
        field = synced()[kind].spec.fields.get(edit.field)
        if field is not None:
            return to_stored(field, edit.value)
    raise LookupError(edit.field)


def run(seed: int, folder: Path, template: Path, steps: int = 150, server: MemoryServer | None = None) -> World:
    """One whole run; raises where an invariant does not hold."""
    return lived(World(seed, folder, template, server), steps)


def lived(world: AnyWorld, steps: int = 150) -> AnyWorld:
    """It works for so many steps, comes to rest, and everything holds."""
    try:
        world.run(steps)
        world.quiesce()
        world.check()
    finally:
        world.close()
    return world


def many(first: int, folder: Path, template: Path, run_one: Callable[[int, Path, Path], object] = run) -> None:
    """25 seeds, each in a folder of its own."""
    for seed in range(first, first + 25):
        own = folder / str(seed)
        own.mkdir()
        run_one(seed, own, template)


def conforms(line: Line, store: LocalSync) -> tuple[Transport, SyncStore]:
    """The type checker holds the players to the protocols."""
    return line, store
