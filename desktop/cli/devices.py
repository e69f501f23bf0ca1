"""Commands for the administrator about laptops: which there are, ending one that is lost, and what it may have held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from desktop.cli.context import Context, Printed
from desktop.domain.said import N_, said

if TYPE_CHECKING:
    from desktop.sync.server.devices import Device

_STATES = {
    "": N_("{number}  {login}: last contact {seen}, locks without contact on {until}"),
    "close": N_("{number}  {login}: ended on {ended_at}, last contact {seen}; not locked yet"),
    "erase": N_("{number}  {login}: to be erased since {ended_at}, last contact {seen}; not erased yet"),
    "left": N_("{number}  {login}: its person left, last contact {seen}"),
}
_DONE = {
    "close": N_("{number}  {login}: locked since {done_at}"),
    "erase": N_("{number}  {login}: erased on {done_at}"),
}


def device_list(context: Context) -> Printed:
    """Every laptop, when it was last here, and what became of those that were ended."""
    from desktop.sync.server.devices import devices
    from desktop.sync.server.install import connected

    with connected(context.arguments.server) as connection:
        found = devices(connection)
    return Printed(told(context, found), [asdict(each) for each in found])


def told(context: Context, found: Sequence[Device]) -> str:
    """A line for each laptop."""
    lines = []
    for each in found:
        sentence = _DONE[each.ended] if each.done_at and each.ended in _DONE else _STATES[each.ended]
        lines.append(context.language.say(said(sentence, **asdict(each))))
    return "\n".join(lines) or context.say(N_("No laptop was connected yet."))


def device_revoke(context: Context) -> Printed:
    """End a laptop: at its next contact it hands in what waits, and locks or is erased."""
    from desktop.sync.server.devices import end, held
    from desktop.sync.server.install import connected

    asked = context.arguments
    order = "" if asked.undo else "erase" if asked.erase else "close"
    with connected(asked.server) as connection:
        login, dossiers = end(connection, asked.number, order), len(held(connection, asked.number))
    sentence = {
        "": N_("Laptop {number} of {login} may be used again after its next contact."),
        "close": N_(
            "Laptop {number} of {login} hands in what waits at its next contact and locks; without contact it locks at "
            "the end of its days. It may have held {n} dossiers: “overstap server device held {number}”. "
            "Give {login} another password as well where somebody else may know it; then the laptop cannot hand in."
        ),
        "erase": N_(
            "Laptop {number} of {login} hands in what waits at its next contact and is erased. It may have held {n} "
            "dossiers: “overstap server device held {number}”. Give {login} another password only after "
            "it was erased: until then it needs the present one to hear the order."
        ),
    }[order]
    text = context.language.say(said(sentence, number=asked.number, login=login, n=dossiers))
    return Printed(text, {"number": asked.number, "login": login, "order": order, "held": dossiers})


def device_held(context: Context) -> Printed:
    """Whose dossiers a laptop may have held, since when; for the report of a data breach."""
    from desktop.sync.server.devices import held
    from desktop.sync.server.install import connected

    with connected(context.arguments.server) as connection:
        found = held(connection, context.arguments.number)
    lines = [
        context.language.say(
            said(N_("{root}  {numbers}  since {since}"), root=each.root, numbers=each.numbers or "-", since=each.since)
            if each.since
            else said(N_("{root}  {numbers}  since before this was kept"), root=each.root, numbers=each.numbers or "-")
        )
        for each in found
    ]
    return Printed("\n".join(lines) or context.say(N_("It held no dossier.")), [asdict(each) for each in found])


def limits(context: Context) -> Printed:
    """How long a laptop may be away, and which version may fetch."""
    from desktop.sync.server.devices import set_limits
    from desktop.sync.server.install import connected

    asked = context.arguments
    with connected(asked.server) as connection:
        set_limits(connection, lease=asked.days_away, oldest=asked.oldest_version)
    return Printed(context.say(N_("Laptops hear of it at their next contact.")))
