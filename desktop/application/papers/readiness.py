"""What is still missing on a paper: the points of the rules that ask for it, each naming where it is filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from desktop.domain.case import Case
from desktop.domain.codes import Stage
from desktop.domain.dossier import Dossier
from desktop.domain.errors import Missing, Refused
from desktop.domain.gates import GATES
from desktop.domain.intake_rules import intake_points
from desktop.domain.said import N_, said


def _intake(dossier: Dossier, _: date) -> tuple[Missing, ...]:
    return intake_points(dossier)


def _gate(stage: Stage, *kinds: str) -> Callable[[Dossier, date], tuple[Missing, ...]]:
    """The points of a gate that are about these kinds of record."""

    def points(dossier: Dossier, today: date) -> tuple[Missing, ...]:
        return tuple(p for p in GATES[stage](Case(dossier, today)) if p.field.partition(".")[0] in kinds)

    return points


_ASKED_BY: Mapping[str, Callable[[Dossier, date], tuple[Missing, ...]]] = {
    "intake": _intake,
    "agreement": _gate(Stage.MODULES, "agreement", "agreement_party", "signature"),
    "route": _gate(Stage.AGREEMENT, "route", "approval", "enrolment"),
}


MANY = 25
"""From more people than this on, a reason is asked for what is handed out about them (R43)."""


def ask_reason(people: int, purpose: str) -> None:
    """`Refused` where something about many people is handed out without a purpose."""
    if people > MANY and not purpose.strip():
        sentence = N_("This is about more than {n} people. Fill in for what purpose, so that the read log can say it.")
        raise Refused(said(sentence, n=MANY))


def missing_on(kind: str, dossier: Dossier, today: date) -> tuple[Missing, ...]:
    """What a document of this kind still lacks before it can be signed or handed out."""
    asked = _ASKED_BY.get(kind)
    return asked(dossier, today) if asked else ()
