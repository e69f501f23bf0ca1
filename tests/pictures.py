"""The pictures of the manual, taken from the program itself: `python -m tests.pictures`; `--check` only compares names.

``--out DIR --themes light,dark`` takes every picture in each of these colours into another folder, to look at.

A small practice town is built with its own seed on a day that stands still, the window is opened on it where nobody
sees it, and each picture is taken after the steps that a person takes. Run it again after a change of a screen.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from unittest.mock import patch

from desktop.application.manual import chapters
from desktop.application.resources import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from desktop.application.i18n import LanguageCode
    from desktop.application.ports import Store
    from desktop.persistence.workspace import Workspace
    from desktop.ui.shell.jobs import Jobs
    from desktop.ui.shell.main_window import MainWindow
    from desktop.ui.shell.workroom import Workroom

ThemeName = Literal["light", "dark", "contrast"]
THEMES: tuple[ThemeName, ...] = ("light", "dark", "contrast")
LANGUAGES: tuple[LanguageCode, ...] = ("nl", "en")
PICTURES = resource("manual", "pictures")
NOW = datetime(2026, 9, 16, 9, 30, tzinfo=UTC)
PEOPLE = 50
SIZE = (1280, 800)
COLOURS = 96
SIGN_UPS = """Voornaam;Tussenvoegsel;Achternaam;Telefoon;E-mail;Geboortedatum;Woonplaats
Nadia;;Verzonnen;0612345601;nadia@voorbeeld.example;12-03-1988;Oefenstad
Kees;van;Proefstraat;0612345602;;02-11-1979;Schijnhuizen
Mila;;Doe-Alsof;;mila@voorbeeld;30-02-1991;Oefenstad
Ravi;;Bedenksel;0612345604;ravi@voorbeeld.example;17-07-1995;Fictum
"""
CREBO = Path(__file__).parent / "data" / "crebo.csv"
PASSPHRASE = "oefenen mag hier altijd"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the place, who is shown there, the keys (or commands) before and after it, and the colours."""

    name: str
    screen: str = ""
    at: str = ""
    stage: str = "S4"
    keys: tuple[str, ...] = ()
    typed: str = ""
    after: tuple[str, ...] = ()
    theme: ThemeName = "light"


Files = Callable[[Picture], Iterable[tuple[ThemeName, Path]]]
"""Where a picture goes, in which colours."""

SHOTS = (
    Picture("new-workspace"),
    Picture("unlock"),
    Picture("caseload", "caseload"),
    Picture("caseload-dark", "caseload", theme="dark"),
    Picture("caseload-beside", "caseload", keys=("Ctrl+I",), after=("Ctrl+I",)),
    Picture(
        "bulk", "caseload", keys=("Shift+Down", "Shift+Down", "Ctrl+B", "Tab", "Down", "Alt+V"), after=("Esc", "Home")
    ),
    Picture("register", "register"),
    Picture("duplicates", "duplicates"),
    Picture("import", "imports"),
    Picture("dossier", "dossier", "section:overview"),
    Picture("dossier-dark", "dossier", "section:overview", theme="dark"),
    Picture("person", "dossier", "section:person"),
    Picture("case", "dossier", "section:case"),
    Picture("intake-section", "dossier", "section:intake"),
    Picture("intake", "intake", stage="S1"),
    Picture("versions", "versions"),
    Picture("match", "dossier", "section:match", stage="S3"),
    Picture("agreement", "dossier", "section:agreement"),
    Picture("route", "dossier", "section:route"),
    Picture("route-list", "dossier", "section:route", keys=("route.list",), after=("route.list",)),
    Picture("route-dark", "dossier", "section:route", theme="dark"),
    Picture("funding", "dossier", "section:funding"),
    Picture("placement", "dossier", "section:placement", stage="S6"),
    Picture("notes", "dossier", "section:notes"),
    Picture("tasks", "dossier", "section:agenda", stage="S2"),
    Picture("documents", "dossier", "section:documents"),
    Picture("agenda", "agenda"),
    Picture("agenda-week", "agenda", keys=("Alt+2",), after=("Alt+1",)),
    Picture("history", "dossier", "section:history"),
    Picture("past", "past"),
    Picture("preview", "preview"),
    Picture("employers", "employers"),
    Picture("employer", "employer"),
    Picture("questions", "questions"),
    Picture("question", "question"),
    Picture("modules", "modules"),
    Picture("module", "module"),
    Picture("access", "access"),
    Picture("erase", "erase", keys=("Ctrl+A",), typed="2026-14"),
    Picture("erasures", "erasures", keys=("Down",), after=("Up",)),
    Picture("references", "references"),
    Picture("reference", "reference", "crebo", typed="logis"),
    Picture("reference-update", "reference_update"),
    Picture("reads", "reads"),
    Picture("anywhere", "caseload", keys=("Ctrl+K",), typed="no", after=("Esc",)),
    Picture("settings", "settings"),
    Picture("sync", "sync"),
    Picture("conflicts", "conflicts"),
    Picture("upkeep", "upkeep", keys=("Ctrl+Return",)),
    Picture("explained", "intake", stage="S1", keys=("Tab", "Tab", "Tab", "F1"), after=("Alt+Left",)),
    Picture("help", "help"),
    Picture("shortcuts", "shortcuts"),
)


