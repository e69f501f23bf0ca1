"""Which record of a case a paper is about: the one asked for, otherwise the newest."""

from __future__ import annotations

from typing import TypeVar

from desktop.application.papers.sheet import Sheet
from desktop.domain.errors import Refused
from desktop.domain.fields import Record
from desktop.domain.said import N_, KindName, said

R = TypeVar("R", bound=Record)


def chosen(sheet: Sheet, kind: type[R]) -> R:
    """The record to print; `Refused` where the case has none."""
    found = sheet.dossier.get(kind, sheet.occasion.record) or sheet.dossier.last(kind)
    if found is None:
        raise Refused(
            said(
                N_("There is no {kind} in this dossier, so it cannot be printed. Make one first."),
                kind=KindName(kind.SPEC.name),
            )
        )
    return found
