"""Brings public reference lists in and up to date: what is new, what changed, and what is no longer on the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from desktop.application.imports.reference_formats import Format, recognised
from desktop.application.imports.sheet import Sheet
from desktop.application.ports import Work
from desktop.application.values import parse
from desktop.domain.changes import Action, Create, Edit, SetField
from desktop.domain.checks import Unfit
from desktop.domain.errors import Refused
from desktop.domain.fields import RECORDS, Beside, Field, Kind
from desktop.domain.records import Reference
from desktop.domain.said import N_, FieldName, Said, said

_DONE: Final = (N_("Imported 1 entry of a reference list"), N_("Imported {n} entries of reference lists"))
_SAME: Final = N_("Nothing on this list is different from what is known already, so nothing was changed.")
_NAMELESS: Final = N_("“{field}” is empty, so that nobody could find this entry. Fill it in.")
_PARTIAL: Final = N_(
    "{gone} of the {known} entries that are known are not on this list. Is it the whole list? An older list, or a part "
    "of one, would take them off."
)
_SOME: Final = 10
_RANK: Final[Mapping[str | None, int]] = {"DUO BRIN": 1}  # who names an entry where two publish it: the higher one
_TWICE: Final = N_("The code {code} stands on the list twice; the first one was taken.")


class Turn(StrEnum):
    """What becomes of an entry."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"  # no longer on the list
    SAME = "same"


TURNS: Final[Mapping[Turn, str]] = {
    Turn.NEW: N_("new"),
    Turn.CHANGED: N_("changed"),
    Turn.GONE: N_("no longer on the list"),
    Turn.SAME: N_("the same"),
}
"""What each is called."""


class Turned(NamedTuple):
    """What becomes of one entry, and of a changed one in which fields: name, value before, value after."""

    turn: Turn
    list_name: str
    code: str
    label: str
    different: tuple[tuple[str, Any, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """What an import of a reference list would do to each entry.

    ``refused`` are rows (number, reason) that cannot be kept. ``entries`` counts the entries on the list by its name.
    An entry that is no longer on the list gets the end date of today: old records still show it. ``file`` is where it
    came from, kept with the action because its name tells the edition.
    """

    format: str
    edits: tuple[Edit, ...]
    entries: Mapping[str, int]
    turned: tuple[Turned, ...]
    refused: tuple[tuple[int, Said], ...]
    file: str = ""

    def count(self, turn: Turn) -> int:
        """How many entries this becomes of."""
        return sum(one.turn is turn for one in self.turned)

    @property
    def different(self) -> int:
        """How many entries are not the same."""
        return len(self.turned) - self.count(Turn.SAME)

    @property
    def doubt(self) -> Said | None:
        """Why this may not be the whole list; nothing where it looks whole."""
        gone, known = self.count(Turn.GONE), len(self.turned) - self.count(Turn.NEW)
        return said(_PARTIAL, gone=gone, known=known) if gone >= _SOME and gone * 3 > known else None

    @property
    def action(self) -> Action:
        """The update as one action; `Refused` where nothing is different."""
        if not self.edits:
            raise Refused(said(_SAME))
        n = self.different
        return Action(_DONE[0] if n == 1 else _DONE[1], self.edits, self.file or None, counts={"n": n})


def update(work: Work, sheet: Sheet, file: str = "") -> Update:
    """Compare a list with what is known of it; nothing is changed."""
    found, places = recognised(sheet.header.cells)
    refused: list[tuple[int, Said]] = []
    entries = dict(_entries(sheet, found, places, work.clock.today(), refused))
    lists = sorted({name for name, _ in entries} | {e["list_name"] for e in found.entries if "{" not in e["list_name"]})
    known = {(r.list_name or "", r.code or ""): r for name in lists for r in work.read.where(Reference, list_name=name)}
    edits: list[Edit] = []
    turned: list[Turned] = []
    for key, values in entries.items():
        before = known.get(key)
        if before is None:
            present = {name: value for name, value in values.items() if value is not None}
            edits.append(Create("reference", work.ids.new(), None, present))
            turned.append(Turned(Turn.NEW, *key, values["label"]))
            continue
        changes = tuple(_different(before, values))
        edits += changes
        turn = Turn.CHANGED if changes else Turn.SAME
        different = tuple((edit.field, getattr(before, edit.field), edit.value) for edit in changes)
        turned.append(Turned(turn, *key, before.label or "", different))
    for key, before in known.items():
        if key not in entries and before.source == found.source and before.valid_until is None:
            edits.append(SetField("reference", before.id, "valid_until", work.clock.today()))
            turned.append(Turned(Turn.GONE, *key, before.label or ""))
    counts = {name: sum(of == name for of, _ in entries) for name in lists}
    return Update(found.name, tuple(edits), counts, tuple(turned), tuple(refused), file)


def _different(before: Reference, values: Mapping[str, Any]) -> Iterator[SetField]:
    """The fields to change. A name that another source gave stays as another name, so that both are found."""
    now = {**values, "valid_until": None}
    if before.source != values["source"]:
        if _RANK.get(before.source, 0) > _RANK.get(values["source"], 0):
            now = {"also": _with(before.also, values["label"], before.label)}
        else:
            now["also"] = _with(now.get("also"), before.label, values["label"])
    for name, value in now.items():
        if value != getattr(before, name):
            yield SetField("reference", before.id, name, value)


def _with(names: str | None, name: str | None, chosen: str | None) -> str | None:
    """Other names, one a line, with one more unless it is there or is the chosen one."""
    lines = names.split("\n") if names else []
    if name and name != chosen and name not in lines:
        lines.append(name)
    return "\n".join(lines) or None


def _entries(
    sheet: Sheet, found: Format, places: Mapping[str, int], today: date, refused: list[tuple[int, Said]]
) -> Iterator[tuple[tuple[str, str], Mapping[str, Any]]]:
    """Each entry once, by list and code; rows that cannot be kept go to ``refused``."""
    seen: dict[tuple[str, str], int] = {}
    beside = Beside(today)
    several = len(found.entries) > 1  # a region returns on the row of each of its municipalities
    for line in sheet.lines:
        if line.empty:
            continue
        if line.problem is not None:
            refused.append((line.number, line.problem))
            continue
        cells = {column: line.cells[at] if at < len(line.cells) else "" for column, at in places.items()}
        try:
            for values in _values(found, cells, beside):
                key = (values["list_name"], values["code"])
                if key not in seen:
                    seen[key] = line.number
                    yield key, values
                elif not several:
                    refused.append((line.number, said(_TWICE, code=key[1])))
        except Unfit as unfit:
            refused.append((line.number, unfit.said))


def _values(found: Format, cells: Mapping[str, str], beside: Beside) -> Iterable[dict[str, Any]]:
    fields = RECORDS["reference"].fields
    filled = {**dict.fromkeys(found.columns, ""), **cells}
    filled["shorter"] = filled.get("code", "")[:-1]
    if "also" in filled:
        filled["also"] = filled["also"].replace(found.separator, "\n")
    made = []
    for entry in found.entries:
        values = {name: _value(fields[name], text.format_map(filled), beside) for name, text in entry.items()}
        for name in ("list_name", "code", "label"):
            if values[name] is None:
                raise Unfit(said(_NAMELESS, field=FieldName("reference", name)))
        made.append({**values, "source": found.source})
    return made


def _value(field: Field, text: str, beside: Beside) -> Any:
    try:
        return parse(field, text, beside)
    except Unfit:
        if field.kind is Kind.DAY:
            return None  # Leiden began in 1575: valid as long as anybody here can remember
        raise
