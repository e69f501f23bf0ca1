"""The way from an open workspace to the shared database of the desk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.application.connection import Connection
    from desktop.application.erasures import Erasure
    from desktop.application.sharing import Progress, Sharing, Told
    from desktop.bootstrap.workspaces import Opened
    from desktop.sync.postgres import PostgresTransport


def sharing(opened: Opened) -> Sharing:
    """Sharing the work of an open workspace."""
    from desktop.application.sharing import Sharing
    from desktop.persistence.sync_store import LocalSync

    store = opened.store
    return Sharing(store, LocalSync(store), store.user, opened.work.clock, greet, partial(_Line, opened))


def greet(connection: Connection, password: str) -> None:
    """Ask the server whether it knows the login and the password; nothing is kept."""
    from desktop.sync.line import connecting
    from desktop.sync.postgres import PostgresTransport

    with TemporaryDirectory() as folder:
        transport = PostgresTransport(connecting(_parameters(connection, Path(folder)), password))
        try:
            transport.heads()
        finally:
            transport.close()


def _parameters(connection: Connection, folder: Path) -> Mapping[str, str]:
    """What the driver is told, with the certificates in this folder."""
    connection.keep(folder)
    return connection.parameters(folder)


class _Line:
    """One round over one connection; the server is asked the next thing while the store writes what it said."""

    def __init__(self, opened: Opened, connection: Connection, password: str, told: Told) -> None:
        from desktop.persistence.sync_store import LocalSync
        from desktop.sync.engine import Engine
        from desktop.sync.line import connecting
        from desktop.sync.postgres import PostgresTransport

        parameters = _parameters(connection, opened.workspace.workspace.folder)
        self._transport = PostgresTransport(connecting(parameters, password))
        self._beside = ThreadPoolExecutor(1, "sync")
        self._local = local = LocalSync(opened.store, told)
        self._engine = Engine(
            local, self._transport, beside=self._beside.submit, person=opened.store.user.id, end=partial(_end, opened)
        )

    def round(self) -> None:
        """Everything once."""
        self._engine.round()

    @property
    def server(self) -> PostgresTransport:
        """What is asked of it beside a round."""
        return self._transport

    def fetch(self, root: str, sha256: str, progress: Progress) -> None:
        """The content of a document."""
        from desktop.sync.files import fetch

        fetch(self._local, self._transport, root, sha256, progress)

    def interrupt(self) -> None:
        """As if it was cut."""
        self._transport.interrupt()

    def close(self) -> None:
        """Let it go; what is still being asked is of no use."""
        self._transport.interrupt()
        self._beside.shutdown()
        self._transport.close()


def _end(opened: Opened, order: str) -> None:
    """Carry out the order of the administrator; what is locked is locked at the next opening."""
    from desktop.bootstrap.sessions import opened_files

    if order == "erase":
        opened_files(opened.workspace.workspace).empty()
        opened.workspace.destroy()


def erase(opened: Opened, person: str, reference: str, confirmed_by: str) -> Erasure:
    """Erase somebody in a workspace that shares with nobody; what the certificate says."""
    from desktop.application.erasing import remembered
    from desktop.application.erasures import Erasure
    from desktop.bootstrap.sessions import opened_files
    from desktop.persistence.erasure import erase as erase_here

    now, asked_by = opened.work.clock.now(), opened.store.user.name
    done = partial(Erasure, person, reference, asked_by, now, confirmed_by, now)
    removed = erase_here(opened.store, person, lambda removed: remembered(opened.store, done(removed)))
    opened_files(opened.workspace.workspace).empty()
    return done(removed)
