"""The program is killed while somebody types in its window: the draft is there at the next start, but for a moment."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop import bootstrap
from desktop.application.candidates import register
from desktop.domain.changes import Action, Create
from desktop.domain.records import Traject
from desktop.persistence.workspace import Workspace
from tests.kill_worker import FAST
from tests.typing_worker import PASSPHRASE

TYPED = 120
"""So many keys, five seconds without a pause, before the program is killed."""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Files with one person in them."""
    space = Workspace(tmp_path / "werkmap", hardness=FAST)
    opened, _ = bootstrap.create(
        space, name="Emma Oefenaar", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=PASSPHRASE
    )
    work = bootstrap.session(opened).work
    uwv = work.ids.new()
    opened.store.apply(Action("Partner", (Create("organisation", uwv, None, {"name": "UWV Oefenstad"}),)))
    person = {"first_name": "Bilal", "last_name": "Proef", "city": "Oefenstad", "phone": "0612345678"}
    opened.store.apply(register(work, person, {"source_org": uwv}))
    opened.close()
    return space.folder


@pytest.mark.long
def test_a_killed_window_loses_the_last_second_of_typing_at_most(workspace: Path) -> None:
    command = [sys.executable, "-m", "tests.typing_worker", str(workspace)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        when = []
        for line in window.stdout:
            when.append(float(line.split()[1]))
            if len(when) == TYPED:
                break
        window.kill()
        killed = time.monotonic()
        window.wait()
    old_enough = sum(killed - at > 1 for at in when)
    opened = bootstrap.open_for_work(Workspace(workspace, hardness=FAST), PASSPHRASE)
    (case,) = opened.store.where(Traject)
    kept = opened.store.drafts(case.id)["note.body"].text
    opened.close()
    assert ("abcdefghijklmnopqrstuvwxyz" * TYPED).startswith(kept)
    assert old_enough > TYPED / 2
    assert len(kept) >= old_enough
