"""Values that follow from others: the basic qualification, the load of a route, what is left of a personal budget."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.domain.derived import basic_qualification, derived
from desktop.domain.records import Candidate, Education, PersonalBudget, Route
from tests import dossiers as d


def school(level: str, diploma: str = "1", nlqf: str | None = None) -> Education:
    return Education(id="e", level_code=level, diploma_code=diploma, nlqf=nlqf)


@pytest.mark.parametrize(
    ("schooling", "expected"),
    [
        ((), None),
        ((school("3"),), True),  # havo or vwo
        ((school("4", nlqf="2"),), True),  # mbo 2
        ((school("4"),), True),  # mbo of which the level was not written down
        ((school("4", nlqf="1"),), False),  # entree
        ((school("2"),), False),  # vmbo
        ((school("5", diploma="2"),), False),  # hbo without its diploma
        ((school("1"), school("6")), True),
    ],
)
def test_havo_vwo_or_mbo_2_with_a_diploma_is_a_basic_qualification(
    schooling: tuple[Education, ...], expected: bool | None
) -> None:
    assert basic_qualification(schooling) is expected


def test_a_dossier_gives_each_derived_field_its_value() -> None:
    dossier = d.filled()
    candidate, route, budget = (dossier.last(kind) for kind in (Candidate, Route, PersonalBudget))
    assert candidate
    assert route
    assert budget
    assert derived(dossier, candidate, "basic_qualification") is True
    assert derived(dossier, route, "load_total") == Decimal(1120)
    assert derived(dossier, budget, "pb_reserved") == 270_000
    assert derived(dossier, budget, "pb_spent") == 0


def test_claimed_money_is_spent_and_no_longer_reserved() -> None:
    dossier = d.changed(d.filled(), "line1", line_status="claimed")
    budget = dossier.last(PersonalBudget)
    assert budget
    assert derived(dossier, budget, "pb_spent") == 270_000
    assert derived(dossier, budget, "pb_reserved") == 0
