"""Values as people write and read them: what was typed becomes a value, a value becomes text in a language.

`parse` is the one way in for forms, imports and the command line, `show` the one way out for screens, paper and
exports.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from desktop.application.day_words import said_day
from desktop.application.i18n import Language
from desktop.domain.checks import Unfit, checked, phone_number
from desktop.domain.codes import CODES
from desktop.domain.fields import Beside, Field, Kind
from desktop.domain.said import N_, FieldName, said

ZONE = ZoneInfo("Europe/Amsterdam")
"""Where the desks are: times are kept in UTC and shown here."""

_NETHERLANDS = 31

_FEW = 20
_YES = {"ja", "j", "yes", "y", "x", "1", "waar", "true", "✓"}
_NO = {"nee", "n", "no", "0", "onwaar", "false", "-"}
_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+$")
_ENGLISH = re.compile(r"^-?\d{1,3}(,\d{3})+\.\d+$")  # as an amount is shown to who reads English: 1,234.50
_DATE = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})$")
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$")
_NAMED = re.compile(r"(\d{1,2})\s*[-. ]?\s*([a-zé]+)\.?\s*[-. ]?\s*(\d{4}|\d{2})$")
_MONTH = re.compile(r"(?:(\d{1,2})\s*[-/. ]\s*(\d{4})|(\d{4})-(\d{1,2})|([a-zé]+)\.?\s+(\d{4})|(\d{4}))$")
_MONTHS = ("jan", "feb", "mrt maa mar", "apr", "mei may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec")


def parse(field: Field, typed: str, beside: Beside) -> Any:
    """What was typed as a checked value, or `None` for nothing; `Unfit` with a sentence where it cannot be kept."""
    text = typed.strip()
    if not text:
        return None
    return checked(field, _read(field, text, beside.today), beside)


def _read(field: Field, text: str, today: date) -> Any:
    match field.kind:
        case Kind.TEXT:
            return " ".join(text.split())
        case Kind.INTEGER:
            return int(_number(field, text, whole=True))
        case Kind.DECIMAL:
            return _number(field, text)
        case Kind.MONEY:
            return int(_number(field, text.replace("€", "")) * 100)
        case Kind.DAY:
            return parse_day(field, text, today)
        case Kind.MONTH:
            return _month(field, text)
        case Kind.MOMENT:
            return _moment(field, text, today)
        case Kind.FLAG:
            return _flag(field, text)
        case Kind.CODE:
            return _code(field, text)
        case _:
            return text


def _number(field: Field, text: str, *, whole: bool = False) -> Decimal:
    plain_text = text.replace(" ", "").replace("\xa0", "")
    if _ENGLISH.match(plain_text):
        plain_text = plain_text.replace(",", "")
    elif "," in plain_text or _THOUSANDS.match(plain_text):
        plain_text = plain_text.replace(".", "").replace(",", ".")
    try:
        number = Decimal(plain_text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= 10**12:
        raise Unfit(said(N_("{field} is a number, for example 36 or 36,5. Type only the number."), field=_name(field)))
    if whole and number != int(number):
        raise Unfit(said(N_("{field} is a whole number. Leave out what stands after the comma."), field=_name(field)))
    if number != round(number, 2):
        raise Unfit(said(N_("{field} has at most two figures after the comma."), field=_name(field)))
    return number


def parse_day(field: Field, text: str, today: date) -> date:
    """A date as people write it: 1-3-1984, 01/03/84, 1 maart 1984, 1984-03-01, morgen; day before month, as in Dutch.

    Two figures for the year mean the past hundred years, counted to ten years after today.
    """
    lowered = text.lower()
    if found := _ISO.match(lowered):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DATE.match(lowered):
        day, month, year = int(found[1]), int(found[2]), _year(found[3], today)
    elif (found := _NAMED.match(lowered)) and (named := _month_number(found[2])):
        day, month, year = int(found[1]), named, _year(found[3], today)
    elif (said_so := said_day(text, today)) is not None:
        return said_so
    else:
        raise Unfit(
            said(N_("{field}: “{text}” is not a date. Type day-month-year, for example 28-02-1984."),
                 field=_name(field), text=text[:30])
        )  # fmt: skip
    try:
        return date(year, month, day)
    except ValueError:
        raise Unfit(
            said(N_("{field}: {day}-{month}-{year} does not exist. Type day-month-year, for example 28-02-1984."),
                 field=_name(field), day=day, month=month, year=year)
        ) from None  # fmt: skip


def _year(text: str, today: date) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    century = today.year - today.year % 100
    return century + year if century + year <= today.year + 10 else century - 100 + year


def _month_number(word: str) -> int | None:
    return next((n for n, names in enumerate(_MONTHS, 1) if any(word.startswith(name) for name in names.split())), None)


def _month(field: Field, text: str) -> date:
    found = _MONTH.match(text.lower())
    number = year = None
    if found:
        number = int(found[1] or found[4] or 1) if not found[5] else _month_number(found[5])
        year = int(found[2] or found[3] or found[6] or found[7])
    elif full := (_DATE.match(text) or _ISO.match(text)):
        number, year = int(full[2]), int(max(full[1], full[3], key=len))
    if not number or not year or not 1 <= number <= 12 or not 1900 <= year <= 2200:
        raise Unfit(said(N_("{field} is a month and a year, for example 03-2019."), field=_name(field)))
    return date(year, number, 1)


def _moment(field: Field, text: str, today: date) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        days, _, hours = text.rpartition(" ")
        clock = re.match(r"(\d{1,2})[:.](\d{2})$", hours)
        if not clock or int(clock[1]) > 23 or int(clock[2]) > 59:
            raise Unfit(
                said(N_("{field} is a date and a time, for example 28-02-2027 14:30."), field=_name(field))
            ) from None
        on = parse_day(field, days, today)
        found = datetime(on.year, on.month, on.day, int(clock[1]), int(clock[2]), tzinfo=ZONE)
    return (found if found.tzinfo else found.replace(tzinfo=ZONE)).astimezone(UTC).replace(microsecond=0)


def yes_or_no(text: str) -> bool | None:
    """Whether somebody typed yes or no, in either language; nothing where it is neither."""
    lowered = text.strip().lower()
    return lowered in _YES if lowered in _YES or lowered in _NO else None


def _flag(field: Field, text: str) -> bool:
    if (said_yes := yes_or_no(text)) is not None:
        return said_yes
    raise Unfit(said(N_("{field} is yes or no. Type ja or nee."), field=_name(field)))


def _code(field: Field, text: str) -> str:
    """A code, or its label in either language."""
    from desktop.application.i18n import language

    lowered, name = text.casefold(), field.codes or ""
    codes, dutch = CODES[name].codes, language("nl")
    for found in codes:
        if lowered in (found.code.casefold(), found.label.casefold(), dutch.code(name, found.label).casefold()):
            return found.code
    if len(codes) > _FEW:
        sentence = N_("{field}: “{text}” is not in the list. Choose one of the list.")
        raise Unfit(said(sentence, field=_name(field), text=text[:40]))
    sentence = N_("{field}: “{text}” is not in the list. Choose one of: {known}.")
    known = ", ".join(found.code for found in codes)
    raise Unfit(said(sentence, field=_name(field), text=text[:40], known=known))


def _name(field: Field) -> FieldName:
    return FieldName(field.record, field.name)


def show(field: Field, value: Any, language: Language, *, paper: bool = False) -> str:
    """A value as text; on ``paper`` dates are written in full and a code may print as another word.

    A reference shows as its id: who has the records gives the name instead.
    """
    if value is None:
        return ""
    match field.kind:
        case Kind.FLAG:
            return language.text(N_("Yes")) if value else language.text(N_("No"))
        case Kind.MONEY:
            return money(value, language)
        case Kind.CODE:
            return code_label(field.codes or "", value, language, paper=paper)
        case Kind.MONTH:
            return _babel_date(value, "LLLL yyyy" if paper else "MM-yyyy", language)
        case Kind.DAY if paper:
            return long_day(value, language)
        case Kind.MOMENT if paper:
            at = value.astimezone(ZONE)
            return f"{long_day(at.date(), language)}, {at:%H:%M}"
        case Kind.TEXT if paper and field.check is phone_number:
            return _phone(value)
        case Kind.TEXT | Kind.LONG | Kind.REF:
            return str(value)
        case _:
            text = plain(value, language)
            return f"{text} {language.text(field.unit)}" if field.unit and paper else text


def code_label(codes: str, value: str, language: Language, *, paper: bool = False) -> str:
    """What a code is called; an unknown code shows as itself, nothing is hidden."""
    if codes == "language":
        from babel import Locale

        return str(Locale(language.tag).languages.get(value, value))
    found = next((c for c in CODES[codes].codes if c.code == value), None)
    if found is None:
        return value
    return language.code(codes, found.printed if paper and found.printed else found.label)


def money(cents: int, language: Language) -> str:
    """An amount in cents as ``€ 1.234,50``."""
    from babel.numbers import format_currency

    return format_currency(Decimal(cents) / 100, "EUR", locale=language.tag)


def _phone(kept: str) -> str:
    """A phone number as people dial it: a Dutch one without its country; what is no number as it is."""
    import phonenumbers

    try:
        number = phonenumbers.parse(kept, "NL")
    except phonenumbers.NumberParseException:
        return kept
    dutch = number.country_code == _NETHERLANDS
    form = phonenumbers.PhoneNumberFormat
    return str(phonenumbers.format_number(number, form.NATIONAL if dutch else form.INTERNATIONAL))


def long_day(day: date, language: Language) -> str:
    """A date in full, as on paper: 22 november 2026."""
    return _babel_date(day, "d MMMM yyyy", language)


def plain(value: object, language: Language) -> str:
    """A date, time or number in the short form of the language: 22-11-2026, 22-11-2026 14:03, 36,5."""
    if isinstance(value, datetime):
        return value.astimezone(ZONE).strftime("%d-%m-%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, Decimal | float):
        text = f"{Decimal(value).quantize(Decimal('0.01')):f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.replace(".", ",") if language.tag == "nl" else text
    return str(value)


def _babel_date(day: date, pattern: str, language: Language) -> str:
    from babel.dates import format_date

    return format_date(day, pattern, locale=language.tag)
