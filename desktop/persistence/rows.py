"""Between a record and its row: Python values in the domain, plain text and numbers in the file and the journal."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from desktop.application.values import ZONE
from desktop.domain.changes import DELETED, WHOLE
from desktop.domain.errors import NotThere, Refused
from desktop.domain.fields import Field, Kind, Record, RecordType
from desktop.domain.records import RECORDS
from desktop.domain.said import N_, FieldName, KindName, said
from desktop.persistence.schema import apart, apart_fields, main_fields, table
from desktop.persistence.statements import compiled_text

R = TypeVar("R", bound=Record)
_LARGEST = 2**63 - 1


def stamp(at: datetime) -> str:
    """A moment as it is stored: UTC, to the second. One without a zone was read from a clock at the desk."""
    utc = (at if at.tzinfo else at.replace(tzinfo=ZONE)).astimezone(UTC)
    return f"{utc.replace(microsecond=0, tzinfo=None).isoformat()}Z"


def moment(text: str) -> datetime:
    """A stored moment."""
    return datetime.fromisoformat(text)


def _text(value: str) -> str:
    if "\0" in value:  # ends a text for the functions behind the triggers, so that the chain would not verify
        raise ValueError
    if not value.isascii():
        value.encode()  # half a character of two: no file can hold it
    return value


def _whole(value: int) -> int:
    if not -_LARGEST - 1 <= value <= _LARGEST:
        raise OverflowError
    return int(value)


def _hundredths(value: Decimal) -> int:
    kept = _whole(int(value * 100))
    if Decimal(kept) / 100 != value:
        raise ValueError
    return kept


_TO: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG: _text,
    Kind.CODE: _text,
    Kind.REF: _text,
    Kind.INTEGER: _whole,
    Kind.MONEY: _whole,
    Kind.DECIMAL: _hundredths,
    Kind.DAY: date.isoformat,
    Kind.MONTH: lambda value: date.isoformat(value)[:7],
    Kind.MOMENT: stamp,
    Kind.FLAG: int,
}
_FROM: dict[Kind, Callable[[Any], Any]] = {
    Kind.DECIMAL: lambda value: Decimal(value) / 100,
    Kind.DAY: date.fromisoformat,
    Kind.MONTH: lambda value: date.fromisoformat(f"{value}-01"),
    Kind.MOMENT: moment,
    Kind.FLAG: bool,
}


def to_stored(field: Field, value: Any) -> Any:
    """A Python value as its column holds it; refused where it would not come back as it is."""
    if value is None:
        return None
    try:
        return _TO[field.kind](value)
    except (ValueError, ArithmeticError):
        sentence = N_(
            "“{field}” holds something that cannot be kept, such as half a character or a number that is too large. "
            "Type it again."
        )
        raise Refused(said(sentence, field=FieldName(field.record, field.name))) from None  # the cause quotes the value


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


def records(spec: RecordType) -> sa.Select[Any]:
    """All rows of a kind with their fields, oldest first, the side table included."""
    return _records(spec.name)


@cache
def _records(kind: str) -> sa.Select[Any]:
    spec, rows = RECORDS[kind], table(kind)
    columns = [rows.c.id, rows.c.parent, *(rows.c[f.name] for f in main_fields(spec))]
    if not apart_fields(spec):
        return sa.select(*columns).order_by(rows.c.n)
    side = apart(spec.name)
    columns += [side.c[f.name] for f in apart_fields(spec)]
    return sa.select(*columns).select_from(rows.outerjoin(side, side.c.id == rows.c.id)).order_by(rows.c.n)


@cache
def standing_by(kind: str, column: str) -> tuple[str, tuple[str, ...]]:
    """The rows of a kind that stand, by one column: the statement with one parameter, and its columns in order.

    Compiled once for what every use case asks: SQLAlchemy would take five times as long as the answer.
    """
    rows = table(kind)
    return _compiled(
        records(RECORDS[kind]).where(rows.c[column] == sa.bindparam("of"), rows.c[DELETED] == sa.text("0"))
    )


@cache
def standing_below(kind: str) -> tuple[str, tuple[str, ...]]:
    """The same by a parent, whose id is the parameter, twice: the rows of one root lie together."""
    rows, above = table(kind), table(RECORDS[kind].parent or kind)
    root = sa.select(above.c.root).where(above.c.id == sa.bindparam("of")).scalar_subquery()
    query = records(RECORDS[kind]).where(rows.c.root == root, rows.c.parent == sa.bindparam("of"))
    return _compiled(query.where(rows.c[DELETED] == sa.text("0")))


@cache
def among(kind: str, column: str) -> tuple[str, tuple[str, ...]]:
    """The rows of a kind by many ids, deleted ones too, or those that stand by many parents: a JSON list of them."""
    rows, values = table(kind), sa.func.json_each(sa.bindparam("among")).table_valued("value")
    query = records(RECORDS[kind]).where(rows.c[column].in_(sa.select(values.c.value)))
    return _compiled(query if column == "id" else query.where(rows.c[DELETED] == sa.text("0")))


def _compiled(query: sa.Select[Any]) -> tuple[str, tuple[str, ...]]:
    return compiled_text(query), tuple(found.name for found in query.selected_columns)


def no_record(spec: RecordType) -> NotThere:
    """The refusal for an id that names no record of a kind."""
    return NotThere(
        said(N_("There is no {kind} with this number. Look for the name with “find”."), kind=KindName(spec.name))
    )