def missing() -> tuple[str, ...]:
    """What does not agree: a picture that is named and not there, one that nobody names, a screen that has none."""
    from desktop.ui.screens.dossier.sections import SECTIONS
    from desktop.ui.screens.places import DESTINATIONS

    there = {f"pictures/{path.name}" for path in PICTURES.glob("*.png")}
    named = {tag: {path for chapter in chapters(tag) for path in chapter.pictures} for tag in LANGUAGES}
    said = [f"{tag}.md names {path}: it is not there" for tag in LANGUAGES for path in sorted(named[tag] - there)]
    said += [f"{path} is there: nobody names it" for path in sorted(there - set().union(*named.values()))]
    said += [f"{path} is there: nothing takes it" for path in sorted(there - {f"pictures/{s.name}.png" for s in SHOTS})]
    shown = {shot.screen for shot in SHOTS} | {shot.at.removeprefix("section:") for shot in SHOTS}
    places = [d.screen for d in DESTINATIONS if d.screen != "manual"] + [s.id for s in SECTIONS]
    return (*said, *(f"no picture shows {place}" for place in places if place not in shown))


def take(folder: Path, themes: tuple[ThemeName, ...] = ()) -> None:
    """Take every picture into a folder: as the manual shows it, or once in each of these colours."""
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="1", QT_LOGGING_RULES="default.warning=false")
    with tempfile.TemporaryDirectory() as made, _still():
        town = _town(Path(made) / "town")
        _walk(town, partial(_named, folder, themes))


def _named(folder: Path, themes: tuple[ThemeName, ...], shot: Picture) -> tuple[tuple[ThemeName, Path], ...]:
    """In which colours a picture is taken, and into which file."""
    if not themes:
        return ((shot.theme, folder / f"{shot.name}.png"),)
    return tuple((theme, folder / f"{shot.name}-{theme}.png") for theme in themes if shot.theme == "light")


@contextmanager
def _still() -> Iterator[None]:
    """Time stands still and chance repeats itself, wherever the program asks for them."""
    from desktop.application.computer import ComputerClock
    from desktop.application.values import ZONE

    chance = random.Random(PEOPLE)

    def same() -> object:
        from uuid import UUID

        return UUID(int=chance.getrandbits(128), version=4)

    def today(_clock: ComputerClock) -> date:
        return NOW.astimezone(ZONE).date()

    def lines() -> Iterator[str]:
        yield f"Overstap {version('overstap')}"

    with (
        patch("desktop.application.about.lines", lines),  # what stands there is of this computer
        patch.object(ComputerClock, "now", lambda _clock: NOW),
        patch.object(ComputerClock, "today", today),
        patch("uuid.uuid4", same),
    ):
        yield


def _town(folder: Path) -> Workspace:
    """A small practice town, built as the program builds it."""
    from desktop import bootstrap
    from desktop.application.imports.reading import read
    from desktop.application.imports.reference_formats import known_column
    from desktop.application.imports.references import update
    from desktop.application.practice_town import Calendar, Seat, Tally, at_work, build, opening_day
    from desktop.practice.reports import ReportsDrawnAhead

    town = bootstrap.workspace(folder)
    town.now = lambda: NOW
    calendar = Calendar(at_work(opening_day(NOW.date()), random.Random(0)))
    opened, _ = bootstrap.create(
        town, name="Sanne Oefenaar", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=PASSPHRASE,
        clock=calendar,
    )  # fmt: skip
    with opened.workspace.database.without_waiting(), ReportsDrawnAhead() as reports:
        build(Seat(opened.store, opened.work, calendar, Tally()), NOW, reports, people=PEOPLE)
    opened.store.apply(update(opened.work, read(CREBO, known_column), CREBO.name).action)
    opened.close()
    return town


