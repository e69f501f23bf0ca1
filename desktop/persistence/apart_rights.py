"""Who may now see the N and S fields of a desk gets the earlier ones too; who may no longer loses them here."""

from __future__ import annotations

import json
from collections.abc import Collection

import sqlalchemy as sa

from desktop.domain.synced import synced
from desktop.persistence import batches, hearing, outbox, receiving
from desktop.persistence.engine import LEAVES_NOTHING, Raw, raw
from desktop.persistence.functions import SALT, SEAL

_KEY = "sync.apart"
_WAITS = """SELECT 1 FROM outbox AS o JOIN journal AS l ON l.seq = o.last
    WHERE o.batch <= 0 AND o.tbl LIKE '%!_!_apart' ESCAPE '!' AND l.root = ? LIMIT 1"""
_TABLES = tuple(t for t in synced().values() if t.apart)


def follow(connection: sa.Connection, scopes: Collection[str], desk: str) -> Collection[str]:
    """``scopes`` are those of which this person sees these fields; the roots that lost some are handed back."""
    on = raw(connection)
    found = on.execute("SELECT v FROM state WHERE k = ?", (_KEY,)).fetchone()
    before = set(json.loads(found[0])) if found else set(scopes)
    gained, lost = set(scopes) - before, before - set(scopes)
    roots = {root for scope in sorted(lost) for root in _roots(on, scope)}
    for scope in sorted(gained):
        receiving.load_from(on, scope, _TABLES[0].name)
        hearing.from_the_beginning(on, _roots(on, scope))
    if roots:
        connection.info[LEAVES_NOTHING] = True
        for root in sorted(roots):
            if on.execute(_WAITS, (root,)).fetchone():
                outbox.freeze(on, 0, desk, root)  # to be handed in; what is not theirs to write, the server parks
        _remove(on, roots)
    on.execute("INSERT OR REPLACE INTO state(k, v) VALUES (?, ?)", (_KEY, json.dumps(sorted(scopes))))
    return roots


def _roots(on: Raw, scope: str) -> list[str]:
    return [root for (root,) in on.execute("SELECT root FROM place WHERE scope = ?", (scope,)).fetchall()]


def _remove(on: Raw, roots: Collection[str]) -> None:
    """Out of rows, journal, history and conflicts; what the answered batches held of them too."""
    listed = json.dumps(sorted(roots))
    of_roots = "root IN (SELECT value FROM json_each(?1))"
    for table in _TABLES:
        names = ", ".join(f"'{field.name}'" for field in table.fields)
        ids = f'SELECT id FROM "{table.name}" WHERE {of_roots}'
        on.execute(f"DELETE FROM revision WHERE tbl = '{table.name}' AND id IN ({ids})", (listed,))
        on.execute(f'DELETE FROM "{table.name}" WHERE {of_roots}', (listed,))
        of_fields = f"{of_roots} AND kind = '{table.spec.name}' AND field IN ({names})"
        on.execute(
            f"""UPDATE journal SET before = NULL, after = NULL, seal = substr(seal, {SALT + 1})
            WHERE {of_fields} AND length(seal) = {SEAL}""",
            (listed,),
        )
        on.execute(f"DELETE FROM heard WHERE {of_fields}", (listed,))
        for rows in ("outbox", "revision"):
            of_conflicts = f"SELECT id FROM conflict WHERE tbl = '{table.name}' AND {of_roots}"
            on.execute(f"DELETE FROM {rows} WHERE tbl = 'conflict' AND id IN ({of_conflicts})", (listed,))
        on.execute(f"DELETE FROM conflict WHERE tbl = '{table.name}' AND {of_roots}", (listed,))
        for rows in ("refused", "unplaced"):
            on.execute(f"DELETE FROM {rows} WHERE tbl = '{table.name}' AND {of_roots}", (listed,))
    gone, tables = set(roots), {table.name for table in _TABLES}
    batches.keep_answered(on, lambda change: change["t"] not in tables or change["r"] not in gone)
