"""The shared database as SQL, made from the declarations: tables with row-level security, and a push for each of them.

Values stand in it as they are stored and sent: text, and whole numbers. N and S fields have a table of their own with a
policy of its own, because row-level security is per row.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from desktop.application.syncing import CONFLICT
from desktop.domain.changes import DELETED
from desktop.domain.fields import Field, Kind, Merge
from desktop.domain.records import RECORDS
from desktop.domain.synced import REGION, Synced, synced
from desktop.sync.server.roles import written

VERSION = 7
"""Of what this module makes; a server with a higher one is upgraded by a newer program only."""

GROUPS = ("overstap_staff", "overstap_auditor")
"""The two kinds of login: who works with records, and who may erase. Neither owns or writes a table."""

OWNER = "overstap_owner"
"""Owns everything and is nobody's login: the functions through which devices write run as it."""


class _Sql(Template):
    """A text of SQL in which a word with @ is filled in."""

    delimiter = "@"


_FOLDER = Path(__file__).parent
_BASE = _FOLDER / "base.sql"
_PARTS = ("files", "devices", "erasing", "asking", "handing_over", "tidying", "restoring")
_MORE = [_FOLDER / f"{name}.sql" for name in _PARTS]
_PUSH = _Sql((_FOLDER / "push.sql").read_text(encoding="utf-8"))
_EMPTY_ROWS = _Sql("""INSERT INTO app."@table"(id, root, _scope, _rev, _hlc, _by)
        SELECT m.id, m.root, m._scope, 0, least(c.h, believed), me
        FROM jsonb_to_recordset(changes) AS c(id uuid, h bigint) JOIN app."@main" m ON m.id = c.id
        WHERE m._scope = ANY (mine) ORDER BY m.id ON CONFLICT (id) DO NOTHING;""")
_WITH_PARENT = _Sql("""
            AND NOT EXISTS (  -- nor does anything come below it
                SELECT FROM sync.feed g WHERE g.scope = w.scope AND g.tbl = '@above'
                    AND g.id = c.p AND g.what = 'g')""")
_LATER = "(e.h, me) > (e.curh, e.curb)"
_SOONER = """coalesce(e.v #>> '{}', '') COLLATE "C" < coalesce(e.old #>> '{}', '') COLLATE "C\""""
_DECIDED = "SELECT *, wins AS taken, against AS conc FROM plain"
_FOLLOWING = _Sql("""SELECT *, against OR NOT taken AS conc FROM (SELECT *, CASE WHEN k <> ALL ('{@steps}') THEN wins
            ELSE coalesce(led, wins) AND coalesce(starts_with(v #>> '{}', shown || '.'), true) END AS taken
            FROM (SELECT *, bool_or(wins) FILTER (WHERE k = '@stage') OVER row AS led,
                CASE WHEN bool_or(wins) FILTER (WHERE k = '@stage') OVER row
                    THEN max(v #>> '{}') FILTER (WHERE k = '@stage') OVER row ELSE standing END AS shown
                FROM plain WINDOW row AS (PARTITION BY id)) p) p""")
_NUMBERS = {Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.FLAG}


