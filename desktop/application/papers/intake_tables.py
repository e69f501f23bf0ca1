"""The lists of an intake: work, schooling, skills, languages, barriers, steps and consents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.application.paper import Block, Cell, Column, Table, Text
from desktop.application.papers.grid import Col, grid
from desktop.application.papers.naming import joined_fields
from desktop.application.papers.sheet import Pairs, Sheet
from desktop.domain.codes import CODES
from desktop.domain.fields import Record
from desktop.domain.records import (
    Barrier,
    Behaviour,
    Consent,
    Course,
    Education,
    Intake,
    IntakeVersion,
    Language,
    NextStep,
    Skill,
    Support,
    WishOccupation,
    WorkHistory,
    WorkTask,
)
from desktop.domain.said import N_

_STRONG, _WEAK = 5, 3
_ABLE = "3"
_GOOD_BEHAVIOUR, _WEAK_BEHAVIOUR = ("1", "2"), ("3", "4", "5")


def nothing(sheet: Sheet) -> Text:
    """What stands in a section that should not be empty."""
    return sheet.paragraph(N_("not filled in"), style="missing")


def work(sheet: Sheet) -> Iterator[Block]:
    """The jobs somebody had, newest first."""
    jobs = sorted(sheet.dossier.all(WorkHistory), key=lambda j: (j.end or date.max, j.start or date.min), reverse=True)

    def period(job: Record) -> str | Cell:
        start, end = sheet.value(job, "start"), sheet.value(job, "end") or sheet.say(N_("now"))
        return f"{start} – {end}" if start else sheet.missing()

    def tasks(job: Record) -> str:
        return "\n".join(filter(None, (sheet.value(task, "task") for task in sheet.dossier.all(WorkTask, job.id))))

    columns = (
        Col(("job_title",), weight=1.5), Col(("employer_name",), weight=1.4),
        Col(("start", "end"), N_("From – until"), 1.4, read=period), Col(("hours_week",), weight=0.9),
        Col((), N_("Main tasks"), 2.2, read=tasks),
    )  # fmt: skip
    yield grid(sheet, jobs, columns, summary=sheet.say(N_("Work experience, newest first"))) if jobs else nothing(sheet)


def schooling(sheet: Sheet) -> Iterator[Block]:
    """Education with its diplomas, and courses with their certificates."""
    schools, courses = sheet.dossier.all(Education), sheet.dossier.all(Course)
    columns = (
        Col(("education_name",), weight=2), Col(("institute", "brin"), weight=1.5),
        Col(("level_code", "nlqf"), weight=1.1), Col(("status_code",), weight=1.1),
        Col(("diploma_code", "diploma_date"), weight=1.2), Col(("diploma_verified",), N_("Seen"), 1),
    )  # fmt: skip
    yield grid(sheet, schools, columns, summary=sheet.say(N_("Schooling"))) if schools else nothing(sheet)
    if courses:
        listed = (Col(("course",), weight=2), Col(("cert_date",)), Col(("valid_until",)))
        yield grid(sheet, courses, listed, summary=sheet.say(N_("Courses and certificates")))


def skills(sheet: Sheet) -> Iterator[Block]:
    """What somebody can, who says so, and what stands out."""
    known, behaviour = sheet.dossier.all(Skill), sheet.dossier.all(Behaviour)
    yield from sheet.facts(_outstanding(sheet, known, behaviour), sheet.say(N_("What stands out")))
    if known:
        columns = (
            Col(("skill_label",), weight=2.4),
            Col(("skill_level",)),
            Col(("assessor",)),
            Col(("evidence",), weight=1.4),
        )
        yield grid(sheet, known, columns, summary=sheet.say(N_("Skills")))
    else:
        yield nothing(sheet)
    if behaviour:
        listed = (Col(("behaviour_code",), weight=2), Col(("behaviour_level",)))
        yield grid(sheet, behaviour, listed, summary=sheet.say(N_("Behaviour")))


def _outstanding(sheet: Sheet, known: tuple[Skill, ...], behaviour: tuple[Behaviour, ...]) -> Pairs:
    """The five strongest points and the three to work on."""
    ranked = sorted((s for s in known if s.skill_level), key=lambda s: s.skill_level or "", reverse=True)
    strong = [sheet.value(s, "skill_label") for s in ranked if (s.skill_level or "") >= _ABLE]
    strong += [sheet.value(b, "behaviour_code") for b in behaviour if b.behaviour_level in _GOOD_BEHAVIOUR]
    weak = [sheet.value(s, "skill_label") for s in reversed(ranked) if (s.skill_level or "") < _ABLE]
    weak += [sheet.value(b, "behaviour_code") for b in behaviour if b.behaviour_level in _WEAK_BEHAVIOUR]
    both = (
        (sheet.say(N_("Strong")), ", ".join(filter(None, strong[:_STRONG]))),
        (sheet.say(N_("To work on")), ", ".join(filter(None, weak[:_WEAK]))),
    )
    return tuple((label, text) for label, text in both if text)


def languages(sheet: Sheet) -> Iterator[Block]:
    """Each language with its five levels."""
    known = sheet.dossier.all(Language)
    levels = (Col((f"cefr_{letter}",), weight=0.8) for letter in "lrisw")
    columns = (Col(("language",), weight=1.3), *levels, Col(("language_test", "language_test_date"), weight=1.5))
    yield grid(sheet, known, columns, summary=sheet.say(N_("Languages with their level"))) if known else nothing(sheet)


def wishes(sheet: Sheet, intake: Record) -> Pairs:
    """The wished occupations in order."""
    ranked = sorted(sheet.dossier.all(WishOccupation, intake.id), key=lambda wish: wish.rank or 9)
    (group,) = joined_fields(WishOccupation.SPEC)
    label = sheet.label(WishOccupation.SPEC.fields["occupation_label"])
    told = ((f"{label} {sheet.value(wish, 'rank')}".strip(), sheet.together(wish, group)) for wish in ranked)
    return tuple((name, text) for name, text in told if text)


def together(sheet: Sheet, kind: type[Record], name: str) -> Pairs:
    """One line for records of one value, such as the categories of a driving licence."""
    values = [value for record in sheet.dossier.all(kind) if (value := sheet.value(record, name))]
    return ((sheet.label(kind.SPEC.fields[name]), ", ".join(values)),) if values else ()


def barriers(sheet: Sheet) -> Iterator[Block]:
    """What stands in the way with who does what, where that may be printed; and support, without a cause."""
    found, support = sheet.dossier.all(Barrier), sheet.dossier.all(Support)
    if found and sheet.may(Barrier.SPEC.fields["barrier_cat"]):
        columns = (
            Col(("barrier_cat",)), Col(("barrier_text",), weight=2), Col(("action",), weight=1.5), Col(("owner",)),
            Col(("solved",)),
        )  # fmt: skip
        yield grid(sheet, found, columns, summary=sheet.say(N_("Barriers with the action that was agreed")))
    if support:
        listed = (Col(("support_kind",)), Col(("provider",), weight=1.5))
        yield grid(sheet, support, listed, summary=sheet.say(N_("Support")))


def steps(sheet: Sheet, intake: Record) -> Iterator[Block]:
    """What happens next, who does it, and when."""
    planned = sorted(sheet.dossier.all(NextStep, intake.id), key=lambda step: step.due or date.max)
    columns = (Col(("what",), weight=2.5), Col(("who",)), Col(("due",)))
    yield grid(sheet, planned, columns, summary=sheet.say(N_("Next steps"))) if planned else nothing(sheet)


def consents(sheet: Sheet, purposes: frozenset[str] | None = None) -> Table:
    """Every purpose (or some) with what the person said last about it; one that was not asked says so."""
    last = {consent.purpose: consent for consent in sheet.dossier.all(Consent)}
    fields = Consent.SPEC.fields
    blank = Consent(id="")
    heads = tuple(
        Column(sheet.label(fields[name]), weight)
        for name, weight in (("purpose", 2.4), ("given", 0.9), ("given_on", 1.1), ("how", 1.1), ("withdrawn_at", 1.1))
    )
    rows = []
    for code in CODES["consent_purpose"].codes:
        if purposes is not None and code.code not in purposes:
            continue
        consent = last.get(code.code, blank)
        given: str | Cell = sheet.value(consent, "given") or Cell(sheet.say(N_("not asked")), "missing")
        purpose = f"{code.code} {sheet.language.code('consent_purpose', code.label)}"
        sheet.value(consent, "purpose")
        rows.append((purpose, given, *(sheet.value(consent, name) for name in ("given_on", "how", "withdrawn_at"))))
    return Table(heads, tuple(rows), row_header=True, summary=sheet.say(N_("Consent for each purpose")))


def versions(sheet: Sheet) -> Iterator[Block]:
    """The versions that were frozen before, each with the hash of its print."""
    frozen = sheet.dossier.all(IntakeVersion)
    if frozen:
        columns = (
            Col(("version",), weight=0.6),
            Col(("frozen_at",), weight=1.2),
            Col(("frozen_by",)),
            Col(("sha256", "size"), weight=3),
        )
        yield grid(sheet, frozen, columns, summary=sheet.say(N_("Versions frozen before")))


def intake_of(sheet: Sheet) -> Intake:
    """The intake of the case; an empty one where there is none yet, so that what is required can be named."""
    return sheet.dossier.last(Intake) or Intake(id="")
