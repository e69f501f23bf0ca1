"""Finding by letters: the full-text index over folded words, and names by the first letters of the sort key.

Every answer is limited, so that the first letter typed is as fast as the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import sqlalchemy as sa

from desktop.application.ports import Hit
from desktop.domain.changes import DELETED
from desktop.domain.fields import RecordType
from desktop.domain.folding import fold
from desktop.domain.records import RECORDS
from desktop.persistence.schema import searched_names, table

_SHORT = 2
_ALL_LISTS = 50_000  # more than all reference lists together, so that none hides another
_TOP = "\U0010ffff"


def words_query(text: str) -> str | None:
    """The full-text query for what was typed: every word as a beginning; `None` when nothing is left to look for."""
    words = fold(text[:200]).split()[:12]
    return " ".join(f'"{word}"*' for word in words) or None


def found_rows(kind: str, text: str, limit: int) -> sa.Select[tuple[int]] | None:
    """The row numbers of a kind that are found by these letters: at most ``limit`` by each way of looking.

    One or two letters fit a tenth of all people, so that the first ``limit`` are any of them; whose name begins with
    these letters, and whose name is these letters (Li, Bo, 王), are looked up besides.
    """
    query = words_query(text)
    if query is None:
        return None
    ways: list[sa.Select[tuple[int]]] = [_matching(kind, query, limit)]
    begin = fold(text)
    if len(begin) <= _SHORT:
        ways.append(_matching(kind, query.replace("*", ""), limit))
        if RECORDS[kind].sort:
            rows = table(kind)
            key = rows.c["_sort"]
            begins = sa.select(rows.c.n).where(rows.c[DELETED] == 0, key >= begin, key < begin + _TOP)
            ways.append(begins.order_by(key).limit(limit))
    every = sa.union_all(*(sa.select(way.subquery().c[0]) for way in ways)).subquery()
    return sa.select(every.c[0])


def _matching(kind: str, query: str, limit: int) -> sa.Select[tuple[int]]:
    index = _index(kind)
    return sa.select(index.c.rowid).where(sa.literal_column(f'"{kind}_fts"').op("MATCH")(query)).limit(limit)


@cache
def _index(kind: str) -> sa.TableClause:
    return sa.table(f"{kind}_fts", sa.column("rowid", sa.Integer), sa.column("_fold", sa.Text))


def search(connection: sa.Connection, text: str, kinds: Sequence[str], limit: int) -> tuple[Hit, ...]:
    """What is found by these letters in these kinds of record (or in all), in order of name."""
    wanted = [RECORDS[name] for name in kinds] if kinds else [s for s in RECORDS.values() if s.name != "reference"]
    hits: list[Hit] = []
    for spec in wanted:
        if searched_names(spec) and len(hits) < limit:
            hits += _search_kind(connection, spec, text, limit - len(hits))
    return tuple(hits)


def _search_kind(connection: sa.Connection, spec: RecordType, text: str, limit: int) -> list[Hit]:
    rows = table(spec.name)
    found = found_rows(spec.name, text, max(limit, 200))
    if found is None:
        return []
    columns = [rows.c.id, rows.c.root, *(rows.c[name] for name in spec.title)]
    query = sa.select(*columns).where(rows.c.n.in_(found), rows.c[DELETED] == 0)
    query = query.order_by(rows.c["_sort"] if spec.sort else rows.c.n).limit(limit)
    hits = []
    for record, root, *title in connection.execute(query):
        hits.append(Hit(spec.name, record, root, " ".join(str(part) for part in title if part)))
    return hits


def complete(connection: sa.Connection, list_name: str, typed: str, limit: int) -> tuple[Hit, ...]:
    """Entries of a reference list that fit what was typed: those whose name begins so first."""
    rows = table("reference")
    found = found_rows("reference", typed, _ALL_LISTS)
    if found is None:
        return ()
    begins = fold(typed)
    begin = sa.case((sa.and_(rows.c["_sort"] >= begins, rows.c["_sort"] < begins + _TOP), 0), else_=1)
    query = (
        sa.select(rows.c.code, rows.c.root, rows.c.label, rows.c.also)
        .where(rows.c.n.in_(found), rows.c[DELETED] == 0, rows.c.list_name == list_name, rows.c.valid_until.is_(None))
        .order_by(begin, sa.func.length(rows.c.label), rows.c.label)
        .limit(limit)
    )
    return tuple(
        Hit("reference", code, root, label or code, code) for code, root, label, _ in connection.execute(query)
    )
