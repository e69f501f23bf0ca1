"""The transport to PostgreSQL: two functions and reads that row-level security narrows."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import psycopg

from desktop.application.erasures import Erasure, erasure_of
from desktop.application.syncing import (
    CONFLICT,
    Answer,
    Batch,
    Digest,
    Entry,
    Fate,
    Head,
    Heard,
    Registration,
    Row,
    What,
)
from desktop.domain.changes import DELETED
from desktop.domain.synced import CASE, synced
from desktop.sync.files import Arrived
from desktop.sync.line import Line
from desktop.sync.reading import Reading, Shape
from desktop.sync.server.schema import columns, shape_mark
from desktop.sync.transport import Known, nothing_known

LIFTS = 4
"""The version of a server that knows every batch by its hash, and gives higher revisions after a restore."""

WITNESSED = 5
"""The version of a server that says where its audit chains are, and ends the copy of a laptop with it."""


_WHAT = {what.value: what for what in What}


class PostgresTransport:
    """Implements `desktop.sync.transport.Transport`; ``connect`` opens the connection again after a cut."""

    def __init__(
        self, connect: Callable[[], psycopg.Connection[tuple[Any, ...]]], declared: Shape | None = None
    ) -> None:
        """``declared`` is what this program knows, unless a test brings an older one."""
        self._line = Line(connect)
        self._declared = declared
        self._reading = Reading(declared)
        self._version = 0

    def register(self, device: str, schema: int) -> Registration:
        """Say who this device is."""
        ((told,),) = self._line.ask("SELECT sync.register(%s, %s)", (device, schema))
        there = None
        if self._declared is not None or told["shape"] != shape_mark():
            ((there,),) = self._line.ask("SELECT sync.shape()")
        self._reading = Reading(self._declared, there)
        self._version = told["schema"]
        seen = frozenset(told["apart"]) if "apart" in told else None
        names = ("short", "last_batch", "epoch", "schema", "now", "erased", "lease", "ended", "oldest")
        proofs, mark = told.get("proofs", {}), told.get("erasures", "")  # an older server gives neither
        known = {name: told[name] for name in names}
        known |= {"apart": seen, "lifts": self._version >= LIFTS, "lacks": self._reading.lacks()}
        return Registration(**known, proofs=proofs, erasures=mark)

    def had(self, shas: Sequence[bytes]) -> Collection[bytes]:
        """Which of these batches are there; an older server does not know them by their hash."""
        if self._version < LIFTS:
            return ()
        return {bytes(sha) for (sha,) in self._line.ask("SELECT sync.had(%s::bytea[])", (list(shas),))}

    def confirm_ended(self, device: str) -> None:
        """Say that the order of the administrator was carried out here."""
        self._line.ask("SELECT sync.confirm_ended(%s)", (device,))

    def end_too(self, device: str, copy: str) -> None:
        """The order for a device goes for a copy of it; an older server does not know of copies."""
        if self._version >= WITNESSED:
            self._line.ask("SELECT sync.end_too(%s, %s)", (device, copy))

    def confirm_erased(self, device: str, roots: Sequence[str]) -> None:
        """Say that nothing is left here of these people."""
        self._line.ask("SELECT sync.confirm_erased(%s, %s::uuid[])", (device, list(roots)))

    def erase_again(self, proofs: Mapping[str, str]) -> int:
        """Tell a restored server who was erased."""
        proven = [bytes.fromhex(proof) for proof in proofs.values()]
        ((lost,),) = self._line.ask("SELECT sync.erase_again(%s::uuid[], %s::bytea[])", ([*proofs], proven))
        return int(lost)

    def ask_erasure(self, root: str, reference: str) -> None:
        """Ask that this person is erased; an officer who is somebody else confirms."""
        self._line.ask("SELECT sync.ask_erasure(%s, %s)", (root, reference))

    def drop_erasure(self, root: str) -> None:
        """Take back what was asked and not confirmed."""
        self._line.ask("SELECT sync.drop_erasure(%s)", (root,))

    def confirm_erasure(self, root: str) -> Erasure:
        """As an officer: erase what somebody else asked."""
        ((told,),) = self._line.ask("SELECT sync.confirm_erasure(%s)", (root,))
        return erasure_of(told)

    def erasures(self) -> Sequence[Erasure]:
        """Everything that was asked and done, as far as this person may know."""
        ((told,),) = self._line.ask("SELECT sync.erasures()")
        return [erasure_of(each) for each in told]

    def heads(self, seen: Mapping[str, int] | None = None) -> Sequence[Head]:
        """The scopes this person may see."""
        if self._version < WITNESSED:
            found = self._line.ask("SELECT scope::text, head, pruned_to FROM sync.scope ORDER BY scope")
        else:
            places = seen or {}
            found = self._line.ask(
                """SELECT s.scope::text, s.head, s.pruned_to, encode(s.link, 'hex'), coalesce(encode(l.link, 'hex'), '')
                FROM sync.scope s LEFT JOIN sync.links(%s::uuid[], %s::bigint[]) l USING (scope) ORDER BY s.scope""",
                ([*places], [*places.values()]),
            )
        return [Head(*row) for row in found]

    def push(self, device: str, batch: Batch) -> Answer:
        """Hand in a batch."""
        values = (device, batch.number, batch.sha, batch.payload)
        ((told,),) = self._line.ask("SELECT sync.push(%s, %s, %s, %s::jsonb)", values)
        revs = {
            (table, record): rev for (table, record), rev in ((key.split(" "), rev) for key, rev in told["r"].items())
        }
        return Answer(told["batch"], revs, [(t, i, Fate(fate)) for t, i, fate in told["x"]], told["now"])

    def feed(self, scope: str, after: int, limit: int, known: Known = nothing_known) -> Sequence[Entry]:
        """What changed in a scope; what was handed in from here comes back without its values."""
        entries = self._line.ask(
            """SELECT seq, what::text, tbl, id::text, root::text FROM sync.feed WHERE scope = %s AND seq > %s
            ORDER BY seq LIMIT %s""",
            (scope, after, limit),
        )
        wanted: dict[str, dict[str, str]] = {}
        for _, what, table, record, root in entries:
            if what == What.UPSERT:
                wanted.setdefault(table, {})[record] = root
        rows = {
            (table, row.id): row
            for table, roots in wanted.items()
            for row in self._newer(scope, table, roots, known(table, roots))
        }
        return [Entry(seq, _WHAT[what], table, i, rows.get((table, i))) for seq, what, table, i, _ in entries]

    def _newer(self, scope: str, table: str, ids: Iterable[str], known: Mapping[str, int]) -> Iterator[Row]:
        """Rows that are not known whole, of the others what changed since."""
        if new := [each for each in ids if each not in known]:
            yield from self.rows_by_id(table, new)
        if known:
            there = {"scope": scope, "known": json.dumps(known)}
            yield from self._reading.newer(table, self._line.ask(self._reading.select_newer(table), there))

    def rows_by_id(self, table: str, ids: Sequence[str]) -> Sequence[Row]:
        """These rows, as far as this person may see them."""
        if self._reading.missing(table):
            return ()
        return self._reading.rows(
            table, self._line.ask(f"{self._reading.select(table)} WHERE id = ANY (%s::uuid[])", (list(ids),))
        )

    def people(self, scope: str) -> int:
        """How many people a scope has."""
        asked = f"SELECT count(DISTINCT root) FROM app.{CASE} WHERE _scope = %s AND _deleted = 0"
        ((people,),) = self._line.ask(asked, (scope,))
        return int(people)

    def filled(self, scopes: Sequence[str]) -> Mapping[str, Collection[str]]:
        """The tables in which each of these scopes has rows."""
        there = [(t, "sync.conflict" if t == CONFLICT else f'app."{t}"') for t in (*synced(), CONFLICT)]
        asked = " UNION ALL ".join(
            f"SELECT '{table}', s FROM asked, LATERAL (SELECT 1 FROM {rows} WHERE _scope = s LIMIT 1)"
            for table, rows in there if not self._reading.missing(table)
        )  # fmt: skip
        found: dict[str, set[str]] = {scope: set() for scope in scopes}
        for table, scope in self._line.ask(f"WITH asked AS (SELECT unnest(%s::uuid[]) AS s) {asked}", (list(scopes),)):
            found[str(scope)].add(table)
        return found

    def roots_of(self, scope: str, person: str) -> Sequence[str]:
        """The people with an open case of this counsellor."""
        asked = f"""SELECT DISTINCT root::text FROM app.{CASE}
            WHERE _scope = %s AND counsellor = %s AND closed_on IS NULL AND _deleted = 0"""
        return [root for (root,) in self._line.ask(asked, (scope, person))]

    def rows_of(self, roots: Sequence[str]) -> Sequence[Row]:
        """Everything of these people, their conflicts too."""
        kinds = [t.name for t in synced().values() if not t.of_region]
        there = [table for table in (*kinds, CONFLICT) if not self._reading.missing(table)]
        asked = ((table, f"{self._reading.select(table)} WHERE root = ANY (%s::uuid[])") for table in there)
        return [
            row for table, select in asked for row in self._reading.rows(table, self._line.ask(select, (list(roots),)))
        ]

    def snapshot_page(self, scope: str, table: str, after: str, limit: int) -> Sequence[Row]:
        """The rows of a scope in order of id."""
        if self._reading.missing(table):
            return ()
        # t.id: "id" alone is the text that is read, and no index is in its order
        asked = f"{self._reading.select(table)} WHERE _scope = %s AND id > %s ORDER BY t.id LIMIT %s"
        return self._reading.rows(table, self._line.ask(asked, (scope, after, limit)))

    def arrived(self, root: str, sha256: str) -> Arrived | None:
        """What the server has of a file."""
        found = self._line.ask(
            """SELECT f.whole, ARRAY (SELECT n FROM sync.piece p WHERE p.root = f.root AND p.sha256 = f.sha256
                ORDER BY n), coalesce((to_jsonb(f)->>'sealed')::boolean, false)
            FROM sync.file f WHERE f.root = %s AND f.sha256 = %s""",
            (root, sha256),
        )
        return Arrived(*found[0]) if found else None

    def put_piece(self, root: str, sha256: str, n: int, data: bytes) -> bool:
        """Hand in a piece."""
        ((taken,),) = self._line.ask("SELECT sync.put_piece(%s, %s, %s, %s)", (root, sha256, n, data))
        return bool(taken)

    def key_of_file(self, root: str, sha256: str) -> bytes | None:
        """The key of a person's files; a server before version 4 keeps none."""
        ((keeps,),) = self._line.ask("SELECT to_regprocedure('sync.key_of_file(uuid, text)') IS NOT NULL")
        if not keeps:
            return None
        ((key,),) = self._line.ask("SELECT sync.key_of_file(%s, %s)", (root, sha256))
        return key if key is None else bytes(key)

    def end_file(self, root: str, sha256: str, sent: str | None) -> bool:
        """Say that this was all."""
        asked = "SELECT sync.end_file(%s, %s)" if sent is None else "SELECT sync.end_file(%s, %s, %s)"
        ((right,),) = self._line.ask(asked, (root, sha256) if sent is None else (root, sha256, sent))
        return bool(right)

    def piece(self, root: str, sha256: str, n: int) -> bytes:
        """One piece; an empty one where it is not there any more."""
        found = self._line.ask(
            "SELECT data FROM sync.piece WHERE root = %s AND sha256 = %s AND n = %s", (root, sha256, n)
        )
        return bytes(found[0][0]) if found else b""

    def digests(self) -> Sequence[Digest] | None:
        """What stands in each scope and table."""
        if self._reading.differs:
            return None
        counted = " UNION ALL ".join(
            f"""SELECT _scope, '{table}', count(*), bit_xor({_mark(table)}) FROM app."{table}" GROUP BY _scope"""
            for table in synced()
        )
        asked = f"""SELECT s.scope::text, s.head, coalesce(d.tbl, ''), coalesce(d.n, 0), coalesce(d.mark, 0)
            FROM sync.scope s LEFT JOIN ({counted}) AS d(scope, tbl, n, mark) ON d.scope = s.scope"""
        return [Digest(*row) for row in self._line.ask(asked)]

    def marks(self, scope: str, table: str) -> Mapping[str, int]:
        """The mark of each row."""
        return dict(self._line.ask(f'SELECT id::text, {_mark(table)} FROM app."{table}" WHERE _scope = %s', (scope,)))

    def history(self, asked: Mapping[str, int], limit: int) -> Sequence[Heard]:
        """What was done to these roots."""
        rows = self._line.ask(
            """SELECT h.n, h.tbl, h.id::text, h.root::text, coalesce(h.person::text, ''), h.hlc, h.action, h.fields
            FROM unnest(%s::uuid[], %s::bigint[]) AS a(root, after) CROSS JOIN LATERAL (
                SELECT * FROM sync.history WHERE root = a.root AND n > a.after ORDER BY n LIMIT %s) h
            ORDER BY h.root, h.n LIMIT %s""",
            (list(asked), list(asked.values()), limit, limit),
        )
        return [Heard(*row) for row in rows]

    def interrupt(self) -> None:
        """From another thread: what is being asked ends now, and nothing is asked any more."""
        self._line.interrupt()

    def close(self) -> None:
        """Let the connection go."""
        self._line.close()


@cache
def _mark(table: str) -> str:
    """`desktop.domain.digest.mark` in SQL."""
    keys = ["id", "_rev", "root"] + ([] if synced()[table].apart else ["parent", DELETED])
    parts = ", ".join(f"""coalesce("{name}"::text, E'\\x01')""" for name in (*keys, *columns(table)))
    text = f"concat_ws(E'\\x1f', {parts})"
    return f"('x' || left(encode(sha256(convert_to({text}, 'UTF8')), 'hex'), 16))::bit(64)::bigint"
