"""An employer question beside what a person wants: which parts fit, which do not, and which only people can weigh."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.application.ports import Reader
from desktop.application.questions import MATCHABLE, filled
from desktop.domain.dossier import Dossier
from desktop.domain.fields import Record
from desktop.domain.folding import fold
from desktop.domain.records import Employer, Intake, Match, Question, WishOccupation
from desktop.domain.said import N_

Values = tuple[tuple[Record, str], ...]
"""Fields of records, to show in the reader's language."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One part of a comparison: what the employer asks, what the person wants, and whether that fits."""

    topic: str  # a marked message
    asked: Values
    wanted: Values
    fits: bool | None  # nothing where only people can tell


@dataclass(frozen=True, slots=True)
class Offer:
    """A question that a person can be proposed for."""

    question: Question
    employer: Employer | None
    free: int
    parts: tuple[Compared, ...]

    @property
    def fitting(self) -> int:
        """How many parts fit, less those that do not."""
        return sum(1 if part.fits else -1 for part in self.parts if part.fits is not None)


def offers(read: Reader, dossier: Dossier) -> tuple[Offer, ...]:
    """The open questions this person was not proposed for yet, those that fit best first."""
    known = {match.question for match in dossier.all(Match)}
    found = [
        Offer(
            question,
            read.find_one(Employer, question.parent),
            (question.seats or 1) - filled(read, question.id),
            compare(dossier, question),
        )
        for status in MATCHABLE
        for question in read.where(Question, status=status)
        if question.id not in known
    ]
    return tuple(sorted(found, key=lambda offer: (-offer.fitting, offer.question.title or "")))


def compare(dossier: Dossier, question: Question) -> tuple[Compared, ...]:
    """A question beside the intake of a person, part by part; a part that neither filled in is left out."""
    intake = dossier.last(Intake) or Intake(id="")
    wishes = dossier.all(WishOccupation)
    made = (
        Compared(
            N_("Occupation"),
            _of(question, "occupation_label"),
            tuple((wish, "occupation_label") for wish in wishes if wish.occupation_label),
            _wished(question, wishes),
        ),
        Compared(N_("Hours a week"), _of(question, "hours_min", "hours_max"), _of(intake, "hours_min", "hours_max"),
                 _both(question.hours_max or question.hours_min, intake.hours_min,
                       lambda most, fewest: fewest <= most and _not_too_many(question, intake))),
        Compared(N_("Start"), _of(question, "start"), _of(intake, "available_from"),
                 _both(question.start, intake.available_from, lambda start, free: free <= start)),
        Compared(N_("Wage"), _of(question, "wage_from", "wage_to"), _of(intake, "wage_wish"),
                 _both(question.wage_to or question.wage_from, intake.wage_wish, lambda paid, wish: wish <= paid)),
        Compared(N_("Where"), _of(question, "work_postcode", "work_city"),
                 _of(intake, "mob_postcode", "max_km", "max_min"), None),
        Compared(N_("Job promise"), _of(question, "job_promise"), (), None),
    )  # fmt: skip
    return tuple(part for part in made if part.asked or part.wanted)


def _of(record: Record, *names: str) -> Values:
    return tuple((record, name) for name in names if getattr(record, name) is not None)


def _both(one: object, other: object, fits: Callable[..., bool]) -> bool | None:
    return fits(one, other) if one is not None and other is not None else None


def _not_too_many(question: Question, intake: Intake) -> bool:
    return question.hours_min is None or intake.hours_max is None or question.hours_min <= intake.hours_max


def _wished(question: Question, wishes: tuple[WishOccupation, ...]) -> bool | None:
    if not wishes or not (question.occupation_label or question.occupation_uri):
        return None
    codes = {wish.occupation_uri for wish in wishes if wish.occupation_uri}
    names = {fold(wish.occupation_label) for wish in wishes if wish.occupation_label}
    return question.occupation_uri in codes or fold(question.occupation_label or "") in names
