"""What an action did and what was built on it since, both from the journal alone."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

import sqlalchemy as sa

from desktop.application.syncing import CONFLICT
from desktop.domain.changes import DELETED, PARENT, WHOLE
from desktop.domain.records import RECORDS
from desktop.domain.said import N_, FieldName, KindName, Said, said
from desktop.persistence import elsewhere
from desktop.persistence.functions import SEAL
from desktop.persistence.schema import references, table, top

_CHUNK = 500
_NOT_MINE = object()


class Footprint:
    """What an action did: ``net`` holds each field it changed, as stored, with the value before it and after it.

    ``made`` maps a record it made to what it was made with; ``erased`` names the records that are no more;
    ``decided`` says of each conflict whether it was to decide before it.
    """

    def __init__(self, connection: sa.Connection, action: sa.Row[Any]) -> None:
        self.first: int = action.first
        self.last: int = action.last
        self.net: dict[tuple[str, str], tuple[Any, Any]] = {}
        self.kinds: dict[str, str] = {}
        self.roots: dict[str, str] = {}
        self.made: dict[str, str] = {}
        self.erased: set[str] = set()
        self.decided: dict[str, bool] = {}
        journal = table("journal")
        query = sa.select(journal).where(journal.c.seq.between(self.first, self.last)).order_by(journal.c.seq)
        for row in connection.execute(query):
            record, field = row.record, row.field
            if row.kind == CONFLICT:
                self.decided.setdefault(record, row.before == 0)
                continue
            self.kinds[record], self.roots[record] = row.kind, row.root
            if len(row.seal) != SEAL:
                self.erased.add(record)
            if field == WHOLE:
                self.made[record] = row.after or "{}"
                self.net[record, DELETED] = (1, 0)
            else:
                first = self.net.get((record, field), (row.before, None))[0]
                self.net[record, field] = (first, row.after)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The records that are not there any more once this is taken back."""
        return self._turned(1, 0)

    @cached_property
    def shown(self) -> frozenset[str]:
        """The records that are there again once this is taken back."""
        return self._turned(0, 1)

    @cached_property
    def moved(self) -> Mapping[str, str | None]:
        """The records that go elsewhere once this is taken back, and below what."""
        return {r: before for (r, field), (before, _) in self.net.items() if field == PARENT and r not in self.made}

    def _turned(self, before: int, after: int) -> frozenset[str]:
        return frozenset(r for (r, field), turn in self.net.items() if field == DELETED and turn == (before, after))

    def left(self, record: str, field: str) -> Any:
        """What the action left in a field, or `_NOT_MINE` where the action is not about it."""
        if (record, field) in self.net:
            return self.net[record, field][1]
        if field == DELETED:
            return 0
        return json.loads(self.made[record]).get(field) if record in self.made else _NOT_MINE


