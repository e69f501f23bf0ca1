"""Taking back: which action is next, and the edits that bring back what was before it.

An undo is an action of its own that says what it takes back; a redo takes back an undo. What an action left may be
taken back as long as it still stands as it was left: nobody changed it, added to it or referred to it since.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from desktop.application.syncing import CONFLICT, SETTLED
from desktop.domain.changes import DELETED, PARENT, SetField
from desktop.domain.errors import BuiltOn, NotThere, Refused
from desktop.domain.records import RECORDS
from desktop.domain.said import N_, Said, said
from desktop.persistence.footprint import Footprint, Since
from desktop.persistence.functions import SEAL
from desktop.persistence.rows import from_stored
from desktop.persistence.schema import depth, table

Row = sa.Row[Any]
BULK = 25
"""From this many records an action counts as bulk: its undo takes back what it can and lists the rest."""


@dataclass(frozen=True)
class Inverse:
    """The edits that take an action back, and a sentence for each thing that must stay as it is."""

    edits: tuple[SetField, ...]
    left: tuple[Said, ...]


def find(connection: sa.Connection, action: str) -> Row:
    """The action with this id."""
    actions = table("action")
    found = connection.execute(sa.select(actions).where(actions.c.id == action)).first()
    heard = table("heard")
    if found is None and connection.execute(sa.select(heard.c.n).where(heard.c.action == action)).first() is not None:
        sentence = N_("A colleague did this on another laptop. Bring back the earlier value of a field instead.")
        raise Refused(said(sentence))
    if found is None:
        raise NotThere(said(N_("There is no action with this number. Look in the history for the right one.")))
    return found


def next_undo(connection: sa.Connection) -> Row | None:
    """The newest action of this device that still stands and is not itself an undo."""
    actions = table("action")
    return _newest(connection, actions.c.undoes.is_(None))


def next_redo(connection: sa.Connection) -> Row | None:
    """The newest undo that still stands, as long as nothing else was done since."""
    actions, every, taken_back = table("action"), table("action").alias(), table("action").alias()
    did_something = sa.and_(every.c.undoes.is_(None), every.c.last >= every.c.first)
    plain = sa.select(sa.func.max(every.c.n)).where(did_something).scalar_subquery()
    of_plain = sa.exists().where(taken_back.c.n == actions.c.undoes, taken_back.c.undoes.is_(None))
    return _newest(connection, sa.and_(actions.c.undoes.is_not(None), of_plain, actions.c.n > plain))


def _newest(connection: sa.Connection, test: sa.ColumnElement[bool]) -> Row | None:
    """The newest action that still stands and of which something is left that was not erased."""
    actions, journal = table("action"), table("journal")
    of_it = journal.c.seq.between(actions.c.first, actions.c.last)
    something = sa.exists().where(of_it, sa.func.length(journal.c.seal) == SEAL)
    gone = taken_back(connection)
    query = sa.select(actions).where(test, actions.c.lasting == 0, something).order_by(actions.c.n.desc())
    return next((row for row in connection.execute(query) if row.n not in gone), None)


def taken_back(connection: sa.Connection) -> set[int]:
    """The actions that are taken back: by an undo that is not itself taken back."""
    actions = table("action")
    gone: set[int] = set()
    pairs = connection.execute(
        sa.select(actions.c.n, actions.c.undoes).where(actions.c.undoes.is_not(None)).order_by(actions.c.n.desc())
    )
    for n, undoes in pairs:
        if n not in gone:
            gone.add(undoes)
    return gone


def inverse(connection: sa.Connection, action: Row) -> Inverse:
    """The edits that bring back what was before this action, and what has to stay because somebody built on it.

    Of a bulk action the rest is taken back; any other, and a merge, is refused (`BuiltOn`) as a whole.
    """
    if action.n in taken_back(connection):
        raise NotThere(said(N_("This was undone already.")))
    if action.lasting:
        raise NotThere(said(N_("This belongs to the workspace itself and cannot be undone.")))
    did = Footprint(connection, action)
    if not did.net and not did.decided:
        raise Refused(said(N_("There is nothing to undo.")))
    since = Since(connection, did)
    in_the_way = since.in_the_way()
    bulk = json.loads(action.counts).get("n", 0) >= BULK or action.last - action.first >= BULK * 2
    if in_the_way and (not bulk or did.moved):
        raise BuiltOn(next(iter(in_the_way.values())), tuple(in_the_way.values()))
    if (why := since.built_on_decision()) is not None:
        raise BuiltOn(why, (why,))
    edits = _edits(did, since.belonging(in_the_way))
    left = since.by_name(in_the_way)
    if in_the_way and not edits:
        everything = N_("This cannot be undone: somebody has built on all of it. Change what is wrong instead.")
        raise BuiltOn(said(everything), left)
    return Inverse(edits, left)


def _edits(did: Footprint, staying: Collection[str]) -> tuple[SetField, ...]:
    """Records come back before what belongs to them and before their fields, and go after them."""
    back: list[SetField] = []
    fields: list[SetField] = []
    away: list[SetField] = []
    for (record, name), (before, after) in did.net.items():
        kind = did.kinds[record]
        if record in staying or before == after or (record in did.made and name != DELETED):
            continue
        if name != DELETED:
            value = before if name == PARENT else from_stored(RECORDS[kind].fields[name], before)
            fields.append(SetField(kind, record, name, value))
        else:
            (away if before else back).append(SetField(kind, record, DELETED, bool(before)))
    back.sort(key=lambda edit: depth(edit.kind))
    away.sort(key=lambda edit: -depth(edit.kind))
    decided = (SetField(CONFLICT, conflict, SETTLED, not was_open) for conflict, was_open in did.decided.items())
    return (*back, *fields, *away, *decided)
