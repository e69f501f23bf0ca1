"""A desk with its own home folder, in which the program is run as people run it: as a process, by typed commands."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop import bootstrap
from desktop.application.candidates import register
from desktop.application.edits import add
from desktop.persistence.keys import STRONG, Hardness
from desktop.persistence.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "vier losse rare woorden"
LEAST = Hardness(STRONG.floor, seconds=0)
"""As hard as the program accepts, and no harder: each command unlocks anew."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it said with ``--json``."""
        return json.loads(self.out)


@dataclass
class CommandLine:
    """A shell at the desk."""

    home: Path
    folder: Path
    passphrase: str | None = PASSPHRASE
    extra: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str, typed: str | None = None) -> Answer:
        """Run ``overstap`` with these words; nobody sits at the keyboard."""
        done = subprocess.run(
            [sys.executable, "-m", "desktop", *words],
            input=typed, capture_output=True, text=True, check=False, timeout=100,
            cwd=self.home, env=self.environment(),
        )  # fmt: skip
        return Answer(done.returncode, done.stdout, done.stderr)

    def done(self, *words: str) -> Answer:
        """Run a command that has to work."""
        answer = self.run(*words)
        assert answer.code == 0, answer.err or answer.out
        assert "Traceback" not in answer.err
        return answer

    def refused(self, *words: str) -> str:
        """Run a command that has to be refused; the sentence."""
        answer = self.run(*words)
        assert answer.code == 1, answer.err or answer.out
        assert answer.out == ""
        assert "Traceback" not in answer.err
        return answer.err.strip()

    def environment(self) -> dict[str, str]:
        """The variables of this shell: a home of its own, and no display."""
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
        temporary = self.home / "tmp"
        temporary.mkdir(exist_ok=True)
        given = {"OVERSTAP_PASSPHRASE": self.passphrase} if self.passphrase is not None else {}
        return {
            **kept, **given, "HOME": str(self.home), "TMPDIR": str(temporary), "TEMP": str(temporary),
            "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen",
            "OVERSTAP_WORKSPACE": str(self.folder), **self.extra,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """A workspace to copy: with a partner organisation and with Bilal Yılmaz of Oefenstad, signed up by it."""

    folder: Path
    partner: str
    person: str


def make_template(folder: Path) -> Template:
    """Make that workspace."""
    opened, _ = bootstrap.create(
        Workspace(folder, hardness=LEAST),
        name="Emma Oefenaar", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=PASSPHRASE,
    )  # fmt: skip
    with opened.workspace:
        partner = add(opened.work, "organisation", None, {"name": "Mobiliteitscentrum Fictum", "kind": "other"})
        opened.store.apply(partner)
        bilal = {"first_name": "Bilal", "last_name": "Yılmaz", "phone": "0660000001", "city": "Oefenstad"}
        sign_up = register(opened.work, bilal, {"source_org": partner.created("organisation")})
        opened.store.apply(sign_up)
    return Template(folder, partner.created("organisation"), sign_up.created("candidate"))


def moved_in(template: Template, home: Path) -> CommandLine:
    """A shell on a fresh copy of the template."""
    folder = home / "werkmap"
    shutil.copytree(template.folder, folder)
    return CommandLine(home, folder)
