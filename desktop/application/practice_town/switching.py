"""From a wish to a signed agreement: match, route, money, approvals, signatures."""

from __future__ import annotations

import random
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from desktop.application import agreements, attachments, edits, enrolments, matches, routes
from desktop.application.practice_town import papers, texts
from desktop.application.practice_town.companies import Opening
from desktop.application.practice_town.people import Person
from desktop.application.practice_town.region import Region
from desktop.application.practice_town.seats import Seat, at_work
from desktop.application.practice_town.trades import GOALS, SCHOOLS
from desktop.domain.records import AgreementParty, Enrolment

LEAD_IN = 21
"""Days between planning a route and its first lesson."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A route by its id, with what it costs in cents."""

    route: str
    cost: int


def find_opening(region: Region, who: Person, tried: set[str], chance: random.Random) -> Opening | None:
    """An open question with a seat, preferably of the wished occupation."""
    free = [one for one in region.openings if one.left > 0 and one.question not in tried]
    wished = [one for one in free if one.company.goal == who.goal]
    return chance.choice(wished or free) if wished or free else None


def get_matched(
    seat: Seat, traject: str, opening: Opening, chance: random.Random, *, sure: bool
) -> Generator[datetime, None, bool]:
    """Proposed, met, tried for a day; the value at the end says whether both agreed."""
    opening.left -= 1  # nobody else is proposed for this seat meanwhile
    score = chance.randrange(55, 96)
    parts = f'{{"taken": {score - 10}, "reistijd": 90}}'
    values = {"score": score, "parts": parts, "gaps": "Vakkennis en een certificaat"}
    made = seat.do(matches.propose(seat.work, traject, opening.question, values)).created("match")
    for status in ("meeting", "trial_day")[: chance.randrange(1, 3)]:
        yield at_work(seat.in_days(chance.randrange(3, 9)), chance)
        seat.do(matches.decide(seat.work, made, status))
    yield at_work(seat.in_days(chance.randrange(2, 6)), chance)
    if sure or chance.random() < 0.8:
        day = seat.today()
        seat.do(matches.decide(seat.work, made, "agreed", candidate_agreed=day, employer_agreed=day))
        return True
    opening.left += 1
    declined = chance.choice(("declined_candidate", "declined_employer"))
    seat.do(matches.decide(seat.work, made, declined))
    return False


def plan(seat: Seat, region: Region, traject: str, opening: Opening, chance: random.Random) -> Planned:
    """A route with its modules and the money for it, sent for approval."""
    goal = GOALS[opening.company.goal]
    start = seat.in_days(LEAD_IN + chance.randrange(0, 10))
    lessons = [one for one in region.lessons[opening.company.goal] if one.part.mandatory or chance.random() < 0.4]
    values: dict[str, Any] = {
        "name": f"Naar {goal.job.lower()}", "question": opening.question, "to_occ": goal.isco, "to_label": goal.job,
        "target_credential": "mbo_certificate", "crebo": goal.crebo, "level": goal.level, "pathway": "third",
        "start": start, "end_plan": start + timedelta(weeks=sum(one.part.weeks for one in lessons)),
        "fallback": texts.FALLBACK,
    }  # fmt: skip
    route = seat.do(routes.plan_route(seat.work, traject, values)).created("route")
    first = start
    for lesson in lessons:
        mandatory = lesson.part.mandatory
        begins = first if mandatory else start
        made = enrolments.enrol(seat.work, route, lesson.id, start=begins, mandatory=mandatory)
        seat.do(made)
        if mandatory:
            first += timedelta(weeks=lesson.part.weeks)
    if chance.random() < 0.12:
        _exempt_from_first(seat, region, route, goal.school)
    cost = _pay(seat, region, traject, route, chance)
    seat.do(routes.submit_route(seat.work, route))
    return Planned(route, cost)


def _exempt_from_first(seat: Seat, region: Region, route: str, school: int) -> None:
    first = seat.work.read.children(Enrolment, route)[0]
    dated = seat.today() - timedelta(days=200)
    by = region.schools[school]
    seat.do(enrolments.exempt(seat.work, first.id, "evc", by, seat.today(), certificate_date=dated))


