"""What a field declaration is: one line from which table, trigger, form, import, print and export are made.

A record class is an ordinary frozen dataclass whose fields are made by the functions below::

    @record(
        "candidate", label="Candidate", plural="Candidates", title=("last_name", "first_name"),
        why={"birth_date": "Under 18 the legal guardian signs too."},
    )
    class Candidate(Record):
        last_name: str | None = text("Last name", max=100, required=True, on="IARD", search=True)
        birth_date: date | None = day("Date of birth", required=True, check=born_between(16, 75), on="IAD")

Each function returns its own optional type, so a wrong annotation, an unknown name and an assignment are refused by the
type checker while a record may be partial. *Required* is read by gates and prints, never by the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar, TypedDict, TypeVar, Unpack, cast, dataclass_transform


class Kind(StrEnum):
    """The type of a value: in Python, and as it is stored and journaled."""

    TEXT = "text"  # str, one line
    LONG = "long"  # str, several lines; two edits merge by line
    INTEGER = "integer"  # int
    DECIMAL = "decimal"  # Decimal with two places; stored as hundredths
    MONEY = "money"  # int, euro cents
    DAY = "day"  # date; stored as YYYY-MM-DD
    MONTH = "month"  # date, the first of the month; stored as YYYY-MM
    MOMENT = "moment"  # datetime in UTC; stored as YYYY-MM-DDTHH:MM:SSZ
    FLAG = "flag"  # bool; stored as 0 or 1
    CODE = "code"  # str, a code of the list named by `codes`
    REF = "ref"  # str, the id of a record of the kind named by `target`


class Privacy(StrEnum):
    """How sensitive a field is (domain.md section 3)."""

    ORDINARY = "O"
    DELICATE = "F"
    NATIONAL_ID = "N"
    SPECIAL = "S"
    BUSINESS = "B"

    @property
    def apart(self) -> bool:
        """Whether the field lives in the side table with rights of its own."""
        return self in (Privacy.NATIONAL_ID, Privacy.SPECIAL)


class Merge(StrEnum):
    """What happens when two people changed one field (sync.md 2.7)."""

    REGISTER = "register"  # the later value shows, the other stands in a conflict
    LINES = "lines"  # three-way merge by line first
    EARLIER = "earlier"  # a stage: the earlier one shows
    FOLLOWS = "follows"  # a step: it shows with the stage it belongs to
    FIXED = "fixed"  # never changes after it was written


@dataclass(frozen=True, slots=True)
class Beside:
    """What a check may look at besides the value: today, and the other values of the record."""

    today: date
    values: Mapping[str, Any] = field(default_factory=dict)


Check = Callable[[Any, Beside], Any]
"""Returns the value as it is to be kept (cleaned) or raises `checks.Unfit` with a sentence."""


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field; everything that shows, stores, checks, merges, prints or exports it reads this."""

    record: str
    name: str
    kind: Kind
    label: str  # English; Dutch stands in the catalogue under the context `record.field`
    required: bool = False  # for gates and prints; never for the table
    max: int | None = None  # longest text, in characters
    low: Decimal | None = None
    high: Decimal | None = None
    check: Check | None = None
    privacy: Privacy = Privacy.ORDINARY
    on: str = ""  # printed on: I intake A agreement R route D dossier C caseload P pilot report
    toggled: bool = False  # printed only when ticked at print time
    search: bool = False
    merge: Merge = Merge.REGISTER
    codes: str | None = None  # name of the code list
    target: str | None = None  # name of the record a reference points to
    complete: str | None = None  # name of the reference list that completes it while typing
    derived: bool = False  # computed, never stored
    guarded: bool = False  # written by its own use case only (stage, frozen versions)
    unit: str = ""
    hint: str = ""  # how it is written; stands below the field
    why: str = ""  # why it is asked and who uses it; said when somebody asks for help

    @property
    def key(self) -> str:
        """``record.field``: the translation context, and the name in messages and exports."""
        return f"{self.record}.{self.name}"


@dataclass(frozen=True)
class RecordType:
    """One declared record: its fields in order of the form, its parent and how it is named in lists."""

    name: str
    type: type[Record]
    label: str
    plural: str
    parent: str | None
    title: tuple[str, ...]
    sort: tuple[str, ...]
    scope: str  # "desk": seen by one desk; "region": shared by the region; "person": follows its root
    append_only: bool
    fields: Mapping[str, Field]

    @cached_property
    def stored(self) -> tuple[Field, ...]:
        """The fields that have a column."""
        return tuple(f for f in self.fields.values() if not f.derived)

    @cached_property
    def searched(self) -> tuple[Field, ...]:
        """The fields that are found by their text."""
        return tuple(f for f in self.fields.values() if f.search)


RECORDS: dict[str, RecordType] = {}
"""Every declared record by name, in order of declaration; filled by importing `desktop.domain.records`."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """The sum of a record's changes: an id, the id of its parent, and its declared fields."""

    id: str
    parent: str | None = None

    SPEC: ClassVar[RecordType]

    def values(self) -> dict[str, Any]:
        """The declared stored fields by name, empty ones too."""
        return {f.name: getattr(self, f.name) for f in self.SPEC.stored}


