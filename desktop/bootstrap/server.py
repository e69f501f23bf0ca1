"""The way from an open workspace to the shared database of the desk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.application.connection import Connection
    from desktop.application.sharing import Sharing, Told
    from desktop.bootstrap.workspaces import Opened


def sharing(opened: Opened) -> Sharing:
    """Sharing the work of an open workspace."""
    from desktop.application.sharing import Sharing
    from desktop.persistence.sync_store import LocalSync

    store = opened.store
    return Sharing(store, LocalSync(store), store.user, opened.work.clock, partial(_Line, opened))


class _Line:
    """One round over one connection; the server is asked the next thing while the store writes what it said."""

    def __init__(self, opened: Opened, connection: Connection, password: str, told: Told) -> None:
        from desktop.application.connection import CERTIFICATE
        from desktop.persistence.sync_store import LocalSync
        from desktop.sync.engine import Engine
        from desktop.sync.postgres import PostgresTransport, connecting

        folder = opened.workspace.workspace.folder
        if connection.certificate:
            (folder / CERTIFICATE).write_text(connection.certificate, encoding="ascii")
        self._transport = PostgresTransport(connecting(connection.parameters(folder), password))
        self._beside = ThreadPoolExecutor(1, "sync")
        local = LocalSync(opened.store, told)
        self._engine = Engine(local, self._transport, beside=self._beside.submit, person=opened.store.user.id)

    def round(self) -> None:
        """Everything once."""
        self._engine.round()

    def interrupt(self) -> None:
        """As if it was cut."""
        self._transport.interrupt()

    def close(self) -> None:
        """Let it go; what is still being asked is of no use."""
        self._transport.interrupt()
        self._beside.shutdown()
        self._transport.close()
