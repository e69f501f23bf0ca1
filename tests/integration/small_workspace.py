"""A workspace with one small table of its own, so that these tests are about files and keys and not about records."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from desktop.persistence.engine import Database
from desktop.persistence.keys import Cost, Hardness
from desktop.persistence.migrate import Layout
from desktop.persistence.workspace import Workspace

FAST = Hardness(Cost(m=8, t=1, p=1), seconds=0)
PASSPHRASE = "vier losse rare woorden"
STEPS = {
    "0001_notes": "op.create_table('note', sa.Column('id', sa.Integer, primary_key=True), sa.Column('text', sa.Text))",
    "0002_day": "with op.batch_alter_table('note') as note: note.add_column(sa.Column('day', sa.Text))",
}


def layout(folder: Path, *names: str, **steps: str) -> Layout:
    """The first step, or these steps of `STEPS`, and others given as ``_0003_name="python"``."""
    versions = folder / "versions"
    versions.mkdir(parents=True, exist_ok=True)
    wanted = {name: STEPS[name] for name in names or ("0001_notes",)} | {n.lstrip("_"): s for n, s in steps.items()}
    previous: str | None = None
    for name, body in sorted(wanted.items()):
        (versions / f"{name}.py").write_text(
            f"import os\nimport sqlalchemy as sa\nfrom alembic import op\nrevision = {name[:4]!r}\n"
            f"down_revision = {previous!r}\ndef upgrade():\n    {body}\n"
        )
        previous = name[:4]
    return Layout(folder, _functions, _triggers)


def workspace(folder: Path, **rest: Any) -> Workspace:
    """A small workspace in ``folder``; its steps lie beside it unless a layout is given."""
    rest.setdefault("layout", layout(folder.with_name(folder.name + "-steps")))
    return Workspace(folder, hardness=FAST, **rest)


def add(database: Database, *texts: str) -> None:
    """Write notes, each in a transaction of its own."""
    for text in texts:
        with database.writing() as connection:
            connection.execute(sa.text("INSERT INTO note(text) VALUES (:text)"), {"text": text})


def notes(database: Database) -> list[str]:
    """The notes in order."""
    with database.reading() as connection:
        return list(connection.execute(sa.text("SELECT text FROM note ORDER BY id")).scalars())


def in_child(code: str, *arguments: object, die_at: int = 0) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own; ``die_at`` kills it at its so-many-th rename, link or removal of a file."""
    killer = (
        "import os, sys\n"
        "left = [int(sys.argv[1])]\n"
        "def hook(event, args):\n"
        "    if event in ('os.rename', 'os.link', 'os.remove'):\n"
        "        left[0] -= 1\n"
        "        if left[0] == 0: os.kill(os.getpid(), 9)\n"
        "from pathlib import Path\n"
        "from tests.integration.small_workspace import *\n"
        "def go(): sys.addaudithook(hook)\n"
    )
    return subprocess.run(
        [sys.executable, "-c", killer + code, str(die_at), *map(str, arguments)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip


@contextlib.contextmanager
def small_disk(at: Path, megabytes: int) -> Iterator[Path]:
    """A real disk of a few megabytes; skips where this user may not make one."""
    at.mkdir()
    made = os.name == "posix" and sys.platform == "linux" and os.geteuid() == 0
    if not made or _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(at)) != 0:
        pytest.skip("making a small disk needs root on Linux")
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


def make_read_only(disk: Path) -> None:
    """From now on, nothing can be written on a `small_disk`, not even by root."""
    if _mount("-o", "remount,ro", str(disk)) != 0:
        pytest.skip("this disk cannot be made read-only")


def _mount(*arguments: str) -> int:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode


def _functions(connection: Any) -> None:
    connection.create_function("shout", 1, lambda text: text.upper() if text else text, deterministic=True)


def _triggers(connection: sa.Connection) -> None:
    connection.exec_driver_sql(
        "CREATE TRIGGER shouted AFTER INSERT ON note WHEN new.text LIKE 'luid %' "
        "BEGIN UPDATE note SET text = shout(new.text) WHERE id = new.id; END"
    )
