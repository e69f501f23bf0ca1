"""The caseload in SQL: ids in order in one query, a page of lines in another; nothing is sorted in Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles

from desktop.application.caseload import CaseFilter, CaseRow, CaseSort, Choice
from desktop.domain.changes import DELETED
from desktop.domain.read_log import ReadAct
from desktop.persistence.rows import moment
from desktop.persistence.schema import table
from desktop.persistence.search import found_rows

_FOUND = 500
"""How many people one search shows at most; who looks for more types another letter."""


class Caseload:
    """Implements the port `desktop.application.caseload.CaseloadQuery`."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._reading = reading

    def ids(
        self, wanted: CaseFilter, sort: CaseSort = "name", descending: bool = False, limit: int | None = None
    ) -> Sequence[str]:
        """The trajects that fit, in order; with a limit only the first ones.

        They come as one text: SQLite lets go of the interpreter at every row it hands over, and beside a window that is
        busy drawing, a list of 100,000 rows waits for it 100,000 times (measured: 24 s instead of 0.3).
        """
        listed = ids_query(wanted, sort, descending).limit(limit).subquery()
        with self._reading() as connection:
            return (connection.scalar(sa.select(sa.func.group_concat(listed.c.id, " "))) or "").split()

    def rows(self, ids: Sequence[str]) -> Mapping[str, CaseRow]:
        """The lines of these trajects; one that is gone meanwhile is left out."""
        with self._reading() as connection:
            return {row.id: _line(row) for row in connection.execute(_page(), {"ids": list(ids)})}

    def counts(self, wanted: CaseFilter) -> Mapping[str, int]:
        """How many cases fit per stage and per hold, were neither chosen."""
        traject = table("traject")
        unnarrowed = CaseFilter(wanted.text, (), (), wanted.counsellor, wanted.programme, wanted.due_by, closed=True)
        fits = _fitting(unnarrowed).with_only_columns(traject.c.stage, traject.c.hold, sa.func.count())
        counts: dict[str, int] = {}
        with self._reading() as connection:
            for stage, hold, n in connection.execute(fits.group_by(traject.c.stage, traject.c.hold)):
                counts[stage or "S0"] = counts.get(stage or "S0", 0) + n
                if hold:
                    counts[hold] = counts.get(hold, 0) + n
        return counts

    def is_empty(self) -> bool:
        """Whether nobody at all is here."""
        candidate = table("candidate")
        with self._reading() as connection:
            return not connection.scalar(sa.select(sa.exists().where(candidate.c[DELETED] == 0)))

    def counsellors(self) -> tuple[Choice, ...]:
        """Who has cases here, by name."""
        return self._choices("counsellor", "user")

    def programmes(self) -> tuple[Choice, ...]:
        """The programmes that have cases here, by name."""
        return self._choices("programme", "programme")

    def _choices(self, field: str, kind: str) -> tuple[Choice, ...]:
        used = sa.select(table("traject").c[field]).where(table("traject").c[DELETED] == 0).distinct()
        rows = table(kind)
        with self._reading() as connection:
            query = sa.select(rows.c.id, rows.c.name).where(rows.c.id.in_(used)).order_by(rows.c.name)
            return tuple(Choice(record, name or "") for record, name in connection.execute(query))


def ids_query(wanted: CaseFilter, sort: CaseSort = "name", descending: bool = False) -> sa.Select[Any]:
    """The query behind `Caseload.ids`, also what the benchmark runs bare."""
    traject, candidate = table("traject"), table("candidate")
    query = _fitting(wanted)
    keys: list[Any] = [candidate.c["_sort"], candidate.c.id]
    match sort:
        case "name":
            pass
        case "counsellor" | "programme":
            other = table("user" if sort == "counsellor" else "programme").alias()
            query = query.outerjoin(other, other.c.id == traject.c[sort])
            keys.insert(0, sa.func.lower(other.c.name))
        case "due":
            due = _due()
            query = query.outerjoin(due, due.c.traject == traject.c.id)
            keys.insert(0, due.c.due)
        case "changed_at":
            newest = _newest()
            query = query.outerjoin(newest, newest.c.root == candidate.c.id)
            keys.insert(0, newest.c.seq)
        case "dossier_no":
            keys.insert(0, traject.c["_sort"])
        case _:
            keys.insert(0, traject.c[sort])
    if descending:
        keys = [key.desc() for key in keys]
    elif len(keys) > 2:
        keys[0] = keys[0].nulls_last()
    return query.order_by(*keys)


