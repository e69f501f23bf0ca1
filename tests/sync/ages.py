"""Programs and servers of different ages in one run: some fields and tables are not known yet to one or the other.

An older program is played by a line that brings what it does not know as `Row.more`, and by a person who never writes
it; an older server by one that takes in no field that it lacks. Both are upgraded somewhere in the middle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from typing_extensions import override

from desktop.application.syncing import CONFLICT, Answer, Batch, Digest, Entry, Fate, Registration, Row
from desktop.domain.changes import Create, PutBytes, SetField
from desktop.sync.transport import Known
from tests.stillness import StillClock
from tests.sync.laptop import Laptop, Line
from tests.sync.memory_server import MemoryServer
from tests.sync.simulator import DESK_A, DESK_B, World, lived

Lacks = Mapping[str, Sequence[str]]
OLD_SERVER: Lacks = {"candidate": ("city",), "traject": ("ref_no",), "barrier": ()}
OLD_PROGRAM: Lacks = {"candidate": ("email",), "traject": ("current_job",), "note": ()}
EVERYTHING: Lacks = {}


def lacking(lacks: Lacks, table: str, field: str = "") -> bool:
    """Whether a field, or the whole table, is not known."""
    return table in lacks and (not lacks[table] or field in lacks[table])


class AgedServer(MemoryServer):
    """One that may be older than the programs."""

    def __init__(self, clock: StillClock, desks: Sequence[str]) -> None:
        super().__init__(clock, desks)
        self.lacks = EVERYTHING
        self.may_leave: set[str] = set()
        """Logins from whose laptops anything may have gone."""
        self._parks: list[dict[str, Any]] = []

    @override
    def known(self, changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
        taken = []
        for change in changes:
            table, edits = change["t"], change.get("f", {})
            if lacking(self.lacks, table):
                self._parks.append(change)
                continue
            assert not any(lacking(self.lacks, table, name) for name in change.get("n", {})), change
            beyond = {name: value for name, value in edits.items() if lacking(self.lacks, table, name)}
            if beyond:
                self._parks.append({**change, "f": beyond})
            if "n" in change or len(beyond) < len(edits):
                taken.append({**change, "f": {name: edits[name] for name in edits if name not in beyond}})
        return taken

    @override
    def push(self, login: str, device: str, batch: Batch) -> Answer:
        answer = super().push(login, device, batch)
        for change in self._parks:
            moved = len(self.stays.get(change["r"], ())) != 1
            assert moved or login in self.may_leave, f"sent to a server that lacks it: {change}"
        if self._parks:
            self.parked += [change for change in self._parks if change["r"] not in self.erased]
            fates = [(change["t"], change["id"], Fate.PARKED) for change in self._parks]
            answer = replace(answer, fates=[*answer.fates, *fates])
            self.devices[device].answers[batch.number] = batch.sha, answer
            self._parks = []
        return answer

    @override
    def restore(self, kept: dict[str, Any], access: dict[str, set[str]], erased: set[str]) -> None:
        """The administrator brings the restored schema up to date before anybody comes in."""
        now = self.lacks, self.may_leave
        super().restore(kept, access, erased)
        self.lacks, self.may_leave = now


class AgedLine(Line):
    """The line of a program that may not know everything."""

    lacks: Lacks = EVERYTHING

    @property
    def server(self) -> AgedServer:
        """The one at the other end."""
        assert isinstance(self._server, AgedServer)
        return self._server

    @override
    def register(self, device: str, schema: int) -> Registration:
        return replace(super().register(device, schema), lacks=self.server.lacks)

    @override
    def feed(self, scope: str, after: int, limit: int, known: Known) -> Sequence[Entry]:
        found = super().feed(scope, after, limit, known)
        return [entry._replace(row=self._shown(entry.row) if entry.row else None) for entry in found]

    @override
    def rows_by_id(self, table: str, ids: Sequence[str]) -> Sequence[Row]:
        return [self._shown(row) for row in super().rows_by_id(table, ids)]

    @override
    def rows_of(self, roots: Sequence[str]) -> Sequence[Row]:
        return [self._shown(row) for row in super().rows_of(roots)]

    @override
    def snapshot_page(self, scope: str, table: str, after: str, limit: int) -> Sequence[Row]:
        return [self._shown(row) for row in super().snapshot_page(scope, table, after, limit)]

    @override
    def digests(self) -> Sequence[Digest]:
        """Nothing is compared where both know different fields; no scope told is nothing to compare."""
        return [] if self.lacks or self.server.lacks else super().digests()

    def _shown(self, row: Row) -> Row:
        if not row.whole and (self.lacks or self.server.lacks):
            row = self.server.rows[row.table, row.id].row()  # parts come only where both know the same fields
        if row.table == CONFLICT:
            return row._replace(known=not lacking(self.lacks, str(row.values["tbl"]), str(row.values["field"])))
        there = {n: v for n, v in row.values.items() if not lacking(self.server.lacks, row.table, n)}
        beyond = {n: v for n, v in there.items() if lacking(self.lacks, row.table, n)}
        more = {n: v for n, v in beyond.items() if v is not None}
        known = not lacking(self.lacks, row.table)
        return row._replace(values={n: there[n] for n in there if n not in beyond}, more=more or None, known=known)


class AgedWorld(World):
    """Some laptops have an older program, and most servers are older at first."""

    line = AgedLine

    def __init__(self, seed: int, folder: Path, template: Path) -> None:
        server = AgedServer(StillClock(), (DESK_A, DESK_B))
        super().__init__(seed, folder, template, server)
        self.aged = server
        server.clock, self.played = self.clock, True
        self._ages = Random(seed)
        server.lacks = OLD_SERVER if self._ages.random() < 0.8 else EVERYTHING
        for laptop in self.laptops:
            self._of(laptop).lacks = OLD_PROGRAM if self._ages.random() < 0.4 else EVERYTHING

    @override
    def run(self, steps: int) -> None:
        for _ in range(steps // 10):
            super().run(10)
            if self._ages.random() < 0.1:
                self.aged.lacks = EVERYTHING
            if self._ages.random() < 0.2:
                self.upgrade(self._ages.choice(self.laptops))
        self.upgrade_all()

    def upgrade_all(self) -> None:
        """The server and every program."""
        self.aged.lacks = EVERYTHING
        for laptop in self.laptops:
            self.upgrade(laptop)

    def upgrade(self, laptop: Laptop) -> None:
        """A newer program is installed and opened."""
        self._of(laptop).lacks = EVERYTHING
        self.restart(laptop)
        laptop.sync.place()

    @override
    def act(self, laptop: Laptop, root: str, *edits: Create | SetField | PutBytes) -> None:
        """An older program has no place for what it does not know."""
        lacks = self._of(laptop).lacks
        written = [
            (edit.kind, name)
            for edit in edits if not isinstance(edit, PutBytes)
            for name in (edit.values if isinstance(edit, Create) else (edit.field,))
        ]  # fmt: skip
        if not any(lacking(lacks, kind, name) for kind, name in written):
            super().act(laptop, root, *edits)

    @override
    def copy(self, laptop: Laptop) -> None:
        before = len(self.laptops)
        super().copy(laptop)
        for made in self.laptops[before:]:
            self._of(made).lacks = self._of(laptop).lacks

    @override
    def access(self, laptop: Laptop) -> None:
        super().access(laptop)
        self.aged.may_leave.add("bo")

    @override
    def tidy(self, laptop: Laptop) -> None:
        super().tidy(laptop)
        self.aged.may_leave |= {"anna", "bo", "cees"}

    def _of(self, laptop: Laptop) -> AgedLine:
        assert isinstance(laptop.line, AgedLine)
        return laptop.line


def run(seed: int, folder: Path, template: Path, steps: int = 150) -> AgedWorld:
    """One whole run; raises where an invariant does not hold."""
    return lived(AgedWorld(seed, folder, template), steps)
