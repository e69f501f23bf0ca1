"""Reads what is kept: records, cases, history, what was typed; the one place where rows become records again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from desktop.application.ports import SORT_KEY, Draft, Hit
from desktop.domain.changes import DELETED, WHOLE, Change, Outcome
from desktop.domain.dossier import Dossier
from desktop.domain.errors import Damaged, NotThere, Refused
from desktop.domain.fields import Record, RecordType
from desktop.domain.folding import fold
from desktop.domain.read_log import ReadLine
from desktop.domain.records import RECORDS
from desktop.domain.said import N_, said
from desktop.persistence import read_log
from desktop.persistence.cases import case_as_it_is, case_as_it_was
from desktop.persistence.engine import raw
from desktop.persistence.rows import (
    from_stored,
    journaled,
    moment,
    no_record,
    record_of,
    records,
    standing_below,
    standing_by,
    to_stored,
)
from desktop.persistence.schema import apart, table
from desktop.persistence.search import complete, search
from desktop.persistence.story import Step, story

R = TypeVar("R", bound=Record)


class StoreReader:
    """The read side of the store; each call takes its own connection, so that any thread may ask."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._reading = reading

    def get(self, kind: type[R], record_id: str) -> R:
        """One record; `NotThere` where there is none."""
        found = self.find_one(kind, record_id)
        if found is None:
            raise no_record(kind.SPEC)
        return found

    def find_one(self, kind: type[R], record_id: str | None) -> R | None:
        """One record, or nothing."""
        if record_id is None:
            return None
        statement, names = standing_by(kind.SPEC.name, "id")
        with self._read() as connection:
            row = raw(connection).execute(statement, (record_id,)).fetchone()
        return record_of(kind, dict(zip(names, row, strict=True))) if row is not None else None

    def children(self, kind: type[R], parent: str) -> tuple[R, ...]:
        """The records of a kind below a parent, oldest first."""
        statement, names = standing_below(kind.SPEC.name)
        with self._read() as connection:
            rows = raw(connection).execute(statement, (parent, parent)).fetchall()
        return tuple(record_of(kind, dict(zip(names, row, strict=True))) for row in rows)

    def where(self, kind: type[R], limit: int | None = None, **equal: Any) -> tuple[R, ...]:
        """The records of a kind with these values (of fields, or of parent and root), oldest first."""
        spec = kind.SPEC
        return self._select(kind, *(_is(spec, name, value) for name, value in equal.items()), limit=limit)

    def kind_of(self, record_id: str) -> str | None:
        """What kind of record has this id, deleted ones too; nothing where none has."""
        each = (sa.select(sa.literal(name)).where(table(name).c.id == record_id) for name in RECORDS)
        with self._read() as connection:
            return connection.scalar(sa.union_all(*each))

    def root_of(self, kind: type[Record], record_id: str) -> str:
        """The id of the person, employer or other record at the top of this one, which may be deleted."""
        rows = table(kind.SPEC.name)
        with self._read() as connection:
            root = connection.scalar(sa.select(rows.c.root).where(rows.c.id == record_id))
        if root is None:
            raise no_record(kind.SPEC)
        return str(root)

    def brief(
        self, kind: type[Record], names: Sequence[str], among: Mapping[str, Collection[Any]] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """The id and these fields of the records of a kind; ``among``: only those with one of these values."""
        spec, rows = kind.SPEC, table(kind.SPEC.name)
        query = sa.select(rows.c.id, *(rows.c[name] for name in names)).where(rows.c[DELETED] == 0).order_by(rows.c.n)
        if among is not None:
            query = query.where(sa.or_(sa.false(), *(_one_of(spec, name, each) for name, each in among.items())))
        fields = [spec.fields.get(name) for name in names]  # none: the id of the record above
        with self._read() as connection:
            for record, *values in connection.execute(query):
                yield (record, *(v if f is None else from_stored(f, v) for f, v in zip(fields, values, strict=True)))

    def dossier(self, traject: str) -> Dossier:
        """A person's case with everything in it and everything it points to, all of one moment."""
        with self._read() as connection:
            return case_as_it_is(connection, traject)

    def dossier_as_of(self, traject: str, day: date) -> Dossier:
        """The same as it was at the end of a day; `NotThere` where it did not exist yet."""
        with self._read() as connection:
            return case_as_it_was(connection, traject, day)

    def history(self, root: str, record: str | None = None, field: str | None = None) -> tuple[Change, ...]:
        """What was done to a person, employer or other root record, newest first; narrowed to a record or a field."""
        with self._read() as connection:
            steps = story(connection, (root,))
        newest = reversed(steps)
        wanted = (s for s in newest if record in (None, s.record) and (field is None or s.field in (field, WHOLE)))
        return tuple(map(_change, sorted(wanted, key=lambda step: step.at, reverse=True)))

    def actions(self, limit: int = 50) -> tuple[Outcome, ...]:
        """The newest actions, newest first."""
        action = table("action")
        with self._read() as connection:
            rows = connection.execute(sa.select(action).order_by(action.c.n.desc()).limit(limit)).all()
        return tuple(outcome_of(row) for row in rows)

    def reads(
        self,
        person: str | None = None,
        actor: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> tuple[ReadLine, ...]:
        """Who read whose data and why, newest first: about a person, by a colleague, in a period."""
        with self._read() as connection:
            return read_log.lines(connection, person, actor, since, until, limit)

    def search(self, text: str, kinds: Sequence[str] = (), limit: int = 50) -> tuple[Hit, ...]:
        """What is found by these letters, every kind with its share, each in order of name."""
        with self._read() as connection:
            return search(connection, text, kinds, limit)

    def complete(self, list_name: str, typed: str, limit: int = 12) -> tuple[Hit, ...]:
        """Entries of a reference list that fit what was typed."""
        with self._read() as connection:
            return complete(connection, list_name, typed, limit)

    def holds(self, sha256: str) -> bool:
        """Whether the bytes with this hash are on this computer."""
        blob = table("blob")
        with self._read() as connection:
            return bool(connection.scalar(sa.select(sa.exists().where(blob.c.sha256 == sha256))))

    def bytes(self, sha256: str) -> bytes:
        """The kept bytes with this hash, checked against it; `NotThere` where they are gone."""
        blob = table("blob")
        with self._read() as connection:
            data = connection.scalar(sa.select(blob.c.data).where(blob.c.sha256 == sha256))
        if data is None:
            raise NotThere(said(N_("The content of this document is not on this computer.")))
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Damaged(
                said(
                    N_("This document is damaged: its content is not what was filed. Restore a backup to get it back.")
                )
            )
        return bytes(data)

    def drafts(self, record: str) -> Mapping[str, Draft]:
        """What was being typed in a record, per field."""
        draft = table("draft")
        with self._read() as connection:
            rows = connection.execute(sa.select(draft).where(draft.c.record == record)).all()
        return {row.field: Draft(row.record, row.field, row.text, moment(row.at)) for row in rows}

    def next_number(self, kind: type[Record], field: str, prefix: str) -> int:
        """One more than the highest number that follows this prefix in a field; deleted records count too."""
        rows = table(kind.SPEC.name)
        column, start = (rows.c["_sort"], fold(prefix)) if kind.SPEC.sort == (field,) else (rows.c[field], prefix)
        following = sa.cast(sa.func.substr(column, len(start) + 1), sa.Integer)
        query = sa.select(sa.func.max(following)).where(
            rows.c[DELETED].in_((0, 1)), column >= start, column < start + "\uffff"
        )
        with self._read() as connection:
            return int(connection.scalar(query) or 0) + 1

    def recall(self, key: str) -> str | None:
        """What was remembered under a key: filters, mappings, everything of a person's way of working."""
        state = table("state")
        with self._read() as connection:
            return connection.scalar(sa.select(state.c.v).where(state.c.k == key))

    @contextmanager
    def _read(self) -> Iterator[sa.Connection]:
        with refusing_what_no_file_holds(), self._reading() as connection:
            yield connection

    def _select(self, kind: type[R], *tests: sa.ColumnElement[bool], limit: int | None = None) -> tuple[R, ...]:
        query = records(kind.SPEC).where(table(kind.SPEC.name).c[DELETED] == 0, *tests).limit(limit)
        with self._read() as connection:
            return tuple(record_of(kind, dict(row)) for row in connection.execute(query).mappings())


@contextmanager
def refusing_what_no_file_holds() -> Iterator[None]:
    """Refuse text and numbers that the database cannot take, wherever in a question or an answer they stand."""
    try:
        yield
    except (UnicodeEncodeError, OverflowError):
        sentence = N_("Something here cannot be kept or looked for, such as half a character. Type it again.")
        raise Refused(said(sentence)) from None  # the cause quotes the text


def _is(spec: RecordType, name: str, value: Any) -> sa.ColumnElement[bool]:
    rows = table(spec.name)
    if name in spec.fields:
        field = spec.fields[name]
        rows, value = apart(spec.name) if field.privacy.apart else rows, to_stored(field, value)
    test: sa.ColumnElement[bool] = rows.c[name] == value
    return test


def _one_of(spec: RecordType, name: str, values: Collection[Any]) -> sa.ColumnElement[bool]:
    """Whether a column has one of these values; as one list, however many there are."""
    wanted = [v if name == SORT_KEY else str(to_stored(spec.fields[name], v)).lower() for v in values]
    listed = sa.func.json_each(json.dumps(wanted)).table_valued("value")
    return sa.func.lower(table(spec.name).c[name]).in_(sa.select(listed.c.value))


def _change(step: Step) -> Change:
    """One step as people read it."""
    spec, field = RECORDS[step.kind], step.field
    return Change(
        step.seq, step.action, step.label, json.loads(step.counts), step.reason, step.actor, moment(step.at),
        step.kind, step.record, step.root, field, journaled(spec, field, step.before),
        journaled(spec, field, step.after), step.erased, step.undoes, step.stands,
    )  # fmt: skip


def outcome_of(row: Any) -> Outcome:
    """An action as a line of the undo list."""
    return Outcome(row.id, row.label, json.loads(row.counts), moment(row.at), frozenset(), frozenset())
