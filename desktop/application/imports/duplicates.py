"""Finds who is in a list twice or known already, by looking up and never by comparing everyone with everyone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

from rapidfuzz import fuzz

from desktop.application.candidates import ALIKE
from desktop.application.imports.cells import Fresh
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
_ROW = N_("row {row}")
_HERE = N_("one that is already here")

Who = int | str
"""A row of the list, or the id of a record in the store."""


class KnownPerson(NamedTuple):
    """A person as duplicates are found: the folded names, and the values as they are kept."""

    id: str
    first: str
    last: str
    birth_date: date | None
    phone: str | None
    email: str | None


class KnownEmployer(NamedTuple):
    """An employer as duplicates are found."""

    id: str
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


class Existing(Protocol):
    """What the store has already, each in one read. Names are folded (`domain.folding.fold`)."""

    def people(self) -> Iterable[KnownPerson]:
        """Every candidate."""

    def employers(self) -> Iterable[KnownEmployer]:
        """Every employer."""

    def modules(self) -> Iterable[KnownModule]:
        """Every module."""

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

    def find(self, values: Mapping[str, Any]) -> Twin | None:
        """The one this row is the same as."""

    def add(self, row: int, values: Mapping[str, Any]) -> None:
        """From now on rows may be the same as this one."""


class _Person(NamedTuple):
    who: Who
    name: str
    short: str  # first letter and surname: “J. de Vries” is “Jan de Vries”
    born: date | None

    @property
    def blocks(self) -> set[tuple[date | None, str]]:
        """Where a name that differs a little is looked for: the same day, one of the two first letters."""
        words = self.name.split()
        return {(self.born, words[0][0]), (self.born, words[-1][0])} if words else set()

    def initials_of(self, other: _Person) -> bool:
        """Whether one name is the other with the first name as a letter."""
        return self.short == other.short and " " in (self.name[1:2], other.name[1:2])


class People:
    """People by e-mail, phone, date of birth and name."""

    def __init__(self, known: Iterable[KnownPerson]) -> None:
        self._emails: dict[str, list[_Person]] = defaultdict(list)
        self._phones: dict[str, list[_Person]] = defaultdict(list)
        self._born: dict[tuple[date | None, str], list[_Person]] = defaultdict(list)
        self._names: dict[str, list[_Person]] = defaultdict(list)
        for one in known:
            self._keep(_Person(one.id, f"{one.first} {one.last}".strip(), one.first[:1] + one.last, one.birth_date),
                       one.email, one.phone)  # fmt: skip

    def find(self, values: Mapping[str, Any]) -> Twin | None:
        """The person this row is, with the strongest reason."""
        one, email, phone = self._of(0, values)
        shares: Twin | None = None
        for found, reason in (
            (self._emails.get(email) if email else None, _SAME_EMAIL),
            (self._phones.get(phone) if phone else None, _SAME_PHONE),
        ):
            for other in found or ():
                if _may_be_one(one, other):
                    return Twin(other.who, said(reason, whom=_whom(other.who)))
                shares = Twin(other.who, said(_SHARES, whom=_whom(other.who)), sure=False)
        return self._by_name(one) or shares

    def add(self, row: int, values: Mapping[str, Any]) -> None:
        """From now on rows may be this person."""
        self._keep(*self._of(row, values))

    def _by_name(self, one: _Person) -> Twin | None:
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

    def _of(self, row: int, values: Mapping[str, Any]) -> tuple[_Person, str | None, str | None]:
        given = values.get("candidate.first_name") or values.get("candidate.initials") or ""
        surname = values.get("candidate.last_name") or values.get("candidate.birth_name") or ""
        prefix = values.get("candidate.name_prefix")
        first, last = fold(given), fold(f"{prefix} {surname}" if prefix else surname)
        one = _Person(row, f"{first} {last}", first[:1] + last, values.get("candidate.birth_date"))
        return one, values.get("candidate.email"), values.get("candidate.phone")

    def _keep(self, one: _Person, email: str | None, phone: str | None) -> None:
        if email:
            self._emails[email.lower()].append(one)
        if phone:
            self._phones[phone].append(one)
        if one.born is not None:
            for block in one.blocks:
                self._born[block].append(one)
        self._names[one.name].append(one)


class Employers:
    """Employers by KvK number, name and postcode."""

    def __init__(self, known: Iterable[KnownEmployer]) -> None:
        self._kvk: dict[str, list[tuple[Who, str | None]]] = defaultdict(list)
        self._names: dict[str, list[tuple[Who, str | None, str]]] = defaultdict(list)
        self._postcodes: dict[str, list[tuple[Who, str]]] = defaultdict(list)
        for one in known:
            self._keep(one.id, one.name, one.kvk, one.branch_no, one.postcode, one.city)

    def find(self, values: Mapping[str, Any]) -> Twin | None:
        """The employer this row is."""
        name, kvk, branch, postcode, city = self._of(values)
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

    def add(self, row: int, values: Mapping[str, Any]) -> None:
        """From now on rows may be this employer."""
        self._keep(row, *self._of(values))

    def _of(self, values: Mapping[str, Any]) -> tuple[str, str | None, str | None, str | None, str | None]:
        name, kvk, branch, postcode, city = (
            values.get(f"employer.{field}") for field in ("trade_name", "kvk", "branch_no", "postcode", "city")
        )
        return fold(name or ""), kvk, branch, postcode, city

    def _keep(
        self, who: Who, name: str, kvk: str | None, branch: str | None, postcode: str | None, city: str | None
    ) -> None:
        if kvk:
            self._kvk[kvk].append((who, branch))
        self._names[name].append((who, postcode, fold(city or "")))
        if postcode:
            self._postcodes[postcode].append((who, name))


class Modules:
    """Modules by code and by title, per provider."""

    def __init__(self, known: Iterable[KnownModule]) -> None:
        self._found: dict[tuple[str, str], Who] = {}
        for one in known:
            self._keep(one.id, one.provider or "", one.code, one.title)

    def find(self, values: Mapping[str, Any]) -> Twin | None:
        """The module this row is."""
        provider, code, title = self._of(values)
        who = self._found.get((provider, code or title))
        return None if who is None else Twin(who, said(_SAME_MODULE, whom=_whom(who)))

    def add(self, row: int, values: Mapping[str, Any]) -> None:
        """From now on rows may be this module."""
        self._keep(row, *self._of(values))

    def _of(self, values: Mapping[str, Any]) -> tuple[str, str, str]:
        provider = values.get("module.provider") or ""
        provider = fold(provider.name) if isinstance(provider, Fresh) else provider
        code, title = values.get("module.module_code") or "", values.get("module.title") or ""
        return provider, fold(code), fold(title)

    def _keep(self, who: Who, provider: str, code: str, title: str) -> None:
        self._found.setdefault((provider, code or title), who)


def twins(kind: str, existing: Existing) -> Twins:
    """The look-up for a kind of list, filled with what the store has."""
    if kind == "candidate":
        return People(existing.people())
    return Employers(existing.employers()) if kind == "employer" else Modules(existing.modules())


def _may_be_one(one: _Person, other: _Person) -> bool:
    """Whether two people with one phone or e-mail address can be the same person."""
    if one.born is not None and other.born is not None:
        return one.born == other.born
    return one.initials_of(other) or fuzz.token_set_ratio(one.name, other.name) >= _SHARED


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two values do not contradict each other."""
    return not one or not other or one == other


def _whom(who: Who) -> Said:
    return said(_ROW, row=who) if isinstance(who, int) else said(_HERE)
