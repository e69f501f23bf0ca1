"""Practice town on two laptops: Sanne and her colleague share a practice server on this computer."""

from __future__ import annotations

import subprocess
import sys

from desktop import bootstrap
from desktop.application.computer import TimedIds
from desktop.application.connection import Connection
from desktop.bootstrap.workspaces import Opened
from desktop.cli.context import Context, Printed
from desktop.cli.server import practice_server
from desktop.domain.records import Candidate, Desk
from desktop.domain.said import N_
from desktop.persistence.workspace import Workspace
from desktop.practice.town import PASSPHRASE, Town

_COLLEAGUE, _SERVER = "colleague", "server"
"""Folders beside that of the town."""


def share(context: Context, town: Town, *, windows: bool) -> Printed:
    """Have both share, and show each in a window of its own; the server ends with the last one."""
    folder = town.workspace.folder
    address, stop = practice_server(folder.with_name(f"{folder.name}-{_SERVER}"))
    try:
        colleague, people = _exchanged(address, town.workspace)
        text = N_("Two workspaces share practice town, each with {people} people: {first} and {second}.")
        told = context.say(text, people=people, first=str(folder), second=str(colleague.folder))
        if windows:
            sys.stderr.write(told + "\n")
            beside = subprocess.Popen([*_program(), "--workspace", str(colleague.folder)])  # noqa: S603 this program
            code = bootstrap.window(town.workspace, secret=PASSPHRASE, practice=town)
            beside.wait()
            return Printed(code=code)
        return Printed(told, {"people": people, "workspaces": [str(folder), str(colleague.folder)]})
    finally:
        stop()


def _exchanged(address: str, first: Workspace) -> tuple[Workspace, int]:
    """Connect both and exchange everything: the second workspace, and how many people it has."""
    sanne = bootstrap.open_for_work(first, PASSPHRASE)
    try:
        mine, theirs = _connections(address, sanne)
        _round(sanne, mine)
        name = f"{first.folder.name}-{_COLLEAGUE}-{_of_town(sanne)}"
        second = bootstrap.workspace(first.folder.with_name(name))
        if second.exists():
            colleague = bootstrap.open_for_work(second, PASSPHRASE)
        else:
            colleague, _recovery = bootstrap.create(
                second, name=theirs.name, desk="", role=theirs.role, passphrase=PASSPHRASE, joining=theirs
            )
            colleague.store.remember(bootstrap.PRACTICE, sanne.store.recall(bootstrap.PRACTICE))
        try:
            _round(colleague, theirs)
            _round(sanne, mine)
            return second, len(colleague.store.where(Candidate))
        finally:
            colleague.close()
    finally:
        sanne.close()


def _of_town(sanne: Opened) -> str:
    """The end of the number of its desk: a town that was built anew is another one for the server."""
    return sanne.store.user.desk[-6:]


def _connections(address: str, sanne: Opened) -> tuple[Connection, Connection]:
    """Logins at the practice server for both."""
    from desktop.sync.server.install import add_desk, add_user, connected

    user, town = sanne.store.user, _of_town(sanne)
    made = []
    with connected(address) as server:
        info = server.info
        add_desk(server, user.desk, sanne.store.get(Desk, user.desk).name or "")
        colleague = ("joris", TimedIds().new(), "Joris Oefenaar")
        for first_name, person, name in (("sanne", user.id, user.name), colleague):
            login = f"{first_name}_{town}"
            known = server.execute("SELECT person::text FROM sync.staff WHERE login = %s", (login,)).fetchone()
            known_as = str(known[0]) if known else person
            add_user(server, login, known_as, user.desk, "counsellor", None)
            made.append(Connection(info.host, info.port, info.dbname, login, known_as, name, "counsellor", user.desk))
    return made[0], made[1]


def _round(opened: Opened, connection: Connection) -> None:
    sharing = bootstrap.sharing(opened)
    if sharing.connection is None:
        sharing.connect(connection, "")
    else:
        sharing.keep(connection, "")
    sharing.round()


def _program() -> list[str]:
    """How this program is started again."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable] if frozen else [sys.executable, "-m", "desktop"]
