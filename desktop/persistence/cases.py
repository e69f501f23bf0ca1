"""A case with everything in it, as it stands and as it stood: which records belong to it and what they refer to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from functools import cache

import sqlalchemy as sa

from desktop.application.values import ZONE
from desktop.domain.changes import DELETED, PARENT
from desktop.domain.dossier import Dossier
from desktop.domain.errors import NotThere
from desktop.domain.fields import Record, RecordType, all_fields
from desktop.domain.records import RECORDS, Candidate, Traject
from desktop.domain.said import N_, said
from desktop.persistence.engine import raw
from desktop.persistence.rows import among, no_record, record_of, stamp, standing_by
from desktop.persistence.schema import depth, table, top
from desktop.persistence.story import folded, story

Fetch = Callable[[RecordType, str, Sequence[str]], Iterable[Record]]
"""Records of a kind by their ids, deleted ones too, or the standing ones by the ids of their parents."""

_ORDER = {name: (depth(name), place) for place, name in enumerate(RECORDS)}


def case_as_it_is(connection: sa.Connection, traject: str) -> Dossier:
    """The dossier of a case; `NotThere` where there is none."""
    root = _root(connection, traject)

    def fetch(spec: RecordType, by: str, ids: Sequence[str]) -> Iterable[Record]:
        statement, names = among(spec.name, by)
        rows = raw(connection).execute(statement, (json.dumps(list(ids)),))
        return (record_of(spec.type, dict(zip(names, row, strict=True))) for row in rows)

    found = (
        record_of(kind, dict(zip(names, row, strict=True)))
        for kind, statement, names in _everything()
        for row in raw(connection).execute(statement, (root,))
    )
    kept = _of_case(found, root, traject)
    if not any(r.id == traject for r in kept):
        raise no_record(Traject.SPEC)
    return Dossier(root, traject, kept, _linked(kept, fetch))


@cache
def _everything() -> tuple[tuple[type[Record], str, tuple[str, ...]], ...]:
    """Per kind that can stand below a person: the statement for one root and its columns, compiled once.

    A dossier asks forty of them; compiling each time makes it three times as slow.
    """
    kinds = (spec for spec in RECORDS.values() if top(spec.name) == Candidate.SPEC.name)
    return tuple((spec.type, *standing_by(spec.name, "root" if spec.parent else "id")) for spec in kinds)


def case_as_it_was(connection: sa.Connection, traject: str, day: date) -> Dossier:
    """The same at the end of a day, read from all that was done; `NotThere` where it did not exist then."""
    end = stamp(datetime.combine(day, time.max, ZONE))
    root = _root(connection, traject)

    def fetch(spec: RecordType, by: str, ids: Sequence[str]) -> Iterable[Record]:
        rows = table(spec.name)
        roots = connection.scalars(sa.select(rows.c.root).where(rows.c[by].in_(ids)).distinct()).all()
        found = _stood(connection, _exchanged(connection, [*roots, *(ids if by == PARENT else ())]), end)
        return [r for r, gone in found if r.SPEC is spec and getattr(r, by) in ids and (by == "id" or not gone)]

    stood = [r for r, gone in _stood(connection, _exchanged(connection, [root]), end) if not gone]
    person = next((r.parent for r in stood if r.id == traject), None)  # another than today's, before a merge
    kept = _of_case(stood, person or root, traject)
    if not any(r.id == traject for r in kept):
        raise NotThere(said(N_("This dossier did not exist yet on {day}. Choose a later date."), day=day))
    return Dossier(person or root, traject, kept, _linked(kept, fetch))


def _exchanged(connection: sa.Connection, roots: Iterable[str]) -> Sequence[str]:
    """These roots, and those that ever gave something to them or took something from them: what was merged."""
    journal = table("journal")
    moves = sa.select(journal.c.root, journal.c.before, journal.c.after)
    moved = connection.execute(moves.where(journal.c.field == sa.text(f"'{PARENT}'"))).all()
    found = set(roots)
    while more := {each for row in moved if found.intersection(row) for each in row if each} - found:
        found |= more
    return sorted(found)


def _root(connection: sa.Connection, traject: str) -> str:
    rows = table(Traject.SPEC.name)
    root = connection.scalar(sa.select(rows.c.root).where(rows.c.id == traject))
    if root is None:
        raise no_record(Traject.SPEC)
    return str(root)


def _of_case(found: Iterable[Record], root: str, traject: str) -> tuple[Record, ...]:
    """The records of one case: the person, what belongs to the person, and what belongs to this case, not another."""
    kept: dict[str, Record] = {}
    for one in sorted(found, key=lambda r: _ORDER[r.SPEC.name]):
        if one.id == root or (one.parent in kept and (not isinstance(one, Traject) or one.id == traject)):
            kept[one.id] = one
    return tuple(kept.values())


def _linked(kept: Sequence[Record], fetch: Fetch) -> dict[str, Record]:
    """What the records of a case point to, what that points to or stands under, and its details."""
    known = {r.id for r in kept}
    linked: dict[str, Record] = {}
    wave: Sequence[Record] = kept
    for _ in range(3):
        wanted: dict[tuple[str, str], set[str]] = {}
        for one in wave:
            for f in one.SPEC.stored:
                if f.target and (to := getattr(one, f.name)) and to not in known:
                    wanted.setdefault((f.target, "id"), set()).add(to)
            if wave is kept:
                continue
            if one.SPEC.parent and one.parent and one.parent not in known:
                wanted.setdefault((one.SPEC.parent, "id"), set()).add(one.parent)
            for detail in _DETAILS.get(one.SPEC.name, ()):
                wanted.setdefault((detail, "parent"), set()).add(one.id)
        wave = [r for (kind, by), ids in wanted.items() for r in fetch(RECORDS[kind], by, sorted(ids))]
        linked |= {r.id: r for r in wave if not isinstance(r, Candidate)}
        known |= {r.id for r in wave} | {i for ids in wanted.values() for i in ids}
    return linked


def _details() -> dict[str, list[str]]:
    """Per kind outside the case: what stands below it, is printed on agreement or route, and nothing points to."""
    pointed = {f.target for f in all_fields()}
    found: dict[str, list[str]] = {}
    for spec in RECORDS.values():
        printed = any(set("AR") & set(f.on) for f in spec.fields.values())
        if spec.parent and spec.scope == "region" and printed and spec.name not in pointed:
            found.setdefault(spec.parent, []).append(spec.name)
    return found


_DETAILS = _details()


def _stood(connection: sa.Connection, roots: Sequence[str], end: str) -> list[tuple[Record, bool]]:
    """The records under these roots at a moment, the sum of their changes until then, and whether each was deleted."""
    stood = folded(step for step in story(connection, roots) if step.at <= end)
    return [(record_of(RECORDS[kind].type, row), bool(row[DELETED])) for kind, row in stood.values()]
