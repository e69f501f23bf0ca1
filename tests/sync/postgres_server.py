"""The real PostgreSQL in the place of the played server, so that the same simulator runs against it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import psycopg
from typing_extensions import override

from desktop.application.syncing import CONFLICT, Answer, Batch, Digest, Entry, Head, Heard, Registration, Row, What
from desktop.domain.changes import DELETED
from desktop.domain.synced import REGION, synced
from desktop.sync.engine import SCHEMA
from desktop.sync.files import Arrived
from desktop.sync.postgres import PostgresTransport
from desktop.sync.server.devices import devices, end, set_limits
from desktop.sync.server.install import add_desk, add_user
from desktop.sync.server.schema import columns
from desktop.sync.transport import Known, nothing_known
from tests.stillness import StillClock
from tests.sync.conftest import Admin
from tests.sync.memory_server import Kept, MemoryServer, Scope, Told


class Access(dict[str, set[str]]):
    """Who sees which scope; a change is one on the server."""

    def __init__(self, admin: Admin) -> None:
        super().__init__()
        self._admin = admin

    @override
    def __setitem__(self, login: str, scopes: set[str]) -> None:
        for scope in sorted(scopes - {REGION} - self.get(login, set())):
            add_user(self._admin, login, REGION, scope, "counsellor", None)
        for scope in sorted(self.get(login, set()) - scopes):
            self._admin.execute("DELETE FROM sync.staff_scope WHERE login = %s AND scope = %s", (login, scope))
        super().__setitem__(login, set(scopes))


class PostgresServer(MemoryServer):
    """Answers from PostgreSQL; `look` fetches what the invariants are checked on."""

    def __init__(self, clock: StillClock, desks: Sequence[str], address: str, database: str, admin: Admin) -> None:
        super().__init__(clock, desks)
        self._admin, self._address, self._database = admin, address, database
        self._lines: dict[str, PostgresTransport] = {}
        for desk in desks:
            add_desk(admin, desk, "desk")
        self.access = Access(admin)

    def line(self, login: str) -> PostgresTransport:
        """A person's own connection."""
        if login not in self._lines:
            self._lines[login] = PostgresTransport(
                lambda: psycopg.connect(self._address, dbname=self._database, user=login)
            )
        return self._lines[login]

    def close(self) -> None:
        """Let all connections go."""
        for line in self._lines.values():
            line.close()

    @override
    def register(self, login: str, device: str) -> Registration:
        return self.line(login).register(device, SCHEMA)

    @override
    def had(self, login: str, shas: Sequence[bytes]) -> Collection[bytes]:
        return self.line(login).had(shas)

    @override
    def erase_again(self, login: str, proofs: Mapping[str, str]) -> int:
        lost = self.line(login).erase_again(proofs)
        self.look()
        return lost

    @override
    def confirm_erased(self, login: str, device: str, roots: Sequence[str]) -> None:
        self.line(login).confirm_erased(device, roots)

    @override
    def heads(self, login: str, seen: Mapping[str, int]) -> Sequence[Head]:
        return self.line(login).heads(seen)

    @override
    def push(self, login: str, device: str, batch: Batch) -> Answer:
        answer = self.line(login).push(device, batch)
        self.look()
        return answer

    @override
    def feed(self, login: str, scope: str, after: int, limit: int, known: Known = nothing_known) -> list[Entry]:
        return list(self.line(login).feed(scope, after, limit, known))

    @override
    def of_ids(self, login: str, table: str, ids: Sequence[str]) -> list[Row]:
        return list(self.line(login).rows_by_id(table, ids))

    @override
    def history_of(self, login: str, asked: Mapping[str, int], limit: int) -> list[Heard]:
        return list(self.line(login).history(asked, limit))

    @override
    def arrived(self, login: str, root: str, sha256: str) -> Arrived | None:
        return self.line(login).arrived(root, sha256)

    @override
    def put_piece(self, login: str, root: str, sha256: str, n: int, data: bytes) -> bool:
        return self.line(login).put_piece(root, sha256, n, data)

    @override
    def key_of_file(self, login: str, root: str, sha256: str) -> bytes | None:
        return self.line(login).key_of_file(root, sha256)

    @override
    def end_file(self, login: str, root: str, sha256: str, sent: str | None) -> bool:
        return self.line(login).end_file(root, sha256, sent)

    @override
    def piece(self, login: str, root: str, sha256: str, n: int) -> bytes:
        return self.line(login).piece(root, sha256, n)

    @override
    def marks(self, login: str, scope: str, table: str) -> dict[str, int]:
        return dict(self.line(login).marks(scope, table))

    @override
    def digests(self, login: str) -> list[Digest]:
        return list(self.line(login).digests() or ())

    @override
    def page(self, login: str, scope: str, table: str, after: str, limit: int) -> list[Row]:
        return list(self.line(login).snapshot_page(scope, table, after, limit))

    @override
    def people(self, login: str, scope: str) -> int:
        return self.line(login).people(scope)

    @override
    def filled(self, login: str, scopes: Sequence[str]) -> Mapping[str, Collection[str]]:
        return self.line(login).filled(scopes)

    @override
    def roots_of(self, login: str, scope: str, person: str) -> list[str]:
        return list(self.line(login).roots_of(scope, person))

    @override
    def rows_of(self, login: str, roots: Sequence[str]) -> list[Row]:
        return list(self.line(login).rows_of(roots))

    @override
    def erase(self, root: str) -> None:
        self._admin.execute("SELECT sync.erase(%s)", (root,))
        self.erased.add(root)
        self.look()

    @override
    def confirm_ended(self, login: str, device: str) -> None:
        self.line(login).confirm_ended(device)

    @override
    def end_too(self, login: str, device: str, copy: str) -> None:
        self.line(login).end_too(device, copy)
        self.ended[copy] = self.ended[device]

    @override
    def end(self, device: str, order: str) -> None:
        super().end(device, order)
        (known,) = [each for each in devices(self._admin) if self._short(device) == each.number]
        end(self._admin, known.number, order)

    @override
    def may_write(self, scope: str, *, may: bool) -> None:
        super().may_write(scope, may=may)
        self._admin.execute("UPDATE sync.staff_scope SET writes = %s WHERE scope = %s", (may, scope))

    @override
    def limit(self, oldest: int) -> None:
        set_limits(self._admin, lease=None, oldest=oldest)

    def _short(self, device: str) -> object:
        ((short,),) = self._admin.execute("SELECT short FROM sync.device WHERE device = %s", (device,)).fetchall()
        return short

    @override
    def tidy(self) -> set[str]:
        gone = "SELECT id::text FROM sync.feed WHERE what = 'g'"
        before = set(self._admin.execute(gone).fetchall())
        self._admin.execute("SELECT sync.tidy(1000, '-1 day')")
        self.look()
        return {each for (each,) in set(self._admin.execute(gone).fetchall()) - before}

    @override
    def cannot_keep(self, word: str) -> None:
        for table, field in (("candidate", "city"), ("traject", "ref_no")):
            check = f"ALTER TABLE app.{table} ADD CHECK ({field} IS DISTINCT FROM '{word}')"
            self._admin.execute(check.encode())

    def look(self) -> None:
        """What stands on the server now, as far as the players look at it."""
        ask = self._admin.execute
        self.roots = dict(ask("SELECT root::text, scope::text FROM sync.root").fetchall())

    @override
    def look_at_everything(self) -> None:
        """All that the invariants are about."""
        self.look()
        self.rows, self.history = {}, []
        ask = self._admin.execute
        for table in (*synced(), CONFLICT):
            keys = "id::text, root::text, _scope::text, _rev, "
            keys += "NULL, 0" if table == CONFLICT else "parent::text, _deleted"
            read = "".join(f', "{name}"' if name != "record" else ", record::text" for name in columns(table))
            source = "sync.conflict" if table == CONFLICT else f'app."{table}"'
            for i, root, scope, rev, parent, deleted, *values in ask(f"SELECT {keys}{read} FROM {source}".encode()):
                told: dict[str, Any] = dict(zip(columns(table), values, strict=True))
                if table != CONFLICT:
                    told[DELETED] = deleted
                self.rows[table, i] = Kept(table, i, root, parent, scope, rev, 0, 0, told)
        told_of = (
            "SELECT n, _scope::text, login, hlc, action, tbl, id::text, root::text, fields FROM sync.history ORDER BY n"
        )
        for n, scope, login, hlc, action, table, i, root, fields in ask(told_of).fetchall():
            self.history += [
                Told(n, scope, login, hlc, action, table, i, root, f, old, new, taken)
                for f, (old, new, taken) in fields.items()
            ]
        self.unconfirmed = {}
        done = ask("SELECT device::text FROM sync.device WHERE done_at IS NOT NULL").fetchall()
        self.done = {device.replace("-", "") for (device,) in done}
        for root, device in ask("SELECT root::text, device::text FROM sync.erase_ack WHERE at IS NULL").fetchall():
            self.unconfirmed.setdefault(root, set()).add(device.replace("-", ""))
        self.parked = [
            change | {"login": login} for change, login in ask("SELECT change, login FROM sync.parked").fetchall()
        ]
        for scope, head in ask("SELECT scope::text, head FROM sync.scope").fetchall():
            feed = ask("SELECT tbl, id::text, seq, what::text, root::text FROM sync.feed WHERE scope = %s", (scope,))
            entries = {(t, i): (seq, What(what), root) for t, i, seq, what, root in feed.fetchall()}
            chain = ask("SELECT seq, encode(link, 'hex') FROM audit.entry WHERE scope = %s", (scope,)).fetchall()
            self.scopes[scope] = Scope(head, entries, dict(chain))
            assert ask("SELECT audit.verify(%s)", (scope,)).fetchone() == (None,), "the audit chain holds"
