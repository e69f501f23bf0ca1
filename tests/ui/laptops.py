"""Two colleagues with a real workspace each, who share a desk through a real PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import psycopg

from desktop import bootstrap
from desktop.application.candidates import register
from desktop.application.computer import TimedIds
from desktop.application.connection import Connection
from desktop.application.edits import add, change
from desktop.application.sharing import Sharing
from desktop.domain.changes import Action, SetField
from desktop.persistence.keys import Cost, Hardness
from desktop.persistence.workspace import Workspace
from desktop.sync.server.install import add_user, found_desk
from tests.sync.conftest import Admin

QUICK = Hardness(Cost(8, 1, 1), 0)
PASSPHRASE = "vier losse woorden samen"


class SharedDesk:
    """A desk in the shared database, and the way to its server."""

    def __init__(self, admin: Admin, folder: Path) -> None:
        self._admin, self._folder, self.ids = admin, folder, TimedIds()
        self.desk = self.ids.new()
        found_desk(admin, "Leerwerkloket Oefenstad", self.desk, self.ids.new())

    def connection(self, login: str, name: str) -> Connection:
        """A new colleague, with the connection file that the administrator gives."""
        info = self._admin.info
        person = self.ids.new()
        add_user(self._admin, login, person, self.desk, "counsellor", None)
        return Connection(info.host, info.port, info.dbname, login, person, name, "counsellor", self.desk)

    def laptop(self, login: str, name: str) -> Laptop:
        """A laptop that has joined the desk and exchanged once."""
        connection = self.connection(login, name)
        made = self.made(login, connection)
        made.sharing.connect(connection, "")
        made.sharing.round()
        return made

    def made(self, login: str, connection: Connection) -> Laptop:
        """A laptop that has not exchanged anything yet."""
        space = Workspace(self._folder / login, hardness=QUICK)
        opened, _ = bootstrap.create(
            space, name=connection.name, desk="", role="counsellor", passphrase=PASSPHRASE, joining=connection
        )
        return Laptop(space, opened, bootstrap.sharing(opened))

    def open_to(self, *, anybody: bool) -> None:
        """Let the server be reached, or by nobody."""
        name = self._admin.info.dbname
        elsewhere = self._admin.info.dsn
        with psycopg.connect(elsewhere, dbname="postgres", autocommit=True) as other:
            other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {anybody}".encode())


@dataclass
class Laptop:
    """A colleague at work without a window."""

    space: Workspace
    opened: bootstrap.Opened
    sharing: Sharing

    def sign_up(self, first: str, last: str, phone: str) -> tuple[str, str]:
        """Somebody new, known to everybody after a round: the person and the case."""
        work, store = self.opened.work, self.opened.store
        partner = add(work, "organisation", None, {"name": "Mobiliteitscentrum Fictum", "kind": "other"})
        store.apply(partner)
        person = {"first_name": first, "last_name": last, "phone": phone, "city": "Oefenstad"}
        made = register(work, person, {"source_org": partner.created("organisation")})
        store.apply(made)
        self.sharing.round()
        return made.created("candidate"), made.created("traject")

    def write(self, person: str, **values: str) -> None:
        """Change fields of a person; the others know it after a round."""
        self.opened.store.apply(change(self.opened.work, "candidate", person, values))

    def give(self, case: str, counsellor: str) -> None:
        """Give a case to a colleague."""
        self.opened.store.apply(Action("given", (SetField("traject", case, "counsellor", counsellor),)))

    def close(self) -> None:
        """Put it away."""
        self.opened.close()
