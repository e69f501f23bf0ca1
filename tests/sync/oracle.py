"""What must hold when laptops and server have come to rest, whatever was done before."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from desktop.application.syncing import CONFLICT
from desktop.domain.changes import DELETED, WHOLE
from desktop.domain.errors import NotThere
from desktop.domain.synced import synced
from desktop.persistence.functions import SEAL
from desktop.persistence.journal import verify
from desktop.persistence.outbox import columns
from desktop.persistence.rows import to_stored
from desktop.persistence.story import folded, story
from desktop.sync.files import fetch
from tests.sync.laptop import PIECE, Laptop
from tests.sync.memory_server import MemoryServer

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


@dataclass
class Edit:
    """Something a person did: the value that must be found somewhere afterwards."""

    root: str
    record: str
    field: str
    value: Any
    device: int
    action: str


class Oracle:
    """Laptops, a server, and what people did: enough to say whether anything was lost, leaked or left behind."""

    def __init__(self, seed: int, server: MemoryServer, *, played: bool) -> None:
        self.seed, self.server = seed, server
        self.played = played  # only a played server can be restored here
        self.laptops: list[Laptop] = []
        self.edits: list[Edit] = []
        self.erased: set[str] = set()
        self.gone: set[str] = set()
        """What was deleted for thirty days."""
        self.doubled = False
        self.out_of_reach: set[str] = set()
        """Logins of which something may have been put aside on the server: access ended, or the device is another."""
        self.lost_bytes: set[str] = set()
        """Names of files that were on a laptop that is lost, perhaps nowhere else."""
        self.lost_with_server: set[str] = set()
        """People whose case had left the laptop of the editor already: nobody can send their edits again."""

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
        self.one_conflict_each()
        self._nothing_hidden()
        self.steps()
        self.given_once()
        self._up_to_date()
        self._witnessed()
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
            here = any(each.rows("SELECT 1 FROM blob WHERE sha256 = ?", sha256) for each in self.laptops)
            if root not in self.lost_with_server and (here or sha256 not in self.lost_bytes):
                fetch(laptop.sync, laptop.line, root, sha256, lambda *_: None, PIECE)
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
        lost = self.lost()
        assert not lost, self.told(f"nothing is lost: {lost}")
        assert not self.erased & {k.root for k in self.server.rows.values()}, self.told("the erased stay erased")

    def lost(self) -> list[Edit]:
        """What the server does not know in any way, of what each device wrote last in a field."""
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
        below = {change["id"] for change in self.server.parked if change.get("p") in self.gone}
        gone = self.gone | below  # came after what it stands below had gone for good
        for change in (*self.server.parked, *self.set_aside()):
            if (
                "login" in change
                and change["login"] not in self.out_of_reach
                and not gone & {change["r"], change["id"], change.get("p")}
            ):
                continue  # the desk that has the case must be asked: put aside is only enough where none has it
            known |= {(change["id"], n, _plain(v)) for n, v in change.get("n", {}).items()}
            known |= {(change["id"], n, _plain(v)) for n, (v, _) in change.get("f", {}).items()}
        for _, _, value in known:
            words |= set(value.split("\n"))
        last = {(e.record, e.field, e.device): e for e in self.edits}
        lost = []
        for edit in last.values():
            if edit.root in self.erased | self.lost_with_server or edit.record in self.gone:
                continue
            value = _plain(_stored(edit))
            found = set(value.split("\n")) <= words if edit.field == "barrier_text" else None
            if not ((edit.record, edit.field, value) in known if found is None else found):
                lost.append(edit)
        return lost

    def set_aside(self) -> list[dict[str, Any]]:
        """What waits on laptops for somebody to mend it, as it was refused."""
        return [json.loads(p) for laptop in self.laptops for (p,) in laptop.rows("SELECT payload FROM refused")]

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

    def one_conflict_each(self) -> None:
        """A question is asked once."""
        rows = [k.values for k in self.server.rows.values() if k.table == CONFLICT and not k.values["settled"]]
        keys = [(v["tbl"], v["record"], v["field"], v["lost_by"]) for v in rows]
        assert len(keys) == len(set(keys)), self.told("one open conflict each")

    def _nothing_hidden(self) -> None:
        """Where work stands below something deleted, somebody was asked whether that stays deleted."""
        rows = self.server.rows
        conflicts = (kept.values for kept in rows.values() if kept.table == CONFLICT)
        asked = {(told["tbl"], told["record"]) for told in conflicts if told["field"] == DELETED}
        for kept in rows.values():
            above = (str(synced()[kept.table].spec.parent), kept.parent) if kept.table != CONFLICT else None
            if above in rows and rows[above].values.get(DELETED) and not kept.values.get(DELETED):
                assert above in asked, self.told(f"nobody is asked about {kept.table} {kept.id} below what is deleted")

    def steps(self) -> None:
        """A step stands in its own stage."""
        for kept in self.server.rows.values():
            if kept.table == "traject":
                stage, step = kept.values.get("stage"), kept.values.get("substage")
                assert step is None or str(step).startswith(f"{stage}."), self.told(
                    f"{step} is no step of {stage}: {kept.id}"
                )

    def given_once(self) -> None:
        """No two entries of a feed have one position."""
        for scope in self.server.scopes.values():
            positions = [seq for seq, _, _ in scope.feed.values()]
            assert len(positions) == len(set(positions)), self.told("positions are given out once")

    def _witnessed(self) -> None:
        """The audit chains go on from every place in which any laptop ever saw them, unless the server is another."""
        for laptop in self.laptops:
            for (epoch, scope, position), link in laptop.line.saw.items():
                if epoch == self.server.epoch:
                    here = self.server.scopes[scope].chain.get(position)
                    assert here == link, self.told("the audit chain goes on from what was seen", laptop)
            assert not laptop.sync.standing().altered, self.told("nobody is told that it was altered", laptop)

    def _up_to_date(self) -> None:
        for laptop in self.laptops:
            state = laptop.sync.sync_state()
            for name, cursor in (state.cursors if state else {}).items():
                assert cursor.seq == self.server.scopes[name].head, self.told("everybody is up to date", laptop)


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
