"""The columns of the documents of a dossier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QPalette

from desktop.application.i18n import Language
from desktop.domain.file_kinds import EXTENSIONS
from desktop.domain.said import N_
from desktop.ui.screens.documents.filed import Filed
from desktop.ui.theme import Role
from desktop.ui.widgets.paged_model import Column
from desktop.ui.wording import short_day, size_text


def columns(language: Language, today: Callable[[], date], name_of: Callable[[str], str]) -> tuple[Column, ...]:
    """In the order in which they stand; ``name_of`` names a colleague."""
    text = language.text

    def day(one: Filed) -> str:
        return short_day(one.day, today(), language)

    def size(one: Filed) -> str:
        return f"{EXTENSIONS.get(one.media, '').lstrip('.').upper()}  {size_text(one.size, language)}".strip()

    def who(one: Filed) -> str:
        return name_of(one.who) if one.who else ""

    return (
        Column(text(N_("Date")), day, letters=12),
        Column(text(N_("Kind")), _kind, letters=24, tone=_muted),
        Column(text(N_("Title")), _title, letters=38),
        Column(text(N_("File")), size, letters=14, tone=_muted),
        Column(text(N_("Who")), who, letters=20),
    )


def _kind(one: Filed) -> str:
    return one.kind


def _title(one: Filed) -> str:
    return one.title


def _muted(_one: Filed) -> QPalette.ColorRole | None:
    return Role.MUTED
