"""Makes values of cells as desks fill them: lost zeros, dates in every order, several things in one cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from desktop.application.imports import addresses, names
from desktop.application.imports.sheet import WINDOWS_EPOCH
from desktop.application.imports.synonyms import CODES, NOTHING, SHEET_ERRORS
from desktop.application.imports.targets import Target
from desktop.application.values import parse
from desktop.domain import checks
from desktop.domain.checks import Unfit
from desktop.domain.codes import CODES as LISTS
from desktop.domain.fields import Beside, Field, Kind
from desktop.domain.folding import fold
from desktop.domain.said import N_, FieldName, Said, said

_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?$")
_DIGITS = re.compile(r"\d{7,8}$")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])\d\d$")
_TIME = re.compile(r"(?<=\d)[ T]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?[ap]m)?$", re.IGNORECASE)
ORDERED = re.compile(r"(\d{1,2})(\s*[-/. ]\s*)(\d{1,2})(\s*[-/. ]\s*\d{2,4})$")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?E\+?(\d+)$", re.IGNORECASE)
_FLOAT = re.compile(r"(\d{6,})[.,]0+$")
_PHONES = re.compile(r"\s*(?:[;,|\n]|\s/\s|/(?=\s*[0+])|\bof\b|\ben\b)\s*")
_BEHIND_PHONE = re.compile(r"[^\d]*[A-Za-z][^\d]*$")
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:\.\d{3})+(?![\d.])")
_RANGE = re.compile(r"(\d+)(?:-(\d+)|\+)$")
_ZEROS: Final = {checks.kvk: 8, checks.branch_no: 12, checks.croho: 5}  # what a number cell drops in front

_WORDS: Final = {
    name: {word.strip(): code for code, words in codes.items() for word in words.split(",")}
    for name, codes in CODES.items()
}

_LOST_DIGITS = N_(
    "{field}: Excel kept “{text}”, so that digits are lost. Make the column text in Excel and type the number again."
)
_CELL_ERROR = N_("{field}: this cell holds an error of Excel ({text}). Correct the formula or type the value.")
_UNKNOWN = N_("{field}: “{text}” is not known here. Add it first, or choose another name.")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: values by ``record.field``, text that has no place of its own, and why it cannot be kept."""

    values: tuple[tuple[str, Any], ...] = ()
    rest: str = ""
    problem: Said | None = None


@dataclass(frozen=True, slots=True)
class Fresh:
    """A value that points to a record which the import makes itself, by its name."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reading of cells needs to know: today, day 0 of date numbers, and records by their folded name.

    ``fresh`` names the fields whose unknown names become records.
    """

    beside: Beside
    epoch: date = WINDOWS_EPOCH
    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fresh: frozenset[str] = frozenset()


_EMPTY = Cell()


class CellReader(dict[str, Cell]):
    """Reads the cells of one column, each text once. ``month_first``: its dates are written as 03/25/1984."""

    def __init__(self, target: Target, setting: Setting, *, month_first: bool = False) -> None:
        super().__init__({"": _EMPTY})
        self._target, self._setting, self._month_first = target, setting, month_first
        self._parts = {part_name(found): found for found in target.fields}

    def __missing__(self, text: str) -> Cell:
        self[text] = found = self._read(text)
        return found

    def _read(self, text: str) -> Cell:
        first = self._target.fields[0]
        if text[0] == "#" and text.upper() in SHEET_ERRORS:
            return Cell(rest=text, problem=said(_CELL_ERROR, field=_name(first), text=text))
        if text.lower() in NOTHING and not _meant(text, first, self._target.shape):
            return _EMPTY
        try:
            if self._target.shape == "field":
                return self._field(first, text)
            return self._split(SPLITS[self._target.shape](text))
        except Unfit as unfit:
            return Cell(rest=text, problem=unfit.said)

    def _split(self, parts: Mapping[str, str]) -> Cell:
        values: list[tuple[str, Any]] = []
        first, initials = parts.get("first_name", ""), parts.get("initials", "")
        if initials and not first:  # “Ø.” is no initials to the check, but it is how somebody signed up
            try:
                parse(self._parts["initials"], initials, self._setting.beside)
            except Unfit:
                parts = {**parts, "first_name": initials, "initials": ""}
        for part, text in parts.items():
            if text and part in self._parts:
                values.extend(self._field(self._parts[part], text).values)
        return Cell(tuple(values), rest=parts.get("", ""))

    def _field(self, found: Field, text: str) -> Cell:
        rest = ""
        if found.kind in (Kind.DAY, Kind.MONTH, Kind.MOMENT):
            text = self._date(text, timed=found.kind is Kind.MOMENT)
        elif found.kind is Kind.CODE:
            text = code_word(found, text)
        elif found.kind is Kind.MONEY:
            text = _THOUSANDS.sub(lambda m: m[0].replace(".", ""), text).replace(",-", "").replace(".-", "")
        elif found.kind is Kind.REF:
            return Cell(((found.key, self._reference(found, text)),))
        elif found.check is checks.phone_number:
            text, rest = _phone(found, text)
        elif found.check is checks.email:
            text, rest = _email(text)
        elif found.check in _ZEROS and text.isascii() and text.isdigit():
            text = text.zfill(_ZEROS[found.check])
        return Cell(((found.key, parse(found, text, self._setting.beside)),), rest)

    def _date(self, text: str, *, timed: bool) -> str:
        if _SERIAL.match(text):
            return (self._setting.epoch + timedelta(days=int(text[:5]))).isoformat()
        if _DIGITS.match(text) and not _YEAR_FIRST.match(text):
            whole = text.zfill(8)
            return f"{whole[:2]}-{whole[2:4]}-{whole[4:]}"
        plain = text if timed else _TIME.sub("", text)
        if self._month_first and (found := ORDERED.match(plain)):
            return f"{found[3]}{found[2]}{found[1]}{found[4]}"
        return plain

    def _reference(self, found: Field, text: str) -> str | Fresh:
        kind = found.target or ""
        if known := self._setting.named.get(kind, {}).get(fold(text)):
            return known
        if found.key in self._setting.fresh:
            return Fresh(kind, " ".join(text.split()))
        raise Unfit(said(_UNKNOWN, field=_name(found), text=text[:60]))


