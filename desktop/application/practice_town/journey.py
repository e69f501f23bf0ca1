"""One person's way through practice town, as a generator of the moments at which something happens to them."""

from __future__ import annotations

import random
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from desktop.application import (
    appointments,
    attachments,
    candidates,
    closing,
    edits,
    intake,
    notes,
    pauses,
    reentry,
    stage_changes,
    tasks,
)
from desktop.application.practice_town import learning, papers, switching, texts
from desktop.application.practice_town.companies import Opening
from desktop.application.practice_town.intakes import Report, finish_report, hold_talk
from desktop.application.practice_town.people import Person, person
from desktop.application.practice_town.region import Region
from desktop.application.practice_town.seats import Seat, at_work
from desktop.application.practice_town.switching import Planned
from desktop.domain.records import Match, Placement, Route, Sustained, Task


class Fate(StrEnum):
    """How a journey goes."""

    STEADY = "steady"
    NEVER_STARTS = "never_starts"
    LEAVES_EARLY = "leaves_early"  # in the orientation
    LEAVES_LATE = "leaves_late"  # in the modules
    HANDED_OVER = "handed_over"


_CHANCES = ((0.07, Fate.NEVER_STARTS), (0.06, Fate.LEAVES_EARLY), (0.07, Fate.LEAVES_LATE), (0.02, Fate.HANDED_OVER))
_EARLY = ("UG01", "UG02", "UG03", "UG05", "UG10", "UG17", "UG18")
_LATE = ("UG06", "UG07", "UG11", "UG13", "UG14", "UG16", "UG19")
_CAME_BY = {"uwv": ("ww", "uwv"), "municipality": ("assistance", "partner"), "other": ("threatened", "employer")}
_NOTICE = "oefen-1"