def statements() -> Iterator[str]:
    """Everything, in order; running it again changes nothing."""
    yield "CREATE SCHEMA IF NOT EXISTS app"
    yield "CREATE SCHEMA IF NOT EXISTS sync"
    yield "CREATE SCHEMA IF NOT EXISTS audit"
    base = _BASE.read_text(encoding="utf-8")
    tables, functions = base.split("DO $$ BEGIN", 1)
    yield tables
    yield f"""INSERT INTO sync.meta(version) VALUES ({VERSION})
        ON CONFLICT (one) DO UPDATE SET version = greatest(meta.version, excluded.version)"""
    yield f"INSERT INTO sync.scope(scope, name) VALUES ('{REGION}', 'region') ON CONFLICT DO NOTHING"
    for table in synced().values():
        yield from _table(table)
    yield _names("tables", "name text, place int", [*synced(), CONFLICT])
    yield _names("person_tables", "name text, place int", [t.name for t in synced().values() if not t.of_region])
    below = ", ".join(f"('{spec.parent}', '{spec.name}')" for spec in RECORDS.values() if spec.parent)
    yield f"""CREATE OR REPLACE FUNCTION sync.child_tables() RETURNS TABLE(name text, child text) LANGUAGE sql IMMUTABLE
        SET search_path = '' AS $$ VALUES {below} $$"""
    may = ", ".join(f"('{role}', '{table}')" for role, table in written())
    yield f"""CREATE OR REPLACE FUNCTION sync.role_writes() RETURNS TABLE(role text, tbl text) LANGUAGE sql IMMUTABLE
        SET search_path = '' AS $$ VALUES {may} $$"""
    for name, told, kind in (("shape", json.dumps(shape()), "jsonb"), ("shape_mark", shape_mark(), "text")):
        yield f"""CREATE OR REPLACE FUNCTION sync.{name}() RETURNS {kind} LANGUAGE sql IMMUTABLE
            SET search_path = '' AS $$ SELECT '{told}'::{kind} $$"""
    yield "DO $$ BEGIN" + functions
    for more in _MORE:
        yield more.read_text(encoding="utf-8")
    for table in synced().values():
        yield _push(table)
    yield from _rights()


def shape() -> Mapping[str, tuple[str, ...]]:
    """Every table with its fields, as this program knows them."""
    return {table.name: tuple(f.name for f in table.fields) for table in synced().values()}


def shape_mark() -> str:
    """A short word for the shape, to compare."""
    return hashlib.sha256(json.dumps(shape(), sort_keys=True).encode()).hexdigest()[:16]


def columns(table: str) -> tuple[str, ...]:
    """What is read of a row of a table on the way, in order, after its keys."""
    if table == CONFLICT:
        return ("tbl", "record", "field", "kept", "kept_by", "kept_hlc", "lost", "lost_by", "lost_hlc", "settled")
    return tuple(f.name for f in synced()[table].fields)


def _type(field: Field) -> str:
    return "bigint" if field.kind in _NUMBERS else "text"


def _table(table: Synced) -> Iterator[str]:
    name = f'app."{table.name}"'
    yield f"""CREATE TABLE IF NOT EXISTS {name} (
        id uuid PRIMARY KEY, root uuid NOT NULL, parent uuid, _scope uuid NOT NULL,
        _rev bigint NOT NULL, _hlc bigint NOT NULL, _by int NOT NULL, _wrote jsonb NOT NULL DEFAULT '{{}}',
        {DELETED} smallint NOT NULL DEFAULT 0)"""
    yield f'ALTER TABLE {name} DROP CONSTRAINT IF EXISTS "{table.name}__scope_fkey"'
    for field in table.fields:
        yield f'ALTER TABLE {name} ADD COLUMN IF NOT EXISTS "{field.name}" {_type(field)}'
    yield f'CREATE INDEX IF NOT EXISTS "{table.name}_scope" ON {name} (_scope, id)'
    yield f'CREATE INDEX IF NOT EXISTS "{table.name}_root" ON {name} (root)'
    yield f'CREATE INDEX IF NOT EXISTS "{table.name}_deleted" ON {name} (root, id) WHERE {DELETED} = 1'


def _names(function: str, columns_of: str, names: list[str]) -> str:
    rows = ", ".join(f"('{name}', {place})" for place, name in enumerate(names))
    return f"""CREATE OR REPLACE FUNCTION sync.{function}() RETURNS TABLE({columns_of}) LANGUAGE sql IMMUTABLE
        SET search_path = '' AS $$ VALUES {rows} $$"""


