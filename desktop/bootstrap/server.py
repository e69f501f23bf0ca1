"""Connecting an open workspace to the shared database of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.said import N_, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.application.connection import Connection
    from desktop.bootstrap.workspaces import Opened
    from desktop.persistence.sync_store import LocalSync
    from desktop.sync.engine import Engine


_SERVER, _SERVER_PASSWORD = "server", "server.password"


@dataclass(frozen=True, slots=True)
class Sharing:
    """Sync between an open workspace and the shared database."""

    store: LocalSync
    engine: Engine
    close: Callable[[], None]


def share(opened: Opened, connection: Connection, password: str) -> Sharing:
    """Connect an open workspace to the shared database: from now on what is done here waits to be sent there."""
    from desktop.application.connection import CERTIFICATE, written
    from desktop.domain.errors import Refused

    if connection.desk != opened.store.user.desk:
        sentence = N_("This workspace belongs to another desk. Ask the administrator to add the desk with --id {desk}.")
        raise Refused(said(sentence, desk=opened.store.user.desk))
    if connection.certificate:
        (opened.workspace.workspace.folder / CERTIFICATE).write_text(connection.certificate, encoding="ascii")
    opened.store.remember(_SERVER, written(connection))
    opened.store.remember(_SERVER_PASSWORD, password or None)
    return sharing(opened)


def sharing(opened: Opened) -> Sharing:
    """Sync of an open workspace with the shared database that it was connected to."""
    from concurrent.futures import ThreadPoolExecutor

    from desktop.application.connection import read
    from desktop.domain.errors import NotThere
    from desktop.persistence.sync_store import LocalSync
    from desktop.sync.engine import Engine
    from desktop.sync.postgres import PostgresTransport, connecting

    kept = opened.store.recall(_SERVER)
    if kept is None:
        raise NotThere(said(N_("This workspace is not connected to a shared database. “overstap connect” does that.")))
    parameters = read(kept).parameters(opened.workspace.workspace.folder)
    transport = PostgresTransport(connecting(parameters, opened.store.recall(_SERVER_PASSWORD) or ""))
    store = LocalSync(opened.store)
    beside = ThreadPoolExecutor(1, "sync")

    def close() -> None:
        beside.shutdown()
        transport.close()

    return Sharing(store, Engine(store, transport, beside=beside.submit), close)
