"""Values that follow from others and are never stored: worked out where they are shown or printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from desktop.domain.dossier import Dossier
from desktop.domain.fields import Record
from desktop.domain.records import Education, FundingLine, PersonalBudget, Route
from desktop.domain.route_plan import route_plan

_DIPLOMA = "1"
_MBO = "4"
_QUALIFIES = frozenset({"3", "5", "6"})  # havo or vwo, hbo, university
_BELOW_MBO_2 = frozenset({"0", "1"})
_SPENT = frozenset({"claimed", "received"})
_RESERVED = frozenset({"planned", "requested", "granted"})


def basic_qualification(schooling: Iterable[Education]) -> bool | None:
    """Whether somebody has a diploma of havo, vwo or at least mbo 2; unknown without any schooling."""
    known = tuple(schooling)
    if not known:
        return None
    return any(
        one.diploma_code == _DIPLOMA
        and (one.level_code in _QUALIFIES or (one.level_code == _MBO and one.nlqf not in _BELOW_MBO_2))
        for one in known
    )


def derived(dossier: Dossier, record: Record, name: str) -> Any:
    """The value of a derived field in this dossier; nothing where it cannot be known."""
    work_out = _DERIVED.get(f"{record.SPEC.name}.{name}")
    return work_out(dossier, record) if work_out else None


def _of_budget(dossier: Dossier, budget: PersonalBudget, states: frozenset[str]) -> int:
    lines = (line for line in dossier.all(FundingLine) if line.scheme == budget.scheme and budget.scheme)
    return sum(line.amount or 0 for line in lines if line.line_status in states)


_DERIVED: dict[str, Callable[[Dossier, Any], Any]] = {
    "candidate.basic_qualification": lambda dossier, _: basic_qualification(dossier.all(Education)),
    "route.load_total": lambda dossier, route: _load(dossier, route),
    "personal_budget.pb_spent": lambda dossier, budget: _of_budget(dossier, budget, _SPENT),
    "personal_budget.pb_reserved": lambda dossier, budget: _of_budget(dossier, budget, _RESERVED),
}


def _load(dossier: Dossier, route: Route) -> Any:
    return route_plan(dossier, route).load or None
