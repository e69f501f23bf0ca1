"""Between a record and its row: Python values in the domain, plain text and numbers in the file and the journal."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from desktop.domain.changes import DELETED, WHOLE
from desktop.domain.fields import Field, Kind, Record, RecordType
from desktop.domain.records import RECORDS

R = TypeVar("R", bound=Record)
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"

_TO: dict[Kind, Callable[[Any], Any]] = {
    Kind.DECIMAL: lambda value: int(Decimal(value) * 100),
    Kind.DAY: date.isoformat,
    Kind.MONTH: lambda value: value.strftime("%Y-%m"),
    Kind.MOMENT: lambda value: stamp(value),
    Kind.FLAG: int,
}
_FROM: dict[Kind, Callable[[Any], Any]] = {
    Kind.DECIMAL: lambda value: Decimal(value) / 100,
    Kind.DAY: date.fromisoformat,
    Kind.MONTH: lambda value: date.fromisoformat(f"{value}-01"),
    Kind.MOMENT: lambda value: moment(value),
    Kind.FLAG: bool,
}


def stamp(at: datetime) -> str:
    """A moment as it is stored: UTC, to the second."""
    return at.astimezone(UTC).strftime(_MOMENT)


def moment(text: str) -> datetime:
    """A stored moment."""
    return datetime.fromisoformat(text)


def to_stored(field: Field, value: Any) -> Any:
    """A Python value as its column holds it."""
    if value is None or (convert := _TO.get(field.kind)) is None:
        return value
    return convert(value)


def stored(fields: Sequence[Field], values: Mapping[str, Any]) -> tuple[Any, ...]:
    """The columns of a row for these fields."""
    return tuple(to_stored(f, values.get(f.name)) for f in fields)


def from_stored(field: Field, value: Any) -> Any:
    """A column's value as Python holds it."""
    convert = _FROM.get(field.kind)
    return value if value is None or convert is None else convert(value)


@cache
def _converters(kind: str) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((f.name, _FROM[f.kind]) for f in RECORDS[kind].stored if f.kind in _FROM)


def record_of(kind: type[R], row: Mapping[str, Any]) -> R:
    """The record in a row; columns that are not fields are left out."""
    spec = kind.SPEC
    values = {name: row[name] for name in spec.fields if name in row}
    for name, convert in _converters(spec.name):
        if values.get(name) is not None:
            values[name] = convert(values[name])
    return kind(id=row["id"], parent=row["parent"], **values)


def journaled(spec: RecordType, field: str, value: Any) -> Any:
    """A journal value as Python holds it; for a whole record, a mapping of its fields."""
    if value is None:
        return None
    if field == WHOLE:
        told = json.loads(value)
        return {name: from_stored(spec.fields[name], told[name]) for name in told if name in spec.fields}
    if field == DELETED:
        return bool(value)
    return from_stored(spec.fields[field], value) if field in spec.fields else value
