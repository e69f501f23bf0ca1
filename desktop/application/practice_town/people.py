"""The people of practice town: names, homes and what they bring, made from a number, always the same."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from faker import Faker

from desktop.application.practice_town import places
from desktop.application.practice_town.trades import GOALS, ORIGINS, Goal, Origin

SEED = "oefenstad"
_PREFIXES = ("van der", "van den", "van de", "van 't", "de la", "van", "den", "de", "ten", "ter", "in 't")
_FROM_ELSEWHERE = (
    ("Bilal", "Yılmaz", "tr"), ("Ayşe", "Özdemir", "tr"), ("Łukasz", "Wójcik", "pl"), ("Zofia", "Kamińska", "pl"),
    ("Oleksandr", "Shevchenko", "uk"), ("Halyna", "Bondarenko", "uk"), ("Amina", "El Idrissi", "ar"),
    ("Youssef", "Ben Ali", "ar"), ("Wei", "Li", "zh"), ("小芳", "王", "zh"), ("Søren", "Ødegård", "da"),
    ("Şirin", "Karimi", "fa"), ("Samuel", "Tesfay", "ti"), ("Ngọc", "Nguyễn", "vi"), ("Bo", "Ng", "zh"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist: what is told at the sign-up, what the counsellor adds, and where they want to go."""

    sign_up: dict[str, Any]
    details: dict[str, Any]
    origin: Origin
    goal: int
    language: str  # spoken at home
    age: int

    @property
    def name(self) -> str:
        """The first name, as a counsellor calls them."""
        return str(self.sign_up["first_name"])

    @property
    def full_name(self) -> str:
        """The name under a signature."""
        parts = (self.sign_up[part] for part in ("first_name", "name_prefix", "last_name"))
        return " ".join(part for part in parts if part)

    @property
    def wished(self) -> Goal:
        """The occupation they want."""
        return GOALS[self.goal]


def person(number: int, today: date, chance: random.Random) -> Person:
    """The person with this number."""
    woman = chance.random() < 0.5
    first, prefix, last, language = _named(number, woman, chance)
    age = 17 if number % 97 == 41 else chance.randrange(19, 63)
    home = places.address(chance)
    born = today - timedelta(days=age * 365 + age // 4 + chance.randrange(5, 350))
    sign_up = {
        "first_name": first, "name_prefix": prefix, "last_name": last, "city": home["city"],
        "phone": places.mobile(number) if chance.random() < 0.94 else None,
    }  # fmt: skip
    if chance.random() < 0.85 or sign_up["phone"] is None:
        sign_up["email"] = places.mail(f"{first} {last} {number}", "oefenpost")
    foreign = language not in ("nl", "tr")
    permit = chance.random() < 0.6 if foreign else False
    details: dict[str, Any] = {
        **home,
        "initials": f"{first[0].upper()}." if first[0].isalpha() else None,
        "salutation": "ms" if woman else "mr",
        "birth_date": born,
        "municipality": places.municipality_of(home["city"]),
        "contact_pref": chance.choice(("phone", "email", "sms")),
        "contact_time": chance.choice(("any", "morning", "afternoon", "evening")),
        "work_permit_status": "permit" if permit else "unlimited",
    }
    if permit:
        details["work_permit_until"] = today + timedelta(days=chance.randrange(900, 1500))
    if age < 18:
        details |= {"guardian_name": f"Ouder van {first} {last}", "guardian_phone": places.mobile(900_000 + number)}
    return Person(sign_up, details, chance.choice(ORIGINS), chance.randrange(len(GOALS)), language, age)


def _named(number: int, woman: bool, chance: random.Random) -> tuple[str, str | None, str, str]:
    if number % 9 == 4:
        first, last, language = _FROM_ELSEWHERE[number // 9 % len(_FROM_ELSEWHERE)]
        return first, None, last, language
    women, men, lasts = _names()
    first, whole = chance.choice(women if woman else men), chance.choice(lasts)
    for prefix in _PREFIXES:
        if whole.lower().startswith(f"{prefix} "):
            return first, prefix, whole[len(prefix) + 1 :], "nl"
    return first, None, whole, "nl"


@cache
def _names() -> tuple[list[str], list[str], list[str]]:
    faker = Faker("nl_NL")
    faker.seed_instance(SEED)
    return (
        [faker.first_name_female() for _ in range(250)],
        [faker.first_name_male() for _ in range(250)],
        [faker.last_name() for _ in range(400)],
    )
