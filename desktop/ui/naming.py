"""The names of what fields point to, and the records a field may point to; read from the declarations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.application.facts import value_text
from desktop.application.i18n import Language
from desktop.application.ports import Hit, Reader
from desktop.domain.fields import Field, Record
from desktop.domain.folding import fold
from desktop.domain.records import RECORDS

_SHOWN_AT_ONCE = 40


class Names:
    """Names as this reader and language have them; one case's own records are found among that case.

    ``known`` are records as they were called then, for a dossier of another day.
    """

    def __init__(
        self, read: Reader, language: Language, traject: str = "", known: Mapping[str, Record] | None = None
    ) -> None:
        self._read, self.language, self._traject = read, language, traject
        self._known: dict[str, Record | None] = dict(known or {})

    def lookup(self, field: Field, record_id: str) -> Record | None:
        """The record a field points to; nothing where it is gone."""
        if record_id not in self._known:
            self._known[record_id] = self._read.find_one(RECORDS[field.target or ""].type, record_id)
        return self._known[record_id]

    def name(self, field: Field, record_id: str) -> str:
        """What the record is called that a field points to."""
        return self.show(field, record_id)

    def title(self, record: Record) -> str:
        """What a record is called in a list."""
        spec = record.SPEC
        parts = [self.show(spec.fields[name], getattr(record, name)) for name in spec.title]
        return " ".join(part for part in parts if part) or self.language.record(spec)

    def label(self, field: Field) -> str:
        """What a field is called."""
        return self.language.label(field)

    def show(self, field: Field, value: Any) -> str:
        """A value as text; a reference by its name."""
        return value_text(field, value, self.language, self.lookup)

    def find(self, field: Field, typed: str) -> tuple[Hit, ...]:
        """The records a field may point to, by the letters typed; all of a short list without letters."""
        spec = RECORDS[field.target or ""]
        if spec.scope == "person" and self._traject:
            own = self._read.dossier(self._traject).all(spec.type)
            return self._fitting(own, typed)
        if typed.strip():
            found = self._read.search(typed, (spec.name,), 12)
            if found:
                return found
        return self._fitting(self._read.where(spec.type, _SHOWN_AT_ONCE), typed)

    def _fitting(self, records: tuple[Record, ...], typed: str) -> tuple[Hit, ...]:
        words = fold(typed).split()
        named = [(record, self.title(record)) for record in records]
        return tuple(
            Hit(record.SPEC.name, record.id, record.id, name)
            for record, name in named
            if all(word in fold(name) for word in words)
        )
