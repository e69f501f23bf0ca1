"""Care for the workspace from the command line: making, locking, backing up, and what stands in the way of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.desk import PASSPHRASE, ROOT, CommandLine

HOLDER = (
    "import sys\n"
    "from pathlib import Path\n"
    "from desktop.persistence.workspace import Workspace\n"
    "opened = Workspace(Path(sys.argv[1])).open(sys.argv[2], kind='window')\n"
    "print('open', flush=True)\n"
    "sys.stdin.read()\n"
    "opened.close()\n"
)


@contextmanager
def open_window(folder: Path) -> Iterator[None]:
    """Another process has the workspace open, as the window does."""
    holding = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), PASSPHRASE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert holding.stdout is not None
    assert holding.stdout.readline() == b"open\n"
    try:
        yield
    finally:
        holding.communicate()


def test_init_makes_a_workspace_shows_the_recovery_key_and_never_overwrites_it(tmp_path: Path) -> None:
    shell = CommandLine(tmp_path, tmp_path / "nieuw")
    who = ("init", "--name", "Emma Oefenaar", "--desk", "Leerwerkloket Oefenstad", "--role", "counsellor")
    key = shell.done(*who, "--json").json["recovery_key"]
    assert "is al een" in shell.refused(*who)
    assert shell.done("list", "desk", "--json").json[0]["name"] == "Leerwerkloket Oefenstad"
    shell.passphrase = key
    assert "Emma Oefenaar" in shell.done("list", "user").out


def test_init_without_anybody_to_ask_says_what_to_give(tmp_path: Path) -> None:
    shell = CommandLine(tmp_path, tmp_path / "nieuw")
    assert "--name" in shell.refused("init", "--desk", "D", "--role", "counsellor")
    who = ("init", "--name", "E", "--desk", "D", "--role")
    assert "counsellor" in shell.refused(*who, "directeur")
    shell.passphrase = "kort"
    assert "12" in shell.refused(*who, "counsellor")
    assert not (tmp_path / "nieuw" / "overstap.db").exists()


def test_the_option_names_another_workspace_than_the_variable(shell: CommandLine, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elders"
    assert str(elsewhere) in shell.refused("list", "desk", "--workspace", str(elsewhere))
    assert shell.done("--workspace", str(shell.folder), "list", "desk").out
    assert not elsewhere.exists()


def test_a_wrong_passphrase_is_a_sentence_and_no_passphrase_too(shell: CommandLine) -> None:
    shell.passphrase = "niet de goede woorden"
    assert "wachtzin" in shell.refused("list", "desk").lower()
    shell.passphrase = None
    assert "OVERSTAP_PASSPHRASE" in shell.refused("list", "desk")


@pytest.mark.parametrize("words", [("vlieg",), ("show",), ("print", "intake"), ("set", "x"), ("list", "x", "--snel")])
def test_wrong_usage_ends_with_code_2(shell: CommandLine, words: tuple[str, ...]) -> None:
    answer = shell.run(*words)
    assert answer.code == 2
    assert answer.err.startswith("usage: overstap")


def test_while_the_window_is_open_one_can_read_but_not_write_and_what_is_read_is_in_the_read_log(
    shell: CommandLine, person: str
) -> None:
    with open_window(shell.folder):
        assert shell.done("find", "yil", "--json").json
        assert "Oefenstad" in shell.done("show", person).out
        for words in (("set", person, "city=Nepveen"), ("undo",), ("backup",)):
            assert "venster" in shell.refused(*words)
    shell.done("set", person, "city=Nepveen")
    assert len(shell.done("reads", person, "--json").json) == 1
    assert shell.done("verify", "--json").json["whole"]


def test_a_backup_brings_back_what_was_there_and_verify_vouches_for_it(shell: CommandLine, person: str) -> None:
    backup = shell.done("backup", "--json").json["backup"]
    shell.done("set", person, "city=Nepveen")
    aside = shell.done("restore", backup, "--json").json["aside"]
    assert Path(aside).exists()
    assert "Oefenstad" in shell.done("show", person).out
    verified = shell.done("verify", "--json").json
    assert verified["whole"]
    assert verified["changes"] > 5


def test_verify_finds_a_damaged_page_and_ends_with_code_1(shell: CommandLine, person: str) -> None:
    database = shell.folder / "overstap.db"
    content = bytearray(database.read_bytes())
    content[-4096 + 100] ^= 0xFF
    database.write_bytes(content)
    answer = shell.run("verify")
    assert answer.code == 1
    assert "Traceback" not in answer.err


def test_restoring_where_there_is_no_backup_says_so(shell: CommandLine) -> None:
    assert str(shell.folder) in shell.refused("restore")
    assert shell.refused("restore", str(shell.folder / "weg.db"))
    assert shell.done("list", "desk").out
