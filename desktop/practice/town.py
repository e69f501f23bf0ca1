"""Building and opening practice town in its folder, which holds nothing else."""

from __future__ import annotations

import random
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from desktop import bootstrap
from desktop.domain.errors import Refused, WrongSecret
from desktop.domain.said import N_, said

if TYPE_CHECKING:
    from desktop.application.practice_town import Progress
    from desktop.application.practice_town.intakes import Report
    from desktop.persistence.workspace import Workspace
    from desktop.ui.shell.session import Session

PASSPHRASE = "oefenen mag hier altijd"  # noqa: S105 nothing real is behind it, and it is printed on the screen
"""Opens every practice town."""

FOLDER = "practice"
"""Where it stands in the folder of the real workspace."""

SMALL = 60
"""The people of a town that is built while somebody waits for it."""

_BUILDING, _BUILT = "building", "built"


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: how many people and actions, and since when."""

    people: int
    actions: int
    since: date


class Town:
    """Practice town in a folder."""

    def __init__(self, of: Workspace) -> None:
        self.workspace = of

    def enter(self, progress: Progress, *, anew: bool = False) -> Session:
        """Open the town for the window, after building it where it is not there, not whole, or asked for anew."""
        from desktop.practice.reports import DrawnReports

        if anew or not self.is_built():
            self.build(SMALL, nullcontext(DrawnReports()), progress)
        return bootstrap.session(bootstrap.open_for_work(self.workspace, PASSPHRASE, "window"))

    def is_built(self) -> bool:
        """Whether the town is there and whole; refused where the folder holds somebody's real work."""
        return self.workspace.exists() and self._state() == _BUILT

    def build(self, people: int, reports: AbstractContextManager[Report], progress: Progress) -> Built:
        """Build it, in the place of the one that was there; what ``progress`` raises ends the building."""
        from desktop.application.practice_town import Calendar, Seat, Tally, at_work, build, opening_day
        from desktop.application.values import ZONE
        from desktop.domain.records import Candidate

        if self.workspace.exists():
            self._state()  # refuses what is not practice
            self._remove()
        now = datetime.now(ZONE)
        since = opening_day(now.date())
        calendar = Calendar(at_work(since, random.Random(0)))  # noqa: S311 any hour of that day
        opened, _recovery = bootstrap.create(
            self.workspace, name="Sanne Oefenaar", desk="Leerwerkloket Oefenstad", role="counsellor",
            passphrase=PASSPHRASE, clock=calendar,
        )  # fmt: skip
        try:
            opened.store.remember(bootstrap.PRACTICE, _BUILDING)
            seat = Seat(opened.store, opened.work, calendar, Tally())
            with opened.workspace.database.without_waiting(), reports as report:
                build(seat, now, report, people=people, progress=progress)
            opened.store.remember(bootstrap.PRACTICE, _BUILT)
            return Built(len(opened.store.where(Candidate)), len(seat.tally.deeds), since)
        finally:
            opened.close()

    def _state(self) -> str:
        try:
            opened = bootstrap.open_to_read(self.workspace, PASSPHRASE)
        except WrongSecret:
            raise self._not_practice() from None
        try:
            state = opened.store.recall(bootstrap.PRACTICE)
        finally:
            opened.close()
        if state is None:
            raise self._not_practice()
        return state

    def _not_practice(self) -> Refused:
        text = N_(
            "{folder} holds a workspace that is not practice town. It was left as it is: choose another --workspace."
        )
        return Refused(said(text, folder=str(self.workspace.folder)))

    def _remove(self) -> None:
        """Make room for building again; only the files of the database go, and not while somebody is at work in it."""
        from desktop.persistence.lock import in_use

        if (holder := self.workspace.lock.holder()) is not None:
            raise in_use(holder)
        for file in (
            *self.workspace.folder.glob("overstap.db*"),
            *self.workspace.backups_folder.glob("overstap-*.db"),
        ):
            file.unlink()


def beside(of: Workspace) -> Town:
    """The practice town that belongs to a real workspace."""
    return Town(bootstrap.workspace(of.folder / FOLDER))
