"""The shared database in plain Python: what the real one must do, for the simulator and as a twin of its SQL."""

from __future__ import annotations

import copy
import hashlib
import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from desktop.application.syncing import (
    CONFLICT,
    SETTLED,
    Answer,
    Batch,
    BatchRefused,
    Cloned,
    Digest,
    Entry,
    Fate,
    Head,
    Heard,
    Registration,
    Row,
    What,
)
from desktop.domain.changes import DELETED, WHOLE
from desktop.domain.digest import mark, together
from desktop.domain.fields import Merge
from desktop.domain.hybrid_clock import latest
from desktop.domain.merge import NOTHING, Offer, Standing, Value, Verdict, decide, follow, in_stage, unseen
from desktop.domain.said import said
from desktop.domain.synced import CASE, CASE_DESK, REGION, synced
from desktop.sync.files import Arrived
from desktop.sync.transport import Known, nothing_known
from tests.stillness import StillClock

Key = tuple[str, str]


@dataclass
class Kept:
    """A row on the server: its values, and per field by whom, when and at which revision it came there."""

    table: str
    id: str
    root: str
    parent: str | None
    scope: str
    rev: int
    hlc: int
    by: int
    values: dict[str, Value]
    wrote: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    def standing(self, name: str) -> Standing:
        """A field as it stands; one that nobody changed came with the row."""
        rev, hlc, by = self.wrote.get(name, (0 if synced()[self.table].apart else 1, self.hlc, self.by))
        return Standing(self.values.get(name), rev, hlc, by)

    def row(self) -> Row:
        """As it is sent."""
        own = {name: value for name, value in self.values.items() if name != DELETED}
        if self.table != CONFLICT:  # every field is told, also those without a value
            own = {field.name: self.values.get(field.name) for field in synced()[self.table].fields}
        deleted = bool(self.values.get(DELETED))
        return Row(self.table, self.id, self.root, self.parent, self.scope, self.rev, deleted, own)

    def row_since(self, rev: int) -> Row:
        """As it is sent to who has it at this revision."""
        newer = {name: self.values.get(name) for name, (at, _, _) in self.wrote.items() if at > rev}
        return self.row()._replace(values=newer, whole=False)


@dataclass
class Told:
    """What the history keeps of one offered value, taken or not; ``n`` is one for all values of one change."""

    n: int
    scope: str
    login: str
    hlc: int
    action: dict[str, Any]
    table: str
    id: str
    root: str
    field: str
    before: Value
    after: Any
    taken: bool


@dataclass
class Scope:
    """A feed: one entry per row, each at the position where it changed last."""

    head: int = 0
    feed: dict[Key, tuple[int, What, str]] = field(default_factory=dict)
    chain: dict[int, str] = field(default_factory=dict)

    def say(self, what: What, table: str, row: str, root: str) -> None:
        """The newest entry of a row."""
        self.head += 1
        self.feed[table, row] = (self.head, what, root)
        said_here = f"{self.chain.get(self.head - 1)} {what} {table} {row}"
        self.chain[self.head] = hashlib.sha256(said_here.encode()).hexdigest()


@dataclass
class Device:
    """What the server knows of a device."""

    login: str
    short: int
    last: int = 0
    answers: dict[int, tuple[bytes, Answer | None]] = field(default_factory=dict)
    """To every batch, in words to the last two."""
    visited: dict[str, datetime] = field(default_factory=dict)
    """When it was last in contact while it could read a scope."""


