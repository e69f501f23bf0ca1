"""The days on which everything goes wrong: laptops are lost, ended and found again, a desk is shut, rows are refused.

Beside what `World` does, and with its oracle. What stood only on a disk that is lost is lost: what the server had heard
by then is not.
"""

from __future__ import annotations

import json
from pathlib import Path

from typing_extensions import override

from desktop.application.lease import LaptopEnded
from desktop.domain.changes import DELETED, Create, SetField
from desktop.domain.synced import synced
from tests.sync.laptop import Laptop
from tests.sync.memory_server import MemoryServer
from tests.sync.oracle import Edit
from tests.sync.simulator import DESK_B, LOGINS, Doing, World, lived

STRANGE = "onmogelijk"
"""What the server cannot keep as a town or as the number of a case."""
ORDERS = "close", "erase"


class Storm(World):
    """Two desks in bad weather."""

    def __init__(self, seed: int, folder: Path, template: Path, server: MemoryServer | None = None) -> None:
        super().__init__(seed, folder, template, server)
        self.server.cannot_keep(STRANGE)
        self.out_of_reach |= LOGINS.keys()  # of a shut desk, and of laptops that were lost

    @override
    def doings(self) -> list[tuple[Doing, int]]:
        bad = (self.poison, 3), (self.late, 4), (self.end, 2), (self.found, 2), (self.lose, 1), (self.shut, 1)
        return [*super().doings(), *bad]

    def poison(self, laptop: Laptop) -> None:
        """Somebody types what the server cannot keep, in a person or in a new case with something below it."""
        found = self.pick(laptop, "candidate")
        if found is None:
            return
        person, _ = found
        if self.chance.random() < 0.7:
            self.act(laptop, person, SetField("candidate", person, "city", STRANGE))
            return
        case, below = laptop.ids.new(), laptop.ids.new()
        made = {"desk": laptop.home, "stage": "S0", "substage": f"S0.{self.word()}", "ref_no": STRANGE}
        self.act(laptop, person, Create("traject", case, person, made))
        self.act(laptop, person, Create("barrier", below, case, {"barrier_text": self.word()}))

    def late(self, laptop: Laptop) -> None:
        """A batch of long ago is delivered again; not to a server that has lost it, for no line lives that long."""
        if laptop.line.sent and self.saved is None:
            laptop.line.deliver_again(self.chance.randrange(len(laptop.line.sent)))

    def end(self, laptop: Laptop) -> None:
        """The administrator ends a laptop that is lost; it hears of it when somebody switches it on."""
        state = laptop.sync.sync_state()
        if state is not None and state.short and len(self.laptops) > 2:
            self.server.end(state.device, self.chance.choice(ORDERS))

    def found(self, laptop: Laptop) -> None:
        """A laptop is found again before it heard of anything."""
        state = laptop.sync.sync_state()
        if state is not None and self.server.ended.get(state.device):
            self.server.end(state.device, "")

    def lose(self, laptop: Laptop) -> None:
        """A disk is lost; its person gets another laptop. What nobody else knows yet is lost with it."""
        self._gone_is(laptop)
        self.add_laptop(laptop.login)

    def shut(self, laptop: Laptop) -> None:
        """Nobody may write at a desk, or everybody again; what is written meanwhile is put aside on the server."""
        self.server.may_write(DESK_B, may=DESK_B in self.server.shut)

    @override
    def sync(self, laptop: Laptop) -> None:
        try:
            super().sync(laptop)
        except LaptopEnded:
            self._ended(laptop)

    @override
    def restore(self, laptop: Laptop) -> None:
        super().restore(laptop)
        if self.saved is not None:
            here = {each.number for each in self.laptops}
            self._forget([edit for edit in self.lost() if edit.device not in here])

    def mend(self) -> None:
        """Everybody changes what was refused into something that can be kept, and hands it in again."""
        for laptop in self.laptops:
            for refusal in laptop.sync.refusals():
                kind, record = synced()[refusal.table].spec.name, refusal.record
                name = {"candidate": "city", "traject": "ref_no"}.get(kind)
                stands = laptop.rows(f'SELECT "{name}" FROM "{kind}" WHERE id = ?', record) if name else []
                if stands == [(STRANGE,)]:
                    self._bring_back(laptop, kind, record, refusal.root)
                    self.act(laptop, refusal.root, SetField(kind, record, str(name), self.word()))
            laptop.sync.try_again()

    @override
    def quiesce(self) -> None:
        """Who is still ended hands in, and no more; what was refused is mended; then as ever."""
        for laptop in [*self.laptops]:
            try:
                laptop.engine.round()
            except LaptopEnded:
                self._ended(laptop)
        self.mend()
        super().quiesce()

    def _ended(self, laptop: Laptop) -> None:
        """It said so to the server, and is locked or empty."""
        assert laptop.sync.standing().waiting == 0, self.told("an ended laptop has handed in", laptop)
        lease, state = laptop.sync.lease(laptop.clock.now()), laptop.sync.sync_state()
        assert lease is not None
        assert lease.is_over, self.told("an ended laptop is locked", laptop)
        assert state is not None
        if self.server.ended[state.device] == "close" and self.chance.random() < 0.5:
            self.server.end(state.device, "")
        else:
            self._gone_is(laptop)

    @staticmethod
    def _bytes_of(laptop: Laptop) -> set[str]:
        """What the server is not known to have."""
        asked = "SELECT sha256 FROM blob WHERE sha256 NOT IN (SELECT sha256 FROM uploaded)"
        return {name for (name,) in laptop.rows(asked)}

    def _gone_is(self, laptop: Laptop) -> None:
        self.doubled = True  # its device stays on the server
        self.lost_bytes |= self._bytes_of(laptop)
        aside = [json.loads(payload) for (payload,) in laptop.rows("SELECT payload FROM refused")]
        only_there = {(c["id"], name) for c in aside for name in (*c.get("n", ()), *c.get("f", ()))}
        laptop.close()
        self.laptops.remove(laptop)
        self.server.look_at_everything()
        # a colleague may have typed it too
        lost = [edit for edit in self.edits if (edit.record, edit.field) in only_there]
        self._forget([edit for edit in (*self.lost(), *lost) if edit.device == laptop.number])

    def _forget(self, lost: list[Edit]) -> None:
        keys = {(edit.record, edit.field, edit.device) for edit in lost}
        self.edits = [edit for edit in self.edits if (edit.record, edit.field, edit.device) not in keys]

    def _bring_back(self, laptop: Laptop, kind: str, record: str, root: str) -> None:
        if laptop.rows(f'SELECT 1 FROM "{kind}" WHERE id = ? AND _deleted = 1', record):
            self.act(laptop, root, SetField(kind, record, DELETED, False))


def run(seed: int, folder: Path, template: Path, steps: int = 150, server: MemoryServer | None = None) -> Storm:
    """One whole run; raises where an invariant does not hold."""
    return lived(Storm(seed, folder, template, server), steps)
