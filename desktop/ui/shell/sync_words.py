"""How sharing stands, in one line: a sign and words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from desktop.application.i18n import Language
from desktop.application.values import ZONE
from desktop.domain.said import N_, Said, said, said_n
from desktop.ui.shell.background_sync import SyncView
from desktop.ui.wording import short_moment

_WARNING, _OFFLINE, _GOING, _CALM = "\N{WARNING SIGN}", "○", "◐", "●"


def in_one_line(view: SyncView, now: datetime, language: Language) -> tuple[str, Literal["muted", "warning"]]:
    """What the status bar says of sharing, and in which tone; empty where nothing is shared."""
    if view.state == "apart" or view.standing is None:
        return "", "muted"
    words = " · ".join(_parts(view, now, language))
    if view.standing.conflicts or view.standing.altered or view.is_long_ago or view.state == "refused":
        return f"{_WARNING} {words}", "warning"
    if view.state in ("offline", "paused"):
        return f"{_OFFLINE} {words}", "muted"
    going = view.standing.waiting or view.standing.loading
    return f"{_GOING if going else _CALM} {words}", "muted"


def _parts(view: SyncView, now: datetime, language: Language) -> Iterator[str]:
    stands, text = view.standing, language.text
    if stands is None:
        return
    at = short_moment(stands.as_of, now.astimezone(ZONE).date(), language)
    if stands.conflicts:
        yield language.say(said_n("{n} conflict", "{n} conflicts", stands.conflicts))
    if stands.altered:
        yield text(N_("altered at the server"))
    if waiting := stands.waiting + stands.later:
        yield text(N_("{n} waiting"), n=waiting)
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


def in_a_sentence(view: SyncView, now: datetime, language: Language) -> str:
    """The same as a person says it."""
    text, stands = language.text, view.standing
    if stands is None:
        return ""
    at = short_moment(stands.as_of, now.astimezone(ZONE).date(), language)
    as_of = text(N_("You see the work of your colleagues as of {time}."), time=at) if at else ""
    if stands.waiting:
        waits = said_n("One change waits to be handed in.", "{n} changes wait to be handed in.", stands.waiting)
        first = language.say(waits)
    else:
        first = text(N_("Everything you wrote is handed in.")) if at and not stands.later else ""
    return f"{first} {as_of}".strip()


def for_the_helpdesk(view: SyncView) -> tuple[str, ...]:
    """How it stands in numbers, in English for whoever helps; nothing of a person is in it."""
    stands = view.standing
    if stands is None:
        return (f"sharing: {view.state}",)
    as_of = stands.as_of.isoformat(timespec="seconds") if stands.as_of is not None else "never"
    loading = "{} of {}".format(*stands.loading) if stands.loading is not None else "done"
    trouble = f"trouble: {view.trouble.text}" if view.trouble is not None else "trouble: none"
    counts = f"waiting: {stands.waiting}, conflicts: {stands.conflicts}, refused: {stands.refused}"
    counts += f", at another desk: {stands.offered}, put aside: {stands.aside}"
    counts += f", wait for an upgrade of the server: {stands.later}, audit chains altered: {stands.altered}"
    return (f"sharing: {view.state}", f"as of: {as_of}", counts, f"first load: {loading}", trouble)
