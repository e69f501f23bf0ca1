"""What a newer server sent that this program does not know: kept as it came, put in its place by the next one."""

from __future__ import annotations

import json
from collections.abc import Iterable

from desktop.application.syncing import CONFLICT, Row
from desktop.domain.changes import DELETED
from desktop.domain.synced import synced
from desktop.persistence.engine import Raw


def keep(on: Raw, rows: Iterable[Row]) -> None:
    """Keep whole rows of tables that are not known, and of the others the fields that are not.

    What was written of a row since says nothing about the rest of it: what is kept stays.
    """
    placed = []
    for row in rows:
        if not row.known:
            told = json.dumps({"row": row._asdict()}, ensure_ascii=False)
        elif row.more:
            told = json.dumps({"more": row.more}, ensure_ascii=False)
        else:
            if row.whole:
                placed.append((row.table, row.id))
            continue
        on.execute(
            "INSERT OR REPLACE INTO unplaced(tbl, id, root, told) VALUES (?, ?, ?, ?)",
            (row.table, row.id, row.root, told),
        )
    if on.execute("SELECT 1 FROM unplaced LIMIT 1").fetchone():
        on.executemany("DELETE FROM unplaced WHERE tbl = ? AND id = ?", placed)


def place(on: Raw) -> list[Row]:
    """Put in their place the fields that this program knows; rows of tables that it knows now are handed back."""
    back = []
    for tbl, record, told in on.execute("SELECT tbl, id, told FROM unplaced").fetchall():
        kept = json.loads(told)
        if tbl == CONFLICT:
            about = synced().get(kept["row"]["values"]["tbl"])
            if about is not None and kept["row"]["values"]["field"] in about.names:
                back.append(Row(**{**kept["row"], "known": True}))
            continue
        if tbl not in synced():
            continue
        more = kept["row"]["more"] or {} if "row" in kept else kept["more"]
        fields = {name: value for name, value in more.items() if name in synced()[tbl].names and name != DELETED}
        rest = {name: value for name, value in more.items() if name not in fields}
        if "row" in kept:
            back.append(Row(**{**kept["row"], "values": fields, "more": rest or None, "known": True}))
            continue
        for name, value in fields.items():
            on.execute(f'UPDATE "{tbl}" SET "{name}" = ? WHERE id = ?', (value, record))
        if rest:
            on.execute(
                "UPDATE unplaced SET told = ? WHERE tbl = ? AND id = ?", (json.dumps({"more": rest}), tbl, record)
            )
        else:
            on.execute("DELETE FROM unplaced WHERE tbl = ? AND id = ?", (tbl, record))
    return back
