"""Aftercare as people look at it: the moments in order, who was spoken to, what is late, and whether the job lasted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.aftercare_plan import LASTING
from desktop.domain.dossier import Dossier
from desktop.domain.records import Aftercare, Placement, Sustained
from desktop.domain.working_days import add_months

PARTIES = ("candidate", "employer")
"""Who is spoken to at each moment."""


class State(StrEnum):
    """How a moment stands."""

    DONE = "done"
    ATTENTION = "attention"
    STOPPED = "stopped"
    LATE = "late"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Moment:
    """One day on which both are called: its contacts, of which one may hold for both parties."""

    occasion: str | None
    day: date | None
    contacts: tuple[Aftercare, ...]

    def with_(self, party: str) -> Aftercare | None:
        """The contact with a party: the one that was done first, else the one that is planned."""
        fitting = [c for c in self.contacts if c.with_whom in (party, "both", None)]
        return next((c for c in fitting if c.done), fitting[0] if fitting else None)

    def state(self, today: date) -> State:
        """The most pressing thing to say about it."""
        outcomes = {contact.outcome for contact in self.contacts}
        if "stopped" in outcomes:
            return State.STOPPED
        if any(contact.done is None for contact in self.contacts):
            return State.LATE if self.day is not None and self.day < today else State.AHEAD
        return State.ATTENTION if "attention" in outcomes else State.DONE


@dataclass(frozen=True, slots=True)
class Lasting:
    """Whether the person still works there after so many months: asked from a day on, and the answer."""

    months: int
    day: date | None
    answer: Sustained | None


def moments(dossier: Dossier, placement: Placement) -> tuple[Moment, ...]:
    """The contacts of a job by moment, in order of their day."""
    found: dict[str, list[Aftercare]] = {}
    for contact in dossier.all(Aftercare):
        if contact.placement == placement.id:
            found.setdefault(contact.occasion or contact.id, []).append(contact)
    made = [Moment(group[0].occasion, group[0].planned, tuple(group)) for group in found.values()]
    return tuple(sorted(made, key=lambda moment: moment.day or date.max))


def lasting(dossier: Dossier, placement: Placement) -> tuple[Lasting, ...]:
    """After 3, 6 and 12 months."""
    answers = {answer.months: answer for answer in dossier.all(Sustained, placement.id)}
    return tuple(
        Lasting(months, add_months(placement.start, months) if placement.start else None, answers.get(months))
        for months in LASTING
    )


def job_stopped(dossier: Dossier, placement: Placement) -> bool:
    """Whether somebody said that the person does not work there any more."""
    contacts = [c for c in dossier.all(Aftercare) if c.placement == placement.id]
    answers = dossier.all(Sustained, placement.id)
    return (
        any(c.outcome == "stopped" or c.stays is False for c in contacts)
        or any(answer.sustained == "2" for answer in answers)
    )  # fmt: skip
