"""What the preview shows of one case, read and made beside the window."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.application.i18n import Language
from desktop.application.papers.filing import frozen_report
from desktop.application.papers.readiness import missing_on
from desktop.domain.errors import Missing, OverstapError
from desktop.domain.records import Candidate, Print
from desktop.ui.naming import Names
from desktop.ui.screens.preview.hand_out import Order
from desktop.ui.shell.session import Session


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The bytes or why there are none, whose, what is missing on the paper, and the filed prints of it.

    ``fixed`` are stored bytes, for which nothing can be chosen any more. ``asked`` tells which question it answers.
    """

    asked: int
    person: str
    name: str
    missing: tuple[Missing, ...]
    filed: tuple[Print, ...]
    fixed: bool
    pdf: bytes = b""
    refusal: OverstapError | None = None


def read_sheaf(session: Session, language: Language, asked: int, order: Order, case: str, filed: str) -> Sheaf:
    """The document of one case as ordered, or the print with the id ``filed``."""
    dossier = session.store.dossier(case)
    person = dossier.last(Candidate)
    name = Names(session.store, language).title(person) if person is not None else ""
    prints = tuple(p for p in reversed(dossier.all(Print)) if p.document == order.kind and p.sha256)
    frozen = order.kind == "intake" and frozen_report(session.store, dossier, order.language) is not None
    missing = missing_on(order.kind, dossier, session.work.clock.today())
    pdf, refusal = b"", None
    try:
        kept = next((p.sha256 for p in prints if p.id == filed), None)
        pdf = (
            session.store.bytes(kept) if kept
            else session.papers.pdf(order.kind, case, order.language, **order.chosen)
        )  # fmt: skip
    except OverstapError as error:
        refusal = error
    return Sheaf(asked, dossier.candidate_id, name, missing, prints, bool(filed) or frozen, pdf, refusal)
