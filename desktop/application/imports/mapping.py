"""Proposes which column goes where, by the likeness of its header and by its cells; remembers what was chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Protocol

from desktop.application.imports.cells import ORDERED, Setting, cell_reader
from desktop.application.imports.headers import fingerprint, header_key
from desktop.application.imports.sheet import Sheet
from desktop.application.imports.targets import Target, targets
from desktop.application.imports.vocabulary import vocabulary
from desktop.domain import checks
from desktop.domain.errors import Refused
from desktop.domain.fields import Kind
from desktop.domain.said import N_, Said, said

_TELLING = (checks.email, checks.phone_number, checks.postcode, checks.kvk, checks.iban)
"""Checks that recognise a column by its cells alone."""

_EXACT = 0.95
_ENOUGH = 0.55
_SAMPLE = 12
_LOOKED_AT = 400

_LEFT_OUT = N_("Column “{column}” is not imported: no field was found for it.")
_WITHHELD = N_(
    "Column “{column}” is not imported: such data needs a ground or consent of each person. Add it in the dossier."
)
_MONTH_FIRST = N_(
    "In column “{column}” the month stands first (for example {example}). All its dates were read that way."
)
_NO_HEADER = N_("Column {number} has no name, so it is not imported. Put a name above it.")
NOTHING_FITS = N_("No column of this list fits. Check that this is the right file and the right kind of list.")


class MappingMemory(Protocol):
    """Where chosen mappings are remembered; the store implements it, in the encrypted file."""

    def recall(self, key: str) -> str | None:
        """What was remembered under a key."""

    def remember(self, key: str, value: str | None) -> None:
        """Remember a text under a key."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, examples from its cells, and where it goes (`None`: nowhere).

    ``likeness`` is that of the header, from 0 to 1. ``month_first``: its dates are written as 03/25/1984.
    """

    index: int
    header: str
    target: str | None = None
    likeness: float = 0.0
    examples: tuple[str, ...] = ()
    month_first: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Where each column of a list goes; ``remembered`` from an earlier list with the same header."""

    kind: str
    columns: tuple[Column, ...]
    fingerprint: str
    remembered: bool = False

    @property
    def fits(self) -> bool:
        """Whether any column goes somewhere."""
        return any(column.target for column in self.columns)

    def to(self, index: int, target: str | None) -> Plan:
        """The plan with one column sent elsewhere."""
        if target is not None and target not in targets(self.kind):
            raise Refused(said(N_("There is no field “{field}” in this kind of list."), field=target))
        columns = tuple(replace(c, target=target) if c.index == index else c for c in self.columns)
        return replace(self, columns=columns, remembered=False)

    def notices(self) -> Iterator[Said]:
        """What people must hear about the columns: which are left out and why, and which dates read otherwise."""
        known = targets(self.kind)
        for column in self.columns:
            if column.target is None:
                if column.header:
                    yield said(_LEFT_OUT, column=column.header)
                elif column.examples:
                    yield said(_NO_HEADER, number=column.index + 1)
            elif known[column.target].withheld:
                yield said(_WITHHELD, column=column.header)
            elif column.month_first:
                example = next((e for e in column.examples if _second_over_12(e)), column.examples[0])
                yield said(_MONTH_FIRST, column=column.header, example=example)


def propose(sheet: Sheet, kind: str, setting: Setting, memory: MappingMemory | None = None) -> Plan:
    """Where the columns of a list go: as remembered for this header, else as header and cells suggest."""
    columns = [_column(sheet, index, header) for index, header in enumerate(_headers(sheet))]
    mark = fingerprint(sheet.header)
    remembered = memory.recall(_memory_key(kind, mark)) if memory else None
    if remembered is not None:
        before: Sequence[str | None] = json.loads(remembered)
        known = targets(kind)
        columns = [_sent(c, t, kind) if t and t in known else c for c, t in zip_longest(columns, before) if c]
        return Plan(kind, tuple(_dated(c, sheet) for c in columns), mark, remembered=True)
    chosen = _without_doubles(_assigned(columns, kind, setting), kind)
    columns = [_sent(c, chosen[c.index], kind) if c.index in chosen else c for c in columns]
    return Plan(kind, tuple(_dated(c, sheet) for c in columns), mark)


def carried(plan: Plan, before: Plan) -> Plan:
    """The plan with the columns sent where those of the same name went, where a file is read in another way."""
    went = {header_key(c.header): c.target for c in before.columns if c.header}
    for column in plan.columns:
        if column.header and header_key(column.header) in went:
            plan = plan.to(column.index, went[header_key(column.header)])
    return plan


