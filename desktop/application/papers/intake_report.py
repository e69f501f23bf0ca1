"""The intake report (domain.md 4.1): what a person and a counsellor found out together, to be agreed on and frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from desktop.application.paper import (
    Block,
    Cell,
    Document,
    FormCheck,
    FormLines,
    Heading,
    KeepTogether,
    SignatureBlock,
    Text,
)
from desktop.application.papers import intake_tables as tables
from desktop.application.papers.intake_layout import SECTIONS, TITLE, Section, fields_of
from desktop.application.papers.naming import full_name
from desktop.application.papers.occasion import Occasion
from desktop.application.papers.privacy_words import desk_of, in_short
from desktop.application.papers.sheet import Pairs, Sheet
from desktop.domain.dossier import Dossier
from desktop.domain.fields import Record
from desktop.domain.records import Candidate, Licence, Traject, Transport, WishSector, WorkingTime
from desktop.domain.said import N_

KIND = "intake"


def intake_report(dossier: Dossier, occasion: Occasion) -> Document:
    """The report of the intake as it stands now; a draft until it is frozen as a version."""
    sheet = Sheet(dossier, occasion, "I")
    title = sheet.say(TITLE)
    return sheet.document(KIND, title, _whole(sheet, title), draft=occasion.version is None, version=occasion.version)


def _whole(sheet: Sheet, title: str) -> Iterator[Block]:
    yield Heading(1, title)
    yield sheet.paragraph(
        N_(
            "This report says what we talked about: who you are, what you can and want, and what we do next. It is "
            "yours. Read it at your ease and tell us what is not right."
        ),
        style="intro",
    )
    yield from intake_sections(sheet, 2)
    yield from _signing(sheet)


def intake_sections(sheet: Sheet, level: Literal[2, 3], chapter: str = "") -> Iterator[Block]:
    """The fourteen sections with their headings; ``chapter`` goes before their numbers."""
    for number, section in enumerate(SECTIONS, 1):
        yield Heading(level, f"{chapter}{number}. {sheet.say(section.title)}")
        if section.note:
            yield sheet.paragraph(section.note, style="note")
        yield from _BODIES.get(section.key, _facts)(sheet, section)


def _records(sheet: Sheet) -> dict[str, Record]:
    """The three records that are in a case once; empty ones where they are not there yet."""
    candidate = sheet.dossier.last(Candidate) or Candidate(id="")
    traject = sheet.dossier.last(Traject) or Traject(id="")
    return {record.SPEC.name: record for record in (candidate, traject, tables.intake_of(sheet))}


def _pairs(sheet: Sheet, section: Section, without: frozenset[str] = frozenset()) -> Pairs:
    """The fields of a section; of person and case only those of an intake: a dossier shows the others elsewhere."""
    records, report = _records(sheet), sheet.part("I")
    found: list[tuple[str, str | Cell]] = []
    for kind, fields in fields_of(section).items():
        names = [field.name for field in fields if kind == "intake" or report.meant(field)]
        found += sheet.pairs(records[kind], names, without=without)
    return tuple(found)


def _facts(sheet: Sheet, section: Section) -> Iterator[Block]:
    yield from sheet.facts(_pairs(sheet, section), sheet.say(section.title))


def _head(sheet: Sheet, section: Section) -> Iterator[Block]:
    reached = sheet.reached(sheet.counsellor())
    pairs = _pairs(sheet, section)
    if reached:
        pairs = (*pairs, (sheet.say(N_("Your counsellor can be reached on")), reached))
    yield from sheet.facts(pairs, sheet.say(section.title))


def _goal(sheet: Sheet, section: Section) -> Iterator[Block]:
    intake = tables.intake_of(sheet)
    goal = sheet.value(intake, "goal")
    yield Text(goal, "quote") if goal else tables.nothing(sheet)
    pairs = (
        *tables.wishes(sheet, intake),
        *tables.together(sheet, WishSector, "sector"),
        *_pairs(sheet, section, frozenset({"goal"})),
        *tables.together(sheet, WorkingTime, "working_time"),
        *sheet.pairs(intake, ("max_km", "max_min")),
    )
    yield from sheet.facts(pairs, sheet.say(section.title))


def _work(sheet: Sheet, section: Section) -> Iterator[Block]:
    yield from _facts(sheet, section)
    yield from tables.work(sheet)


def _schooling(sheet: Sheet, section: Section) -> Iterator[Block]:
    yield from tables.schooling(sheet)
    yield from _facts(sheet, section)


def _skills(sheet: Sheet, section: Section) -> Iterator[Block]:
    yield from _facts(sheet, section)
    yield from tables.skills(sheet)


def _languages(sheet: Sheet, section: Section) -> Iterator[Block]:
    yield from _facts(sheet, section)
    yield from tables.languages(sheet)


def _mobility(sheet: Sheet, section: Section) -> Iterator[Block]:
    pairs = (
        *_pairs(sheet, section),
        *tables.together(sheet, Licence, "licence"),
        *tables.together(sheet, Transport, "transport"),
        *tables.together(sheet, WorkingTime, "working_time"),
    )
    yield from sheet.facts(pairs, sheet.say(section.title))


def _barriers(sheet: Sheet, section: Section) -> Iterator[Block]:
    yield from tables.barriers(sheet)
    yield from _facts(sheet, section)


def _advice(sheet: Sheet, section: Section) -> Iterator[Block]:
    intake = tables.intake_of(sheet)
    advice = sheet.value(intake, "advice")
    yield Text(advice) if advice else tables.nothing(sheet)
    yield from sheet.facts(_pairs(sheet, section, frozenset({"advice"})), sheet.say(section.title))
    yield from tables.steps(sheet, intake)


def _consents(sheet: Sheet, section: Section) -> Iterator[Block]:
    yield from _facts(sheet, section)
    yield tables.consents(sheet)


def _privacy(sheet: Sheet, section: Section) -> Iterator[Block]:
    yield from in_short(sheet)
    yield from _facts(sheet, section)


def _agreement(sheet: Sheet, section: Section) -> Iterator[Block]:
    """What the person thinks of the report, as far as it is known, and the versions before this one."""
    without = frozenset({"version"} if sheet.occasion.version else ())
    yield from sheet.facts(_pairs(sheet, section, without), sheet.say(section.title))
    yield from tables.versions(sheet)


_BODIES: dict[str, Callable[[Sheet, Section], Iterator[Block]]] = {
    "head": _head,
    "goal": _goal,
    "work": _work,
    "schooling": _schooling,
    "skills": _skills,
    "languages": _languages,
    "mobility": _mobility,
    "barriers": _barriers,
    "advice": _advice,
    "consents": _consents,
    "privacy": _privacy,
    "signing": _agreement,
}


def _signing(sheet: Sheet) -> Iterator[Block]:
    """Where both sign; what the person has not said yet can be ticked and written here."""
    intake = tables.intake_of(sheet)
    if intake.agreed is None:
        yes, no = sheet.say(N_("do")), sheet.say(N_("do not"))
        yield FormCheck("intake.agreed", sheet.say(N_("I have read this report and I … agree with it.")), (yes, no))
        yield FormLines("intake.remark", sheet.label(intake.SPEC.fields["remark"]), 3)
    traject = sheet.dossier.last(Traject)
    desk = desk_of(sheet)
    counsellor = sheet.value(traject, "counsellor")
    agreed_on = sheet.value(intake, "agreed_on") if intake.agreed else ""
    yield KeepTogether(
        (
            SignatureBlock(
                sheet.say(N_("Participant")),
                full_name(sheet.dossier.last(Candidate)),
                date=agreed_on,
                signed=sheet.say(N_("Agreed")) if agreed_on else "",
            ),
            SignatureBlock(
                sheet.say(N_("Counsellor")), counsellor, sheet.say(N_("counsellor")), sheet.value(desk, "city")
            ),
        )
    )
