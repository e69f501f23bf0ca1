"""What most use cases begin with: the open case they are about, who leads the team, and a free number."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.application.ports import Work
from desktop.domain.changes import Edit, SetField
from desktop.domain.codes import Stage
from desktop.domain.errors import Refused
from desktop.domain.fields import Record
from desktop.domain.records import Candidate, Traject, User
from desktop.domain.said import N_, CodeName, Said, said

TEAM_LEAD = "team_lead"


def open_case(work: Work, traject: str) -> Traject:
    """A case that can be worked on; refused when it was closed or its processing is restricted (GDPR article 18)."""
    found = work.read.get(Traject, traject)
    if found.stage == Stage.CLOSED:
        raise Refused(
            said(N_("This case is closed. When the person comes back, start a new case for the same person."))
        )
    not_restricted(work, found.parent)
    return found


def not_restricted(work: Work, candidate: str | None) -> None:
    """Refuse when the person asked to restrict the processing: then the dossier is read only."""
    person = work.read.find_one(Candidate, candidate)
    if person is not None and person.restricted:
        raise Refused(
            said(N_("Processing of this dossier is restricted, so it can only be read. "
                    "Lift the restriction first, when the person agrees."))
        )  # fmt: skip


def only_team_lead(work: Work, sentence: Said) -> None:
    """Refuse anybody but a team lead."""
    if work.user.role != TEAM_LEAD:
        raise Refused(sentence)


def reason_given(reason: str | None, sentence: Said) -> str:
    """The reason without blanks around it, or a refusal."""
    text = " ".join((reason or "").split())
    if not text:
        raise Refused(sentence)
    return text


def step(traject: Traject, to: str) -> tuple[Edit, ...]:
    """The edit that moves a case to a step of the stage it is in; nothing when it is in another stage or there yet."""
    if traject.stage != to.split(".")[0] or traject.substage == to:
        return ()
    return (SetField("traject", traject.id, "substage", to),)


def numbers(work: Work, kind: type[Record], field: str, letters: str) -> Iterator[str]:
    """Free numbers ``LETTERS-2026-01001`` and on: the year, two figures of the block of who works here, and a count.

    The count has three figures, and more once a thousand numbers of a block are used up in a year.
    """
    colleague = work.read.find_one(User, work.user.id)
    block = (colleague.number_block if colleague else None) or 0
    prefix = f"{letters}-{work.clock.today().year}-{block:02d}"
    count = work.read.next_number(kind, field, prefix)
    while True:
        yield f"{prefix}{count:03d}"
        count += 1


def not_from(status: str | None, allowed: tuple[str, ...], codes: str, sentence: str) -> None:
    """Refuse when a status is none of these; the sentence names what it is: ``{status}``."""
    if status not in allowed:
        raise Refused(said(sentence, status=CodeName(codes, status or "")))
