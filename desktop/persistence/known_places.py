"""Where this account had its workspaces, in a plain file of its own: a workspace that was moved is found again.

It holds folders and nothing else, so that the first screen can say that files are gone instead of welcoming somebody.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.application.whole_file import disk_refusals, write_whole
from desktop.domain.errors import NoWorkspace
from desktop.domain.said import Said, said

if TYPE_CHECKING:
    from desktop.persistence.workspace import Workspace

_SEEN, _MOVED = "seen", "moved"


def known_places() -> KnownPlaces:
    """Those of this account, in a folder that nobody moves along with a workspace."""
    import platformdirs

    return KnownPlaces(Path(platformdirs.user_config_dir("OverstapPlaces", appauthor=False)) / "places.json")


class KnownPlaces:
    """The folders in which a workspace was opened, and where one that was moved is now."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def has_seen(self, folder: Path) -> bool:
        """Whether a workspace was opened here before."""
        return str(folder.absolute()) in self._read(_SEEN)

    def saw(self, folder: Path) -> None:
        """A workspace was opened here."""
        if not self.has_seen(folder):
            self._write(_SEEN, str(folder.absolute()), "")

    def followed(self, of: Workspace) -> Workspace:
        """The workspace that is asked for: in its folder, or where a person said that it went."""
        moved, there = self._read(_MOVED), of
        while not there.exists() and (to := moved.pop(str(there.folder.absolute()), "")):
            there = of.at(Path(to))
        return there

    def move(self, folder: Path, to: Path) -> None:
        """Who asks for this folder means the other one from now on."""
        self._write(_MOVED, str(folder.absolute()), str(to.absolute()))

    def _all(self) -> dict[str, object]:
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _read(self, what: str) -> dict[str, str]:
        found = self._all().get(what)
        return {str(at): str(to) for at, to in found.items()} if isinstance(found, dict) else {}

    def _write(self, what: str, folder: str, value: str) -> None:
        with disk_refusals(self._path.parent):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        whole = {_SEEN: self._read(_SEEN), _MOVED: self._read(_MOVED)}
        whole[what][folder] = value
        write_whole(self._path, json.dumps(whole, indent=1, ensure_ascii=False, sort_keys=True).encode())


def found_at(of: Workspace, folder: Path) -> Workspace:
    """The workspace in a folder that a person points at, or in the one folder inside it; `NoWorkspace` says why not."""
    there = of.at(folder)
    if there.exists():
        if not there.vault_path.exists():
            raise NoWorkspace(_without_vault(folder))
        return there
    if folder.name == there.backups_folder.name and of.at(folder.parent).exists():
        return found_at(of, folder.parent)
    try:
        inside = [of.at(each) for each in folder.iterdir() if each.is_dir()] if folder.is_dir() else []
        found = [each for each in inside if each.exists()]
        if len(found) == 1:
            return found_at(of, found[0].folder)
        raise NoWorkspace(_why_not(folder, found))
    except OSError as error:
        raise NoWorkspace(_closed(folder)) from error


def _why_not(folder: Path, found: list[Workspace]) -> Said:
    at = str(folder)
    if found:
        names = ", ".join(sorted(each.folder.name for each in found))
        return said(
            "There is more than one workspace in {folder}. Choose one of these folders in it: {names}.",
            folder=at,
            names=names,
        )
    if folder.is_file():
        return said("{folder} is a file. Choose the folder of the workspace: “overstap.db” is in it.", folder=at)
    if not folder.exists():
        return said(
            "There is no folder {folder}. Look whether the name is right, and whether the USB stick or the network "
            "drive is connected.",
            folder=at,
        )
    if not any(folder.iterdir()):
        return said("The folder {folder} is empty. Choose the folder with the file “overstap.db” in it.", folder=at)
    return said(
        "There are other things in {folder}, and no workspace. Choose the folder with the file “overstap.db” in it.",
        folder=at,
    )


def _closed(folder: Path) -> Said:
    return said(
        "Overstap may not look into the folder {folder}. Ask your administrator for permission, or choose another "
        "folder.",
        folder=str(folder),
    )


def _without_vault(folder: Path) -> Said:
    return said(
        "In {folder} the file “vault.json” is missing: without it nothing there can be opened. Move it along too, or "
        "put a backup back.",
        folder=str(folder),
    )
