"""Commands about the workspace itself: make, back up, restore, verify."""

from __future__ import annotations

import sys
from dataclasses import replace
from getpass import getpass
from pathlib import Path

from desktop import bootstrap
from desktop.cli.context import PASSPHRASE, Context, Printed
from desktop.domain.errors import Invalid, NotThere, Unavailable
from desktop.domain.said import N_, said


def init(context: Context) -> Printed:
    """Make a workspace; asks for what is not given. The recovery key is shown once, here."""
    if context.arguments.connection:
        return _join(context, Path(context.arguments.connection))
    name = context.arguments.name or _ask(context, "name", N_("Your name: "))
    desk = context.arguments.desk or _ask(context, "desk", N_("Name of your desk: "))
    role = context.arguments.role or _ask(context, "role", N_("Your role (counsellor, team_lead, administrator): "))
    opened, recovery = bootstrap.create(
        context.workspace, name=name, desk=desk, role=role, passphrase=_new_passphrase(context)
    )
    opened.close()
    return _ready(context, recovery)


def _join(context: Context, file: Path) -> Printed:
    """Make a workspace at a desk that shares a database, and load what is there."""
    from desktop.application.connection import read_file
    from desktop.cli.sharing import server_password

    connection = read_file(file)
    password = server_password(context, connection)
    bootstrap.greet(connection, password)  # who cannot get in gets no workspace
    opened, recovery = bootstrap.create(
        context.workspace, name=connection.name, desk="", role=connection.role, passphrase=_new_passphrase(context),
        joining=connection,
    )  # fmt: skip
    try:
        sharing = bootstrap.sharing(opened)
        sharing.connect(connection, password)
        sharing.round()
        return _ready(context, recovery)
    except Unavailable as refusal:  # the workspace is there all the same: its recovery key is shown only now
        ready = _ready(context, recovery)
        return replace(ready, text=f"{ready.text}\n\n{context.language.say(refusal)}")
    finally:
        opened.close()


def _ready(context: Context, recovery: str) -> Printed:
    folder = str(context.workspace.folder)
    text = context.say(N_("The workspace is ready in {folder}."), folder=folder)
    text += "\n\n" + context.say(
        N_(
            "Recovery key: {key}\nWrite it down and keep it apart from this computer. It is shown only now, and it is "
            "the only way in when the passphrase is lost."
        ),
        key=recovery,
    )
    return Printed(text, {"workspace": folder, "recovery_key": recovery})


def _ask(context: Context, option: str, prompt: str) -> str:
    if not sys.stdin.isatty():
        raise Invalid({option: said(N_("Give --{option}; there is nobody to ask."), option=option)})
    sys.stderr.write(context.say(prompt))
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _new_passphrase(context: Context) -> str:
    import os

    if PASSPHRASE in os.environ:
        return os.environ[PASSPHRASE]
    first = context.passphrase(N_("Choose a passphrase of at least 12 characters: "))
    if getpass(context.say(N_("The same again: "))) != first:
        raise Invalid({"passphrase": said(N_("The two are not the same. Start again; nothing was made."))})
    return first


def backup(context: Context) -> Printed:
    """A verified backup, now; what was deleted for thirty days goes first."""
    from desktop.persistence.erasure import tidy

    opened = context.writing()
    tidy(opened.store, opened.work.clock.now())
    made = opened.workspace.backups.make("manual")
    path = str(made.backup.path)
    text = context.say(N_("Backup made and checked: {file}"), file=path)
    if made.notice is not None:
        text += "\n" + context.language.say(made.notice)
    return Printed(text, {"backup": path})


def restore(context: Context) -> Printed:
    """Put a backup in place; what was there is kept aside and named."""
    from desktop.persistence.backup import newest_in

    path = context.arguments.backup and Path(context.arguments.backup)
    if path is None:
        newest = newest_in(context.workspace.backups_folder)
        if newest is None:
            raise NotThere(said(N_("There is no backup in {folder}."), folder=str(context.workspace.backups_folder)))
        path = newest.path
    restored = context.workspace.restore(path, context.passphrase())
    text = context.say(N_("Restored from {file}."), file=str(path))
    if restored.aside is not None:
        text += "\n" + context.say(N_("What was there before is kept in {file}."), file=str(restored.aside))
    return Printed(text, {"restored": str(path), "aside": str(restored.aside) if restored.aside else None})


def verify(context: Context) -> Printed:
    """The file, every page, and the chain of the journal."""
    from desktop.persistence import integrity, journal

    opened = context.reading()
    database = opened.workspace.database
    findings = [context.language.say(f) for f in integrity.verify(database)]
    with database.reading() as connection:
        findings += [context.language.say(f) for f in journal.verify(connection)]
        actions, changes = journal.size(connection)
    if findings:
        text = context.say(N_("Something is wrong. Stop working here and restore the newest backup.")) + "\n"
        return Printed(text + "\n".join(findings), {"whole": False, "findings": findings}, 1)
    text = context.say(
        N_("The file is whole and the journal is complete: {actions} actions, {changes} changes."),
        actions=actions,
        changes=changes,
    )
    return Printed(text, {"whole": True, "actions": actions, "changes": changes, "findings": []})
