"""What is known already, as duplicates are found: of the store only what may be in the list is read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from desktop.application.imports.duplicates import (
    KnownEmployer,
    KnownModule,
    KnownQuestion,
    Person,
    person,
)
from desktop.application.ports import SORT_KEY, Reader
from desktop.domain.changes import PARENT
from desktop.domain.fields import RECORDS
from desktop.domain.folding import BETWEEN, fold
from desktop.domain.records import Candidate, Employer, Module, Question

_NAMES = ("first_name", "initials", "name_prefix", "last_name", "birth_name")
_ALSO = {"programme": "programme_code", "organisation": "brin"}
"""Other names a record goes by."""


class StoredRecords:
    """Implements `duplicates.Existing`, with one question for all rows of a list."""

    def __init__(self, read: Reader) -> None:
        self._read = read

    def people(self, asked: Sequence[Person]) -> Iterator[Person]:
        """Who shares an e-mail address, a phone number, a name, or a day of birth and a first letter with one."""
        emails = {one.email for one in asked if one.email}
        phones = {one.phone for one in asked if one.phone}
        days = {one.born for one in asked if one.born}
        blocks = {block for one in asked if one.born for block in one.blocks}
        names = {one.name for one in asked}
        keys = {key for name in names for key in _sort_keys(name)}
        among: dict[str, Collection[Any]] = {"email": emails, "phone": phones, "birth_date": days, SORT_KEY: keys}
        for row in self._read.brief(Candidate, (*_NAMES, "birth_date", "phone", "email"), among):
            one = _person(*row)
            if one.email in emails or one.phone in phones or one.name in names or not blocks.isdisjoint(one.blocks):
                yield one

    def employers(self, asked: Sequence[KnownEmployer]) -> Iterator[KnownEmployer]:
        """Who shares a KvK number, a name or a postcode with one."""
        among = {
            "kvk": {one.kvk for one in asked if one.kvk},
            "postcode": {one.postcode for one in asked if one.postcode},
            SORT_KEY: {one.name for one in asked},
        }
        names = ("trade_name", "kvk", "branch_no", "postcode", "city")
        for record, name, *values in self._read.brief(Employer, names, among):
            yield KnownEmployer(record, fold(name or ""), *values)

    def modules(self) -> Iterator[KnownModule]:
        """Every module: a catalogue is never long."""
        for record, code, title, provider in self._read.brief(Module, ("module_code", "title", "provider")):
            yield KnownModule(record, fold(code or ""), fold(title or ""), provider)

    def questions(self) -> Iterator[KnownQuestion]:
        """Every employer question."""
        for record, number, title, employer in self._read.brief(Question, ("question_no", "title", PARENT)):
            yield KnownQuestion(record, fold(number or ""), fold(title or ""), employer)

    def named(self, kind: str) -> Mapping[str, str]:
        """The ids of the records of a kind by their folded name; the oldest where a name returns."""
        spec, also = RECORDS[kind], _ALSO.get(kind)
        found: dict[str, str] = {}
        for record, *parts in self._read.brief(spec.type, (*spec.sort, *([also] if also else ()))):
            for name in filter(None, parts):
                found.setdefault(fold(name), record)
        return found


def _person(
    record: str,
    first: str | None,
    initials: str | None,
    prefix: str | None,
    last: str | None,
    birth_name: str | None,
    born: date | None,
    phone: str | None,
    email: str | None,
) -> Person:
    surname = " ".join(filter(None, (prefix, last or birth_name)))
    return person(record, fold(first or initials or ""), fold(surname), born, email, phone)


def _sort_keys(name: str) -> Iterator[str]:
    """What somebody of this folded name may be sorted by: with or without first name, particle and surname."""
    words = name.split()
    for at in range(len(words)):
        last = " ".join(words[at:])
        yield f"{last}{BETWEEN}"
        for until in range(1, at + 1):
            yield f"{last}{BETWEEN}{' '.join(words[:until])}"
    for until in range(1, len(words)):
        yield f"{BETWEEN}{' '.join(words[:until])}"  # known by a birth name alone
