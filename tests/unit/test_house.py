"""The rules of the house, kept by the tools: style, types, layers, language. Each failure prints what the tool said."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests import catalogue

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS: dict[str, list[str]] = {
    "ruff: style and forbidden calls": ["ruff", "check", "--no-cache", "."],
    "ruff: layout": ["ruff", "format", "--check", "--no-cache", "."],
    "mypy: strict types": ["mypy"],
    "import-linter: layers": [],
}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("tool", TOOLS, ids=list(TOOLS))
def test_the_rules_of_the_house_hold(tool: str) -> None:
    words = TOOLS[tool]
    command = [sys.executable, "-m", *words] if words else [str(Path(sys.executable).with_name("lint-imports"))]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]


def test_no_message_hides_in_an_f_string_where_it_would_not_be_found() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (ROOT / "desktop").rglob("*.py")
        for joined in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in catalogue.KEYWORDS
    ]
    assert hidden == [], "Babel does not find messages inside f-strings on Python 3.11"


def test_everything_the_program_says_is_said_in_dutch() -> None:
    assert catalogue.problems() == []


def test_the_compiled_catalogue_is_the_one_that_is_written() -> None:
    assert catalogue.MO.read_bytes() == catalogue.compiled(), "run python -m tests.catalogue"
