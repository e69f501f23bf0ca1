"""Days, and one field beside another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from desktop.domain.checks.unfit import Unfit
from desktop.domain.fields import Beside, Check
from desktop.domain.said import N_, FieldName, said

FUTURE: Final = N_("This day is still to come. Only what has happened is kept here. Fill in {today} or an earlier day.")
TOO_YOUNG: Final = N_(
    "With this date of birth the person is younger than {low}. The desk helps people from that age on. "
    "Check day, month and year."
)
TOO_OLD: Final = N_(
    "With this date of birth the person is older than {high}. That is most often a typing mistake. "
    "Check day, month and year."
)
BEFORE_OTHER: Final = N_("This lies before “{other}” ({day}). The order would not be right. Change one of the two.")
NOT_AFTER_OTHER: Final = N_(
    "This must be later than “{other}” ({day}). The order would not be right. Change one of the two."
)
BELOW_OTHER: Final = N_("This is less than “{other}” ({number}). The lowest comes first. Change one of the two.")
TOO_FAR: Final = N_(
    "This is more than {days} days after “{other}”. A route takes one year at most. Choose {last} or an earlier day."
)


def born_between(low: int, high: int) -> Check:
    """A date of birth that makes somebody ``low`` to ``high`` years old today."""

    def check(value: date, beside: Beside) -> date:
        if value > beside.today:
            raise Unfit(said(FUTURE, today=beside.today))
        had_birthday = (beside.today.month, beside.today.day) >= (value.month, value.day)
        age = beside.today.year - value.year - (not had_birthday)
        if age < low:
            raise Unfit(said(TOO_YOUNG, low=low))
        if age > high:
            raise Unfit(said(TOO_OLD, high=high))
        return value

    return check


def not_in_future(value: date, beside: Beside) -> date:
    """A day that has come."""
    if value > beside.today:
        raise Unfit(said(FUTURE, today=beside.today))
    return value


def monday(value: date, beside: Beside) -> date:
    """Any day of a week, kept as its Monday."""
    return value - timedelta(days=value.weekday())


def _against(name: str, fits: Callable[[Any, Any], bool], sentence: str, shown: str) -> Check:
    def check(value: Any, beside: Beside) -> Any:
        other = beside.values.get(name)
        if other is not None and not fits(value, other):
            raise Unfit(said(sentence, other=FieldName("", name), **{shown: other}))
        return value

    return check


def not_before(name: str) -> Check:
    """Not earlier than the field ``name`` of the same record."""
    return _against(name, lambda value, other: bool(value >= other), BEFORE_OTHER, "day")


def after(name: str) -> Check:
    """Later than the field ``name`` of the same record."""
    return _against(name, lambda value, other: bool(value > other), NOT_AFTER_OTHER, "day")


def not_below(name: str) -> Check:
    """A number that is not less than the field ``name`` of the same record."""
    return _against(name, lambda value, other: bool(value >= other), BELOW_OTHER, "number")


def within_days(name: str, days: int) -> Check:
    """At most ``days`` days after the field ``name`` of the same record."""

    def check(value: date, beside: Beside) -> date:
        other = beside.values.get(name)
        if isinstance(other, date) and value > other + timedelta(days=days):
            last = other + timedelta(days=days)
            raise Unfit(said(TOO_FAR, days=days, other=FieldName("", name), last=last))
        return value

    return check


def all_of(*checks: Check) -> Check:
    """Several checks, one after the other."""

    def check(value: Any, beside: Beside) -> Any:
        for one in checks:
            value = one(value, beside)
        return value

    return check
