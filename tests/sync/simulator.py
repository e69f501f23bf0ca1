"""Laptops, desks and one server in one thread, driven by a seed: what must never be lost is checked after every run.

The devices are real: encrypted files, the real store, the real engine. Only the server and the line are played, so that
a cut can fall at every step of the protocol. A seed that once failed stays in the tests.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from desktop.application.syncing import CONFLICT, SETTLED, Cut
from desktop.domain.changes import DELETED, Action, Create, PutBytes, SetField
from desktop.domain.errors import NotThere, OverstapError
from desktop.domain.synced import REGION, synced
from desktop.persistence.functions import SEAL
from desktop.sync.files import fetch
from tests.stillness import StillClock
from tests.sync.laptop import PIECE, Laptop, Line
from tests.sync.memory_server import MemoryServer
from tests.sync.oracle import FIELDS, Edit, Oracle

DESK_A, DESK_B = "0a000000-0000-7000-8000-00000000000a", "0b000000-0000-7000-8000-00000000000b"
LOGINS = {"anna": {REGION, DESK_A}, "bo": {REGION, DESK_A, DESK_B}, "cees": {REGION, DESK_B}}

Doing = Callable[[Laptop], object]
AnyWorld = TypeVar("AnyWorld", bound="World")


class World(Oracle):
    """All of it, from a seed."""

    line: Callable[[MemoryServer, str, random.Random], Line] = Line

    def __init__(self, seed: int, folder: Path, template: Path, server: MemoryServer | None = None) -> None:
        self.clock = StillClock()
        super().__init__(seed, server or MemoryServer(self.clock, (DESK_A, DESK_B)), played=server is None)
        self.chance = random.Random(seed)
        self._folder, self._template = folder, template
        for login, scopes in LOGINS.items():
            self.server.access[login] = set(scopes)
        self.words = self.numbers = 0
        self.saved: dict[str, Any] | None = None
        for login in ("anna", "bo", "cees", "bo"):
            self.add_laptop(login)

    def add_laptop(self, login: str) -> Laptop:
        """A new laptop with an empty workspace."""
        number, folder = self._bought()
        shutil.copy(self._template, folder / "overstap.db")
        home = DESK_B if login == "cees" else DESK_A
        made = self._laptop(number, login, folder, home)
        made.sync.connect(self.new_id())
        return made

    def _bought(self) -> tuple[int, Path]:
        self.numbers += 1
        folder = self._folder / f"laptop{self.numbers}"
        folder.mkdir()
        return self.numbers, folder

    def _laptop(self, number: int, login: str, folder: Path, home: str) -> Laptop:
        line = self.line(self.server, login, self.chance)
        clock = StillClock(self.clock.at)
        made = Laptop(number, login, folder, clock, line, self.new_id, home)
        self.laptops.append(made)
        return made

    def new_id(self) -> str:
        """Of a device."""
        return f"{self.chance.getrandbits(128):032x}"

    # a day at work ----------------------------------------------------------------------------------------------

    def doings(self) -> list[tuple[Doing, int]]:
        """What people do, and how often."""
        return [
            (self.sign_up, 5), (self.add, 10), (self.file, 3), (self.look, 3),
            (self.change, 40), (self.undo, 4), (self.delete, 3), (self.move, 3), (self.sync, 30),
            (self.cross, 2), (self.decide, 4),
            (self.restart, 3), (self.jump, 3), (self.erase, 1), (self.copy, 1), (self.backup, 1),
            (self.restore, 1), (self.access, 1), (self.tidy, 1),
        ]  # fmt: skip

    def run(self, steps: int) -> None:
        """So many things happen, in an order that the seed decides."""
        doings = self.doings()
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
        wrote = laptop.rows(
            'SELECT record, field FROM journal WHERE action = (SELECT n FROM "action" WHERE id = ?)', done
        )
        for edit in edits:
            if isinstance(edit, PutBytes) or edit.kind == CONFLICT:
                continue
            told = edit.values if isinstance(edit, Create) else {edit.field: edit.value}
            if isinstance(edit, SetField) and (edit.id, edit.field) not in wrote:
                continue  # it stood there already: nothing was written, and an undo takes nothing back
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
                fetch(laptop.sync, laptop.line, root, sha256, lambda *_: None, PIECE)
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

    def cross(self, laptop: Laptop) -> None:
        """Somebody deletes a case to which somebody else adds something, before they hear of each other."""
        if found := self.pick(laptop, "traject"):
            case, root = found
            stands = "SELECT 1 FROM traject WHERE id = ? AND _deleted = 0"
            others = [each for each in self.laptops if each is not laptop and each.rows(stands, case)]
            if others:
                self.act(
                    self.chance.choice(others), root, Create("note", laptop.ids.new(), case, {"body": self.word()})
                )
                self.act(laptop, root, SetField("traject", case, DELETED, True))

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
        if len(self.laptops) > 6:
            return
        self.doubled = True
        self.out_of_reach.add(laptop.login)
        number, folder = self._bought()
        laptop.close()
        shutil.copy(laptop.folder / "overstap.db", folder / "overstap.db")
        laptop.open()
        self._laptop(number, laptop.login, folder, laptop.home)

    def backup(self, laptop: Laptop) -> None:
        """The server is backed up."""
        if not self.played:
            return
        self.saved = self.server.backup()

    def restore(self, laptop: Laptop) -> None:
        """The server is lost and restored."""
        if self.saved is not None:
            self.doubled = True
            self.out_of_reach |= LOGINS.keys()
            proven = (held.rows("SELECT root FROM erased WHERE proof <> ''") for held in self.laptops)
            known = {root for rows in proven for (root,) in rows}  # the others are on paper only
            self.server.restore(self.saved, self.server.access, self.erased - known)
            for held in self.laptops:
                gone = held.rows(f"SELECT DISTINCT root FROM journal WHERE length(seal) <> {SEAL}")
                self.lost_with_server |= {root for (root,) in gone}

    def access(self, laptop: Laptop) -> None:
        """Somebody gets a desk or loses it."""
        self.out_of_reach.add("bo")
        self.server.access["bo"] = self.server.access["bo"] ^ {self.chance.choice((DESK_A, DESK_B))}

    def pick(self, laptop: Laptop, kind: str) -> tuple[str, str] | None:
        """Some record that stands on a laptop."""
        rows = laptop.rows(f'SELECT id, root FROM "{kind}" WHERE _deleted = 0 ORDER BY id')
        return self.chance.choice(rows) if rows else None

    def quiesce(self) -> None:
        """The network stays: everybody syncs until nothing is new."""
        for _ in range(3):
            for laptop in self.laptops:
                laptop.engine.round()

    def close(self) -> None:
        """Put the laptops away."""
        for laptop in self.laptops:
            laptop.close()


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
