"""Commands about sharing a desk's work with the laptops of colleagues: connect, sync, status, conflicts, resolve."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Any

from desktop import bootstrap
from desktop.application.conflicts import decided, open_conflict
from desktop.application.connection import Connection, read_file
from desktop.application.sharing import (
    Sharing,
    altered,
    not_connected,
    not_taken_in,
    not_yours_to_change,
    waits_for_upgrade,
    went_to_another_desk,
)
from desktop.application.syncing import Conflict
from desktop.application.values import show
from desktop.cli.context import Context, Printed
from desktop.domain.changes import DELETED
from desktop.domain.errors import Invalid
from desktop.domain.hybrid_clock import moment_of
from desktop.domain.said import N_, FieldName, KindName, said
from desktop.domain.synced import synced

PASSWORD = "OVERSTAP_SERVER_PASSWORD"  # noqa: S105 the name of the variable
"""The variable that holds the password of the server for scripts; without it the command asks."""


def connect(context: Context) -> Printed:
    """Share this workspace, and sync for the first time."""
    connection = read_file(Path(context.arguments.file))
    sharing = bootstrap.sharing(context.writing())
    sharing.connect(connection, server_password(context, connection))
    sharing.round()
    return _told(context, sharing)


def sync(context: Context) -> Printed:
    """One round."""
    sharing = bootstrap.sharing(context.writing())
    if context.arguments.again:
        sharing.local.try_again()
    if context.arguments.seen:
        sharing.local.seen()
    sharing.round()
    return _told(context, sharing)


def status(context: Context) -> Printed:
    """What waits here; nothing is asked of the server. Works while the window is open."""
    return _told(context, bootstrap.sharing(context.reading()))


def conflicts(context: Context) -> Printed:
    """Every open conflict with both values, when they were written, and by which laptop. Works beside the window."""
    found = list(bootstrap.sharing(context.reading()).local.conflicts())
    lines = [_line(context, conflict) for conflict in found]
    text = "\n".join(lines) or context.say(N_("There is nothing to decide."))
    return Printed(text, [_data(conflict) for conflict in found])


def resolve(context: Context) -> Printed:
    """Decide one; undo takes the choice back."""
    opened = context.writing()
    local = bootstrap.sharing(opened).local
    conflict = open_conflict(list(local.conflicts()), context.arguments.id)
    state = local.sync_state()
    opened.store.apply(decided(opened.work, conflict, context.arguments.choice, state.short if state else 0))
    return Printed(context.say(N_("Decided. The others see it after the next sync.")), _data(conflict))


def server_password(context: Context, connection: Connection) -> str:
    """The person's password of the server, from the environment or from a person; a local socket asks none."""
    given = os.environ.get(PASSWORD)
    if given is not None or connection.local:
        return given or ""
    if not sys.stdin.isatty():
        raise Invalid(
            {"password": said(N_("There is nobody to ask for the password. Put it in {name}."), name=PASSWORD)}
        )
    return getpass.getpass(context.say(N_("Password of the shared database: ")))


def _told(context: Context, sharing: Sharing) -> Printed:
    connection, now = sharing.connection, sharing.standing()
    if connection is None:
        raise not_connected()
    lines = [
        context.language.say(altered()) if now.altered else "",
        context.language.say(waits_for_upgrade(now.later)) if now.later else "",
        context.say(N_("Everything is handed in.") if not now.later else N_("Everything else is handed in."))
        if now.waiting == 0
        else context.language.say(said(N_("Records that wait to be handed in: {n}."), n=now.waiting)),
        context.say(N_("Conflicts to decide: {n}."), n=now.conflicts) if now.conflicts else "",
        context.language.say(went_to_another_desk(now.offered)) if now.offered else "",
        context.language.say(not_yours_to_change(now.aside)) if now.aside else "",
        *(context.language.say(not_taken_in(each)) for each in sharing.local.refusals()),
        context.language.say(said(N_("As of {at}."), at=now.as_of))
        if now.as_of
        else context.say(N_("Not synced yet.")),
    ]
    as_of = now.as_of.isoformat() if now.as_of else None
    data = {
        "waiting": now.waiting,
        "refused": now.refused,
        "waits_for_upgrade": now.later,
        "at_another_desk": now.offered,
        "put_aside": now.aside,
        "altered": now.altered,
        "conflicts": now.conflicts,
        "as_of": as_of,
        "desk": connection.desk,
    }
    return Printed("\n".join(line for line in lines if line), data)


def _data(conflict: Conflict) -> dict[str, Any]:
    return {
        "id": conflict.id, "record": conflict.record, "kind": synced()[conflict.table].spec.name,
        "field": conflict.field, "shown": conflict.kept, "shown_by": conflict.kept_by,
        "shown_at": moment_of(conflict.kept_hlc), "other": conflict.lost, "other_by": conflict.lost_by,
        "other_at": moment_of(conflict.lost_hlc),
    }  # fmt: skip


def _line(context: Context, conflict: Conflict) -> str:
    spec = synced()[conflict.table].spec
    if conflict.field == DELETED:
        sentence = N_("{id}  {kind}: deleted by one person while another worked on it")
        return context.language.say(said(sentence, id=conflict.id, kind=KindName(spec.name)))
    field = spec.fields[conflict.field]
    return context.language.say(
        said(
            N_("{id}  {field}: “{kept}” shows, “{lost}” was written too"),
            id=conflict.id,
            field=FieldName(spec.name, conflict.field),
            kept=show(field, conflict.kept, context.language),
            lost=show(field, conflict.lost, context.language),
        )
    )