class Since:
    """What was built on an action: what happened since to the records it changed, and to those around them."""

    def __init__(self, connection: sa.Connection, did: Footprint) -> None:
        self._connection, self._did = connection, did
        self._kinds: dict[str, str] = {}
        self._now: dict[str, dict[str, Any]] = {}
        """Per record that was changed since: the fields that were, with what they hold now."""
        journal, mine = table("journal"), table("journal").alias()
        query = sa.select(journal.c.kind, journal.c.record, journal.c.field, journal.c.after).order_by(journal.c.seq)
        query = query.where(journal.c.seq > did.last, journal.c.kind != CONFLICT)
        if not did.hidden:  # nothing goes away, so it does not matter what refers to it
            query = query.where(
                journal.c.record.in_(sa.select(mine.c.record).where(mine.c.seq.between(did.first, did.last)))
            )
        for kind, record, field, after in connection.execute(query):
            self._kinds[record] = kind
            now = self._now.setdefault(record, {})
            if field == WHOLE:
                now |= {PARENT: None, DELETED: 0, **json.loads(after or "{}")}
            else:
                now[field] = after
        self._is_shared = elsewhere.is_shared(connection)
        if self._is_shared:
            self._look_elsewhere()

    def _look_elsewhere(self) -> None:
        """What stands otherwise than anybody here left it, a colleague did."""
        did = self._did
        left = {key: self._now.get(key[0], {}).get(key[1], after) for key, (_, after) in did.net.items()}
        for record, field, now in elsewhere.standing(self._connection, did.kinds, left):
            self._kinds[record] = did.kinds[record]
            self._now.setdefault(record, {})[field] = now

    def in_the_way(self) -> dict[str, Said]:
        """The records that cannot be taken back, each with a sentence that says why."""
        found: dict[str, Said] = {}
        for record, why in chain(self._erased(), self._changed(), self._without_parent(), self._used()):
            found.setdefault(record, why)
        return found

    def built_on_decision(self) -> Said | None:
        """Why a decision between two people's values cannot be taken back, where that is so."""
        for conflict, was_open in self._did.decided.items():
            if (
                why := elsewhere.decided_since(self._connection, conflict, self._did.net, reopens=was_open)
            ) is not None:
                return why
        return None

    def belonging(self, staying: Collection[str]) -> set[str]:
        """What has to stay because something stays: all of the same person, and what is referred to."""
        if not staying:
            return set()
        did = self._did
        of_root: dict[str, list[str]] = defaultdict(list)
        for record, root in did.roots.items():
            of_root[root].append(record)
        all_of_it: set[str] = set()
        waiting = list(staying)
        while waiting:
            record = waiting.pop()
            if record not in all_of_it:
                all_of_it.add(record)
                waiting += of_root.pop(did.roots[record], ())
                waiting += (to for to in self._references(record) if to in did.made)
        return all_of_it

    def by_name(self, reasons: Mapping[str, Said]) -> tuple[Said, ...]:
        """The reasons, each with the name of the person, employer or other root record that it is about."""
        names = self._names({self._did.roots[record]: self._did.kinds[record] for record in reasons})
        return tuple(
            said(N_("{who}: {why}"), who=names[root], why=why) if (root := self._did.roots[record]) in names else why
            for record, why in reasons.items()
        )

    def _erased(self) -> Iterator[tuple[str, Said]]:
        for record in self._did.erased:
            kind = KindName(self._did.kinds[record])
            yield record, said(N_("{kind}: was erased, so nothing of it can be brought back."), kind=kind)

    def _changed(self) -> Iterator[tuple[str, Said]]:
        for record in self._did.kinds.keys() & self._now.keys():
            kind = self._did.kinds[record]
            for field, now in self._now[record].items():
                left = self._did.left(record, field)
                if left is _NOT_MINE or left == now:
                    continue
                if field == PARENT:
                    yield record, said(N_("{kind}: belongs to another since."), kind=KindName(kind))
                elif field == DELETED:
                    yield record, said(N_("{kind}: was deleted or brought back since."), kind=KindName(kind))
                else:
                    yield record, said(N_("{field} was changed again since."), field=FieldName(kind, field))

    def _without_parent(self) -> Iterator[tuple[str, Said]]:
        """What would come back below something that is gone."""
        did = self._did
        for kind, ids in _by_kind(did.kinds, did.shown).items():
            rows = table(kind)
            if (above := RECORDS[kind].parent) is None:
                for row in self._rows(sa.select(rows.c.id, rows.c.parent), rows, ids):
                    if did.moved.get(row.id, row.parent) is not None:
                        yield row.id, said(N_("{kind}: was merged with another since."), kind=KindName(kind))
                continue
            parents = table(above)
            query = sa.select(rows.c.id, rows.c.parent).join(parents, parents.c.id == rows.c.parent)
            for row in self._rows(query.where(parents.c[DELETED] != 0), rows, ids):
                if row.parent not in did.shown:
                    yield row.id, self._parentless(kind)
        for record, parent in did.moved.items():
            above = RECORDS[did.kinds[record]].parent
            if above is None or parent is None or parent in did.shown:
                continue
            rows = table(above)
            if self._connection.scalar(sa.select(rows.c[DELETED]).where(rows.c.id == parent)) != 0:
                yield record, self._parentless(did.kinds[record])

    @staticmethod
    def _parentless(kind: str) -> Said:
        return said(N_("{kind}: belongs to something that was deleted since."), kind=KindName(kind))

    def _used(self) -> Iterator[tuple[str, Said]]:
        """What would go away in silence although something else stands below it since, or refers to it since."""
        asked = elsewhere.asked_again(self._connection, self._did.decided)
        for used in self._in_use():
            if used not in asked:
                kind = KindName(self._did.kinds[used])
                yield used, said(N_("{kind}: something was added to it or refers to it since."), kind=kind)

    def _in_use(self) -> Iterator[str]:
        hidden = self._did.hidden
        if not hidden:
            return
        if self._is_shared:
            yield from elsewhere.users(self._connection, self._did.kinds, hidden)
        back: dict[str, str] = {}
        for record, now in self._now.items():
            if record in hidden or now.get(DELETED):
                continue
            if DELETED in now and PARENT not in now:
                back[record] = self._kinds[record]
            parent = self._did.moved.get(record, now.get(PARENT))
            for to in (parent, *(now.get(name) for name in references(self._kinds[record]))):
                if to in hidden:
                    yield to
        for kind, ids in _by_kind(back, back).items():
            rows = table(kind)
            for row in self._rows(sa.select(rows.c.id, rows.c.parent), rows, ids):
                if (parent := self._did.moved.get(row.id, row.parent)) in hidden:
                    yield parent

    def _references(self, record: str) -> Iterator[Any]:
        now = self._now.get(record, {})
        for name in references(self._did.kinds[record]):
            yield now[name] if name in now else self._did.left(record, name)

    def _names(self, kinds: Mapping[str, str]) -> dict[str, str]:
        names: dict[str, str] = {}
        for kind, ids in _by_kind({root: top(kind) for root, kind in kinds.items()}, kinds).items():
            rows = table(kind)
            columns = (rows.c[name] for name in RECORDS[kind].title)
            for row in self._rows(sa.select(rows.c.id, *columns), rows, ids):
                names[row.id] = " ".join(str(part) for part in tuple(row)[1:] if part)
        return {record: name for record, name in names.items() if name}

    def _rows(self, query: sa.Select[Any], rows: sa.Table, ids: Sequence[str]) -> Iterator[sa.Row[Any]]:
        for start in range(0, len(ids), _CHUNK):
            yield from self._connection.execute(query.where(rows.c.id.in_(ids[start : start + _CHUNK])))


def _by_kind(kinds: Mapping[str, str], ids: Iterable[str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for record in ids:
        grouped[kinds[record]].append(record)
    return grouped
