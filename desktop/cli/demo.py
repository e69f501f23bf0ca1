"""Practice town from the command line: built once, then shown in the window or walked through by one new candidate."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop import bootstrap
from desktop.application.computer import ComputerClock
from desktop.application.practice_town import Calendar
from desktop.application.values import plain
from desktop.cli.context import Context, Printed
from desktop.cli.walk import walk_through
from desktop.domain.said import N_
from desktop.practice.reports import ReportsDrawnAhead
from desktop.practice.town import PASSPHRASE, Town, beside

_PAPERS = "overstap-demo"
"""Where the documents go without ``--out`` when there is no window: a folder where the command is run."""


def demo(context: Context) -> Printed:
    """Build practice town, or use the one that is there, and open it; or take one new candidate through every stage."""
    folder = getattr(context.arguments, "workspace", None)
    town = Town(bootstrap.workspace(Path(folder))) if folder else beside(context.workspace)
    lines = _built(context, town, context.arguments.people)
    lines.append(context.say(N_("Passphrase of practice town: {passphrase}"), passphrase=PASSPHRASE))
    if context.arguments.sync:
        from desktop.cli.shared_demo import share

        _tell(lines)
        return share(context, town, windows=has_display())
    if context.arguments.out is None and has_display():
        _tell(lines)
        return Printed(code=bootstrap.window(town.workspace, secret=PASSPHRASE, practice=town))
    _tell(lines)
    calendar = Calendar(ComputerClock().now())
    opened = bootstrap.open_for_work(town.workspace, PASSPHRASE, clock=calendar)
    try:
        walked = walk_through(context, opened, calendar, Path(context.arguments.out or _PAPERS))
    finally:
        opened.close()
    return Printed("\n".join(walked.lines), walked.data | {"workspace": str(town.workspace.folder)})


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


def _built(context: Context, town: Town, people: int) -> list[str]:
    """Practice town in its folder: reused when it is whole, built again when the building was cut off."""
    folder = str(town.workspace.folder)
    if town.is_built():
        text = N_("Practice town is in {folder} already. Remove that folder to build it anew.")
        return [context.say(text, folder=folder)]
    progress = _Progress(context)
    built = town.build(people, ReportsDrawnAhead(), progress.show)
    progress.end()
    text = N_("Practice town is built in {folder}: {people} people who do not exist, {actions} actions since {day}.")
    day = plain(built.since, context.language)
    return [context.say(text, folder=folder, people=built.people, actions=built.actions, day=day)]


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