def _sent(column: Column, key: str, kind: str) -> Column:
    """The column with its target; what is not imported is not shown either."""
    examples = () if targets(kind)[key].withheld else column.examples
    return replace(column, target=key, likeness=vocabulary(kind).likeness(column.header), examples=examples)


def remember(plan: Plan, memory: MappingMemory) -> None:
    """Remember a plan for the next list with the same header."""
    memory.remember(_memory_key(plan.kind, plan.fingerprint), json.dumps([c.target for c in plan.columns]))


def _memory_key(kind: str, mark: str) -> str:
    return f"mapping.{kind}.{mark}"


def _headers(sheet: Sheet) -> list[str]:
    width = max((len(line.cells) for line in sheet.lines), default=0)
    cells = [" ".join(cell.split()) for cell in sheet.header.cells]
    return cells + [""] * (width - len(cells))


def _column(sheet: Sheet, index: int, header: str) -> Column:
    examples: dict[str, None] = {}
    for line in sheet.lines[:_LOOKED_AT]:
        if len(line.cells) > index and line.cells[index]:
            examples[line.cells[index]] = None
            if len(examples) == _SAMPLE:
                break
    return Column(index, header, examples=tuple(examples))


def _dated(column: Column, sheet: Sheet) -> Column:
    """Whether the dates of a column stand month first: a second number over 12 somewhere, a first one nowhere."""
    if not any(ORDERED.match(example) for example in column.examples):
        return column
    at = column.index
    texts = {line.cells[at] for line in sheet.lines if len(line.cells) > at}
    matches = [found for text in texts if (found := ORDERED.match(text))]
    month_first = any(int(m[3]) > 12 for m in matches) and all(int(m[1]) <= 12 for m in matches)
    return replace(column, month_first=month_first)


def _second_over_12(text: str) -> bool:
    found = ORDERED.match(text)
    return found is not None and int(found[3]) > 12


def _assigned(columns: Sequence[Column], kind: str, setting: Setting) -> dict[int, str]:
    """Each column to the target it fits best; a target takes one column, phones and remarks take more."""
    offers = sorted(
        ((score, -column.index, key) for column in columns for key, score in _offers(column, kind, setting)),
        reverse=True,
    )
    taken: dict[int, str] = {}
    for score, minus_index, key in offers:
        free = key not in taken.values() or (score >= _EXACT * 0.9 and _takes_more(targets(kind)[key]))
        if -minus_index not in taken and free:
            taken[-minus_index] = key
    return taken


def _offers(column: Column, kind: str, setting: Setting) -> Iterator[tuple[str, float]]:
    known = targets(kind)
    named = vocabulary(kind).meanings(column.header) if column.header else {}
    best = sorted(named, key=lambda key: named[key], reverse=True)[:3]
    for key in best:
        target = known[key]
        share = _share(column, target, setting)
        score = named[key] * (0.35 + 0.65 * share)
        coded = target.shape == "field" and target.fields[0].kind in (Kind.CODE, Kind.FLAG)
        if score >= _ENOUGH or (named[key] >= _EXACT and not (coded and share < 0.3)):
            yield key, score
    if not any(named[key] >= _EXACT and _share(column, known[key], setting) > 0.2 for key in best):
        for place, (key, target) in enumerate(known.items()):
            if target.fields[0].check in _TELLING and not target.label and key not in best:
                share = _share(column, target, setting) if len(column.examples) > 2 else 0.0
                if share >= 0.8:
                    yield key, 0.6 * share - place * 0.001


def _share(column: Column, target: Target, setting: Setting) -> float:
    """The share of a column's examples that can be read as this target; 1 where nothing can be told from them."""
    if not column.examples or target.withheld or target.fields[0].kind is Kind.REF:
        return 1.0
    reader = cell_reader(target, setting)
    return sum(reader[example].problem is None for example in column.examples) / len(column.examples)


def _takes_more(target: Target) -> bool:
    first = target.fields[0]
    return first.kind is Kind.LONG or first.check in (checks.phone_number, checks.email)


def _without_doubles(taken: dict[int, str], kind: str) -> dict[int, str]:
    """A column for several fields gives way to columns of their own: “Naam” beside “Voornaam” is the surname."""
    known = targets(kind)
    alone = {known[key].fields[0].name for key in taken.values() if not known[key].label}
    found = dict(taken)
    for index, key in taken.items():
        target = known[key]
        parts = [field.name for field in target.fields]
        # salutation, postcode and town often have a column of their own beside a whole name or address
        telling = parts[1:4] if target.shape == "person" else parts[1:3]
        if target.label and parts[0] not in alone and alone.intersection(telling):
            found[index] = f"{target.fields[0].record}.{parts[0]}"
    return found
