"""Contacts after the start of the job, and whether it lasted 3, 6 and 12 months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.application.cases import open_case, step
from desktop.application.checking import changed_fields, must, new_record
from desktop.application.ports import Work
from desktop.domain.aftercare_plan import LASTING
from desktop.domain.changes import Action, Edit
from desktop.domain.errors import Refused
from desktop.domain.records import Aftercare, Placement, Sustained
from desktop.domain.said import N_, said

_OF_OCCASION = {occasion: months for months, occasion in LASTING.items()}
_SOURCE = {"candidate": "candidate", "employer": "employer", "both": "candidate"}


def record_aftercare(work: Work, aftercare: str, values: Mapping[str, Any]) -> Action:
    """Record a contact that was planned: with whom, and how it went.

    Whether the person stays in the job is kept as the answer after 3, 6 or 12 months too.
    """
    found = work.read.get(Aftercare, aftercare)
    case = open_case(work, found.parent or "")
    kept = {"done": work.clock.today(), **values}
    must(work, {**found.values(), **kept}, "aftercare", ("with_whom", "outcome"))
    edits: list[Edit] = list(changed_fields(work, found, kept))
    months = _OF_OCCASION.get(found.occasion or "")
    if months is not None and found.placement and kept.get("stays") is not None:
        with_whom = kept.get("with_whom") or found.with_whom or "candidate"
        edits += _lasting(work, found.placement, months, bool(kept["stays"]), _SOURCE[with_whom])
    edits += step(case, f"S6.{found.occasion}") if found.occasion else ()
    return Action(N_("Aftercare recorded"), tuple(edits))


def record_party(work: Work, aftercare: str, party: str, values: Mapping[str, Any]) -> Action:
    """Record what one of the two said in a contact that was planned with both; the other stays planned for that day."""
    found = work.read.get(Aftercare, aftercare)
    made = record_aftercare(work, aftercare, {**values, "with_whom": party})
    if found.done is not None or found.with_whom not in (None, "both"):
        return made
    other = {"candidate": "employer", "employer": "candidate"}[party]
    rest = {"placement": found.placement, "occasion": found.occasion, "planned": found.planned, "with_whom": other}
    left = new_record(work, "aftercare", found.parent, {name: v for name, v in rest.items() if v is not None})
    return Action(made.label, (*made.edits, left))


def plan_contact(work: Work, placement: str, planned: date, with_whom: str = "both") -> Action:
    """One more contact than the five that follow by rule."""
    found = work.read.get(Placement, placement)
    case = open_case(work, found.parent or "")
    values = {"placement": placement, "planned": planned, "with_whom": with_whom}
    return Action(N_("Aftercare planned"), (new_record(work, "aftercare", case.id, values),))


def record_lasting(work: Work, placement: str, months: int, *, still: bool, source: str) -> Action:
    """Record whether the person still works there after 3, 6 or 12 months, and who says so."""
    found = work.read.get(Placement, placement)
    open_case(work, found.parent or "")
    if months not in LASTING:
        raise Refused(said(N_("It is recorded after 3, 6 and 12 months. Choose one of these.")))
    return Action(N_("Lasting work recorded"), _lasting(work, placement, months, still, source))


def _lasting(work: Work, placement: str, months: int, still: bool, source: str) -> tuple[Edit, ...]:
    values = {"months": months, "sustained": "1" if still else "2", "source": source}
    known = next((s for s in work.read.children(Sustained, placement) if s.months == months), None)
    if known is not None:
        return changed_fields(work, known, values)
    return (new_record(work, "sustained", placement, values),)
