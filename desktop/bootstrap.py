"""Wires the parts together; the only module that knows every concrete class, with the command line.

Nothing here imports Qt at the top: the command line uses the same store and use cases as the window.
"""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.application.settings import Settings, SettingsFile
from desktop.domain.errors import Damaged
from desktop.domain.said import N_, said

if TYPE_CHECKING:
    from desktop.application.caseload import CaseloadQuery
    from desktop.application.ports import User, Work
    from desktop.persistence.lock import Kind
    from desktop.persistence.store import LocalStore
    from desktop.persistence.workspace import OpenWorkspace, Workspace

FOLDER = "OVERSTAP_WORKSPACE"
"""The variable that names the workspace folder, where no option does."""

_USER, _DEVICE = "user", "device"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open workspace with everything the use cases need."""

    workspace: OpenWorkspace
    store: LocalStore
    caseload: CaseloadQuery
    work: Work

    def close(self) -> None:
        """Lock the workspace."""
        self.workspace.close()


def workspace(folder: Path | None = None) -> Workspace:
    """The workspace in this folder, or the one the environment names, or the one of this person's account."""
    from desktop.persistence.place import default_folder
    from desktop.persistence.workspace import Workspace

    named = os.environ.get(FOLDER)
    return Workspace(folder or (Path(named) if named else default_folder()))


def settings(of: Workspace) -> Settings:
    """The plain settings of a workspace."""
    return Settings(SettingsFile(of.settings_path))


def create(
    of: Workspace, *, name: str, desk: str, role: str, passphrase: str, kind: Kind = "command"
) -> tuple[Opened, str]:
    """Make a workspace with its desk and user; also the recovery key, to be shown once."""
    from desktop.application.computer import TimedIds
    from desktop.application.founding import found

    founding, user = found(TimedIds(), name=name, desk=desk, role=role)
    opened, recovery = of.create(passphrase, kind)
    try:
        store = _store(opened, user, str(uuid.uuid4()))
        store.remember(_DEVICE, store.device)
        store.remember(_USER, user.id)
        store.apply(founding)
    except BaseException:
        opened.close()
        raise
    return _opened(opened, store), recovery


def open_for_work(of: Workspace, secret: str, kind: Kind = "command") -> Opened:
    """Open a workspace as the one writer."""
    return _known(of.open(secret, kind))


def open_to_read(of: Workspace, secret: str) -> Opened:
    """Open a workspace for reading only; writes are refused with the sentence that says who writes."""
    return _known(of.read(secret))


def _known(opened: OpenWorkspace) -> Opened:
    from desktop.application.ports import User
    from desktop.domain.records import User as Colleague
    from desktop.persistence.reader import StoreReader

    try:
        reader = StoreReader(opened.database.reading)
        device, colleague = reader.recall(_DEVICE), reader.find_one(Colleague, reader.recall(_USER))
        if device is None or colleague is None:
            raise Damaged(
                said(
                    N_(
                        "This workspace does not say whose it is: making it was cut off. Restore a backup or make another."
                    )
                )
            )
        user = User(colleague.id, colleague.name or "", colleague.role or "counsellor", colleague.desk or "")
        return _opened(opened, _store(opened, user, device))
    except BaseException:
        opened.close()
        raise


def _store(opened: OpenWorkspace, user: User, device: str) -> LocalStore:
    from desktop.application.computer import ComputerClock, TimedIds
    from desktop.persistence.functions import Capture
    from desktop.persistence.store import LocalStore

    capture = Capture()
    opened.database.on_writer(capture.install)
    database = opened.database
    return LocalStore(database.reading, database.writing, capture, ComputerClock(), TimedIds(), user, device)


def _opened(opened: OpenWorkspace, store: LocalStore) -> Opened:
    from desktop.application.computer import ComputerClock, TimedIds
    from desktop.application.ports import Work
    from desktop.persistence.lists import Caseload

    work = Work(store, ComputerClock(), TimedIds(), store.user)
    return Opened(opened, store, Caseload(opened.database.reading), work)
