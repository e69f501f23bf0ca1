"""The folder of a workspace: where it is, who may read it, and what is risky about its place."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath

from desktop.application.whole_file import disk_refusals
from desktop.domain.errors import NoWorkspace
from desktop.domain.said import Said, said

LOW_SPACE = 500 * 2**20
"""Free bytes below which a notice is shown."""

_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "google-drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "stackdrive": "STACK",
}
_NETWORKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afpfs", "webdav", "davfs", "fuse.sshfs", "fuse.gvfsd-fuse"}
_DRIVE_REMOTE = 4


def default_folder() -> Path:
    """The folder of the workspace where nobody names one: in the user's own data."""
    import platformdirs

    return Path(platformdirs.user_data_dir("Overstap", appauthor=False))


def make_private(folder: Path) -> None:
    """Make a folder that only the user can look into."""
    with disk_refusals(folder.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name != "nt":  # the user's own folders on Windows are closed to others already
            folder.chmod(0o700)


def no_workspace(folder: Path) -> NoWorkspace:
    """The sentence for a folder in which there is nothing to open."""
    return NoWorkspace(
        said("There is no workspace in {folder}. Make one, or choose another folder.", folder=str(folder))
    )


def notices(folder: Path) -> Iterator[Said]:
    """What a person should know about this place; none of it stops the work."""
    if (name := synced_by(folder)) is not None:
        yield said(
            "The workspace is in a folder that {name} copies. That can damage it. Close Overstap, move {folder} to a "
            "folder on this computer only, and start Overstap again: it asks where the files are now. Overstap makes "
            "its own backups.",
            name=name,
            folder=str(folder),
        )
    if on_network(folder):
        yield said(
            "The workspace is on a network drive. When the network fails, work can be lost. Close Overstap, move "
            "{folder} to a folder on this computer, and start Overstap again: it asks where the files are now.",
            folder=str(folder),
        )
    if (free := shutil.disk_usage(folder).free) < LOW_SPACE:
        yield said("Only {free} MB is free on the disk. Make room soon: a full disk cannot save.", free=free // 10**6)


def synced_by(folder: PurePath) -> str | None:
    """The copying service whose folder this is in, or nothing."""
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        if (root := os.environ.get(variable)) and folder.is_relative_to(root):
            return "OneDrive"
    for part in folder.parts:
        for mark, name in _SYNCED.items():
            if part.casefold().startswith(mark):
                return name
    return None


def on_network(folder: Path) -> bool:
    """Whether the folder lies on another computer."""
    if folder.drive.startswith("\\\\"):
        return True
    if sys.platform == "win32":
        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\") == _DRIVE_REMOTE)
    return file_system(folder, _mounts()) in _NETWORKS


def file_system(folder: PurePath, mounts: str) -> str:
    """The kind of file system a folder lies on, by a table of mounts as Linux writes it; empty where unknown."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        _, at, found, *_ = line.split(" ")
        at = at.encode().decode("unicode_escape")
        if folder.is_relative_to(at) and len(at) > best:
            best, kind = len(at), found
    return kind


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8")
    except OSError:
        return ""  # not Linux: the network cannot be told from the path


def forbid_memory_dumps() -> None:
    """No core dump and no other program of this user may read the memory that holds the key, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE
