"""The workspace: making, opening, refusing, and coming back after a crash."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.errors import Damaged, InUse, Invalid, Newer, NoRoom, NoWorkspace, Refused, WrongSecret
from desktop.domain.said import Said
from desktop.persistence.engine import create_file
from desktop.persistence.integrity import verify
from desktop.persistence.keys import Vault
from desktop.persistence.migrate import Layout
from desktop.persistence.workspace import OpenWorkspace, Workspace
from tests.integration.small_workspace import (
    FAST,
    PASSPHRASE,
    add,
    in_child,
    layout,
    make_read_only,
    notes,
    small_disk,
    workspace,
)

HOLDING = (
    "w = workspace(Path(sys.argv[2]))\n"
    "opened = w.open(PASSPHRASE, sys.argv[3])\n"
    "add(opened.database, 'van het andere proces')\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "werkruimte"


@pytest.fixture
def opened(folder: Path) -> Iterator[OpenWorkspace]:
    opened, _ = workspace(folder).create(PASSPHRASE)
    yield opened
    opened.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def without_lock(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name != "lock"}


def test_what_was_made_opens_with_both_secrets_and_holds_what_was_written(folder: Path) -> None:
    assert not workspace(folder).exists()
    made, recovery = workspace(folder).create(PASSPHRASE)
    add(made.database, "een", "luid twee")
    made.close()
    assert workspace(folder).exists()
    for secret in (PASSPHRASE, recovery):
        with workspace(folder).open(secret) as again:
            assert notes(again.database) == ["een", "LUID TWEE"]


def test_only_the_user_may_look_into_the_folder(opened: OpenWorkspace) -> None:
    opened.backups.make()
    for path in (opened.workspace.folder, *opened.workspace.folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_weak_passphrase_makes_nothing_that_can_be_opened(folder: Path) -> None:
    with pytest.raises(Invalid):
        workspace(folder).create("welkom")
    assert not workspace(folder).exists()
    workspace(folder).create(PASSPHRASE)[0].close()


def test_a_second_workspace_is_not_made_over_the_first(opened: OpenWorkspace, folder: Path) -> None:
    opened.close()
    before = contents(folder)
    with pytest.raises(Refused, match="already a workspace"):
        workspace(folder).create(PASSPHRASE)
    assert contents(folder) == before


def test_where_only_backups_are_left_nothing_new_is_made(opened: OpenWorkspace, folder: Path) -> None:
    opened.backups.make()
    opened.close()
    (folder / "overstap.db").unlink()
    assert workspace(folder).exists()
    with pytest.raises(Damaged, match="Restore the newest backup"):
        workspace(folder).open(PASSPHRASE)
    with pytest.raises(Refused):
        workspace(folder).create(PASSPHRASE)
    assert not (folder / "overstap.db").exists()


def test_an_empty_folder_is_no_workspace_and_stays_empty(tmp_path: Path) -> None:
    for opening in (workspace(tmp_path / "leeg").open, workspace(tmp_path / "leeg").read):
        with pytest.raises(NoWorkspace, match="Make one"):
            opening(PASSPHRASE)
    assert not (tmp_path / "leeg").exists()


def test_a_missing_vault_is_named_and_can_be_put_back(opened: OpenWorkspace, folder: Path) -> None:
    add(opened.database, "een")
    opened.close()
    (folder / "vault.json").rename(folder / "elders.json")
    before = without_lock(contents(folder))
    with pytest.raises(NoWorkspace, match=r"vault\.json is missing"):
        workspace(folder).open(PASSPHRASE)
    assert without_lock(contents(folder)) == before
    (folder / "elders.json").rename(folder / "vault.json")
    with workspace(folder).open(PASSPHRASE) as again:
        assert notes(again.database) == ["een"]


@pytest.mark.parametrize("content", [b"", b"Beste collega,\n" * 900])
def test_a_spoiled_database_is_refused_and_kept(opened: OpenWorkspace, folder: Path, content: bytes) -> None:
    opened.close()
    (folder / "overstap.db").write_bytes(content)
    for opening in (workspace(folder).open, workspace(folder).read):
        with pytest.raises(Damaged):
            opening(PASSPHRASE)
    assert (folder / "overstap.db").read_bytes() == content
    assert not list(folder.glob("overstap.db?*"))


def test_a_database_without_tables_is_damage_and_not_a_new_beginning(opened: OpenWorkspace, folder: Path) -> None:
    key = opened.workspace.vault().unlock(PASSPHRASE)
    opened.close()
    (folder / "overstap.db").unlink()
    create_file(folder / "overstap.db", key)
    before = (folder / "overstap.db").read_bytes()
    for opening in (workspace(folder).open, workspace(folder).read):
        with pytest.raises(Damaged):
            opening(PASSPHRASE)
    assert (folder / "overstap.db").read_bytes() == before


def test_a_wrong_passphrase_leaves_the_workspace_free(opened: OpenWorkspace, folder: Path) -> None:
    opened.close()
    with pytest.raises(WrongSecret):
        workspace(folder).open("vier andere rare woorden")
    workspace(folder).open(PASSPHRASE).close()


@pytest.mark.parametrize(("kind", "sentence"), [("window", "open in a window"), ("command", "A command of Overstap")])
def test_while_another_process_writes_reading_works_and_writing_is_refused(
    opened: OpenWorkspace, folder: Path, kind: str, sentence: str
) -> None:
    opened.close()
    here = workspace(folder)
    with here.open(PASSPHRASE, "window" if kind == "window" else "command") as holder:
        add(holder.database, "een")
        child = in_child(
            "w = workspace(Path(sys.argv[2]))\n"
            "read = w.read(PASSPHRASE)\n"
            "print(notes(read.database))\n"
            "for attempt in (lambda: add(read.database, 'nee'), lambda: w.open(PASSPHRASE)):\n"
            "    try: attempt()\n"
            "    except Exception as refused: print(type(refused).__name__, refused)\n"
            "read.close()\n",
            folder,
        )
        assert child.stderr == ""
        read, written, second = child.stdout.splitlines()
        assert read == "['een']"
        assert written.startswith("InUse")
        assert second.startswith("InUse")
        assert sentence in written
        assert sentence in second
        add(holder.database, "twee")
        assert notes(holder.database) == ["een", "twee"]


def test_a_killed_process_frees_the_workspace_and_its_commits_are_there(opened: OpenWorkspace, folder: Path) -> None:
    opened.close()
    child = in_child(HOLDING + "os.kill(os.getpid(), 9)\n", folder, "window")
    assert child.returncode == -9
    with workspace(folder).open(PASSPHRASE) as again:
        assert notes(again.database) == ["van het andere proces"]


def test_after_a_crash_the_file_is_checked_before_it_is_used(opened: OpenWorkspace, folder: Path) -> None:
    add(opened.database, *("woord " * 200 for _ in range(100)))
    opened.close()
    in_child(HOLDING + "opened.database.close(); os.kill(os.getpid(), 9)\n", folder, "window")
    database = folder / "overstap.db"
    whole = bytearray(database.read_bytes())
    whole[len(whole) // 2] ^= 1
    database.write_bytes(whole)
    for _ in range(2):
        with pytest.raises(Damaged, match="restore the newest backup"):
            workspace(folder).open(PASSPHRASE)
    assert database.read_bytes() == whole


def test_in_order_the_structure_is_checked_once_a_week(folder: Path) -> None:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    checked = []
    for days in (0, 1, 6, 7, 8, 3000, -400):
        there = workspace(folder, now=lambda days=days: now + timedelta(days=days))
        (there.open(PASSPHRASE) if there.exists() else there.create(PASSPHRASE)[0]).close()
        checked.append(json.loads((folder / "checked.json").read_text())["structure"][:10])
    assert checked == ["2026-03-02"] * 3 + ["2026-03-09"] * 2 + [
        str((now + timedelta(days=d)).date()) for d in (3000, -400)
    ]


def test_a_spoiled_check_date_only_means_checking_again(opened: OpenWorkspace, folder: Path) -> None:
    opened.close()
    for content in ("", "[1]", '{"structure": 7}', '{"structure": "gisteren"}'):
        (folder / "checked.json").write_text(content)
        workspace(folder).open(PASSPHRASE).close()
        assert json.loads((folder / "checked.json").read_text())["structure"].startswith("20")


def steps(folder: Path, *names: str, **more: str) -> Layout:
    return layout(folder.with_name("andere-stappen"), *names, **more)


def columns(opened: OpenWorkspace) -> list[str]:
    with opened.database.reading() as connection:
        return [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(note)")]


def test_a_newer_program_brings_the_file_up_to_date_after_a_backup(opened: OpenWorkspace, folder: Path) -> None:
    add(opened.database, "oud")
    opened.close()
    newer = workspace(folder, layout=steps(folder, "0001_notes", "0002_day"))
    with newer.open(PASSPHRASE) as again:
        assert again.database.version == 2
        assert columns(again) == ["id", "text", "day"]
        add(again.database, "luid nieuw")
        assert notes(again.database) == ["oud", "LUID NIEUW"]
        (backup,) = again.backups.all()
        assert backup.reason == "migration"
    assert [b.reason for b in newer.open(PASSPHRASE).backups.all()] == ["migration"]


def test_reading_an_older_file_brings_it_up_to_date_too(opened: OpenWorkspace, folder: Path) -> None:
    add(opened.database, "oud")
    newer = workspace(folder, layout=steps(folder, "0001_notes", "0002_day"))
    with pytest.raises(InUse):
        newer.read(PASSPHRASE)
    opened.close()
    with newer.read(PASSPHRASE) as read:
        assert notes(read.database) == ["oud"]
        assert columns(read) == ["id", "text", "day"]


def test_an_older_program_refuses_the_file_of_a_newer_one(opened: OpenWorkspace, folder: Path) -> None:
    opened.close()
    workspace(folder, layout=steps(folder, "0001_notes", "0002_day")).open(PASSPHRASE).close()
    before = contents(folder)
    with pytest.raises(Newer):
        workspace(folder).open(PASSPHRASE)
    assert contents(folder) == before


@pytest.mark.parametrize(
    "step",
    [
        "op.add_column('note', sa.Column('a', sa.Text)); os.kill(os.getpid(), 9)",
        "op.execute(\"UPDATE note SET text = 'weg'\"); os.kill(os.getpid(), 9)",
        "op.rename_table('note', 'aantekening'); os.kill(os.getpid(), 9)",
    ],
)
def test_a_kill_during_an_upgrade_leaves_the_old_version(opened: OpenWorkspace, folder: Path, step: str) -> None:
    add(opened.database, "oud")
    opened.close()
    steps(folder, "0001_notes", "0002_day", _0003_killed=step)
    child = in_child(
        "w = Workspace(Path(sys.argv[2]), hardness=FAST,"
        " layout=Layout(Path(sys.argv[3]), *[getattr(workspace(Path(sys.argv[2])).layout, a)"
        " for a in ('setup', 'install')]))\n"
        "w.open(PASSPHRASE)\n",
        folder,
        folder.with_name("andere-stappen"),
    )
    assert child.returncode == -9, child.stderr
    with workspace(folder).open(PASSPHRASE) as again:
        assert again.database.version == 1
        assert columns(again) == ["id", "text"]
        add(again.database, "luid nieuw")
        assert notes(again.database) == ["oud", "LUID NIEUW"]
        assert [b.reason for b in again.backups.all()] == ["migration"]


def test_a_step_that_fails_leaves_the_old_version(opened: OpenWorkspace, folder: Path) -> None:
    add(opened.database, "oud")
    opened.close()
    failing = steps(folder, "0001_notes", "0002_day", _0003_fails="op.drop_column('note', 'text'); raise KeyError")
    with pytest.raises(KeyError):
        workspace(folder, layout=failing).open(PASSPHRASE)
    with workspace(folder).open(PASSPHRASE) as again:
        assert notes(again.database) == ["oud"]


def test_what_every_workspace_begins_with_is_there_or_there_is_no_workspace(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        workspace(folder).create(PASSPHRASE, fill=lambda database: add(database, str(1 // 0)))
    assert not workspace(folder).exists()
    made, _ = workspace(folder).create(PASSPHRASE, fill=lambda database: add(database, "begin"))
    assert notes(made.database) == ["begin"]
    made.close()


def test_a_kill_while_making_leaves_a_whole_workspace_or_none(tmp_path: Path) -> None:
    code = "workspace(Path(sys.argv[2])); go(); workspace(Path(sys.argv[2])).create(PASSPHRASE)[0].close()\n"
    killed = 0
    for die_at in range(1, 30):
        folder = tmp_path / f"w{die_at}"
        child = in_child(code, folder, die_at=die_at)
        there = workspace(folder)
        (there.open(PASSPHRASE) if there.exists() else there.create(PASSPHRASE)[0]).close()
        assert not list(folder.glob("*.new*"))
        if child.returncode == 0:
            break
        killed += 1
    assert killed >= 3


def test_locking_leaves_nothing_open_and_one_file(opened: OpenWorkspace, folder: Path) -> None:
    add(opened.database, "een")
    opened.close()
    held = [os.path.realpath(fd) for fd in Path("/proc/self/fd").iterdir()]
    assert not [path for path in held if str(folder) in path]
    assert not list(folder.glob("overstap.db?*"))


def test_the_memory_of_the_program_is_dumped_nowhere(opened: OpenWorkspace, folder: Path) -> None:
    opened.close()
    child = in_child(
        "import resource, ctypes\n"
        "workspace(Path(sys.argv[2])).open(PASSPHRASE).close()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n",
        folder,
    )
    assert child.stdout == "0 0\n"


def test_no_word_of_the_content_is_in_any_file_of_a_working_day(opened: OpenWorkspace, folder: Path) -> None:
    add(opened.database, *(f"Zonnebloem {n}" for n in range(300)))
    opened.backups.make()
    during = contents(folder)
    opened.close()
    Vault(folder / "vault.json", FAST).change_passphrase(PASSPHRASE, "heel andere losse woorden")
    for files in (during, contents(folder)):
        for name, content in files.items():
            for word in (b"Zonnebloem", b"CREATE TABLE", b"SQLite format", PASSPHRASE.encode()):
                assert word not in content, name


def test_a_full_disk_while_making_says_so_and_making_works_after(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1) as disk:
        there = workspace(disk / "w", layout=layout(tmp_path / "steps"))
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(1_020_000))
        with pytest.raises(NoRoom, match="disk is full"):
            there.create(PASSPHRASE)
        assert not there.exists()
        ballast.unlink()
        there.create(PASSPHRASE)[0].close()
        assert there.exists()


def test_a_read_only_folder_says_so(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4) as disk:
        there = workspace(disk / "w", layout=layout(tmp_path / "steps"))
        there.create(PASSPHRASE)[0].close()
        make_read_only(disk)
        with pytest.raises(NoRoom, match="may not write"):
            there.open(PASSPHRASE)


def test_little_room_on_the_disk_is_told_and_stops_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 40) as disk:
        opened, _ = workspace(disk / "w", layout=layout(tmp_path / "steps")).create(PASSPHRASE)
        assert [str(n) for n in opened.notices if "free on the disk" in str(n)]
        assert all(isinstance(n, Said) for n in opened.notices)
        opened.close()


def test_a_workspace_opens_in_any_order_of_processes(folder: Path) -> None:
    made, _ = Workspace(folder, hardness=FAST, layout=layout(folder.with_name("s"))).create(PASSPHRASE, "window")
    holder = made.workspace.lock.holder()
    assert holder is not None
    assert (holder.pid, holder.kind) == (os.getpid(), "window")
    made.close()
    assert made.workspace.lock.holder() is None


def test_the_long_check_finds_what_was_damaged_while_the_file_was_open(opened: OpenWorkspace, folder: Path) -> None:
    add(opened.database, *("woord " * 200 for _ in range(300)))
    opened.close()
    with workspace(folder).open(PASSPHRASE) as again:
        assert verify(again.database) == []
        with (folder / "overstap.db").open("r+b") as file:
            file.seek(20 * 4096 + 100)
            file.write(b"x")
        assert "Page 21 of the database is damaged." in map(str, verify(again.database))


def test_the_newest_backup_is_read_through_once_a_month(folder: Path) -> None:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    opened, _ = workspace(folder, now=lambda: now).create(PASSPHRASE)
    opened.check_newest_backup()
    newest = opened.backups.make().backup
    now += timedelta(days=30)
    opened.check_newest_backup()
    assert opened.workspace.checked_on(newest) == now
    newest.path.write_bytes(b"")
    now += timedelta(days=29)
    opened.check_newest_backup()
    assert opened.workspace.checked_on(newest) == now - timedelta(days=29)
    now += timedelta(days=1)
    with pytest.raises(Damaged):
        opened.check_newest_backup()
    opened.close()


def test_the_lock_screen_does_not_wait_for_the_database_library(opened: OpenWorkspace, folder: Path) -> None:
    opened.close()
    code = (
        "import sys; from pathlib import Path; from desktop.persistence.workspace import Workspace\n"
        "print(Workspace(Path(sys.argv[1])).exists(), {'sqlalchemy', 'alembic', 'keyring'} & set(sys.modules))\n"
    )
    child = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout == "True set()\n"
