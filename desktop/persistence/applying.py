"""The edits of one action on their way into the tables; the triggers there make the journal of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from desktop.application.steps import Step, nothing, stepping
from desktop.application.syncing import CONFLICT
from desktop.domain.changes import DELETED, PARENT, Create, Edit, PutBytes, SetField
from desktop.domain.errors import NotThere, Refused
from desktop.domain.fields import RecordType
from desktop.domain.records import RECORDS
from desktop.domain.said import N_, said
from desktop.domain.synced import APART, synced
from desktop.persistence import pieces, statements
from desktop.persistence.engine import Raw
from desktop.persistence.rows import no_record, stored, to_stored
from desktop.persistence.schema import apart_fields, children, depth, main_fields

T = TypeVar("T")

_MERGED = N_("This was merged with another. Undo the merging to have both again.")
_SHARED = N_(
    "This workspace is shared, and a moved or merged record cannot be sent to the others yet. "
    "Copy what you want to keep by hand."
)
_PLACE = N_("This belongs where it is. Only what stands directly below a person or an employer can go to another.")


class Applying:
    """Writes the edits of one action; ``touched`` and ``roots`` say afterwards which records and people they met."""

    def __init__(self, on: Raw, *, below: bool, step: Step = nothing) -> None:
        """``below``: what belongs to a deleted record goes with it; an undo names all of that itself."""
        self._on, self._below, self._step, self._done = on, below, step, 0
        self._roots: dict[tuple[str, str], str] = {}
        self._tops: set[tuple[str, str]] = set()
        self.touched: set[tuple[str, str]] = set()
        self.roots: set[str] = set()

    def write(self, edits: Sequence[Edit]) -> None:
        """Bytes, then new records, then changes of single fields."""
        self._put(e for e in edits if isinstance(e, PutBytes))
        self._create(e for e in edits if isinstance(e, Create))
        for edit in self._counted([e for e in edits if isinstance(e, SetField)]):
            self._set(edit)
        for kind, record in self._tops:
            _, parent, deleted = self._found(kind, record)
            if parent is not None and not deleted:
                raise Refused(said(_MERGED))

    def _counted(self, things: Sequence[T]) -> Iterator[T]:
        yield from stepping(things, self._step, self._done)
        self._done += len(things)

    def _put(self, edits: Iterable[PutBytes]) -> None:
        for edit in edits:
            pieces.put(self._on, edit.sha256, edit.data)

    def _create(self, edits: Iterable[Create]) -> None:
        """Records of one kind at once, parents before children."""
        kinds: dict[str, list[Create]] = {}
        for edit in edits:
            kinds.setdefault(edit.kind, []).append(edit)
        for kind in sorted(kinds, key=depth):
            self._insert(RECORDS[kind], kinds[kind])

    def _insert(self, spec: RecordType, made: Sequence[Create]) -> None:
        roots = [self._root_for(spec, edit) for edit in made]
        used = {name for edit in made for name in edit.values}
        if unknown := used - {f.name for f in spec.stored}:
            raise LookupError(f"{spec.name} has no column for {', '.join(sorted(unknown))}")
        fields = [f for f in main_fields(spec) if f.name in used]
        self._on.executemany(
            statements.insert(spec.name, ("id", "parent", "root", *(f.name for f in fields))),
            self._counted(
                [(e.id, e.parent, root, *stored(fields, e.values)) for e, root in zip(made, roots, strict=True)]
            ),
        )
        if fields := [f for f in apart_fields(spec) if f.name in used]:
            rows = [(e.id, root, *stored(fields, e.values)) for e, root in zip(made, roots, strict=True)]
            self._on.executemany(
                statements.insert(spec.name + APART, ("id", "root", *(f.name for f in fields))),
                [row for row in rows if any(value is not None for value in row[2:])],
            )

    def _root_for(self, spec: RecordType, edit: Create) -> str:
        if (edit.parent is None) != (spec.parent is None):
            raise NotThere(said(N_("This can only be added to something. Say what it belongs to.")))
        root = edit.id if edit.parent is None else self._root_below(spec.parent or "", edit.parent)
        self._met(spec.name, edit.id, root)
        self._roots[spec.name, edit.id] = root
        return root

    def _root_below(self, kind: str, parent: str) -> str:
        root = self._roots.get((kind, parent))
        if root is None:
            root, _, deleted = self._found(kind, parent)
            if deleted:
                raise no_record(RECORDS[kind])
            self._roots[kind, parent] = root
        return root

    def _set(self, edit: SetField) -> None:
        kind, record = edit.kind, edit.id
        if kind == CONFLICT:
            self._settle(record, settled=bool(edit.value))
            return
        root, parent, deleted = self._found(kind, record)
        if edit.field == DELETED and edit.value:
            self._delete(kind, record, root)
        elif edit.field == DELETED:
            if above := RECORDS[kind].parent:
                self._root_below(above, parent or "")
            else:
                self._tops.add((kind, record))
            self._update(kind, kind, DELETED, 0, record, root)
        elif edit.field == PARENT and RECORDS[kind].parent is None:
            self._tops.add((kind, record))
            self._move(kind, record, root, edit.value)
        elif deleted:
            raise no_record(RECORDS[kind])
        elif edit.field == PARENT:
            self._move(kind, record, root, edit.value)
        else:
            field, table = RECORDS[kind].fields[edit.field], kind
            if field.privacy.apart:
                table += APART
                self._on.execute(statements.insert(table, ("id", "root"), "OR IGNORE"), (record, root))
            self._update(table, kind, edit.field, to_stored(field, edit.value), record, root)

    def _settle(self, conflict: str, *, settled: bool) -> None:
        """Say of what two people wrote differently that it was decided, or is to be decided again."""
        found = self._on.execute("SELECT tbl, record, root FROM conflict WHERE id = ?", (conflict,)).fetchone()
        if found is None:
            raise NotThere(said(N_("What two people wrote here is not on this computer any more.")))
        table, record, root = found
        self._on.execute("UPDATE conflict SET settled = ? WHERE id = ?", (int(settled), conflict))
        self._met(synced()[table].spec.name, record, root)

    def _move(self, kind: str, record: str, root: str, to: str | None) -> None:
        """Give a record another parent; what the journal tells of it and of all below it is told under the new root."""
        if depth(kind) > 1 or (to is None and depth(kind)):
            raise Refused(said(_PLACE))
        if self._on.execute("SELECT 1 FROM peer").fetchone():
            raise Refused(said(_SHARED))
        goes = record if to is None else self._root_below(RECORDS[kind].parent or kind, to)
        if goes == record and to is not None:
            raise Refused(said(_PLACE))
        self._update(kind, kind, PARENT, to, record, root)
        if goes == root:
            return
        self._roots.clear()
        self.roots.add(goes)
        waiting, moved = [(kind, [record])], list[str]()
        while waiting:
            at, ids = waiting.pop()
            listed = json.dumps(ids)
            moved += ids
            for below in (*children(at), *((at,) if RECORDS[at].parent is None else ())):
                found = self._on.execute(statements.among_below(below), (root, listed)).fetchall()
                if found:
                    waiting.append((below, [each for (each,) in found]))
            for rows in (at, at + APART) if apart_fields(RECORDS[at]) else (at,):
                self._on.execute(statements.reroot(rows), (goes, root, listed))
        self._on.execute(statements.reroot("journal"), (goes, root, json.dumps(moved)))

    def _delete(self, kind: str, record: str, root: str) -> None:
        for child in children(kind) if self._below else ():
            for (each,) in self._on.execute(statements.below(child), (root, record)).fetchall():
                self._delete(child, each, root)
        self._roots.pop((kind, record), None)
        self._update(kind, kind, DELETED, 1, record, root)

    def _update(self, table: str, kind: str, column: str, value: Any, record: str, root: str) -> None:
        self._on.execute(statements.update(table, column), (value, record))
        self._met(kind, record, root)

    def _found(self, kind: str, record: str) -> tuple[str, str | None, int]:
        found: tuple[str, str | None, int] | None = self._on.execute(statements.standing(kind), (record,)).fetchone()
        if found is None:
            raise no_record(RECORDS[kind])
        return found

    def _met(self, kind: str, record: str, root: str) -> None:
        self.touched.add((kind, record))
        self.roots.add(root)
