"""Makes values of cells as desks fill them: lost zeros, dates in every order, several things in one cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from desktop.application.imports.sheet import WINDOWS_EPOCH
from desktop.application.imports.splits import SPLITS, part_name
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
_LIST = re.compile(r"\s*[;,\n]\s*|\s+(?:en|and|\+)\s+")
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:\.\d{3})+(?![\d.])")
_LONGEST = 300  # characters of a cell that is taken apart; more is a letter, and would cost minutes
_REMEMBERED = 2_000  # texts of a column: towns and codes return, numbers and addresses do not
_BLANKS = dict.fromkeys(map(ord, " -()\xa0"))
_PHONE_SIGNS = dict.fromkeys(map(ord, " -.()\xa0"))
_NO_CODES = frozenset(word for word in NOTHING if not word.isalpha())  # “geen” may be a choice of a list
_RANGE = re.compile(r"(\d+)(?:-(\d+)|\+)$")
_ZEROS: Final = {checks.kvk: (6, 8), checks.branch_no: (6, 12), checks.croho: (4, 5)}
"""Numbers that start with zeros, which a number cell drops: the fewest digits that are left, and how many belong."""

_WORDS: Final = {
    name: {word.strip(): code for code, words in codes.items() for word in words.split(",")}
    for name, codes in CODES.items()
}

_LOST_DIGITS = N_(
    "{field}: Excel kept “{text}”, so that digits are lost. Make the column text in Excel and type the number again."
)
_CELL_ERROR = N_("{field}: this cell holds an error of Excel ({text}). Correct the formula or type the value.")
_TOO_LONG = N_("{field}: this cell holds a whole text of {length} characters. Put it in a column for remarks.")
_UNKNOWN = N_("{field}: “{text}” is not known here. Add it first, or choose another name.")


class Cell(NamedTuple):
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


class FieldReader(dict[str, Cell]):
    """Reads cells, or parts of cells, as one field, each text once.

    ``month_first``: dates are written as 03/25/1984. ``part``: words for nothing are names here, such as Null.
    """

    def __init__(self, found: Field, setting: Setting, *, month_first: bool = False, part: bool = False) -> None:
        super().__init__({"": _EMPTY})
        self.field, self.key, self._setting, self._month_first = found, found.key, setting, month_first
        self._nothing = frozenset[str]() if part else _NO_CODES if found.kind in (Kind.CODE, Kind.FLAG) else NOTHING
        self._prepare = self._preparation()

    def __missing__(self, text: str) -> Cell:
        found = self._read(text)
        if len(self) < _REMEMBERED:
            self[text] = found
        return found

    def _read(self, text: str) -> Cell:
        if text.lower() in self._nothing:
            return _EMPTY
        if len(text) > _LONGEST and self._prepare is not None:
            return _too_long(text, self.field)
        whole, rest = text, ""
        try:
            if self.field.kind is Kind.REF:
                return Cell(((self.key, self._reference(text)),))
            if self._prepare is not None:
                text, rest = self._prepare(text)
            return Cell(((self.key, parse(self.field, text, self._setting.beside)),), rest)
        except Unfit as unfit:
            if whole.upper() in SHEET_ERRORS:
                return Cell((), whole, said(_CELL_ERROR, field=_name(self.field), text=whole))
            return Cell((), whole, unfit.said)

    def _preparation(self) -> Callable[[str], tuple[str, str]] | None:
        """What turns the cell of a desk into what a person would type, with the text that is left."""
        found = self.field
        if found.kind in (Kind.DAY, Kind.MONTH, Kind.MOMENT):
            return self._date
        if found.kind is Kind.CODE:
            return self._code
        if found.kind is Kind.MONEY:
            return _money
        if found.check is checks.phone_number:
            return self._phone
        if found.check is checks.email:
            return _email
        self._digits = _ZEROS.get(found.check) if found.check is not None else None
        return self._zeros if self._digits else None

    def _date(self, text: str) -> tuple[str, str]:
        if _SERIAL.match(text):
            return (self._setting.epoch + timedelta(days=int(text[:5]))).isoformat(), ""
        if _DIGITS.match(text) and not _YEAR_FIRST.match(text):
            whole = text.zfill(8)
            return f"{whole[:2]}-{whole[2:4]}-{whole[4:]}", ""
        plain = _TIME.sub("", text) if ":" in text and self.field.kind is not Kind.MOMENT else text
        if self._month_first and (found := ORDERED.match(plain)):
            return f"{found[3]}{found[2]}{found[1]}{found[4]}", ""
        return plain, ""

    def _code(self, text: str) -> tuple[str, str]:
        return code_word(self.field, text), ""

    def _zeros(self, text: str) -> tuple[str, str]:
        least, whole = self._digits or (0, 0)
        digits = text.isascii() and text.isdigit() and len(text) >= least
        return text.zfill(whole) if digits else text, ""

    def _phone(self, text: str) -> tuple[str, str]:
        """The first number as it was before a spreadsheet took it for an amount, and what else stands in the cell."""
        plain = text.translate(_BLANKS)
        if plain.isdigit():
            return _dialled(plain) or text, ""
        if found := _SCIENTIFIC.match(text):
            digits, power = found[1] + (found[2] or ""), int(found[3])
            if len(digits) > power + 1 or len(digits) < power - 1:
                raise Unfit(said(_LOST_DIGITS, field=_name(self.field), text=text))
            return _dialled(digits.ljust(power + 1, "0")) or text, ""
        if whole := _FLOAT.match(text):
            return _dialled(whole[1]) or whole[1], ""
        first, *others = [part for part in _PHONES.split(text) if part] or [text]
        behind = _BEHIND_PHONE.search(first)
        if behind and behind.start() > 6:
            first, others = first[: behind.start()], [behind[0].strip(" ()"), *others]
        return _dialled(first.translate(_PHONE_SIGNS)) or first, " / ".join(others)

    def _reference(self, text: str) -> str | Fresh:
        kind = self.field.target or ""
        if known := self._setting.named.get(kind, {}).get(fold(text)):
            return known
        if self.key in self._setting.fresh:
            return Fresh(kind, " ".join(text.split()))
        raise Unfit(said(_UNKNOWN, field=_name(self.field), text=text[:60]))


class SplitReader(dict[str, Cell]):
    """Reads cells that hold several fields, or several values of one field, each text once."""

    def __init__(self, target: Target, setting: Setting) -> None:
        super().__init__({"": _EMPTY})
        self._split = SPLITS.get(target.shape)
        self._name = target.shape in ("person", "surname")
        self._parts = {part_name(found): FieldReader(found, setting, part=True) for found in target.fields}

    def __missing__(self, text: str) -> Cell:
        if text.lower() in NOTHING and not (self._name and text.isalpha()):
            found = _EMPTY
        elif len(text) > _LONGEST:
            found = _too_long(text, next(iter(self._parts.values())).field)
        else:
            found = self._joined(self._split(text).items()) if self._split else self._several(text)
        if len(self) < _REMEMBERED:
            self[text] = found
        return found

    def _joined(self, parts: Iterable[tuple[str, str]]) -> Cell:
        values: list[tuple[str, Any]] = []
        rest, problem = "", None
        for part, text in parts:
            if not text:
                continue
            reader = self._parts.get(part)
            if reader is None:
                rest = f"{rest} {text}" if rest else text
                continue
            cell = reader[text]
            if cell.problem is not None and part == "initials":  # “Ø.” is no initials, but so somebody signed up
                cell = self._parts["first_name"][text]
            values += cell.values
            if cell.problem is not None:
                problem, rest = cell.problem, f"{rest} {text}" if rest else text
        return Cell(tuple(values), rest, problem)

    def _several(self, text: str) -> Cell:
        """Each value of a cell that holds a list; they become records of their own."""
        (reader,) = self._parts.values()
        cells = [reader[part] for part in _LIST.split(text) if part]
        values = tuple(dict.fromkeys(value for cell in cells for _, value in cell.values))
        problem = next((cell.problem for cell in cells if cell.problem is not None), None)
        return Cell(((reader.key, values),) if values else (), text if problem else "", problem)


CellReader = FieldReader | SplitReader


def cell_reader(target: Target, setting: Setting, *, month_first: bool = False) -> CellReader:
    """What reads the cells of a column that goes to this target."""
    if target.shape == "field":
        return FieldReader(target.fields[0], setting, month_first=month_first)
    return SplitReader(target, setting)


def _too_long(text: str, found: Field) -> Cell:
    return Cell((), text, said(_TOO_LONG, field=_name(found), length=len(text)))


def code_word(found: Field, text: str) -> str:
    """The code that a word from a list stands for; a word nobody listed stays as it is."""
    word = " ".join(text.casefold().split())
    if code := _WORDS.get(found.codes or "", {}).get(word):
        return code
    if word.isdecimal():
        for listed in LISTS[found.codes or ""].codes:
            bounds = _RANGE.match(listed.code)
            if bounds and int(bounds[1]) <= int(word) <= int(bounds[2] or word):
                return listed.code
    return text


def _dialled(digits: str) -> str | None:
    """A number without its zero, or with 31 for it, as it is dialled from everywhere; nothing for other numbers."""
    if len(digits) == 10 and digits[0] == "0" and digits[1] != "0" and digits.isdigit():
        return "+31" + digits[1:]
    if len(digits) == 9 and digits[0] != "0" and digits.isdigit():
        return "+31" + digits
    return "+" + digits if len(digits) == 11 and digits.startswith("31") and digits.isdigit() else None


def _money(text: str) -> tuple[str, str]:
    return _THOUSANDS.sub(lambda m: m[0].replace(".", ""), text).replace(",-", "").replace(".-", ""), ""


def _email(text: str) -> tuple[str, str]:
    if "@" in text and text.count("@") == 1 and " " not in text:
        return text.removeprefix("mailto:").strip("<>;,"), ""
    pieces = [p for p in re.split(r"[;,\s<>()|/]+", text.replace("mailto:", "")) if p] or [text]
    chosen = next((piece for piece in pieces if "@" in piece), pieces[0])  # “Jan Jansen <jan@voorbeeld.nl>”
    pieces.remove(chosen)
    return chosen, " ".join(pieces)


def _name(found: Field) -> FieldName:
    return FieldName(found.record, found.name)
