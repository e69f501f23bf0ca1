"""Employers of practice town and what they ask: from the first talk to the last seat."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from desktop.application import edits, employers, questions
from desktop.application.practice_town import places, texts
from desktop.application.practice_town.seats import Seat, at_work
from desktop.application.practice_town.trades import GOALS
from desktop.domain.changes import Create
from desktop.domain.records import Question
from desktop.domain.working_days import add_months

if TYPE_CHECKING:
    from desktop.application.practice_town.region import Region

_ENDINGS = ("B.V.", "Groep", "& Co", "Oost", "West", "Noord", "Zuid", "en Zonen")
_FIRST_NAMES = ("Joris", "Fatma", "Willem", "Anouk", "Piotr", "Saskia", "Hakan", "Marleen", "Teun", "Ingrid")
_LAST_NAMES = ("Fictief", "Bedenksel", "Verzinsma", "Nepstra", "Schijnbaar", "Proefman", "Testman", "Oefenaar")
LONGEST = timedelta(days=150)
"""How long a question stays open before it lapses."""

_LATELY, _ASKING = 10, 4
"""How many days before now, and how many companies."""


@dataclass(frozen=True, slots=True)
class Company:
    """An employer with the goal it offers work in, and who signs there."""

    id: str
    goal: int
    signatory: str


@dataclass
class Opening:
    """A question that is open, with the seats that are left."""

    question: str
    company: Company
    left: int


def company_life(region: Region, number: int, since: date, chance: random.Random) -> Iterator[datetime]:
    """One employer: added, recognised, spoken with every few months; it raises a question now and then."""
    seat = region.counsellors[number % len(region.counsellors)]
    yield at_work(since, chance)
    company = _found(seat, number, chance)
    region.companies.append(company)
    spoken = seat.today() + timedelta(days=chance.randrange(40, 120))
    asks = seat.today() + timedelta(days=chance.randrange(10, 60))
    while True:
        yield at_work(min(spoken, asks), chance)
        if seat.today() < asks:
            _speak(seat, company, chance)
            spoken = seat.today() + timedelta(days=chance.randrange(60, 150))
        else:
            yield from _question(seat, region, company, chance)
            asks = seat.today() + timedelta(days=chance.randrange(110, 280))


def asks_lately(region: Region, until: date, chance: random.Random) -> Iterator[datetime]:
    """Some companies ask shortly before now, so that there is always a question to propose somebody for."""
    yield at_work(until - timedelta(days=_LATELY), chance)
    for number, company in enumerate(region.companies[:_ASKING]):
        seat = region.counsellors[number % len(region.counsellors)]
        question = raised(seat, company, 3, chance)
        seat.do(questions.advance_question(seat.work, question, "clarified"))
        opened(seat, region, question, company)


def found_company(region: Region, seat: Seat, number: int, chance: random.Random) -> Company:
    """An employer that is there at once."""
    company = _found(seat, number, chance)
    region.companies.append(company)
    return company


def _found(seat: Seat, number: int, chance: random.Random) -> Company:
    at = number % len(GOALS)
    goal, home = GOALS[at], places.address(chance)
    name = goal.company if number < len(GOALS) else f"{goal.company} {_ENDINGS[number // len(GOALS) % len(_ENDINGS)]}"
    size = chance.choice(("1-9", "10-49", "50-249", "250+"))
    values = {
        "trade_name": name, "kvk": f"{99_000_000 + number:08d}", "size_class": size,
        "from_22": size in ("50-249", "250+"), "cao": f"Cao {goal.subject} (verzonnen)",
        "network_role": chance.choice(("none", "member", "ambassador")), **home,
    }  # fmt: skip
    people = [f"{chance.choice(_FIRST_NAMES)} {chance.choice(_LAST_NAMES)}" for _ in range(2)]
    contacts = [
        {"contact_name": person, "contact_role": role, "contact_phone": places.landline(1000 + number * 10 + at_),
         "contact_mail": places.mail(person, f"bedrijf{number}")}
        for at_, (person, role) in enumerate(zip(people, ("Directeur", "Praktijkopleider"), strict=True))
    ]  # fmt: skip
    made = seat.do(employers.add_employer(seat.work, values, contacts, [goal.sbi]))
    signs, trains = (e.id for e in made.edits if isinstance(e, Create) and e.kind == "contact")
    employer = made.created("employer")
    seat.do(edits.change(seat.work, "employer", employer, {"signatory": signs, "trainer": trains}))
    since = seat.today() - timedelta(days=chance.randrange(30, 400))
    seat.do(employers.recognise(seat.work, employer, goal.crebo, since, add_months(since, 72)))
    return Company(employer, at, people[0])


def _speak(seat: Seat, company: Company, chance: random.Random) -> None:
    values = {
        "subject_code": chance.choice(("vacancy", "learning_place", "training", "cooperation")),
        "kind_code": chance.choice(("visit", "phone", "email")), "remark": chance.choice(texts.CONTACT_REMARKS),
        "agreement_kind": chance.choice(("none", "follow_up", "learning_place")),
    }  # fmt: skip
    seat.do(employers.record_contact(seat.work, company.id, values))


def _question(seat: Seat, region: Region, company: Company, chance: random.Random) -> Iterator[datetime]:
    """A question on its way: collected, clear, validated by the team lead, open, and at last filled or closed."""
    question = raised(seat, company, chance.randrange(2, 8), chance)
    yield at_work(seat.in_days(chance.randrange(1, 5)), chance)
    seat.do(questions.advance_question(seat.work, question, "clarified"))
    if chance.random() < 0.05:
        seat.do(questions.advance_question(seat.work, question, "lapsed", "internal"))
        return
    yield at_work(seat.in_days(chance.randrange(1, 5)), chance)
    opening = opened(seat, region, question, company)
    yield at_work(seat.today() + LONGEST, chance)
    region.openings.remove(opening)
    status = seat.work.read.get(Question, question).status
    if status == "filled":
        seat.do(questions.advance_question(seat.work, question, "closed", "filled"))
    else:
        seat.do(questions.advance_question(seat.work, question, "lapsed", chance.choice(("market", "no_candidates"))))


def raised(seat: Seat, company: Company, seats: int, chance: random.Random) -> str:
    """A question with everything that matching asks; its id."""
    goal, home = GOALS[company.goal], places.address(chance)
    values: dict[str, Any] = {
        "title": f"{goal.job} gevraagd", "kind": "inflow", "seats": seats,
        "occupation_label": goal.job, "occupation_uri": goal.isco, "contract_kind": "02", "duration_kind": "B",
        "hours_min": 24, "hours_max": chance.choice((32, 36, 40)), "wage_from": 225_000, "wage_to": 290_000,
        "work_street": home["street"], "work_house_no": home["house_no"], "work_postcode": home["postcode"],
        "work_city": home["city"], "start": seat.in_days(60),
        "closing": seat.today() + LONGEST + timedelta(days=60),
        "job_promise": chance.choice(("intention", "guarantee")), "learning_place": True, "bpv_hours": 220,
    }  # fmt: skip
    needs = [
        {"requirement": goal.requirement, "necessity": "must", "legal_ground": goal.ground},
        {"requirement": "Woont in de regio", "necessity": "nice", "legal_ground": "Vroege diensten"},
    ]
    tasks = [(task, 5 - at) for at, task in enumerate(goal.tasks)]
    made = seat.do(questions.raise_question(seat.work, company.id, values, tasks, needs))
    question = made.created("question")
    tags = ((goal.subject, "cluster"), ("Tekort in de regio", "shortage"))
    seat.do_all(edits.add(seat.work, "question_tag", question, {"tag": tag, "kind": kind}) for tag, kind in tags)
    return question


def opened(seat: Seat, region: Region, question: str, company: Company) -> Opening:
    """Validate a clear question and open it."""
    region.lead.do(questions.advance_question(region.lead.work, question, "validated"))
    seat.do(questions.advance_question(seat.work, question, "open"))
    opening = Opening(question, company, seat.work.read.get(Question, question).seats or 1)
    region.openings.append(opening)
    return opening
