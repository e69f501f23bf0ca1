"""The journal's triggers, generated from the declarations, and the proof that its chain is whole.

An INSERT writes one row with all its fields, an UPDATE of a column writes that field, both under the current action.
A move writes its parent, a decision between two people's values that it was taken. There is no DELETE, and what is
append-only never changes. Full-text indexes are kept by triggers too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import sqlalchemy as sa

from desktop.application.syncing import CONFLICT, SETTLED
from desktop.domain.changes import DELETED, PARENT, WHOLE
from desktop.domain.fields import Field, RecordType
from desktop.domain.hybrid_clock import COUNTER_BITS
from desktop.domain.records import RECORDS
from desktop.domain.said import N_, Said, said
from desktop.domain.synced import APART
from desktop.persistence import read_log, search_index
from desktop.persistence.functions import SALT, SEAL, commitment, link
from desktop.persistence.schema import apart_fields, main_fields, table

GENESIS = bytes(32)
"""What the first action of a workspace is chained to."""


def install(connection: sa.Connection) -> None:
    """Make all triggers and search indexes anew; called when a workspace is made and after each migration."""
    for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for spec in RECORDS.values():
        for statement in (*_capture(spec), *_refuse(spec)):
            connection.exec_driver_sql(statement)
    search_index.install(connection)
    connection.exec_driver_sql(
        _field_trigger(CONFLICT, CONFLICT, SETTLED, "changed", "UPDATE OF settled", "old.settled")
    )
    for statement in read_log.triggers():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(_waits())


def _capture(spec: RecordType) -> Iterator[str]:
    pairs = ", ".join(f"'{f.name}', new.\"{f.name}\"" for f in main_fields(spec))
    whole = f"json_patch('{{}}', json_object('parent', new.parent{', ' + pairs if pairs else ''}))"
    yield f"""CREATE TRIGGER "{spec.name}_made" AFTER INSERT ON "{spec.name}" WHEN capturing() BEGIN
        INSERT INTO journal(action, kind, record, root, field, before, after, seal)
        SELECT current_action(), '{spec.name}', new.id, new.root, '{WHOLE}', NULL, a,
               seal('{spec.name}', new.id, '{WHOLE}', NULL, a) FROM (SELECT {whole} AS a);
        {search_index.adding(spec)} END"""
    if spec.sort:
        of, before, after = (", ".join(f'{row}"{name}"' for name in spec.sort) for row in ("", "old.", "new."))
        yield f"""CREATE TRIGGER "{spec.name}_sorted" AFTER UPDATE OF {of} ON "{spec.name}"
            WHEN ({before}) IS NOT ({after}) BEGIN
            UPDATE "{spec.name}" SET _sort = sort_key({after}) WHERE n = new.n; END"""
    for name in (*(f.name for f in main_fields(spec)), PARENT, DELETED):
        yield _field_trigger(spec.name, spec.name, name, "changed", f'UPDATE OF "{name}"', f'old."{name}"')
    for field in apart_fields(spec):
        side = spec.name + APART
        yield _field_trigger(side, spec.name, field.name, "changed", f'UPDATE OF "{field.name}"', f'old."{field.name}"')
        yield _field_trigger(side, spec.name, field.name, "made", "INSERT", "NULL")


def _field_trigger(on: str, kind: str, name: str, verb: str, event: str, before: str) -> str:
    after = f'new."{name}"'
    return f"""CREATE TRIGGER "{on}_{name}_{verb}" AFTER {event} ON "{on}"
        WHEN {before} IS NOT {after} AND capturing() BEGIN
        INSERT INTO journal(action, kind, record, root, field, before, after, seal)
        VALUES (current_action(), '{kind}', new.id, new.root, '{name}', {before}, {after},
                seal('{kind}', new.id, '{name}', {before}, {after})); END"""


def _waits() -> str:
    """Once shared, a journal row is also a line of the outbox: per field the first base and the newest value.

    The outbox holds no values of its own: it names the first and the last journal row of the field.
    """
    there, base = _travels("new"), "SELECT rev FROM revision AS r WHERE r.tbl = {} AND r.id = new.record"
    return f"""CREATE TRIGGER "journal_waits" AFTER INSERT ON journal WHEN EXISTS (SELECT 1 FROM peer) BEGIN
        INSERT INTO outbox(tbl, id, field, batch, base, hlc, first, last)
        VALUES ({there}, new.record, new.field, 0, coalesce(({base.format(there)}), 0), current_hlc(), new.seq, new.seq)
        ON CONFLICT(tbl, id, field, batch) DO UPDATE SET hlc = excluded.hlc, last = excluded.last; END"""


def everything_waits() -> str:
    """The same for all that was done before this device shared anything, each at its own time.

    The parameter is the clock's number: nothing was done later.
    """
    then = f"max(CAST(strftime('%s', a.at) AS INTEGER) * 1000 << {COUNTER_BITS})"
    return f"""INSERT INTO outbox(tbl, id, field, batch, base, hlc, first, last)
        SELECT {_travels("j")}, record, field, 0, 0, min(?, {then}), min(seq), max(seq)
        FROM journal AS j JOIN "action" AS a ON a.n = j.action
        WHERE length(j.seal) = {SEAL} GROUP BY kind, record, field"""


def _travels(row: str) -> str:
    """The table on the way that a journal row belongs to."""
    parts = " ".join(
        f"WHEN {row}.kind = '{spec.name}' AND {row}.field IN ({', '.join(repr(f.name) for f in apart_fields(spec))}) "
        f"THEN '{spec.name}{APART}'"
        for spec in RECORDS.values()
        if apart_fields(spec)
    )
    return f"CASE {parts} ELSE {row}.kind END"


def _refuse(spec: RecordType) -> Iterator[str]:
    for on in (spec.name, spec.name + APART) if apart_fields(spec) else (spec.name,):
        yield f"""CREATE TRIGGER "{on}_kept" BEFORE DELETE ON "{on}" WHEN NOT erasing() BEGIN
            SELECT RAISE(ABORT, 'records are never deleted'); END"""
    if spec.append_only:
        names = ", ".join(f'"{name}"' for name in ("id", PARENT, *_names(main_fields(spec))))
        yield f"""CREATE TRIGGER "{spec.name}_fixed" BEFORE UPDATE OF {names} ON "{spec.name}" WHEN NOT erasing() BEGIN
            SELECT RAISE(ABORT, '{spec.name} never changes'); END"""


def _names(fields: tuple[Field, ...]) -> Iterator[str]:
    return (f.name for f in fields)


def header(row: sa.Row[tuple[object, ...]]) -> bytes:
    """What an action says of itself in the chain: its commitment, which stays when its reason is erased."""
    seal = bytes(row.seal)
    return seal[SALT:] if len(seal) == SEAL else seal


def seal_action(salt: bytes, row: dict[str, object]) -> bytes:
    """The commitment of an action's own words: id, label, counts, reason, who, where, when, and what it takes back."""
    return commitment(salt, *(row[k] for k in ("id", "label", "counts", "reason", "actor", "device", "at", "undoes")))


