"""The read log of this computer: lines that are only added, each chained to the one before it.

A line may lose whom it is about (erasure) and goes after three years (domain.md 6.2, RC7); the chain stays provable.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from desktop.domain.read_log import ReadAct, Reading, ReadLine
from desktop.domain.records import Candidate
from desktop.domain.said import N_, Said, said
from desktop.persistence.functions import SALT, SEAL, commitment, link
from desktop.persistence.rows import moment, no_record, stamp
from desktop.persistence.schema import table

KEPT = timedelta(days=3 * 365 + 1)
_START = bytes(32)
_BEFORE = "read_log.before"
"""What was remembered of the lines that went: the link of the last one, to which the first that is left is chained."""

_ABOUT = ("person", "traject", "document", "purpose", "recipient")
_SEALED = ("id", "at", "actor", "device", "act", *_ABOUT)


def add(
    connection: sa.Connection, readings: Iterable[tuple[str, Reading]], at: datetime, who: str, device: str
) -> None:
    """Add a line for each of these readings, given with the id of its line."""
    log = table("read_log")
    previous = connection.scalar(sa.select(log.c.link).order_by(log.c.n.desc()).limit(1)) or _before(connection)
    for id_, reading in readings:
        person, case = _subject(connection, reading.subject)
        row: dict[str, Any] = {
            "id": id_, "at": stamp(at), "actor": who, "device": device, "act": reading.act.value, "person": person,
            "traject": case, "document": reading.document, "purpose": reading.purpose.strip(),
            "recipient": reading.recipient.strip(),
        }  # fmt: skip
        salt = os.urandom(SALT)
        row["seal"] = salt + _commitment(salt, row)
        previous = row["link"] = link(previous, row["seal"][SALT:], b"")
        connection.execute(sa.insert(log).values(row))


def rotate(connection: sa.Connection, now: datetime) -> None:
    """Let go the lines that are older than they may be kept; only while erasing."""
    log = table("read_log")
    if connection.scalar(sa.select(log.c.n).where(log.c.at < stamp(now - KEPT)).limit(1)) is None:
        return  # nearly always: one look in the index
    young = sa.select(sa.func.min(log.c.n)).where(log.c.at >= stamp(now - KEPT)).scalar_subquery()
    old = log.c.n < sa.func.coalesce(young, sa.literal(2**62))
    last = connection.scalar(sa.select(log.c.link).where(old).order_by(log.c.n.desc()).limit(1))
    if last is None:
        return
    state = table("state")
    connection.execute(sa.delete(state).where(state.c.k == _BEFORE))
    connection.execute(sa.insert(state).values(k=_BEFORE, v=bytes(last).hex()))
    connection.execute(sa.delete(log).where(old))


def lines(
    connection: sa.Connection,
    person: str | None,
    actor: str | None,
    since: datetime | None,
    until: datetime | None,
    limit: int | None,
) -> tuple[ReadLine, ...]:
    """The lines about a person or by a colleague in a period, newest first."""
    log = table("read_log")
    query = sa.select(log).order_by(log.c.n.desc()).limit(limit)
    if person is not None:
        rows = table("candidate")
        merged = sa.select(rows.c.id).where(rows.c.root == person)
        query = query.where((log.c.person == person) | log.c.person.in_(merged))
    if actor is not None:
        query = query.where(log.c.actor == actor)
    if since is not None:
        query = query.where(log.c.at >= stamp(since))
    if until is not None:
        query = query.where(log.c.at < stamp(until))
    return tuple(
        ReadLine(
            row.id, moment(row.at), row.actor, ReadAct(row.act), row.person or "", row.traject or "",
            row.document or "", row.purpose or "", row.recipient or "",
        )
        for row in connection.execute(query)
    )  # fmt: skip


def silence(connection: sa.Connection, person: str) -> None:
    """Take from the lines about a person whom they are about, and for whom a print was; only while erasing."""
    log = table("read_log")
    commitments = {"seal": sa.func.substr(log.c.seal, SALT + 1)}
    connection.execute(
        sa.update(log).where(log.c.person == person).values(dict.fromkeys(_ABOUT, sa.null()) | commitments)
    )


def verify(connection: sa.Connection) -> list[Said]:
    """Walk the chain; each finding names the line (its number) that is not as it was written."""
    log = table("read_log")
    findings: list[Said] = []
    previous = _before(connection)
    for row in connection.execute(sa.select(log).order_by(log.c.n)).yield_per(2000):
        seal = bytes(row.seal)
        if len(seal) == SEAL and _commitment(seal[:SALT], row._asdict()) != seal[SALT:]:
            findings.append(said(N_("Read log: line {n} was altered."), n=row.n))
        if link(previous, seal[-(SEAL - SALT) :], b"") != bytes(row.link):
            findings.append(said(N_("Read log: the chain is broken at line {n}."), n=row.n))
        previous = bytes(row.link)
    return findings


def triggers() -> tuple[str, str]:
    """What makes the log refuse to be changed, except while erasing."""
    refused = "WHEN NOT erasing() BEGIN SELECT RAISE(ABORT, 'the read log is only added to'); END"
    return (
        f'CREATE TRIGGER "read_log_kept" BEFORE DELETE ON "read_log" {refused}',
        f'CREATE TRIGGER "read_log_fixed" BEFORE UPDATE ON "read_log" {refused}',
    )


def _before(connection: sa.Connection) -> bytes:
    state = table("state")
    kept = connection.scalar(sa.select(state.c.v).where(state.c.k == _BEFORE))
    return bytes.fromhex(kept) if kept else _START


def _commitment(salt: bytes, row: dict[str, Any]) -> bytes:
    return commitment(salt, *(row[name] for name in _SEALED))


def _subject(connection: sa.Connection, subject: str) -> tuple[str, str | None]:
    """The person and, where it is one, the case that was read."""
    cases, people = table("traject"), table("candidate")
    if person := connection.scalar(sa.select(cases.c.root).where(cases.c.id == subject)):
        return person, subject
    if connection.scalar(sa.select(people.c.id).where(people.c.id == subject)) is None:
        raise no_record(Candidate.SPEC)
    return subject, None