class MemoryServer:
    """One shared database; `access` says which scopes a login sees and writes."""

    def __init__(self, clock: StillClock, desks: Sequence[str]) -> None:
        self.clock = clock
        self.epoch = str(uuid.UUID(int=1))
        self.scopes = {scope: Scope() for scope in (REGION, *desks)}
        self.access: dict[str, set[str]] = {}
        self.devices: dict[str, Device] = {}
        self.rows: dict[Key, Kept] = {}
        self.roots: dict[str, str] = {}
        self.history: list[Told] = []
        self.parked: list[dict[str, Any]] = []
        self.erased: set[str] = set()
        self.lift = 0
        """Revisions given out since the last restore are above it."""
        self.secret = "known to this server only"
        self.stays: dict[str, set[str]] = {}
        self.since: dict[str, datetime] = {}
        self.unaware: dict[tuple[str, str, str], datetime | None] = {}
        """By device, root and the scope that it left: the first contact since."""
        self.unconfirmed: dict[str, set[str]] = {}
        """The devices that have not said yet that somebody is gone."""
        self.shorts = self.told = 0
        self.files: dict[Key, Arrived] = {}
        self.pieces: dict[tuple[str, str, int], bytes] = {}
        self.keys: dict[str, bytes] = {}
        self.lease, self.oldest = 30, 0
        self.ended: dict[str, str] = {}
        self.done: set[str] = set()
        self.shut: set[str] = set()
        """Scopes in which nobody may write."""
        self.impossible = ""
        """A word that this server cannot keep."""

    # what a device asks -----------------------------------------------------------------------------------------

    def register(self, login: str, device: str) -> Registration:
        """Known devices keep their number."""
        if device not in self.devices:
            self.shorts += 1
            self.devices[device] = Device(login, self.shorts)
        known = self.devices[device]
        assert known.login == login
        known.visited |= dict.fromkeys(self.access[login], self.clock.now())
        self.is_told(device)
        erased = [root for root, devices in sorted(self.unconfirmed.items()) if device in devices]
        ended = self.ended.get(device, "")
        told = (known.short, known.last, self.epoch, 1, self._now(), erased, self.lease, ended, self.oldest)
        return Registration(*told, proofs={root: self._proof(root) for root in erased}, erasures=self._erasures())

    def erase_again(self, login: str, proofs: Mapping[str, str]) -> int:
        """A laptop tells who was erased before this server was restored."""
        assert login in self.access
        lost = sorted(r for r, proof in proofs.items() if proof == self._proof(r) and r not in self.erased)
        for root in lost:
            self.erase(root)
        return len(lost)

    def _proof(self, root: str) -> str:
        return hashlib.sha256(f"{self.secret}{root}".encode()).hexdigest()

    def _erasures(self) -> str:
        return hashlib.sha256(" ".join(sorted(self.erased)).encode()).hexdigest()[:16]

    def had(self, login: str, shas: Sequence[bytes]) -> Collection[bytes]:
        """Which of these are here."""
        assert login in self.access
        return {*shas} & {sha for known in self.devices.values() for sha, _ in known.answers.values()}

    def end_too(self, login: str, device: str, copy: str) -> None:
        """A copy of a device that was ended is ended."""
        assert self.devices[device].login == self.devices[copy].login == login
        self.ended[copy] = self.ended[device]

    def confirm_ended(self, login: str, device: str) -> None:
        """A device says that it did as the administrator ordered."""
        assert self.devices[device].login == login
        assert device in self.ended
        self.done.add(device)

    def confirm_erased(self, login: str, device: str, roots: Sequence[str]) -> None:
        """A device says that they are gone."""
        for root in roots:
            assert self.devices[device].login == login
            self.unconfirmed[root].discard(device)

    def sees(self, login: str, scope: str) -> bool:
        """Whether a login may see a scope."""
        return scope in self.access.get(login, set())

    def writes(self, login: str, scope: str) -> bool:
        """Whether a login may change what is in a scope."""
        return self.sees(login, scope) and scope not in self.shut

    def may_write(self, scope: str, *, may: bool) -> None:
        """The administrator lets nobody write there, or everybody again."""
        (self.shut.discard if may else self.shut.add)(scope)

    def heads(self, login: str, seen: Mapping[str, int]) -> Sequence[Head]:
        """The scopes a login may see, how far each has come, and the chain there and where it was seen before."""
        return [
            Head(name, scope.head, 0, scope.chain.get(scope.head, ""), scope.chain.get(seen.get(name, 0), ""))
            for name, scope in sorted(self.scopes.items()) if name in self.access[login]
        ]  # fmt: skip

    def push(self, login: str, device: str, batch: Batch) -> Answer:
        """All of it or nothing."""
        known = self.devices[device]
        assert hashlib.sha256(batch.payload.encode()).digest() == batch.sha
        sha, answer = known.answers.get(batch.number, (b"", None))
        if answer is not None and sha == batch.sha:
            return answer
        if batch.number != known.last + 1:
            raise Cloned(said("copy"))
        if self.impossible and self.impossible in batch.payload:
            raise BatchRefused(said("no"), "23514")
        changes = json.loads(batch.payload)
        if self._has(login, batch.sha):
            answer = self._taken_before(batch.number, changes)
        else:
            answer = Pushing(self, login, device, known.short).push(batch.number, self.known(changes))
        known.last = batch.number
        if (earlier := known.answers.get(batch.number - 2)) is not None:
            known.answers[batch.number - 2] = earlier[0], None
        known.answers[batch.number] = batch.sha, answer
        return answer

    def _has(self, login: str, sha: bytes) -> bool:
        mine = (known for known in self.devices.values() if known.login == login)
        return any(sha == there for known in mine for there, _ in known.answers.values())

    def _taken_before(self, number: int, changes: list[dict[str, Any]]) -> Answer:
        """Nothing is done twice."""
        fates = [
            (c["t"], c["r"], Fate.ERASED) if c["r"] in self.erased else (c["t"], c["id"], Fate.SAME) for c in changes
        ]
        return Answer(number, {}, fates, self._now())

    def is_told(self, device: str) -> None:
        """The device was in contact; a week later it is past asking."""
        now, week = self.clock.now(), timedelta(days=7)
        self.unaware = {k: t for k, t in self.unaware.items() if k[0] != device or t is None or t >= now - week}
        self.unaware |= {k: now for k, t in self.unaware.items() if k[0] == device and t is None}

    def is_handed_over(self, login: str, device: str, root: str) -> bool:
        """Whether somebody left while this device could not know, from a desk that this login still sees."""
        week = self.clock.now() - timedelta(days=7)
        told = [t for (d, r, scope), t in self.unaware.items() if (d, r) == (device, root) and self.sees(login, scope)]
        away = root in self.roots and not self.sees(login, self.roots[root])
        return away and any(t is None or t >= week for t in told)

    def known(self, changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What it can take in of a batch; an older one leaves out something."""
        return changes

    def feed(self, login: str, scope: str, after: int, limit: int, known: Known = nothing_known) -> list[Entry]:
        """Entries in order of position, without the rows that are known."""
        found = sorted((seq, what, *key) for key, (seq, what, _) in self.scopes[scope].feed.items() if seq > after)
        assert self.sees(login, scope)
        return [
            Entry(seq, what, table, row, self._newer(scope, table, row, known) if what is What.UPSERT else None)
            for seq, what, table, row in found[:limit]
        ]

    def _newer(self, scope: str, table: str, record: str, known: Known) -> Row | None:
        kept = self.rows[table, record]
        rev = known(table, {record: kept.root}).get(record) if kept.scope == scope else None
        if rev == kept.rev:
            return None
        return kept.row() if rev is None or rev > kept.rev or table == CONFLICT else kept.row_since(rev)

    def of_ids(self, login: str, table: str, ids: Sequence[str]) -> list[Row]:
        """Those that the login may see."""
        found = (self.rows.get((table, each)) for each in ids)
        return [kept.row() for kept in found if kept is not None and self.sees(login, kept.scope)]

    def people(self, login: str, scope: str) -> int:
        """How many people are in a scope."""
        assert self.sees(login, scope)
        return len({kept.root for kept in self._cases(scope)})

    def filled(self, login: str, scopes: Sequence[str]) -> Mapping[str, Collection[str]]:
        """The tables with rows."""
        assert all(self.sees(login, scope) for scope in scopes)
        found: dict[str, set[str]] = {scope: set() for scope in scopes}
        for kept in self.rows.values():
            if kept.scope in found:
                found[kept.scope].add(kept.table)
        return found

    def roots_of(self, login: str, scope: str, person: str) -> list[str]:
        """Whom a counsellor guides."""
        assert self.sees(login, scope)
        mine = (kept for kept in self._cases(scope) if kept.values.get("counsellor") == person)
        return sorted({kept.root for kept in mine if not kept.values.get("closed_on")})

    def _cases(self, scope: str) -> list[Kept]:
        of_scope = (kept for kept in self.rows.values() if kept.scope == scope and kept.table == CASE)
        return [kept for kept in of_scope if not kept.values.get(DELETED)]

    def rows_of(self, login: str, roots: Sequence[str]) -> list[Row]:
        """Everything of these people."""
        return [kept.row() for kept in self.rows.values() if kept.root in roots and self.sees(login, kept.scope)]

    def history_of(self, login: str, asked: Mapping[str, int], limit: int) -> list[Heard]:
        """What was done to these roots."""
        found: dict[tuple[str, int], Heard] = {}
        for told in self.history:
            if told.root in asked and told.n > asked[told.root] and self.sees(login, told.scope):
                made = Heard(told.n, told.table, told.id, told.root, REGION, told.hlc, told.action, {})
                heard = found.setdefault((told.root, told.n), made)
                found[told.root, told.n] = replace(
                    heard, fields={**heard.fields, told.field: (told.before, told.after, told.taken)}
                )
        return [found[key] for key in sorted(found)][:limit]

    def arrived(self, login: str, root: str, sha256: str) -> Arrived | None:
        """What there is of a file."""
        return self.files.get((root, sha256)) if self.sees(login, self.roots.get(root, "")) else None

    def put_piece(self, login: str, root: str, sha256: str, n: int, data: bytes) -> bool:
        """A piece that was not there."""
        if not self._may_put(login, root, sha256):
            return False
        there = self.files.get((root, sha256), Arrived(whole=False, pieces=()))
        if n in there.pieces or there.whole:
            assert not self.sees(login, self.roots[root]), "nothing is sent twice by who sees that it is there"
            return True
        self.files[root, sha256] = Arrived(whole=False, pieces=(*there.pieces, n))
        self.pieces[root, sha256, n] = data
        return True

    def key_of_file(self, login: str, root: str, sha256: str) -> bytes | None:
        """For who may read it or hand it in."""
        seen = root in self.roots and (self.sees(login, self.roots[root]) or self._may_put(login, root, sha256))
        return self.keys.setdefault(root, hashlib.sha256(root.encode()).digest()) if seen else None

    def end_file(self, login: str, root: str, sha256: str, sent: str | None) -> bool:
        """Whether the bytes are those that were sent."""
        if not self._may_put(login, root, sha256):
            return False
        if (there := self.files.pop((root, sha256))).whole:
            self.files[root, sha256] = there
            return True
        data = b"".join(self.pieces[root, sha256, n] for n in sorted(there.pieces))
        if right := hashlib.sha256(data).hexdigest() == (sent or sha256):
            self.files[root, sha256] = replace(there, whole=True, sealed=sent is not None)
        return right

    def _may_put(self, login: str, root: str, sha256: str) -> bool:
        """Who may change it, and who handed in its record."""
        told = (t.after.get("sha256") for t in self.history if (t.root, t.field, t.login) == (root, WHOLE, login))
        refused = (change.get("n", {}).get("sha256") for change in self.parked if change["r"] == root)
        return root in self.roots and (self.sees(login, self.roots[root]) or sha256 in {*told, *refused})

    def piece(self, login: str, root: str, sha256: str, n: int) -> bytes:
        """One of them."""
        assert self.sees(login, self.roots[root])
        return self.pieces[root, sha256, n]

    def marks(self, login: str, scope: str, table: str) -> dict[str, int]:
        """The mark of each row."""
        assert self.sees(login, scope)
        return {k.id: self._mark(k) for k in self.rows.values() if (k.table, k.scope) == (table, scope)}

    def digests(self, login: str) -> list[Digest]:
        """What stands in each scope and table."""
        found = [Digest(scope, self.scopes[scope].head, "", 0, 0) for scope in sorted(self.access[login])]
        for scope in sorted(self.access[login]):
            for table in synced():
                if marks := self.marks(login, scope, table):
                    found.append(Digest(scope, self.scopes[scope].head, table, len(marks), together(marks.values())))
        return found

    def _mark(self, kept: Kept) -> int:
        table = synced()[kept.table]
        keys = (kept.id, kept.rev, kept.root) + (() if table.apart else (kept.parent, kept.values.get(DELETED, 0)))
        return mark((*keys, *(kept.values.get(f.name) for f in table.fields)))

    def page(self, login: str, scope: str, table: str, after: str, limit: int) -> list[Row]:
        """The first load."""
        assert self.sees(login, scope)
        found = sorted(k.id for k in self.rows.values() if k.table == table and k.scope == scope and k.id > after)
        return [self.rows[table, each].row() for each in found[:limit]]

    # what an administrator does ---------------------------------------------------------------------------------

    def erase(self, root: str) -> None:
        """A person goes, everywhere; only the number stays."""
        self.erased.add(root)
        stays = self.stays.pop(root, set())
        self.unaware = {key: told for key, told in self.unaware.items() if key[1] != root}
        self.unconfirmed[root] = {name for name, device in self.devices.items() if device.visited.keys() & stays}
        for known in self.devices.values():
            own = {key[1] for key, kept in self.rows.items() if kept.root == root} | {root}
            for number, (sha, answer) in known.answers.items():
                if answer is None:
                    continue
                revs = {key: rev for key, rev in answer.revs.items() if key[1] not in own}
                fates = [fate for fate in answer.fates if fate[1] not in own]
                known.answers[number] = sha, Answer(number, revs, fates, answer.now)
        self.rows = {key: kept for key, kept in self.rows.items() if kept.root != root}
        self.roots.pop(root, None)
        self.files = {key: file for key, file in self.files.items() if key[0] != root}
        self.keys.pop(root, None)
        self.history = [told for told in self.history if told.root != root]
        self.parked = [change for change in self.parked if change["r"] != root]
        for scope in self.scopes.values():
            if self._drop_entries(scope, root):
                scope.say(What.ERASED, "", root, root)

    def tidy(self) -> set[str]:
        """What was deleted long ago goes for good, from below upwards; the ids of it."""
        went: set[str] = set()
        questions = [k for k in self.rows.values() if k.table == CONFLICT and not k.values["settled"]]
        undecided = {k.values["record"] for k in questions}
        coming_back = {k.root for k in questions if k.values["field"] == DELETED}
        for name in reversed([t.name for t in synced().values() if not t.apart]):
            for key, kept in sorted(self.rows.items(), key=lambda item: item[0]):
                parents = {row.parent for row in self.rows.values() if row.table != CONFLICT}
                if key[0] != name or not kept.values.get(DELETED) or kept.id in undecided | parents:
                    continue
                if kept.root in coming_back:
                    continue
                went.add(kept.id)
                for other in [k for k, r in self.rows.items() if kept.id in (r.id, r.values.get("record"))]:
                    del self.rows[other]
                    self.scopes[kept.scope].feed.pop(other, None)
                self.scopes[kept.scope].say(What.GONE, *key, kept.root)
                self.history = [told for told in self.history if told.id != kept.id]
                if kept.id == kept.root:
                    self.roots.pop(kept.root, None)
        return went

    def move(self, root: str, to: str) -> None:
        """A person goes to another desk: out of one feed, into the other, at once."""
        left, entered = self.scopes[self.roots[root]], self.scopes[to]
        now = self.clock.now()
        for name, device in self.devices.items():
            last = device.visited.get(self.roots[root])
            if last is not None and last + timedelta(days=1) >= self.since[root]:
                self.unaware[name, root, self.roots[root]] = None
        self.since[root] = now
        self.roots[root] = to
        self.stays.setdefault(root, set()).add(to)
        gone = [key for key, (_, what, of) in sorted(left.feed.items()) if of == root and what is What.GONE]
        self._drop_entries(left, root)
        self._drop_entries(entered, root)
        left.say(What.LEFT, "", root, root)
        for told in self.history:
            if told.root == root:
                told.scope = to
        for key, kept in self.rows.items():
            if kept.root == root:
                kept.scope = to
                entered.say(What.UPSERT, *key, root)
        for key in gone:  # who sees both desks keeps the person, and has yet to hear of it
            entered.say(What.GONE, *key, root)

    def end(self, device: str, order: str) -> None:
        """The administrator ends a laptop, or takes that back."""
        self.ended[device] = order

    def limit(self, oldest: int) -> None:
        """Older programs fetch nothing."""
        self.oldest = oldest

    def cannot_keep(self, word: str) -> None:
        """From now on it refuses this word as a town or as a number of a case."""
        self.impossible = word

    def look_at_everything(self) -> None:
        """What the invariants are about stands here already."""

    def backup(self) -> dict[str, Any]:
        """Everything as it is now."""
        return copy.deepcopy({name: value for name, value in vars(self).items() if name != "clock"})

    def restore(self, kept: dict[str, Any], access: dict[str, set[str]], erased: set[str]) -> None:
        """Yesterday's backup, as `server restored` has it: who is told goes again, and it says it is another."""
        another = str(uuid.uuid5(uuid.UUID(self.epoch), "restored"))
        vars(self).update(copy.deepcopy(kept))
        self.access, self.epoch, self.lift = access, another, max(self.lift, self._now())
        for root in sorted(erased):
            self.erase(root)

    def next_rev(self, rev: int) -> int:
        """The one that follows."""
        return max(rev, self.lift) + 1

    def _drop_entries(self, scope: Scope, root: str) -> bool:
        before = len(scope.feed)
        scope.feed = {key: entry for key, entry in scope.feed.items() if entry[2] != root}
        return len(scope.feed) < before

    def _now(self) -> int:
        return round(self.clock.now().timestamp() * 1000)


class Pushing:
    """One batch on its way in."""

    def __init__(self, server: MemoryServer, login: str, device: str, me: int) -> None:
        self.server, self.login, self.device, self.me = server, login, device, me
        self.revs: dict[Key, int] = {}
        self.fates: list[tuple[str, str, Fate]] = []
        self.touched: dict[Key, None] = {}
        self.moved: set[str] = set()

    def push(self, number: int, changes: list[dict[str, Any]]) -> Answer:
        """Every change, then moves, then positions."""
        for change in changes:
            change["h"] = min(change["h"], latest(self.server.clock.now()))
            self._one(change)
        self._ask_about_deleted(changes)
        for key in sorted(self.touched):
            kept = self.server.rows[key]
            self.server.scopes[kept.scope].say(What.UPSERT, *key, kept.root)
        for root in sorted(self.moved):
            self._follow_newest_case(root)
        return Answer(number, self.revs, self.fates, self.server._now())

    def _one(self, change: dict[str, Any]) -> None:
        key, root = (change["t"], change["id"]), change["r"]
        if root in self.server.erased:
            self.fates.append((change["t"], root, Fate.ERASED))
        elif change["t"] == CONFLICT:
            self._settle(key, *change["f"][SETTLED])
        elif change["t"] in synced() and self.server.is_handed_over(self.login, self.device, root):
            self._hand_over(key, change)
        elif change["t"] not in synced() or not (self._insert(key, change) or self._edit(key, change)):
            self._park(key, change)

    def _park(self, key: Key, change: dict[str, Any]) -> None:
        self.server.parked.append(change | {"login": self.login})
        self.fates.append((*key, Fate.PARKED))

    def _insert(self, key: Key, change: dict[str, Any]) -> bool:
        table = synced()[change["t"]]
        scope = self.server.roots.get(change["r"])
        if "n" not in change or key in self.server.rows:
            return False
        if any(self._is_gone(scope, change) for scope in self.server.scopes.values()):
            return False
        if scope is None and change["id"] == change["r"]:
            scope = REGION if table.of_region else change["s"]
        if scope is None or not self.server.writes(self.login, scope):
            return False
        self.server.roots.setdefault(change["r"], scope)
        self.server.stays.setdefault(change["r"], {scope})
        self.server.since.setdefault(change["r"], self.server.clock.now())
        self._put(key, change, scope)
        self.revs[key] = 1
        if change["t"] == CASE:
            self.moved.add(change["r"])
        return True

    def _is_gone(self, scope: Scope, change: dict[str, Any]) -> bool:
        """Whether it went for good, or what it stands below."""
        keys = (change["t"], change["id"]), (synced()[change["t"]].spec.parent, change.get("p"))
        return any(key in keys and what is What.GONE for key, (_, what, _) in scope.feed.items())

    def _put(self, key: Key, change: dict[str, Any], scope: str) -> Kept:
        kept = self._keep(key, change, scope, 1, {DELETED: 0} | change["n"])
        self._tell(self._number(), kept, change, WHOLE, None, change["n"] | {"parent": change.get("p")}, taken=True)
        return kept

    def _hand_over(self, key: Key, change: dict[str, Any]) -> None:
        """The desk that has the case now is asked; what is new comes in, a new case as deleted."""
        table, scope = synced()[change["t"]], self.server.roots[change["r"]]
        main = self.server.rows.get((table.spec.name, change["id"]))
        gone = self._is_gone(self.server.scopes[scope], change)
        if main is None and "n" in change and not table.apart and not gone:
            asks = change["t"] == CASE and not change["n"].get(DELETED)
            kept = self._put(key, change | {"n": change["n"] | ({DELETED: 1} if asks else {})}, scope)
            if asks:
                self._ask(kept, change, {DELETED: 0})
            self.fates.append((*key, Fate.OFFERED))
            return
        if main is None or main.root != change["r"]:
            self._park(key, change)
            return
        kept = self.server.rows.get(key) or self._keep(key, change, scope, 0, {})
        offered = change.get("f") or {name: [value] for name, value in change["n"].items()}
        other = {
            n: v for n, (v, *_) in offered.items() if v != kept.values.get(n) and not self._wrote_later(kept, n, change)
        }
        number = self._number()
        for name, value in other.items():
            self._tell(number, kept, change, name, kept.values.get(name), value, taken=False)
        if other and kept.values.get(DELETED) and DELETED not in offered:
            other[DELETED] = 0
        self._ask(kept, change, other)
        self.fates.append((*key, Fate.OFFERED if other else Fate.SAME))

    def _wrote_later(self, kept: Kept, name: str, change: dict[str, Any]) -> bool:
        _, hlc, by = kept.wrote.get(name, (0, 0, 0))
        return by == self.me and change["h"] < hlc

    def _ask(self, kept: Kept, change: dict[str, Any], other: dict[str, Value]) -> None:
        for name, value in other.items():
            offer = Offer(value, 0, change["h"], self.me)
            self._conflict(kept, name, kept.standing(name), offer, Verdict(taken=False, conflict=True))

    def _keep(self, key: Key, change: dict[str, Any], scope: str, rev: int, values: dict[str, Value]) -> Kept:
        kept = Kept(*key, change["r"], change.get("p"), scope, rev, change["h"], self.me, values)
        self.server.rows[key] = kept
        self.touched[key] = None
        return kept

    def _edit(self, key: Key, change: dict[str, Any]) -> bool:
        table, kept = synced()[change["t"]], self.server.rows.get(key)
        main = self.server.rows.get((table.spec.name, change["id"]))
        if main is None or not self.server.writes(self.login, main.scope):
            return False
        if kept is None:
            kept = self._keep(key, change, main.scope, 0, {})
        offered = change.get("f") or {name: [value, 0] for name, value in change["n"].items()}
        taken: dict[str, Value] = {}
        conflict, number = False, self._number()
        led: Verdict | None = None
        for name in sorted(offered, key=lambda each: each != table.stage):
            value, based = offered[name]
            base = based if based <= max(kept.rev, self.server.lift) else 0
            offer, standing = Offer(value, base, change["h"], self.me), kept.standing(name)
            verdict = decide(table.rule(name), standing, offer)
            if name == table.stage and verdict != NOTHING:
                led = verdict
            elif table.rule(name) is Merge.FOLLOWS:
                shown = taken.get(str(table.stage), kept.values.get(str(table.stage)))
                verdict = follow(led, verdict, belongs=in_stage(value, shown))
            if standing.value != value:
                self._tell(number, kept, change, name, standing.value, value, taken=verdict.taken)
            if verdict.taken:
                taken[name] = value
            if verdict.conflict:
                self._conflict(kept, name, standing, offer, verdict)
                conflict = True
            conflict |= self._delete_against_edit(kept, name, offer, verdict)
        for name, value in taken.items():
            kept.values[name] = value
            kept.wrote[name] = (self.server.next_rev(kept.rev), change["h"], self.me)
        if taken:
            kept.rev = self.server.next_rev(kept.rev)
            self.touched[key] = None
            if change["t"] == CASE:
                self.moved.add(kept.root)
            self.revs[key] = kept.rev
        if conflict:
            self.fates.append((*key, Fate.CONFLICT))
        elif not taken:
            self.fates.append((*key, Fate.SAME))
        return True

    def _number(self) -> int:
        self.server.told += 1
        return self.server.told

    def _tell(
        self, n: int, kept: Kept, change: dict[str, Any], name: str, before: Value, after: Any, *, taken: bool
    ) -> None:
        told = Told(
            n,
            kept.scope,
            self.login,
            change["h"],
            change.get("a", {}),
            kept.table,
            kept.id,
            kept.root,
            name,
            before,
            after,
            taken,
        )
        self.server.history.append(told)

    def _delete_against_edit(self, kept: Kept, name: str, offer: Offer, verdict: Verdict) -> bool:
        """The row stays deleted, and the other side is told that somebody was still at work on it."""
        gone = kept.standing(DELETED)
        if name == DELETED and offer.value and verdict.taken and not verdict.conflict:
            others = [kept.standing(each) for each in kept.wrote if each != DELETED]
            seen_less = [each for each in others if unseen([each], offer.base, self.me)]
            for each in sorted(seen_less, key=lambda other: (other.rev, other.hlc, other.by))[-1:]:
                self._conflict(kept, DELETED, Standing(0, each.rev, each.hlc, each.by), offer, Verdict(True, True))
            return bool(seen_less)
        if name != DELETED and gone.value and unseen([gone], offer.base, self.me) and verdict.taken:
            self._conflict(kept, DELETED, gone, Offer(0, offer.base, offer.hlc, self.me), Verdict(False, True))
            return True
        return False

    def _ask_about_deleted(self, changes: list[dict[str, Any]]) -> None:
        """Work that stands below something deleted: one of the two people did not see what the other did."""
        works: dict[Key, list[Kept]] = {}
        for change in changes:
            own, deletes = self.server.rows.get((change["t"], change["id"])), change.get("f", {}).get(DELETED)
            if own is None or not (deletes or change.get("p")):
                continue
            if deletes and deletes[0] and own.standing(DELETED).by == self.me:
                below = (k for k in self.server.rows.values() if k.parent == own.id)
                for kept in sorted(below, key=lambda k: k.table):
                    works.setdefault((own.id, kept.table), []).append(kept)
            elif not (deletes and deletes[0]) and own.parent and own.standing(DELETED).by == self.me:
                works.setdefault((own.parent, own.table), []).append(own)
        for (record, table), found in works.items():
            above = self.server.rows.get((str(synced()[table].spec.parent), record))
            if above is None:
                continue  # it was refused, and its laptop keeps it
            gone = above.standing(DELETED)
            standing = [kept.standing(DELETED) for kept in found if not kept.values.get(DELETED)]
            others = sorted((s for s in standing if s.by != gone.by), key=lambda s: (s.hlc, s.by))
            for newest in others[-1:] if gone.value else ():
                offer = Offer(0, newest.rev, newest.hlc, newest.by)
                self._conflict(above, DELETED, gone, offer, Verdict(taken=False, conflict=True))

    def _conflict(self, kept: Kept, name: str, standing: Standing, offer: Offer, verdict: Verdict) -> None:
        mine, theirs = (offer.value, offer.by, offer.hlc), (standing.value, standing.by, standing.hlc)
        shown, other = (mine, theirs) if verdict.taken else (theirs, mine)
        values: dict[str, Value] = {"tbl": kept.table, "record": kept.id, "field": name, "settled": 0}
        values |= dict(
            zip(("kept", "kept_by", "kept_hlc", "lost", "lost_by", "lost_hlc"), (*shown, *other), strict=True)
        )
        for open_one in self.server.rows.values():
            same = ("tbl", "record", "field", "lost_by", "settled")
            if open_one.table == CONFLICT and all(open_one.values[part] == values[part] for part in same):
                open_one.values |= values
                open_one.rev = self.server.next_rev(open_one.rev)
                open_one.by = 0
                self.touched[CONFLICT, open_one.id] = None
                return
        number = sum(1 for row in self.server.rows.values() if row.table == CONFLICT) + 1
        made = str(uuid.uuid5(uuid.UUID(self.server.epoch), f"{number} {offer.hlc} {kept.id} {name}"))
        self.server.rows[CONFLICT, made] = Kept(CONFLICT, made, kept.root, None, kept.scope, 1, 0, 0, values)
        self.touched[CONFLICT, made] = None

    def _settle(self, key: Key, settled: int, base: int) -> None:
        """By who saw it as it stands, or said so last (``by``)."""
        kept = self.server.rows.get(key)
        if kept is None or not self.server.writes(self.login, kept.scope):
            self.fates.append((*key, Fate.PARKED))
            return
        saw_it = base == kept.rev or kept.by == self.me or (base == 0 and settled)
        if kept.values[SETTLED] == settled or not saw_it or (not settled and self._is_open(kept)):
            self.fates.append((*key, Fate.SAME))
            return
        kept.values[SETTLED] = settled
        kept.by = self.me
        kept.rev = self.server.next_rev(kept.rev)
        self.touched[key] = None
        self.revs[key] = kept.rev

    def _is_open(self, kept: Kept) -> bool:
        """Whether the same is to be decided elsewhere."""
        same = ("tbl", "record", "field", "lost_by")
        rows = (row for row in self.server.rows.values() if row.table == CONFLICT and not row.values[SETTLED])
        return any(all(row.values[part] == kept.values[part] for part in same) for row in rows)

    def _follow_newest_case(self, root: str) -> None:
        rows = self.server.rows.values()
        cases = [k for k in rows if k.table == CASE and k.root == root and not k.values.get(DELETED)]
        desk = max(cases, key=lambda k: k.id).values.get(CASE_DESK) if cases else None
        if isinstance(desk, str) and desk in self.server.scopes and desk != self.server.roots[root]:
            self.server.move(root, desk)
