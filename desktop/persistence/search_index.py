"""The full-text index over folded words: kept by triggers, and built afterwards for what a first load brought.

A row has a line in the index's own table of sizes as soon as it is in the index, so what is still missing can be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import sqlalchemy as sa

from desktop.domain.changes import DELETED
from desktop.domain.fields import RecordType
from desktop.domain.records import RECORDS
from desktop.persistence.engine import Raw, raw
from desktop.persistence.schema import searched_names

PREFIXES = "1 2 3"
"""Lengths of prefix the search index answers at once; longer ones are a range of it."""

SLICE = 2000
"""How many rows are added in one transaction: short enough for who waits to save."""

_BEHIND = "search.behind"


def statements(spec: RecordType, names: tuple[str, ...]) -> Iterator[str]:
    """The index of a kind of record and the triggers that keep it."""
    index = f"{spec.name}_fts"
    yield f"""CREATE VIRTUAL TABLE IF NOT EXISTS "{index}" USING fts5(_fold, content='{spec.name}', content_rowid='n',
        tokenize="unicode61 remove_diacritics 0", prefix='{PREFIXES}')"""
    add = f'INSERT INTO "{index}"(rowid, _fold) SELECT new.n, new._fold WHERE indexing()'
    drop = f"""INSERT INTO "{index}"("{index}", rowid, _fold) SELECT 'delete', old.n, old._fold
        WHERE EXISTS (SELECT 1 FROM "{index}_docsize" WHERE id = old.n)"""
    columns = ", ".join(f'"{name}"' for name in (*names, DELETED))
    yield f'CREATE TRIGGER "{spec.name}_found" AFTER INSERT ON "{spec.name}" WHEN indexing() BEGIN {add}; END'
    yield f"""CREATE TRIGGER "{spec.name}_refound" AFTER UPDATE OF {columns} ON "{spec.name}"
        WHEN old._fold IS NOT new._fold BEGIN {drop}; {add}; END"""
    yield f'CREATE TRIGGER "{spec.name}_lost" AFTER DELETE ON "{spec.name}" BEGIN {drop}; END'


def postpone(on: Raw) -> None:
    """From now on rows may come that are not in the index; kept, so that a crash does not make them unfindable."""
    on.execute("INSERT OR REPLACE INTO state(k, v) VALUES (?, '')", (_BEHIND,))


def catch_up(writing: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
    """Add to the index what is not in it, in short transactions; at once done where nothing was postponed."""
    with writing() as connection:
        if raw(connection).execute("SELECT 1 FROM state WHERE k = ?", (_BEHIND,)).fetchone() is None:
            return
    for spec in RECORDS.values():
        last = 0 if searched_names(spec) else None
        while last is not None:
            with writing() as connection:
                last = _add(raw(connection), spec.name, last)
    with writing() as connection:
        raw(connection).execute("DELETE FROM state WHERE k = ?", (_BEHIND,))


def _add(on: Raw, kind: str, after: int) -> int | None:
    """The next rows of a kind; the number of the last one, or nothing where none was left."""
    missing = f'NOT EXISTS (SELECT 1 FROM "{kind}_fts_docsize" AS s WHERE s.id = r.n)'
    (last,) = on.execute(
        f'SELECT max(n) FROM (SELECT r.n FROM "{kind}" AS r WHERE r.n > ? AND {missing} ORDER BY r.n LIMIT ?)',
        (after, SLICE),
    ).fetchone()
    if last is None:
        return None
    on.execute(
        f"""INSERT INTO "{kind}_fts"(rowid, _fold) SELECT r.n, r._fold FROM "{kind}" AS r
        WHERE r.n > ? AND r.n <= ? AND {missing}""",
        (after, last),
    )
    return int(last)
