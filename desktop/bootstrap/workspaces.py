"""Opening and making a workspace, for the window and the command line alike."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.application.settings import Settings, SettingsFile
from desktop.domain.errors import Damaged
from desktop.domain.said import N_, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.application.caseload import CaseloadQuery
    from desktop.application.connection import Connection
    from desktop.application.ports import Clock, User, Work
    from desktop.persistence.engine import Database
    from desktop.persistence.keys import DataKey
    from desktop.persistence.lock import Kind
    from desktop.persistence.store import LocalStore
    from desktop.persistence.workspace import OpenWorkspace, Workspace


FOLDER = "OVERSTAP_WORKSPACE"
"""The variable that names the workspace folder, where no option does."""

_USER, _DEVICE = "user", "device"


@contextmanager
def closed_where_it_fails(opened: Opened | OpenWorkspace) -> Iterator[None]:
    """What is done with an open workspace before somebody has it; where that fails, its lock does not stay."""
    try:
        yield
    except BaseException:
        opened.close()
        raise


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
    """The workspace in this folder, or the one the environment names, or the one of this person's account.

    One that is not there any more is looked for where a person said that it went.
    """
    from desktop.persistence.place import default_folder
    from desktop.persistence.workspace import Workspace

    named = os.environ.get(FOLDER)
    there = Workspace(folder or (Path(named) if named else default_folder()))
    if there.exists():
        return there
    from desktop.persistence.known_places import known_places

    return known_places().followed(there)


def settings(of: Workspace) -> Settings:
    """The plain settings of a workspace."""
    return Settings(SettingsFile(of.settings_path))


def create(
    of: Workspace,
    *,
    name: str,
    desk: str,
    role: str,
    passphrase: str,
    kind: Kind = "command",
    clock: Clock | None = None,
    joining: Connection | None = None,
) -> tuple[Opened, str]:
    """Make a workspace with its desk and user; also the recovery key, to be shown once.

    ``clock`` is the computer's unless practice town brings its own; ``joining`` a desk, the desk is there already.
    """
    import uuid

    from desktop.application.computer import TimedIds
    from desktop.application.founding import found, join

    number = uuid.uuid4()
    device = str(number)
    # each device gives out numbers of a block of its own, so that two laptops without network never give the same
    founding, user = (
        found(TimedIds(), name=name, desk=desk, role=role, number_block=number.int % 100)
        if joining is None
        else join(joining, number.int % 100)
    )

    def fill(database: Database) -> None:
        store = _store(database, user, device, clock)
        store.remember(_DEVICE, device)
        store.remember(_USER, user.id)
        store.apply(founding)

    opened, recovery = of.create(passphrase, kind, fill)
    return _opened(opened, _store(opened.database, user, device, clock), clock), recovery


def open_for_work(of: Workspace, secret: str | DataKey, kind: Kind = "command", clock: Clock | None = None) -> Opened:
    """Open a workspace as the one writer; ``clock`` as in `create`."""
    from desktop.persistence.erasure import erase_again

    opened = _known(of.open(secret, kind), clock)
    with closed_where_it_fails(opened):
        erase_again(opened.store)
        return _within_lease(opened, secret)


def open_to_read(of: Workspace, secret: str) -> Opened:
    """Open a workspace for reading only; writes are refused with the sentence that says who writes."""
    from desktop.persistence.erasure import came_back

    opened = _known(of.read(secret))
    with closed_where_it_fails(opened):
        back = came_back(opened.store)
    if back:
        opened.close()
        open_for_work(of, secret).close()
        opened = _known(of.read(secret))
    with closed_where_it_fails(opened):
        return _within_lease(opened, secret, contact=False)


def _within_lease(opened: Opened, secret: str | DataKey, *, contact: bool = True) -> Opened:
    """Refuse where this laptop was away too long, unless there is contact now; the recovery key always opens."""
    from desktop.application.sharing import SERVER

    if opened.store.recall(SERVER) is None:
        return opened
    from desktop.application.passphrase import read_recovery_key
    from desktop.application.syncing import Cut, TurnedAway
    from desktop.bootstrap.server import sharing
    from desktop.persistence.sync_store import LocalSync

    local, now = LocalSync(opened.store), opened.work.clock.now
    lease = local.lease(now())
    if lease is not None and lease.is_over and contact:
        with suppress(Cut, TurnedAway):
            sharing(opened).round()
        lease = local.lease(now())
    recovered = isinstance(secret, str) and read_recovery_key(secret) is not None
    if lease is not None and lease.is_over and (lease.ended or not recovered):
        raise lease.refusal()
    if contact:
        local.place()
    return opened


def _known(opened: OpenWorkspace, clock: Clock | None = None) -> Opened:
    from desktop.application.ports import User
    from desktop.domain.records import User as Colleague
    from desktop.persistence.reader import StoreReader

    with closed_where_it_fails(opened):
        reader = StoreReader(opened.database.reading)
        device, colleague = reader.recall(_DEVICE), reader.find_one(Colleague, reader.recall(_USER))
        if device is None or colleague is None:
            raise Damaged(
                said(
                    N_(
                        "It is not known whose workspace this is: it was made only half. "
                        "Restore a backup or make another."
                    )
                )
            )
        user = User(colleague.id, colleague.name or "", colleague.role or "counsellor", colleague.desk or "")
        return _opened(opened, _store(opened.database, user, device, clock), clock)


def _store(database: Database, user: User, device: str, clock: Clock | None = None) -> LocalStore:
    from desktop.application.computer import ComputerClock, TimedIds
    from desktop.persistence.functions import Capture
    from desktop.persistence.store import LocalStore

    capture = Capture()
    database.on_writer(capture.install)
    # who builds practice town reads on the writer, which keeps its pages decrypted: a reader starts anew at each commit
    reading = database.reading if clock is None else database.writing
    writing, noting = database.writing, database.noting
    return LocalStore(reading, writing, capture, clock or ComputerClock(), TimedIds(), user, device, noting)


def _opened(opened: OpenWorkspace, store: LocalStore, clock: Clock | None = None) -> Opened:
    from desktop.application.computer import ComputerClock, TimedIds
    from desktop.application.ports import Work
    from desktop.persistence.lists import Caseload

    work = Work(store, clock or ComputerClock(), TimedIds(), store.user)
    return Opened(opened, store, Caseload(opened.database.reading), work)
