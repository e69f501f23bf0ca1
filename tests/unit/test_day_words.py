"""Days as people say them."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.application.day_words import said_day

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("vandaag", 2), ("Morgen", 3), ("overmorgen", 4), ("vr", 6), ("friday", 6), ("maandag", 9),
        ("volgende week", 9), ("+3", 5), ("+1w", 9), ("over 2 weken", 16), ("over een week", 9),
        ("in 10 days", 12), ("gisteren", 1),
    ],
)  # fmt: skip
def test_a_day_in_words_is_counted_from_today(typed: str, day: int) -> None:
    assert said_day(typed, MONDAY) == date(2026, 3, day)


@pytest.mark.parametrize("typed", ["", "ooit", "+", "over weken", "12 mei", "over 3 maanden", "maan"])
def test_other_words_are_no_day(typed: str) -> None:
    assert said_day(typed, MONDAY) is None
