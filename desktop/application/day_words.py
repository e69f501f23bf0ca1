"""Days as people say them: tomorrow, Friday, in two weeks, +3; in Dutch and in English."""

from __future__ import annotations

import re
from datetime import date, timedelta

_SAID = {
    "vandaag": 0, "today": 0, "nu": 0,
    "morgen": 1, "tomorrow": 1,
    "overmorgen": 2,
    "gisteren": -1, "yesterday": -1,
    "eergisteren": -2,
}  # fmt: skip
_WEEKDAYS = (
    ("ma", "maandag", "mon", "monday"),
    ("di", "dinsdag", "tue", "tuesday"),
    ("wo", "woensdag", "wed", "wednesday"),
    ("do", "donderdag", "thu", "thursday"),
    ("vr", "vrijdag", "fri", "friday"),
    ("za", "zaterdag", "sat", "saturday"),
    ("zo", "zondag", "sun", "sunday"),
)
_AHEAD = re.compile(r"(?:\+|over\s+|in\s+)(\d{1,3}|een|a|one)\s*([a-z]*)$")
_UNITS = {
    1: ("", "d", "dag", "dagen", "day", "days"),
    7: ("w", "week", "weken", "weeks"),
}
_NEXT_WEEK = ("volgende week", "next week")


def said_day(text: str, today: date) -> date | None:
    """The day these words mean; nothing where they are no such words. A weekday is the next one after today."""
    lowered = " ".join(text.lower().split())
    if lowered in _SAID:
        return today + timedelta(days=_SAID[lowered])
    for number, weekday in enumerate(_WEEKDAYS):
        if lowered in weekday:
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if lowered in _NEXT_WEEK:
        return today + timedelta(days=7 - today.weekday())
    if found := _AHEAD.match(lowered):
        count = int(found[1]) if found[1].isdigit() else 1
        for days, names in _UNITS.items():
            if found[2] in names:
                return today + timedelta(days=count * days)
    return None