def _push(table: Synced) -> str:
    """Its push, from the one text in `push.sql`."""
    fields = [f'"{f.name}"' for f in table.fields]
    written = [DELETED, *fields]
    names = [DELETED, *(f.name for f in table.fields)]
    stage, steps = table.stage, ", ".join(f.name for f in table.fields if f.merge is Merge.FOLLOWS)
    return _PUSH.substitute(
        table=table.name,
        listed="".join(f", {field}" for field in fields),
        read="".join(f", v.{field}" for field in fields),
        typed="".join(f', "{f.name}" {_type(f)}' for f in table.fields),
        written=", ".join(written),
        names=",".join(names),
        olds=" ".join(f"WHEN '{f}' THEN coalesce(to_jsonb((lk.l).\"{f}\"), 'null')" for f in names),
        populated=", ".join(f"v.{column}" for column in written),
        own_scope=f"'{REGION}'::uuid" if table.of_region else "c.s",
        newly="false" if table.apart else "c.n IS NOT NULL AND c.n <> 'null'",
        with_parent=_WITH_PARENT.substitute(above=table.spec.parent) if table.spec.parent else "",
        empty_rows=_EMPTY_ROWS.substitute(table=table.name, main=table.spec.name) if table.apart else "",
        also_touched=" UNION SELECT id, root, _scope FROM lk" if table.apart else "",
        born=0 if table.apart else 1,
        wins=f"CASE WHEN e.k = '{stage}' THEN {_SOONER} ELSE {_LATER} END" if stage else _LATER,
        decided=_FOLLOWING.substitute(stage=stage, steps=steps) if stage else _DECIDED,
        standing=f'(lk.l)."{stage}"' if stage else "NULL::text",
    )


def _rights() -> Iterator[str]:
    staff, auditor = GROUPS
    yield "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sync, audit FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA app, sync TO {staff}"
    yield f"GRANT USAGE ON SCHEMA sync, audit TO {auditor}"
    for table in synced().values():
        yield from _seen(f'app."{table.name}"', "_scope", "my_apart_scopes" if table.apart else "my_scopes")
    delicate = r"(tbl NOT LIKE '%\_\_apart' OR {} = ANY ((SELECT sync.my_apart_scopes())::uuid[]))"
    yield from _seen("sync.feed", "scope", "my_scopes", delicate.format("scope"))
    yield from _seen("sync.conflict", "_scope", "my_scopes", delicate.format("_scope"))
    yield from _seen("sync.history", "_scope", "my_scopes", delicate.format("_scope"))
    yield from _seen("sync.file", "_scope", "my_scopes")
    of_file = "EXISTS (SELECT FROM sync.file f WHERE f.root = piece.root AND f.sha256 = piece.sha256)"
    yield from _visible("sync.piece", of_file)
    yield f"GRANT EXECUTE ON FUNCTION sync.put_piece, sync.end_file, sync.key_of_file TO {staff}"
    yield from _seen("sync.scope", "scope", "my_scopes")
    yield f"""GRANT EXECUTE ON FUNCTION sync.register, sync.push, sync.my_scopes, sync.my_apart_scopes,
        sync.had, sync.lost, sync.links, sync.ask_erasure, sync.confirm_erased, sync.erase_again, sync.confirm_ended,
        sync.end_too, sync.shape TO {staff}"""
    yield f"GRANT EXECUTE ON FUNCTION sync.erasures, sync.drop_erasure TO {staff}, {auditor}"
    yield f"GRANT EXECUTE ON FUNCTION sync.confirm_erasure, audit.verify TO {auditor}"
    yield f"GRANT SELECT ON audit.entry TO {auditor}"


def _seen(table: str, scope: str, whose: str, more: str = "true") -> Iterator[str]:
    yield from _visible(table, f"{scope} = ANY ((SELECT sync.{whose}())::uuid[]) AND {more}")


def _visible(table: str, test: str) -> Iterator[str]:
    staff = GROUPS[0]
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS seen ON {table}"
    yield f"""CREATE POLICY seen ON {table} FOR SELECT TO {staff}
        USING ({test})"""
    yield f"GRANT SELECT ON {table} TO {staff}"
