"""The one place where length, range, code list and check of a field come together."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from desktop.domain.checks.unfit import Unfit
from desktop.domain.codes import code_of, open_codes
from desktop.domain.fields import Beside, Field, Kind
from desktop.domain.said import N_, FieldName, Said, said


def checked(field: Field, value: Any, beside: Beside) -> Any:
    """The value as this field keeps it, or `Unfit`; the one place where length, range, list and check come together."""
    value = _tidy(field, value)
    if value is None:
        return None
    if field.check is None:
        _short_enough(field, value, field.max)
        _fits(field, value, beside)
        return value
    _short_enough(field, value, None if field.max is None else field.max * 4)  # spaces and dots fall away in the check
    _fits(field, value, beside)
    try:
        value = field.check(value, beside)
    except Unfit as unfit:
        raise Unfit(_named(unfit.said, field.record)) from None
    _short_enough(field, value, field.max)
    return value


def _tidy(field: Field, value: Any) -> Any:
    """Without the blanks and control signs that come with pasting; empty text is no value."""
    if isinstance(value, str):
        several = field.kind is Kind.LONG
        if value.isascii() and value.isprintable():  # the common case, ten times as fast: one line, blanks at most
            return (value.strip() if several else " ".join(value.split())) or None
        lines = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
        cleaned = [_printable(line).rstrip() if several else " ".join(_printable(line).split()) for line in lines]
        return ("\n" if several else " ").join(cleaned).strip() or None
    if field.kind is Kind.MONTH and isinstance(value, date):
        return value.replace(day=1)
    if field.kind is Kind.MOMENT and isinstance(value, datetime):
        return value.astimezone(UTC).replace(microsecond=0)
    return value


def _printable(line: str) -> str:
    # Cc: control signs (a NUL ends text in SQL); Cs: half characters that no file can hold
    return "".join(c if c != "\t" else " " for c in line if c == "\t" or unicodedata.category(c) not in ("Cc", "Cs"))


TOO_LONG: Final = N_(
    "{field} has {length} characters and {max} fit. Otherwise the end is lost on paper. Shorten the text."
)
BETWEEN: Final = N_(
    "{field} must be from {low} to {high}. Another number is most often a typing mistake. Check the number."
)
AT_LEAST: Final = N_("{field} must be {low} or more. Another number is most often a typing mistake. Check the number.")
AT_MOST: Final = N_("{field} must be {high} or less. Another number is most often a typing mistake. Check the number.")
PLACES: Final = N_("{field} has more than two digits after the comma. They cannot be kept. Round the number.")
YEAR: Final = N_(
    "The year {year} cannot be right. Fill in day, month and a year of four digits, for example 28-02-1984."
)
NOT_LISTED: Final = N_(
    "{field} does not know the choice “{value}”. Reports and exchange need a choice of the list. Choose one."
)
NOT_OPEN: Final = N_("The choice “{value}” of {field} is no longer used on {day}. Choose one that is used now.")


def _short_enough(field: Field, value: Any, most: int | None) -> None:
    if most is not None and len(value) > most:
        name = FieldName(field.record, field.name)
        raise Unfit(said(TOO_LONG, field=name, length=len(value), max=field.max))


def _fits(field: Field, value: Any, beside: Beside) -> None:
    if isinstance(value, Decimal) and (not value.is_finite() or value != round(value, 2)):
        raise Unfit(said(PLACES, field=FieldName(field.record, field.name)))
    if field.low is not None and value < field.low:
        raise Unfit(said(AT_LEAST if field.high is None else BETWEEN, **_bounds(field)))
    if field.high is not None and value > field.high:
        raise Unfit(said(AT_MOST if field.low is None else BETWEEN, **_bounds(field)))
    if isinstance(value, date) and not 1900 <= value.year <= 2199:
        raise Unfit(said(YEAR, year=str(value.year)))
    if field.codes is not None:
        name = FieldName(field.record, field.name)
        if code_of(field.codes, value) is None:
            raise Unfit(said(NOT_LISTED, field=name, value=value))
        if all(known.code != value for known in open_codes(field.codes, beside.today)):
            raise Unfit(said(NOT_OPEN, field=name, value=value, day=beside.today))


def _bounds(field: Field) -> dict[str, object]:
    name = FieldName(field.record, field.name)
    if field.kind is not Kind.MONEY:
        return {"field": name, "low": field.low, "high": field.high}
    return {
        "field": name,
        "low": None if field.low is None else field.low / 100,
        "high": None if field.high is None else field.high / 100,
    }


def _named(sentence: Said, record: str) -> Said:
    """A check knows the other field by its own name only; here it gets the record it belongs to."""
    values = {
        name: replace(value, record=record) if isinstance(value, FieldName) and not value.record else value
        for name, value in sentence.values.items()
    }
    return replace(sentence, values=values)
