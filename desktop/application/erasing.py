"""Asking that somebody is erased: what has to be known first, who the second person is, what is remembered of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from desktop.application.closing import terms
from desktop.application.erasures import Erasure, Erasures, certified_one, data
from desktop.application.ports import Store, Work
from desktop.application.sharing import Sharing
from desktop.application.syncing import Cut
from desktop.domain.errors import Invalid, Refused
from desktop.domain.records import Candidate, Traject
from desktop.domain.retention import EVIDENCE, RESULTS
from desktop.domain.said import N_, CodeName, Said, said

T = TypeVar("T")

REFERENCE = 60
"""So long the number of a request may be."""

_KEPT = "erasures"
"""Under which key a workspace remembers whom it erased while it shared with nobody: certificates, without a name."""

_OBLIGED = (RESULTS, EVIDENCE)
"""What others than the desk may oblige it to keep."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is to be erased, and what the law or a funder may say against it."""

    person: Candidate
    against: tuple[Said, ...]


def subject(work: Work, case: str) -> Subject:
    """Whose case it is, with the terms of keeping that are not over."""
    person = work.read.root_of(Traject, case)
    return Subject(work.read.get(Candidate, person), tuple(_against(work, person)))


def _against(work: Work, person: str) -> Iterator[Said]:
    """One sentence for each kind of paper; a mere sign-up obliges to nothing."""
    today, last, open_ = work.clock.today(), dict[str, date](), set[str]()
    for case in work.read.children(Traject, person):
        for kind, until in terms(work.read.dossier(case.id), case.closed_on or today).items():
            last[kind] = max(until, last.get(kind, until))
            if case.closed_on is None:
                open_.add(kind)
    for kind in _OBLIGED:
        what = CodeName("retention_class", kind)
        if kind in open_:
            yield said(N_("{what}: the term of keeping begins when the case closes."), what=what)
        elif kind in last and last[kind] >= today:
            yield said(N_("{what}: the term of keeping runs until {until}."), what=what, until=last[kind])


def numbered(reference: str) -> str:
    """The number of the request; nobody is erased without one."""
    found = " ".join(reference.split())
    if not found:
        sentence = N_(
            "The number of the request is missing. It is all that says later why this person was erased. Type the "
            "number under which the request was filed."
        )
        raise Invalid({"reference": said(sentence)})
    if len(found) > REFERENCE:
        sentence = N_("The number of the request has {length} characters and {max} fit. Shorten it.")
        raise Invalid({"reference": said(sentence, length=len(found), max=REFERENCE)})
    return found


def second_person(asked_by: str, confirmed_by: str) -> str:
    """Who confirms it where nothing is shared: somebody else than who asks."""
    found = " ".join(confirmed_by.split())
    if not found or found.casefold() == asked_by.casefold():
        sentence = N_("Two people erase somebody. Name who confirms it beside you; that is somebody else than you.")
        raise Invalid({"confirmed_by": said(sentence)})
    return found


def reaching(sharing: Sharing, ask: Callable[[Erasures], T]) -> T:
    """Ask the shared database, now or not at all: a request to erase does not wait on a laptop."""
    try:
        return sharing.asking(ask)
    except Cut:
        sentence = N_(
            "The shared database cannot be reached now. Erasing is asked and kept there, so nothing was done. Connect "
            "to the network of your organisation and try again."
        )
        raise Cut(said(sentence)) from None


def ask_erasure(server: Erasures, person: str, reference: str) -> None:
    """Ask it of the shared database, once: a second request would be lost."""
    for each in server.erasures():
        if each.root == person and each.at is None:
            sentence = N_("This was asked already, by {who} on {at} with number {reference}. Nothing more is needed.")
            raise Refused(said(sentence, who=each.asked_by or "–", at=each.asked_at, reference=each.reference))
    server.ask_erasure(person, reference)


def remembered(store: Store, erasure: Erasure) -> dict[str, str]:
    """What to keep of an erasure that no server knows of, so that its certificate can be made again."""
    kept = [erasure, *erasures_here(store)]
    return {_KEPT: json.dumps([data(each) for each in kept], default=str)}


def erasures_here(store: Store) -> Sequence[Erasure]:
    """Who was erased while nothing was shared, the last one first."""
    return [certified_one(each) for each in json.loads(store.recall(_KEPT) or "[]")]