@dataclass
class Journey:
    """One case on its way."""

    region: Region
    seat: Seat
    number: int
    chance: random.Random
    report: Report
    fate: Fate = Fate.STEADY
    smooth: bool = False  # nothing goes wrong
    candidate: str = ""
    traject: str = ""
    case: dict[str, Any] = field(default_factory=dict)
    planned: Planned | None = None
    opening: Opening | None = None

    def live(self, since: date) -> Iterator[datetime]:
        """From the sign-up on."""
        yield at_work(since, self.chance)
        who = person(self.number, self.seat.today(), self.chance)
        self._sign_up(who)
        yield from self._case(who)

    def _case(self, who: Person) -> Iterator[datetime]:
        yield from self._get_invited(who)
        if self.fate is Fate.NEVER_STARTS:
            yield from self._give_up()
            return
        yield from self._intake(who)
        if self.fate is Fate.HANDED_OVER:
            self._close("transferred", "handed_over")
            return
        yield from self._orientate(who)
        if self.opening is None:
            yield from self._leave(who, _EARLY)
            return
        yield from self._sign(who, self.opening)
        yield from self._learn(who)
        if self.fate is Fate.LEAVES_LATE:
            yield from self._leave(who, _LATE)
            return
        yield from self._work()

    def _sign_up(self, who: Person) -> None:
        kind = self.chance.choice(tuple(_CAME_BY))
        origin, channel = _CAME_BY[kind]
        source = self.region.referrers[kind]
        case = {
            "source_org": source, "origin_status": origin, "channel": channel, "programme": self.region.programme,
            "current_employer": who.origin.company, "current_job": who.origin.job,
            "current_job_code": who.origin.isco, "job_end": self.seat.in_days(self.chance.randrange(20, 200)),
        }  # fmt: skip
        if kind != "other":
            case |= {"referrer": source, "ref_no": f"OEFEN-{self.number:05d}"}
        self.case = case
        made = self.seat.do(candidates.register(self.seat.work, who.sign_up, case))
        self.candidate, self.traject = made.created("candidate"), made.created("traject")
        if self.number % 5 == 0:
            self.region.lead.do(
                tasks.add_task(
                    self.region.lead.work, self.traject, "Nieuwe aanmelding bellen", self.seat.in_days(4),
                    owner=self.seat.work.user.id, prio="high",
                )
            )  # fmt: skip

    def _get_invited(self, who: Person) -> Iterator[datetime]:
        yield self._later(1, 6)
        self._note(texts.TALKS[0].format(day="dinsdag"), "talk")
        self.seat.do(edits.change(self.seat.work, "candidate", self.candidate, _some(who)))
        given = {"privacy_notice": _NOTICE, "privacy_notice_date": self.seat.today()}
        self.seat.do(edits.change(self.seat.work, "traject", self.traject, given))
        if self.fate is Fate.NEVER_STARTS:
            return
        while not (yield from self._meet("Intake")):
            self._note(texts.NO_SHOW, "no_show")

    def _meet(self, subject: str) -> Generator[datetime, None, bool]:
        """Make an appointment and wait for it; the value at the end says whether it took place."""
        start = at_work(self.seat.in_days(self.chance.randrange(4, 14)), self.chance)
        end = start + timedelta(minutes=60)
        made = appointments.make_appointment(
            self.seat.work, self.traject, start, end, "Proefplein 1, Oefenstad", subject=subject
        )
        made_id = self.seat.do(made).created("appointment")
        yield start + timedelta(minutes=75)
        held = self.smooth or self.chance.random() > 0.06
        self.seat.do(appointments.set_status(self.seat.work, made_id, "held" if held else "no_show"))
        return held

    def _intake(self, who: Person) -> Iterator[datetime]:
        self._advance("S1")
        hold_talk(self.seat, self.candidate, self.traject, who, self.chance)
        self._note(self.chance.choice(texts.TALKS).format(day="donderdag", goal=who.wished.job), "talk")
        self._task()
        at = self._later(3, 20)
        self.report.ahead(self.seat.work, self.traject, at)
        yield at
        finish_report(self.seat, self.traject, self.report)
        yield self._later(1, 8)
        self.seat.do(intake.agree(self.seat.work, self.traject, agreed=True, on=self.seat.today()))
        if self.smooth or self.number % 6 == 0:
            title = f"Cv {who.full_name}"
            paper = papers.picture(self.number) if self.number % 12 else papers.page(title, who.origin.job)
            self.seat.do(attachments.attach(self.seat.work, self.traject, paper, "cv", kind="cv", title=title))
        self._finish_tasks()

    def _orientate(self, who: Person) -> Iterator[datetime]:
        self._advance("S2")
        self._task()
        yield self._later(3, 15)
        self._note(self.chance.choice(texts.TALKS).format(day="vrijdag", goal=who.wished.job), "talk")
        if self.fate is Fate.LEAVES_EARLY:
            return
        tried: set[str] = set()
        waits = False
        while self.opening is None:
            found = switching.find_opening(self.region, who, tried, self.chance)
            if found is None:
                waits = True
                self.seat.do(pauses.wait(self.seat.work, self.traject, "no_question"))
                yield self._later(20, 27)
                continue
            if waits:
                waits = False
                self.seat.do(pauses.resume(self.seat.work, self.traject))
            tried.add(found.question)
            seat, sure = self.seat, self.smooth
            if (yield from switching.get_matched(seat, self.traject, found, self.chance, sure=sure)):
                self.opening = found
            elif self.chance.random() < 0.5:
                self._note(self.chance.choice(texts.EMPLOYER_NOTES), "employer")
        self._finish_tasks()
        yield self._later(1, 6)
        self.planned = switching.plan(self.seat, self.region, self.traject, self.opening, self.chance)
        yield self._later(2, 9)
        switching.approve(self.seat, self.planned.route, who, self.opening)

    def _agreed(self) -> Match:
        found = self.seat.work.read.children(Match, self.traject)
        return next(one for one in found if one.match_status == "agreed")

    def _plan(self) -> Planned:
        if self.planned is None:
            raise LookupError("nothing was planned yet")
        return self.planned

    def _sign(self, who: Person, opening: Opening) -> Iterator[datetime]:
        match, planned = self._agreed(), self._plan()
        yield self._later(0, 3)
        self._advance("S3")
        signing = switching.Signing(self.seat, self.region, self.traject, planned, who, opening, self.chance)
        yield from signing.go(match.id)

    def _learn(self, who: Person) -> Iterator[datetime]:
        first = self.seat.work.read.get(Route, self._plan().route).start or self.seat.today()
        yield at_work(max(first, self.seat.today()), self.chance)
        learning.first_lesson(self.seat, self._plan().route)
        self._advance("S4")
        if self.fate is Fate.LEAVES_LATE:
            yield self._later(15, 90)
            return
        yield from learning.follow(self.seat, self.traject, self._plan().route, self.chance, smooth=self.smooth)

    def _work(self) -> Iterator[datetime]:
        yield self._later(1, 5)
        self._advance("S5")
        yield from learning.take_the_job(self.seat, self.traject, self._plan().route, self.chance)
        self._advance("S6")
        self._task()
        yield from learning.keep_in_touch(self.seat, self.traject, self.chance, steady=1 if self.smooth else 0.97)
        self._finish_tasks()
        yield self._later(1, 6)
        lasting = self._lasted()
        self._close("lasting" if lasting else "partly", "goal_reached" if lasting else "other")

    def _lasted(self) -> bool:
        read = self.seat.work.read
        jobs = read.children(Placement, self.traject)
        answers = [one for job in jobs for one in read.children(Sustained, job.id) if one.months == 12]
        return bool(answers) and answers[-1].sustained == "1"

    def _give_up(self) -> Iterator[datetime]:
        for body in texts.ATTEMPTS:
            self._note(body, "attempt")
            yield self._later(2, 6)
        self._close("not_started", self.chance.choice(("unreachable", "withdrew", "wrong_region")))

    def _leave(self, who: Person, reasons: tuple[str, ...]) -> Iterator[datetime]:
        """Dropped out, countersigned by the team lead; one in four comes back."""
        yield self._later(2, 8)
        reason, lead = self.chance.choice(reasons), self.region.lead
        lead.do(closing.drop_out(lead.work, self.traject, reason, "Besproken in het teamoverleg"))
        if self.chance.random() > 0.25:
            return
        yield self._later(40, 150)
        came = {name: self.case.get(name) for name in ("programme", "referrer", "ref_no")}
        self.traject = self.seat.do(reentry.reenter(self.seat.work, self.candidate, came)).created("traject")
        self.fate, self.opening, self.planned = Fate.STEADY, None, None
        yield from self._case(who)

    def _close(self, result: str, reason: str) -> None:
        self.seat.do(closing.close_case(self.seat.work, self.traject, result, reason))

    def _advance(self, to: str) -> None:
        self.seat.do(stage_changes.advance_stage(self.seat.work, self.traject, to))

    def _note(self, body: str, kind: str) -> None:
        channel = self.chance.choice(("phone", "visit", "email", "video"))
        self.seat.do(notes.add_note(self.seat.work, self.traject, body, kind=kind, visibility="team", channel=channel))

    def _task(self) -> None:
        if not self.smooth and self.chance.random() < 0.5:
            return
        due = self.seat.in_days(self.chance.randrange(3, 30))
        self.seat.do(tasks.add_task(self.seat.work, self.traject, self.chance.choice(texts.TASKS), due))

    def _finish_tasks(self) -> None:
        for task in self.seat.work.read.children(Task, self.traject):
            if task.status == "open" and (self.smooth or self.chance.random() < 0.8):
                self.seat.do(tasks.finish_task(self.seat.work, task.id))

    def _later(self, low: int, high: int) -> datetime:
        return at_work(self.seat.in_days(self.chance.randrange(low, high)), self.chance)


def fated(chance: random.Random) -> Fate:
    """How it will go with somebody."""
    at = chance.random()
    for share, fate in _CHANCES:
        if at < share:
            return fate
        at -= share
    return Fate.STEADY


def _some(who: Person) -> dict[str, object]:
    """What is asked in the first call; the rest follows in the intake."""
    return {name: who.details[name] for name in ("salutation", "birth_date", "postcode", "municipality")}
