"""Invented dossiers for the tests of paper and rules; nobody in them exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from desktop.domain import records as r
from desktop.domain.changes import Action, Create
from desktop.domain.codes import CODES
from desktop.domain.dossier import Dossier
from desktop.domain.fields import RECORDS, Field, Kind, Record
from tests import dossier_sample as sample
from tests.dossier_sample import COUNSELLOR

__all__ = ["COUNSELLOR", "PRINTED", "TODAY", "changed", "closed", "empty", "filled", "hostile", "marked", "marker",
           "minor", "other_value", "without",
           "written"]  # fmt: skip

TODAY = date(2027, 3, 15)
PRINTED = datetime(2027, 3, 15, 13, 3, tzinfo=UTC)


def filled() -> Dossier:
    """A case that went the whole way: intake, match, agreement, route, placement and aftercare."""
    return _dossier(sample.own(), sample.region())


def closed() -> Dossier:
    """The same case, closed."""
    return changed(
        filled(), "traject", stage="S7", substage="S7.lasting", result="lasting", close_reason="goal_reached",
        closed_on=date(2027, 3, 1), retention_class="RC2", retain_until=date(2032, 3, 1),
    )  # fmt: skip


def minor() -> Dossier:
    """The same case of somebody of seventeen, whose guardian signs too."""
    return changed(
        filled(), "candidate", birth_date=date(2009, 9, 1), guardian_name="Vera Voorbeeldmoeder",
        guardian_phone="+31612345609",
    )  # fmt: skip


def empty() -> Dossier:
    """A case of which nothing was written down: every record is there, every field is empty."""
    candidate, traject = r.Candidate(id="candidate"), r.Traject(id="traject", parent="candidate")
    below = (r.Intake, r.Agreement, r.Route, r.Match, r.Placement)
    children = [kind(id=kind.SPEC.name, parent="traject") for kind in below]
    return _dossier((candidate, traject, *children), ())


def hostile(texts: tuple[str, ...]) -> Dossier:
    """The whole case with what nobody should type in every field that takes text."""
    turn = iter(range(100_000))
    dossier = filled()

    def spoiled(record: Record) -> Record:
        fields = (f for f in record.SPEC.stored if f.kind in (Kind.TEXT, Kind.LONG) and getattr(record, f.name))
        return replace(record, **{f.name: texts[next(turn) % len(texts)][: f.max or 4000] for f in fields})

    linked = {i: spoiled(record) for i, record in dossier.linked.items()}
    return Dossier(dossier.candidate_id, dossier.traject_id, tuple(map(spoiled, dossier.records)), linked)


def changed(dossier: Dossier, record: str, **values: Any) -> Dossier:
    """The dossier with other values in one of its records (by id), its own or one it refers to."""
    records = tuple(replace(one, **values) if one.id == record else one for one in dossier.records)
    linked = {i: replace(one, **values) if i == record else one for i, one in dossier.linked.items()}
    return Dossier(dossier.candidate_id, dossier.traject_id, records, linked)


def without(dossier: Dossier, *kinds: type[Record]) -> Dossier:
    """The dossier without the records of some kinds."""
    kept = tuple(one for one in dossier.records if not isinstance(one, kinds))
    return Dossier(dossier.candidate_id, dossier.traject_id, kept, dossier.linked)


def written(dossier: Dossier) -> Action:
    """The action that writes a dossier and what it refers to into a store."""
    order = list(RECORDS)
    everything = sorted((*dossier.linked.values(), *dossier.records), key=lambda one: order.index(one.SPEC.name))
    edits = (Create(one.SPEC.name, one.id, one.parent, one.values()) for one in everything)
    return Action("Case written", tuple(edits))


def marked() -> Dossier:
    """Records of every kind with a value in every field; texts name their field between brackets.

    There is a party for each sort of reference, and an own and a foreign signature and approval.
    """
    made = [spec.type(**_marked_values(spec.name)) for spec in RECORDS.values()]
    made += [
        r.AgreementParty(**_marked_values("agreement_party") | {"id": f"{role}_party", "role": role} | other)
        for role, other in (
            ("participant", {}),
            ("employer", {"employer": "employer", "organisation": None}),
            ("school", {}),
            ("desk", {"desk": "desk", "organisation": None}),
        )
    ]
    own = tuple(record for record in made if _personal(record.SPEC.name))
    return Dossier("candidate", "traject", own, {one.id: one for one in made if not _personal(one.SPEC.name)})


def marker(field: Field) -> str:
    """What a text of a marked dossier reads."""
    return f"[{field.key}]"


def _personal(name: str) -> bool:
    parent = RECORDS[name].parent
    return name == "candidate" or (parent is not None and _personal(parent))


def _marked_values(name: str) -> dict[str, Any]:
    spec = RECORDS[name]
    values = {field.name: _marked_value(field, at) for at, field in enumerate(spec.stored)}
    values |= _FITTING.get(name, {})
    return {"id": name, "parent": spec.parent, **values}


def _marked_value(field: Field, at: int) -> Any:
    match field.kind:
        case Kind.TEXT | Kind.LONG:
            return marker(field)
        case Kind.INTEGER:
            return int(field.low or 0) + 1
        case Kind.DECIMAL:
            return Decimal(field.low or 0) + 1
        case Kind.MONEY:
            return 100_000 + at
        case Kind.DAY:
            return date(2026, 1, 1 + at % 28)
        case Kind.MONTH:
            return date(2020, 1 + at % 12, 1)
        case Kind.MOMENT:
            return datetime(2026, 2, 1 + at % 28, 9, tzinfo=UTC)
        case Kind.FLAG:
            return True
        case Kind.CODE:
            return CODES[field.codes or ""].codes[0].code
        case Kind.REF:
            return field.target


_FITTING: dict[str, dict[str, Any]] = {
    "agreement_party": {"role": "fund", "employer": None, "desk": None},
    "candidate": {"birth_date": date(2010, 1, 1)},
    "enrolment": {"start": date(2026, 2, 1), "end": date(2026, 6, 30)},
    "agreement": {"start": date(2026, 2, 1), "end": date(2026, 12, 31), "trial_weeks": 4},
    "traject": {"stage": "S7"},
    "note": {"visibility": "team"},
}
"""Values that belong together, so that every part of a paper is there."""


def other_value(field: Field, value: Any) -> Any:
    """Another value that the same field may hold."""
    match field.kind:
        case Kind.TEXT | Kind.LONG | Kind.REF:
            return f"{value}!"
        case Kind.DAY | Kind.MONTH:
            return value.replace(year=value.year - 1)
        case Kind.MOMENT:
            return value.replace(year=value.year - 1)
        case Kind.FLAG:
            return not value
        case Kind.CODE:
            codes = [code.code for code in CODES[field.codes or ""].codes]
            return codes[(codes.index(value) + 1) % len(codes)]
        case _:
            return value + 1


def _dossier(records: tuple[Record, ...], linked: tuple[Record, ...]) -> Dossier:
    return Dossier("candidate", "traject", records, {record.id: record for record in linked})
