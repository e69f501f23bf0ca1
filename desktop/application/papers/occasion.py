"""The occasion of a print: in which language, when, by whom, for whom, and what was ticked to be on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypedDict, Unpack

from desktop.application.desk_logo import logo_of
from desktop.application.i18n import LanguageCode
from desktop.application.ports import Work
from desktop.application.values import ZONE
from desktop.domain.changes import Change
from desktop.domain.dossier import Dossier
from desktop.domain.read_log import ReadLine
from desktop.domain.records import Desk, IntakeVersion, User


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
    `togglable`); ``notes``: the visibilities of the notes that may. ``chapters``: those of a complete dossier by
    number, otherwise all; ``frozen``: the dossier as it was when the intake was frozen; ``history``, ``reads``
    and the ``colleagues`` in them, by id, are for the log.
    """

    language: LanguageCode
    printed_at: datetime
    today: date
    printed_by: str
    desk: str = ""
    logo: bytes = b""
    version: int | None = None
    record: str | None = None
    ticked: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    profile: Profile = Profile.ARCHIVE
    chapters: frozenset[int] | None = None
    purpose: str = ""
    recipient: str = ""
    frozen: Dossier | None = None
    history: tuple[Change, ...] = ()
    reads: tuple[ReadLine, ...] = ()
    colleagues: Mapping[str, User] = field(default_factory=dict)


class Chosen(TypedDict, total=False):
    """What a person may choose for a print besides its language; see `Occasion`."""

    record: str | None
    ticked: frozenset[str]
    notes: frozenset[str]
    profile: Profile
    chapters: frozenset[int] | None
    purpose: str
    recipient: str


class Choices(Chosen, total=False):
    """The same, with the number a print is frozen as."""

    version: int | None


def occasion_of(
    work: Work, language: LanguageCode, dossier: Dossier | None = None, **chosen: Unpack[Choices]
) -> Occasion:
    """A print by who works here, now. ``dossier`` adds what a complete dossier needs: its log, the frozen intake."""
    desk = work.read.find_one(Desk, work.user.desk)
    occasion = Occasion(
        language=language,
        printed_at=work.clock.now(),
        today=work.clock.today(),
        printed_by=work.user.name,
        desk=(desk.name if desk else None) or "",
        logo=logo_of(work.read, desk),
        **chosen,
    )
    if dossier is None:
        return occasion
    return replace(
        occasion,
        frozen=_frozen(work, dossier),
        history=work.read.history(dossier.candidate_id),
        reads=work.read.reads(dossier.candidate_id),
        colleagues={user.id: user for user in work.read.where(User)},
    )


def _frozen(work: Work, dossier: Dossier) -> Dossier | None:
    """The case at the end of the day on which its intake was frozen last."""
    version = dossier.last(IntakeVersion)
    if version is None or version.frozen_at is None:
        return None
    return work.read.dossier_as_of(dossier.traject_id, version.frozen_at.astimezone(ZONE).date())
