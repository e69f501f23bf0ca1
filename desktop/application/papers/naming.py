"""How a record is called on paper, and which of its fields read as one: a name, an address."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.application.facts import title
from desktop.application.i18n import Language
from desktop.domain.dossier import Dossier
from desktop.domain.fields import Record, RecordType
from desktop.domain.records import Candidate, Employer
from desktop.domain.said import N_

_ADDRESSES = (("", N_("Address")), ("work_", N_("Address of the workplace")))
_OCCUPATIONS = (
    ("from_label", "from_occ"),
    ("to_label", "to_occ"),
    ("occupation_label", "occupation_uri"),
    ("current_job", "current_job_code"),
)


@dataclass(frozen=True, slots=True)
class Joined:
    """Fields that read as one value: parts of a part stand behind one another, parts are separated by commas.

    ``code``: a field that stands behind them between brackets. No label: that of the first field.
    """

    label: str
    parts: tuple[tuple[str, ...], ...]
    code: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """All of them, in order."""
        return tuple(name for part in self.parts for name in part) + ((self.code,) if self.code else ())


def joined_fields(spec: RecordType) -> tuple[Joined, ...]:
    """The names, addresses and occupations in a record."""
    found = []
    if "last_name" in spec.fields:
        found.append(Joined(N_("Name"), (("first_name", "name_prefix", "last_name"),)))
    for prefix, label in _ADDRESSES:
        if f"{prefix}street" in spec.fields:
            line = tuple(f"{prefix}{name}" for name in ("street", "house_no", "suffix"))
            found.append(Joined(label, (line, (f"{prefix}postcode", f"{prefix}city"))))
    found += [Joined("", ((name,),), code) for name, code in _OCCUPATIONS if {name, code} <= spec.fields.keys()]
    return tuple(found)


def full_name(person: Candidate | None) -> str:
    """First name, particle and last name; empty where none is known."""
    if person is None:
        return ""
    return " ".join(part for part in (person.first_name, person.name_prefix, person.last_name) if part)


def name_of(dossier: Dossier, record: Record, language: Language) -> str:
    """What a record is called on paper: an employer by its trade name, without the town that lists add."""
    if isinstance(record, Employer) and record.trade_name:
        return record.trade_name
    return title(record, language, lambda _, record_id: dossier.get(Record, record_id), paper=True)
