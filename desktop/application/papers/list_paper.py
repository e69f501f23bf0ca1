"""A list as a document: what stood on the screen, in its columns and order."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.application.i18n import Language
from desktop.application.paper import Column, Document, Footer, Header, Heading, Table
from desktop.application.ports import Work
from desktop.application.values import ZONE
from desktop.domain.records import Desk
from desktop.domain.said import N_


def list_paper(
    work: Work, title: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]], language: Language
) -> Document:
    """The list on paper; ``columns`` are titles with their letters, ``title`` names no person."""
    now, desk = work.clock.now(), work.read.find_one(Desk, work.user.desk)
    table = Table(
        tuple(Column(words, max(4, letters)) for words, letters in columns),
        tuple(tuple(row) for row in rows),
        summary=title,
        empty=language.text(N_("Nobody fits this choice.")),
    )
    printed = language.text(N_("printed {when} by {who}"), when=now, who=work.user.name)
    return Document(
        title=title,
        language=language.tag,
        kind="list",
        number="",
        header=Header((desk.name if desk else None) or "", title),
        footer=Footer(printed, note=language.text(N_("confidential"))),
        created=now.astimezone(ZONE),
        blocks=(Heading(1, title), table),
        landscape=True,
    )
