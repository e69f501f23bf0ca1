"""Checks of this installation: store, documents and language, on one invented person in a temporary folder."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop import bootstrap
from desktop.application.computer import ComputerClock
from desktop.application.crash_guard import crash_of
from desktop.application.i18n import language
from desktop.application.papers import KINDS, Profile
from desktop.application.papers.press import pdf_of
from desktop.application.practice_town import Calendar, Region, Seat, Tally, at_work, lay_out, opening_day, walk
from desktop.application.values import ZONE
from desktop.cli.context import Context, Printed
from desktop.cli.walk import LANGUAGES
from desktop.documents.render import render
from desktop.domain.changes import Action, SetField
from desktop.domain.codes import Stage
from desktop.domain.errors import OverstapError
from desktop.domain.records import Candidate, Traject
from desktop.domain.said import N_
from desktop.persistence import integrity, journal
from desktop.persistence.workspace import Workspace
from desktop.practice.reports import DrawnReports

_PASSPHRASE = "alleen voor de zelftest"  # noqa: S105 the folder it opens is removed at once
_SEED = 1


class Failed(Exception):
    """A check found something else than it should; ``args`` say what, without data."""


@dataclass
class _Trial:
    """A workspace for the length of the test, with one person who went through everything."""

    workspace: Workspace
    calendar: Calendar
    opened: bootstrap.Opened
    candidate: str = ""
    traject: str = ""

    @property
    def seat(self) -> Seat:
        """Who works in it."""
        return Seat(self.opened.store, self.opened.work, self.calendar, Tally())


def self_test(context: Context) -> Printed:
    """Run every check, a line each; the exit code is 1 when one fails."""
    lines, failed = [], []
    with tempfile.TemporaryDirectory(prefix="overstap-self-test-") as folder:
        trial: list[_Trial] = []
        for name, check in _checks(Path(folder), trial):
            problem = _problem(check, context)
            sign = "\N{CHECK MARK}" if problem is None else "\N{BALLOT X}"
            lines.append(f"{sign} {context.say(name)}" + (f": {problem}" if problem else ""))
            failed += [name] if problem else []
            if problem and not trial:
                break  # without a store there is nothing to check the rest on
        for one in trial:
            one.opened.close()
    data = {"passed": len(lines) - len(failed), "failed": failed}
    return Printed("\n".join(lines), data, 1 if failed else 0)


def _checks(folder: Path, trial: list[_Trial]) -> list[tuple[str, Callable[[], None]]]:
    return [
        (N_("Dutch words"), _words),
        (N_("Encrypted store made and opened again"), lambda: trial.append(_made(folder))),
        (N_("One person taken through every stage"), lambda: _walked(trial[0])),
        (N_("Every document in Dutch and English"), lambda: _printed(trial[0])),
        (N_("Every screen painted in Dutch and English"), lambda: _painted(trial[0])),
        (N_("Search finds the person"), lambda: _found(trial[0])),
        (N_("A change undone and done again"), lambda: _undone(trial[0])),
        (N_("Every page and the chain of the journal"), lambda: _whole(trial[0])),
        (N_("Backup made and restored"), lambda: _restored(trial[0])),
    ]


def _problem(check: Callable[[], None], context: Context) -> str | None:
    try:
        check()
    except OverstapError as refused:
        return context.language.say(refused)
    except Failed as found:
        return str(found)
    except Exception as error:  # noqa: BLE001 whatever a broken installation raises is what this test is for
        crash = crash_of(error)
        return f"{crash.types[0]} {crash.places[-1] if crash.places else ''}"
    return None


def _words() -> None:
    message = N_("Passphrase: ")
    if language("nl").text(message) == message:
        raise Failed("resources/locale/nl")


def _made(folder: Path) -> _Trial:
    workspace = Workspace(folder / "workspace")
    calendar = Calendar(at_work(opening_day(ComputerClock().today()), random.Random(_SEED)))  # noqa: S311 any hour
    made, _recovery = bootstrap.create(
        workspace, name="Sanne Oefenaar", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=_PASSPHRASE,
        clock=calendar,
    )  # fmt: skip
    made.close()
    if workspace.database_path.read_bytes()[:15] == b"SQLite format 3":
        raise Failed("not encrypted")
    return _Trial(workspace, calendar, bootstrap.open_for_work(workspace, _PASSPHRASE, clock=calendar))


def _walked(trial: _Trial) -> None:
    region: Region = lay_out(trial.seat, random.Random(_SEED))  # noqa: S311 any region will do
    now = ComputerClock().now().astimezone(ZONE)
    gone = walk(trial.seat, region, now, DrawnReports(), _SEED)
    trial.candidate, trial.traject = gone.candidate, gone.traject
    if trial.opened.store.get(Traject, gone.traject).stage != Stage.CLOSED:
        raise Failed("not closed")


def _printed(trial: _Trial) -> None:
    for kind in KINDS:
        for tag in LANGUAGES:
            pdf = pdf_of(
                trial.opened.work, render, kind, trial.traject, tag,
                purpose="self-test", recipient="self-test", profile=Profile.ARCHIVE,
            )  # fmt: skip
            if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-32:]:
                raise Failed(f"{kind} ({tag})")


def _painted(trial: _Trial) -> None:
    for tag in LANGUAGES:
        if not bootstrap.paint_every_screen(trial.opened, trial.traject, tag):
            raise Failed(f"screens ({tag})")


def _found(trial: _Trial) -> None:
    name = trial.opened.store.get(Candidate, trial.candidate).last_name or ""
    if trial.candidate not in [hit.id for hit in trial.opened.store.search(name[:4], kinds=("candidate",))]:
        raise Failed("search")


def _undone(trial: _Trial) -> None:
    store, before = trial.opened.store, trial.opened.store.get(Candidate, trial.candidate).city
    store.apply(
        Action(N_("Personal details changed"), (SetField("candidate", trial.candidate, "city", "Proefdorp 2"),))
    )
    store.undo()
    undone = store.get(Candidate, trial.candidate).city
    store.redo()
    if (undone, store.get(Candidate, trial.candidate).city) != (before, "Proefdorp 2"):
        raise Failed("undo")


def _whole(trial: _Trial) -> None:
    database = trial.opened.workspace.database
    findings = integrity.verify(database)
    with database.reading() as connection:
        findings += journal.verify(connection)
    if findings:
        raise Failed(str(findings[0]))


def _restored(trial: _Trial) -> None:
    backup = trial.opened.workspace.backups.make("manual").backup.path
    trial.opened.close()
    trial.workspace.restore(backup, _PASSPHRASE)
    trial.opened = bootstrap.open_for_work(trial.workspace, _PASSPHRASE)
    trial.opened.store.get(Candidate, trial.candidate)
