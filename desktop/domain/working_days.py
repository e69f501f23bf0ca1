"""Working days in the Netherlands: no Saturday, no Sunday, no public holiday."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

import holidays

_SATURDAY = 5


_LANGUAGES = {"nl": "nl", "en": "en_US"}


@lru_cache(maxsize=64)
def _holidays(year: int, language: str = "nl") -> dict[date, str]:
    return dict(holidays.country_holidays("NL", years=year, language=_LANGUAGES[language]))


def holiday_name(day: date, language: str) -> str:
    """What a public holiday is called in Dutch ("nl") or English ("en"); empty on other days."""
    return _holidays(day.year, language).get(day, "")


def is_working_day(day: date) -> bool:
    """Whether a desk is open on this day."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def next_working_day(day: date) -> date:
    """This day, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, count: int) -> date:
    """The working day that many working days after this day."""
    for _ in range(count):
        day = next_working_day(day + timedelta(days=1))
    return day


def add_months(day: date, count: int) -> date:
    """The same day some months later, or the last day of that month where it is shorter."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
