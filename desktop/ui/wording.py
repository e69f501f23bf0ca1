"""Short forms of days, names and sizes for lists, where the full form would be noise."""

from __future__ import annotations

from datetime import date, datetime

from desktop.application.i18n import Language
from desktop.application.values import ZONE
from desktop.domain.said import N_, said_n


def short_day(day: date | None, today: date, language: Language) -> str:
    """'today', '22 Nov', and the year only when it is another one."""
    if day is None:
        return ""
    if day == today:
        return language.text(N_("today"))
    from babel.dates import format_date

    pattern = "d MMM" if day.year == today.year else "d MMM yyyy"
    return format_date(day, pattern, locale=language.tag).replace(".", "")


def short_moment(at: datetime | None, today: date, language: Language) -> str:
    """Of today the time, of other days the day."""
    if at is None:
        return ""
    local = at.astimezone(ZONE)
    return f"{local:%H:%M}" if local.date() == today else short_day(local.date(), today, language)


def lateness(day: date | None, today: date, language: Language) -> str:
    """How late something is, or that it is due today; empty where it has time."""
    if day is None or day > today:
        return ""
    if day == today:
        return language.text(N_("today"))
    return language.say(said_n("{n} day late", "{n} days late", (today - day).days))


def size_text(size: int, language: Language) -> str:
    """How large a file is, as people say it."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} kB"
    megabytes = f"{size / (1024 * 1024):.1f}"
    return f"{megabytes.replace('.', ',') if language.tag == 'nl' else megabytes} MB"
