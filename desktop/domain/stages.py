"""The stage machine S0-S7: its order, and what is still missing before a stage can be entered.

A gate is the exit of the stage before it and the entry of its own (domain.md 2.1-2.2). Who passes a stage meets the
gates of all stages on the way. Nothing here writes: `application.stage_changes` does, together with the stage event.
"""

from __future__ import annotations

from datetime import date

from desktop.domain.case import Case
from desktop.domain.codes import CODES, Stage
from desktop.domain.dossier import Dossier
from desktop.domain.errors import Missing
from desktop.domain.gates import GATES, closing_points
from desktop.domain.records import Traject

ORDER = tuple(Stage)
"""The stages in order; X1 and X2 are no stages but a hold."""


def stage_of(dossier: Dossier) -> Stage:
    """The stage a case is in."""
    traject = dossier.get(Traject, dossier.traject_id)
    return Stage(traject.stage) if traject and traject.stage else Stage.SIGN_UP


def following(stage: Stage) -> Stage | None:
    """The stage after this one; nothing after S7."""
    return ORDER[ORDER.index(stage) + 1] if stage is not Stage.CLOSED else None


def gate(dossier: Dossier, to: Stage, today: date) -> tuple[Missing, ...]:
    """Everything that is missing before a case may enter a stage; empty when the way is open, and for the way back."""
    case, now = Case(dossier, today), stage_of(dossier)
    if to is Stage.CLOSED:
        return closing_gate(dossier, case.traject.result, today)
    passed = ORDER[ORDER.index(now) + 1 : ORDER.index(to) + 1]
    return tuple(point for stage in passed for point in GATES[stage](case))


def closing_gate(dossier: Dossier, result: str | None, today: date) -> tuple[Missing, ...]:
    """What is missing before a case may be closed with a result; success asks for finished aftercare (S6)."""
    return tuple(closing_points(Case(dossier, today), result, now=stage_of(dossier)))


def first_step(stage: Stage) -> str:
    """The step a case is in when it enters a stage."""
    return next(code.code for code in CODES["substage"].codes if code.under == stage)
