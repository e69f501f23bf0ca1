"""One case as the rules see it: the newest of each thing in a dossier, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from desktop.domain.agreement_rules import ENDED
from desktop.domain.dossier import Dossier
from desktop.domain.records import Agreement, Candidate, Intake, Match, Placement, Route, Traject
from desktop.domain.route_plan import RoutePlan, route_plan


@dataclass(frozen=True)
class Case:
    """A dossier and today, with the things that rules ask for."""

    dossier: Dossier
    today: date

    @cached_property
    def candidate(self) -> Candidate:
        """The person."""
        return self.dossier.last(Candidate) or Candidate(id=self.dossier.candidate_id)

    @cached_property
    def traject(self) -> Traject:
        """The case itself."""
        return self.dossier.get(Traject, self.dossier.traject_id) or Traject(id=self.dossier.traject_id)

    @cached_property
    def intake(self) -> Intake | None:
        """The intake of this case."""
        return self.dossier.last(Intake)

    @cached_property
    def match(self) -> Match | None:
        """The match both sides agreed to."""
        return next((m for m in reversed(self.dossier.all(Match)) if m.match_status == "agreed"), None)

    @cached_property
    def route(self) -> Route | None:
        """The newest route that was not stopped."""
        return next((r for r in reversed(self.dossier.all(Route)) if r.status != "stopped"), None)

    @cached_property
    def plan(self) -> RoutePlan | None:
        """What that route adds up to."""
        return route_plan(self.dossier, self.route) if self.route else None

    @cached_property
    def agreement(self) -> Agreement | None:
        """The newest agreement that did not end."""
        return next((a for a in reversed(self.dossier.all(Agreement)) if a.status != ENDED), None)

    @cached_property
    def placement(self) -> Placement | None:
        """The newest job."""
        return self.dossier.last(Placement)
