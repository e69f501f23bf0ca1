"""A row of a list beside who or what is here already: where they differ, and what would be added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.application.cases import not_restricted
from desktop.application.imports.fates import Row
from desktop.application.imports.targets import ImportKind
from desktop.application.ports import Work
from desktop.domain.codes import Stage
from desktop.domain.errors import Refused
from desktop.domain.fields import RECORDS, Field, Record
from desktop.domain.folding import fold
from desktop.domain.records import Candidate, Traject
from desktop.domain.said import N_, said

_NOBODY = N_("Row {row} is not about somebody or something that is here already.")


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a row comes to for a record: the fields that differ with both values, and records that would be added.

    ``records`` are the record and, of a person, the open case; ``case`` is where a note goes.
    """

    records: tuple[Record, ...]
    differ: tuple[Field, ...]
    now: Mapping[str, Any]
    listed: Mapping[str, Any]
    added: tuple[tuple[str, Mapping[str, Any]], ...]
    case: str | None


def meet(work: Work, kind: ImportKind, row: Row) -> Meeting:
    """Lay a row beside the record it resembles; refused where that may only be read."""
    if not isinstance(row.twin, str):
        raise Refused(said(_NOBODY, row=row.number))
    top = work.read.get(RECORDS[kind.record].type, row.twin)
    records, case = [top], None
    if isinstance(top, Candidate):
        not_restricted(work, top.id)
        cases = work.read.children(Traject, top.id)
        records += [each for each in cases if each.stage != Stage.CLOSED][-1:]
        case = cases[-1].id if cases else None
    now = {f.key: value for r in records for f in r.SPEC.stored for value in (getattr(r, f.name),)}
    differ = [
        f for r in records for f in r.SPEC.stored if f.key in row.values and row.values[f.key] != now[f.key]
    ]  # fmt: skip
    return Meeting(tuple(records), tuple(differ), now, row.values, tuple(_added(work, kind, row, top)), case)


def _added(work: Work, kind: ImportKind, row: Row, top: Record) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Contacts, codes, names and starts of the row that the record does not have yet."""
    for below in kind.others:
        spec = RECORDS[below]
        found = {f.name: row.values[f.key] for f in spec.stored if f.key in row.values}
        if spec.parent != kind.record or not found or below == "traject":
            continue
        name = spec.title[0]
        there = {_same(getattr(record, name)) for record in work.read.children(spec.type, top.id)}
        several = found.get(name)
        for values in [{name: each} for each in several] if isinstance(several, (list, tuple)) else [found]:
            if _same(values.get(name)) not in there:
                yield below, values


def _same(value: Any) -> str:
    return fold(str(value or ""))