def verify(connection: sa.Connection) -> list[Said]:
    """Walk the whole chain, and that of the read log; each finding names what is not as it was written, by its number.

    An erased change has lost its salt and content: its commitment still takes part, so the chain stays whole.
    """
    action, journal = table("action"), table("journal")
    findings: list[Said] = []
    previous, expected = GENESIS, 1
    changes = iter(connection.execute(sa.select(journal).order_by(journal.c.seq)).yield_per(2000))
    change = next(changes, None)
    for row in connection.execute(sa.select(action).order_by(action.c.n)).all():
        words = row._asdict()
        if len(row.seal) == SEAL and seal_action(row.seal[:SALT], words) != row.seal[SALT:]:
            findings.append(said(N_("Action {n}: its label, reason, author or time was altered."), n=row.n))
        body = hashlib.sha256()
        while change is not None and change.action == row.n:
            if change.seq != expected:
                findings.append(
                    said(N_("Action {n}: a change before number {seq} is missing."), n=row.n, seq=change.seq)
                )
            expected = change.seq + 1
            seal = bytes(change.seal)
            told = (change.kind, change.record, change.field, change.before, change.after)
            if len(seal) == SEAL and commitment(seal[:SALT], *told) != seal[SALT:]:
                findings.append(said(N_("Action {n}: change {seq} was altered."), n=row.n, seq=change.seq))
            body.update(seal[-32:])
            change = next(changes, None)
        if link(previous, header(row), body.digest()) != row.link:
            findings.append(said(N_("Action {n}: the chain is broken here."), n=row.n))
        previous = bytes(row.link)
    if change is not None:
        findings.append(said(N_("Change {seq} belongs to no action in order."), seq=change.seq))
    return findings + read_log.verify(connection)


def size(connection: sa.Connection) -> tuple[int, int]:
    """How many actions and how many changes the journal holds."""
    actions = sa.select(sa.func.count()).select_from(table("action"))
    changes = sa.select(sa.func.count()).select_from(table("journal"))
    return connection.scalar(actions) or 0, connection.scalar(changes) or 0
