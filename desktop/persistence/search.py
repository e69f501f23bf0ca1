"""Finding by letters: the full-text index over folded words, and names by the first letters of the sort key.

Every answer is limited, so that the first letter typed is as fast as the last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from desktop.application.ports import Hit
from desktop.domain.changes import DELETED
from desktop.domain.fields import RecordType
from desktop.domain.folding import fold
from desktop.domain.records import RECORDS
from desktop.persistence.schema import searched_names, table

_LONGEST = 200
_TOP = "\U0010ffff"


def words_query(text: str) -> str | None:
    """The full-text query for what was typed: every word as a beginning; `None` when nothing is left to look for."""
    words = fold(text[:_LONGEST]).split()[:12]
    return " ".join(f'"{word}"*' for word in words) or None


def found_rows(kind: str, text: str, limit: int) -> sa.Select[tuple[int]] | None:
    """The row numbers of a kind that are found by these letters: at most ``limit`` by each way of looking."""
    typed = _typed(text, limit)
    return _rows(kind, typed) if typed else None


def _typed(text: str, limit: int) -> dict[str, Any] | None:
    """What was typed as the values of a query, or nothing where there is nothing to look for."""
    words = words_query(text)
    if words is None:
        return None
    begin = fold(text[:_LONGEST])
    exactly = words.replace("*", "")
    return {"words": words, "exactly": exactly, "begin": begin, "beyond": begin + _TOP, "at_most": limit}


def _rows(kind: str, typed: Mapping[str, Any]) -> sa.Select[tuple[int]]:
    """A few letters may fit a tenth of all people, and the first ``at_most`` are any of them; who is called exactly
    that (Li, Bo, Vos, 王), and whose name begins so, are looked up besides.
    """
    ways = [_matching(kind, typed["words"], typed["at_most"]), _matching(kind, typed["exactly"], typed["at_most"])]
    if RECORDS[kind].sort:
        rows = table(kind)
        key = rows.c["_sort"]
        begins = sa.select(rows.c.n).where(rows.c[DELETED] == 0, key >= typed["begin"], key < typed["beyond"])
        ways.append(begins.order_by(key).limit(typed["at_most"]))
    every = sa.union_all(*(sa.select(way.subquery().c[0]) for way in ways)).subquery()
    return sa.select(every.c[0])


def _matching(kind: str, query: Any, limit: Any) -> sa.Select[tuple[int]]:
    index = sa.table(f"{kind}_fts", sa.column("rowid", sa.Integer))
    return sa.select(index.c.rowid).where(sa.literal_column(f'"{kind}_fts"').op("MATCH")(query)).limit(limit)


def search(connection: sa.Connection, text: str, kinds: Sequence[str], limit: int) -> tuple[Hit, ...]:
    """What is found by these letters in these kinds of record (or in all), each kind in order of name.

    Where there is more than fits, every kind has its share: a thousand schools do not hide the one person.
    """
    typed = _typed(text, max(limit, 200))
    if typed is None:
        return ()
    wanted = [RECORDS[name] for name in kinds] if kinds else [s for s in RECORDS.values() if s.name != "reference"]
    found = [_search_kind(connection, spec, typed, limit) for spec in wanted if searched_names(spec)]
    ranked = sorted((rank, place, hit) for place, hits in enumerate(found) for rank, hit in enumerate(hits))[:limit]
    return tuple(hit for _, _, hit in sorted(ranked, key=lambda one: one[1]))


def _search_kind(connection: sa.Connection, spec: RecordType, typed: Mapping[str, Any], limit: int) -> list[Hit]:
    hits = []
    for record, root, *title in connection.execute(_hits(spec.name), {**typed, "hits": limit}):
        hits.append(Hit(spec.name, record, root, " ".join(str(part) for part in title if part)))
    return hits


@cache
def _hits(kind: str) -> sa.Select[Any]:
    """The query over one kind, made once: making it takes longer than running it."""
    rows, spec = table(kind), RECORDS[kind]
    names = ("words", "exactly", "begin", "beyond", "at_most")
    found = _rows(kind, {name: sa.bindparam(name) for name in names})
    query = sa.select(rows.c.id, rows.c.root, *(rows.c[name] for name in spec.title))
    query = query.where(rows.c.n.in_(found), rows.c[DELETED] == 0)
    return query.order_by(rows.c["_sort"] if spec.sort else rows.c.n).limit(sa.bindparam("hits"))


def complete(connection: sa.Connection, list_name: str, typed: str, limit: int) -> tuple[Hit, ...]:
    """Entries of a reference list that fit what was typed: those whose name begins so first."""
    rows = table("reference")
    found = found_rows("reference", typed, 2000)
    if found is None:
        return ()
    begins = fold(typed)
    begin = sa.case((sa.and_(rows.c["_sort"] >= begins, rows.c["_sort"] < begins + _TOP), 0), else_=1)
    query = (
        sa.select(rows.c.code, rows.c.root, rows.c.label)
        .where(rows.c.n.in_(found), rows.c[DELETED] == 0, rows.c.list_name == list_name)
        .order_by(begin, sa.func.length(rows.c.label), rows.c.label)
        .limit(limit)
    )
    return tuple(Hit("reference", code, root, label or code, code) for code, root, label in connection.execute(query))
