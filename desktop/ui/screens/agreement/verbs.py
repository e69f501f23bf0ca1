"""What can be done with an agreement now, the next step first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.application.ports import Work
from desktop.domain.agreement_rules import COMPLETE, DRAFT, ENDED
from desktop.domain.case import Case
from desktop.domain.records import Agreement
from desktop.domain.said import N_
from desktop.ui.forms.act import Act
from desktop.ui.screens.agreement import acts
from desktop.ui.screens.dossier.view_model import CaseFile

EDIT, PRINT, OFFER, IN_FORCE, AMEND, POK, END, DRAW_UP = (
    "edit", "print", "offer", "in_force", "amend", "pok", "end", "draw_up",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verb:
    """A button: its name, its (marked) words, and the act it asks for; editing and printing ask for none."""

    name: str
    words: str
    act: Act | None = None


def is_draft(found: Agreement) -> bool:
    """Whether it can still be edited in place."""
    return found.status in (DRAFT, None)


def verbs(work: Work, case: CaseFile, found: Agreement, *, editing: bool) -> Iterator[Verb]:
    """The verbs that make sense for this agreement."""
    if case.next_stage is None and case.traject.closed_on:
        yield Verb(PRINT, N_("Print"))
        return
    if is_draft(found):
        yield Verb(EDIT, N_("&Done") if editing else N_("&Edit"))
        yield Verb(OFFER, N_("Offer for signing…"), acts.offer_act(work, found))
    if found.status == COMPLETE:
        yield Verb(IN_FORCE, N_("Put in force…"), acts.in_force_act(work, found))
    if not is_draft(found) and found.status != ENDED:
        yield Verb(AMEND, N_("Amend…"), acts.amend_act(work, found))
    if found.status != ENDED:
        yield Verb(POK, N_("POK…"), acts.pok_act(work, found))
        yield Verb(END, N_("End early…"), acts.end_act(work, found))
    elif (act := draw_up(work, case)) is not None:
        yield Verb(DRAW_UP, N_("Make a new agreement…"), act)
    yield Verb(PRINT, N_("Print"))


def draw_up(work: Work, case: CaseFile) -> Act | None:
    """The verb that makes the agreement, where a match was agreed and there is a route for it."""
    found = Case(case.dossier, work.clock.today())
    if found.match is None or found.match.question is None or found.route is None:
        return None
    return acts.draw_up_act(work, found.traject, found.match)
