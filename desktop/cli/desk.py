"""Commands of the desk itself: its logo, and who looked at whose dossier."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from desktop.application.desk_logo import set_logo
from desktop.application.values import ZONE, plain
from desktop.cli.context import Context, Printed
from desktop.cli.records import case_of, record_of
from desktop.domain.errors import NotThere
from desktop.domain.read_log import ACTS
from desktop.domain.records import Candidate, User
from desktop.domain.said import N_, said


def logo(context: Context) -> Printed:
    """Print this picture above every paper of the desk; without a file no more."""
    from desktop.documents.logo import clean_logo

    opened, file = context.writing(), context.arguments.file
    picture = None
    if file:
        try:
            picture = clean_logo(Path(file).read_bytes())
        except OSError:
            raise NotThere(said(N_("{file} cannot be read. Check the name and the folder."), file=file)) from None
    opened.store.apply(set_logo(opened.work, opened.work.user.desk, picture))
    done = N_("The logo is on every paper from now on.") if picture else N_("Papers have no logo from now on.")
    return Printed(context.say(done), {"logo": picture is not None})


def reads(context: Context) -> Printed:
    """Who looked at whose dossier: of one person, by one colleague, in the last days."""
    opened, given = context.reading(), context.arguments
    read = opened.store
    person = actor = since = None
    if given.id:
        record = record_of(read, given.id)
        person = record.id if isinstance(record, Candidate) else case_of(read, record).parent
    colleagues = {user.id: user.name or "" for user in read.where(User)}
    if given.by:
        actor = next((one for one, name in colleagues.items() if name.casefold() == given.by.casefold()), None)
        if actor is None:
            raise NotThere(said(N_("There is no colleague called “{name}” here."), name=given.by))
    if given.days:
        first = opened.work.clock.today() - timedelta(days=given.days - 1)
        since = datetime.combine(first, time.min, ZONE).astimezone(UTC)
    lines = read.reads(person, actor, since)
    told = [
        "  ".join(
            part for part in (
                plain(line.at, context.language), colleagues.get(line.actor, line.actor), line.person or "–",
                context.say(ACTS[line.act]), line.document, line.purpose, line.recipient,
            ) if part
        )
        for line in lines
    ]  # fmt: skip
    data = [
        {"at": line.at, "by": line.actor, "person": line.person, "case": line.case, "act": line.act.value,
         "document": line.document, "purpose": line.purpose, "recipient": line.recipient}
        for line in lines
    ]  # fmt: skip
    return Printed("\n".join(told) or context.say(N_("Nobody looked yet, as far as this computer knows.")), data)
