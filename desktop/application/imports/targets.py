"""What a list can hold and where its columns can go: read from the field declarations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from desktop.application.i18n import Language
from desktop.domain import records as _declared  # noqa: F401 - the declarations fill RECORDS when they are imported
from desktop.domain.changes import PARENT
from desktop.domain.errors import Refused
from desktop.domain.fields import RECORDS, Field, Kind
from desktop.domain.said import N_, said

Shape = Literal["field", "person", "surname", "address", "house_no", "postcode", "postcode_city", "several"]
"""How a cell becomes values: one field, a cell that holds several fields, or several values of one field."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes: one field, or the fields that one cell of the ``shape`` holds."""

    key: str
    shape: Shape
    fields: tuple[Field, ...]
    label: str = ""  # of a target with several fields; a single field has its own
    withheld: bool = False  # recognised, so that people hear why it is left out

    def name(self, language: Language) -> str:
        """What the target is called."""
        return language.text(self.label) if self.label else language.label(self.fields[0])


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A kind of list: the record a row makes, the records below it that columns may fill, and what a row must say.

    ``known_by``: without one of these fields a row is nobody; ``wanted``: of each group one field, or the row is
    incomplete. ``remarks`` names the field that keeps what found no place; ``below`` the kind of record that each of
    its records belongs to, which a column names (`owner`).
    """

    name: str
    label: str
    record: str
    others: tuple[str, ...]
    known_by: tuple[str, ...]
    wanted: tuple[tuple[str, ...], ...]
    done: tuple[str, str]  # label of the action, for one and for more rows
    remarks: str | None = None
    below: str | None = None

    @property
    def owner(self) -> str:
        """The target of the column that names the record above."""
        return f"{self.record}.{PARENT}"


KINDS: Mapping[str, ImportKind] = {
    kind.name: kind
    for kind in (
        ImportKind(
            "candidate",
            N_("Sign-ups"),
            "candidate",
            ("traject", "note"),
            ("candidate.last_name",),
            (
                ("candidate.last_name",),
                ("candidate.first_name", "candidate.initials"),
                ("candidate.phone", "candidate.email"),
                ("traject.source_org",),
            ),
            (N_("Imported 1 sign-up"), N_("Imported {n} sign-ups")),
            "note.body",
        ),
        ImportKind(
            "employer",
            N_("Employers"),
            "employer",
            ("contact", "employer_sbi", "employer_alias"),
            ("employer.trade_name",),
            (("employer.postcode", "employer.city"), ("contact.contact_name",)),
            (N_("Imported 1 employer"), N_("Imported {n} employers")),
        ),
        ImportKind(
            "module",
            N_("Modules"),
            "module",
            ("module_start",),
            ("module.title", "module.module_code"),
            (("module.module_code",), ("module.title",), ("module.provider",), ("module.load",), ("module.unit",)),
            (N_("Imported 1 module"), N_("Imported {n} modules")),
        ),
        ImportKind(
            "question",
            N_("Employer questions"),
            "question",
            ("question_task", "requirement"),
            ("question.title",),
            (("question.work_city", "question.work_postcode"), ("question.contract_kind",), ("question_task.task",)),
            (N_("Imported 1 employer question"), N_("Imported {n} employer questions")),
            below="employer",
        ),
    )
}
"""The lists people bring, by the name the command line uses; reference lists are in `references`."""

OWNERS = {"employer": N_("Employer")}
"""Records that others of a list belong to, and what their column is called."""

REFERENCES = ("organisation", "user", "team", "desk", "programme")
"""Records that a cell may point to by their name."""

_ADDRESS = N_("Address in one column")
_TOWN = N_("Postcode and town in one column")
_PERSON = N_("Name in one column")


def kind_of(name: str) -> ImportKind:
    """The kind of list with this name."""
    if name not in KINDS:
        raise Refused(said(N_("There is no list of the kind “{name}”. Choose one of: {names}."),
                           name=name, names=", ".join(KINDS)))  # fmt: skip
    return KINDS[name]


@cache
def targets(kind: str) -> Mapping[str, Target]:
    """Every place a column of this kind of list can go, by key."""
    listed = KINDS[kind]
    found = {}
    for record in (listed.record, *listed.others):
        for field in RECORDS[record].fields.values():
            alone = record in (listed.record, "traject", "contact", "note")
            if _importable(field) and (alone or field.name == RECORDS[record].title[0]):
                shape = _shape(field) if alone else "several"
                found[field.key] = Target(field.key, shape, _with_siblings(field, shape), withheld=field.privacy.apart)
    if listed.below is not None:
        above = Field(listed.record, PARENT, Kind.REF, OWNERS[listed.below], target=listed.below)
        found[above.key] = Target(above.key, "field", (above,), OWNERS[listed.below])
    for target in _joined(listed.record):
        found[target.key] = target
    return found


def _importable(field: Field) -> bool:
    if field.guarded or field.derived or field.name == "restricted":
        return False
    if field.record == "note":
        return field.name == "body"
    return field.kind is not Kind.REF or field.target in REFERENCES


def _shape(field: Field) -> Shape:
    if field.name == "last_name":
        return "surname"
    if field.name.endswith("house_no"):
        return "house_no"
    return "postcode" if field.name.endswith("postcode") else "field"


def _with_siblings(field: Field, shape: Shape) -> tuple[Field, ...]:
    """The field, and the fields of the same record that people type into its column."""
    siblings = {
        "surname": ("name_prefix", "first_name", "initials", "salutation"),
        "house_no": (field.name.replace("house_no", "suffix"),),
        "postcode": (field.name.replace("postcode", "city"),),
    }
    fields = RECORDS[field.record].fields
    return (field, *(fields[name] for name in siblings.get(shape, ()) if name in fields))


def _joined(record: str) -> list[Target]:
    """The targets that fill several fields; the first field is the one that stays when others have their own column."""
    fields = RECORDS[record].fields
    found = []
    if "last_name" in fields:
        names = ("last_name", "first_name", "initials", "name_prefix", "salutation")
        found.append(Target(f"{record}.name", "person", tuple(fields[n] for n in names), _PERSON))
    for at in ("", "work_"):
        if f"{at}street" in fields:
            parts = tuple(fields[at + n] for n in ("street", "house_no", "suffix", "postcode", "city"))
            found.append(Target(f"{record}.{at}address", "address", parts, _ADDRESS))
            found.append(Target(f"{record}.{at}postcode_city", "postcode_city", parts[3:], _TOWN))
    return found
