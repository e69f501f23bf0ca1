"""One new candidate taken through every stage, with nothing going wrong: what `overstap demo --out` shows."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from desktop.application.practice_town.companies import found_company, opened, raised
from desktop.application.practice_town.intakes import Report
from desktop.application.practice_town.journey import Journey
from desktop.application.practice_town.people import SEED
from desktop.application.practice_town.region import Region
from desktop.application.practice_town.seats import Seat, at_work
from desktop.application.questions import advance_question

LONGEST = timedelta(days=730)
"""How long ago the candidate signs up: a year of learning and a year of aftercare fit in."""

_COMPANY = 10_000
"""Where the numbers of employers of such candidates begin, away from those of the town."""


def walk(seat: Seat, region: Region, until: datetime, report: Report, number: int) -> Journey:
    """Sign up the person with this number, find an employer who asks for somebody, and go on until the case is closed.

    The calendar is at ``until`` at the end.
    """
    chance = random.Random(f"{SEED} walk {number}")  # noqa: S311 the same walk every time is the point
    since = (until - LONGEST).date()
    seat.calendar.turn_to(at_work(since, chance))
    company = found_company(region, seat, _COMPANY + number, chance)
    question = raised(seat, company, 1, chance)
    seat.do(advance_question(seat.work, question, "clarified"))
    region.openings[:] = [opened(seat, region, question, company)]
    journey = Journey(region, seat, number, chance, report, smooth=True)
    for at in journey.live(seat.today()):
        if at > until:
            raise ValueError("the walk takes longer than the time there is for it")
        seat.calendar.turn_to(max(at, seat.calendar.now()))
    seat.store.user = seat.work.user
    seat.calendar.turn_to(until)
    return journey
