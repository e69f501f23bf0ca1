"""Erasing somebody: a colleague asks it at a laptop, an officer who is somebody else confirms it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop import bootstrap
from desktop.application.computer import ComputerClock
from desktop.application.erasing import ask_erasure, erasures_here, numbered, second_person
from desktop.application.erasures import Erasure, certificate, data, told, unconfirmed
from desktop.application.whole_file import write_whole
from desktop.cli.context import Context, Printed
from desktop.cli.records import record_of
from desktop.domain.errors import Invalid, NotThere
from desktop.domain.records import Candidate, Traject
from desktop.domain.said import N_, said

if TYPE_CHECKING:
    from desktop.sync.postgres import PostgresTransport

T = TypeVar("T")


def erase(context: Context) -> Printed:
    """Ask that a person is erased everywhere; where nothing is shared, two people erase here and now."""
    opened, asked = context.writing(), context.arguments
    record = record_of(opened.store, asked.id)
    person = record.parent if isinstance(record, Traject) else record.id
    if person is None or opened.store.find_one(Candidate, person) is None:
        raise NotThere(said(N_("This is no person. Give the number of a person or a case.")))
    sharing, reference = bootstrap.sharing(opened), numbered(asked.reference)
    if sharing.connection is not None:
        sharing.asking(lambda server: ask_erasure(server, person, reference))
        text = N_("Asked. An officer confirms it with: overstap server erase confirm {person} --server URL")
        return Printed(context.say(text, person=person), {"person": person, "asked": True})
    if asked.confirmed_by is None:
        sentence = N_("Two people erase somebody. Name the other one, who confirms it, with --confirmed-by NAME.")
        raise Invalid({"confirmed_by": said(sentence)})
    confirmed_by = second_person(opened.store.user.name, asked.confirmed_by)
    return _kept(context, bootstrap.erase(opened, person, reference, confirmed_by))


def erasures(context: Context) -> Printed:
    """What was asked and done at this desk, and which laptops have not said yet that nothing is left."""
    opened = context.reading()
    sharing = bootstrap.sharing(opened)
    if sharing.connection is None:
        return _listed(context, erasures_here(opened.store))
    return _listed(context, sharing.asking(lambda server: server.erasures()))


def server_list(context: Context) -> Printed:
    """Everything that was asked and done."""
    return _listed(context, _as_officer(context, lambda officer: officer.erasures()))


def server_confirm(context: Context) -> Printed:
    """Erase what somebody else asked; the certificate as it is now."""
    return _kept(context, _as_officer(context, lambda officer: officer.confirm_erasure(context.arguments.id)))


def server_refuse(context: Context) -> Printed:
    """What was asked is not done."""
    _as_officer(context, lambda officer: officer.drop_erasure(context.arguments.id))
    return Printed(context.say(N_("The request is gone; nothing was erased.")))


def server_certificate(context: Context) -> Printed:
    """The certificate as it is now."""
    for found in _as_officer(context, lambda officer: officer.erasures()):
        if context.arguments.id in (found.root, found.reference):
            return _kept(context, found)
    raise NotThere(said(N_("There is no such person or request here. Look at the list of erasures.")))


def _as_officer(context: Context, ask: Callable[[PostgresTransport], T]) -> T:
    from desktop.sync.postgres import PostgresTransport
    from desktop.sync.server.install import connected

    officer = PostgresTransport(lambda: connected(context.arguments.server))
    try:
        return ask(officer)
    finally:
        officer.close()


def _listed(context: Context, found: Sequence[Erasure]) -> Printed:
    head = unconfirmed(found)
    lines = [context.language.say(head)] if head else []
    lines += [f"{each.root}  {context.language.say(told(each))}" for each in found]
    text = "\n".join(lines) or context.say(N_("Nobody was erased and nothing was asked."))
    return Printed(text, [data(each) for each in found])


def _kept(context: Context, erasure: Erasure) -> Printed:
    """The certificate, in a file where one was named: a PDF, or data."""
    text = context.language.say(told(erasure))
    if not context.arguments.output:
        return Printed(text, data(erasure))
    path = Path(context.arguments.output)
    if path.suffix.lower() == ".pdf":
        from desktop.documents.render import render

        write_whole(path, render(certificate(erasure, context.language, ComputerClock().now())))
    else:
        write_whole(path, json.dumps(data(erasure), ensure_ascii=False, indent=1, default=str).encode())
    return Printed(text, data(erasure))
