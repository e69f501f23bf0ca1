"""What is known already, as duplicates are found, read through the `Reader`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop.application.imports.duplicates import KnownEmployer, KnownModule, KnownPerson
from desktop.application.ports import Reader
from desktop.domain.fields import RECORDS
from desktop.domain.folding import fold
from desktop.domain.records import Candidate, Employer, Module


class StoredRecords:
    """Implements `duplicates.Existing` with one read of each kind of record."""

    def __init__(self, read: Reader) -> None:
        self._read = read

    def people(self) -> Iterable[KnownPerson]:
        """Every candidate."""
        for c in self._read.where(Candidate):
            last = " ".join(filter(None, (c.name_prefix, c.last_name or c.birth_name)))
            yield KnownPerson(c.id, fold(c.first_name or c.initials or ""), fold(last), c.birth_date, c.phone, c.email)

    def employers(self) -> Iterable[KnownEmployer]:
        """Every employer."""
        for e in self._read.where(Employer):
            yield KnownEmployer(e.id, fold(e.trade_name or ""), e.kvk, e.branch_no, e.postcode, e.city)

    def modules(self) -> Iterable[KnownModule]:
        """Every module."""
        for m in self._read.where(Module):
            yield KnownModule(m.id, fold(m.module_code or ""), fold(m.title or ""), m.provider)

    def named(self, kind: str) -> Mapping[str, str]:
        """The ids of the records of a kind by their folded name; the oldest where a name returns."""
        spec = RECORDS[kind]
        found: dict[str, str] = {}
        for one in self._read.where(spec.type):
            values = one.values()
            for name in (fold(" ".join(str(values[t]) for t in spec.title if values[t])), *_also(values)):
                found.setdefault(name, one.id)
        return found


def _also(values: Mapping[str, object]) -> Iterable[str]:
    """Other names a record goes by: the code of a programme, the BRIN of a school."""
    return (fold(str(values[name])) for name in ("programme_code", "brin") if values.get(name))
