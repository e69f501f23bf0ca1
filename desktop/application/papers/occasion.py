"""The occasion of a print: in which language, when, by whom, for whom, and what was ticked to be on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desktop.application.i18n import LanguageCode
from desktop.domain.changes import Change
from desktop.domain.records import User


class Profile(StrEnum):
    """For whom a complete dossier is printed: a code of the list ``dossier_profile``."""

    ACCESS = "access"  # inzage: the person, with everything kept about them (article 15 GDPR)
    HANDOVER = "handover"  # overdracht: a school or partner, as far as consents C2 and C3 go
    ARCHIVE = "archive"  # archief: the desk itself, of a closed case


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Everything a document needs besides the dossier.

    ``version``: the number it is frozen as; an intake report without one is a draft. ``record``: the agreement or
    route to print, otherwise the newest. ``ticked``: the keys of the toggled fields that may be printed (see
    `togglable`); ``notes``: the visibilities of the notes that may. ``chapters``: those of a complete dossier,
    otherwise all; ``history`` and the ``colleagues`` in it, by id, are for its log.
    """

    language: LanguageCode
    printed_at: datetime
    today: date
    printed_by: str
    desk: str = ""
    version: int | None = None
    record: str | None = None
    ticked: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    profile: Profile = Profile.ARCHIVE
    chapters: frozenset[str] | None = None
    purpose: str = ""
    recipient: str = ""
    history: tuple[Change, ...] = ()
    colleagues: Mapping[str, User] = field(default_factory=dict)
