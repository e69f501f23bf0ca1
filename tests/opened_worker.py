"""Opens a file of a dossier for another program and is then killed: ``python -m tests.opened_worker FOLDER``."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from desktop import bootstrap
from desktop.persistence.workspace import Workspace
from tests.integration.small_workspace import FAST, PASSPHRASE

if __name__ == "__main__":
    space = Workspace(Path(sys.argv[1]), hardness=FAST)
    opened, _ = bootstrap.create(space, name="Emma Bakker", desk="Oefenstad", role="counsellor", passphrase=PASSPHRASE)
    session = bootstrap.session(opened)
    print(session.files.put("cv.pdf", b"%PDF-1.7 secret"), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
