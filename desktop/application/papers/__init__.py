"""The printed documents: from a dossier and an occasion to a `Document`, a frozen value that the renderer draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.application.paper import Document
from desktop.application.papers.agreement_paper import agreement_paper
from desktop.application.papers.blank_intake import blank_intake
from desktop.application.papers.dossier_paper import dossier_paper
from desktop.application.papers.intake_report import intake_report
from desktop.application.papers.occasion import Choices, Occasion, Profile, occasion_of
from desktop.application.papers.route_paper import route_paper
from desktop.application.papers.sheet import togglable
from desktop.domain.dossier import Dossier

__all__ = ["KINDS", "Choices", "Occasion", "Profile", "compose", "occasion_of", "togglable"]

KINDS: Mapping[str, Callable[[Dossier, Occasion], Document]] = {
    "intake": intake_report,
    "blank_intake": blank_intake,
    "agreement": agreement_paper,
    "route": route_paper,
    "dossier": dossier_paper,
}
"""What can be printed of a dossier, by its code in the list ``print_document``."""


def compose(kind: str, dossier: Dossier, occasion: Occasion) -> Document:
    """The document of this kind; `Refused` with a sentence where the dossier does not hold what it is about."""
    return KINDS[kind.replace("-", "_")](dossier, occasion)