R = TypeVar("R", bound=Record)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(
    name: str,
    *,
    label: str,
    plural: str,
    parent: str | None = None,
    title: tuple[str, ...] = (),
    sort: tuple[str, ...] = (),
    scope: str = "person",
    append_only: bool = False,
    why: Mapping[str, str] | None = None,
) -> Callable[[type[R]], type[R]]:
    """Declare a record: ``title`` names it in lists, ``sort`` makes its stored sort key, ``parent`` is a record.

    ``why`` says of each field why it is asked; a sentence may stand for several, their names apart by a space, and
    under ``*`` for all others.
    """
    reasons = {one: said for names, said in (why or {}).items() for one in names.split()}

    def declare(cls: type[R]) -> type[R]:
        made = cast("type[R]", dataclass(frozen=True, kw_only=True)(cls))
        bare = {f.name: f.metadata["field"] for f in fields(made) if "field" in f.metadata}
        if unknown := reasons.keys() - bare.keys() - {"*"}:
            raise ValueError(f"{name} has no field {', '.join(sorted(unknown))}")
        declared = {one: _bound(f, name, one, reasons.get(one, reasons.get("*", ""))) for one, f in bare.items()}
        if name in RECORDS:
            raise ValueError(f"two records named {name}")
        spec = RecordType(name, made, label, plural, parent, title, sort, scope, append_only, declared)
        RECORDS[name] = spec
        made.SPEC = spec
        return made

    return declare


def _bound(made: Field, record_name: str, name: str, why: str) -> Field:
    return replace(made, record=record_name, name=name, why=why)


def all_fields() -> Iterator[Field]:
    """Every declared field of every record."""
    for spec in RECORDS.values():
        yield from spec.fields.values()


def _declare(kind: Kind, label: str, **rest: Any) -> Any:
    return field(default=None, metadata={"field": Field("", "", kind, label, **rest)})


class Options(TypedDict, total=False):
    """What every field may say besides its type; see `Field`."""

    required: bool
    check: Check
    privacy: Privacy
    on: str
    toggled: bool
    search: bool
    merge: Merge
    guarded: bool
    derived: bool
    unit: str
    hint: str


def text(label: str, *, max: int = 120, complete: str | None = None, **rest: Unpack[Options]) -> str | None:  # noqa: A002
    """One line of text of at most ``max`` characters; ``complete`` names a reference list that completes it."""
    return cast("str | None", _declare(Kind.TEXT, label, max=max, complete=complete, **rest))


def long_text(label: str, *, max: int = 4000, **rest: Unpack[Options]) -> str | None:  # noqa: A002
    """Text of several lines, at most ``max`` characters; two people's edits are merged by line."""
    return cast("str | None", _declare(Kind.LONG, label, max=max, **({"merge": Merge.LINES} | rest)))


def integer(label: str, *, low: int | None = None, high: int | None = None, **rest: Unpack[Options]) -> int | None:
    """A whole number from ``low`` to ``high``."""
    return cast("int | None", _declare(Kind.INTEGER, label, low=_number(low), high=_number(high), **rest))


def decimal(
    label: str, *, low: float | None = None, high: float | None = None, **rest: Unpack[Options]
) -> Decimal | None:
    """A number with at most two places, such as hours a week or a grade."""
    return cast("Decimal | None", _declare(Kind.DECIMAL, label, low=_number(low), high=_number(high), **rest))


def money(label: str, *, low: int | None = 0, high: int | None = None, **rest: Unpack[Options]) -> int | None:
    """An amount in euro cents; ``low`` and ``high`` are cents too."""
    return cast("int | None", _declare(Kind.MONEY, label, low=_number(low), high=_number(high), **rest))


def day(label: str, **rest: Unpack[Options]) -> date | None:
    """A date without a time."""
    return cast("date | None", _declare(Kind.DAY, label, **rest))


def month(label: str, **rest: Unpack[Options]) -> date | None:
    """A month, kept as its first day."""
    return cast("date | None", _declare(Kind.MONTH, label, **rest))


def moment(label: str, **rest: Unpack[Options]) -> datetime | None:
    """A date with a time, in UTC."""
    return cast("datetime | None", _declare(Kind.MOMENT, label, **rest))


def flag(label: str, **rest: Unpack[Options]) -> bool | None:
    """Yes, no, or not asked yet."""
    return cast("bool | None", _declare(Kind.FLAG, label, **rest))


def code(label: str, codes: str, **rest: Unpack[Options]) -> str | None:
    """One code of the list named ``codes`` (see `desktop.domain.codes`)."""
    return cast("str | None", _declare(Kind.CODE, label, codes=codes, **rest))


def ref(label: str, target: str, **rest: Unpack[Options]) -> str | None:
    """The id of a record of the kind ``target``."""
    return cast("str | None", _declare(Kind.REF, label, target=target, **rest))


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