def _pay(seat: Seat, region: Region, traject: str, route: str, chance: random.Random) -> int:
    cost = routes.plan_of(seat.work, route).cost
    own = cost // 5 if chance.random() < 0.3 else 0
    lines = [{"cost_kind": "tuition", "amount": cost - own, "payer": "fund", "scheme": region.scheme,
              "line_status": "granted", "award_no": f"OEFEN-{chance.randrange(10_000, 99_999)}",
              "award_date": seat.today()}]  # fmt: skip
    if own:
        lines.append({"cost_kind": "exam", "amount": own, "payer": "employer", "line_status": "planned"})
    lines.append({"cost_kind": "travel", "amount": 12_500, "payer": "fund", "line_status": "requested"})
    seat.do_all(edits.add(seat.work, "funding_line", traject, line) for line in lines)
    return cost


def approve(seat: Seat, route: str, who: Person, opening: Opening) -> None:
    """Candidate, employer and school say yes; the school last, because that opens the gate."""
    school = SCHOOLS[GOALS[opening.company.goal].school]
    yes = (("participant", who.full_name), ("employer", opening.company.signatory), ("school", school))
    seat.do_all(routes.approve_route(seat.work, route, role, name) for role, name in yes)


@dataclass(frozen=True)
class Signing:
    """An agreement on its way to the last signature."""

    seat: Seat
    region: Region
    traject: str
    planned: Planned
    who: Person
    opening: Opening
    chance: random.Random

    def go(self, match: str) -> Iterator[datetime]:
        """Drawn up, paid for, offered, signed one by one, and the POK of the school registered."""
        seat, chance = self.seat, self.chance
        made = seat.do(agreements.draw_up(seat.work, match, self._terms())).created("agreement")
        split = {"cost_kind": "tuition", "amount": self.planned.cost, "payer": "fund"}
        seat.do(agreements.split_costs(seat.work, made, [split]))
        yield at_work(seat.in_days(1), chance)
        seat.do(agreements.offer(seat.work, made))
        for party in seat.work.read.children(AgreementParty, made):
            yield at_work(seat.in_days(chance.randrange(1, 3)), chance)
            self._sign(party)
        number = f"POK-OEFEN-{chance.randrange(10_000, 99_999)}"
        seat.do(agreements.register_pok(seat.work, made, number, seat.today(), "1"))

    def _terms(self) -> dict[str, Any]:
        goal = GOALS[self.opening.company.goal]
        return {
            "work_hours": 24, "school_hours": 8, "bpv_total": 220, "employment_kind": "B", "trial_weeks": 4,
            "school_guide": self.region.mentors[goal.school], "target_part": f"Certificaat {goal.subject}",
            "assessment": texts.ASSESSMENT, "insured": True, "insurance": texts.INSURANCE, "pay": 232_500,
            "termination": texts.ENDING, "replacement": texts.REPLACEMENT,
        }  # fmt: skip

    def _sign(self, party: AgreementParty) -> None:
        seat, goal = self.seat, GOALS[self.opening.company.goal]
        signs = {
            "participant": (self.who.full_name, "Deelnemer"),
            "guardian": (str(self.who.details.get("guardian_name")), "Ouder"),
            "employer": (self.opening.company.signatory, "Directeur"),
            "school": (f"Mentor van {SCHOOLS[goal.school]}", "Mentor"),
            "desk": (seat.work.user.name, "Adviseur"),
        }
        name, role = signs[party.role or "desk"]
        how = self.chance.choice(("wet", "digital", "pdf"))
        scan = self._scan(name) if party.role == "participant" and how == "wet" else None
        seat.do(agreements.sign(seat.work, party.id, name=name, role=role, on=seat.today(), how=how, scan=scan))

    def _scan(self, name: str) -> str:
        paper = papers.page("Oefenhandtekening (verzonnen)", name)
        made = attachments.attach(
            self.seat.work, self.traject, paper, "handtekening", kind="agreement", title="Ondertekend blad deelnemer"
        )
        return self.seat.do(made).created("document")