class InOrder(sa.Join):
    """A join that SQLite walks from left to right, so that the order of the left index is the order of the list.

    Left to itself SQLite starts at the cases and sorts them all: 100,000 people take 380 ms instead of 150, and the
    first 200 of them 380 instead of 0.2.
    """

    inherit_cache = True


@compiles(InOrder)
def _in_order(join: InOrder, compiler: Any, **how: Any) -> str:
    left, right = (compiler.process(side, **{**how, "asfrom": True}) for side in (join.left, join.right))
    return f"{left} CROSS JOIN {right} ON {compiler.process(join.onclause, **{**how, 'asfrom': False})}"


def _either(people: sa.Select[tuple[int]], numbers: sa.Select[tuple[int]]) -> sa.CompoundSelect[tuple[int]]:
    """The people found by name and those whose case is found by its number."""
    candidate, traject = table("candidate").alias(), table("traject").alias()
    cases = sa.select(traject.c.root).where(traject.c.n.in_(numbers))
    found = people.subquery()
    return sa.union_all(sa.select(found.c[0]), sa.select(candidate.c.n).where(candidate.c.id.in_(cases)))


def _fitting(wanted: CaseFilter) -> sa.Select[Any]:
    """The trajects that fit, joined with their candidates, in no order yet."""
    traject, candidate = table("traject"), table("candidate")
    same = sa.and_(traject.c.root == candidate.c.id, traject.c[DELETED] == 0)
    query = sa.select(traject.c.id).select_from(InOrder(candidate, traject, same)).where(candidate.c[DELETED] == 0)
    if wanted.stages or wanted.holds:
        query = query.where(sa.or_(traject.c.stage.in_(wanted.stages), traject.c.hold.in_(wanted.holds)))
    elif not wanted.closed:
        query = query.where(sa.func.coalesce(traject.c.stage, "S0") != "S7")
    if wanted.counsellor is not None:
        query = query.where(traject.c.counsellor == wanted.counsellor)
    if wanted.programme is not None:
        query = query.where(traject.c.programme == wanted.programme)
    if wanted.due_by is not None:
        due = _due()
        query = query.where(traject.c.id.in_(sa.select(due.c.traject).where(due.c.due <= wanted.due_by.isoformat())))
    people, numbers = (found_rows(kind, wanted.text, _FOUND) for kind in ("candidate", "traject"))
    if people is not None and numbers is not None:
        query = query.where(candidate.c.n.in_(_either(people, numbers)))
    return query


def _open_steps(roots: sa.Select[Any] | None = None) -> sa.Subquery:
    """What still has to happen in a case, with its day: tasks, calls, appointments, contacts and reviews."""
    task, callback, traject = table("task"), table("callback"), table("traject")
    appointment, aftercare = table("appointment"), table("aftercare")

    def steps(rows: sa.Table, case: str, due: Any, title: Any, *open_ones: sa.ColumnElement[bool]) -> sa.Select[Any]:
        kind = sa.literal(rows.name if rows is not traject else "hold").label("kind")
        query = sa.select(rows.c[case].label("traject"), due.label("due"), title.label("title"), kind)
        query = query.where(due.is_not(None), *open_ones)
        if roots is None:
            return query.where(rows.c[DELETED] == 0)
        return query.where(_stands(rows), rows.c.root.in_(roots))

    day = sa.func.substr(appointment.c.start, 1, 10)
    doing = task.c.status.in_(("open", "busy"))
    return sa.union_all(
        steps(task, "parent", task.c.due, task.c.task, doing),
        steps(callback, "parent", callback.c.due, callback.c.subject, callback.c.done_on.is_(None)),
        steps(appointment, "parent", day, appointment.c.subject, appointment.c.status == "planned"),
        steps(aftercare, "parent", aftercare.c.planned, aftercare.c.occasion, aftercare.c.done.is_(None)),
        steps(traject, "id", traject.c.hold_review, sa.null(), traject.c.hold.is_not(None)),
    ).subquery()


