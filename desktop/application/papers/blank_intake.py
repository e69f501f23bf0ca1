"""The intake as an empty form: the same sections, to fill in on screen or with a pen. It holds nobody's data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from desktop.application.paper import (
    Block,
    Column,
    Document,
    FormCheck,
    FormLines,
    FormTable,
    FormText,
    Heading,
    KeepTogether,
    SignatureBlock,
)
from desktop.application.papers import privacy_words as privacy
from desktop.application.papers.intake_layout import BLANK_TITLE, SECTIONS, Section, fields_of
from desktop.application.papers.occasion import Occasion
from desktop.application.papers.sheet import Sheet, togglable
from desktop.domain.codes import open_codes
from desktop.domain.dossier import Dossier
from desktop.domain.fields import Field, Kind, RecordType
from desktop.domain.records import (
    Barrier,
    Behaviour,
    Course,
    Education,
    Language,
    Licence,
    NextStep,
    Skill,
    Support,
    Transport,
    WishOccupation,
    WishSector,
    WorkHistory,
    WorkingTime,
)
from desktop.domain.said import N_

KIND = "blank_intake"

_OFFICE = frozenset(
    {"traject.dossier_no", "traject.counsellor", "traject.desk", "traject.current_job_code", "intake.version"}
)
"""Printed or given by the desk, not asked of a person."""

_SHARES = {Kind.TEXT: 0.5, Kind.CODE: 0.5}
_NARROW = 0.33
_SHORT = 40
_FEW = 4
_WIDE_OPTIONS = 46
_ROW_OF_CODES = 6
_MOST_CODES = 18

_TABLES: dict[str, tuple[tuple[RecordType, tuple[tuple[str, float], ...], int], ...]] = {
    "work": (
        (WorkHistory.SPEC, (("job_title", 2), ("employer_name", 2), ("start", 1), ("end", 1), ("hours_week", 0.9)), 5),
    ),
    "schooling": (
        (
            Education.SPEC,
            (("education_name", 2), ("institute", 2), ("level_code", 1), ("diploma_code", 1), ("diploma_date", 1.2)),
            4,
        ),
        (Course.SPEC, (("course", 3), ("cert_date", 1.2), ("valid_until", 1.2)), 3),
    ),
    "skills": (
        (Skill.SPEC, (("skill_label", 3), ("skill_level", 1), ("assessor", 1)), 6),
        (Behaviour.SPEC, (("behaviour_code", 3), ("behaviour_level", 1)), 4),
    ),
    "languages": (
        (
            Language.SPEC,
            (("language", 1.6), ("cefr_l", 1), ("cefr_r", 1), ("cefr_i", 1), ("cefr_s", 1), ("cefr_w", 1),
             ("language_test", 1.6)),
            4,
        ),
    ),
    "goal": ((WishOccupation.SPEC, (("occupation_label", 1),), 3), (WishSector.SPEC, (("sector", 1),), 2)),
    "barriers": (
        (Barrier.SPEC, (("barrier_cat", 1.2), ("barrier_text", 2.5), ("action", 2), ("owner", 1.2)), 3),
        (Support.SPEC, (("support_kind", 1), ("provider", 1.5)), 2),
    ),
    "advice": ((NextStep.SPEC, (("what", 2.5), ("who", 1.2), ("due", 1)), 3),),
}  # fmt: skip
"""The lists of each section: fields with the width of their column, and how many empty rows."""


def blank_intake(dossier: Dossier, occasion: Occasion) -> Document:
    """The empty form; of the dossier only its number and desk stand on it."""
    barriers = frozenset(f.key for f in togglable("I") if f.record == "barrier" or f.name.startswith("care_"))
    sheet = Sheet(dossier, replace(occasion, ticked=occasion.ticked | barriers), "I")
    title = sheet.say(BLANK_TITLE)
    return sheet.document(KIND, title, _whole(sheet, title), draft=False, version=None)


def _whole(sheet: Sheet, title: str) -> Iterator[Block]:
    yield Heading(1, title)
    yield sheet.paragraph(
        N_(
            "Fill in what you know. Leave empty what you do not know yet or would rather not tell; we talk about it "
            "together. You can fill in this form on a screen or with a pen."
        ),
        style="intro",
    )
    for number, section in enumerate(SECTIONS, 1):
        yield Heading(2, f"{number}. {sheet.say(section.title)}")
        if section.note:
            yield sheet.paragraph(section.note, style="note")
        yield from _BODIES.get(section.key, _plain)(sheet, section)


def _plain(sheet: Sheet, section: Section) -> Iterator[Block]:
    """The fields of a section, then its lists."""
    yield from _fields(sheet, section)
    yield from _tables(sheet, section)


def _fields(sheet: Sheet, section: Section) -> Iterator[Block]:
    asked = [f for fields in fields_of(section).values() for f in fields]
    blocks = [
        block
        for field in asked
        if sheet.may(field) and not field.derived and field.key not in _OFFICE
        for block in form_blocks(sheet, field)
    ]
    for _, group in groupby(blocks, key=type):
        alike = list(group)
        lines = [block for block in alike if isinstance(block, FormText)]
        yield from _spread(lines) if lines else alike


def _spread(fields: Sequence[FormText]) -> Iterator[FormText]:
    """Fields for one line, as many on a line as fit, widened so that each line is full."""
    line: list[FormText] = []
    for field in (*fields, None):
        taken = sum(one.share for one in line)
        if line and (field is None or taken + field.share > 1):
            wider = 1 / taken if len(line) > 1 else 1
            yield from (replace(one, share=one.share * wider) for one in line)
            line = []
        if field is not None:
            line.append(field)


def form_blocks(sheet: Sheet, field: Field) -> Iterator[Block]:
    """What is drawn to fill in a field: a line, lines, boxes to tick, or a row of codes to mark."""
    label = sheet.label(field)
    if field.unit:
        label = f"{label} ({sheet.say(field.unit)})"
    if field.kind is Kind.LONG:
        yield FormLines(field.key, label, 4 if (field.max or 0) > 1000 else 2)
    elif field.kind is Kind.FLAG:
        yield FormCheck(field.key, label, (sheet.say(N_("Yes")), sheet.say(N_("No"))))
    elif field.kind is Kind.CODE:
        yield from _codes(sheet, field, label)
    else:
        narrow = field.kind not in _SHARES or (field.kind is Kind.TEXT and (field.max or 0) <= _SHORT)
        yield FormText(field.key, label, _NARROW if narrow else 0.5)


def _codes(sheet: Sheet, field: Field, label: str) -> Iterator[Block]:
    options = _options(sheet, field.codes or "")
    if len(options) <= _FEW and sum(map(len, options)) <= _WIDE_OPTIONS:
        yield FormCheck(field.key, label, options)
    elif len(options) > _MOST_CODES:
        yield FormText(field.key, label, 0.5)
    else:
        yield from _to_mark(sheet, field, label, options)


def _to_mark(sheet: Sheet, field: Field, label: str, options: Sequence[str]) -> Iterator[Block]:
    """The codes as headings with an empty cell below each: a cross fits there, and a word too."""
    yield sheet.paragraph(N_("{label} (mark what fits)"), label=label)
    rows = -(-len(options) // _ROW_OF_CODES)
    wide = -(-len(options) // rows)
    for row in range(rows):
        heads = tuple(Column(option) for option in options[row * wide : (row + 1) * wide])
        yield FormTable(f"{field.key}.{row + 1}" if rows > 1 else field.key, heads, 1, label)


def _options(sheet: Sheet, codes: str) -> tuple[str, ...]:
    """What can be chosen, in the words of paper; two codes with one word on paper are one choice."""
    found = open_codes(codes, sheet.occasion.today)
    return tuple(dict.fromkeys(sheet.language.code(codes, code.printed or code.label) for code in found))


def _tables(sheet: Sheet, section: Section) -> Iterator[FormTable]:
    for spec, columns, rows in _TABLES.get(section.key, ()):
        kept = [(spec.fields[name], weight) for name, weight in columns if sheet.may(spec.fields[name])]
        if kept:
            heads = tuple(Column(sheet.label(field), weight) for field, weight in kept)
            yield FormTable(spec.name, heads, rows, sheet.language.record(spec, plural=True))


def _mobility(sheet: Sheet, section: Section) -> Iterator[Block]:
    yield from _fields(sheet, section)
    licence = Licence.SPEC.fields["licence"]
    yield FormText(licence.key, sheet.say(N_("Driving licence: which categories?")), 1.0)
    for field in (Transport.SPEC.fields["transport"], WorkingTime.SPEC.fields["working_time"]):
        yield from _to_mark(sheet, field, sheet.label(field), _options(sheet, field.codes or ""))


def _consents(sheet: Sheet, section: Section) -> Iterator[Block]:
    both = (sheet.say(N_("Yes")), sheet.say(N_("No")))
    for code in open_codes("consent_purpose", sheet.occasion.today):
        label = f"{code.code} {sheet.language.code('consent_purpose', code.label)}"
        yield FormCheck(f"consent.{code.code}", label, both)


def _privacy(sheet: Sheet, section: Section) -> Iterator[Block]:
    yield from privacy.in_short(sheet)


def _signing(sheet: Sheet, section: Section) -> Iterator[Block]:
    yield sheet.paragraph(N_("We filled in this form together. With your signature you say that it is right."))
    yield KeepTogether(
        (
            SignatureBlock(sheet.say(N_("Participant"))),
            SignatureBlock(sheet.say(N_("Counsellor")), role=sheet.say(N_("counsellor"))),
        )
    )


_BODIES: dict[str, Callable[[Sheet, Section], Iterator[Block]]] = {
    "mobility": _mobility,
    "consents": _consents,
    "privacy": _privacy,
    "signing": _signing,
}