def _walk(town: Workspace, files: Files) -> None:
    """Through the program, a picture at every stop."""
    from desktop import bootstrap
    from desktop.practice.town import beside
    from desktop.ui import theme
    from desktop.ui.start import prepare

    settings = bootstrap.settings(town)
    settings.language, settings.theme = "nl", "light"
    empty = bootstrap.workspace(town.folder.parent / "empty")
    app, window, jobs = prepare(bootstrap.door(empty, beside(empty)), settings)
    _enter(window, app, jobs, files(SHOTS[0]))
    window.close()
    window.deleteLater()
    jobs.close()
    app, window, jobs = prepare(bootstrap.door(town, beside(town)), settings)
    _enter(window, app, jobs, files(SHOTS[1]))
    window.open_room(bootstrap.session(bootstrap.open_for_work(town, PASSPHRASE, "window")))
    if window.idle is not None:
        window.idle.stop()  # else the minutes until it locks count down from picture to picture
    _settle(app, jobs)
    for shot in SHOTS:
        for colours, path in files(shot) if shot.screen else ():
            theme.apply_theme(app, colours)
            _go(window, app, jobs, shot)
            _keep(window, path)
            _press(window, app, jobs, shot.after)
    window.close()
    jobs.close()


def _enter(window: MainWindow, app: QApplication, jobs: Jobs, files: Iterable[tuple[ThemeName, Path]]) -> None:
    """What stands before the dossiers; the cursor does not blink."""
    from desktop.ui import theme

    app.setCursorFlashTime(0)
    window.resize(*SIZE)
    window.show()
    for colours, path in files:
        theme.apply_theme(app, colours)
        _settle(app, jobs)
        _keep(window, path)


def _go(window: MainWindow, app: QApplication, jobs: Jobs, shot: Picture) -> None:
    from PySide6.QtTest import QTest

    from desktop.application.record_lists import RecordFilter
    from desktop.ui.screens.records.kinds import LISTS
    from desktop.ui.shell.workbench import Place
    from desktop.ui.shell.workroom import Workroom

    room = window.room
    assert isinstance(room, Workroom)
    kinds = {listed.page_screen: listed.name for listed in LISTS}
    record = room.session.lists.ids(kinds[shot.screen], RecordFilter())[0] if shot.screen in kinds else ""
    if shot.screen == "conflicts":
        _disagree(room)
    if shot.screen == "erasures":
        _ask_to_erase(room)
    room.go(Place(shot.screen, _case(room.session.store, shot.stage), shot.at, record))
    _settle(app, jobs)
    if shot.screen in _LISTS:
        _rehearse(room.here, *_LISTS[shot.screen])
        _settle(app, jobs)
    _press(window, app, jobs, shot.keys)
    if shot.typed and (focus := app.focusWidget()) is not None:
        QTest.keyClicks(focus, shot.typed)
        _settle(app, jobs)


_LISTS = {
    "imports": ("aanmeldingen.csv", SIGN_UPS),
    "reference_update": (
        "crebo_2026.csv",
        CREBO.read_text(encoding="utf-8").replace(",Metselaar,", ",Metselaar en voeger,").partition("25384")[0]
        + "25990,Monteur laadpalen,3,vakopleiding,BOL/BBL,,23990,Laadtechniek,1,Bouw en infra,79000\n",
    ),
}
"""What the screens that take a list are given: invented people, one of whom cannot be called, and a newer list."""


def _rehearse(screen: object, name: str, text: str) -> None:
    """Give a screen that takes a list this one."""
    from desktop.ui.screens.imports.list_file import ListFileScreen

    assert isinstance(screen, ListFileScreen)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        screen.open(path)
        screen.bench.jobs.finish()


