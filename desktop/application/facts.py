"""A record as people read it: its fields with their labels, references by name; made from the declarations alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.application.i18n import Language
from desktop.application.values import show
from desktop.domain.fields import RECORDS, Field, Kind, Record

Lookup = Callable[[Field, str], Record | None]
"""The record a reference points to, or nothing where it is not at hand."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a record with its value as text; the text of an empty field is empty."""

    field: Field
    label: str
    text: str


def facts(
    record: Record, language: Language, lookup: Lookup, *, paper: bool = False, empty: bool = False
) -> list[Fact]:
    """The fields of a record in the order of the declarations; empty ones only when asked for."""
    made = [
        Fact(f, language.label(f), value_text(f, getattr(record, f.name), language, lookup, paper=paper))
        for f in record.SPEC.stored
    ]
    return made if empty else [fact for fact in made if fact.text]


def value_text(field: Field, value: Any, language: Language, lookup: Lookup, *, paper: bool = False) -> str:
    """A value as text; a reference by the name of what it points to."""
    if field.kind is not Kind.REF or value is None:
        return show(field, value, language, paper=paper)
    found = lookup(field, value)
    if found is None:
        return language.record(RECORDS[field.target or field.record])
    return title(found, language, lookup, paper=paper)


def title(record: Record, language: Language, lookup: Lookup | None = None, *, paper: bool = False) -> str:
    """What one record is called in a list: the fields its declaration names, or the name of its kind."""
    spec = record.SPEC
    named = ((spec.fields[name], getattr(record, name)) for name in spec.title)
    parts = [value_text(field, value, language, lookup or _nothing, paper=paper) for field, value in named]
    return " ".join(part for part in parts if part) or language.record(spec)


def _nothing(_: Field, __: str) -> Record | None:
    return None


def linked_lookup(linked: Mapping[str, Record], own: Mapping[str, Record]) -> Lookup:
    """References answered from a dossier: what it holds and what it points to."""
    return lambda _, record_id: own.get(record_id) or linked.get(record_id)
