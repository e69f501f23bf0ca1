"""Where bars stand in the picture of a route."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from desktop.application.route_picture import Bar
from desktop.domain.records import Enrolment
from desktop.domain.route_plan import PlannedModule
from desktop.domain.route_shape import Lane
from desktop.ui.screens.route.scale import Scale, spots

START = date(2026, 9, 7)


@st.composite
def bars(draw: st.DrawFn) -> list[Bar]:
    """Modules of any length anywhere in a year, in any lane."""
    found = []
    for number in range(draw(st.integers(1, 12))):
        start = START + timedelta(days=draw(st.integers(0, 360)))
        end = start + timedelta(days=draw(st.integers(0, 200)))
        planned = PlannedModule(Enrolment(id=str(number), start=start, end=end), None, Decimal(0), Decimal(1), 0)
        found.append(Bar(planned, draw(st.sampled_from(Lane)), (), ()))
    return found


@given(bars(), st.integers(10, 300))
def test_no_bar_and_no_name_stands_on_another(shown: list[Bar], wide: int) -> None:
    placed = spots(shown, Scale(START, 400, 2.0), {bar.id: wide for bar in shown}, {})
    assert len(placed) == len(shown)
    for one, other in combinations(sorted(placed, key=lambda spot: spot.left), 2):
        if (one.bar.lane, one.row) == (other.bar.lane, other.row):
            assert (one.tail + wide + 8 if one.beside else one.right) <= other.left


def test_a_bar_that_is_dragged_keeps_its_row() -> None:
    planned = PlannedModule(Enrolment(id="a", start=START, end=START), None, Decimal(0), Decimal(1), 0)
    (spot,) = spots([Bar(planned, Lane.THEORY, (), ())], Scale(START, 400, 2.0), {"a": 50}, {"a": 3})
    assert spot.row == 3
