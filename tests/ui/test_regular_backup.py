"""Backups that make themselves, and what a person is told about the place of the files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desktop import bootstrap
from desktop.application.crash_guard import CrashGuard
from desktop.application.i18n import Language, language
from desktop.application.settings import Settings
from desktop.domain.errors import Unavailable
from desktop.domain.said import Said, said
from desktop.persistence.keys import Cost, Hardness
from desktop.persistence.workspace import Workspace
from desktop.ui.screens.places import DESTINATIONS
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.regular_backup import EVERY_MS, FIRST_MS
from desktop.ui.shell.session import Founder, Session
from desktop.ui.shell.workroom import Workroom
from tests.ui.conftest import PASSPHRASE, TestDoor

Backup = Callable[[], Said | None]
Opening = Callable[[Backup], Workroom]
SLOW = said("The workspace is on a network drive.")
FULL = said("Only {free} MB is free on the disk.", free=12)


@pytest.fixture
def open_room(qtbot: QtBot, session: Session, jobs: Jobs, tongue: Language) -> Opening:
    """The window of a workspace of which the backups go as told."""

    def opened(backup: Backup) -> Workroom:
        made = Workroom(replace(session, backup=backup), jobs, tongue, Settings({}), DESTINATIONS)
        qtbot.addWidget(made)
        made.show()
        return made

    return opened


def ring(room: Workroom, jobs: Jobs) -> None:
    """The time has come."""
    room.backups.timer.timeout.emit()
    jobs.finish()


def test_a_backup_is_made_after_five_minutes_and_then_every_half_hour(open_room: Opening, jobs: Jobs) -> None:
    made: list[bool] = []

    def backup() -> None:
        made.append(True)

    room = open_room(backup)
    assert (made, room.backups.timer.interval()) == ([], FIRST_MS)
    assert room.backups.timer.isActive()
    ring(room, jobs)
    assert (len(made), room.backups.timer.interval(), EVERY_MS) == (1, 1_800_000, 1_800_000)
    ring(room, jobs)
    assert len(made) == 2
    assert room.messages.text == ""


def test_a_backup_that_fails_says_why_and_is_tried_again(open_room: Opening, jobs: Jobs) -> None:
    answers: list[Said | None] = [said("The stick is gone."), None]

    def backup() -> Said | None:
        if len(answers) == 2:
            answers.pop()
            raise Unavailable(said("The disk is full, so there is no backup. Make room."))
        return answers.pop()

    room = open_room(backup)
    ring(room, jobs)
    assert room.messages.text == "The disk is full, so there is no backup. Make room."
    ring(room, jobs)
    assert room.messages.text == "The stick is gone."


def test_no_backup_begins_while_the_files_lock(window: MainWindow, door: TestDoor) -> None:
    window.open_room(door.open(PASSPHRASE))
    room = window.room
    assert isinstance(room, Workroom)
    window.lock()
    assert not room.backups.timer.isActive()


@pytest.mark.parametrize(
    ("notices", "shown"),
    [((), ""), ((SLOW, FULL), "The workspace is on a network drive. Only 12 MB is free on the disk.")],
)
def test_what_a_person_should_know_about_the_place_is_said_after_unlocking(
    qtbot: QtBot, session: Session, jobs: Jobs, settings: Settings, notices: tuple[Said, ...], shown: str
) -> None:
    door = TestDoor(replace(session, notices=notices))
    window = MainWindow(door, jobs, settings, language)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.open_room(door.open(PASSPHRASE))
    jobs.finish()
    assert isinstance(window.room, Workroom)
    assert window.room.messages.text == shown


def test_the_backups_of_a_real_workspace_go_to_the_second_folder_of_the_settings_too(tmp_path: Path) -> None:
    space, stick = Workspace(tmp_path / "work", hardness=Hardness(Cost(8, 1, 1), 0)), tmp_path / "stick"
    opened, _ = bootstrap.create(
        space, name="Emma Bakker", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=PASSPHRASE
    )
    bootstrap.settings(space).backup_folder = str(stick)
    assert bootstrap.session(opened).backup() is None
    assert len(list(stick.glob("*.db"))) == 1
    assert [file.name for file in stick.glob("*.db")] == [file.name for file in space.backups_folder.glob("*.db")]
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    opened.close()
    opened = bootstrap.open_for_work(space, PASSPHRASE)
    bootstrap.settings(space).backup_folder = str(in_the_way / "stick")
    session = bootstrap.session(opened)
    opened.store.remember("moved", "on")
    notice = session.backup()
    opened.close()
    assert notice is not None
    assert "not its copy in the second folder" in language("en").say(notice)


class WatchingGuard(CrashGuard):
    """Leaves the hooks of the test run alone and says where errors would be written."""

    watching: Path | None = None

    @override
    def install(self) -> None:
        self.watching = self._file.parent


def test_from_the_first_hour_in_a_new_workspace_errors_are_written_in_it(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "workspace", hardness=Hardness(Cost(8, 1, 1), 0))
    guard = WatchingGuard(tmp_path / "where it was before" / "log")
    founder = Founder("Emma", "Oefenstad", "counsellor", PASSPHRASE)
    session, _ = bootstrap.door(space, guard=guard).create(founder)
    session.close()
    assert guard.watching == space.log_folder


def test_who_cannot_get_in_because_of_a_mistake_of_ours_is_not_in_the_way_of_the_next_try(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "workspace", hardness=Hardness(Cost(8, 1, 1), 0))
    opened, _ = bootstrap.create(space, name="Emma", desk="Oefenstad", role="counsellor", passphrase=PASSPHRASE)
    opened.close()

    class Broken(WatchingGuard):
        @override
        def install(self) -> None:
            raise ValueError("a mistake of ours")

    with pytest.raises(ValueError, match="of ours"):
        bootstrap.door(space, guard=Broken(space.log_folder)).open(PASSPHRASE)
    bootstrap.door(space).open(PASSPHRASE).close()


def test_an_error_of_the_last_time_is_told_once_with_a_code_and_nothing_of_anybody(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "workspace", hardness=Hardness(Cost(8, 1, 1), 0))
    opened, _ = bootstrap.create(space, name="Emma", desk="Oefenstad", role="counsellor", passphrase=PASSPHRASE)
    opened.close()
    space.log_folder.mkdir(exist_ok=True)
    guard = CrashGuard(space.log_folder)
    crash = guard.report(ValueError("Jansen"))
    door = bootstrap.door(space, guard=WatchingGuard(space.log_folder))
    told = []
    for _time in range(2):
        session = door.open(PASSPHRASE)
        told.append(" ".join(map(str, session.notices)))
        session.close()
    assert crash.fingerprint in told[0]
    assert "Jansen" not in told[0]
    assert crash.fingerprint not in told[1]
