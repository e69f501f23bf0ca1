"""The check of an installation: a line for each part, and exit code 1 when one does not work."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from desktop.cli import self_test
from desktop.cli.context import Context
from desktop.domain.errors import Refused
from desktop.domain.said import said
from tests.journeys.desk import CommandLine


def test_a_sound_installation_passes_every_check_and_leaves_nothing_behind(tmp_path: Path) -> None:
    shell = CommandLine(tmp_path, tmp_path / "werkmap", passphrase=None)
    answer = shell.done("self-test", "--json")
    assert answer.json["failed"] == []
    assert answer.json["passed"] >= 8
    assert not (tmp_path / "werkmap").exists()
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize("failure", [Refused(said("Kan niet")), RuntimeError("library gone")])
def test_a_part_that_does_not_work_is_named_and_the_rest_is_still_checked(
    failure: Exception, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(document: object) -> bytes:
        raise failure

    monkeypatch.setattr(self_test, "render", broken)
    printed = self_test.self_test(Context(argparse.Namespace(workspace=str(tmp_path))))
    assert printed.code == 1
    assert len(printed.data["failed"]) == 1
    assert printed.data["passed"] >= 7
    assert printed.text.count("\N{BALLOT X}") == 1
