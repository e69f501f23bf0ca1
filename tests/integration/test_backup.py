"""Backups and restoring: what has a backup's name is whole, and a restore ends in the one database or the other."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.errors import Damaged, InUse, Newer, NoRoom, NotThere, Unavailable, WrongSecret
from desktop.persistence.backup import Backup, found_in, kept
from desktop.persistence.engine import connect
from desktop.persistence.keys import Vault
from desktop.persistence.workspace import OpenWorkspace
from tests.integration.small_workspace import (
    FAST,
    PASSPHRASE,
    add,
    in_child,
    layout,
    notes,
    small_disk,
    workspace,
)

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Clock:
    """Monday 2 March 2026, nine in the morning, until a test moves it."""

    def __init__(self) -> None:
        self.at = MORNING

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "werkruimte"


@pytest.fixture
def opened(folder: Path, clock: Clock) -> Iterator[OpenWorkspace]:
    opened, _ = workspace(folder, now=clock).create(PASSPHRASE)
    add(opened.database, "een", "twee")
    yield opened
    opened.close()


def written(opened: OpenWorkspace, at: datetime) -> None:
    """Give the database's files the time of the test's clock."""
    path = opened.database.path
    for file in (path, path.with_name(path.name + "-wal")):
        os.utime(file, (at.timestamp(), at.timestamp()))


def test_a_backup_is_one_whole_file_with_its_vault_beside_it(opened: OpenWorkspace, folder: Path) -> None:
    backup = opened.backups.make().backup
    add(opened.database, "later")
    assert sorted(f.name for f in backup.path.parent.iterdir()) == [
        "overstap-20260302T090000Z-manual.db",
        "overstap-20260302T090000Z-manual.vault.json",
    ]
    opened.backups.check(backup)
    key = Vault(backup.vault, FAST).unlock(PASSPHRASE)
    copy = connect(backup.path, key, lambda c: None, mode="ro")
    assert [row[0] for row in copy.execute("SELECT text FROM note").fetchall()] == ["een", "twee"]
    copy.close()
    assert opened.backups.all() == [backup]


def test_a_backup_holds_one_moment_while_writing_goes_on(opened: OpenWorkspace) -> None:
    for n in range(20):
        add(opened.database, f"regel {n}")
        opened.backups.make()
    assert len(notes(opened.database)) == 22


def test_where_nothing_changed_there_is_no_new_backup_until_a_month_has_passed(
    opened: OpenWorkspace, clock: Clock
) -> None:
    written(opened, MORNING - timedelta(seconds=1))
    assert opened.backups.make_if_changed() is not None
    clock.at += timedelta(minutes=30)
    assert opened.backups.make_if_changed() is None
    add(opened.database, "drie")
    written(opened, clock.at)
    clock.at += timedelta(minutes=30)
    assert opened.backups.make_if_changed() is not None
    clock.at += timedelta(days=29)
    assert opened.backups.make_if_changed() is None
    clock.at += timedelta(days=2)
    assert opened.backups.make_if_changed() is not None


def test_a_spoiled_backup_is_not_taken_for_a_good_one(opened: OpenWorkspace) -> None:
    add(opened.database, *("woord " * 300 for _ in range(50)))
    backup = opened.backups.make().backup
    whole = backup.path.read_bytes()
    for spoiled in (b"", whole[:8192], whole[: len(whole) // 2] + b"x" + whole[len(whole) // 2 + 1 :]):
        backup.path.write_bytes(spoiled)
        with pytest.raises(Damaged):
            opened.backups.check(backup)


def test_a_year_of_work_keeps_exactly_the_promised_backups() -> None:
    backups: set[Backup] = set()
    start, now = MORNING, MORNING
    for step in range(365 * 48):
        now = start + timedelta(minutes=30 * step)
        if now.weekday() < 5 and 8 <= now.hour < 17:
            backups = kept(backups | {Backup(now, "regular", Path(f"{step}.db"))}, now)
        assert all(now - b.at <= timedelta(days=91) for b in backups)
    ages = sorted(now - b.at for b in backups)
    assert now == datetime(2027, 3, 2, 8, 30, tzinfo=UTC)
    assert sorted(b.at for b in backups) == [
        datetime(*day, tzinfo=UTC)
        for day in (
            (2027, 1, 29, 16, 30),  # the month before last; the last day of February stands among the days
            (2027, 2, 5, 16, 30), (2027, 2, 12, 16, 30),  # the weeks before
            (2027, 2, 19, 16, 30), (2027, 2, 22, 16, 30), (2027, 2, 23, 16, 30), (2027, 2, 24, 16, 30),
            (2027, 2, 25, 16, 30), (2027, 2, 26, 16, 30),  # the days before
            (2027, 3, 1, 15, 0), (2027, 3, 1, 15, 30), (2027, 3, 1, 16, 0), (2027, 3, 1, 16, 30),
            (2027, 3, 2, 8, 0), (2027, 3, 2, 8, 30),  # the half hours
        )
    ]  # fmt: skip
    assert ages[-1] < timedelta(days=90)


def test_nothing_is_kept_over_90_days_and_a_wrong_clock_takes_nobodys_place(tmp_path: Path) -> None:
    old, edge, recent, ahead = (
        Backup(MORNING + timedelta(days=days), reason, tmp_path / f"{days}.db")
        for days, reason in ((-91, "migration"), (-90, "import"), (-1, "regular"), (400, "regular"))
    )
    assert kept({old, edge, recent, ahead}, MORNING) == {edge, recent, ahead}


def test_the_last_three_before_an_import_stay_among_many_regular_ones() -> None:
    imports = [Backup(MORNING - timedelta(days=d), "import", Path(f"i{d}")) for d in range(20, 70, 10)]
    regular = [Backup(MORNING - timedelta(minutes=30 * n), "regular", Path(f"r{n}")) for n in range(200)]
    assert set(imports[:3]) <= kept([*imports, *regular], MORNING)


def test_thinning_out_removes_the_vault_copies_too_and_nothing_that_is_not_ours(
    opened: OpenWorkspace, folder: Path, clock: Clock
) -> None:
    opened.backups.make()
    (folder / "backups" / "vakantie.db").write_text("van iemand")
    (folder / "backups" / "overstap-20269999T090000Z-manual.db").write_text("geen dag")
    clock.at += timedelta(days=91)
    newest = opened.backups.make().backup
    assert opened.backups.all() == [newest]
    assert {f.name for f in (folder / "backups").iterdir()} == {
        newest.path.name, newest.vault.name, "vakantie.db", "overstap-20269999T090000Z-manual.db",
    }  # fmt: skip


def test_a_second_folder_gets_the_same_backup_and_its_absence_is_told(opened: OpenWorkspace, tmp_path: Path) -> None:
    opened.backups.second = tmp_path / "stick"
    made = opened.backups.make()
    assert made.notice is None
    (copy,) = found_in(tmp_path / "stick")
    assert copy.path.read_bytes() == made.backup.path.read_bytes()
    assert copy.vault.read_bytes() == made.backup.vault.read_bytes()
    (tmp_path / "bestand").write_text("geen map")
    opened.backups.second = tmp_path / "bestand" / "stick"
    again = opened.backups.make("regular")
    assert "second folder" in str(again.notice)
    assert again.backup.path.exists()


def test_a_backup_that_comes_after_locking_is_given_up(opened: OpenWorkspace, folder: Path) -> None:
    opened.close()
    with pytest.raises(Unavailable, match="locked"):
        opened.backups.make()
    assert list((folder / "backups").iterdir()) == []


def test_a_full_disk_makes_no_half_backup(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 2) as disk:
        opened, _ = workspace(disk / "w", layout=layout(tmp_path / "steps")).create(PASSPHRASE)
        add(opened.database, *("woord " * 1000 for _ in range(60)))
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(shutil.disk_usage(disk).free - 200_000))
        with pytest.raises(NoRoom, match="disk is full"):
            opened.backups.make()
        assert opened.backups.all() == []
        assert not list((disk / "w" / "backups").glob("*.db*"))
        ballast.unlink()
        add(opened.database, "verder")
        opened.close()


def test_a_killed_backup_leaves_no_half_file_under_a_backups_name(opened: OpenWorkspace, folder: Path) -> None:
    add(opened.database, *("woord " * 300 for _ in range(200)))
    opened.close()
    code = (
        "import threading\n"
        "opened = workspace(Path(sys.argv[2])).open(PASSPHRASE)\n"
        "threading.Timer(float(sys.argv[3]), lambda: os.kill(os.getpid(), 9)).start()\n"
        "while True: opened.backups.make('regular')\n"
    )
    for delay in (0.005, 0.01, 0.02, 0.03, 0.05):
        assert in_child(code, folder, delay).returncode == -9
    with workspace(folder).open(PASSPHRASE) as again:
        for backup in again.backups.all():
            again.backups.check(backup)
            assert backup.vault.exists()
        for leftover in (folder / "backups").glob("*.tmp*"):
            os.utime(leftover, (0, 0))
        again.backups.make()
        assert not list((folder / "backups").glob("*.tmp*"))


def test_restoring_brings_back_what_was_and_keeps_aside_what_is(opened: OpenWorkspace, folder: Path) -> None:
    backup = opened.backups.make().backup
    add(opened.database, "drie")
    opened.close()
    done = workspace(folder).restore(backup.path, PASSPHRASE)
    assert done.backup == backup.path
    assert done.aside is not None
    with workspace(folder).open(PASSPHRASE) as again:
        assert notes(again.database) == ["een", "twee"]
        add(again.database, "vier")
    workspace(folder).restore(done.aside, PASSPHRASE)
    with workspace(folder).open(PASSPHRASE) as again:
        assert notes(again.database) == ["een", "twee", "drie"]


def test_what_a_restore_put_aside_is_not_taken_for_the_newest_backup(opened: OpenWorkspace, folder: Path) -> None:
    backup = opened.backups.make().backup
    opened.close()
    workspace(folder).restore(backup.path, PASSPHRASE)
    with workspace(folder).open(PASSPHRASE) as again:
        assert [b.reason for b in again.backups.all()] == ["restore", "manual"]
        assert again.backups.newest() == backup
        assert again.backups.make_if_changed() is not None


def test_a_restore_needs_the_passphrase_of_today(opened: OpenWorkspace, folder: Path) -> None:
    backup = opened.backups.make().backup
    opened.close()
    workspace(folder).vault().change_passphrase(PASSPHRASE, "heel andere losse woorden")
    with pytest.raises(WrongSecret):
        workspace(folder).restore(backup.path, PASSPHRASE)
    workspace(folder).restore(backup.path, "heel andere losse woorden")
    workspace(folder).open("heel andere losse woorden").close()


def test_a_new_computer_starts_from_a_backup_and_its_vault(opened: OpenWorkspace, folder: Path, tmp_path: Path) -> None:
    opened.backups.second = tmp_path / "stick"
    opened.backups.make()
    opened.close()
    (copy,) = found_in(tmp_path / "stick")
    new = workspace(tmp_path / "nieuw", layout=workspace(folder).layout)
    done = new.restore(copy.path, PASSPHRASE)
    assert done.aside is None
    with new.open(PASSPHRASE) as again:
        assert notes(again.database) == ["een", "twee"]


def test_a_backup_of_another_workspace_brings_its_own_vault(
    opened: OpenWorkspace, folder: Path, tmp_path: Path
) -> None:
    backup = opened.backups.make().backup
    other = workspace(tmp_path / "ander", layout=workspace(folder).layout)
    there, _ = other.create("heel andere losse woorden")
    add(there.database, "elders")
    there.close()
    with pytest.raises(WrongSecret):
        other.restore(backup.path, "heel andere losse woorden")
    done = other.restore(backup.path, PASSPHRASE)
    with other.open(PASSPHRASE) as again:
        assert notes(again.database) == ["een", "twee"]
    assert done.aside is not None
    other.restore(done.aside, "heel andere losse woorden")
    with other.open("heel andere losse woorden") as again:
        assert notes(again.database) == ["elders"]


@pytest.mark.parametrize("spoil", ["empty", "text", "cut", "bit"])
def test_a_spoiled_backup_is_refused_and_the_present_stays(opened: OpenWorkspace, folder: Path, spoil: str) -> None:
    add(opened.database, *("woord " * 300 for _ in range(50)))
    backup = opened.backups.make().backup.path
    opened.close()
    whole = backup.read_bytes()
    half = len(whole) // 2
    backup.write_bytes(
        {"empty": b"", "text": b"brief " * 5000, "cut": whole[:8192], "bit": whole[:half] + b"x" + whole[half + 1 :]}[
            spoil
        ]
    )
    with pytest.raises(Damaged):
        workspace(folder).restore(backup, PASSPHRASE)
    with workspace(folder).open(PASSPHRASE) as again:
        assert len(notes(again.database)) == 52
    assert not list(folder.glob("overstap.db?*"))


@pytest.mark.parametrize("spoil", [b"", b"brief " * 5000])
def test_a_damaged_database_is_replaced_and_kept_aside(opened: OpenWorkspace, folder: Path, spoil: bytes) -> None:
    backup = opened.backups.make().backup.path
    opened.close()
    (folder / "overstap.db").write_bytes(spoil)
    done = workspace(folder).restore(backup, PASSPHRASE)
    assert done.aside is not None
    assert done.aside.read_bytes() == spoil
    with workspace(folder).open(PASSPHRASE) as again:
        assert notes(again.database) == ["een", "twee"]


def test_a_lost_vault_comes_back_with_the_backup(opened: OpenWorkspace, folder: Path) -> None:
    backup = opened.backups.make().backup.path
    opened.close()
    (folder / "vault.json").unlink()
    workspace(folder).restore(backup, PASSPHRASE)
    with workspace(folder).open(PASSPHRASE) as again:
        assert notes(again.database) == ["een", "twee"]


def test_a_backup_of_a_newer_program_is_refused(opened: OpenWorkspace, folder: Path) -> None:
    opened.close()
    newer = workspace(folder, layout=layout(folder.with_name("nieuwe-stappen"), "0001_notes", "0002_day"))
    with newer.open(PASSPHRASE) as again:
        backup = again.backups.make().backup.path
    (older_file,) = (b for b in found_in(folder / "backups") if b.reason == "migration")
    with pytest.raises(Newer):
        workspace(folder).restore(backup, PASSPHRASE)
    workspace(folder).restore(older_file.path, PASSPHRASE)
    workspace(folder).open(PASSPHRASE).close()


def test_nothing_is_restored_while_another_process_writes(opened: OpenWorkspace, folder: Path) -> None:
    backup = opened.backups.make().backup.path
    with pytest.raises(InUse):
        workspace(folder).restore(backup, PASSPHRASE)
    opened.close()
    with pytest.raises(NotThere, match="Choose one of the list"):
        workspace(folder).restore(folder / "weg.db", PASSPHRASE)


def test_a_restore_killed_at_any_step_ends_in_the_one_or_the_other(opened: OpenWorkspace, folder: Path) -> None:
    backup = opened.backups.make().backup.path
    add(opened.database, "drie")
    opened.close()
    code = "w = workspace(Path(sys.argv[2])); go(); w.restore(Path(sys.argv[3]), PASSPHRASE)\n"
    seen = set()
    for die_at in range(1, 40):
        with workspace(folder).open(PASSPHRASE) as before:
            if "drie" not in notes(before.database):
                add(before.database, "drie")
        child = in_child(code, folder, backup, die_at=die_at)
        with workspace(folder).open(PASSPHRASE) as after:
            seen.add(tuple(notes(after.database)))
        assert not list(folder.glob("*.rest*"))
        live = (folder / "overstap.db").stat()
        assert live.st_nlink == 1, "a second name of the database in use"
        if child.returncode == 0:
            break
        assert child.returncode == -9, child.stderr
    assert seen == {("een", "twee", "drie"), ("een", "twee")}
