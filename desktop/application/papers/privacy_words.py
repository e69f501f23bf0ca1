"""What a paper says about privacy: who is responsible, why, how long, which rights, where to complain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.application.paper import Block, Bullets
from desktop.application.papers.sheet import Sheet
from desktop.domain.records import Desk, Traject
from desktop.domain.retention import CORE, RESULTS, SIGN_UP, SPECIAL, keep_until
from desktop.domain.said import N_

_DAY = date(2000, 1, 1)
AUTHORITY = "autoriteitpersoonsgegevens.nl"


def desk_of(sheet: Sheet) -> Desk | None:
    """The desk where the case is."""
    traject = sheet.dossier.last(Traject)
    return sheet.dossier.get(Desk, traject.desk) if traject else None


def desk_facts(sheet: Sheet) -> Iterator[Block]:
    """How to reach the desk, and on papers about privacy who is responsible."""
    desk = desk_of(sheet) or Desk(id="", name=sheet.occasion.desk or None)
    yield from sheet.facts(sheet.pairs(desk, without=("logo",)), sheet.language.record(Desk.SPEC))


def why(sheet: Sheet) -> str:
    """For what the data are used."""
    return sheet.say(
        N_(
            "Why: we use your data to guide you from work to work. We look with you at what you can and want, look "
            "for work and training with you, and write down what we agree. For anything else we first ask your "
            "consent."
        )
    )


def how_long(sheet: Sheet) -> str:
    """The terms of keeping, from the rules."""
    return sheet.say(
        N_(
            "How long: we keep your dossier for {core} years after the guidance ends. What stands in the way and "
            "which support you need, we remove {special} months after that. Signed agreements and results we keep "
            "for {results} years. Did you only sign up? Then we remove your data {sign_up} months after the last "
            "contact."
        ),
        core=months_kept(CORE) // 12,
        special=months_kept(SPECIAL),
        results=months_kept(RESULTS) // 12,
        sign_up=months_kept(SIGN_UP),
    )


def rights(sheet: Sheet) -> str:
    """What the person may ask, and of whom."""
    return sheet.say(
        N_(
            "Your rights: you may see your data, have them corrected or removed, have their use limited, take them "
            "with you, and object. Ask us; we answer within one month. That costs you nothing."
        )
    )


def complaint(sheet: Sheet) -> str:
    """Where to complain."""
    desk = desk_of(sheet)
    contact = sheet.value(desk, "privacy_contact")
    if contact:
        return sheet.say(
            N_(
                "A complaint? Write to the data protection officer (FG) through {contact}, or to the Dutch Data "
                "Protection Authority: {authority}."
            ),
            contact=contact,
            authority=AUTHORITY,
        )
    return sheet.say(
        N_(
            "A complaint? Write to the data protection officer (FG) of this desk, or to the Dutch Data Protection "
            "Authority: {authority}."
        ),
        authority=AUTHORITY,
    )


def in_short(sheet: Sheet) -> Iterator[Block]:
    """Everything in five points."""
    who = sheet.say(
        N_("Who sees them: the counsellors of this desk. Others get only what you agreed to, or what the law asks.")
    )
    yield from desk_facts(sheet)
    yield Bullets((why(sheet), who, how_long(sheet), rights(sheet), complaint(sheet)))


def months_kept(retention_class: str) -> int:
    """How many months something of this class is kept."""
    end = keep_until(retention_class, _DAY)
    return (end.year - _DAY.year) * 12 + end.month - _DAY.month
