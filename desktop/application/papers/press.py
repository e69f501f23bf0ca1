"""From what somebody asks to print to its bytes: the case it belongs to, what was filed, or what is drawn now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Unpack

from desktop.application.i18n import LanguageCode
from desktop.application.paper import Document
from desktop.application.papers import KINDS, compose
from desktop.application.papers.filing import frozen_report
from desktop.application.papers.occasion import Choices, occasion_of
from desktop.application.ports import Reader, Work
from desktop.domain.errors import Refused
from desktop.domain.fields import RECORDS
from desktop.domain.records import Candidate, Traject
from desktop.domain.said import N_, said

Render = Callable[[Document], bytes]
"""Draws a document; the renderer lives outside, in `desktop.documents`."""


def pdf_of(
    work: Work, render: Render, kind: str, traject: str, language: LanguageCode, **chosen: Unpack[Choices]
) -> bytes:
    """The bytes of a document; of a frozen intake those that were filed, in the language they were filed in."""
    kind = known_kind(kind)
    dossier = work.read.dossier(traject)
    if kind == "intake" and chosen.get("version") is None and (kept := frozen_report(work.read, dossier, language)):
        return kept
    occasion = occasion_of(work, language, dossier if kind == "dossier" else None, **chosen)
    return render(compose(kind, dossier, occasion))


def known_kind(kind: str) -> str:
    """A kind of document by its code, also as people type it (“blank-intake”); `Refused` names the ones there are."""
    found = kind.strip().lower().replace("-", "_")
    if found not in KINDS:
        known = ", ".join(name.replace("_", "-") for name in KINDS)
        raise Refused(said(N_("There is no document “{kind}”. Choose one of: {known}."), kind=kind, known=known))
    return found


def chapters_of(text: str | None) -> frozenset[int] | None:
    """Chapters as people type them (“3,4,7”); nothing typed means all of them."""
    if not text or not text.strip():
        return None
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise Refused(said(N_("“{text}” names no chapters. Type their numbers, for example 3,4,7."), text=text[:30]))
    return frozenset(map(int, parts))


def subject_of(read: Reader, record: str) -> tuple[str, str | None]:
    """The case to print and, where the id names something in it (an agreement, a route), that record.

    The id of a person means the newest case.
    """
    kind = read.kind_of(record)
    if kind == Traject.SPEC.name:
        return record, None
    if kind == Candidate.SPEC.name:
        cases = read.children(Traject, record)
        if cases:
            return cases[-1].id, None
    elif kind is not None and RECORDS[kind].parent == Traject.SPEC.name:
        return read.get(RECORDS[kind].type, record).parent or "", record
    raise Refused(said(N_("This number names no case. Give the number of a person, a case, an agreement or a route.")))
