"""Two records that are one person or one employer: what merging them would do, and doing it as one action."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from desktop.application.cases import not_restricted
from desktop.application.checking import changed_fields
from desktop.application.ports import Work
from desktop.domain.changes import Action, Edit, SetField, delete, move
from desktop.domain.errors import Refused
from desktop.domain.fields import RECORDS, Field, Record
from desktop.domain.records import Candidate, Employer
from desktop.domain.said import N_, said

MERGEABLE: tuple[type[Record], ...] = (Candidate, Employer)

_OTHERS = {
    "bsn": N_("They have different citizen service numbers, so they are two people. Correct the wrong number first."),
    "kvk": N_("They have different KvK numbers, so they are two employers. Correct the wrong number first."),
    "branch_no": N_("They are two branches of one employer, each with a number of its own. Keep both."),
}
"""What nobody has two of, and what to say where both records have another."""


@dataclass(frozen=True, slots=True)
class Merging:
    """What merging comes to: the two, the fields in which they differ, what moves, and what will point elsewhere."""

    stays: Record
    goes: Record
    differ: tuple[Field, ...]
    moved: tuple[Record, ...]
    pointing: tuple[tuple[Record, str], ...]

    @property
    def missing(self) -> frozenset[str]:
        """The fields that only the one that goes has: taken from it unless somebody chooses otherwise."""
        mine, theirs = self.stays.values(), self.goes.values()
        return frozenset(f.name for f in self.differ if mine[f.name] is None and theirs[f.name] is not None)


def look_ahead(work: Work, kind: type[Record], stays: str, goes: str) -> Merging:
    """What merging would do now; refused with a sentence where the two cannot be one."""
    if stays == goes:
        raise Refused(said(N_("This is one and the same. Choose two.")))
    one, other = work.read.get(kind, stays), work.read.get(kind, goes)
    mine, theirs = one.values(), other.values()
    for name, sentence in _OTHERS.items():
        if mine.get(name) and theirs.get(name) and mine[name] != theirs[name]:
            raise Refused(said(sentence))
    for each in (stays, goes):
        not_restricted(work, each)
    below = [spec for spec in RECORDS.values() if spec.parent == kind.SPEC.name]
    return Merging(
        one,
        other,
        tuple(field for field in kind.SPEC.stored if mine[field.name] != theirs[field.name]),
        tuple(record for spec in below for record in work.read.children(spec.type, goes)),
        tuple(
            (record, field.name) for spec in RECORDS.values() for field in spec.stored if field.target == kind.SPEC.name
            for record in work.read.where(spec.type, None, **{field.name: goes}) if record.id != goes
        ),
    )  # fmt: skip


def merge(work: Work, kind: type[Record], stays: str, goes: str, taken: Collection[str]) -> Action:
    """Make one of two: ``taken`` names the fields of the one that goes; all that belongs to it goes to the other."""
    found = look_ahead(work, kind, stays, goes)
    theirs, name = found.goes.values(), kind.SPEC.name
    values = {field.name: theirs[field.name] for field in found.differ if field.name in taken}
    values = {field: None if value == stays else value for field, value in values.items()}
    edits: tuple[Edit, ...] = changed_fields(work, found.stays, values)
    edits += tuple(
        SetField(record.SPEC.name, record.id, field, None if record.id == stays else stays)
        for record, field in found.pointing
        if record.id != stays or field not in values
    )
    edits += tuple(move(record.SPEC.name, record.id, stays) for record in found.moved)
    label = N_("Two people merged") if kind is Candidate else N_("Two employers merged")
    return Action(label, (*edits, move(name, goes, stays), delete(name, goes)))