def part_name(found: Field) -> str:
    """The part of a name or address that a field holds; an employer has a second address."""
    return found.name.removeprefix("work_")


def code_word(found: Field, text: str) -> str:
    """The code that a word from a list stands for; a word nobody listed stays as it is."""
    word = " ".join(text.casefold().split())
    if code := _WORDS.get(found.codes or "", {}).get(word):
        return code
    if word.isdigit():
        for listed in LISTS[found.codes or ""].codes:
            bounds = _RANGE.match(listed.code)
            if bounds and int(bounds[1]) <= int(word) <= int(bounds[2] or word):
                return listed.code
    return text


def _phone(found: Field, text: str) -> tuple[str, str]:
    """The first number as it was before a spreadsheet took it for an amount, and what else stands in the cell."""
    first, *others = [part for part in _PHONES.split(text) if part] or [text]
    behind = _BEHIND_PHONE.search(first)
    if behind and behind.start() > 6:
        first, others = first[: behind.start()], [behind[0].strip(" ()"), *others]
    return _whole_phone(found, first), " / ".join(others)


def _whole_phone(found: Field, text: str) -> str:
    if scientific := _SCIENTIFIC.match(text):
        digits, power = scientific[1] + (scientific[2] or ""), int(scientific[3])
        if len(digits) > power + 1 or len(digits) < power - 1:
            raise Unfit(said(_LOST_DIGITS, field=_name(found), text=text))
        text = digits.ljust(power + 1, "0")
    elif whole := _FLOAT.match(text):
        text = whole[1]
    plain = text.replace(" ", "").replace("-", "")
    if plain.isdigit():
        if len(plain) == 9 and plain[0] != "0":
            return "0" + plain
        if len(plain) == 11 and plain.startswith("31"):
            return "+" + plain
    return text


def _email(text: str) -> tuple[str, str]:
    if "@" in text and text.count("@") == 1 and " " not in text:
        return text.removeprefix("mailto:").strip("<>;,"), ""
    first, *others = [p for p in re.split(r"[;,\s<>()|/]+", text.replace("mailto:", "")) if p] or [text]
    if "@" not in first and (found := next((other for other in others if "@" in other), "")):
        others[others.index(found)], first = first, found  # “Jan Jansen <jan@voorbeeld.nl>”
    return first, " ".join(others)


def _person(text: str) -> dict[str, str]:
    name = names.whole_name(text)
    parts = {"first_name": name.first, "initials": name.initials, "name_prefix": name.particle, "last_name": name.last}
    return {**parts, "salutation": name.title, "": name.left}


def _surname(text: str) -> dict[str, str]:
    particle, last = names.surname(text)
    return _person(text) if "," in last else {"name_prefix": particle, "last_name": last}


SPLITS: Final[Mapping[str, Callable[[str], Mapping[str, str]]]] = {
    "person": _person,
    "surname": _surname,
    "address": addresses.address,
    "house_no": addresses.house_number,
    "postcode": addresses.postcode_only,
    "postcode_city": addresses.postcode_town,
}
"""How a cell of each shape is taken apart; what stands under the empty name has no field."""


def _meant(text: str, found: Field, shape: str) -> bool:
    """Whether a word for nothing is a value here: “geen” of a list, or the surname Null."""
    return text.isalpha() and (found.kind in (Kind.CODE, Kind.FLAG) or shape in ("person", "surname"))


def _name(found: Field) -> FieldName:
    return FieldName(found.record, found.name)
