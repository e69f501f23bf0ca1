"""Rehearses an import: what would become of every row and why, without changing anything."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any, NamedTuple

from desktop.application.imports.cells import Cell, CellReader, Setting, cell_reader, code_word
from desktop.application.imports.duplicates import Existing, Twin, Twins, Who, twins
from desktop.application.imports.fates import Fate, Rehearsal, Row
from desktop.application.imports.headers import header_key
from desktop.application.imports.mapping import NOTHING_FITS, MappingMemory, Plan, carried, propose
from desktop.application.imports.reference_formats import is_public_list
from desktop.application.imports.sheet import Line, Sheet
from desktop.application.imports.synonyms import TOTALS
from desktop.application.imports.targets import OWNERS, REFERENCES, ImportKind, kind_of, targets
from desktop.application.modules import hours_fit
from desktop.application.steps import Step, nothing, stepping
from desktop.domain.changes import PARENT
from desktop.domain.checks import Unfit, checked
from desktop.domain.codes import code_of
from desktop.domain.collecting import uncollected
from desktop.domain.errors import Invalid, Refused
from desktop.domain.fields import RECORDS, Beside, Field, Kind
from desktop.domain.folding import fold
from desktop.domain.free_text import unwanted
from desktop.domain.said import N_, FieldName, Said, said

FRESH = frozenset({"module.provider", "module.issuer", f"question.{PARENT}"})
"""Fields whose unknown names become records: a school that offers a module is a partner."""

_REFERENCE = N_("This is a reference list, not a list of the kind “{kind}”. Import it as a reference list.")
_NOBODY = N_("Nothing in this row says who or what it is. Fill in “{field}”.")
_OWNERLESS = N_("Nothing in this row says of which employer this is. Fill in the name of the employer.")
_IN_COLUMN = N_("Column “{column}” says “{text}”. {reason}")
_UNWANTED = N_("A remark in column “{column}” cannot be imported. {reason}")
_ALONE = N_("Only one cell of this row is filled, so it was taken for a remark below the list.")
_SHIFTED = N_(
    "This row has more cells than the list has columns, so its values may stand in the wrong column. "
    "A separator in a text needs quotation marks around it."
)
_BLOCK = 1_000  # rows whose columns are read one after the other: a fifth faster than row by row
_REMARK = re.compile(r"[\d*=:?!]|(?:\S+\s+){4}\S")
_MAY_GO = (Fate.NEW, Fate.INCOMPLETE)
_ORDERED = (Kind.DAY, Kind.MONTH, Kind.MOMENT, Kind.INTEGER, Kind.DECIMAL, Kind.MONEY)


def setting(kind: str, existing: Existing, today: date, epoch: date) -> Setting:
    """What the reading of cells needs for this kind of list."""
    wanted = {f.target for target in targets(kind).values() for f in target.fields if f.kind is Kind.REF}
    named = {record: existing.named(record) for record in (*REFERENCES, *OWNERS) if record in wanted}
    return Setting(Beside(today), epoch, named, FRESH)


class PublicList(Refused):
    """A list that is no list of people, employers or modules: it goes in as a reference list."""


def rehearse(
    sheet: Sheet,
    kind: str,
    existing: Existing,
    today: date,
    *,
    plan: Plan | None = None,
    before: Plan | None = None,
    memory: MappingMemory | None = None,
    strict: bool = True,
    defaults: Mapping[str, Any] | None = None,
    step: Step = nothing,
) -> Rehearsal:
    """The fate of every row.

    ``plan`` says where the columns go, ``before`` where they went when the file was read in another way. ``strict``: a
    row with a cell that cannot be kept is refused; else the cell is a remark.

    ``defaults`` are values (by ``record.field``) for rows that say nothing themselves, such as the partner who sent
    the list.
    """
    listed = kind_of(kind)
    if is_public_list(sheet.header.cells):
        raise PublicList(said(_REFERENCE, kind=said(listed.label)))
    known = setting(kind, existing, today, sheet.epoch)
    chosen = plan or propose(sheet, kind, known, memory)
    if before is not None:
        chosen = carried(chosen, before)
    if strict and not chosen.fits:
        raise Refused(said(NOTHING_FITS))
    rows = _Rows(sheet, listed, chosen, known, strict=strict, defaults=defaults or {}, step=step)
    with uncollected():
        found = rows.all(existing)
    return Rehearsal(listed, chosen, found, (*sheet.notices, *chosen.notices()))


class _Active(NamedTuple):
    at: int
    header: str
    reader: CellReader


def _cell(active: _Active, line: Line) -> Cell:
    return active.reader[line.cells[active.at]] if len(line.cells) > active.at else Cell()


class _Found(NamedTuple):
    """What the cells of one row gave."""

    values: dict[str, Any]
    problems: list[Said]
    kept: list[tuple[str, str]]


class _Rows:
    """The rows of one list on their way to an outcome."""

    def __init__(
        self,
        sheet: Sheet,
        kind: ImportKind,
        plan: Plan,
        known: Setting,
        *,
        strict: bool,
        defaults: Mapping[str, Any],
        step: Step,
    ) -> None:
        self._step = step
        self._sheet, self._kind, self._defaults = sheet, kind, {**_unit(kind, plan), **defaults}
        self._strict = strict or kind.remarks is None  # what is refused nowhere and kept nowhere would be lost
        self._beside = known.beside
        places = targets(kind.name)
        chosen = [(places[c.target], c) for c in plan.columns if c.target is not None]
        # columns of one field speak first: they know better than a column that was taken apart
        chosen.sort(key=lambda pair: (bool(pair[0].label), len(pair[0].fields) > 1))
        self._active = [
            _Active(c.index, c.header, cell_reader(target, known, month_first=c.month_first))
            for target, c in chosen
            if not target.withheld and target.key != kind.remarks
        ]
        self._remarks = [(c.index, c.header) for target, c in chosen if target.key == kind.remarks]
        self._neighbours = _neighbours([target.fields[0] for target, _ in chosen])
        self._header_keys = [header_key(cell) for cell in sheet.header.cells]
        self._known_by = frozenset(kind.known_by)
        self._wanted = [(frozenset(group), FieldName(*group[0].split("."))) for group in kind.wanted]
        self._shifted = not sheet.name and _seldom_wider(sheet)
        self._contacts: dict[Who, set[str]] = defaultdict(set)

    def all(self, existing: Existing) -> tuple[Row, ...]:
        """Every row in order; each is compared with the rows before it and with the store."""
        rows = list(self._read())
        known = twins(self._kind.name, existing, {row.number: row.values for row in rows if row.fate in _MAY_GO})
        return tuple(self._met(row, known) if row.fate in _MAY_GO else row for row in stepping(rows, self._step))

    def _read(self) -> Iterator[Row]:
        """What the cells of each row say, before anybody is looked up."""
        for start in range(0, len(self._sheet.lines), _BLOCK):
            self._step(start)
            lines = self._sheet.lines[start : start + _BLOCK]
            columns = [[_cell(active, line) for line in lines] for active in self._active]
            cells = zip(*columns, strict=True) if columns else repeat(())
            yield from (self._row(line, read) for line, read in zip(lines, cells, strict=False))

    def _row(self, line: Line, cells: tuple[Cell, ...]) -> Row:
        if line.empty:
            return Row(line.number, Fate.EMPTY)
        if line.problem is not None:
            return Row(line.number, Fate.REFUSED, reasons=(line.problem,))
        if self._shifted and len(line.cells) > len(self._header_keys):
            return Row(line.number, Fate.REFUSED, reasons=(said(_SHIFTED),))
        if self._repeats(line.cells):
            return Row(line.number, Fate.REPEATED)
        found = self._found(line.cells, cells)
        values, kept = found.values, tuple(found.kept)
        if self._known_by.isdisjoint(values):
            problem = said(_NOBODY, field=FieldName(*self._kind.known_by[0].split(".")))
            return Row(line.number, Fate.REFUSED, values, (problem, *found.problems))
        if self._kind.below is not None and self._kind.owner not in values:
            return Row(line.number, Fate.REFUSED, values, (said(_OWNERLESS), *found.problems))
        if len(self._active) > 3 and sum(map(bool, line.cells)) == 1 and _REMARK.search("".join(line.cells)):
            return Row(line.number, Fate.REFUSED, values, (said(_ALONE),))
        if found.problems and self._strict:
            return Row(line.number, Fate.REFUSED, values, tuple(found.problems))
        missing = tuple(name for group, name in self._wanted if group.isdisjoint(values))
        fate = Fate.INCOMPLETE if missing else Fate.NEW
        return Row(line.number, fate, values, tuple(found.problems), missing, kept)

    def _met(self, row: Row, twins: Twins) -> Row:
        """The row, compared with those before it and with the store."""
        number, fate, values, reasons, missing, kept, _ = row
        twin = twins.find(number, values)
        if twin is not None:
            reasons = (*reasons, twin.reason)
            fate = self._fate(fate, values, twin)
        if fate in _MAY_GO:
            twins.keep()
            if contact := _contact(values):
                self._contacts[number].add(contact)
        return row if twin is None else Row(number, fate, values, reasons, missing, kept, twin.who)

    def _fate(self, fate: Fate, values: Mapping[str, Any], twin: Twin) -> Fate:
        if not twin.sure:
            return fate
        if isinstance(twin.who, str):
            return Fate.KNOWN
        contact = _contact(values)
        if contact and contact not in self._contacts[twin.who]:
            self._contacts[twin.who].add(contact)
            return Fate.JOINED
        return Fate.TWICE

    def _found(self, texts: Sequence[str], cells: tuple[Cell, ...]) -> _Found:
        found = _Found({}, [], [])
        values, width = found.values, len(texts)
        for active, cell in zip(self._active, cells, strict=True):
            for key, value in cell.values:
                if value is not None and values.setdefault(key, value) != value:
                    found.kept.append((active.header, texts[active.at]))
            if cell.rest:
                found.kept.append((active.header, cell.rest))
            if cell.problem is not None:
                text = texts[active.at][:60]
                found.problems.append(said(_IN_COLUMN, column=active.header, text=text, reason=cell.problem))
        for key, value in self._defaults.items():
            values.setdefault(key, value)
        for index, header in self._remarks:
            if index < width and texts[index]:
                found.kept.append((header, texts[index]))
        for key, ordered in self._neighbours.items():
            if key in values:
                self._beside_others(ordered, found)
        if found.kept:
            self._leave_out_unwanted(found)
        if self._kind.name == "module":
            _hours_fit(found)
        return found

    def _leave_out_unwanted(self, found: _Found) -> None:
        """Remarks with words about health or a citizen service number may not be kept (R46)."""
        kept = [(column, text, unwanted(text)) for column, text in found.kept]
        found.kept[:] = [(column, text) for column, text, sentences in kept if not sentences]
        found.problems.extend(
            said(_UNWANTED, column=column, reason=sentence) for column, _, sentences in kept for sentence in sentences
        )

    def _beside_others(self, ordered: Field, found: _Found) -> None:
        """Checks that look at another field of the record: an end that lies before its start."""
        start = f"{ordered.record}."
        others = {key.removeprefix(start): value for key, value in found.values.items() if key.startswith(start)}
        try:
            checked(ordered, found.values[ordered.key], Beside(self._beside.today, others))
        except Unfit as unfit:
            value = found.values.pop(ordered.key)
            found.problems.append(unfit.said)
            found.kept.append((ordered.label, str(value)))

    def _repeats(self, cells: Sequence[str]) -> bool:
        """Whether a row is the header again, or counts what stands above it."""
        if cells[0] == self._sheet.header.cells[0]:
            return [header_key(cell) for cell in cells] == self._header_keys
        first = cells[0] or next(cell for cell in cells if cell)
        if not first.lower().startswith(TOTALS):
            return False
        return not any(c.isalpha() for cell in cells if cell and cell != first for c in cell)


def _seldom_wider(sheet: Sheet) -> bool:
    """Whether few rows of a delimited list go on beyond its header: there a separator stood in a text."""
    width = len(sheet.header.cells)
    wider = sum(len(line.cells) > width for line in sheet.lines)
    return 0 < wider * 4 <= len(sheet.lines) + 3


def _hours_fit(found: _Found) -> None:
    """The rule of the catalogue that guided hours, practice and self-study are no more than the load."""
    values = {key.removeprefix("module."): value for key, value in found.values.items()}
    if {"load", "unit"} <= values.keys():
        try:
            hours_fit(values)
        except Invalid as invalid:
            found.problems.extend(invalid.problems.values())


def _unit(kind: ImportKind, plan: Plan) -> Mapping[str, Any]:
    """The unit of a load that only the header tells: “SBU” or “EC”."""
    columns = {column.target: column.header for column in plan.columns}
    if kind.name != "module" or "module.load" not in columns or "module.unit" in columns:
        return {}
    unit = code_word(RECORDS["module"].fields["unit"], columns["module.load"])
    return {"module.unit": unit} if code_of("load_unit", unit) else {}


def _neighbours(fields: Sequence[Field]) -> dict[str, Field]:
    """The mapped fields whose check may look at another mapped field: of the same record and the same type."""
    alike = Counter((field.record, field.kind) for field in fields)
    return {f.key: f for f in fields if f.check is not None and f.kind in _ORDERED and alike[f.record, f.kind] > 1}


def _contact(values: Mapping[str, Any]) -> str:
    return fold(values.get("contact.contact_name", ""))