def _stands(rows: sa.Table) -> sa.ColumnElement[bool]:
    """That a record is not deleted, as a test and not as a way in: nearly all stand, and SQLite knows no counts."""
    return sa.literal_column(f'+"{rows.name}"."{DELETED}"', sa.Integer) == 0


def _due() -> sa.Subquery:
    steps = _open_steps()
    return sa.select(steps.c.traject, sa.func.min(steps.c.due).label("due")).group_by(steps.c.traject).subquery()


def _newest() -> sa.Subquery:
    journal = table("journal")
    return sa.select(journal.c.root, sa.func.max(journal.c.seq).label("seq")).group_by(journal.c.root).subquery()


@cache
def _page() -> sa.Select[Any]:
    """The lines of a page of cases."""
    traject, candidate, user, programme = table("traject"), table("candidate"), table("user"), table("programme")
    journal, action = table("journal"), table("action")
    ids: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
    steps = _open_steps(sa.select(traject.c.root).where(traject.c.id.in_(ids)))
    step = (
        sa.select(steps.c.traject, steps.c.title, steps.c.kind, sa.func.min(steps.c.due).label("due"))
        .where(steps.c.traject.in_(ids))
        .group_by(steps.c.traject)
        .subquery()
    )
    changed = (
        sa.select(action.c.at)
        .where(
            action.c.n == sa.select(journal.c.action).where(journal.c.root == traject.c.root)
            .order_by(journal.c.seq.desc()).limit(1).correlate(traject).scalar_subquery()
        )
        .correlate(traject)
        .scalar_subquery()
    )  # fmt: skip
    log = table("read_log")
    opened = sa.exists().where(
        log.c.person == traject.c.root, log.c.actor == traject.c.counsellor, log.c.act == ReadAct.OPENED.value,
        log.c.at >= traject.c.assigned,
    )  # fmt: skip
    unseen = sa.case((opened, sa.null()), else_=traject.c.counsellor).label("unseen")
    return (
        sa.select(
            traject.c.id, traject.c.root, candidate.c.first_name, candidate.c.name_prefix, candidate.c.last_name,
            traject.c.stage, traject.c.substage, traject.c.hold, traject.c.dossier_no,
            user.c.name.label("counsellor"), programme.c.name.label("programme"), step.c.title, step.c.kind, step.c.due,
            changed.label("changed"), unseen, traject.c.assigned,
        )
        .select_from(traject.join(candidate, candidate.c.id == traject.c.root))
        .outerjoin(user, user.c.id == traject.c.counsellor)
        .outerjoin(programme, programme.c.id == traject.c.programme)
        .outerjoin(step, step.c.traject == traject.c.id)
        .where(traject.c.id.in_(ids), _stands(traject))
    )  # fmt: skip


def _line(row: Any) -> CaseRow:
    last = " ".join(part for part in (row.name_prefix, row.last_name) if part)
    return CaseRow(
        row.id, row.root, ", ".join(part for part in (last, row.first_name) if part), row.stage or "S0",
        row.dossier_no or "", row.substage, row.hold, row.counsellor or "", row.programme or "", "",
        row.kind or "", row.title or "",
        date.fromisoformat(row.due) if row.due else None, moment(row.changed) if row.changed else None,
        row.unseen or "", date.fromisoformat(row.assigned) if row.assigned else None,
    )  # fmt: skip
