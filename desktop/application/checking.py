"""Values on their way into a record: each is checked beside all the others, and what it points to must exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.application.ports import Work
from desktop.domain.changes import Create, SetField
from desktop.domain.checks import Unfit, checked
from desktop.domain.codes import CODES
from desktop.domain.errors import Invalid, Refused
from desktop.domain.fields import RECORDS, Beside, Field, Kind, Record, RecordType
from desktop.domain.said import N_, FieldName, KindName, Said, said


def new_record(
    work: Work, kind: str, parent: str | None, values: Mapping[str, Any], *, record_id: str | None = None
) -> Create:
    """A record with these values, all checked; `Invalid` names each field that cannot be kept."""
    spec = RECORDS[kind]
    return Create(kind, record_id or work.ids.new(), parent, fitting(work, spec, values))


def changed_fields(work: Work, found: Record, values: Mapping[str, Any]) -> tuple[SetField, ...]:
    """The edits that give a record these values, all checked beside the ones it has; what is the same is left out."""
    now = found.values()
    fit = fitting(work, found.SPEC, values, now)
    return tuple(SetField(found.SPEC.name, found.id, name, value) for name, value in fit.items() if value != now[name])


def fitting(
    work: Work, spec: RecordType, values: Mapping[str, Any], now: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The values as they are kept, checked beside each other and beside ``now``, what the record holds already."""
    problems: dict[str, Said] = {}
    fit: dict[str, Any] = {}
    fields = {name: field_of(spec, name) for name in values}
    beside = Beside(work.clock.today(), {**(now or {}), **values})
    for name, field in fields.items():
        try:
            fit[name] = checked(field, values[name], beside)
            _points_somewhere(work, field, fit[name])
        except Unfit as unfit:
            problems[name] = unfit.said
    if now is not None and not problems:
        problems = _upset(spec, fit, now, beside)
    if problems:
        raise Invalid(problems)
    return fit


def field_of(spec: RecordType, name: str) -> Field:
    """The field of this name, or a refusal that names the ones there are."""
    field = spec.fields.get(name)
    if field is None:
        sentence = N_("There is no field {name} in {kind}. The fields are: {known}.")
        raise Refused(said(sentence, name=name, kind=KindName(spec.name), known=", ".join(spec.fields)))
    if field.derived:
        sentence = N_("“{field}” is counted by the program. Change the lines it is counted from.")
        raise Refused(said(sentence, field=FieldName(spec.name, name)))
    return field


def _points_somewhere(work: Work, field: Field, value: Any) -> None:
    if field.kind is Kind.REF and value is not None and field.target is not None:
        own = field.target == "user" and value == work.user.id  # who works here need not be a record yet
        if not own and work.read.find_one(RECORDS[field.target].type, value) is None:
            sentence = N_("“{field}” points to something that is not there any more. Choose another one.")
            raise Unfit(said(sentence, field=FieldName(field.record, field.name)))


_ORDERED = frozenset({Kind.DAY, Kind.MONTH, Kind.MOMENT, Kind.INTEGER, Kind.DECIMAL, Kind.MONEY})
"""Only days and numbers are checked against another field; to check each phone number again would be slow."""


def _upset(spec: RecordType, fit: Mapping[str, Any], now: Mapping[str, Any], beside: Beside) -> dict[str, Said]:
    """Fields that were right and are not any more beside the new values: an end before the new start."""
    problems: dict[str, Said] = {}
    before, after = Beside(beside.today, now), Beside(beside.today, {**now, **fit})
    for field in spec.stored:
        value = now.get(field.name)
        if field.kind not in _ORDERED or field.check is None or value is None or field.name in fit:
            continue
        try:
            checked(field, value, after)
        except Unfit as unfit:
            if _fits(field, value, before):
                problems[next(iter(fit)) if len(fit) == 1 else field.name] = unfit.said
    return problems


def _fits(field: Field, value: Any, beside: Beside) -> bool:
    try:
        checked(field, value, beside)
    except Unfit:
        return False
    return True


def must(work: Work, values: Mapping[str, Any], kind: str, names: Iterable[str]) -> None:
    """Refuse when one of these fields is empty; each is named."""
    problems = {
        name: said(N_("Fill in “{field}”."), field=FieldName(kind, name)) for name in names if values.get(name) is None
    }
    if problems:
        raise Invalid(problems)


def known_code(list_name: str, value: str, field: FieldName) -> str:
    """A code of a list, or a refusal that names the codes there are."""
    codes = [code.code for code in CODES[list_name].codes]
    if value not in codes:
        sentence = N_("“{value}” is no choice of “{field}”. Choose one of: {known}.")
        raise Refused(said(sentence, value=value, field=field, known=", ".join(codes)))
    return value
