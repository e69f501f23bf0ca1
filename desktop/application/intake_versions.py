"""Two versions of an intake side by side: each field that is different, and who changed it last in between."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from desktop.application.intake import snapshot
from desktop.application.ports import Reader
from desktop.domain.changes import WHOLE, Change
from desktop.domain.errors import NotThere
from desktop.domain.fields import RECORDS, Kind
from desktop.domain.records import IntakeVersion
from desktop.domain.said import N_, said

Values = Mapping[str, Mapping[str, Any]]
"""Of each record by id its kind and its values."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not the same; a record that came or went has the field `WHOLE` and its title as value."""

    kind: str
    record: str
    field: str
    before: Any
    after: Any
    change: Change | None


def compare_versions(read: Reader, traject: str, older: int, newer: int | None) -> tuple[Difference, ...]:
    """What is different in a frozen version from an older one, or in the intake as it is now."""
    dossier = read.dossier(traject)
    frozen = {one.version: one for one in dossier.all(IntakeVersion)}
    if older not in frozen or (newer is not None and newer not in frozen):
        raise NotThere(said(N_("There is no such version of this intake. Choose another.")))
    before = _values(frozen[older].snapshot or "[]")
    after = _values((frozen[newer].snapshot or "[]") if newer is not None else snapshot(dossier))
    until = frozen[newer].frozen_at if newer is not None else None
    history = [c for c in read.history(dossier.candidate_id) if _between(c, frozen[older], until)]
    found: list[Difference] = []
    for record in (*after, *(gone for gone in before if gone not in after)):
        kind = str((after.get(record) or before[record])["kind"])
        was, became = before.get(record), after.get(record)
        if was is None or became is None:
            change = next((c for c in history if c.record == record), None)
            found.append(Difference(kind, record, WHOLE, _title(kind, was), _title(kind, became), change))
            continue
        for field in RECORDS[kind].stored:
            if "I" not in field.on or field.guarded:
                continue
            if (one := was.get(field.name)) != (other := became.get(field.name)):
                change = next((c for c in history if c.record == record and c.field in (field.name, WHOLE)), None)
                found.append(
                    Difference(kind, record, field.name, _value(field.kind, one), _value(field.kind, other), change)
                )
    return tuple(found)


def _between(change: Change, older: IntakeVersion, until: datetime | None) -> bool:
    since = older.frozen_at
    return (since is None or change.at >= since) and (until is None or change.at <= until)


def _values(text: str) -> Values:
    return {str(line["id"]): line for line in json.loads(text)}


def _title(kind: str, line: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """The fields by which a record is called."""
    spec = RECORDS[kind]
    names = spec.title or tuple(field.name for field in spec.stored)[:2]
    return {name: _value(spec.fields[name].kind, line.get(name)) for name in names} if line is not None else {}


def _value(kind: Kind, kept: Any) -> Any:
    """A value as it was before it became JSON."""
    if not isinstance(kept, str):
        return kept
    match kind:
        case Kind.DAY | Kind.MONTH:
            return date.fromisoformat(kept)
        case Kind.MOMENT:
            return datetime.fromisoformat(kept)
        case Kind.DECIMAL:
            return Decimal(kept)
        case _:
            return kept
