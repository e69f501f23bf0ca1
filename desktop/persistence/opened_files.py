"""Files of a dossier that another program shows: copies in a folder of their own, gone when the workspace locks."""

from __future__ import annotations

import contextlib
import os
import stat
import uuid
from pathlib import Path

from desktop.application.whole_file import disk_refusals
from desktop.persistence.place import make_private

_READ_ONLY = 0o400
"""What is changed in the other program would be lost, so it may not be changed."""


class OpenedFiles:
    """Implements the port `desktop.ui.shell.session.OpenedFiles`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, data: bytes) -> Path:
        """A private copy that cannot be changed; each in a folder of its own, so that two of one name stand."""
        make_private(self._folder)
        place = self._folder / uuid.uuid4().hex
        make_private(place)
        path = place / name
        with disk_refusals(place):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _READ_ONLY)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
        return path

    def empty(self) -> int:
        """Remove all of them; how many another program still holds: those go at the next start."""
        left = 0
        for path in sorted(self._folder.rglob("*"), reverse=True):  # what is in a folder before the folder
            try:
                if path.is_dir() and not path.is_symlink():
                    path.rmdir()
                else:
                    with contextlib.suppress(OSError):
                        path.chmod(stat.S_IWRITE | stat.S_IREAD)  # Windows removes no file that is read only
                    path.unlink(missing_ok=True)
            except OSError:
                left += not path.is_dir()
        return left
