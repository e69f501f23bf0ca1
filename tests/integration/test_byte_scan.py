"""After a day of work no file that the program wrote can be read by whoever finds the laptop."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.desk import PASSPHRASE, CommandLine, make_template, moved_in
from tests.scripted_day import BSN, EMAIL, FIRST, MARKERS, NAME, PHONE

LISTED = "Lijstmarker"


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> tuple[CommandLine, Path]:
    """A home folder after a scripted day, and the folder where a person chose to put files."""
    home, chosen = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("chosen")
    shell = moved_in(make_template(tmp_path_factory.mktemp("template") / "werkmap"), home)
    worked = subprocess.run(
        [sys.executable, "-m", "tests.scripted_day", str(shell.folder), PASSPHRASE],
        capture_output=True, text=True, check=False, cwd=home, env=shell.environment(), timeout=100,
    )  # fmt: skip
    assert worked.returncode == -9, worked.stderr
    _by_command(shell, chosen)
    return shell, chosen


def _by_command(shell: CommandLine, chosen: Path) -> None:
    (chosen / "lijst.csv").write_text(f"Naam;E-mail\nPiet {LISTED};piet@{LISTED}.example\n", encoding="utf-8")
    [person] = [hit["id"] for hit in shell.done("find", NAME, "--json").json if hit["kind"] == "candidate"]
    shell.done("set", person, f"street={LISTED}straat")
    shell.done("import", "candidate", str(chosen / "lijst.csv"))
    shell.done("undo")
    shell.done("redo")
    shell.done("print", "blank-intake", person, "-o", str(chosen / "intake.pdf"))
    shell.done("export", person, "-o", str(chosen / "inzage.json"))
    shell.done("backup")
    shell.done("restore")
    shell.refused("find", NAME, "--workspace", str(chosen))
    shell.done("verify")


def test_no_word_of_the_day_stands_readable_in_any_file(day: tuple[CommandLine, Path]) -> None:
    shell, _ = day
    files = [path for path in shell.home.rglob("*") if path.is_file()]
    assert {"overstap.db", "vault.json", "settings.json", "crash.log", "overstap.log"} <= {path.name for path in files}
    assert [path for path in files if path.parent.name == "backups" and path.suffix == ".db"]
    found = {(str(path.relative_to(shell.home)), word) for path in files for word in _readable(path)}
    assert found == set()
    assert not [path for path in files for word in (*MARKERS, LISTED) if word.lower() in path.name.lower()]


def test_the_scan_itself_finds_what_a_person_exported(day: tuple[CommandLine, Path]) -> None:
    _, chosen = day
    assert {NAME, FIRST, EMAIL, BSN, LISTED} <= set(_readable(chosen / "inzage.json"))
    (chosen / "utf16.txt").write_bytes(f"een regel met {PHONE}".encode("utf-16-le"))
    assert PHONE in set(_readable(chosen / "utf16.txt"))


def test_no_database_and_no_backup_begins_like_plain_sqlite(day: tuple[CommandLine, Path]) -> None:
    shell, _ = day
    databases = [path for path in shell.home.rglob("*.db") if path.is_file()]
    assert len(databases) >= 3
    assert not [path for path in databases if path.read_bytes().startswith(b"SQLite format 3")]


def test_the_crashes_are_told_by_place_and_nothing_else(day: tuple[CommandLine, Path]) -> None:
    shell, _ = day
    lines = (shell.folder / "log" / "crash.log").read_text(encoding="utf-8").splitlines()
    crashes = [json.loads(line) for line in lines if line]
    assert [crash["types"] for crash in crashes] == [["builtins.ValueError", "builtins.KeyError"]] * 2
    assert all(any("_crash" in place for place in crash["places"]) for crash in crashes)


def test_nothing_is_left_in_the_folder_for_temporary_files(day: tuple[CommandLine, Path]) -> None:
    shell, _ = day
    assert [path.name for path in (shell.home / "tmp").rglob("*")] == []


def _readable(path: Path) -> Iterator[str]:
    """The words of that day that stand in a file, in any spelling of upper and lower case and in three encodings."""
    content = path.read_bytes().lower()
    for word in (*MARKERS, LISTED):
        plain = word.lower()
        if any(plain.encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
            yield word
