"""Learning, the new job and what comes after it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from desktop.application import aftercare, enrolments, notes, pauses, placements, routes
from desktop.application.practice_town import texts
from desktop.application.practice_town.seats import Seat, at_work
from desktop.domain.records import Aftercare, Enrolment, Route
from desktop.domain.working_days import add_months


def first_lesson(seat: Seat, route: str) -> None:
    """Enrol in everything that is not exempt; lessons begin soon."""
    seat.do_all(
        enrolments.set_progress(seat.work, enrolment.id, "enrolled")
        for enrolment in seat.work.read.children(Enrolment, route)
        if enrolment.status == "planned"
    )


def follow(seat: Seat, traject: str, route: str, chance: random.Random, *, smooth: bool = False) -> Iterator[datetime]:
    """One module after the other: started, guided at work, examined, sometimes again."""
    lessons = [e for e in seat.work.read.children(Enrolment, route) if e.status == "enrolled"]
    for enrolment in sorted(lessons, key=lambda e: (e.start or seat.today(), e.seq or 0)):
        yield at_work(max(seat.today(), enrolment.start or seat.today()), chance)
        seat.do(enrolments.set_progress(seat.work, enrolment.id, "started"))
        if chance.random() < 0.3:
            seat.do(enrolments.tick_guided_week(seat.work, enrolment.id, seat.today()))
        if chance.random() < 0.35:
            yield at_work(seat.in_days(chance.randrange(5, 12)), chance)
            body = chance.choice(texts.PROGRESS)
            seat.do(notes.add_note(seat.work, traject, body, kind="progress", visibility="team", channel="phone"))
        if not smooth and chance.random() < 0.07:
            yield from stand_still(seat, traject, chance)
        yield from _exam(seat, enrolment, chance, smooth)
    yield at_work(seat.in_days(3), chance)
    seat.do(routes.finish_route(seat.work, route, seat.today()))


def _exam(seat: Seat, enrolment: Enrolment, chance: random.Random, smooth: bool) -> Iterator[datetime]:
    end = enrolment.end or seat.today()
    yield at_work(max(seat.in_days(1), end - timedelta(days=2)), chance)
    if not smooth and chance.random() < 0.12:
        seat.do(enrolments.set_progress(seat.work, enrolment.id, "behind"))
        yield at_work(seat.in_days(chance.randrange(5, 15)), chance)
    if chance.random() < 0.14:
        lost = chance.choice(("failed", "failed", "no_show"))
        grade = Decimal(chance.randrange(30, 55)) / 10 if lost == "failed" else None
        seat.do(enrolments.record_attempt(seat.work, enrolment.id, seat.today(), lost, grade))
        yield at_work(seat.in_days(chance.randrange(10, 25)), chance)
    grade = Decimal(chance.randrange(55, 96)) / 10
    seat.do(enrolments.record_attempt(seat.work, enrolment.id, seat.today(), "passed", grade))


def stand_still(seat: Seat, traject: str, chance: random.Random) -> Iterator[datetime]:
    """A pause with a reason and a day to look again, and back to work."""
    reason = chance.choice(("parental_leave", "employer", "abroad", "start_moment"))
    seat.do(pauses.pause(seat.work, traject, reason, seat.in_days(chance.randrange(20, 80))))
    yield at_work(seat.in_days(chance.randrange(15, 75)), chance)
    seat.do(pauses.resume(seat.work, traject))


def take_the_job(seat: Seat, traject: str, route: str, chance: random.Random) -> Iterator[datetime]:
    """A contract with the employer of the agreement, and the first day."""
    start = seat.in_days(chance.randrange(4, 20))
    lasting = chance.random() < 0.45
    values = {
        "start": start, "hours": Decimal(chance.choice((24, 28, 32, 36))), "contract": "O" if lasting else "B",
        "end": None if lasting else add_months(start, 12) - timedelta(days=1),
        "wage_band": chance.choice(("120", "150")),
        "trial_until": add_months(start, 1) - timedelta(days=1),
    }  # fmt: skip
    seat.do(placements.place(seat.work, traject, values))
    if found := seat.work.read.find_one(Route, route):
        body = f"Contract gezien voor na de route “{found.name}”. Eerste werkdag {start:%d-%m-%Y}."
        seat.do(notes.add_note(seat.work, traject, body, kind="employer", visibility="team", channel="email"))
    yield at_work(start, chance)


def keep_in_touch(seat: Seat, traject: str, chance: random.Random, steady: float) -> Iterator[datetime]:
    """The five contacts after the first day, each on its day; the last answer is whether the job lasted."""
    stays = True
    for contact in seat.work.read.children(Aftercare, traject):
        yield at_work(max(seat.today(), contact.planned or seat.today()), chance)
        stays = stays and chance.random() < steady
        good = stays and chance.random() < 0.85
        values = {
            "with_whom": chance.choice(("both", "candidate")), "channel": chance.choice(("phone", "visit", "video")),
            "outcome": "good" if good else "attention" if stays else "stopped", "stays": stays, "in_region": True,
            "score": chance.randrange(7, 11) if good else chance.randrange(4, 7),
            "action": None if good else "Gesprek met de leidinggevende afspreken",
            "wish": "Een vervolgmodule" if chance.random() < 0.2 else None,
        }  # fmt: skip
        seat.do(aftercare.record_aftercare(seat.work, contact.id, values))
