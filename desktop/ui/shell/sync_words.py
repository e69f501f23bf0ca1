"""How sharing stands, in one line: a sign and words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtGui import QPalette

from desktop.application.i18n import Language
from desktop.application.values import ZONE
from desktop.domain.said import N_, Said, said, said_n
from desktop.ui.shell.background_sync import SyncView
from desktop.ui.theme import Role
from desktop.ui.wording import short_moment

_WARNING, _OFFLINE, _GOING, _CALM = "\N{WARNING SIGN}", "○", "◐", "●"


def in_one_line(view: SyncView, now: datetime, language: Language) -> tuple[str, QPalette.ColorRole]:
    """What the status bar says of sharing, and in which tone; empty where nothing is shared."""
    if view.state == "apart" or view.standing is None:
        return "", Role.MUTED
    words = " · ".join(_parts(view, now, language))
    if view.standing.conflicts or view.is_long_ago or view.state == "refused":
        return f"{_WARNING} {words}", Role.WARNING
    if view.state in ("offline", "paused"):
        return f"{_OFFLINE} {words}", Role.MUTED
    going = view.standing.waiting or view.standing.loading
    return f"{_GOING if going else _CALM} {words}", Role.MUTED


def _parts(view: SyncView, now: datetime, language: Language) -> Iterator[str]:
    stands, text = view.standing, language.text
    if stands is None:
        return
    at = short_moment(stands.as_of, now.astimezone(ZONE).date(), language)
    if stands.conflicts:
        yield language.say(said_n("{n} conflict", "{n} conflicts", stands.conflicts))
    if stands.waiting:
        yield text(N_("{n} waiting"), n=stands.waiting)
    if view.is_long_ago and stands.as_of is not None:
        yield text(N_("{n} days without contact"), n=(now - stands.as_of).days)
    elif view.state == "refused":
        yield text(N_("not accepted"))
    elif view.state == "paused":
        yield text(N_("paused"))
    elif view.state == "offline":
        yield text(N_("offline since {time}"), time=at) if at else text(N_("offline"))
    elif stands.loading is not None:
        yield language.say(loaded(stands.loading))
    elif at:
        yield text(N_("as of {time}"), time=at)


def loaded(so_far: tuple[int, int]) -> Said:
    """How far the first load is."""
    here, whole = so_far
    if not whole:
        return said(N_("the people of your desk are being fetched"))
    if here >= whole:
        return said(N_("everybody is here; the rest of their dossiers is on its way"))
    return said(N_("{here} of {whole} people are here so far"), here=here, whole=whole)
