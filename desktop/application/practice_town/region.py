"""The desk and everything around it: colleagues, partners, programmes, schemes, schools and their modules."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from desktop.application import edits, modules
from desktop.application.ports import User
from desktop.application.practice_town import places
from desktop.application.practice_town.companies import Company, Opening
from desktop.application.practice_town.seats import Seat
from desktop.application.practice_town.trades import GOALS, PARTS, SCHOOLS, Part
from desktop.domain.records import Module, Organisation, OrganisationContact, Programme, Scheme
from desktop.domain.records import User as Colleague

COUNSELLORS = ("Bram Doe-Alsof", "Yasmin Proefwerk", "Lotte van Voorbeeld")
"""The colleagues beside the one who opens the workspace; the team lead comes on top."""

LEAD = "Noor Teamtest"
BLOCK = 10
"""The block of numbers of who opens the workspace; the colleagues have the next ones."""

_HOURS_OF_EC = 28


@dataclass(frozen=True, slots=True)
class Lesson:
    """A module of the catalogue with its place in a route."""

    id: str
    part: Part


@dataclass
class Region:
    """What people in practice town meet: all by id, because records belong to the store."""

    counsellors: list[Seat]
    lead: Seat
    programme: str = ""
    scheme: str = ""
    referrers: dict[str, str] = field(default_factory=dict)
    schools: list[str] = field(default_factory=list)
    mentors: list[str] = field(default_factory=list)
    lessons: list[list[Lesson]] = field(default_factory=list)  # by goal
    companies: list[Company] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)


def lay_out(seat: Seat, chance: random.Random) -> Region:
    """Make the region around the person who opened the workspace."""
    region = _team(seat)
    _partners(region.lead, region, chance)
    _programme(region.lead, region)
    for number, goal in enumerate(GOALS):
        region.lessons.append(_modules(region.lead, region, number, goal.school))
    return region


def recognise(seat: Seat) -> Region:
    """The region of a practice town that was built before, seen from the seat of who opened it."""
    read = seat.work.read
    people = [one for one in read.where(Colleague) if one.id != seat.work.user.id]
    seats = {
        one.name: seat.of(User(one.id, one.name or "", one.role or "counsellor", one.desk or "")) for one in people
    }
    region = Region([seat, *(seats[name] for name in COUNSELLORS)], seats[LEAD])
    region.programme, region.scheme = read.where(Programme)[0].id, read.where(Scheme)[0].id
    partners = {one.name: one for one in read.where(Organisation)}
    region.schools = [partners[name].id for name in SCHOOLS]
    region.referrers = {one.kind or "": one.id for one in partners.values() if one.id not in region.schools}
    region.mentors = [read.children(OrganisationContact, school)[0].id for school in region.schools]
    codes = {one.module_code: one.id for one in read.where(Module)}
    for number in range(len(GOALS)):
        region.lessons.append([Lesson(codes[_code(number, at)], part) for at, part in enumerate(PARTS)])
    return region


def _code(goal: int, part: int) -> str:
    return f"OEF-{goal + 1}{part + 1:02d}"


def _add(seat: Seat, kind: str, parent: str | None, values: dict[str, Any]) -> str:
    return seat.do(edits.add(seat.work, kind, parent, values)).created(kind)


def _team(seat: Seat) -> Region:
    own = seat.work.read.get(Colleague, seat.work.user.id)
    desk, team = own.desk or "", own.team or ""
    reviewed = seat.today()
    hand = {
        "mfa": True,
        "number_block": BLOCK,
        "rights_review": reviewed,
        "email": places.mail(own.name or "", "loket.oefenstad"),
    }
    seat.do(edits.change(seat.work, "user", own.id, {**hand, "phone": places.landline(1), "fte": Decimal("0.9")}))
    colleagues: list[User] = []
    for number, name in enumerate((*COUNSELLORS, LEAD), start=BLOCK + 1):
        role = "team_lead" if name == LEAD else "counsellor"
        values = {
            "name": name, "role": role, "team": team, "desk": desk, "active": True, "number_block": number,
            "phone": places.landline(number), "fte": Decimal("0.8"), "mfa": True, "rights_review": reviewed,
            "email": places.mail(name, "loket.oefenstad"),
        }  # fmt: skip
        colleagues.append(User(_add(seat, "user", None, values), name, role, desk))
    *counsellors, lead = (seat.of(colleague) for colleague in colleagues)
    seat.do(edits.change(seat.work, "team", team, {"name": "Team Oefenstad", "leader": lead.work.user.id}))
    land = _add(lead, "region", None, {"name": places.REGION, "kind": "labour_market"})
    for municipality in places.MUNICIPALITIES:
        _add(lead, "region_municipality", land, {"municipality": municipality})
    lead.do(edits.change(lead.work, "desk", desk, _desk(land)))
    return Region([seat, *counsellors], lead)


def _desk(land: str) -> dict[str, Any]:
    return {
        "street": "Proefplein", "house_no": 1, "postcode": "1990 QF", "city": "Oefenstad", "region": land,
        "phone": places.landline(0), "email": "info@loket.oefenstad.example",
        "controller": "Gemeente Oefenstad (verzonnen)", "privacy_contact": "privacy@loket.oefenstad.example",
        "privacy_notice": "oefen-1",
    }  # fmt: skip


def _partners(seat: Seat, region: Region, chance: random.Random) -> None:
    partners = {
        "UWV Schijnland (verzonnen)": "uwv", "Gemeente Nepveen (verzonnen)": "municipality",
        "Mobiliteitscentrum Doorstroom Fictum": "other", "Bibliotheek Proefdorp": "provider",
        "Opleidingsfonds Luchtkasteel": "fund", "EVC-huis Bedacht": "evc", "Taalhuis Voorbeeldoord": "provider",
    }  # fmt: skip
    for number, (name, kind) in enumerate(partners.items()):
        values = {"name": name, "kind": kind, "phone": places.landline(100 + number), **places.address(chance)}
        region.referrers[kind] = _add(seat, "organisation", None, values)
    for number, name in enumerate(SCHOOLS):
        values = {"name": name, "kind": "school", "phone": places.landline(200 + number), **places.address(chance)}
        school = _add(seat, "organisation", None, values)
        region.schools.append(school)
        for person, role in ((f"Mentor {number + 1} van {name}", "mentor"), (f"Examencommissie {name}", "examens")):
            contact = {"contact_name": person, "contact_role": role, "contact_phone": places.landline(210 + number)}
            made = _add(seat, "organisation_contact", school, contact)
            if role == "mentor":
                region.mentors.append(made)


def _programme(seat: Seat, region: Region) -> None:
    today, fund = seat.today(), region.referrers["fund"]
    values = {
        "name": "Oefenprogramma Overstappen", "programme_code": "OEFEN-1", "provider": fund, "status": "running",
        "start": today, "end": today + timedelta(days=1400), "budget": 150_000_000, "dpia": today, "max_days": 365,
        "legal_basis": "Toestemming en gerechtvaardigd belang (verzonnen, om te oefenen)",
        "aftercare_schedule": "7d 1m 3m 6m 12m", "caseload_norm": 45, "promise_needed": True,
    }  # fmt: skip
    region.programme = _add(seat, "programme", None, values)
    goals = (("Gestart", "Aantal mensen dat begon", 300), ("Geplaatst", "Aantal banen", 150))
    for name, formula, target in goals:
        _add(seat, "kpi", region.programme, {"name": name, "formula": formula, "target": Decimal(target)})
    _add(seat, "programme_partner", region.programme, {"partner": fund, "role": "Betaalt de modules"})
    scheme = {
        "scheme": "Oefenvoucher Luchtkasteel", "provider": fund, "valid_from": today, "max_amount": 500_000,
        "unit": "person",
    }  # fmt: skip
    region.scheme = _add(seat, "scheme", None, scheme)


def _modules(seat: Seat, region: Region, number: int, school: int) -> list[Lesson]:
    goal, provider, lessons = GOALS[number], region.schools[school], list[Lesson]()
    for at, part in enumerate(PARTS):
        hours = part.guided + part.practice + part.alone
        ec = goal.level.startswith("nlqf") and hours % _HOURS_OF_EC == 0
        values = {
            "module_code": _code(number, at), "title": part.title.format(subject=goal.subject),
            "provider": provider, "issuer": provider, "kind": part.kind, "crebo": goal.crebo, "level": goal.level,
            "load": Decimal(hours // _HOURS_OF_EC if ec else hours), "unit": "EC" if ec else "SBU",
            "bot": part.guided, "bpv": part.practice, "selfstudy": part.alone, "weeks": part.weeks,
            "credential": "mbo_certificate" if part.exam_fee else "participation", "register": "school",
            "mode": "workplace" if part.practice > part.guided else "blended", "place": "Oefenstad", "max_group": 16,
            "price": part.price, "exam_fee": part.exam_fee or None, "valid_from": seat.today(),
        }  # fmt: skip
        needs = [{"kind": "module", "required_module": lessons[0].id}] if at == 2 else []
        if part.kind == "language":
            needs = [{"kind": "language", "cefr": "A2", "detail": "Een eenvoudig gesprek kunnen voeren"}]
        made = modules.add_module(
            seat.work,
            values,
            starts=[seat.in_days(14), seat.in_days(200), seat.in_days(400), seat.in_days(600)],
            prerequisites=needs,
            work_processes=[f"B1-K1-W{at + 1}"],
            outcomes=[{"outcome_label": task} for task in goal.tasks[:2]],
        )
        lessons.append(Lesson(seat.do(made).created("module"), part))
    return lessons