def _disagree(room: Workroom) -> None:
    """What two colleagues wrote differently, as the shared database would tell it."""
    from datetime import timedelta

    from desktop.application.conflicts import Dispute, Side
    from desktop.application.syncing import Conflict
    from desktop.domain.records import Candidate, User

    me, colleague = room.session.work.user.id, room.session.store.where(User)[-1].id
    people = room.session.store.where(Candidate, limit=2)
    values = (("phone", "+31612345678", "+31687654321"), ("city", "Schijnhuizen", "Fictum"))
    found = []
    for person, (field, mine, theirs) in zip(people, values, strict=True):
        conflict = Conflict(person.id, "candidate", person.id, person.id, field, theirs, 2, 0, mine, 1, 0)
        seen, minutes = getattr(person, field), timedelta(minutes=23)
        sides = (
            Side(mine, me, NOW - 2 * minutes, seen, True, True, False),
            Side(theirs, colleague, NOW - minutes, seen, True, False, True),
        )
        found.append(Dispute(conflict, "candidate", sides))
    room.sync.disputes = tuple(found)
    room.sync.disputed.emit()


def _ask_to_erase(room: Workroom) -> None:
    """What was asked and done, as the shared database would tell it: of one the laptops have not all answered."""
    from datetime import timedelta

    from desktop.application.erasing import erasures_here, remembered
    from desktop.application.erasures import Erasure, Laptop
    from desktop.domain.records import Candidate

    store, day = room.session.store, timedelta(days=1)
    if erasures_here(store):
        return
    here = store.where(Candidate, limit=1)[0].id
    laptops = (Laptop(2, "sanne", NOW - day, NOW - day), Laptop(4, "karim", NOW - 12 * day, None))
    gone = (Laptop(2, "sanne", NOW - day, NOW - 40 * day), Laptop(4, "karim", NOW - 12 * day, NOW - 39 * day))
    first, second = "0b8f0000-0000-4000-8000-000000000001", "0b8f0000-0000-4000-8000-000000000002"
    for each in (
        Erasure(first, "2026-09", "sanne", NOW - 44 * day, "fatma", NOW - 41 * day, {}, None, gone),
        Erasure(second, "2026-13", "karim", NOW - 6 * day, "fatma", NOW - 2 * day, {}, None, laptops),
        Erasure(here, "2026-14", "sanne", NOW - day),
    ):
        for key, value in remembered(store, each).items():
            store.remember(key, value)


def _case(store: Store, stage: str) -> str:
    """The case in a stage with the fullest route; always the same one."""
    from desktop.domain.records import Enrolment, Route, Traject

    cases = [case for case in store.where(Traject) if case.stage == stage]

    def fullness(case: Traject) -> int:
        return sum(len(store.children(Enrolment, route.id)) for route in store.children(Route, case.id))

    return max(cases, key=fullness).id if cases else ""


def _press(window: MainWindow, app: QApplication, jobs: Jobs, keys: tuple[str, ...]) -> None:
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest

    from desktop.ui.shell.workroom import Workroom

    for key in keys:
        if isinstance(window.room, Workroom) and "." in key:
            window.room.commands.run(key)
        else:
            QTest.keySequence(app.focusWidget() or window, QKeySequence(key))
        _settle(app, jobs)


def _settle(app: QApplication, jobs: Jobs) -> None:
    """Until everything that was asked for is on the screen, also what waits for a pause in the typing."""
    from PySide6.QtTest import QTest

    for _ in range(2):
        QTest.qWait(90)
        jobs.finish()
        app.processEvents()


def _keep(window: QWidget, path: Path) -> None:
    """The window as it looks now, in few colours and few bytes."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice

    raw = QBuffer()
    raw.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(raw, "PNG")
    picture = Image.open(io.BytesIO(bytes(raw.data().data()))).convert("RGB")
    few = picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def main() -> int:
    """Take the pictures, or only say what does not agree."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--check", action="store_true", help="take none")
    asked.add_argument("--out", type=Path, help="another folder than that of the manual")
    asked.add_argument("--themes", help="every picture once in each of these: light,dark,contrast")
    given = asked.parse_args()
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        take(given.out, tuple(theme for theme in THEMES if theme in (given.themes or "").split(",")))
        return 0
    if not given.check:
        PICTURES.mkdir(parents=True, exist_ok=True)
        for old in PICTURES.glob("*.png"):
            old.unlink()
        take(PICTURES)
    wrong = missing()
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
