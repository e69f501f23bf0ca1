"""The columns of the agenda as a list, from `Entry` to what a person reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QPalette

from desktop.application.agenda import Entry
from desktop.application.i18n import Language
from desktop.application.values import code_label
from desktop.domain.said import N_
from desktop.ui.theme import Role
from desktop.ui.widgets.paged_model import Column
from desktop.ui.wording import lateness, short_day

KINDS = {"task": N_("Task"), "callback": N_("Call back"), "appointment": N_("Appointment")}
STATUSES = {"task": "task_status", "callback": "task_status", "appointment": "appointment_status"}


def columns(
    language: Language, today: Callable[[], date], owner: Callable[[str], str] | None = None
) -> tuple[Column, ...]:
    """The columns in reading order; with ``owner`` the list is of one person and says who does it."""
    text = language.text

    def sign(entry: Entry) -> str:
        if not entry.is_open:
            return "✓" if entry.status in ("done", "held") else "–"
        return {"late": "▲", "today": "●"}.get(entry.when(today()), "")

    def tone(entry: Entry) -> QPalette.ColorRole | None:
        if not entry.is_open:
            return Role.MUTED
        return {"late": Role.DANGER, "today": Role.WARNING}.get(entry.when(today()))

    def quiet(entry: Entry) -> QPalette.ColorRole | None:
        return Role.MUTED

    def when(entry: Entry) -> str:
        day = weekday(entry.day, today(), language)
        if not entry.is_open:
            return f"{day} · {code_label(STATUSES[entry.kind], entry.status, language).lower()}"
        late = lateness(entry.day, today(), language) if entry.day < today() else ""
        return late or day

    def spoken(entry: Entry) -> str:
        late = lateness(entry.day, today(), language) if entry.is_open else ""
        return late or text(N_("No attention needed"))

    def clock(entry: Entry) -> str:
        return hours(entry)

    def kind(entry: Entry) -> str:
        return text(KINDS[entry.kind])

    def who(entry: Entry) -> str:
        return owner(entry.owner) if owner is not None else entry.name

    return (
        Column("!", sign, letters=1, tone=tone, spoken=spoken),
        Column(text(N_("When")), when, letters=16, tone=tone),
        Column(text(N_("Time")), clock, letters=10),
        Column(text(N_("By whom")) if owner is not None else text(N_("Person")), who, letters=24),
        Column(text(N_("What")), _what, letters=34),
        Column(text(N_("Kind")), kind, letters=13, tone=quiet),
        Column(text(N_("Place or number")), _where, letters=24, tone=quiet),
    )


def hours(entry: Entry) -> str:
    """From when until when."""
    if entry.start is None:
        return ""
    return f"{entry.start:%H:%M}–{entry.end:%H:%M}" if entry.end is not None else f"{entry.start:%H:%M}"


def weekday(day: date, today: date, language: Language, *, named: bool = False) -> str:
    """'Fri 6 Mar', the year only when it is another one; 'today' for today, unless it is ``named`` too."""
    if day == date.max:
        return ""
    if day == today and not named:
        return short_day(day, today, language)
    from babel.dates import format_date

    pattern = "EEE d MMM" if day.year == today.year else "EEE d MMM yyyy"
    return format_date(day, pattern, locale=language.tag).replace(".", "")


def _what(entry: Entry) -> str:
    return entry.what


def _where(entry: Entry) -> str:
    return entry.where
