"""Finds who is in a list twice or known already, by looking up and never by comparing everyone with everyone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

from rapidfuzz import fuzz

from desktop.application.candidates import ALIKE
from desktop.application.imports.cells import Fresh
from desktop.domain.changes import PARENT
from desktop.domain.folding import fold
from desktop.domain.said import N_, Said, said

_SHARED = 85  # words in common, where e-mail or phone are the same: partners share those, so names must not contradict

_SAME_EMAIL = N_("Same e-mail address as {whom}.")
_SAME_PHONE = N_("Same phone number as {whom}.")
_SAME_NAME_DAY = N_("Same name and date of birth as {whom}.")
_CLOSE_NAME_DAY = N_("Same date of birth and almost the same name as {whom}.")
_SAME_NAME = N_("Same name as {whom}, and a date of birth is missing.")
_SHARES = N_("Shares e-mail address or phone number with {whom}, but the name or the date of birth is different.")
_SAME_KVK = N_("Same KvK number as {whom}.")
_SAME_EMPLOYER = N_("Same name and place as {whom}.")
_CLOSE_EMPLOYER = N_("Same postcode and almost the same name as {whom}.")
_SAME_MODULE = N_("Same module of the same provider as {whom}.")
_SAME_QUESTION = N_("Same question of the same employer as {whom}.")
_SAME_NUMBER = N_("Same question number as {whom}.")
_ROW = N_("row {row}")
_HERE = N_("one that is already here")

Who = int | str
"""A row of the list, or the id of a record in the store."""


class Person(NamedTuple):
    """A person as duplicates are found: the names are folded, the other values stand as they are kept."""

    who: Who
    name: str
    short: str  # first letter and surname: “J. de Vries” is “Jan de Vries”
    born: date | None
    email: str | None
    phone: str | None

    @property
    def blocks(self) -> tuple[tuple[date | None, str], ...]:
        """Where a name that differs a little is looked for: the same day, one of the two first letters."""
        name = self.name
        first, last = name[:1], name[name.rfind(" ") + 1 :][:1]
        return ((self.born, first),) if first == last else ((self.born, first), (self.born, last))

    def initials_of(self, other: Person) -> bool:
        """Whether one name is the other with the first name as a letter."""
        return self.short == other.short and " " in (self.name[1:2], other.name[1:2])


class KnownEmployer(NamedTuple):
    """An employer as duplicates are found."""

    id: Who
    name: str
    kvk: str | None
    branch_no: str | None
    postcode: str | None
    city: str | None


class KnownModule(NamedTuple):
    """A module as duplicates are found; the provider by its id."""

    id: str
    code: str
    title: str
    provider: str | None


class KnownQuestion(NamedTuple):
    """An employer question as duplicates are found; the employer by its id."""

    id: str
    number: str
    title: str
    employer: str


Values = Mapping[str, Any]
"""What the cells of a row say, by ``record.field``."""


class Existing(Protocol):
    """What the store has already, each in one read. Names are folded (`domain.folding.fold`)."""

    def people(self, asked: Sequence[Person]) -> Iterable[Person]:
        """At least every candidate who may be one of those that are asked for."""

    def employers(self, asked: Sequence[KnownEmployer]) -> Iterable[KnownEmployer]:
        """At least every employer that may be one of those that are asked for."""

    def modules(self) -> Iterable[KnownModule]:
        """Every module."""

    def questions(self) -> Iterable[KnownQuestion]:
        """Every employer question."""

    def named(self, kind: str) -> Mapping[str, str]:
        """The ids of the records of a kind by their folded name."""


@dataclass(frozen=True, slots=True)
class Twin:
    """Who a row is the same as, and why; ``sure`` is false where people must look."""

    who: Who
    reason: Said
    sure: bool = True


class Twins(Protocol):
    """Looks a row up among those before it and in the store."""

    def find(self, row: int, values: Values) -> Twin | None:
        """The one this row is the same as."""

    def keep(self) -> None:
        """From now on rows may be the same as the row that was looked up last."""


class People:
    """People by e-mail, phone, date of birth and name."""

    def __init__(self, asked: Sequence[Person], known: Iterable[Person]) -> None:
        self._asked = {one.who: one for one in asked}
        self._emails: dict[str, Person] = {}  # the first with this address: who shares it is found by name
        self._phones: dict[str, Person] = {}
        self._born: dict[tuple[date | None, str], list[Person]] = defaultdict(list)
        self._names: dict[str, list[Person]] = defaultdict(list)
        for one in known:
            self._last = one
            self.keep()

    def find(self, row: int, values: Values) -> Twin | None:
        """The person this row is, with the strongest reason."""
        one = self._last = self._asked[row]
        shares: Twin | None = None
        if one.email in self._emails or one.phone in self._phones:
            for found, reason in (
                (self._emails.get(one.email or ""), _SAME_EMAIL),
                (self._phones.get(one.phone or ""), _SAME_PHONE),
            ):
                if found is not None:
                    if _may_be_one(one, found):
                        return Twin(found.who, said(reason, whom=_whom(found.who)))
                    shares = Twin(found.who, said(_SHARES, whom=_whom(found.who)), sure=False)
        return self._by_name(one) or shares

    def keep(self) -> None:
        """From now on rows may be the person that was looked up last."""
        one = self._last
        if one.email:
            self._emails.setdefault(one.email, one)
        if one.phone:
            self._phones.setdefault(one.phone, one)
        if one.born is not None:
            for block in one.blocks:
                self._born[block].append(one)
        self._names[one.name].append(one)

    def _by_name(self, one: Person) -> Twin | None:
        for other in self._names.get(one.name, ()):
            if one.born is None or other.born is None:
                return Twin(other.who, said(_SAME_NAME, whom=_whom(other.who)))
            if one.born == other.born:
                return Twin(other.who, said(_SAME_NAME_DAY, whom=_whom(other.who)))
        if one.born is not None:
            for block in one.blocks:
                for other in self._born.get(block, ()):
                    if one.initials_of(other) or fuzz.token_sort_ratio(one.name, other.name) >= ALIKE:
                        return Twin(other.who, said(_CLOSE_NAME_DAY, whom=_whom(other.who)))
        return None


def asked_person(row: int, values: Values) -> Person:
    """The person a row is about."""
    get = values.get
    prefix, surname = get("candidate.name_prefix"), get("candidate.last_name") or ""
    return person(
        row,
        fold(get("candidate.first_name") or get("candidate.initials") or ""),
        fold(f"{prefix} {surname}" if prefix else surname),
        get("candidate.birth_date"),
        get("candidate.email"),
        get("candidate.phone"),
    )


def person(who: Who, first: str, last: str, born: date | None, email: str | None, phone: str | None) -> Person:
    return Person(who, f"{first} {last}".strip(), first[:1] + last, born, email and email.lower(), phone)


class Employers:
    """Employers by KvK number, name and postcode."""

    def __init__(self, asked: Sequence[KnownEmployer], known: Iterable[KnownEmployer]) -> None:
        self._asked = {one.id: one for one in asked}
        self._kvk: dict[str, list[tuple[Who, str | None]]] = defaultdict(list)
        self._names: dict[str, list[tuple[Who, str | None, str]]] = defaultdict(list)
        self._postcodes: dict[str, list[tuple[Who, str]]] = defaultdict(list)
        for one in known:
            self._last = one
            self.keep()

    def find(self, row: int, values: Values) -> Twin | None:
        """The employer this row is."""
        self._last = self._asked[row]
        _, name, kvk, branch, postcode, city = self._last
        for who, other_branch in self._kvk.get(kvk, ()) if kvk else ():
            if branch is None or other_branch is None or branch == other_branch:
                return Twin(who, said(_SAME_KVK, whom=_whom(who)))
        for who, other_postcode, other_city in self._names.get(name, ()):
            if _agree(postcode, other_postcode) and _agree(fold(city or ""), other_city):
                return Twin(who, said(_SAME_EMPLOYER, whom=_whom(who)))
        for who, other_name in self._postcodes.get(postcode, ()) if postcode else ():
            if fuzz.token_set_ratio(name, other_name) >= ALIKE:
                return Twin(who, said(_CLOSE_EMPLOYER, whom=_whom(who)))
        return None

    def keep(self) -> None:
        """From now on rows may be the employer that was looked up last."""
        who, name, kvk, branch, postcode, city = self._last
        if kvk:
            self._kvk[kvk].append((who, branch))
        self._names[name].append((who, postcode, fold(city or "")))
        if postcode:
            self._postcodes[postcode].append((who, name))


def asked_employer(row: int, values: Values) -> KnownEmployer:
    """The employer a row is about."""
    name, *others = (values.get(f"employer.{f}") for f in ("trade_name", "kvk", "branch_no", "postcode", "city"))
    return KnownEmployer(row, fold(name or ""), *others)


class Modules:
    """Modules by code, or by title where they have no code, per provider."""

    def __init__(self, known: Iterable[KnownModule]) -> None:
        self._found: dict[tuple[str, str], Who] = {}
        self._last: tuple[Who, tuple[str, str]]
        for one in known:
            self._last = (one.id, (one.provider or "", one.code or one.title))
            self.keep()

    def find(self, row: int, values: Values) -> Twin | None:
        """The module this row is."""
        provider = values.get("module.provider") or ""
        provider = fold(provider.name) if isinstance(provider, Fresh) else provider
        named = fold(values.get("module.module_code") or values.get("module.title") or "")
        self._last = (row, (provider, named))
        who = self._found.get((provider, named))
        return None if who is None else Twin(who, said(_SAME_MODULE, whom=_whom(who)))

    def keep(self) -> None:
        """From now on rows may be the module that was looked up last."""
        who, key = self._last
        self._found.setdefault(key, who)


class Questions:
    """Employer questions by number, and by title per employer."""

    def __init__(self, known: Iterable[KnownQuestion]) -> None:
        self._numbers: dict[str, Who] = {}
        self._titles: dict[tuple[str, str], Who] = {}
        self._last: tuple[Who, str, tuple[str, str]]
        for one in known:
            self._last = (one.id, one.number, (one.employer, one.title))
            self.keep()

    def find(self, row: int, values: Values) -> Twin | None:
        """The question this row is."""
        number, title = (fold(values.get(f"question.{name}") or "") for name in ("question_no", "title"))
        employer = values.get(f"question.{PARENT}") or ""
        key = (fold(employer.name) if isinstance(employer, Fresh) else employer, title)
        self._last = (row, number, key)
        for who, reason in ((self._numbers.get(number), _SAME_NUMBER), (self._titles.get(key), _SAME_QUESTION)):
            if who is not None:
                return Twin(who, said(reason, whom=_whom(who)))
        return None

    def keep(self) -> None:
        """From now on rows may be the question that was looked up last."""
        who, number, key = self._last
        if number:
            self._numbers.setdefault(number, who)
        self._titles.setdefault(key, who)


def twins(kind: str, existing: Existing, rows: Mapping[int, Values]) -> Twins:
    """The look-up for the rows of a kind of list, filled with those in the store whom they may be."""
    if kind == "candidate":
        people = [asked_person(row, values) for row, values in rows.items()]
        return People(people, existing.people(people))
    if kind == "employer":
        employers = [asked_employer(row, values) for row, values in rows.items()]
        return Employers(employers, existing.employers(employers))
    return Questions(existing.questions()) if kind == "question" else Modules(existing.modules())


def _may_be_one(one: Person, other: Person) -> bool:
    """Whether two people with one phone or e-mail address can be the same person."""
    if one.born is not None and other.born is not None:
        return one.born == other.born
    return one.initials_of(other) or fuzz.token_set_ratio(one.name, other.name) >= _SHARED


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two values do not contradict each other."""
    return not one or not other or one == other


def _whom(who: Who) -> Said:
    return said(_ROW, row=who) if isinstance(who, int) else said(_HERE)
