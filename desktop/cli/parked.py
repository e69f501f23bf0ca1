"""Commands for the administrator about changes that the shared database could not take in."""

from __future__ import annotations

from dataclasses import asdict

from desktop.cli.context import Context, Printed
from desktop.domain.said import N_, said

_WHY = {
    "no such row here": N_("{number}  {login}, {at}: {table} {record} ({fields}) is not theirs to change, or is gone"),
    "unknown table": N_(
        "{number}  {login}, {at}: {table} {record} waits for “overstap server init” of a newer program"
    ),
    "unknown field": N_(
        "{number}  {login}, {at}: {fields} of {table} {record} waits for “overstap server init” of a newer program"
    ),
}


def parked_list(context: Context) -> Printed:
    """By whom, when, which record and fields, and why; no value is shown."""
    from desktop.sync.server.install import connected
    from desktop.sync.server.parked import parked

    with connected(context.arguments.server) as connection:
        found = parked(connection)
    lines = [context.language.say(said(_WHY[each.reason], **asdict(each))) for each in found]
    text = "\n".join(lines) or context.say(N_("Everything that was handed in was taken in."))
    return Printed(text, [asdict(each) for each in found])


def parked_drop(context: Context) -> Printed:
    """Nobody needs it any more."""
    from desktop.sync.server.install import connected
    from desktop.sync.server.parked import drop

    with connected(context.arguments.server) as connection:
        drop(connection, context.arguments.number)
    return Printed(context.say(N_("It is gone.")), {"number": context.arguments.number})
