"""Practice town from the command line: built once, then shown in the window or walked through by one new candidate."""

from __future__ import annotations

import os
import random
import sys
from datetime import datetime
from pathlib import Path

from desktop import bootstrap
from desktop.application.computer import ComputerClock
from desktop.application.practice_town import Calendar, Seat, Tally, at_work, build, opening_day
from desktop.application.values import ZONE, plain
from desktop.cli.context import Context, Printed
from desktop.cli.reports import ReportsDrawnAhead
from desktop.cli.walk import walk_through
from desktop.domain.errors import Refused, WrongSecret
from desktop.domain.records import Candidate
from desktop.domain.said import N_, said
from desktop.persistence.lock import in_use
from desktop.persistence.workspace import Workspace

PASSPHRASE = "oefenen mag hier altijd"  # noqa: S105 nothing real is behind it, and it is printed on the screen
"""Opens every practice town."""

_STATE = "practice town"
_BUILDING, _BUILT = "building", "built"
_FOLDER = "practice"
_PAPERS = "overstap-demo"
"""Where the documents go without ``--out`` when there is no window: a folder where the command is run."""


def demo(context: Context) -> Printed:
    """Build practice town, or use the one that is there, and open it; or take one new candidate through every stage."""
    folder = getattr(context.arguments, "workspace", None)
    town = bootstrap.workspace(Path(folder) if folder else context.workspace.folder / _FOLDER)
    lines = _built(context, town, context.arguments.people)
    lines.append(context.say(N_("Passphrase of practice town: {passphrase}"), passphrase=PASSPHRASE))
    if context.arguments.out is None and has_display():
        _tell(lines)
        return Printed(code=bootstrap.window(town, secret=PASSPHRASE))
    _tell(lines)
    calendar = Calendar(ComputerClock().now())
    opened = bootstrap.open_for_work(town, PASSPHRASE, clock=calendar)
    try:
        walked = walk_through(context, opened, calendar, Path(context.arguments.out or _PAPERS))
    finally:
        opened.close()
    return Printed("\n".join(walked.lines), walked.data | {"workspace": str(town.folder)})


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin"):
        return True
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    if wanted:
        return wanted not in ("offscreen", "minimal")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _tell(lines: list[str]) -> None:
    """What must be read before the window opens, or while the walk goes on."""
    sys.stderr.write("\n".join(lines) + "\n")
    sys.stderr.flush()


def _built(context: Context, town: Workspace, people: int) -> list[str]:
    """Practice town in its folder: reused when it is whole, built again when the building was cut off."""
    if town.exists():
        if _state(town) == _BUILT:
            text = N_("Practice town is in {folder} already. Remove that folder to build it anew.")
            return [context.say(text, folder=str(town.folder))]
        _remove_unfinished(town)
    now = datetime.now(ZONE)
    calendar = Calendar(at_work(opening_day(now.date()), random.Random(0)))  # noqa: S311 any hour of that day
    opened, _recovery = bootstrap.create(
        town, name="Sanne Oefenaar", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=PASSPHRASE,
        clock=calendar,
    )  # fmt: skip
    try:
        opened.store.remember(_STATE, _BUILDING)
        seat, progress = Seat(opened.store, opened.work, calendar, Tally()), _Progress(context)
        with opened.workspace.database.without_waiting(), ReportsDrawnAhead() as reports:
            build(seat, now, reports, people=people, progress=progress.show)
        opened.store.remember(_STATE, _BUILT)
        progress.end()
        text = N_(
            "Practice town is built in {folder}: {people} people who do not exist, {actions} actions since {day}."
        )
        people, actions = len(opened.store.where(Candidate)), len(seat.tally.deeds)
        day = plain(opening_day(now.date()), context.language)
        return [context.say(text, folder=str(town.folder), people=people, actions=actions, day=day)]
    finally:
        opened.close()


def _state(town: Workspace) -> str:
    """How far the practice town in a folder is; refused where the folder holds somebody's real work."""
    try:
        opened = bootstrap.open_to_read(town, PASSPHRASE)
    except WrongSecret:
        raise _not_practice(town) from None
    try:
        state = opened.store.recall(_STATE)
    finally:
        opened.close()
    if state is None:
        raise _not_practice(town)
    return state


def _not_practice(town: Workspace) -> Refused:
    text = N_("{folder} holds a workspace that is not practice town. It was left as it is: choose another --workspace.")
    return Refused(said(text, folder=str(town.folder)))


def _remove_unfinished(town: Workspace) -> None:
    """Make room for building again; only the files of the database go, and not while somebody builds."""
    if (holder := town.lock.holder()) is not None:
        raise in_use(holder)
    for file in (*town.folder.glob("overstap.db*"), *town.backups_folder.glob("overstap-*.db")):
        file.unlink()


class _Progress:
    """How far the building is, on a line that is written over; silent where nobody looks."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._shown = -1

    def show(self, done: int, whole: int) -> None:
        """So many days of all the days."""
        percent = 100 * done // whole
        if sys.stderr.isatty() and percent != self._shown:
            self._shown = percent
            text = self._context.say(N_("Practice town is being built: {percent}%"), percent=percent)
            sys.stderr.write(f"\r{text}")
            sys.stderr.flush()

    def end(self) -> None:
        """Leave the line."""
        if self._shown >= 0:
            sys.stderr.write("\n")
