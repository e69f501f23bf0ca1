"""The intake of a person: what is asked in the talk, the frozen report, and the answer to each consent."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from desktop.application import consents, edits, intake
from desktop.application.ports import Work
from desktop.application.practice_town import texts
from desktop.application.practice_town.people import Person
from desktop.application.practice_town.seats import Seat
from desktop.application.practice_town.trades import GOALS
from desktop.domain.codes import CODES
from desktop.domain.records import Candidate, Intake, WishOccupation, WorkHistory


class Report(Protocol):
    """Draws the intake report that somebody freezes."""

    def ahead(self, work: Work, traject: str, at: datetime) -> None:
        """The report of this case is going to be frozen at this moment: there is time to begin."""

    def draw(self, work: Work, traject: str, version: int) -> bytes:
        """The pages of a version, now."""


_RARELY = {"C4": 0.4, "C7": 0.3, "C8": 0.5}


def hold_talk(seat: Seat, candidate: str, traject: str, who: Person, chance: random.Random) -> None:
    """Everything that is asked in the intake, written down the same day."""
    seat.do(edits.change(seat.work, "candidate", candidate, _still_unknown(seat, candidate, who)))
    if not seat.work.read.children(WorkHistory, candidate):
        _tell_of_oneself(seat, candidate, who, chance)
    if not seat.work.read.children(Intake, traject):
        seat.do(intake.open_intake(seat.work, traject, _talk(seat, who, chance)))
    else:  # a draft from the time before
        known = intake.intake_of(seat.work, traject)
        seat.do(edits.change(seat.work, "intake", known.id, _talk(seat, who, chance)))
    _wishes(seat, traject, who, chance)
    _consents(seat, traject, chance)


def _tell_of_oneself(seat: Seat, candidate: str, who: Person, chance: random.Random) -> None:
    """What a person keeps when a case ends: work, schooling, languages, skills."""
    _lines(seat, [("work_history", candidate, line) for line in _jobs(seat.today(), who, chance)])
    about: list[tuple[str, str, dict[str, Any]]] = []
    for job in seat.work.read.children(WorkHistory, candidate):
        if job.end is None:
            about += [("work_task", job.id, {"task": task}) for task in who.origin.tasks]
    about += [("education", candidate, line) for line in _schooling(seat, who, chance)]
    about += [("language", candidate, line) for line in _languages(who, chance)]
    about += [("skill", candidate, line) for line in _skills(who, chance)]
    about += [("licence", candidate, {"licence": "B"})] if chance.random() < 0.7 else []
    about += [("behaviour", candidate, {"behaviour_code": "24105", "behaviour_level": "1"})]
    if chance.random() < 0.3:
        day = seat.today() - timedelta(days=chance.randrange(30, 900))
        valid = day + timedelta(days=3650)
        about.append(("course", candidate, {"course": "VCA basis (oefen)", "cert_date": day, "valid_until": valid}))
    _lines(seat, about)


def _lines(seat: Seat, lines: list[tuple[str, str, dict[str, Any]]]) -> None:
    seat.do_all(edits.add(seat.work, kind, parent, values) for kind, parent, values in lines)


def _still_unknown(seat: Seat, candidate: str, who: Person) -> dict[str, Any]:
    known = seat.work.read.get(Candidate, candidate).values()
    return {name: value for name, value in who.details.items() if known[name] is None}


def _jobs(today: date, who: Person, chance: random.Random) -> list[dict[str, Any]]:
    began = today - timedelta(days=365 * min(chance.randrange(1, 20), max(1, who.age - 17)))
    jobs = [
        {"job_title": who.origin.job, "employer_name": who.origin.company, "start": began, "sbi": who.origin.sbi,
         "hours_week": 36, "occupation_uri": who.origin.isco, "leave_reason": "reorganisation"}
    ]  # fmt: skip
    for _ in range(chance.randrange(0, 3) if who.age > 27 else 0):
        end = began - timedelta(days=chance.randrange(20, 200))
        began = end - timedelta(days=chance.randrange(200, 1500))
        job = chance.choice(texts.JOBS_BEFORE)
        jobs.append({"job_title": job, "start": began, "end": end, "leave_reason": "own_choice"})
    return jobs


def _schooling(seat: Seat, who: Person, chance: random.Random) -> list[dict[str, Any]]:
    name, level, nlqf = chance.choice(texts.EDUCATIONS)
    done = level != "5"
    line: dict[str, Any] = {
        "education_name": name, "institute": "School van vroeger (verzonnen)", "level_code": level, "nlqf": nlqf,
        "status_code": "1" if done else "2", "diploma_code": "1" if done else "2",
    }  # fmt: skip
    if done and chance.random() < 0.6:
        dated = seat.today() - timedelta(days=365 * max(1, who.age - 19))
        line |= {"diploma_date": dated, "diploma_verified": chance.choice(("original", "duo", "no"))}
    return [line]


def _languages(who: Person, chance: random.Random) -> list[dict[str, Any]]:
    level = "C1" if who.language == "nl" else chance.choice(("A2", "B1", "B2"))
    five = ("cefr_l", "cefr_r", "cefr_i", "cefr_s", "cefr_w")
    spoken = [{"language": "nl", **dict.fromkeys(five, level)}]
    if who.language != "nl":
        spoken.append({"language": who.language, **dict.fromkeys(five, "C2")})
    if chance.random() < 0.5:
        spoken.append({"language": "en", **dict.fromkeys(five, chance.choice(("A1", "A2", "B1")))})
    return spoken


def _skills(who: Person, chance: random.Random) -> list[dict[str, Any]]:
    return [
        {"skill_label": label, "scheme": "local", "skill_level": chance.choice("2345"), "assessor": "self"}
        for label in who.origin.skills
    ]


def _talk(seat: Seat, who: Person, chance: random.Random) -> dict[str, Any]:
    low = chance.choice((16, 20, 24, 28, 32))
    words = {"name": who.name, "origin": who.origin.job.lower(), "goal": who.wished.job}
    care = chance.random() < 0.35
    return {
        "intake_date": seat.today(), "form": chance.choice(("office", "office", "online", "home")),
        "minutes": chance.choice((45, 60, 75, 90)), "goal": texts.GOAL_IN_OWN_WORDS.format(**words),
        "orientation_goal": texts.ORIENTATION_GOAL if chance.random() < 0.1 else None,
        "work_level": "4" if who.wished.level == "nlqf5" else chance.choice("34"),
        "numeracy": chance.choice(("1F", "2F", "3F", "u")), "digital_level": chance.choice("1234"),
        "max_km": chance.choice((10, 15, 25, 40)), "max_min": chance.choice((30, 45, 60)),
        "available_from": seat.in_days(chance.randrange(14, 70)), "hours_min": low, "hours_max": min(40, low + 8),
        "wish_tasks": texts.WISH_TASKS, "wage_wish": chance.choice((None, 240_000, 260_000, 285_000)),
        "learning_pref": texts.LEARNING, "care_duties": care, "care_text": texts.CARE if care else None,
        "vog_needed": who.wished.job in (GOALS[2].job, GOALS[6].job), "advice": texts.ADVICE.format(**words),
    }  # fmt: skip


def _wishes(seat: Seat, traject: str, who: Person, chance: random.Random) -> None:
    found = intake.intake_of(seat.work, traject).id
    lines: list[tuple[str, str, dict[str, Any]]] = []
    if not seat.work.read.children(WishOccupation, found):
        wished = [who.wished, GOALS[(who.goal + 3) % len(GOALS)]][: chance.randrange(1, 3)]
        lines += [
            ("wish_occupation", found, {"rank": rank, "occupation_label": goal.job, "occupation_uri": goal.isco})
            for rank, goal in enumerate(wished, start=1)
        ]
        lines += [("transport", found, {"transport": code}) for code in chance.sample("1235", chance.choice((1, 2)))]
        lines += [
            ("working_time", found, {"working_time": code}) for code in ("mon", "thu", "day")[: chance.randrange(1, 4)]
        ]
        lines.append(("wish_sector", found, {"sector": who.wished.subject}))
    due = seat.in_days(chance.randrange(5, 25))
    lines += [("next_step", found, {"what": what, "who": by, "due": due}) for what, by in texts.STEPS[:2]]
    for kind in chance.sample(sorted(texts.BARRIERS), chance.choice((0, 1, 1, 2))):
        action = {
            "barrier_cat": kind,
            "barrier_text": texts.BARRIERS[kind],
            "action": "Bespreken in het volgende gesprek",
        }
        lines.append(("barrier", traject, {**action, "owner": seat.work.user.id}))
    if who.language != "nl" and chance.random() < 0.5:
        lines.append(("support", traject, {"support_kind": "language"}))
    _lines(seat, lines)


def _consents(seat: Seat, traject: str, chance: random.Random) -> None:
    asked = []
    for purpose in CODES["consent_purpose"].codes:
        given = chance.random() < _RARELY.get(purpose.code, 0.97)
        how = chance.choice(("written", "digital"))
        asked.append(consents.record_consent(seat.work, traject, purpose.code, given=given, how=how))
    seat.do_all(asked)


def finish_report(seat: Seat, traject: str, report: Report) -> None:
    """Freeze the report, with the pages that the person gets."""
    seat.do(intake.freeze(seat.work, traject, lambda version: report.draw(seat.work, traject, version), "nl"))
